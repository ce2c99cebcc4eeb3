# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of each step of the demo, as JSON for ``qgis_process run … -``.

demo_parameters.py STEP FOLDER TITLE
"""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

STEP, FOLDER, TITLE = sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3]
TERRITORY, RESULTS = FOLDER / "territoire_fictif.gpkg", FOLDER / "results.gpkg"


def layer(file: Path, table: str) -> str:
    return f"{file}|layername={table}"


def target(table: str) -> str:
    return f"ogr:dbname='{RESULTS}' table=\"{table}\" (geom)"


def communes_of_the_east() -> str:
    """The list a decree would give: codes of the communes in the eastern half, as text."""
    rows = sqlite3.connect(TERRITORY).execute(
        "SELECT c.code, c.name, (r.minx + r.maxx) / 2 FROM communes c JOIN rtree_communes_geom r ON r.id = c.fid"
    )
    known = sorted(rows, key=lambda row: row[2])
    return ", ".join(f"{name} ({code})" for code, name, _x in known[len(known) // 2 :])


def screening(zones: str, zone_field: str, bands: str, exposure: str) -> dict[str, object]:
    return {
        "ROADS": layer(TERRITORY, "routes_fictives"),
        "AADT_FIELD": "aadt",
        "HGV_FIELD": "hgv_pct",
        "WIDTH_FIELD": "width_m",
        "LENGTH_FIELD": "length_m",
        "ZONES": zones,
        "ZONE_FIELD": zone_field,
        "POPULATION": layer(TERRITORY, "population_fictive"),
        "POPULATION_FIELD": "inhabitants",
        "BUILDINGS": layer(TERRITORY, "batiments_fictifs"),
        "FLOORS_FIELD": "floors",
        "HEIGHT_FIELD": "height_m",
        "SENSITIVE": layer(TERRITORY, "lieux_sensibles_fictifs"),
        "OUTPUT": target(bands),
        "EXPOSURE": target(exposure),
    }


def parameters() -> dict[str, object]:
    if STEP in ("territory", "fictional"):
        given = {
            "COMMUNES": str(FOLDER / "communes.gpkg"),
            "CODE_FIELD": "code",
            "NAME_FIELD": "name",
            "POPULATION_FIELD": "population",
        }
        return (given if STEP == "territory" else {}) | {"SEED": 7, "OUTPUT_FOLDER": str(FOLDER)}
    if STEP == "zones":
        return {
            "CODES": communes_of_the_east(),
            "COMMUNES": layer(TERRITORY, "communes"),
            "CODE_FIELD": "code",
            "NAME": "PPA fictif de démonstration",
            "KIND": "PPA",
            "SOURCE": "liste fictive",
            "OUTPUT": target("zones"),
        }
    if STEP == "bands":
        return screening(layer(TERRITORY, "communes"), "name", "bandes_etude", "exposition")
    if STEP == "ppa":
        return screening(layer(RESULTS, "zones"), "name", "bandes_etude_ppa", "exposition_ppa")
    if STEP == "atlas":
        drawn = ["lieux_sensibles_fictifs", "routes_fictives", "batiments_fictifs"]
        return {
            "COVERAGE": layer(TERRITORY, "communes"),
            "NAME_FIELD": "name",
            "LAYERS": [
                *(layer(TERRITORY, table) for table in drawn),
                layer(RESULTS, "bandes_etude"),
                layer(TERRITORY, "population_fictive"),
            ],
            "TITLE": TITLE,
            "OUTPUT": str(FOLDER / "atlas.pdf"),
        }
    raise SystemExit(f"unknown step {STEP}")


json.dump({"inputs": parameters()}, sys.stdout, ensure_ascii=False)
