# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms of a plan's tables: QGIS's own form, laid out in tabs; the same in the dock, the table, QField, Lizmap."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsDefaultValue,
    QgsEditorWidgetSetup,
    QgsFieldConstraints,
    QgsRelation,
    QgsValueMapFieldFormatter,
    QgsVectorLayer,
)

from ..i18n import tr
from ..records import schema

LISTS = {"status": "status", "priority": "priority", "reason": "reason", "role": "role"}
HIDDEN = (
    "fid", "uuid", "version", "deleted", "created_at", "modified_at", "modified_by", "schema_version", "geom_hash",
    "layer_fingerprint", "source_fid",
)  # fmt: skip
LONG_TEXTS = ("stakes", "objectives", "description", "expected_results", "comment", "budget_text", "provenance")
# now() is local: this is the clock of UTC, as the database writes it.
_UTC_NOW = (
    "format_date(make_datetime(1970, 1, 1, 0, 0, 0) + make_interval(seconds:=epoch(now()) / 1000.0), "
    "'yyyy-MM-ddTHH:mm:ss.zzz') || 'Z'"
)
# Where a cell of the database's own default must stand when a person adds a row in a table.
DEFAULTS = {
    "uuid": "uuid('WithoutBraces')",
    "version": "1",
    "deleted": "false",
    "created_at": _UTC_NOW,
    "modified_at": _UTC_NOW,
}

Choices = dict[str, list[tuple[str, str]]]


def set_widgets(layer: QgsVectorLayer, table: schema.Table, lists: Choices, plan_uuid: str) -> None:
    """The widget, the default and the constraints of each field; ``lists`` holds (label, code) by list."""
    fields = layer.fields()
    for position in range(fields.count()):
        name = fields[position].name()
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
        elif name == "progress_pct":
            layer.setEditorWidgetSetup(
                position, QgsEditorWidgetSetup("Range", {"AllowNull": True, "Min": 0, "Max": 100, "Step": 5})
            )
        if name in DEFAULTS:
            layer.setDefaultValueDefinition(position, QgsDefaultValue(DEFAULTS[name]))
        elif name == "plan_uuid":
            layer.setDefaultValueDefinition(position, QgsDefaultValue(f"'{plan_uuid}'"))
    if table.name == "action":
        title = fields.lookupField("title")
        layer.setConstraintExpression(
            title, 'length("title") <= 300 and trim("title") <> \'\'', tr("Between 1 and 300 characters")
        )
        layer.setFieldConstraint(title, QgsFieldConstraints.Constraint.ConstraintNotNull)


def lay_out_action(layer: QgsVectorLayer, children: QgsRelation) -> None:
    """The tabs of an action: the sheet, its texts, its sub-actions. Places are attached from the map, not typed."""
    form = layer.editFormConfig()
    form.clearTabs()
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    root = form.invisibleRootContainer()
    sheet = _tab(tr("Sheet"), root)
    _fields(
        layer, sheet, ("number", "title", "status", "priority", "progress_pct", "pilot", "axis_uuid", "parent_uuid")
    )
    calendar = QgsAttributeEditorContainer(tr("Calendar"), sheet)
    calendar.setType(Qgis.AttributeEditorContainerType.GroupBox)
    calendar.setColumnCount(2)
    _fields(layer, calendar, ("start_date", "end_date", "calendar_text", "status_original"))
    sheet.addChildElement(calendar)
    texts = _tab(tr("Texts"), root)
    _fields(layer, texts, ("stakes", "objectives", "description", "expected_results", "budget_text", "comment"))
    under = _tab(tr("Sub-actions"), root)
    under.addChildElement(_relation(children, under))
    for tab in (sheet, texts, under):
        form.addTab(tab)
    layer.setEditFormConfig(form)


def _tab(name: str, root: QgsAttributeEditorElement) -> QgsAttributeEditorContainer:
    tab = QgsAttributeEditorContainer(name, root)
    tab.setType(Qgis.AttributeEditorContainerType.Tab)
    tab.setColumnCount(1)
    return tab


def _fields(layer: QgsVectorLayer, container: QgsAttributeEditorContainer, names: Iterable[str]) -> None:
    for name in names:
        container.addChildElement(QgsAttributeEditorField(name, layer.fields().lookupField(name), container))


def _relation(relation: QgsRelation, container: QgsAttributeEditorContainer) -> QgsAttributeEditorRelation:
    element = QgsAttributeEditorRelation(relation, container)
    element.setRelationWidgetTypeId("relation_editor")  # without it, QGIS logs that it cannot make a widget ""
    element.setRelationEditorConfiguration({"show_first_feature": False})
    element.setLabel(relation.name())
    return element
