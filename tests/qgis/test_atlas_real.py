# SPDX-License-Identifier: GPL-2.0-or-later
"""The atlas a PCAET officer prints: the 53 communes of the Pays de Saint-Omer, CAPSO's 62 actions and the carpool places."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.plan_file import open_plan, transaction
from qgis.core import QgsProject, QgsVectorLayer

EPCI, COMMUNES, ACTIONS = "200069037", 53, 62  # data/README.md


@pytest.fixture
def communes(real_data, qgis_new_project):
    made = QgsVectorLayer(
        f"{real_data / 'geo' / 'communes_59_62.gpkg'}|subset=\"siren_epci\" = '{EPCI}'", "Communes", "ogr"
    )
    QgsProject.instance().addMapLayer(made)
    assert made.featureCount() == COMMUNES
    return made


@pytest.fixture
def places(real_data, layer, communes):
    with (real_data / "mobility" / "bnlc_59_62.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            (f"POINT ({row['Xlong']} {row['Ylat']})", row["id_lieu"])
            for row in csv.DictReader(stream)
            if 1.9 < float(row["Xlong"]) < 2.6 and 50.45 < float(row["Ylat"]) < 50.95
        ]
    made = layer("Point", ["id_lieu:string"], rows, crs="EPSG:4326", name="Aires de covoiturage")
    QgsProject.instance().addMapLayer(made)
    return made


@pytest.fixture
def plan(run, real_data, places, tmp_path):
    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET du Pays de Saint-Omer"})[0]["PLAN"]
    programmes = json.loads((real_data / "records" / "ademe_programmes_actions.json").read_text(encoding="utf-8"))
    own = [action for action in programmes if action["siren"] == EPCI]
    assert len(own) == ACTIONS
    with closing(open_plan(path)) as connection, transaction(connection):
        for action in own:
            number, title = re.match(r"Fiche (\d+)\s*-\s*(.*)", action["intitule"]).groups()
            axis = action["secteurs"][0] if action["secteurs"] else None
            create_action(connection, NewAction(title, number=number, axis=axis))
    run("attachfeatures", {"PLAN": path, "ACTION": "35", "LAYER": places, "KEY_FIELD": "id_lieu"})
    return path


def test_the_pays_de_saint_omer_is_printed_whole(run, communes, places, plan, tmp_path):
    output = tmp_path / "atlas.pdf"
    given = {
        "COVERAGE": communes,
        "NAME_FIELD": "nom",
        "LAYERS": [places],
        "TITLE": "PCAET",
        "PLAN": plan,
        "OUTPUT": str(output),
    }
    results, feedback = run("exportatlas", given)
    done = subprocess.run(["pdftotext", "-layout", str(output), "-"], capture_output=True, text=True, check=True)
    pages = [re.sub(r"\s+", " ", page) for page in done.stdout.split("\f")[:-1]]
    assert results["PAGES"] == COMMUNES
    assert results["SHEETS"] == len(pages) >= 1 + COMMUNES + 1
    sheets = sum("fiche action" in page for page in pages)
    # The others, of which the document gives little more than a title, are rows of a list.
    listed = sum(len(re.findall(r"\b\d+ – ", page)) for page in pages[1 + COMMUNES :] if "fiche action" not in page)
    assert 1 <= sheets < ACTIONS
    assert listed >= ACTIONS - sheets
    assert "Actions without a place, whose page has no map: 61." in feedback.text
    for page in pages:
        assert "NULL" not in page
        assert " nan " not in page
    contents = [line for line in done.stdout.splitlines() if re.search(r"\S {2,}\d+$", line) and "Page" not in line]
    for line in contents:
        title, number = re.match(r"\s*(\S.*?)\s{2,}(\d+)$", line).groups()
        if title.split(" – ")[0].isdigit():
            assert f"Page {number}" in pages[int(number) - 1]
            assert title.split(" – ", 1)[1][:30] in pages[int(number) - 1]
    assert Path(output).stat().st_size / len(pages) <= 150_000
