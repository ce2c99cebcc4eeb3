# SPDX-License-Identifier: GPL-2.0-or-later
"""Receptors: points as they are, buildings at their façade nearest to a road; and what backgrounds must agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QDate, QLocale, Qt

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..reading import VectorInput

if TYPE_CHECKING:
    import numpy


def are_buildings(source: VectorInput) -> bool:
    """True when receptors are polygons."""
    return bool(source.geometry_type() == Qgis.GeometryType.Polygon)


def receptor_places(source: VectorInput, shapes: Any, lines: Any) -> tuple[numpy.ndarray, numpy.ndarray]:
    """East, north (n,) where the receptors ``shapes`` are computed, in the metric CRS of the roads ``lines``."""
    import shapely

    from ...analysis.air.receptors import facades

    if are_buildings(source):
        return facades(shapes, lines)
    middle = shapely.centroid(shapes)
    return shapely.get_x(middle), shapely.get_y(middle)


def check_backgrounds(nox: Any, no2: Any) -> None:
    """Raise ``DataError`` where the background of NO2 is above that of NOx, both (n,) in µg/m³."""
    high = no2 > nox
    if high.any():
        raise DataError(
            noop("The background of NO2 ({no2}) is above that of NOx ({nox}), which contains it. Check both."),
            no2=f"{no2[high][0]:g}", nox=f"{nox[high][0]:g}",
        )  # fmt: skip


def period_note(kernel: Any) -> str:
    """What is said of results whose weather is not a whole year; empty when it is one."""
    if kernel.facts.get("whole_year"):
        return ""
    if kernel.facts.get("kind") == "rose":
        return tr("From a wind rose, whose period is not said: annual means only if it is that of whole years.")
    return tr("Weather of {} only: these are means of that period, not annual means.").format(
        kernel.facts.get("period", "?")
    )


def period_of(kernel: Any) -> str:
    """The period of the weather, to the day."""
    return str(kernel.facts.get("period") or tr("wind rose"))


def title_of(kernel: Any) -> str:
    """The title of the concentrations: it names the month when the weather is of one month only."""
    days = [QDate.fromString(day, Qt.DateFormat.ISODate) for day in str(kernel.facts.get("period") or "").split(" – ")]
    period = period_of(kernel)
    if len(days) == 2 and all(day.isValid() for day in days):
        (first, last) = days
        if (first.year(), first.month()) == (last.year(), last.month()):
            period = QLocale(QgsApplication.locale()).toString(first, "MMMM yyyy")
    return tr("Concentrations, {}").format(period)


def dispersion_method() -> str:
    return tr("R-LINE v1.2 (Snyder et al. 2013) folded over hourly weather; NO2 by an annual empirical curve.")
