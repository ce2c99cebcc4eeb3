# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:zonesfromcodes`` and ``pcaet:demoterritory``."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsVectorLayer,
)


def square(x: float) -> str:
    return f"POLYGON (({x} 0, {x + 10} 0, {x + 10} 10, {x} 10, {x} 0))"


@pytest.fixture
def communes(layer):
    rows = [
        (square(650_000 + 10 * i), code, f"Commune {i}", 900 + i)
        for i, code in enumerate(["01001", "62040", "62765", "2A004"])
    ]
    return layer("Polygon", ["insee:string", "nom:string", "pop:integer"], rows, name="communes")


def features(source):
    layer = QgsVectorLayer(source, "x", "ogr")
    return [
        dict(zip([f.name() for f in layer.fields()], f.attributes(), strict=True)) | {"area": f.geometry().area()}
        for f in layer.getFeatures()
    ]


def test_a_perimeter_is_the_union_of_its_communes(run, communes, tmp_path):
    results, feedback = run(
        "zonesfromcodes",
        {"CODES": "Bourg 01001, Arques (62040) ; 62040 ; 99999", "COMMUNES": communes, "CODE_FIELD": "insee", "NAME": "PPA du Nord",
         "KIND": "PPA", "STATUS": "approuvé", "APPROVED_ON": "2014-03-27", "OUTPUT": str(tmp_path / "ppa.gpkg")},
    )  # fmt: skip
    (zone,) = features(results["OUTPUT"])
    assert zone["area"] == pytest.approx(200)
    assert (zone["zone_id"], zone["name"], zone["kind"]) == ("ppa-du-nord", "PPA du Nord", "PPA")
    assert (zone["status"], zone["approved_on"]) == ("approuvé", "2014-03-27")
    assert (results["UNKNOWN"], results["DUPLICATES"], results["MERGED"], results["SKIPPED"]) == (1, 1, 0, 1)
    assert "codes not found in the layer: 99999" in feedback.text
    assert "codes written more than once: 62040" in feedback.text
    assert "99999" in QgsVectorLayer(results["OUTPUT"], "x", "ogr").metadata().abstract()


def test_merged_communes_lead_to_the_new_one(run, communes, tmp_path):
    changes = tmp_path / "mvtcommune.csv"
    changes.write_text("MOD,COM_AV,COM_AP\n32,62111,62040\n")
    results, feedback = run(
        "zonesfromcodes",
        {"CODES": "62111 62765", "COMMUNES": communes, "CODE_FIELD": "insee", "NAME": "ZFE", "KIND": "ZFE",
         "CHANGES_FILE": str(changes), "OUTPUT": str(tmp_path / "zfe.gpkg")},
    )  # fmt: skip
    assert (results["UNKNOWN"], results["MERGED"]) == (0, 1)
    assert "62111 → 62040" in feedback.text
    assert features(results["OUTPUT"])[0]["area"] == pytest.approx(200)


def test_a_file_makes_several_zones(run, communes, tmp_path):
    file = tmp_path / "zones.csv"
    file.write_text("code;name\n62040;A\n62765;B\n01001;A\n", encoding="utf-8")
    results, _ = run(
        "zonesfromcodes",
        {
            "CODES_FILE": str(file),
            "COMMUNES": communes,
            "CODE_FIELD": "insee",
            "NAME": "?",
            "KIND": "OPAH",
            "OUTPUT": str(tmp_path / "z.gpkg"),
        },
    )
    assert {z["name"]: z["area"] for z in features(results["OUTPUT"])} == pytest.approx({"A": 200, "B": 100})


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"CODES": "rien"}, "holds no INSEE or SIREN code"),
        ({"CODES": "200069037"}, "No code of the zone “Z” is in the field “insee”"),
        ({}, "Give either codes as text or a file"),
        ({"CODES": "62040", "CODES_FILE": "x.csv"}, "Give either codes as text or a file"),
    ],
)
def test_a_list_that_cannot_be_used_is_one_sentence(run, communes, tmp_path, given, sentence):
    target = {"COMMUNES": communes, "CODE_FIELD": "insee", "NAME": "Z", "OUTPUT": str(tmp_path / "z.gpkg")}
    with pytest.raises(QgsProcessingException, match=sentence):
        run("zonesfromcodes", target | given)
    assert list(tmp_path.iterdir()) == []


def test_the_demonstration_works_offline_and_is_the_same_twice(run, tmp_path):
    first, _ = run("demoterritory", {"SEED": 5, "OUTPUT_FOLDER": str(tmp_path / "a")})
    second, _ = run("demoterritory", {"SEED": 5, "OUTPUT_FOLDER": str(tmp_path / "b")})
    for key in ("TERRITORY", "ROADS", "BUILDINGS", "POPULATION", "SENSITIVE"):
        one, two = features(first[key]), features(second[key])
        assert len(one) > 0
        assert one == two
        assert "fiction" in QgsVectorLayer(first[key], "x", "ogr").metadata().abstract().lower()


def test_the_demonstration_takes_real_communes(run, layer, tmp_path):
    def big(x):
        return f"POLYGON (({x} 0, {x + 4000} 0, {x + 4000} 4000, {x} 4000, {x} 0))"

    rows = [(big(650_000 + 4000 * i), f"6200{i}", f"Ville {i}", "1 200") for i in range(4)]
    communes = layer(
        "Polygon", ["insee:string", "nom:string", "pop:string"], [*rows, (big(670_000), "62009", "Vide", None)]
    )
    results, feedback = run(
        "demoterritory",
        {
            "COMMUNES": communes,
            "CODE_FIELD": "insee",
            "NAME_FIELD": "nom",
            "POPULATION_FIELD": "pop",
            "SEED": 1,
            "OUTPUT_FOLDER": str(tmp_path),
        },
    )
    assert results["SKIPPED"] == 1
    assert "no inhabitants" in feedback.text
    assert sum(f["inhabitants"] for f in features(results["POPULATION"])) == 4 * 1200


def test_communes_need_their_fields(run, communes, tmp_path):
    with pytest.raises(QgsProcessingException, match="choose the fields of the code, the name and the inhabitants"):
        run("demoterritory", {"COMMUNES": communes, "SEED": 1, "OUTPUT_FOLDER": str(tmp_path)})


def test_a_destination_without_a_name_is_a_temporary_layer(provider, communes):
    """What a step of a model is given when a cell of the batch dialog was left empty: nothing checks it before the run."""
    nameless = QgsProcessingOutputLayerDefinition("")
    given = {"CODES": "62040", "COMMUNES": communes, "CODE_FIELD": "insee", "NAME": "PPA", "KIND": "PPA"}
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:zonesfromcodes")
    context = QgsProcessingContext()
    results, done = algorithm.run(given | {"OUTPUT": nameless}, context, QgsProcessingFeedback(), catchExceptions=False)
    assert done
    assert results["OUTPUT"].startswith(QgsProcessingUtils.tempFolder())
    assert len(features(results["OUTPUT"])) == 1
