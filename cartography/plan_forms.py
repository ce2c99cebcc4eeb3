# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms of a plan's tables: QGIS's own form, laid out in tabs; the same in the dock, the table, QField, Lizmap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

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

HIDDEN = (
    "fid", "uuid", "version", "deleted", "created_at", "modified_at", "modified_by", "schema_version", "geom_hash",
    "layer_fingerprint", "source_fid", "sha256",
)  # fmt: skip
LONG_TEXTS = (
    "stakes", "objectives", "description", "expected_results", "comment", "budget_text", "provenance", "audience", "means",
    "funding_text", "governance", "text", "original", "sentence", "note", "method", "formula", "algorithm_parameters",
    "before", "after", "state",
)  # fmt: skip
PERCENTAGES = ("progress_pct", "cofunding_pct")
AMOUNTS = ("amount_min", "amount_max")
RELATIVE_TO_DEFAULT_ROOT = 2  # QgsFileWidget.RelativeDefaultPath: the module of widgets is not imported here
BUTTONS = "SaveChildEdits|AddChildFeature|DuplicateChildFeature|DeleteChildFeature"
BUTTONS_OF = {("action", "parent_uuid"): "SaveChildEdits|AddChildFeature|Link|Unlink"}
LARGEST_AMOUNT = 999_999_999_999  # that of Territoires en Transitions
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
Relations = Mapping[tuple[str, str], QgsRelation]


@dataclass(frozen=True)
class Setting:
    """What the widgets of one plan need: its lists of values, its uuid, the folder that attachments are relative to."""

    lists: Choices
    plan_uuid: str
    folder: Path


def set_widgets(layer: QgsVectorLayer, table: schema.Table, setting: Setting) -> None:
    """The widget, the default and the constraints of each field of a layer of the plan."""
    fields = layer.fields()
    columns = {column.name: column for column in schema.all_columns(table)}
    for position in range(fields.count()):
        name = fields[position].name()
        column = columns.get(name, schema.Column(name))
        widget = _widget(column, setting)
        if widget is not None:
            layer.setEditorWidgetSetup(position, widget)
        if name in DEFAULTS:
            layer.setDefaultValueDefinition(position, QgsDefaultValue(DEFAULTS[name]))
        elif name == "plan_uuid":
            layer.setDefaultValueDefinition(position, QgsDefaultValue(f"'{setting.plan_uuid}'"))
        elif column.kind == "BOOLEAN" and column.required:
            layer.setDefaultValueDefinition(position, QgsDefaultValue("false"))
    if table.name == "action":
        title = fields.lookupField("title")
        layer.setConstraintExpression(
            title, 'length("title") <= 300 and trim("title") <> \'\'', tr("Between 1 and 300 characters")
        )
        layer.setFieldConstraint(title, QgsFieldConstraints.Constraint.ConstraintNotNull)


def _widget(column: schema.Column, setting: Setting) -> QgsEditorWidgetSetup | None:
    """How a column is edited; None for a line of text, or for a relation, which has its own."""
    name = column.name
    if name in HIDDEN:
        return QgsEditorWidgetSetup("Hidden", {})
    if column.domain:
        choices = [] if column.required else [{tr("(not filled in)"): QgsValueMapFieldFormatter.NULL_VALUE}]
        choices += [
            {label: code}
            for label, code in setting.lists.get(column.domain, ())
            if not column.allowed or code in column.allowed
        ]
        return QgsEditorWidgetSetup("ValueMap", {"map": choices})
    if column.kind == "BOOLEAN":
        return QgsEditorWidgetSetup("CheckBox", {"AllowNullState": not column.required})
    if name == "path":
        return QgsEditorWidgetSetup("ExternalResource", _beside(setting.folder))
    if name in PERCENTAGES:
        return QgsEditorWidgetSetup("Range", {"AllowNull": True, "Min": 0, "Max": 100, "Step": 5})
    if name in AMOUNTS:
        return QgsEditorWidgetSetup(
            "Range", {"AllowNull": True, "Min": 0, "Max": LARGEST_AMOUNT, "Step": 1000, "Precision": 2}
        )
    if name in LONG_TEXTS:
        return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": True, "UseHtml": False})
    return None


def _beside(folder: Path) -> dict[str, object]:
    """A file kept by its path from the plan's folder, which the database wants too."""
    return {
        "DefaultRoot": str(folder),
        "RelativeStorage": RELATIVE_TO_DEFAULT_ROOT,
        "FileWidget": True,
        "FileWidgetButton": True,
        "UseLink": True,
        "DocumentViewer": 0,
        "StorageMode": 0,
    }


def lay_out_action(layer: QgsVectorLayer, relations: Relations) -> None:
    """The tabs of an action; QGIS reads the rows of a tab when it is shown. Places are attached from the map."""
    form = layer.editFormConfig()
    form.clearTabs()
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    root = form.invisibleRootContainer()
    sheet = _tab(tr("Sheet"), root)
    _fields(
        layer, sheet, ("number", "title", "status", "priority", "progress_pct", "pilot", "axis_uuid", "parent_uuid")
    )
    _fields(layer, sheet, ("scope", "participation", "confidential"))
    effects = ("mitigation", "adaptation", "impact_ghg", "impact_energy", "impact_air", "impact_storage")
    _box(layer, sheet, tr("Effects"), effects)
    texts = _tab(tr("Texts"), root)
    _fields(
        layer, texts, ("stakes", "objectives", "description", "expected_results", "audience", "means", "governance")
    )
    _fields(layer, texts, ("comment",))
    money = _tab(tr("Calendar and budget"), root)
    calendar = ("start_date", "end_date", "start_precision", "end_precision", "continuous", "calendar_certainty")
    _box(layer, money, tr("Calendar"), (*calendar, "calendar_text", "status_original"))
    _fields(layer, money, ("budget_text", "funding_text"))
    tabs = [sheet, texts, money]
    _related(money, relations, ("budget", "action_uuid"))
    for name, shown in (
        (tr("Actors"), (("action_actor", "action_uuid"), ("action_tag", "action_uuid"))),
        (tr("Indicators"), (("action_indicator", "action_uuid"), ("value", "action_uuid"))),
        (tr("Attachments"), (("attachment", "action_uuid"), ("reference", "action_uuid"))),
        (
            tr("Sub-actions"),
            (("action", "parent_uuid"), ("action_link", "action_uuid"), ("action_axis", "action_uuid")),
        ),
    ):
        tab = _tab(name, root)
        for key in shown:
            _related(tab, relations, key)
        tabs.append(tab)
    for tab in tabs:
        form.addTab(tab)
    layer.setEditFormConfig(form)


def _tab(name: str, root: QgsAttributeEditorElement) -> QgsAttributeEditorContainer:
    tab = QgsAttributeEditorContainer(name, root)
    tab.setType(Qgis.AttributeEditorContainerType.Tab)
    tab.setColumnCount(1)
    return tab


def _box(layer: QgsVectorLayer, tab: QgsAttributeEditorContainer, name: str, fields: Iterable[str]) -> None:
    box = QgsAttributeEditorContainer(name, tab)
    box.setType(Qgis.AttributeEditorContainerType.GroupBox)
    box.setColumnCount(1)  # two do not fit in a dock of 400 pixels
    _fields(layer, box, fields)
    tab.addChildElement(box)


def _fields(layer: QgsVectorLayer, container: QgsAttributeEditorContainer, names: Iterable[str]) -> None:
    for name in names:
        container.addChildElement(QgsAttributeEditorField(name, layer.fields().lookupField(name), container))


def _related(container: QgsAttributeEditorContainer, relations: Relations, key: tuple[str, str]) -> None:
    """The rows of another table that belong to the action; a sub-action is let go, not erased with all it has."""
    relation = relations[key]
    element = QgsAttributeEditorRelation(relation, container)
    element.setRelationWidgetTypeId("relation_editor")  # without it, QGIS logs that it cannot make a widget ""
    element.setRelationEditorConfiguration({"show_first_feature": False, "buttons": BUTTONS_OF.get(key, BUTTONS)})
    element.setLabel(relation.name())
    container.addChildElement(element)
