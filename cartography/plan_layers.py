# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan opened in QGIS: a group of layers, with relations, lists of values and French aliases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    QgsEditorWidgetSetup,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRelation,
    QgsVectorLayer,
)

from ..i18n import tr
from ..records import plan_file, schema
from . import plan_forms

TABLE = "atlas_pcaet/table"
PATH = "atlas_pcaet/plan"


@dataclass
class OpenPlan:
    """A plan shown in a project: its file, and its layers by table."""

    path: str
    layers: dict[str, QgsVectorLayer]

    def group(self, project: QgsProject) -> QgsLayerTreeGroup | None:
        """The group its layers stand in, None when the user took them apart."""
        node = project.layerTreeRoot().findLayer(self.layers["action"].id())
        return node.parent() if node else None


def open_in_project(path: str | Path, project: QgsProject) -> OpenPlan:
    """Add every table of the plan to ``project`` in one group; a plan that is shown already is given back.

    Raises ``RecordError`` when the file is not a plan this version knows.
    """
    shown = find_in_project(project)
    if shown is not None and Path(shown.path) == Path(path):
        return shown
    connection = plan_file.open_plan(path)
    try:
        uuid, name = connection.execute("SELECT uuid, name FROM plan").fetchone()
        lists = {
            domain: [
                (label, code)
                for label, code in connection.execute(
                    "SELECT label, code FROM ref WHERE domain = ? ORDER BY position", (domain,)
                )
            ]
            for domain in plan_forms.LISTS.values()
        }
    finally:
        connection.close()
    group = project.layerTreeRoot().insertGroup(0, name)
    layers = {}
    for table in schema.TABLES:
        # In the address: setSubsetString() opens the file anew, and GDAL then fails to open its -wal ("unable to open").
        # Not on a table of geometries: QGIS reads all of it to know its extent, at the end of every edit session.
        kept = '|subset="deleted" = 0' if table.journalled and table.name != "plan" and not table.geometry else ""
        layer = QgsVectorLayer(f"{path}|layername={table.name}{kept}", _label(table.name), "ogr")
        _configure(layer, table)
        plan_forms.set_widgets(layer, table, lists, uuid)
        layer.setCustomProperty(TABLE, table.name)
        layer.setCustomProperty(PATH, str(path))
        project.addMapLayer(layer, False)
        node = group.addLayer(layer)
        node.setExpanded(False)
        layers[table.name] = layer
    group.setExpanded(False)
    relations = {
        (table.name, column.name): _relate(project, layers, table.name, column)
        for table in schema.TABLES
        for column in table.columns
        if column.references
    }
    plan_forms.lay_out_action(layers["action"], relations["action", "parent_uuid"])
    return OpenPlan(str(path), layers)


def find_in_project(project: QgsProject) -> OpenPlan | None:
    """The plan whose layers ``project`` has, for instance after it was read from its file; None without one."""
    by_path: dict[str, dict[str, QgsVectorLayer]] = {}
    for layer in project.mapLayers().values():
        table = layer.customProperty(TABLE)
        if table and isinstance(layer, QgsVectorLayer) and layer.isValid():
            by_path.setdefault(layer.source().split("|")[0], {})[str(table)] = layer
    for path, layers in by_path.items():
        if {table.name for table in schema.TABLES} <= set(layers):
            return OpenPlan(path, layers)
    return None


def _configure(layer: QgsVectorLayer, table: schema.Table) -> None:
    fields = layer.fields()
    for position in range(fields.count()):
        layer.setFieldAlias(position, column_label(fields[position].name()))
    layer.setDisplayExpression(_display(table.name))


def _relate(project: QgsProject, layers: dict[str, QgsVectorLayer], table: str, column: schema.Column) -> QgsRelation:
    relation = QgsRelation()
    relation.setId(f"{layers[table].id()}_{column.name}")
    relation.setName(_label(table) if column.references != table else tr("Sub-actions"))
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
    return relation


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
