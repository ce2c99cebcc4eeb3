# SPDX-License-Identifier: GPL-2.0-or-later
"""One boundary in: both paths give the same frame, whatever the layer is."""

from __future__ import annotations

import pytest
import shapely
from atlas_pcaet.analysis.errors import Cancelled, DataError
from atlas_pcaet.processing import reading
from atlas_pcaet.processing.environment import libraries
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

needs_pyogrio = pytest.mark.skipif(not libraries.usable("pyogrio"), reason="the fast path needs pyogrio")


def no_progress(_fraction):
    pass


def saved(layer, file, driver="GPKG", encoding="UTF-8"):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = driver
    options.fileEncoding = encoding
    context = QgsProject.instance().transformContext()
    assert QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(file), context, options)[0] == 0
    return QgsVectorLayer(str(file), file.stem, "ogr")


def source_of(layer):
    return reading.layer_input("INPUT", layer, QgsProcessingContext())


@pytest.fixture
def roads(layer):
    rows = [
        ("LINESTRING Z (0 0 5, 100 0 6)", "Rue de l'Église", 12, 1.5),
        ("LINESTRING Z (0 50 5, 100 50 6)", None, None, None),
        ("LINESTRING Z (0 90 5, 100 90 6)", "D 943", 3, 2.5),
    ]
    return layer("LineStringZ", ["nom:string", "n:integer", "x:double"], rows)


@needs_pyogrio
@pytest.mark.parametrize(
    ("driver", "suffix"), [("GPKG", "gpkg"), ("ESRI Shapefile", "shp"), ("FlatGeobuf", "fgb"), ("GeoJSON", "geojson")]
)
def test_both_paths_give_the_same_frame(roads, tmp_path, driver, suffix):
    file_layer = saved(roads, tmp_path / f"routes.{suffix}", driver)
    fast = source_of(file_layer)
    assert fast.fast is not None
    slow = source_of(file_layer)
    slow.fast = None
    first, second = (s.frame(["nom", "n", "x"], no_progress) for s in (fast, slow))
    assert first.index.tolist() == second.index.tolist()
    assert first.geometry.geom_equals(second.geometry).all()
    assert not first.geometry.has_z.any()
    assert first.crs == second.crs
    for column in ("nom", "n", "x"):
        assert first[column].isna().tolist() == second[column].isna().tolist()
        assert first[column].dropna().tolist() == second[column].dropna().tolist()


@needs_pyogrio
def test_a_subset_filter_is_seen_by_the_fast_path(roads, tmp_path):
    file_layer = saved(roads, tmp_path / "routes.gpkg")
    assert file_layer.setSubsetString('"n" > 5')
    source = source_of(file_layer)
    assert source.fast is not None
    assert source.frame(["n"], no_progress)["n"].tolist() == [12]


@needs_pyogrio
def test_an_edited_layer_is_read_as_the_user_sees_it(roads, tmp_path):
    file_layer = saved(roads, tmp_path / "routes.gpkg")
    file_layer.startEditing()
    feature = QgsFeature(file_layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("LINESTRING Z (0 0 1, 1 1 1)"))
    feature.setAttribute("n", 99)
    assert file_layer.addFeature(feature)
    source = source_of(file_layer)
    assert source.fast is None
    assert 99 in source.frame(["n"], no_progress)["n"].tolist()
    file_layer.rollBack()


@needs_pyogrio
def test_another_layer_of_a_file_in_an_edit_session_keeps_the_file_to_qgis(roads, tmp_path, qgis_new_project):
    file_layer = saved(roads, tmp_path / "routes.gpkg")
    edited = QgsVectorLayer(file_layer.source(), "autre", "ogr")
    QgsProject.instance().addMapLayer(edited)
    edited.startEditing()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    assert reading.fast_path(file_layer, None, context) is None
    edited.rollBack()
    assert reading.fast_path(file_layer, None, context) is not None


def test_only_selected_features_are_read_when_asked(run, layer, tmp_path):
    roads = layer("LineString", ["aadt:integer"], [(f"LINESTRING (0 {y}, 1000 {y})", 20_000) for y in (0, 5000, 9000)])
    QgsProject.instance().addMapLayer(roads)
    roads.selectByIds([1])
    parameters = {
        "ROADS": QgsProcessingFeatureSourceDefinition(roads.id(), True, -1),
        "AADT_FIELD": "aadt",
        "OUTPUT": str(tmp_path / "bands.gpkg"),
        "EXPOSURE": str(tmp_path / "exposure.gpkg"),
    }
    run("corridorbands", parameters)
    table = next(QgsVectorLayer(parameters["EXPOSURE"], "t", "ogr").getFeatures())
    assert table["road_km"] == pytest.approx(1.0)
    QgsProject.instance().removeMapLayer(roads.id())


@needs_pyogrio
def test_accents_survive_a_shapefile_without_cpg_once_the_user_set_the_encoding(roads, tmp_path):
    saved(roads, tmp_path / "routes.shp", "ESRI Shapefile", "UTF-8")
    (tmp_path / "routes.cpg").unlink()
    file_layer = QgsVectorLayer(str(tmp_path / "routes.shp"), "routes", "ogr")
    file_layer.setProviderEncoding("UTF-8")
    fast = source_of(file_layer)
    assert fast.fast is not None
    slow = source_of(file_layer)
    slow.fast = None
    assert fast.frame(["nom"], no_progress)["nom"].tolist()[0] == "Rue de l'Église"
    assert slow.frame(["nom"], no_progress)["nom"].tolist()[0] == "Rue de l'Église"


def test_measured_and_curved_geometries_become_plain_lines(layer, tmp_path):
    measured = layer("LineStringZM", ["n:integer"], [("LINESTRING ZM (0 0 1 2, 10 0 1 3)", 1)])
    frame = source_of(measured).frame(["n"], no_progress)
    assert shapely.to_wkt(frame.geometry.iloc[0]) == "LINESTRING (0 0, 10 0)"
    curve = layer("CompoundCurve", ["n:integer"], [("COMPOUNDCURVE (CIRCULARSTRING (0 0, 5 5, 10 0))", 1)])
    frame = source_of(curve).frame(["n"], no_progress)
    assert frame.geometry.iloc[0].geom_type == "LineString"
    assert frame.length.iloc[0] == pytest.approx(5 * 3.14159265, rel=1e-3)


def test_null_geometries_are_left_out_and_broken_ones_repaired(layer):
    bowtie = "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"
    zones = layer(
        "Polygon", ["n:integer"], [(None, 1), (bowtie, 2), ("POLYGON EMPTY", 3), ("POLYGON ((0 0, 1 0, 1 1, 0 0))", 4)]
    )
    source = source_of(zones)
    frame = source.frame(["n"], no_progress)
    assert frame["n"].tolist() == [2, 4]
    assert frame.geometry.is_valid.all()
    assert frame.area.iloc[0] == pytest.approx(50)
    assert [why for _, why in source.bad] == ["null", "null"]
    assert len(source.repaired) == 1


def test_a_layer_without_crs_is_refused_with_the_remedy(layer):
    source = source_of(layer("Point", ["n:integer"], [("POINT (0 0)", 1)], crs="", name="lieux"))
    with pytest.raises(DataError, match="“lieux” has no coordinate reference system"):
        source.frame([], no_progress)


def test_an_empty_layer_is_refused(layer):
    with pytest.raises(DataError, match="“vide” has no feature"):
        source_of(layer("Point", ["n:integer"], [], name="vide")).frame([], no_progress)


def test_a_layer_of_null_geometries_only_is_refused(layer):
    with pytest.raises(DataError, match="No feature of the layer “nulle” has a usable geometry"):
        source_of(layer("Point", ["n:integer"], [(None, 1)], name="nulle")).frame([], no_progress)


@pytest.mark.parametrize(
    ("crs", "point", "metric"),
    [
        ("EPSG:2154", "POINT (650000 7060000)", True),
        ("EPSG:3950", "POINT (1650000 9300000)", True),
        ("EPSG:3857", "POINT (250000 6570000)", False),
        ("EPSG:4326", "POINT (2.25 50.75)", False),
        ("EPSG:2975", "POINT (340000 7670000)", True),
        ("EPSG:2263", "POINT (1000000 200000)", False),  # US feet
    ],
)
def test_only_a_crs_that_measures_metres_is_computed_in(layer, crs, point, metric):
    frame = source_of(layer("Point", ["n:integer"], [(point, 1)], crs=crs)).frame([], no_progress)
    assert reading.measures_metres(frame.crs, tuple(frame.total_bounds)) is metric


def test_reading_stops_when_asked(layer):
    def stop(_fraction):
        raise Cancelled

    many = layer("Point", ["n:integer"], [(f"POINT ({i} 0)", i) for i in range(reading.FEATURE_BLOCK + 1)])
    with pytest.raises(Cancelled):
        source_of(many).frame(["n"], stop)


def test_the_fingerprint_changes_with_one_value_and_not_with_the_path(layer):
    first = source_of(layer("Point", ["n:integer"], [("POINT (0 0)", 1)])).frame(["n"], no_progress)
    same = source_of(layer("Point", ["n:integer"], [("POINT (0 0)", 1)], name="autre")).frame(["n"], no_progress)
    other = source_of(layer("Point", ["n:integer"], [("POINT (0 0)", 2)])).frame(["n"], no_progress)
    moved = source_of(layer("Point", ["n:integer"], [("POINT (0 1)", 1)])).frame(["n"], no_progress)
    assert reading.fingerprint(first) == reading.fingerprint(same)
    assert len({reading.fingerprint(f) for f in (first, other, moved)}) == 3


def test_an_expression_filter_of_the_parameter_is_kept(run, layer, tmp_path):
    roads = layer(
        "LineString", ["aadt:integer"], [("LINESTRING (0 0, 1000 0)", 20_000), ("LINESTRING (0 9000, 1000 9000)", 7)]
    )
    QgsProject.instance().addMapLayer(roads)
    definition = QgsProcessingFeatureSourceDefinition(
        roads.id(), selectedFeaturesOnly=False, featureLimit=-1, filterExpression='"aadt" > 10'
    )
    output = str(tmp_path / "bands.gpkg")
    run("corridorbands", {"ROADS": definition, "AADT_FIELD": "aadt", "OUTPUT": output})
    classes = {f["aadt_class"] for f in QgsVectorLayer(output, "b", "ogr").getFeatures(QgsFeatureRequest())}
    assert classes == {"10000-25000"}
    QgsProject.instance().removeMapLayer(roads.id())


def test_a_crs_chosen_to_compute_in_is_judged_where_the_layer_lies(layer):
    """Lambert 93 stretches lengths by 3 % at Helsinki: a layer drawn in it passes as a local drawing, a choice does not."""
    there = layer("Point", ["n:integer"], [("POINT (24.94 60.17)", 1)], crs="EPSG:4326")
    source = reading.layer_input("A", there, QgsProcessingContext())
    frame = source.frame(["n"], lambda _f: None).to_crs(2154)
    bounds = tuple(frame.total_bounds)
    assert reading.measures_metres(frame.crs, bounds)
    assert not reading.measures_metres(frame.crs, bounds, chosen=True)
    assert reading.measures_metres(frame.to_crs(3067).crs, tuple(frame.to_crs(3067).total_bounds), chosen=True)
