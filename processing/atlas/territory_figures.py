# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the pages: what lies in each territory and in all of them together, and how it is printed."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qgis.core import Qgis, QgsMapLayer, QgsVectorLayer

from ...cartography.printed_numbers import SECRET, estimate, few, grouped, measured, significant
from ...i18n import tr
from .result_figures import COVERING, ResultFigure, maker, result_figures

if TYPE_CHECKING:
    import geopandas
    import numpy
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

    ``layer`` is the position of its layer; ``low`` and ``high`` hold the bounds of the pages when the values are
    estimates; ``adds`` is False for a mean or a share; ``covered`` says which pages the layer was made for.
    """

    label: str
    layer: int
    values: list[float]
    printed: list[str]
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    adds: bool = True
    covered: list[bool] = field(default_factory=list)
    telling: int = 0
    maker: str = ""

    @property
    def bounded(self) -> bool:
        """True when the values are estimates with bounds."""
        return any(not math.isnan(value) for value in self.low)

    @property
    def own(self) -> list[float]:
        """The values of the pages, without that of the whole."""
        return self.values[:-1]

    @property
    def tells(self) -> bool:
        """True when the pages differ enough to be compared; a yes or a no of each has no order."""
        known = [value for value in self.own if not math.isnan(value)]
        return len(known) > 1 and max(known) > 0 and min(known) >= 0 and bool(set(known) - {0.0, 1.0})

    def of(self, positions: Sequence[int], whole: int) -> Figure:
        """The same for the pages at ``positions``, whose total is at ``whole``; it says how many of them are covered."""
        chosen = [*positions, whole]
        inside = [self.covered[i] for i in positions] if self.covered else []
        printed = [self.printed[i] for i in chosen]
        if inside and not all(inside) and any(inside):
            printed[-1] += " " + tr("(territories covered: {known} of {count})").format(
                known=grouped(sum(inside)), count=grouped(len(inside))
            )
        return replace(
            self, values=[self.values[i] for i in chosen], printed=printed, covered=inside,
            low=[self.low[i] for i in positions], high=[self.high[i] for i in positions],
        )  # fmt: skip


Read = Callable[[QgsVectorLayer, Sequence[str], Callable[[float], None]], "geopandas.GeoDataFrame"]


def is_masked(layer: QgsMapLayer) -> bool:
    """True for a layer that hides its small units."""
    return isinstance(layer, QgsVectorLayer) and layer.fields().lookupField(MASKED) >= 0


def figures_of(
    pages: numpy.ndarray, crs: Any, layers: Sequence[QgsMapLayer], read: Read,
    progress: Callable[[int, int], Callable[[float], None]], say: Callable[[str], None],
) -> list[Figure]:  # fmt: skip
    """The figures of every vector layer, for each of ``pages`` (n,): territories, then the wholes they are compared with.

    ``read`` gives the features of a layer, ``say`` hears what gives none. A layer that hides its small units is not
    summed, but for what our table of results says may be told.
    """
    drawn = [
        (position, layer)
        for position, layer in enumerate(layers)
        if isinstance(layer, QgsVectorLayer) and layer.isSpatial()
    ]
    found: list[Figure] = []
    for step, (position, layer) in enumerate(drawn):
        wanted = result_figures(maker(layer), set(layer.fields().names()))
        if (is_masked(layer) and not wanted) or wanted == []:
            continue
        if layer.featureCount() == 0:
            say(tr("The layer “{}” has no feature: it gives no figure.").format(layer.name()))
            continue
        moved = progress(step, len(drawn))
        made = _of_result(layer, pages, crs, wanted, read, moved) if wanted else _of_any(layer, pages, crs, read, moved)
        found += [replace(figure, layer=position, maker=maker(layer)) for figure in made]
    return found


def _of_any(
    layer: QgsVectorLayer, pages: numpy.ndarray, crs: Any, read: Read, moved: Callable[[float], None]
) -> list[Figure]:
    from ...analysis.territory import page_figures

    sums = additive_columns(layer)
    columns = [name for s in sums for name in (s.field, s.low, s.high) if name]
    frame = read(layer, columns, moved).to_crs(crs)
    table = page_figures.figures(pages, frame, sums, moved)
    return _figures(layer, table, bool(sums), _covered(layer, pages, frame))


def _covered(layer: QgsVectorLayer, pages: numpy.ndarray, frame: Any) -> list[bool]:
    from ...analysis.territory import page_figures

    if maker(layer) not in COVERING:
        return []
    return [bool(value) for value in page_figures.covered(pages, frame.geometry.to_numpy())]


def _of_result(
    layer: QgsVectorLayer, pages: numpy.ndarray, crs: Any, wanted: Sequence[ResultFigure], read: Read, moved: Callable[[float], None],
) -> list[Figure]:  # fmt: skip
    """The figures of a result of ours that is in the table."""
    from ...analysis.territory import page_figures
    from ...analysis.territory.page_figures import Sum

    columns = sorted({name for figure in wanted for name in (*figure.columns, *(figure.bounds or ()))})
    frame = read(layer, columns, moved).to_crs(crs)
    covered = _covered(layer, pages, frame)
    sums = []
    for number, figure in enumerate(wanted):
        low, high = (f"pcaet_low_{number}", f"pcaet_high_{number}") if figure.bounds else (None, None)
        frame[f"pcaet_{number}"] = figure.amount(frame)
        if figure.bounds:  # in the unit of the amount: the bounds are in that of its first column
            with_unit = frame[[figure.columns[0]]].copy()
            for column, bound in zip((low, high), figure.bounds, strict=True):
                with_unit[figure.columns[0]] = frame[bound]
                frame[column] = figure.amount(with_unit)
        sums.append(Sum(f"pcaet_{number}", low, high, figure.whole))
        if figure.of is not None:
            frame[f"pcaet_of_{number}"] = figure.of(frame)
            sums.append(Sum(f"pcaet_of_{number}", whole=figure.whole))
    table = page_figures.figures(pages, frame, tuple(sums), moved)
    rows = {str(measure): part.sort_values("page") for measure, part in table.groupby("measure")}
    return [
        _result(layer, figure, rows[f"pcaet_{i}"], rows.get(f"pcaet_of_{i}"), covered)
        for i, figure in enumerate(wanted)
    ]


def _result(
    layer: QgsVectorLayer,
    figure: ResultFigure,
    rows: pandas.DataFrame,
    of: pandas.DataFrame | None,
    covered: list[bool],
) -> Figure:
    import numpy as np

    rows = rows.reset_index(drop=True)
    few_here = np.zeros(len(rows), dtype=bool)
    if of is not None:
        base = of["value"].to_numpy(dtype=float)
        few_here = (base > 0) & (base < figure.least)
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = rows["value"].to_numpy(dtype=float) / np.where(base > 0, base, np.nan)
        share = figure.kind == "pct" and figure.least > 0
        rows["value"] = np.where(few_here, np.nan, ratio * (100 if share else 1))
        rows["missing"] = 0
    printed = []
    for position, row in enumerate(rows.itertuples()):
        empty = of is not None and not of["value"].to_numpy()[position] > 0
        printed.append(
            tr("too few to be told") if few_here[position] else tr("none here") if empty else _value(row, figure.kind)
        )
    label = f"{layer.name()} : {tr(figure.sentence)}"
    return _with_cover(Figure(
        label, 0, rows["value"].astype(float).tolist(), printed, rows["low"].tolist(), rows["high"].tolist(), of is None,
        covered, figure.telling,
    ))  # fmt: skip


def _with_cover(figure: Figure) -> Figure:
    """Nothing is known of a page that the layer was not made for: it is not zero."""
    if not figure.covered or all(figure.covered):
        return figure
    values = [value if known else math.nan for value, known in zip(figure.values, figure.covered, strict=True)]
    printed = [text if known else tr("not covered") for text, known in zip(figure.printed, figure.covered, strict=True)]
    return replace(figure, values=values, printed=printed)


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


def _figures(layer: QgsVectorLayer, table: pandas.DataFrame, has_sums: bool, covered: list[bool]) -> list[Figure]:
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
        label = drawn.format(layer=layer.name()) if drawn else f"{layer.name()} : {_column_name(layer, str(measure))}"
        printed = [_value(row) for row in rows.itertuples()]
        values = rows["value"].astype(float).tolist()
        figure = Figure(label, 0, values, printed, rows["low"].tolist(), rows["high"].tolist(), covered=covered)
        found.append(_with_cover(figure))
    return found


def _column_name(layer: QgsVectorLayer, name: str) -> str:
    """The name the user gave the column, else its word."""
    alias = layer.attributeAlias(layer.fields().lookupField(name))
    words = {
        "population": tr("inhabitants"),
        "inhabitants": tr("inhabitants"),
        "dwellings": tr("dwellings"),
        "area_ha": tr("area"),
    }
    return alias or words.get(name, name)


def _value(row: Any, kind: str = "") -> str:
    if math.isnan(row.value):
        return tr("not available")
    text = {
        "count": lambda: grouped(row.value),
        "number": lambda: grouped(row.value),
        "length_km": lambda: measured(row.value, "km"),
        "km": lambda: measured(row.value, "km"),
        "surface_ha": lambda: measured(row.value, "ha"),
        "area_ha": lambda: measured(row.value, "ha"),
        "t": lambda: _tonnes(row),
        "ug": lambda: f"{grouped(row.value, 1)}\u00a0µg/m³",
        "pct": lambda: f"{grouped(row.value)}\u00a0%",
        "traffic": lambda: f"{grouped(row.value)}\u00a0{tr('vehicle-km a day')}",
    }.get(kind or row.measure, lambda: _number(row))()
    if row.missing:
        text += tr(" ({} without a value)").format(grouped(row.missing))
    return text


def _tonnes(row: Any) -> str:
    unit = tr("t/yr")
    if math.isnan(row.low):
        return measured(significant(row.value), unit)
    return tr("{value}, between {low} and {high}").format(
        value=measured(significant(row.value), unit),
        low=measured(significant(row.low), unit),
        high=measured(significant(row.high), unit),
    )


def _number(row: Any) -> str:
    """A sum as printed: exact when it is a whole number without bounds, else an estimate."""
    if math.isnan(row.low) and float(row.value).is_integer():
        return grouped(row.value) if row.value > SECRET else few(row.value)
    return estimate(row.value, row.low, row.high)
