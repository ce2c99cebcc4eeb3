# SPDX-License-Identifier: GPL-2.0-or-later
"""The traffic of roads and the fleet that runs on them, as “Emissions of roads” and “Traffic scenario” ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers, plausible, without_doubt
from ..writing import Field

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.air.road_emissions import Traffic

ROADS, AADT_FIELD, HGV_FIELD, SPEED_FIELD = "ROADS", "AADT_FIELD", "HGV_FIELD", "SPEED_FIELD"
DEFAULT_HGV, DEFAULT_SPEED, ZERO_HGV = "DEFAULT_HGV", "DEFAULT_SPEED", "ZERO_HGV"
FLEET, PROJECT_CRS = "FLEET", "PROJECT_CRS"
ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double
SPEEDS = (5, 130)  # km/h


@dataclass(frozen=True)
class RoadTraffic:
    """The roads as they were read, what is known of their traffic, the metric CRS, and where a default stands."""

    frame: geopandas.GeoDataFrame
    traffic: Traffic
    crs: Any
    defaulted: numpy.ndarray


def declare_roads(algorithm: PcaetAlgorithm, label: str, help_text: str) -> None:
    """The roads and the fields of their traffic."""
    roads = QgsProcessingParameterFeatureSource(ROADS, label, [QgsProcessing.SourceType.VectorLine])
    algorithm.declare(roads, help_text)
    for key, name, told, optional in (
        (AADT_FIELD, tr("Traffic: TMJA field (veh/day)"), tr("Annual average daily traffic, both directions together. Empty, 0 and “n.c.” are missing counts."), False),
        (HGV_FIELD, tr("Heavy vehicles: PL field (%)"), tr("Share of heavy vehicles, in %. 0 and more than 100 are unknown: national files write 0 for nothing."), True),
        (SPEED_FIELD, tr("Speed field (km/h)"), tr("Mean speed of the section; the limit if nothing better. Below 5 or above 130 it is unknown."), True),
    ):  # fmt: skip
        algorithm.declare(QgsProcessingParameterField(key, name, None, ROADS, ANY_FIELD, False, optional), told)
    told = tr("Used only where the layer says nothing, and marked “défaut”. Left empty, such a road has no emission.")
    for key, name, high in (
        (DEFAULT_HGV, tr("Heavy share where unknown (%)"), 100),
        (DEFAULT_SPEED, tr("Speed where unknown (km/h)"), SPEEDS[1]),
    ):
        number = QgsProcessingParameterNumber(key, name, REAL, None, True, 0, high)
        algorithm.declare(number, told, advanced=True)
    zero = QgsProcessingParameterBoolean(ZERO_HGV, tr("0 % of heavy vehicles is a known share"), False, True)
    algorithm.declare(
        zero, tr("For your own layers, where 0 is a road without trucks. In national files 0 means unknown."), advanced=True
    )  # fmt: skip
    crs = QgsProcessingParameterCrs(
        PROJECT_CRS, tr("Computation CRS when the roads' own does not measure metres"), preferences.project_crs(), True
    )
    algorithm.declare(crs, tr("Projected CRS in metres, for the lengths of the sections."), advanced=True)


def declare_fleet(algorithm: PcaetAlgorithm) -> None:
    """The fleet's file."""
    fleet = QgsProcessingParameterFile(FLEET, tr("Fleet"), extension="csv", optional=True)
    algorithm.declare(
        fleet,
        tr(
            "CSV with year, category (PC, LCV, TRUCKS, BUS), fuel, segment, euro, technology, share, source. Shares "
            "of light and of heavy vehicles each sum to 1. Without it, an invented example."
        ),
    )


def read_traffic(
    algorithm: PcaetAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
    skips: Skips, keep: tuple[Field, ...], end: float,
) -> RoadTraffic:  # fmt: skip
    """Read the roads and their traffic; what is impossible or a default is said, what is unknown is NaN."""
    import numpy

    from ...analysis.air.road_emissions import Traffic

    layer = algorithm.input(ROADS).name
    columns = [algorithm.parameterAsString(parameters, key, context) for key in (AADT_FIELD, HGV_FIELD, SPEED_FIELD)]
    frame = algorithm.read(ROADS, [*columns, *(f.name for f in keep)], skips, progress_within(feedback, 0, end))
    crs = algorithm.work_crs(parameters, PROJECT_CRS, frame, context, feedback)
    aadt, share, speed = (numbers(frame, column, layer, feedback) for column in columns)
    aadt = without_doubt(aadt, frame, layer, columns[0], feedback)
    if not algorithm.parameterAsBool(parameters, ZERO_HGV, context):
        share = numpy.where(share == 0, numpy.nan, share)
    share = plausible(share, 0, 100, frame, layer, columns[1], feedback)
    speed = plausible(numpy.where(speed == 0, numpy.nan, speed), *SPEEDS, frame, layer, columns[2], feedback)
    defaulted = numpy.zeros(len(frame), dtype=bool)
    for key, values in ((DEFAULT_HGV, share), (DEFAULT_SPEED, speed)):
        if parameters.get(key) not in (None, ""):
            unknown = numpy.isnan(values)
            values[unknown] = algorithm.parameterAsDouble(parameters, key, context)
            defaulted |= unknown
    metric = frame.to_crs(crs)
    traffic = Traffic(numpy.where(aadt > 0, aadt, numpy.nan), share, speed, metric.length.to_numpy())
    warn_of_twins(metric.geometry.to_numpy(), traffic.aadt, frame.index.to_numpy(), layer, feedback)
    return RoadTraffic(frame, traffic, crs, defaulted)


def warn_of_twins(lines: Any, values: Any, ids: Any, layer: str, feedback: QgsProcessingFeedback) -> None:
    """Say which roads seem to be the two carriageways of one, each with the traffic of both."""
    from ...analysis.air.carriageways import twins

    found = twins(lines, values)
    if len(found):
        shown = ", ".join(f"{ids[a]} – {ids[b]}" for a, b in found[:20])
        feedback.pushWarning(
            tr(
                "Layer “{layer}”: {count} pairs of roads run side by side with the same figure ({pairs}). If they are two carriageways that each carry the count of both directions, traffic is counted twice: halve it, or keep one of them."
            ).format(layer=layer, count=len(found), pairs=shown)
        )


def example_note() -> str:
    """What every output made with the example fleet says."""
    return tr("EXAMPLE FLEET: invented for the demonstration. Replace it before printing or publishing a number.")
