# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolcatchment``: from where each carpool area is reached in time, for whom, and who has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..network.network_parameter import (
    mode_help,
    mode_parameter,
    network_help,
    network_notes,
    network_parameter,
    open_network,
)
from ..numeric_fields import numbers
from ..writing import Output, write_beside
from . import catchment_layers as layers
from .area_places import area_frame, area_nodes

if TYPE_CHECKING:
    import geopandas

    from ...analysis.carpool.catchment import Nearest
    from ...analysis.network.road_network import RoadNetwork

ANY_FIELD = QgsProcessingParameterField.DataType.Any


class CarpoolCatchment(PcaetAlgorithm):
    """Areas → catchments, allocation of people, gaps."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "carpool"
    AREAS, ID_FIELD, NETWORK, MODE, THRESHOLDS = "AREAS", "ID_FIELD", "NETWORK", "MODE", "THRESHOLDS"
    COVERAGE_MIN, DEMAND, POPULATION_FIELD, WORKERS_FIELD = (
        "COVERAGE_MIN",
        "DEMAND",
        "POPULATION_FIELD",
        "WORKERS_FIELD",
    )
    REACH_M, WIDTH_M, OUTPUT, ALLOCATION, GAPS, PICTURE = (
        "REACH_M",
        "WIDTH_M",
        "OUTPUT",
        "ALLOCATION",
        "GAPS",
        "PICTURE",
    )
    COVERED_PCT, COVERED, UNCOVERED, UNLOCATED, MEAN_MIN = (
        "COVERED_PCT",
        "COVERED",
        "UNCOVERED",
        "UNLOCATED",
        "MEAN_MIN",
    )

    def name(self) -> str:
        return "carpoolcatchment"

    def displayName(self) -> str:
        return tr("Catchment of carpool areas")

    def tags(self) -> list[str]:
        return [tr("carpool"), tr("isochrone"), tr("catchment"), tr("coverage"), "BNLC", tr("accessibility")]

    def shortHelpString(self) -> str:
        return tr(
            "Draws from where each carpool area is reached within given times, by car, by bike or on foot, and counts the people "
            "and the workers there. With a layer of people it also says which area is the nearest to each place, who has none in "
            "time, and groups those places from the heaviest to the lightest.\n\n"
            "Times are driven towards the area, on the prepared network, without congestion nor waiting at junctions: true times "
            "are a little longer than said. Areas are the reached roads widened on each side; a road that takes longer than the "
            "threshold is never inside. The way from a place to its nearest road is not counted.\n\n"
            "People of overlapping areas are counted in each: totals do not add up; the coverage counts everyone once."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self._declare_inputs()
        polygon = QgsProcessing.SourceType.VectorPolygon
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Catchments"), polygon)
        self.declare(output, tr("One polygon for each area and threshold, with the people and workers there."))
        allocation = QgsProcessingParameterVectorDestination(
            self.ALLOCATION,
            tr("Nearest area of each place"),
            QgsProcessing.SourceType.VectorAnyGeometry,
            None,
            True,
            False,
        )
        self.declare(
            allocation, tr("The layer of people with the nearest area, its travel time, and whether it is in time.")
        )
        gaps = QgsProcessingParameterVectorDestination(
            self.GAPS, tr("People without an area in time"), polygon, None, True, False
        )
        self.declare(
            gaps,
            tr("Neighbouring places that no area serves, grouped and ranked by their workers, else their inhabitants."),
        )
        picture = QgsProcessingParameterFileDestination(
            self.PICTURE, tr("Map"), tr("Picture (*.png)"), None, True, False
        )
        self.declare(picture, tr("Catchments, areas, and people without one."))
        for key, label in (
            (self.COVERED_PCT, tr("Share of the people with an area in time (%)")), (self.COVERED, tr("People with an area in time")),
            (self.UNCOVERED, tr("People without")), (self.UNLOCATED, tr("People without a road within reach")),
            (self.MEAN_MIN, tr("Mean time to the nearest area (min)")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def _declare_inputs(self) -> None:
        point, polygon = QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon
        areas = QgsProcessingParameterFeatureSource(self.AREAS, tr("Carpool areas"), [point])
        self.declare(
            areas,
            tr(
                "Points. With the field “usable” of “Import and check carpool areas”, only the usable ones are taken: open, and repeating no other."
            ),
        )
        identifier = QgsProcessingParameterField(
            self.ID_FIELD, tr("Identifier of the areas"), None, self.AREAS, ANY_FIELD, False, True
        )
        self.declare(
            identifier,
            tr("Written in the results. Empty: area_id, id_lieu or id_local when there is one, else the feature id."),
        )
        self.declare(network_parameter(self.NETWORK), network_help())
        self.declare(mode_parameter(self.MODE), mode_help())
        thresholds = QgsProcessingParameterString(self.THRESHOLDS, tr("Thresholds (min)"), "5, 10, 15")
        self.declare(thresholds, tr("Travel times, separated by commas; at most 8."))
        real = QgsProcessingParameterNumber.Type.Double
        coverage = QgsProcessingParameterNumber(
            self.COVERAGE_MIN, tr("In time means within (min)"), real, 10.0, False, 0.1, 240
        )
        self.declare(
            coverage, tr("For the coverage and the people without an area: 10 minutes by car, as a convention.")
        )
        demand = QgsProcessingParameterFeatureSource(self.DEMAND, tr("People"), [point, polygon], None, True)
        self.declare(
            demand,
            tr(
                "Cells (Filosofi, 200 m), IRIS, addresses: taken at their centre. A commune as one place is too coarse."
            ),
        )
        for key, label, help_text in (
            (self.POPULATION_FIELD, tr("Inhabitants field"), tr("Inhabitants of each place.")),
            (self.WORKERS_FIELD, tr("Workers field"), tr("Workers living at each place, or those who go to work by car. They rank the gaps when given.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterField(key, label, None, self.DEMAND, ANY_FIELD, False, True), help_text)
        reach = QgsProcessingParameterNumber(self.REACH_M, tr("Reach of the network (m)"), real, 300.0, False, 1, 5_000)
        self.declare(
            reach,
            tr("An area or a place farther than this from a road it may use is not on the network."),
            advanced=True,
        )
        width = QgsProcessingParameterNumber(
            self.WIDTH_M, tr("Width drawn on each side of the roads (m)"), real, 100.0, False, 5, 1_000
        )
        self.declare(width, tr("Only for the drawing: people are counted by their travel time."), advanced=True)

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if not fine:
            return fine, message
        if not _limits(self.parameterAsString(parameters, self.THRESHOLDS, context)):
            return False, tr("THRESHOLDS: write 1 to 8 times in minutes, from 0.1 to 240, for example 5, 10, 15.")
        given = any(parameters.get(key) for key in (self.ALLOCATION, self.GAPS))
        if given and not parameters.get(self.DEMAND):
            return False, tr("The nearest area and the people without one need the layer of people (DEMAND).")
        return True, ""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.carpool.catchment import nearest, served
        from ...analysis.network.places import Locator

        skips = Skips(feedback)
        network, facts = open_network(self.parameterAsFile(parameters, self.NETWORK, context), feedback)
        mode = self.parameterAsEnumString(parameters, self.MODE, context)
        limits = _limits(self.parameterAsString(parameters, self.THRESHOLDS, context))
        reach_m = self.parameterAsDouble(parameters, self.REACH_M, context)
        areas = area_frame(
            self,
            self.AREAS,
            self.parameterAsString(parameters, self.ID_FIELD, context),
            network,
            skips,
            progress_within(feedback, 0, 5),
        )
        areas, network, nodes = area_nodes(areas, network, mode, reach_m, self.input(self.AREAS).name, skips)
        homes = self._homes(parameters, context, feedback, network, Locator(network, mode), reach_m, skips)
        places, weights = (homes.places, homes.weights) if homes else (None, _nobody())
        found = served(
            network, mode, nodes, [60 * limit for limit in limits], places, weights,
            self.parameterAsDouble(parameters, self.WIDTH_M, context), progress_within(feedback, 20, 90),
        )  # fmt: skip
        notes = [*network_notes(facts), *skips.notes()]
        frame, written = layers.catchments(areas, limits, found, homes, mode)
        method = tr(
            "Dijkstra towards each area on the prepared network; reached roads widened on each side, roads beyond the threshold cut out."
        )
        metadata = self.metadata(tr("Catchments of carpool areas"), method, notes, areas.crs)
        output = Output(written, metadata, "MultiPolygon", "carpool_catchments")
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback)}
        in_time, near = self.parameterAsDouble(parameters, self.COVERAGE_MIN, context), None
        if homes:
            near = nearest(network, mode, nodes, homes.places)
            results |= self._coverage(parameters, context, feedback, areas, homes, near, in_time, notes)
        if parameters.get(self.PICTURE):
            figure = layers.picture(areas, limits, found, homes, near, in_time, mode)
            target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
            results[self.PICTURE] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        return {**results, "SKIPPED": skips.count}

    def _homes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork,
        locator: Any, reach_m: float, skips: Skips,
    ) -> layers.Homes | None:  # fmt: skip
        import numpy
        import pyproj
        import shapely

        if not self.has(self.DEMAND):
            return None
        source = self.input(self.DEMAND)
        fields = [
            self.parameterAsString(parameters, key, context) for key in (self.POPULATION_FIELD, self.WORKERS_FIELD)
        ]
        if not any(fields):
            raise DataError(
                noop("The layer “{layer}” needs the field of its inhabitants or of its workers."), layer=source.name
            )
        frame = self.read(self.DEMAND, [name for name in fields if name], skips, progress_within(feedback, 5, 15))
        frame = frame.to_crs(pyproj.CRS.from_wkt(network.crs_wkt))
        weights = numpy.column_stack([numbers(frame, name, source.name, feedback) for name in fields])
        for column, name in enumerate(fields):
            negative = weights[:, column] < 0
            if negative.any():
                feedback.pushWarning(
                    tr("Layer “{layer}”, field “{field}”: {count} negative values count as unknown.").format(layer=source.name, field=name, count=int(negative.sum()))
                )  # fmt: skip
                weights[negative, column] = numpy.nan
        centre = shapely.centroid(frame.geometry.to_numpy())
        places = locator.locate(shapely.get_x(centre), shapely.get_y(centre), reach_m)
        return layers.Homes(frame, places, weights)

    def _coverage(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, areas: geopandas.GeoDataFrame,
        homes: layers.Homes, near: Nearest, in_time: float, notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy

        from ...analysis.carpool.catchment import gaps

        weight, what = homes.ranking()
        known = numpy.nan_to_num(weight)
        covered, unlocated, reached = near.seconds <= 60 * in_time, ~homes.places.found, numpy.isfinite(near.seconds)
        total, inside, carried = float(known.sum()), float(known[covered].sum()), float(known[reached].sum())
        mean = float((near.seconds[reached] * known[reached]).sum() / carried / 60) if carried else numpy.nan
        share = 100 * inside / total if total else numpy.nan
        feedback.pushInfo(
            tr("Coverage: {share} % of the {what} ({inside} of {total}) have an area within {minutes} min; {lost} are farther than the reach from any road.").format(
                share=f"{share:.1f}", what=what, inside=f"{inside:.0f}", total=f"{total:.0f}", minutes=f"{in_time:g}", lost=f"{known[unlocated].sum():.0f}"
            )
        )  # fmt: skip
        missing = int(numpy.isnan(weight).sum())
        if missing:
            feedback.pushInfo(
                tr("{count} places have no number of {what}: they count for nobody, not for zero.").format(
                    count=missing, what=what
                )
            )
        made = gaps(homes.frame.geometry.to_numpy(), ~covered & ~unlocated & (known > 0), weight, layers.NEIGHBOUR_M)
        results: dict[str, Any] = {
            self.COVERED_PCT: share, self.COVERED: inside, self.UNCOVERED: total - inside,
            self.UNLOCATED: float(known[unlocated].sum()), self.MEAN_MIN: mean,
        }  # fmt: skip
        if parameters.get(self.ALLOCATION):
            frame, written = layers.allocation(areas, homes, near, covered, made)
            metadata = self.metadata(
                tr("Nearest carpool area"), tr("Dijkstra from all the areas at once, towards them."), notes, frame.crs
            )
            kinds = set(frame.geometry.geom_type.str.removeprefix("Multi"))
            geometry = f"Multi{kinds.pop()}" if len(kinds) == 1 else None
            style = {"MultiPolygon": "carpool_allocation", "MultiPoint": "carpool_allocation_points"}.get(
                geometry or ""
            )
            output = Output(written, metadata, geometry, style)
            results[self.ALLOCATION] = self.write(parameters, self.ALLOCATION, frame, output, context, feedback)
        if parameters.get(self.GAPS):
            frame, written = layers.gap_groups(homes, near, made)
            method = tr("Places that no area serves in time, grouped with those within 300 m or touching them.")
            metadata = self.metadata(tr("People without a carpool area in time"), method, notes, areas.crs)
            output = Output(written, metadata, "MultiPolygon", "carpool_gaps")
            results[self.GAPS] = self.write(parameters, self.GAPS, frame, output, context, feedback)
        return results


def _nobody() -> Any:
    import numpy

    return numpy.zeros((0, 2))


def _limits(text: str) -> list[float]:
    """Minutes in increasing order; empty when the text is not 1 to 8 of them."""
    try:
        values = sorted({float(part) for part in re.split(r"[;,\s]+", text.strip())})
    except ValueError:
        return []
    return values if len(values) <= 8 and all(0.1 <= value <= 240 for value in values) else []
