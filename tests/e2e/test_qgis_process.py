# SPDX-License-Identifier: GPL-2.0-or-later
"""Algorithms through the real executable, where wheels and QGIS's libraries meet."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROAD = {
    "type": "FeatureCollection",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}},
    "features": [
        {
            "type": "Feature",
            "properties": {"tmja": "30 000"},
            "geometry": {"type": "LineString", "coordinates": [[650000, 7060000], [651000, 7060000]]},
        }
    ],
}


@pytest.fixture
def road(tmp_path) -> Path:
    file = tmp_path / "route.geojson"
    file.write_text(json.dumps(ROAD))
    return file


def test_standard_output_is_json_alone(qgis_process):
    done = qgis_process("pcaet:checkenvironment", {})
    assert done.code == 0
    assert done.stdout.lstrip().startswith("{")
    assert done.results["PROBLEMS"] == 0


def test_the_environment_report_is_a_page_with_every_library(qgis_process, tmp_path):
    report = tmp_path / "environnement.html"
    done = qgis_process("pcaet:checkenvironment", {"OUTPUT_HTML": str(report)}, french=True)
    assert done.results["OUTPUT_HTML"] == str(report)
    text = report.read_text(encoding="utf-8")
    for name in ("QGIS", "GDAL", "GEOS", "PROJ", "geopandas", "rasterio", "matplotlib"):
        assert name in text
    assert "Atlas PCAET : environnement" in text.replace("\u00a0", " ")


def test_without_the_loader_a_clashing_wheel_is_refused_not_fatal(root, road, tmp_path, english_profile):
    """The trap that aborts QGIS on Linux: wheels in sight, no loader hook."""
    venv = os.environ.get("ATLAS_PCAET_VENV", str(root / ".venv"))
    packages = next(Path(venv).glob("lib/python*/site-packages"))
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(english_profile),
        "QGIS_PLUGINPATH": str(root / "build" / "plugins"),
        "PYTHONPATH": str(packages),
    }
    inputs = {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")}
    done = subprocess.run(
        ["qgis_process", "--json", "run", "pcaet:corridorbands", "-"],
        input=json.dumps({"inputs": inputs}), capture_output=True, text=True, timeout=120, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "is a pip wheel with its own copy of GEOS, GDAL or PROJ, which would crash QGIS" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b.gpkg").exists()


def test_without_libraries_the_missing_one_is_named(root, road, tmp_path, english_profile):
    """The distribution's own Python, as on a fresh machine: no geopandas."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(english_profile),
        "QGIS_PLUGINPATH": str(root / "build" / "plugins"),
    }
    environment.pop("PYTHONPATH", None)
    inputs = {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")}
    done = subprocess.run(
        ["qgis_process", "--json", "run", "pcaet:corridorbands", "-"],
        input=json.dumps({"inputs": inputs}), capture_output=True, text=True, timeout=120, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "The Python library “" in done.stderr
    assert "Install your distribution's own package" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_text_count_is_read_and_the_band_written(qgis_process, road, tmp_path):
    done = qgis_process(
        "pcaet:corridorbands", {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")}
    )
    assert done.results["OUTPUT"] == str(tmp_path / "b.gpkg")
    assert (tmp_path / "b.gpkg").exists()
    assert done.results["POPULATION_EXPOSED"] is None


def test_sentences_are_french_for_french_users(qgis_process, road, tmp_path):
    done = qgis_process(
        "pcaet:corridorbands",
        {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")},
        french=True,
    )
    assert "Dépistage, inspiré du guide de 2019" in done.said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("{}", "Could not load source layer for ROADS"), (None, "Could not load source layer for ROADS")],
)
def test_a_wrong_file_is_one_sentence_on_stderr(qgis_process, tmp_path, content, sentence):
    file = tmp_path / "faux.geojson"
    if content is not None:
        file.write_text(content)
    done = qgis_process(
        "pcaet:corridorbands", {"ROADS": str(file), "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")}
    )
    assert done.code == 1
    assert done.stdout.strip() == ""
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b.gpkg").exists()


def test_a_field_that_does_not_exist_is_named(qgis_process, road, tmp_path):
    done = qgis_process(
        "pcaet:corridorbands", {"ROADS": str(road), "AADT_FIELD": "trafic", "OUTPUT": str(tmp_path / "b.gpkg")}
    )
    assert done.code == 1
    assert "trafic" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 100 kB: the disk is full as soon as a GeoPackage grows."""
    folder = tmp_path / "petit disque"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here: the file-size limit is tested instead")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_nothing_and_says_so(qgis_process, road, small_disk):
    done = qgis_process(
        "pcaet:corridorbands", {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(small_disk / "b.gpkg")}
    )
    assert done.code == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(small_disk.iterdir()) == []


def test_an_atlas_on_a_full_disk_leaves_the_former_one(qgis_process, road, tmp_path, small_disk):
    done = qgis_process(
        "pcaet:corridorbands", {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(tmp_path / "b.gpkg")}
    )
    bands = done.results["OUTPUT"]
    former = small_disk / "atlas.pdf"
    former.write_bytes(b"%PDF former atlas")
    (small_disk / "plein").write_bytes(b"x" * 80_000)
    done = qgis_process(
        "pcaet:exportatlas",
        {"COVERAGE": bands, "NAME_FIELD": "aadt_class", "LAYERS": [bands], "TITLE": "T", "OUTPUT": str(former)},
    )
    assert done.code == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert former.read_bytes() == b"%PDF former atlas"
    assert sorted(p.name for p in small_disk.iterdir()) == ["atlas.pdf", "plein"]


@pytest.mark.parametrize("limit", [40_000, 100_000, 130_000])
def test_a_file_size_limit_leaves_nothing_and_says_so(qgis_process, road, tmp_path, limit):
    """A quota reached at the start, in the middle and at the end of the file (139 kB)."""
    folder = tmp_path / "sortie"
    folder.mkdir()
    inputs = {"ROADS": str(road), "AADT_FIELD": "tmja", "OUTPUT": str(folder / "b.gpkg")}
    assert qgis_process("pcaet:checkenvironment", {}).code == 0  # QGIS writes its own profile first
    done = qgis_process("pcaet:corridorbands", inputs, prefix=["prlimit", f"--fsize={limit}"])
    if done.code == -25:
        pytest.skip("QGIS itself stops at this limit, before any plugin is loaded")
    assert done.code == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(folder.iterdir()) == []


def test_setup_missing_is_one_line(root, tmp_path):
    """A checkout that was never set up."""
    copy = tmp_path / "depot"
    (copy / "tools").mkdir(parents=True)
    for name in ("qgis_process", "environment.sh"):
        shutil.copy(root / "tools" / name, copy / "tools" / name)
    environment = {k: v for k, v in os.environ.items() if k != "ATLAS_PCAET_VENV"}
    done = subprocess.run(
        [str(copy / "tools" / "qgis_process"), "list"], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "make setup" in done.stderr
