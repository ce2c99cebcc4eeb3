# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped models by the real qgis_process, each from one JSON, on an invented territory: they run, and run the same twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyogrio
import pytest

OUTPUTS = {
    "diagnosticair": ("EMISSIONS", "CONCENTRATIONS", "EXPOSURE"),
    "diagnostichabitat": ("ROOFS", "HOMES", "HOMES_BY_UNIT"),
    "modelecovoiturage": ("AREAS", "CATCHMENTS", "ALLOCATION", "DEMAND", "IMPACT"),
    "modelevelo": ("CYCLE_FACILITIES", "FIGURES", "STRESS", "GAPS", "ACCESS", "PROJECTS"),
}


@pytest.fixture(scope="module")
def territory(root, tmp_path_factory) -> Path:
    """The demo's territory, without the network: communes, roads, buildings, people, a flight, carpool places, streets, a plan."""
    folder = tmp_path_factory.mktemp("territoire")
    here = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}

    def tool(*words: str) -> str:
        done = subprocess.run([sys.executable, *words], cwd=root, capture_output=True, text=True, env=here, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def step(name: str, algorithm: str) -> None:
        given = tool("tools/demo_parameters.py", name, str(folder), "essai")
        done = subprocess.run(
            [str(root / "tools" / "qgis_process"), "--json", "run", f"pcaet:{algorithm}", "-"], input=given, capture_output=True,
            text=True, check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    step("fictional", "demoterritory")
    tool("tools/demo_parameters.py", "weather", str(folder), "essai")
    tool("tools/demo_thermal.py", str(folder))
    step("strips", "thermalnormalise")
    for script in ("tools/demo_mobility.py", "tools/demo_cycling.py"):
        tool(script, str(folder))
    for name, algorithm in (("plan", "createplan"), ("action", "createaction"), ("place3", "attachfeatures")):
        step(name, algorithm)
    return folder


def inputs(folder: Path) -> dict[str, dict[str, Any]]:
    """The parameters of each model."""

    def table(name: str, file: str = "territoire_fictif") -> str:
        return f"{folder / file}.gpkg|layername={name}"

    units = {"COMMUNES": table("communes"), "CODE_FIELD": "code"}
    cells = {"POPULATION": table("population_fictive"), "POPULATION_FIELD": "inhabitants"}
    return {
        "diagnosticair": units | cells | {
            "ROADS": table("routes_fictives"), "TRAFFIC_MAPPING": "hgv_share_pct=hgv_pct", "DEFAULT_HGV": 6, "DEFAULT_SPEED": 70,
            "WEATHER": str(folder / "meteo_fictive.csv"), "LATITUDE": 50.7, "LONGITUDE": 2.3, "BACKGROUND_NOX": 12,
            "BACKGROUND_NO2": 10, "BUILDINGS": table("batiments_fictifs"),
        },
        "diagnostichabitat": units | {
            "THERMAL": str(folder / "mosaique_fictive.tif"), "THERMAL_KIND": "brightness",
            "FLOWN_BUILDINGS": table("batiments_survoles", "thermo_fictive"), "ROOF_FIELD": "toit", "DWELLINGS_FIELD": "dwellings",
            "DPE": str(folder / "dpe_fictifs.csv"),
        },
        "modelecovoiturage": units | cells | {
            "AREA_FILES": [str(folder / "aires_fictives.csv")], "NETWORK_ROADS": table("routes_fictives"), "CROSSINGS": True,
            "SPEEDS": str(folder / "vitesses_fictives.csv"), "FLOWS": str(folder / "flux_fictifs.csv"), "REACH_M": 2000,
        },
        "modelevelo": units | cells | {
            "INHABITANTS_FIELD": "population", "FACILITIES": table("rues_cyclables_fictives", "velo_fictif"),
            "PLACES": table("lieux_sensibles_fictifs"), "KIND_FIELD": "kind",
        },
    }  # fmt: skip


@pytest.fixture(scope="module")
def run_model(root, english_profile):
    def run(name: str, given: dict[str, Any], folder: Path, outputs: tuple[str, ...]) -> dict[str, Any]:
        targets = {key: str(folder / f"{key.lower()}.gpkg") for key in outputs}
        done = subprocess.run(
            [str(root / "tools" / "qgis_process"), "--json", "run", f"pcaet:{name}", "-"], input=json.dumps({"inputs": given | targets}),
            capture_output=True, text=True, timeout=600, env=os.environ | {"QGIS_CUSTOM_CONFIG_PATH": str(english_profile)}, check=False,
        )  # fmt: skip
        return {"code": done.returncode, "stderr": done.stderr, "stdout": done.stdout}

    return run


def tables(folder: Path) -> dict[str, str]:
    """Every output of a run as CSV; our results carry neither uuid nor date."""
    found = {}
    for file in sorted(folder.glob("*.gpkg")):
        frame = pyogrio.read_dataframe(file, layer=file.stem)
        found[file.stem] = frame.to_csv(index=False)
    return found


@pytest.fixture(scope="module")
def complete(territory, run_model, tmp_path_factory):
    """The complete model, run twice."""
    own = inputs(territory)
    given = {key: value for part in own.values() for key, value in part.items()} | {
        "PLAN": str(territory / "plan.gpkg")
    }
    outputs = (*(key for keys in OUTPUTS.values() for key in keys), "CROSSED")
    folders = [tmp_path_factory.mktemp(f"complet{turn}") for turn in range(2)]
    for folder in folders:
        done = run_model("diagnosticcomplet", given, folder, outputs)
        assert done["code"] == 0, done["stderr"]
        assert json.loads(done["stdout"])["results"]["CROSSED"] == str(folder / "crossed.gpkg")
    return folders


def test_the_complete_model_gives_every_table_the_same_twice(complete):
    first, second = (tables(folder) for folder in complete)
    assert len(first) == 18
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert all(text.count("\n") > 1 for text in first.values())


def test_its_crossing_knows_the_four_themes_and_the_plan(complete):
    frame = pyogrio.read_dataframe(complete[0] / "crossed.gpkg", layer="crossed")
    assert {"air_rank", "roofs_rank", "carpool_rank", "cycling_rank", "actions", "need_without_action"} <= set(
        frame.columns
    )
    assert frame["score"].notna().sum() >= 3
    assert (frame["actions"] > 0).any()


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_model_alone_gives_the_tables_that_the_complete_one_gives(name, territory, run_model, complete, tmp_path):
    done = run_model(name, inputs(territory)[name], tmp_path, OUTPUTS[name])
    assert done["code"] == 0, done["stderr"]
    results = json.loads(done["stdout"])["results"]
    assert {key: results[key] for key in OUTPUTS[name]} == {
        key: str(tmp_path / f"{key.lower()}.gpkg") for key in OUTPUTS[name]
    }
    assert results["SKIPPED"] >= 0
    alone, whole = tables(tmp_path), tables(complete[0])
    assert len(alone) == len(OUTPUTS[name])
    assert [key for key, text in alone.items() if whole[key] != text] == []


def test_a_step_that_fails_says_its_sentence_and_leaves_no_output(territory, run_model, tmp_path):
    wrong = inputs(territory)["diagnosticair"] | {"BACKGROUND_NO2": 400}
    done = run_model("diagnosticair", wrong, tmp_path, OUTPUTS["diagnosticair"])
    assert done["code"] != 0
    assert "400" in done["stderr"] or "background" in done["stderr"].lower()
    assert not (tmp_path / "concentrations.gpkg").exists()
    assert not (tmp_path / "exposure.gpkg").exists()
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".pcaet")]


@pytest.fixture(scope="module")
def two_epcis(territory):
    """The communes of the fictional territory, half in each of two files, as one has them by EPCI."""
    communes = pyogrio.read_dataframe(territory / "territoire_fictif.gpkg", layer="communes")
    east = communes.geometry.centroid.x > communes.geometry.centroid.x.median()
    files = {}
    for name, part in (("ouest", communes[~east]), ("est", communes[east])):
        files[name] = territory / f"epci_{name}.gpkg"
        pyogrio.write_dataframe(part, files[name], layer=f"epci_{name}")
    return files


@pytest.fixture(scope="module")
def batch(root, territory, two_epcis, tmp_path_factory):
    """Every model, a row for each EPCI, in the batch dialog of the real desktop: the report, and the folder of each row."""
    folder = tmp_path_factory.mktemp("lots")
    own = inputs(territory)
    own["diagnosticcomplet"] = {key: value for part in own.values() for key, value in part.items()}
    outputs = OUTPUTS | {"diagnosticcomplet": ("CROSSED", "EXPOSURE", "ACCESS")}
    batches: dict[str, list[dict[str, Any]]] = {}
    for name, given in own.items():
        for epci, file in two_epcis.items():
            (folder / name / epci).mkdir(parents=True)
            targets = {key: str(folder / name / epci / f"{key.lower()}.gpkg") for key in outputs[name]}
            batches.setdefault(name, []).append({"PARAMETERS": given | {"COMMUNES": str(file)}, "OUTPUTS": targets})
    (folder / "batches.json").write_text(json.dumps(batches), encoding="utf-8")
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", str(root / "tools" / "qgis"), "--lang", "fr", "--code"]
    done = subprocess.run(
        [*command, str(root / "tests" / "e2e" / "batch_session.py")], capture_output=True, text=True, timeout=600, check=False,
        env=os.environ | {"ATLAS_PCAET_SESSION": str(folder)},
    )  # fmt: skip
    assert (folder / "report.json").exists(), done.stderr[-3000:]
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["errors"] == []
    return folder, {step["name"]: step for step in report["steps"]}, outputs


@pytest.mark.parametrize("name", [*OUTPUTS, "diagnosticcomplet"])
def test_a_model_runs_in_batch_over_two_epcis(name, batch):
    folder, steps, outputs = batch
    assert steps[name]["rows"] == 2
    assert steps[name]["ended"] == [[2, []]]
    for epci in ("ouest", "est"):
        written = {file.stem.upper() for file in (folder / name / epci).glob("*.gpkg")}
        assert written == set(outputs[name])


def test_each_epci_has_its_own_communes(batch, two_epcis):
    folder, _steps, _outputs = batch
    for epci, file in two_epcis.items():
        wanted = set(pyogrio.read_dataframe(file)["code"])
        crossed = pyogrio.read_dataframe(folder / "diagnosticcomplet" / epci / "crossed.gpkg", layer="crossed")
        assert set(crossed["code"]) == wanted
