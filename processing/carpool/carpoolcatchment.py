# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolcatchment``: from where each carpool area is reached in time, for whom, and who has none."""

from __future__ import annotations

import re
from dataclasses import dataclass
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
from ..writing import Field, Output, write_beside
from .area_places import area_frame, area_nodes

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.carpool.catchment import Gaps, Nearest, Served
    from ...analysis.network.places import Places
    from ...analysis.network.road_network import RoadNetwork

ANY_FIELD = QgsProcessingParameterField.DataType.Any
NEIGHBOUR_M = 300.0  # cells of 200 m, corner to corner


@dataclass
class Homes:
    """The layer of people on the network: ``weights`` (h, 2) of inhabitants and workers, NaN where not known."""

    frame: geopandas.GeoDataFrame
    places: Places
    weights: numpy.ndarray


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
            "Times are driven towards the area, on the prepared network, without congestion nor waiting at junctions: people are "
            "a little farther than said. Areas are the reached roads widened on each side; a road that takes longer than the "
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
                "Points. With the field “usable” of “Import carpool areas”, only the usable ones are taken: open, and repeating no other."
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
        from ...analysis.carpool.catchment import served
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
        results: dict[str, Any] = {
            self.OUTPUT: self._catchments(
                parameters, context, feedback, areas, limits, found, homes, mode, notes, network
            )
        }
        if homes:
            results |= self._coverage(parameters, context, feedback, network, mode, nodes, areas, homes, notes)
        if parameters.get(self.PICTURE):
            results[self.PICTURE] = self._picture(parameters, context, areas, limits, found, homes, mode)
        return {**results, "SKIPPED": skips.count}

    def _homes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork,
        locator: Any, reach_m: float, skips: Skips,
    ) -> Homes | None:  # fmt: skip
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
        return Homes(frame, places, weights)

    def _catchments(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, areas: geopandas.GeoDataFrame,
        limits: list[float], found: Served, homes: Homes | None, mode: str, notes: list[str], network: RoadNetwork,
    ) -> str:  # fmt: skip
        import geopandas
        import numpy
        import shapely

        count, steps = found.polygons.shape
        rank = numpy.repeat(numpy.arange(count), steps)
        known = (
            [bool(homes) and bool(numpy.isfinite(homes.weights[:, w]).any()) for w in range(2)]
            if homes
            else [False, False]
        )
        people = found.people.reshape(count * steps, -1)
        frame = geopandas.GeoDataFrame(
            {
                "area_id": areas["area_id"].to_numpy()[rank], "minutes": numpy.tile(limits, count), "mode": mode,
                "population": people[:, 0] if known[0] else numpy.nan, "workers": people[:, 1] if known[1] else numpy.nan,
                "road_km": found.road_km.ravel(), "area_km2": shapely.area(found.polygons.ravel()) / 1e6,
            },
            geometry=found.polygons.ravel(), crs=areas.crs,
        )  # fmt: skip
        frame = frame[~frame.geometry.is_empty].sort_values("minutes", ascending=False, kind="stable")
        written = (
            Field("area_id", "text", tr("Area")), Field("minutes", "real", tr("Within (min)")), Field("mode", "text", tr("Means of travel")),
            Field("population", "real", tr("Inhabitants")), Field("workers", "real", tr("Workers")),
            Field("road_km", "real", tr("Roads reached (km)")), Field("area_km2", "real", tr("Surface drawn (km²)")),
        )  # fmt: skip
        method = tr(
            "Dijkstra towards each area on the prepared network; reached roads widened on each side, roads beyond the threshold cut out."
        )
        metadata = self.metadata(tr("Catchments of carpool areas"), method, notes, areas.crs)
        return self.write(
            parameters,
            self.OUTPUT,
            frame,
            Output(written, metadata, "MultiPolygon", "carpool_catchments"),
            context,
            feedback,
        )

    def _coverage(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork, mode: str,
        nodes: numpy.ndarray, areas: geopandas.GeoDataFrame, homes: Homes, notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy

        from ...analysis.carpool.catchment import gaps, nearest

        limit = 60 * self.parameterAsDouble(parameters, self.COVERAGE_MIN, context)
        near = nearest(network, mode, nodes, homes.places)
        weight = homes.weights[:, 1] if numpy.isfinite(homes.weights[:, 1]).any() else homes.weights[:, 0]
        known = numpy.nan_to_num(weight)
        covered, unlocated = near.seconds <= limit, ~homes.places.found
        total, inside = float(known.sum()), float(known[covered].sum())
        reached = numpy.isfinite(near.seconds)
        mean = (
            float((near.seconds[reached] * known[reached]).sum() / known[reached].sum() / 60)
            if known[reached].sum()
            else numpy.nan
        )
        share = 100 * inside / total if total else numpy.nan
        what = (
            tr("workers")
            if weight is homes.weights[:, 1] or numpy.isfinite(homes.weights[:, 1]).any()
            else tr("inhabitants")
        )
        feedback.pushInfo(
            tr("Coverage: {share} % of the {what} ({inside} of {total}) have an area within {minutes} min; {lost} are farther than the reach from any road.").format(
                share=f"{share:.1f}", what=what, inside=f"{inside:.0f}", total=f"{total:.0f}", minutes=f"{limit / 60:g}", lost=f"{known[unlocated].sum():.0f}"
            )
        )  # fmt: skip
        missing = int(numpy.isnan(weight).sum())
        if missing:
            feedback.pushInfo(
                tr("{count} places have no number of {what}: they count for nobody, not for zero.").format(
                    count=missing, what=what
                )
            )
        made = gaps(homes.frame.geometry.to_numpy(), ~covered & ~unlocated, weight, NEIGHBOUR_M)
        results = {
            self.COVERED_PCT: share, self.COVERED: inside, self.UNCOVERED: total - inside,
            self.UNLOCATED: float(known[unlocated].sum()), self.MEAN_MIN: mean,
        }  # fmt: skip
        if parameters.get(self.ALLOCATION):
            results[self.ALLOCATION] = self._allocation(
                parameters, context, feedback, areas, homes, near, covered, made, notes
            )
        if parameters.get(self.GAPS):
            results[self.GAPS] = self._gaps(parameters, context, feedback, areas, homes, near, made, notes)
        return results

    def _allocation(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, areas: geopandas.GeoDataFrame,
        homes: Homes, near: Nearest, covered: numpy.ndarray, made: Gaps, notes: list[str],
    ) -> str:  # fmt: skip
        import numpy

        frame = homes.frame[["geometry"]].copy()
        names = areas["area_id"].to_numpy(dtype=object)
        frame["population"], frame["workers"] = homes.weights[:, 0], homes.weights[:, 1]
        frame["nearest_area"] = numpy.where(near.area >= 0, names[near.area], None)
        frame["minutes"] = numpy.where(numpy.isfinite(near.seconds), near.seconds / 60, numpy.nan)
        frame["road_gap_m"] = homes.places.gap_m
        frame["status"] = numpy.select(
            [covered, ~homes.places.found, ~numpy.isfinite(near.seconds)],
            [tr("in time"), tr("no road within reach"), tr("no way to an area")], tr("too far"),
        )  # fmt: skip
        frame["gap_rank"] = numpy.where(made.group >= 0, made.group + 1.0, numpy.nan)
        written = (
            Field("population", "real", tr("Inhabitants")), Field("workers", "real", tr("Workers")),
            Field("nearest_area", "text", tr("Nearest area")), Field("minutes", "real", tr("Time to it (min)")),
            Field("status", "text", tr("Served")), Field("gap_rank", "real", tr("Rank of its group without an area")),
            Field("road_gap_m", "real", tr("Distance to the road (m)")),
        )  # fmt: skip
        metadata = self.metadata(
            tr("Nearest carpool area"), tr("Dijkstra from all the areas at once, towards them."), notes, frame.crs
        )
        kinds = set(frame.geometry.geom_type.str.removeprefix("Multi"))
        geometry = f"Multi{kinds.pop()}" if len(kinds) == 1 else None
        style = (
            "carpool_allocation" if geometry == "MultiPolygon" else "carpool_allocation_points" if geometry else None
        )
        return self.write(
            parameters, self.ALLOCATION, frame, Output(written, metadata, geometry, style), context, feedback
        )

    def _gaps(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, areas: geopandas.GeoDataFrame,
        homes: Homes, near: Nearest, made: Gaps, notes: list[str],
    ) -> str:  # fmt: skip
        import geopandas
        import numpy
        import shapely

        shapes = homes.frame.geometry.to_numpy()
        rows = []
        for rank in range(len(made.weight)):
            inside = made.group == rank
            shape = shapely.union_all(shapes[inside])
            if shape.area == 0:
                shape = shapely.buffer(shape, NEIGHBOUR_M / 2, quad_segs=4)
            sums = [float(numpy.nansum(w)) if numpy.isfinite(w).any() else numpy.nan for w in homes.weights[inside].T]
            seconds = near.seconds[inside]
            reached = numpy.isfinite(seconds)
            rows.append(
                (
                    rank + 1,
                    *sums,
                    int(inside.sum()),
                    float(seconds[reached].mean() / 60) if reached.any() else numpy.nan,
                    shape,
                )
            )
        names = ("rank", "population", "workers", "places", "minutes")
        frame = geopandas.GeoDataFrame(
            {name: [row[i] for row in rows] for i, name in enumerate(names)}, geometry=[row[-1] for row in rows], crs=areas.crs
        )  # fmt: skip
        written = (
            Field("rank", "integer", tr("Rank")), Field("population", "real", tr("Inhabitants")), Field("workers", "real", tr("Workers")),
            Field("places", "integer", tr("Places")), Field("minutes", "real", tr("Mean time to the nearest area (min)")),
        )  # fmt: skip
        method = tr("Places that no area serves in time, grouped with those within 300 m or touching them.")
        metadata = self.metadata(tr("People without a carpool area in time"), method, notes, areas.crs)
        return self.write(
            parameters, self.GAPS, frame, Output(written, metadata, "MultiPolygon", "carpool_gaps"), context, feedback
        )

    def _picture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, areas: geopandas.GeoDataFrame, limits: list[float], found: Served,
        homes: Homes | None, mode: str,
    ) -> str:  # fmt: skip
        import shapely

        from ...charts.catchment_map import catchment_map

        bands = []
        for position, limit in enumerate(limits):
            whole = shapely.union_all(found.polygons[:, position])
            rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(whole))]
            bands.append((tr("{minutes} min").format(minutes=f"{limit:g}"), rings))
        unserved = None
        if homes is not None:
            unserved = _unserved(homes, found, areas)
        names = {"car": tr("by car"), "bike": tr("by bike"), "walk": tr("on foot")}
        figure = catchment_map(
            bands, (areas.geometry.x.to_numpy(), areas.geometry.y.to_numpy()), unserved, (tr("carpool areas"), tr("people outside")),
            tr("Carpool areas: who reaches them, {mode}").format(mode=names[mode]), tr("Times without congestion. Atlas PCAET."),
        )  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        return write_beside(target, lambda part: figure.savefig(part, format="png"))


def _unserved(homes: Homes, found: Served, areas: geopandas.GeoDataFrame) -> tuple[Any, Any, Any]:
    """Centres and weights of the people outside the widest catchments."""
    import numpy
    import shapely

    centre = shapely.centroid(homes.frame.geometry.to_numpy())
    whole = shapely.union_all(found.polygons[:, -1])
    shapely.prepare(whole)
    outside = ~shapely.intersects(whole, centre)
    weight = numpy.nan_to_num(numpy.nanmax(numpy.column_stack([homes.weights, numpy.zeros(len(centre))]), axis=1))
    outside &= weight > 0
    return shapely.get_x(centre[outside]), shapely.get_y(centre[outside]), weight[outside]


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
