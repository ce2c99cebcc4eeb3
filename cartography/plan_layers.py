# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan opened in QGIS: a group of layers, with relations, lists of values and French aliases."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsEditorWidgetSetup,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRelation,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
)

from ..i18n import tr
from ..records import plan_file, schema

LISTS = {"status": "status", "priority": "priority", "reason": "reason", "role": "role"}
HIDDEN = ("fid", "uuid", "version", "deleted", "created_at", "modified_at", "modified_by", "schema_version")
LONG_TEXTS = ("stakes", "objectives", "description", "expected_results", "comment", "budget_text", "provenance")


def open_in_project(path: str | Path, project: QgsProject) -> QgsLayerTreeGroup:
    """Add every table of the plan to ``project`` in one group, and return it.

    Raises ``RecordError`` when the file is not a plan this version knows.
    """
    connection = plan_file.open_plan(path)
    try:
        name = connection.execute("SELECT name FROM plan").fetchone()[0]
        lists = {
            domain: connection.execute(
                "SELECT label, code FROM ref WHERE domain = ? ORDER BY position", (domain,)
            ).fetchall()
            for domain in LISTS.values()
        }
    finally:
        connection.close()
    group = project.layerTreeRoot().insertGroup(0, name)
    layers = {}
    for table in schema.TABLES:
        layer = QgsVectorLayer(f"{path}|layername={table.name}", _label(table.name), "ogr")
        _configure(layer, table, {domain: [(label, code) for label, code in rows] for domain, rows in lists.items()})
        project.addMapLayer(layer, False)
        group.addLayer(layer)
        layers[table.name] = layer
    for table in schema.TABLES:
        for column in table.columns:
            if column.references:
                _relate(project, layers, table.name, column)
    return group


def _configure(layer: QgsVectorLayer, table: schema.Table, lists: dict[str, list[tuple[str, str]]]) -> None:
    fields = layer.fields()
    for position in range(fields.count()):
        name = fields[position].name()
        layer.setFieldAlias(position, column_label(name))
        if name in HIDDEN:
            layer.setEditorWidgetSetup(position, QgsEditorWidgetSetup("Hidden", {}))
        elif name in LISTS and table.name != "plan":
            choices = [{tr("(not filled in)"): QgsValueMapFieldFormatter.NULL_VALUE}]
            choices += [{label: code} for label, code in lists[LISTS[name]]]
            layer.setEditorWidgetSetup(position, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
        elif name in LONG_TEXTS:
            layer.setEditorWidgetSetup(
                position, QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True, "UseHtml": False})
            )
    layer.setDisplayExpression(_display(table.name))


def _relate(project: QgsProject, layers: dict[str, QgsVectorLayer], table: str, column: schema.Column) -> None:
    relation = QgsRelation()
    relation.setId(f"{layers[table].id()}_{column.name}")
    relation.setName(f"{_label(column.references)} › {_label(table)}")
    relation.setReferencingLayer(layers[table].id())
    relation.setReferencedLayer(layers[column.references].id())
    relation.addFieldPair(column.name, "uuid")
    project.relationManager().addRelation(relation)
    position = layers[table].fields().lookupField(column.name)
    settings = {
        "Relation": relation.id(),
        "AllowNULL": True,
        "OrderByValue": True,
        "ShowForm": False,
        "AllowAddFeatures": False,
        "FetchLimitActive": True,
        "FetchLimitNumber": 100,
    }
    layers[table].setEditorWidgetSetup(position, QgsEditorWidgetSetup("RelationReference", settings))


def _display(table: str) -> str:
    return {
        "action": "coalesce(\"number\" || ' – ', '') || \"title\"",
        "indicator": '"code" || \' – \' || "name"',
        "axis": "coalesce(\"number\" || ' – ', '') || \"name\"",
        "value": '"year"',
        "ref": '"label"',
        "journal": '"at"',
        "plan": '"name"',
        "territory": '"name"',
    }.get(table, "coalesce(\"layer_name\" || ' – ', '') || coalesce(\"key_value\", '')")


def _label(table: str) -> str:
    return {
        "plan": tr("Plan"),
        "territory": tr("Territories"),
        "axis": tr("Axes"),
        "action": tr("Actions"),
        "indicator": tr("Indicators"),
        "value": tr("Values of indicators"),
        "link_point": tr("Places (points)"),
        "link_line": tr("Places (lines)"),
        "link_polygon": tr("Places (areas)"),
        "ref": tr("Lists of values"),
        "journal": tr("Journal"),
    }[table]


def column_label(name: str) -> str:
    """The alias of a column of the plan."""
    return {
        "plan_uuid": tr("Plan"),
        "parent_uuid": tr("Part of"),
        "axis_uuid": tr("Axis"),
        "action_uuid": tr("Action"),
        "indicator_uuid": tr("Indicator"),
        "territory_uuid": tr("Territory"),
        "number": tr("Number"),
        "title": tr("Title"),
        "name": tr("Name"),
        "kind": tr("Kind"),
        "code": tr("Code"),
        "stakes": tr("Stakes and context"),
        "objectives": tr("Objectives"),
        "description": tr("Description"),
        "expected_results": tr("Expected results"),
        "status": tr("Status"),
        "status_original": tr("Status as written"),
        "priority": tr("Priority"),
        "progress_pct": tr("Progress (%)"),
        "calendar_text": tr("Calendar as written"),
        "start_date": tr("Start"),
        "end_date": tr("End"),
        "pilot": tr("Pilot"),
        "budget_text": tr("Budget as written"),
        "comment": tr("Comment"),
        "year": tr("Year"),
        "value": tr("Value"),
        "reason": tr("Reason of absence"),
        "unit": tr("Unit"),
        "source": tr("Source"),
        "provenance": tr("Provenance"),
        "method": tr("Method"),
        "direction": tr("Good direction"),
        "role": tr("Role"),
        "state": tr("State of the link"),
        "layer_name": tr("Layer"),
        "layer_source": tr("Address of the layer"),
        "key_field": tr("Key field"),
        "key_value": tr("Key"),
        "captured_at": tr("Copied on"),
        "label": tr("Label"),
        "domain": tr("List"),
        "population": tr("Inhabitants"),
        "population_year": tr("Year of the population"),
        "vintage": tr("Vintage"),
        "holder_siren": tr("SIREN of the holder"),
        "start_year": tr("First year"),
        "end_year": tr("Last year"),
        "at": tr("When"),
        "author": tr("Author"),
        "operation": tr("Operation"),
        "before": tr("Before"),
        "after": tr("After"),
    }.get(name, name)
