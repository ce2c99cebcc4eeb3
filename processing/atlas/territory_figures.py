# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the pages: what lies in each territory and in all of them together, and how it is printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsMapLayer, QgsVectorLayer

from ...cartography.printed_numbers import SECRET, estimate, few, grouped, measured
from ...i18n import tr

if TYPE_CHECKING:
    import geopandas
    import pandas

    from ...analysis.territory.page_figures import Sum

# Columns of our layers that add up, with their bounds, and whether a feature belongs whole to one page; any other layer is counted, measured in km or in hectares.
ADDITIVE = {
    "population": ("population_low", "population_high", False),
    "inhabitants": (None, None, False),
    "dwellings": (None, None, True),
    "area_ha": (None, None, False),
}
MASKED = "masked"  # a layer with this column hides its small units: a sum over a page could tell what one of them hides


@dataclass(frozen=True)
class Figure:
    """One line of the tables: a value for each page, then one for all the pages together, with their printed texts.

    ``layer`` is the position of its layer; ``bounded`` when the values are estimates with bounds.
    """

    label: str
    layer: int
    values: list[float]
    printed: list[str]
    bounded: bool

    @property
    def own(self) -> list[float]:
        """The values of the pages, without that of the whole."""
        return self.values[:-1]

    @property
    def tells(self) -> bool:
        """True when the pages differ enough to be compared."""
        known = [value for value in self.own if not math.isnan(value)]
        return len(known) > 1 and max(known) > 0 and min(known) >= 0


Read = Callable[[QgsVectorLayer, Sequence[str], Callable[[float], None]], "geopandas.GeoDataFrame"]


def is_masked(layer: QgsMapLayer) -> bool:
    """True for a layer that hides its small units."""
    return isinstance(layer, QgsVectorLayer) and layer.fields().lookupField(MASKED) >= 0


def figures_of(
    coverage: geopandas.GeoDataFrame, layers: Sequence[QgsMapLayer], read: Read,
    progress: Callable[[int, int], Callable[[float], None]], say: Callable[[str], None],
) -> list[Figure]:  # fmt: skip
    """The figures of every vector layer that may be summed; ``read`` gives its features, ``say`` hears what gives none."""
    import numpy as np
    import shapely

    from ...analysis.territory import page_figures

    shapes = coverage.geometry.to_numpy()
    pages = np.append(shapes, shapely.union_all(shapes))
    drawn = [
        (position, layer)
        for position, layer in enumerate(layers)
        if isinstance(layer, QgsVectorLayer) and layer.isSpatial() and not is_masked(layer)
    ]
    found: list[Figure] = []
    for step, (position, layer) in enumerate(drawn):
        if layer.featureCount() == 0:
            say(tr("The layer “{}” has no feature: it gives no figure.").format(layer.name()))
            continue
        moved = progress(step, len(drawn))
        sums = additive_columns(layer)
        columns = [name for s in sums for name in (s.field, s.low, s.high) if name]
        frame = read(layer, columns, moved).to_crs(coverage.crs)
        table = page_figures.figures(pages, frame, sums, moved)
        found += _figures(layer, position, table, bool(sums))
    return found


def additive_columns(layer: QgsVectorLayer) -> tuple[Sum, ...]:
    """The columns of ``layer`` that add up over features."""
    from ...analysis.territory.page_figures import Sum

    names = set(layer.fields().names())
    if layer.geometryType() == Qgis.GeometryType.Line:
        return ()
    return tuple(
        Sum(name, low if low in names else None, high if high in names else None, whole)
        for name, (low, high, whole) in ADDITIVE.items()
        if name in names
    )


def _figures(layer: QgsVectorLayer, position: int, table: pandas.DataFrame, has_sums: bool) -> list[Figure]:
    found = []
    for measure, rows in table.groupby("measure", sort=False):
        drawn = {
            "count": tr("{layer}: number"),
            "length_km": tr("{layer}: length"),
            "surface_ha": tr("{layer}: area"),
        }.get(str(measure), "")
        if drawn and has_sums:
            continue
        rows = rows.sort_values("page")
        field = layer.fields().lookupField(str(measure))
        label = drawn.format(layer=layer.name()) if drawn else f"{layer.name()} : {layer.attributeDisplayName(field)}"
        bounded = bool(rows["low"].notna().any())
        printed = [_value(row) for row in rows.itertuples()]
        found.append(Figure(label, position, rows["value"].astype(float).tolist(), printed, bounded))
    return found


def _value(row: Any) -> str:
    if math.isnan(row.value):
        return tr("not available")
    text = {
        "count": lambda: grouped(row.value),
        "length_km": lambda: measured(row.value, "km"),
        "surface_ha": lambda: measured(row.value, "ha"),
        "area_ha": lambda: measured(row.value, "ha"),
    }.get(row.measure, lambda: _number(row))()
    if row.missing:
        text += tr(" ({} without a value)").format(grouped(row.missing))
    return text


def _number(row: Any) -> str:
    """A sum as printed: exact when it is a whole number without bounds, else an estimate."""
    if math.isnan(row.low) and float(row.value).is_integer():
        return grouped(row.value) if row.value > SECRET else few(row.value)
    return estimate(row.value, row.low, row.high)
