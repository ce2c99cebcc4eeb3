# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan opened in QGIS: a group of layers, in sub-groups, with relations, lists of values and French aliases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsDataSourceUri,
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsLayerTreeGroup,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsRelation,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ..i18n import tr
from ..records import plan_file, schema
from ..records.errors import RecordError, noop
from ..records.plan_address import PlanAddress
from . import plan_forms, plan_labels
from .plan_database import PROVIDER, PlanDatabase

TABLE = "atlas_pcaet/table"
PATH = "atlas_pcaet/plan"
GROUP = "atlas_pcaet/group"
READ_ONLY = ("journal", "milestone_row")
# A territory is a frame, a place of an action a mark: filled, they would hide the map below them. As in the atlas.
SYMBOLS = {
    "territory": (QgsFillSymbol, {"style": "no", "outline_color": "90,90,90", "outline_width": "0.5"}),
    "link_polygon": (QgsFillSymbol, {"color": "184,71,42,60", "outline_color": "184,71,42", "outline_width": "0.5"}),
    "link_line": (QgsLineSymbol, {"line_color": "184,71,42", "line_width": "0.9", "capstyle": "round"}),
    "link_point": (QgsMarkerSymbol, {"name": "circle", "color": "184,71,42", "size": "2.6", "outline_color": "255,255,255"}),
}  # fmt: skip


@dataclass
class OpenPlan:
    """A plan shown in a project: its address (a file, or ``postgres:connection/schema``), and its layers by table."""

    path: str
    layers: dict[str, QgsVectorLayer]

    @property
    def address(self) -> PlanAddress:
        """The same address, taken apart."""
        return PlanAddress.of(self.path)

    def group(self, project: QgsProject) -> QgsLayerTreeGroup | None:
        """The group its layers stand in, None when the user took them apart."""
        node = project.layerTreeRoot().findLayer(self.layers["action"].id())
        if node is None:
            return None
        parent = node.parent()
        return parent.parent() if parent.customProperty(GROUP) else parent


@dataclass(frozen=True)
class _Store:
    """Where the tables are: what the plan says of itself, and how a table of it becomes a layer."""

    uuid: str
    name: str
    lists: plan_forms.Choices
    folder: Path  # that attachments are relative to
    layer: Callable[[schema.Table], QgsVectorLayer]


_LISTS = "SELECT domain, label, code FROM ref ORDER BY domain, position"


def open_in_project(path: str | Path, project: QgsProject) -> OpenPlan:
    """Add every table of the plan to ``project`` in one group; a plan that is shown already is given back.

    ``path`` is a file or an address in a database. Layers that an earlier version of the plugin made are kept, with their
    styles, and completed. Raises ``RecordError`` when it is not a plan this version knows.
    """
    shown, address = find_in_project(project), PlanAddress.of(path)
    if shown is not None and _same(shown.address, address):
        return shown
    store = _in_database(PlanDatabase(address), project) if address.in_database else _in_file(path)
    layers = {table: layer for table, layer in _shown(project).get(str(path), {}).items() if table in _NAMES}
    made = {table.name: store.layer(table) for table in schema.TABLES if table.name not in layers}
    group = _group_of(project, layers) or project.layerTreeRoot().insertGroup(0, store.name)
    project.addMapLayers(list(made.values()), False)
    layers |= made
    for table in schema.TABLES:
        _configure(layers[table.name], table)
        plan_forms.set_widgets(layers[table.name], table, plan_forms.Setting(store.lists, store.uuid, store.folder))
    _arrange(group, made)
    relations = _relate_all(project, layers)
    plan_forms.lay_out_action(layers["action"], relations)
    return OpenPlan(str(path), {table.name: layers[table.name] for table in schema.TABLES})


def _same(one: PlanAddress, other: PlanAddress) -> bool:
    return one == other if one.in_database or other.in_database else Path(one.file) == Path(other.file)


def _in_file(path: str | Path) -> _Store:
    with closing(plan_file.open_plan(path)) as connection:
        uuid, name = connection.execute("SELECT uuid, name FROM plan").fetchone()
        lists = _choices(connection.execute(_LISTS))
    return _Store(uuid, name, lists, Path(path).parent, lambda table: _file_layer(path, table))


def _in_database(database: PlanDatabase, project: QgsProject) -> _Store:
    """A plan of several people has no folder: attachments are relative to that of the project."""
    folder = Path(project.homePath() or Path.home())
    lists = _choices(database.rows(_LISTS))
    return _Store(database.plan.uuid, database.plan.name, lists, folder, lambda table: _database_layer(database, table))


_NAMES = frozenset(table.name for table in schema.TABLES)


def _choices(rows: Iterable[Any]) -> plan_forms.Choices:
    """The (label, code) of every list of values, by domain."""
    lists: plan_forms.Choices = {}
    for domain, label, code in rows:
        lists.setdefault(domain, []).append((label, code))
    return lists


def _file_layer(path: str | Path, table: schema.Table) -> QgsVectorLayer:
    # In the address: setSubsetString() opens the file anew, and GDAL then fails to open its -wal ("unable to open").
    # Not on a table of geometries: QGIS reads all of it to know its extent, at the end of every edit session.
    kept = '|subset="deleted" = 0' if _hides_deleted(table) else ""
    return _layer(f"{path}|layername={table.name}{kept}", "ogr", table, str(path))


def _database_layer(database: PlanDatabase, table: schema.Table) -> QgsVectorLayer:
    address = database.layer_uri(table, 'NOT "deleted"' if _hides_deleted(table) else "")
    layer = _layer(address, PROVIDER, table, str(database.address))
    if not layer.isValid():
        raise RecordError(
            noop("The table “{table}” of the plan “{plan}” cannot be read with your account: ask its owner for the right."),
            table=table.name, plan=database.address.name,
        )  # fmt: skip
    return layer


def _hides_deleted(table: schema.Table) -> bool:
    return table.journalled and table.name != "plan" and not table.geometry


def _layer(address: str, provider: str, table: schema.Table, plan: str) -> QgsVectorLayer:
    # Looking for a default style opens the file once more: only where a person may have kept one, on the map.
    options = QgsVectorLayer.LayerOptions(QgsProject.instance().transformContext(), False)
    layer = QgsVectorLayer(address, plan_labels.table_label(table.name), provider, options)
    if table.geometry and not layer.loadDefaultStyle()[1]:
        kind, look = SYMBOLS[table.name]
        layer.setRenderer(QgsSingleSymbolRenderer(kind.createSimple(look)))
    layer.setCustomProperty(TABLE, table.name)
    layer.setCustomProperty(PATH, plan)
    return layer


def _group_of(project: QgsProject, layers: dict[str, QgsVectorLayer]) -> QgsLayerTreeGroup | None:
    """The plan's group that layers shown already stand in."""
    return OpenPlan("", layers).group(project) if "action" in layers else None


def _arrange(group: QgsLayerTreeGroup, layers: dict[str, QgsVectorLayer]) -> None:
    """Put ``layers`` in the sub-groups of the plan's group, closed."""
    for key, tables in plan_labels.GROUPS:
        under = next((child for child in group.findGroups() if child.customProperty(GROUP) == key), None)
        if under is None:
            under = group.addGroup(plan_labels.group_label(key))
            under.setCustomProperty(GROUP, key)
            under.setExpanded(False)
        for table in tables:
            if table in layers:
                under.addLayer(layers[table]).setExpanded(False)
    group.setExpanded(False)


def find_in_project(project: QgsProject) -> OpenPlan | None:
    """The plan whose layers ``project`` has, for instance after it was read from its file; None without one."""
    for path, layers in _shown(project).items():
        if set(layers) >= _NAMES:
            return OpenPlan(path, layers)
    return None


def _shown(project: QgsProject) -> dict[str, dict[str, QgsVectorLayer]]:
    """The layers of plans that ``project`` has, by address, then by table."""
    by_path: dict[str, dict[str, QgsVectorLayer]] = {}
    for layer in project.mapLayers().values():
        table = layer.customProperty(TABLE)
        if table and isinstance(layer, QgsVectorLayer) and layer.isValid():
            by_path.setdefault(_plan_of(layer), {})[str(table)] = layer
    return by_path


def _plan_of(layer: QgsVectorLayer) -> str:
    """The plan a layer belongs to: the file it shows now, or the schema it shows now by the connection it was opened by."""
    if layer.providerType() != PROVIDER:
        return str(layer.source().split("|")[0])
    known = PlanAddress.of(str(layer.customProperty(PATH) or ""))
    schema_now = QgsDataSourceUri(layer.source()).schema()
    return str(PlanAddress(connection=known.connection, schema=schema_now))


def _configure(layer: QgsVectorLayer, table: schema.Table) -> None:
    labels = plan_labels.column_labels(table.name)
    fields = layer.fields()
    for position in range(fields.count()):
        name = fields[position].name()
        layer.setFieldAlias(position, labels.get(name, name))
    layer.setDisplayExpression(plan_labels.display(table.name))
    layer.setReadOnly(table.name in READ_ONLY)


def _relate_all(project: QgsProject, layers: dict[str, QgsVectorLayer]) -> plan_forms.Relations:
    """Every foreign key of the plan as a relation, by table and column; added at once, for each addition costs."""
    relations = {
        (table.name, column.name): _relation(layers, table.name, column)
        for table in schema.TABLES
        for column in table.columns
        if column.references
    }
    manager = project.relationManager()
    known = {relation.id() for relation in relations.values()}
    others = [relation for relation in manager.relations().values() if relation.id() not in known]
    manager.setRelations([*others, *relations.values()])
    return relations


def _relation(layers: dict[str, QgsVectorLayer], table: str, column: schema.Column) -> QgsRelation:
    relation = QgsRelation()
    relation.setId(f"{layers[table].id()}_{column.name}")
    named = tr("Sub-actions") if (table, column.name) == ("action", "parent_uuid") else plan_labels.table_label(table)
    relation.setName(named)
    relation.setReferencingLayer(layers[table].id())
    relation.setReferencedLayer(layers[column.references].id())
    relation.addFieldPair(column.name, "uuid")
    position = layers[table].fields().lookupField(column.name)
    settings = {
        "Relation": relation.id(),
        "AllowNULL": not column.required,
        "OrderByValue": True,
        "ShowForm": False,
        "AllowAddFeatures": column.references == "actor",
        "FetchLimitActive": True,
        "FetchLimitNumber": 100,
    }
    layers[table].setEditorWidgetSetup(position, QgsEditorWidgetSetup("RelationReference", settings))
    return relation
