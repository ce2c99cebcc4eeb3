# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan by algorithms, and opened in QGIS as ordinary layers."""

from __future__ import annotations

import json
import sqlite3

import pytest
from atlas_pcaet.cartography import plan_forms, plan_layers
from atlas_pcaet.records import schema
from qgis.core import (
    Qgis,
    QgsProcessingException,
    QgsProject,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtGui import QColor

X, Y = 650_000, 7_060_000


@pytest.fixture
def plan(run, tmp_path):
    results, _ = run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})
    assert len(results["UUID"]) == 36
    return results["PLAN"]


@pytest.fixture
def roads(layer):
    rows = [(f"LINESTRING ({X} {Y + y}, {X + 500} {Y + y})", f"R{y}", y) for y in (0, 100, 200)]
    return layer("LineString", ["cleabs:string", "n:integer"], rows, name="Routes")


def rows(plan, query, *values):
    connection = sqlite3.connect(plan)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def test_an_action_three_places_and_a_value(run, plan, roads):
    action, _ = run(
        "createaction",
        {
            "PLAN": plan,
            "TITLE": "Optimiser la collecte",
            "NUMBER": "44",
            "STATUS": "En cours",
            "START": "2022",
            "END": "2025",
            "AXIS": "Mobilité",
        },
    )
    linked, _ = run(
        "attachfeatures", {"PLAN": plan, "ACTION": "44", "LAYER": roads, "KEY_FIELD": "cleabs", "ROLE": "concerne"}
    )
    assert (linked["ATTACHED"], linked["ALREADY"], linked["SKIPPED"]) == (3, 0, 0)
    again, _ = run("attachfeatures", {"PLAN": plan, "ACTION": action["UUID"], "LAYER": roads, "KEY_FIELD": "cleabs"})
    assert (again["ATTACHED"], again["ALREADY"]) == (0, 3)
    run(
        "storevalue",
        {
            "PLAN": plan,
            "INDICATOR": "apc_air_bandes",
            "YEAR": 2026,
            "KIND": "result",
            "VALUE": 26799,
            "ACTION": "44",
            "SOURCE": "démonstration",
        },
    )
    ((value, unit, provenance),) = rows(plan, "SELECT value, unit, provenance FROM value")
    assert (value, unit) == (26_799, "hab")
    assert "Atlas PCAET" in json.loads(provenance)["stored_by"]


def test_the_copies_of_the_geometries_are_read_by_qgis_and_outlive_their_layer(run, plan, roads):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": roads, "KEY_FIELD": "cleabs"})
    lengths = [f.geometry().length() for f in roads.getFeatures()]
    del roads
    links = QgsVectorLayer(f"{plan}|layername=link_line", "x", "ogr")
    assert links.crs().authid() == "EPSG:2154"
    assert [f.geometry().length() for f in links.getFeatures()] == pytest.approx(lengths)
    assert sorted(f["key_value"] for f in links.getFeatures()) == ["R0", "R100", "R200"]
    assert {f["layer_name"] for f in links.getFeatures()} == {"Routes"}


def test_a_key_field_that_the_layer_has_not_is_refused_with_those_it_has(run, plan, roads):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    with pytest.raises(QgsProcessingException, match=r"Routes.*nofield.*cleabs") as caught:
        run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": roads, "KEY_FIELD": "nofield"})
    assert "Traceback" not in str(caught.value)
    assert rows(plan, "SELECT count(*) FROM link_line") == [(0,)]


def test_a_second_feature_of_one_key_is_skipped_and_its_key_told(run, plan, layer):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    points = [("POINT (700000 6600000)", "P1"), ("POINT (700010 6600000)", "P1"), ("POINT (700020 6600000)", "P2")]
    places = layer("Point", ["id:string"], points)
    linked, feedback = run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": places, "KEY_FIELD": "id"})
    assert [linked[k] for k in ("ATTACHED", "ALREADY", "SKIPPED")] == [2, 0, 1]
    assert "“P1”" in feedback.text


@pytest.mark.parametrize("algorithm", ["storevalue", "indicatorvalue"])
def test_a_year_and_a_half_is_refused_not_rounded(run, plan, roads, algorithm):
    facts = {"PLAN": plan, "INDICATOR": "crte_6.1", "YEAR": 2024.5, "KIND": "result", "VALUE": 1, "INPUT": roads, "METHOD": "length"}  # fmt: skip
    keys = ("PLAN", "INDICATOR", "YEAR", "KIND", *(("VALUE",) if algorithm == "storevalue" else ("INPUT", "METHOD")))
    with pytest.raises(QgsProcessingException, match=r"2024\.5"):
        run(algorithm, {key: facts[key] for key in keys})
    assert rows(plan, "SELECT count(*) FROM value") == [(0,)]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [({"CRS": "EPSG:4326"}, "EPSG:4326.*EPSG:2154"), ({"PLAN": "plan.txt"}, r"plan\.txt.*\.gpkg")],
)
def test_a_plan_in_degrees_or_of_another_ending_is_refused_and_no_file_is_left(run, tmp_path, facts, sentence):
    folder = tmp_path / "ici"
    folder.mkdir()
    path = folder / facts.get("PLAN", "plan.gpkg")
    with pytest.raises(QgsProcessingException, match=sentence):
        run("createplan", {"NAME": "PCAET"} | facts | {"PLAN": str(path)})
    assert list(folder.iterdir()) == []


def test_only_the_features_of_the_expression_are_attached(run, plan, roads):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    linked, _ = run(
        "attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": roads, "EXPRESSION": '"n" > 50', "KEY_FIELD": "cleabs"}
    )
    assert linked["ATTACHED"] == 2


def test_a_mistyped_expression_attaches_nothing(run, plan, roads):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    parameters = {"PLAN": plan, "ACTION": "1", "LAYER": roads, "EXPRESSION": '"n" = (', "KEY_FIELD": "cleabs"}
    with pytest.raises(QgsProcessingException, match="expression cannot be read"):
        run("attachfeatures", parameters)
    assert rows(plan, "SELECT count(*) FROM link_line") == [(0,)]


def test_an_expression_may_compare_with_the_whole_layer(run, plan, roads):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    parameters = {
        "PLAN": plan,
        "ACTION": "1",
        "LAYER": roads,
        "EXPRESSION": '"n" = maximum("n")',
        "KEY_FIELD": "cleabs",
    }
    assert run("attachfeatures", parameters)[0]["ATTACHED"] == 1


def test_a_layer_in_degrees_is_copied_in_the_plan_s_crs(run, plan, layer):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    places = layer("Point", ["id:string"], [("POINT (3 46.5)", "origine")], crs="EPSG:4171")
    run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": places, "KEY_FIELD": "id"})
    links = QgsVectorLayer(f"{plan}|layername=link_point", "x", "ogr")
    point = next(links.getFeatures()).geometry().asMultiPoint()[0]
    # The origin of Lambert-93, by definition.
    assert (point.x(), point.y()) == pytest.approx((700_000, 6_600_000), abs=0.001)


def test_without_a_key_the_fallback_is_said_and_twice_is_once(run, plan, roads):
    run("createaction", {"PLAN": plan, "TITLE": "A", "NUMBER": "1"})
    linked, feedback = run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": roads})
    assert linked["ATTACHED"] == 3
    assert "without a key field" in feedback.text
    again, _ = run("attachfeatures", {"PLAN": plan, "ACTION": "1", "LAYER": roads})
    assert (again["ATTACHED"], again["ALREADY"]) == (0, 3)


@pytest.mark.parametrize(
    ("algorithm", "parameters", "sentence"),
    [
        ("createaction", {"TITLE": "x" * 301}, "300 caractères"),
        ("createaction", {"TITLE": "A", "START": "2026", "END": "2020"}, "avant son début"),
        ("createaction", {"TITLE": "A", "STATUS": "Fini"}, "not a known status"),
        ("storevalue", {"INDICATOR": "inconnu", "YEAR": 2026, "VALUE": 1}, "no “indicator” named “inconnu”"),
        ("storevalue", {"INDICATOR": "apc_air_bandes", "YEAR": 2026}, "a value, or a reason"),
    ],
)
def test_bad_input_is_one_sentence(run, plan, algorithm, parameters, sentence):
    with pytest.raises(QgsProcessingException, match=sentence):
        run(algorithm, {"PLAN": plan, **parameters})


def test_a_geopackage_that_is_not_a_plan_is_refused(run, roads, tmp_path):
    from qgis.core import QgsVectorFileWriter

    file = tmp_path / "routes.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(roads, str(file), QgsProject.instance().transformContext(), options)
    with pytest.raises(QgsProcessingException, match="not a plan of Atlas PCAET"):
        run("createaction", {"PLAN": str(file), "TITLE": "A"})


def test_batch_writes_are_refused_while_a_layer_of_the_plan_is_edited(run, plan, qgis_new_project):
    layer = QgsVectorLayer(f"{plan}|layername=action", "Actions", "ogr")
    QgsProject.instance().addMapLayer(layer)
    assert layer.startEditing()
    with pytest.raises(QgsProcessingException, match="“Actions” of the plan is in an edit session"):
        run("createaction", {"PLAN": plan, "TITLE": "A"})
    layer.rollBack()
    run("createaction", {"PLAN": plan, "TITLE": "A"})
    assert rows(plan, "SELECT count(*) FROM action") == [(1,)]


@pytest.fixture
def opened(run, plan, qgis_new_project):
    """A plan with an action and its sub-action, opened in the project."""
    run("createaction", {"PLAN": plan, "TITLE": "Mère", "NUMBER": "1"})
    run("createaction", {"PLAN": plan, "TITLE": "Fille", "NUMBER": "1.1", "PARENT": "1"})
    yield plan_layers.open_in_project(plan, QgsProject.instance())
    QgsProject.instance().clear()


def test_a_plan_opens_in_one_group_with_sub_groups_and_relations(opened):
    project = QgsProject.instance()
    group = opened.group(project)
    assert group.name() == "PCAET d'essai"
    assert [child.name() for child in group.findGroups()] == [
        "Plan", "Actions", "Places", "Indicators", "Follow-up", "Lists",
    ]  # fmt: skip
    layers = {node.layer().source().split("layername=")[1].split("|")[0]: node.layer() for node in group.findLayers()}
    assert set(layers) == {table.name for table in schema.TABLES}
    assert all(layer.isValid() for layer in layers.values())
    actions = layers["action"]
    assert actions.primaryKeyAttributes()
    relations = project.relationManager().relations().values()
    assert all(relation.isValid() for relation in relations)
    assert len(relations) == sum(bool(column.references) for table in schema.TABLES for column in table.columns)
    children = next(
        r for r in project.relationManager().referencingRelations(actions) if r.fieldPairs().get("parent_uuid")
    )
    mother = next(f for f in actions.getFeatures() if f["number"] == "1")
    assert [f["number"] for f in children.getRelatedFeatures(mother)] == ["1.1"]


def test_every_enumerated_column_offers_its_official_labels_and_no_code_beside(opened):
    for table in schema.TABLES:
        layer = opened.layers[table.name]
        for column in schema.all_columns(table):
            widget = layer.editorWidgetSetup(layer.fields().lookupField(column.name))
            if not column.domain:
                assert widget.type() != "ValueMap", (table.name, column.name)
                continue
            assert widget.type() == "ValueMap", (table.name, column.name)
            offered = {code: label for choice in widget.config()["map"] for label, code in choice.items()}
            none = offered.pop(QgsValueMapFieldFormatter.NULL_VALUE, None)
            assert (none is None) == column.required, (table.name, column.name)
            labels = {entry.code: entry.label for entry in schema.ENUMERATIONS[column.domain]}
            assert offered == {code: labels[code] for code in column.allowed or labels}, (table.name, column.name)
    status = opened.layers["action"].editorWidgetSetup(opened.layers["action"].fields().lookupField("status"))
    assert {"En cours": "en_cours"} in status.config()["map"]


def test_every_column_has_an_alias_and_no_two_of_a_table_share_one(opened):
    for name, layer in opened.layers.items():
        fields = layer.fields()
        aliases = [fields[i].alias() for i in range(fields.count()) if fields[i].name() != "fid"]
        assert all(aliases), name
        assert not set(aliases) & {field.name() for field in fields}, name
        shown = [fields[i].alias() for i in range(fields.count()) if layer.editorWidgetSetup(i).type() != "Hidden"]
        assert len(set(shown)) == len(shown), (name, shown)


def test_the_form_of_an_action_has_its_seven_tabs_and_three_state_boxes(opened):
    form = opened.layers["action"].editFormConfig()
    tabs = {tab.name(): tab for tab in form.tabs()}
    assert list(tabs) == [
        "Sheet", "Texts", "Calendar and budget", "Actors", "Indicators", "Attachments", "Sub-actions",
    ]  # fmt: skip
    related = {
        element.relation().referencingLayer().customProperty(plan_layers.TABLE)
        for tab in form.tabs()
        for element in tab.findElements(Qgis.AttributeEditorType.Relation)
    }
    assert related == {
        "budget", "action_actor", "action_tag", "action_indicator", "value", "attachment", "reference", "action",
        "action_link", "action_axis",
    }  # fmt: skip
    fields = {e.name() for tab in form.tabs() for e in tab.findElements(Qgis.AttributeEditorType.Field)}
    hidden = {*plan_forms.HIDDEN, "plan_uuid", "source_system", "source_id", "source_document", "source_page"}
    assert fields == {column.name for column in schema.all_columns(schema.table("action"))} - hidden
    layer = opened.layers["action"]
    assert layer.editorWidgetSetup(layer.fields().lookupField("mitigation")).config()["AllowNullState"] is True
    assert layer.editorWidgetSetup(layer.fields().lookupField("confidential")).config()["AllowNullState"] is False


def test_rows_of_other_tables_are_added_in_qgis_with_their_defaults(opened):
    mother = next(f for f in opened.layers["action"].getFeatures() if f["number"] == "1")
    budgets = opened.layers["budget"]
    budgets.startEditing()
    row = QgsVectorLayerUtils.createFeature(budgets)
    for name, value in {"action_uuid": mother["uuid"], "state": "costed", "text": "environ 25 000 €"}.items():
        row[name] = value
    budgets.addFeature(row)
    assert not budgets.commitChanges(False)
    assert "Un budget chiffré a un montant" in "".join(budgets.commitErrors())
    budgets.changeAttributeValue(
        next(iter(budgets.editBuffer().addedFeatures())), budgets.fields().lookupField("amount_min"), 25_000
    )
    assert budgets.commitChanges(), budgets.commitErrors()
    saved = next(budgets.getFeatures())
    assert (saved["amount_min"], saved["version"], saved["deleted"], len(saved["uuid"])) == (25_000, 1, False, 36)


def test_a_territory_is_drawn_by_its_outline_unless_a_person_kept_another_style(opened, plan):
    symbol = opened.layers["territory"].renderer().symbol().symbolLayer(0)
    assert symbol.properties()["style"] == "no"
    layer = opened.layers["territory"]
    layer.setOpacity(0.25)
    layer.saveStyleToDatabase("le mien", "", True, "")
    QgsProject.instance().clear()
    again = plan_layers.open_in_project(plan, QgsProject.instance())
    assert again.layers["territory"].opacity() == 0.25


@pytest.mark.parametrize("table", ["link_point", "link_line", "link_polygon"])
def test_places_are_marked_alike_and_hide_nothing(opened, table):
    """The same hue for all three; of a surface, less than a third of what is below is lost."""
    symbol = opened.layers[table].renderer().symbol()
    assert symbol.color().hue() == QColor(184, 71, 42).hue()
    if table == "link_polygon":
        assert symbol.color().alphaF() < 1 / 3


def test_what_is_frozen_and_what_is_written_by_the_database_is_read_only(opened):
    for name in ("journal", "milestone_row"):
        assert not opened.layers[name].startEditing()


def test_a_project_of_an_earlier_plugin_is_completed_and_keeps_its_layers(opened, plan):
    project = QgsProject.instance()
    kept = opened.layers["action"].id()
    project.removeMapLayers([opened.layers[name].id() for name in ("budget", "actor", "milestone")])
    assert plan_layers.find_in_project(project) is None
    again = plan_layers.open_in_project(plan, project)
    assert again.layers["action"].id() == kept
    assert len(again.group(project).findLayers()) == len(schema.TABLES)
    assert len(project.relationManager().relations()) == sum(
        bool(column.references) for table in schema.TABLES for column in table.columns
    )


def test_an_edit_in_qgis_meets_the_rules_and_the_journal(run, plan, qgis_new_project):
    run("createaction", {"PLAN": plan, "TITLE": "Action", "NUMBER": "1", "START": "2024"})
    layer = QgsVectorLayer(f"{plan}|layername=action", "Actions", "ogr")
    feature = next(layer.getFeatures())
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("end_date"), "2020")
    assert not layer.commitChanges(False)
    assert "avant son début" in "".join(layer.commitErrors())
    layer.changeAttributeValue(feature.id(), layer.fields().lookupField("end_date"), "2026")
    assert layer.commitChanges()
    assert rows(plan, "SELECT end_date, version FROM action") == [("2026", 2)]
    assert rows(plan, "SELECT operation FROM journal WHERE table_name = 'action' ORDER BY fid") == [
        ("insert",),
        ("update",),
    ]
