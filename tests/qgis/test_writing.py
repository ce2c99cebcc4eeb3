# SPDX-License-Identifier: GPL-2.0-or-later
"""One boundary out: declared fields, style, aliases, provenance; whole or nothing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import geopandas
import numpy as np
import pandas
import pytest
import shapely
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.processing import provenance, writing
from atlas_pcaet.processing.environment import libraries
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

FIELDS = (
    writing.Field("name", "text", "Nom"),
    writing.Field("n", "integer", "Nombre"),
    writing.Field("area_ha", "real", "Surface (ha)"),
)


@pytest.fixture
def frame():
    return geopandas.GeoDataFrame(
        {"name": ["a", None], "n": pandas.array([1, None], dtype="Int64"), "area_ha": [0.5, np.nan], "extra": [1, 2]},
        geometry=[shapely.box(0, 0, 1, 1), shapely.MultiPolygon([shapely.box(2, 2, 3, 3)])],
        crs="EPSG:2154",
    )


@pytest.fixture
def output(qgis_app):
    metadata = provenance.layer_metadata(
        title="Titre", algorithm="pcaet:test", parameters={"A": 1}, inputs=[], method="Méthode.", notes=["Limite."]
    )
    return writing.Output(FIELDS, metadata, "MultiPolygon", "corridor_bands")


@pytest.fixture(params=["pyogrio", "osgeo"])
def writer(request, monkeypatch):
    """Both writers, so that the floor (no pyogrio) is held to the same tests."""
    if request.param == "pyogrio" and not libraries.usable("pyogrio"):
        pytest.skip("pyogrio is not here")
    if request.param == "osgeo":
        usable = libraries.usable
        monkeypatch.setattr(libraries, "usable", lambda name: name != "pyogrio" and usable(name))


def left_in(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize("suffix", ["gpkg", "shp", "geojson", "fgb"])
def test_a_layer_is_written_with_what_was_declared(frame, output, writer, tmp_path, suffix):
    source, other = writing.write(frame, str(tmp_path / f"bandes.{suffix}"), output, QgsProcessingContext())
    assert other == ""
    layer = QgsVectorLayer(source, "bandes", "ogr")
    assert layer.isValid()
    assert [f.name() for f in layer.fields() if f.name() not in ("fid",)] == ["name", "n", "area_ha"]
    rows = sorted(layer.getFeatures(), key=lambda f: f.geometry().boundingBox().xMinimum())
    assert (rows[0]["name"], rows[0]["n"], rows[0]["area_ha"]) == ("a", 1, 0.5)
    assert not rows[1]["name"]
    assert layer.crs().authid() == "EPSG:2154"
    assert not any(name.endswith(".part") for name in left_in(tmp_path))


def test_missing_values_are_null_not_zero(frame, output, writer, tmp_path):
    writing.write(frame, str(tmp_path / "bandes.gpkg"), output, QgsProcessingContext())
    table = (
        sqlite3.connect(tmp_path / "bandes.gpkg").execute("SELECT name, n, area_ha FROM bandes ORDER BY fid").fetchall()
    )
    assert table == [("a", 1, 0.5), (None, None, None)]


def test_a_geopackage_is_of_version_1_3_which_qgis_3_40_reads_without_a_warning(frame, output, writer, tmp_path):
    writing.write(frame, str(tmp_path / "bandes.gpkg"), output, QgsProcessingContext())
    assert sqlite3.connect(tmp_path / "bandes.gpkg").execute("PRAGMA user_version").fetchone() == (10300,)


def test_style_aliases_and_provenance_travel_with_the_file(frame, output, writer, tmp_path):
    writing.write(frame, str(tmp_path / "bandes.gpkg"), output, QgsProcessingContext())
    moved = tmp_path / "ailleurs.gpkg"
    (tmp_path / "bandes.gpkg").rename(moved)
    layer = QgsVectorLayer(f"{moved}|layername=bandes", "x", "ogr")
    assert layer.renderer().type() == "categorizedSymbol"
    assert layer.attributeAlias(layer.fields().lookupField("area_ha")) == "Surface (ha)"
    assert layer.metadata().title() == "Titre"
    history = layer.metadata().history()
    assert history[0].startswith(f"pcaet:test, Atlas PCAET {provenance.plugin_version()}")
    assert '{"A": 1}' in history[1]
    assert "Limite." in layer.metadata().abstract()


def test_a_table_without_geometry_is_written(output, writer, tmp_path):
    table = pandas.DataFrame({"name": ["ensemble"], "n": [3], "area_ha": [np.nan]})
    plain = writing.Output(FIELDS, output.metadata)
    source, _ = writing.write(table, str(tmp_path / "table.gpkg"), plain, QgsProcessingContext())
    layer = QgsVectorLayer(source, "t", "ogr")
    assert not layer.isSpatial()
    assert next(layer.getFeatures())["n"] == 3


def test_tables_of_one_geopackage_live_side_by_side_and_one_is_replaced(frame, output, writer, tmp_path):
    file = tmp_path / "résultats.gpkg"
    for name, rows in (("une", frame), ("deux", frame.iloc[:1]), ("une", frame.iloc[:1])):
        source, _ = writing.write(rows, f"ogr:dbname='{file}' table=\"{name}\" (geom)", output, QgsProcessingContext())
        assert source == f"{file}|layername={name}"
    counts = {name: QgsVectorLayer(f"{file}|layername={name}", name, "ogr").featureCount() for name in ("une", "deux")}
    assert counts == {"une": 1, "deux": 1}
    layer = QgsVectorLayer(f"{file}|layername=deux", "x", "ogr")
    assert layer.attributeAlias(layer.fields().lookupField("n")) == "Nombre"
    assert layer.metadata().title() == "Titre"


def test_the_aliases_of_a_replaced_table_are_the_new_ones(frame, output, tmp_path):
    target = f"ogr:dbname='{tmp_path / 'r.gpkg'}' table=\"une\" (geom)"
    writing.write(frame, target, output, QgsProcessingContext())
    renamed = writing.Output((writing.Field("name", "text", "Autre nom"),), output.metadata, "MultiPolygon")
    source, _ = writing.write(frame, target, renamed, QgsProcessingContext())
    layer = QgsVectorLayer(source, "x", "ogr")
    assert layer.attributeAlias(layer.fields().lookupField("name")) == "Autre nom"


def test_a_file_shown_in_the_project_is_kept_and_a_numbered_one_written(frame, output, tmp_path, qgis_new_project):
    file = tmp_path / "bandes.gpkg"
    writing.write(frame, str(file), output, QgsProcessingContext())
    project = QgsProject.instance()
    project.addMapLayer(QgsVectorLayer(str(file), "bandes", "ogr"))
    context = QgsProcessingContext()
    context.setProject(project)
    source, other = writing.write(frame.iloc[:1], str(file), output, context)
    assert other == str(tmp_path / "bandes_2.gpkg")
    assert QgsVectorLayer(str(file), "x", "ogr").featureCount() == 2
    assert QgsVectorLayer(source, "x", "ogr").featureCount() == 1


def test_a_geopackage_locked_by_another_program_is_kept(frame, output, tmp_path):
    file = tmp_path / "bandes.gpkg"
    writing.write(frame, str(file), output, QgsProcessingContext())
    other_program = sqlite3.connect(file, isolation_level=None)
    other_program.execute("BEGIN EXCLUSIVE")
    _, other = writing.write(frame.iloc[:1], str(file), output, QgsProcessingContext())
    other_program.execute("ROLLBACK")
    assert other.endswith("bandes_2.gpkg")
    assert other_program.execute("SELECT count(*) FROM bandes").fetchone() == (2,)


def test_writing_into_a_locked_geopackage_is_refused_and_changes_nothing(frame, output, tmp_path):
    file = tmp_path / "résultats.gpkg"
    target = f"ogr:dbname='{file}' table=\"une\" (geom)"
    writing.write(frame, target, output, QgsProcessingContext())
    other_program = sqlite3.connect(file, isolation_level=None)
    other_program.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DataError, match=r"résultats\.gpkg"):
        writing.write(frame.iloc[:1], target, output, QgsProcessingContext())
    other_program.execute("ROLLBACK")
    assert other_program.execute("SELECT count(*) FROM une").fetchone() == (2,)


def read_only_folder(tmp_path: Path) -> Path:
    """A folder nobody can write to; root writes everywhere but in /proc."""
    if os.geteuid() == 0:
        return Path("/proc")
    folder = tmp_path / "lecture seule"
    folder.mkdir(mode=0o555)
    return folder


def test_a_read_only_folder_is_named(frame, output, tmp_path):
    with pytest.raises(DataError, match="Nothing can be written in the folder"):
        writing.write(frame, str(read_only_folder(tmp_path) / "bandes.gpkg"), output, QgsProcessingContext())


def test_a_folder_that_does_not_exist_is_named(frame, output, tmp_path):
    with pytest.raises(DataError, match=r"“.*absent” does not exist"):
        writing.write(frame, str(tmp_path / "absent" / "bandes.gpkg"), output, QgsProcessingContext())


def test_an_unknown_format_is_refused(frame, output, tmp_path):
    with pytest.raises(DataError, match=r"Use the extension \.gpkg"):
        writing.write(frame, str(tmp_path / "bandes.zzz"), output, QgsProcessingContext())


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "ods"])
def test_places_are_not_written_into_a_table_and_the_extension_to_use_is_said(frame, output, tmp_path, suffix):
    with pytest.raises(DataError) as caught:
        writing.write(frame, str(tmp_path / f"lieux.{suffix}"), output, QgsProcessingContext())
    said = caught.value.sentence.format(**caught.value.facts)
    assert f"lieux.{suffix}" in said
    assert ".gpkg" in said
    assert "space" not in said
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("text", ["postgres:dbname='x' table=\"y\" (geom)"])
def test_an_output_that_is_not_a_file_is_refused(frame, output, text):
    with pytest.raises(DataError, match="is not a file"):
        writing.write(frame, text, output, QgsProcessingContext())


def test_a_failure_while_writing_leaves_no_file(frame, output, writer, tmp_path, monkeypatch):
    def broken(*_arguments):
        raise OSError("No space left on device")

    monkeypatch.setattr(writing, "_decorate", broken)
    with pytest.raises(DataError, match="could not be written: No space left"):
        writing.write(frame, str(tmp_path / "bandes.gpkg"), output, QgsProcessingContext())
    assert left_in(tmp_path) == []


def test_rows_that_did_not_arrive_are_noticed(frame, output, writer, tmp_path):
    writing._write_file(
        writing._declared(frame, FIELDS),
        tmp_path / "bandes.gpkg",
        writing.destination(str(tmp_path / "bandes.gpkg")),
        output,
    )
    with pytest.raises(OSError, match="2 / 3"):
        writing._decorate(tmp_path / "bandes.gpkg", writing.destination(str(tmp_path / "bandes.gpkg")), output, 3)


@pytest.mark.parametrize(
    ("address", "secret"),
    [
        ("dbname='plan' host=srv user='jean' password='s3cret' table=\"t\"", "s3cret"),  # pragma: allowlist secret
        ("/data/routes.gpkg|layername=r", "zz"),
    ],
)
def test_a_password_never_reaches_the_metadata(address, secret):
    kept = provenance.without_password(address)
    assert secret not in kept
    assert "jean" not in kept


def test_the_folder_written_beside_is_never_taken_for_an_archive(frame, output, tmp_path, monkeypatch):
    """QGIS reads «.bandes.gz1x2y/bandes.gpkg» as a file inside «.bandes.gz»: one run in 1,300 failed."""
    made = []

    def unlucky(prefix, suffix, dir):
        folder = Path(dir) / f"{prefix}gz1x2y3z{suffix}"
        folder.mkdir()
        made.append(folder)
        return str(folder)

    monkeypatch.setattr(writing.tempfile, "mkdtemp", unlucky)
    source, _ = writing.write(frame, str(tmp_path / "bandes.gpkg"), output, QgsProcessingContext())
    assert made
    assert QgsVectorLayer(source, "x", "ogr").metadata().title() == "Titre"
