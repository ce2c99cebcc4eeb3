# SPDX-License-Identifier: GPL-2.0-or-later
"""Functions for the expressions of layouts, labels and forms: ``pcaet_actions_count``, ``pcaet_value``…

``register`` when the provider loads (desktop and ``qgis_process``), ``unregister`` when it goes. The plan is the one of
the variable ``@pcaet_plan``, else the one the project shows. It is read once, until its file changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionFunction,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..i18n import tr
from ..records import plan_file
from ..records.action_sheets import ActionSheet, IndicatorValue, TerritoryValue, action_sheets, plan_facts
from ..records.errors import RecordError
from ..records.links import TABLES
from .printed_numbers import estimate, grouped

GROUP = "Atlas PCAET"
PLAN_VARIABLE = "pcaet_plan"
_REGISTERED: list[QgsExpressionFunction] = []


@dataclass(frozen=True)
class ReadPlan:
    """What the functions ask of a plan: its actions of the first level with their places, its values."""

    sheets: list[ActionSheet]
    places: list[list[QgsGeometry]]
    crs: QgsCoordinateReferenceSystem
    values: tuple[TerritoryValue, ...]


class Refused(Exception):
    """What is told in place of a value."""


@lru_cache(maxsize=4)
def _read(path: str, _state: tuple[int, ...]) -> ReadPlan:
    with closing(plan_file.open_plan(path)) as plan:
        sheets = [sheet for sheet in action_sheets(plan) if not sheet.confidential]
        values = plan_facts(plan).values
    owner = {uuid: number for number, sheet in enumerate(sheets) for uuid in sheet.uuids}
    places: list[list[QgsGeometry]] = [[] for _ in sheets]
    crs = QgsCoordinateReferenceSystem()
    for table in TABLES.values():
        links = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
        crs = links.crs()
        for link in links.getFeatures():
            if not link["deleted"] and link["action_uuid"] in owner and link.hasGeometry():
                places[owner[link["action_uuid"]]].append(link.geometry())
    return ReadPlan(sheets, places, crs, values)


def plan_of(context: QgsExpressionContext | None) -> ReadPlan:
    """The plan an expression speaks of. Raises ``Refused`` when there is none, or it cannot be read."""
    path = str((context.variable(PLAN_VARIABLE) if context else "") or "") or _path_in_project()
    if not path:
        raise Refused(tr("No plan: open one in the project, or give its path in the project variable pcaet_plan."))
    states = [Path(name).stat() for name in (path, f"{path}-wal") if Path(name).exists()]
    try:
        return _read(path, tuple(part for state in states for part in (state.st_mtime_ns, state.st_size)))
    except RecordError as error:
        raise Refused(tr(error.sentence).format(**error.facts)) from error


def _path_in_project() -> str:
    for layer in QgsProject.instance().mapLayers().values():
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        if parts.get("layerName") == "action" and str(parts.get("path") or "").endswith(".gpkg"):
            return str(parts["path"])
    return ""


class PcaetFunction(QgsExpressionFunction):
    """A function of ours: what it refuses becomes the error of the expression, in a sentence."""

    NAME = ""
    PARAMETERS: tuple[str, ...] = ()  # all optional

    def __init__(self, help_text: str) -> None:
        parameters = [QgsExpressionFunction.Parameter(name, True, NULL) for name in self.PARAMETERS]
        # It is called with NULL too (an argument left out), and it depends on more than its arguments.
        super().__init__(self.NAME, parameters, GROUP, help_text, handlesNull=True, isContextual=True)

    def func(self, values: Sequence[Any], context: QgsExpressionContext, parent: QgsExpression, _node: Any) -> Any:
        given = [None if value is None or value == NULL else value for value in values]
        given += [None] * (len(self.PARAMETERS) - len(given))
        try:
            return self.value(given, context)
        except Refused as refused:
            parent.setEvalErrorString(str(refused))
            return None

    def value(self, given: list[Any], context: QgsExpressionContext) -> Any:
        raise NotImplementedError


class ActionsCount(PcaetFunction):
    NAME = "pcaet_actions_count"
    PARAMETERS = ("geometry", "status")

    def value(self, given: list[Any], context: QgsExpressionContext) -> Any:
        plan = plan_of(context)
        shape, status = given
        if shape is None:
            shape = context.feature().geometry() if context.hasFeature() else context.variable("atlas_geometry")
        if not isinstance(shape, QgsGeometry) or shape.isNull():
            raise Refused(tr("{}: there is no geometry here; give one.").format(self.NAME))
        shape = _in_crs(shape, context, plan.crs)
        engine = QgsGeometry.createGeometryEngine(shape.constGet())
        engine.prepareGeometry()
        wanted = str(status).casefold() if status else ""
        return sum(
            any(engine.intersects(place.constGet()) for place in places)
            for sheet, places in zip(plan.sheets, plan.places, strict=True)
            if not wanted or (sheet.status or "").casefold() == wanted
        )


def _in_crs(shape: QgsGeometry, context: QgsExpressionContext, wanted: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """``shape``, which is in the CRS of its layer (else of the project), in ``wanted``."""
    own = QgsCoordinateReferenceSystem(str(context.variable("layer_crs") or context.variable("project_crs") or ""))
    if not own.isValid() or own == wanted:
        return shape
    moved = QgsGeometry(shape)
    try:
        moved.transform(QgsCoordinateTransform(own, wanted, QgsProject.instance().transformContext()))
    except QgsCsException as error:
        raise Refused(tr("The geometry cannot be brought to the CRS of the plan: {}.").format(error)) from error
    return moved


class Value(PcaetFunction):
    NAME = "pcaet_value"
    PARAMETERS = ("indicator", "year", "kind", "territory", "action")

    def value(self, given: list[Any], context: QgsExpressionContext) -> Any:
        indicator, year, kind, territory, action = given
        if not indicator:
            raise Refused(tr("{}: give the name of an indicator.").format(self.NAME))
        plan = plan_of(context)
        values: Sequence[IndicatorValue | TerritoryValue] = plan.values
        if action:
            sheets = [s for s in plan.sheets if str(action) in (s.number, s.title, *s.uuids)]
            values = sheets[0].values if sheets else ()
        known = [
            v for v in values
            if v.indicator == indicator and v.kind == (kind or "result") and v.value is not None
            and (year is None or v.year == int(year))
            and (action or getattr(v, "territory", None) == territory)
        ]  # fmt: skip
        return max(known, key=lambda v: v.year).value if known else None


class Sentence(PcaetFunction):
    NAME = "pcaet_sentence"

    def value(self, given: list[Any], context: QgsExpressionContext) -> Any:
        return str(context.variable("pcaet_sentence") or "")


class Number(PcaetFunction):
    NAME = "pcaet_number"
    PARAMETERS = ("value", "low", "high")

    def value(self, given: list[Any], context: QgsExpressionContext) -> Any:
        value, low, high = given
        if value is None:
            return tr("not available")
        try:
            number = float(value)
            bounds = [math.nan if bound is None else float(bound) for bound in (low, high)]
        except (TypeError, ValueError) as error:
            raise Refused(
                tr("{function}: “{value}” is not a number.").format(function=self.NAME, value=value)
            ) from error
        if math.isnan(number):
            return tr("not available")
        whole = math.isnan(bounds[0]) and number.is_integer()
        return grouped(number) if whole else estimate(number, *bounds)


def functions() -> list[PcaetFunction]:
    """The functions, with their help."""
    return [
        ActionsCount(tr("pcaet_actions_count([geometry], [status]): the number of actions of the plan with a place in the geometry (default: that of the feature, or of the page).")),
        Value(tr("pcaet_value(indicator, [year], [kind], [territory], [action]): a stored value; the last year and the kind “result” unless told otherwise. NULL when there is none.")),
        Sentence(tr("pcaet_sentence(): the sentence computed for the page of the atlas that is printed.")),
        Number(tr("pcaet_number(value, [low], [high]): the number as the atlas prints it, rounded to what its uncertainty allows.")),
    ]  # fmt: skip


def register() -> None:
    """Add the functions; twice is once."""
    if _REGISTERED:
        return
    _REGISTERED.extend(function for function in functions() if QgsExpression.registerFunction(function))


def unregister() -> None:
    """Take them back. Each lives until QGIS has let go of it: it keeps a pointer, not the function."""
    for function in _REGISTERED:
        QgsExpression.unregisterFunction(function.name())
    _REGISTERED.clear()
    _read.cache_clear()
