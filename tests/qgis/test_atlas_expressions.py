# SPDX-License-Identifier: GPL-2.0-or-later
"""The functions ``pcaet_…`` of expressions: there while the plugin is loaded, gone after."""

from __future__ import annotations

import pytest
from atlas_pcaet.cartography import expression_functions
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsFeature,
    QgsGeometry,
)

X, Y = 650_000, 7_060_000
NAMES = ("pcaet_actions_count", "pcaet_number", "pcaet_sentence", "pcaet_value")


@pytest.fixture
def functions(qgis_app):
    expression_functions.register()
    yield
    expression_functions.unregister()


@pytest.fixture
def plan(run, layer, tmp_path, qgis_new_project):
    from qgis.core import QgsProject

    path = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "P"})[0]["PLAN"]
    run("createaction", {"PLAN": path, "TITLE": "Une piste", "NUMBER": "1", "STATUS": "En cours"})
    run("createaction", {"PLAN": path, "TITLE": "Une aire", "NUMBER": "2", "STATUS": "À venir"})
    places = layer("Point", ["n:integer"], [(f"POINT ({X + 10} {Y + 10})", 1), (f"POINT ({X + 900} {Y})", 2)], name="lieux")  # fmt: skip
    QgsProject.instance().addMapLayer(places)
    run("attachfeatures", {"PLAN": path, "ACTION": "1", "LAYER": places, "EXPRESSION": "n = 1"})
    run("attachfeatures", {"PLAN": path, "ACTION": "2", "LAYER": places})
    value = {"PLAN": path, "INDICATOR": "apc_air_bandes", "ACTION": "1", "SOURCE": "essai", "KIND": "result"}
    run("storevalue", value | {"YEAR": 2024, "VALUE": 1200})
    run("storevalue", value | {"YEAR": 2026, "VALUE": 900})
    return path


def context_of(plan="", **variables) -> QgsExpressionContext:
    scope = QgsExpressionContextScope()
    for name, value in ({"pcaet_plan": plan} | variables).items():
        scope.setVariable(name, value)
    context = QgsExpressionContext()
    context.appendScope(scope)
    return context


def evaluated(text: str, context: QgsExpressionContext):
    expression = QgsExpression(text)
    assert not expression.hasParserError(), expression.parserErrorString()
    value = expression.evaluate(context)
    return value, expression.evalErrorString()


def test_they_are_known_once_registered_and_gone_once_unregistered(qgis_app):
    for _turn in range(2):
        expression_functions.register()
        expression_functions.register()
        assert [name for name in NAMES if QgsExpression.isFunctionName(name)] == list(NAMES)
        expression_functions.unregister()
        assert not any(QgsExpression.isFunctionName(name) for name in NAMES)


def test_actions_are_counted_in_a_geometry_and_by_status(functions, plan):
    near = f"geom_from_wkt('POLYGON(({X} {Y}, {X + 100} {Y}, {X + 100} {Y + 100}, {X} {Y + 100}, {X} {Y}))')"
    assert evaluated(f"pcaet_actions_count({near})", context_of(plan)) == (2, "")
    assert evaluated(f"pcaet_actions_count({near}, 'En cours')", context_of(plan)) == (1, "")
    far = f"buffer(make_point({X + 900}, {Y}), 5)"
    assert evaluated(f"pcaet_actions_count({far})", context_of(plan)) == (1, "")


def test_the_feature_of_the_expression_is_brought_to_the_crs_of_the_plan(functions, plan):
    # 650 000, 7 060 000 in EPSG:2154 is 2.2893° E, 50.6377° N (pyproj).
    import pyproj

    longitude, latitude = pyproj.Transformer.from_crs(2154, 4326, always_xy=True).transform(X + 10, Y + 10)
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(f"POINT ({longitude} {latitude})").buffer(0.001, 8))
    context = context_of(plan, layer_crs="EPSG:4326")
    context.setFeature(feature)
    assert evaluated("pcaet_actions_count()", context) == (2, "")


def test_a_value_of_the_plan_is_the_last_result_unless_a_year_is_given(functions, plan):
    name = "Habitants dans les bandes d''étude des axes routiers (dépistage)"
    assert evaluated(f"pcaet_value('{name}', action:='1')", context_of(plan)) == (900, "")
    assert evaluated(f"pcaet_value('{name}', 2024, action:='1')", context_of(plan)) == (1200, "")
    value, said = evaluated(f"pcaet_value('{name}', 1990, action:='1')", context_of(plan))
    assert not value
    assert said == ""


def test_what_was_stored_since_is_read(functions, plan, run):
    name = "Habitants dans les bandes d''étude des axes routiers (dépistage)"
    assert evaluated(f"pcaet_value('{name}', action:='1')", context_of(plan))[0] == 900
    value = {"PLAN": plan, "INDICATOR": "apc_air_bandes", "ACTION": "1", "SOURCE": "essai", "KIND": "result"}
    run("storevalue", value | {"YEAR": 2027, "VALUE": 700})
    assert evaluated(f"pcaet_value('{name}', action:='1')", context_of(plan))[0] == 700


def test_the_sentence_and_the_numbers_are_those_of_the_page(functions):
    assert evaluated("pcaet_sentence()", context_of(pcaet_sentence="Ici, 3 actions."))[0] == "Ici, 3 actions."
    # docs/atlas.md: 3 214, between 2 480 and 4 010.
    text = evaluated("pcaet_number(3214, 2480, 4010)", context_of())[0].replace("\u202f", " ")
    assert text == "about 3 200, between 2 400 and 4 100"
    assert evaluated("pcaet_number(NULL)", context_of())[0] == "not available"


@pytest.mark.parametrize(
    ("expression", "plan", "said"),
    [
        ("pcaet_actions_count()", "", "No plan"),
        ("pcaet_value('x')", "/nowhere/plan.gpkg", "There is no plan"),
        ("pcaet_value()", "", "name of an indicator"),
        ("pcaet_number('abc')", "", "is not a number"),
    ],
)
def test_what_cannot_be_answered_is_told_in_a_sentence(functions, expression, plan, said, qgis_new_project):
    assert said in evaluated(expression, context_of(plan))[1]
