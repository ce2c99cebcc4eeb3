# SPDX-License-Identifier: GPL-2.0-or-later
"""Four communes in two cantons, two roads and a plan with a place, and the atlas made of them."""

from __future__ import annotations

import pytest
from atlas_pages import ALL, X, Y, added, box


@pytest.fixture
def communes(layer, qgis_new_project):
    names = ("Arques", "Éperlecques", "Saint-Omer", "Zouafques")
    rows = [
        (box(2000 * i, 0, 2000 * i + 2000, 2000), name, "nord" if i < 2 else "a/b:c?") for i, name in enumerate(names)
    ]
    return added(layer("Polygon", ["nom:string(80)", "canton:string(40)"], rows, name="communes"))


@pytest.fixture
def roads(layer, communes):
    rows = [
        (f"LINESTRING ({X + 500} {Y + 500}, {X + 2500} {Y + 500})", 1),
        (f"LINESTRING ({X + 4100} {Y + 9}, {X + 4400} {Y + 9})", 2),
    ]
    return added(layer("LineString", ["n:integer"], rows, name="Routes"))  # fmt: skip


@pytest.fixture
def plan(run, roads, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]
    for number, title, axis in (("1", "Une piste", "Bouger"), ("2", "Une étude", "Savoir"), ("3", "Un conseil", None)):
        run("createaction", {"PLAN": path, "TITLE": title, "NUMBER": number} | ({"AXIS": axis} if axis else {}))
    run("attachfeatures", {"PLAN": path, "ACTION": "1", "LAYER": roads, "EXPRESSION": "n = 1"})
    return path


@pytest.fixture
def atlas(run, communes, roads, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()

    def make(**more):
        given = {"COVERAGE": communes, "NAME_FIELD": "nom", "LAYERS": [roads], "TITLE": "Essai", "PARTS": ALL}
        return run("exportatlas", given | {"OUTPUT": str(folder / "atlas.pdf")} | more)

    make.folder = folder
    return make
