# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolsiting``: which new areas serve the most, to the proved optimum, beside those that exist."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
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
from . import siting_layers as layers
from .area_places import area_frame, area_nodes
from .siting_layers import Sites

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.carpool.siting_scene import Choice
    from ...analysis.network.road_network import RoadNetwork

ANY_FIELD = QgsProcessingParameterField.DataType.Any
OBJECTIVES = ("coverage", "intercepted_flow", "mean_time")
BUDGET_STEPS = 10


class CarpoolSiting(PcaetAlgorithm):
    """Demand × candidates → the best sites, and what each more brings."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "carpool"
    DEMAND, WEIGHT_FIELD, CANDIDATES, ID_FIELD, EXISTING = (
        "DEMAND",
        "WEIGHT_FIELD",
        "CANDIDATES",
        "ID_FIELD",
        "EXISTING",
    )
    COUNT, BUDGET, COST_FIELD, CAPACITY_FIELD, OBJECTIVE = (
        "COUNT",
        "BUDGET",
        "COST_FIELD",
        "CAPACITY_FIELD",
        "OBJECTIVE",
    )
    NETWORK, MODE, MAX_TIME, MAX_DETOUR, MIN_KM, BY_KM = "NETWORK", "MODE", "MAX_TIME", "MAX_DETOUR", "MIN_KM", "BY_KM"
    REACH_M, END_REACH_M, TIME_LIMIT = "REACH_M", "END_REACH_M", "TIME_LIMIT"
    OUTPUT, CURVE, PICTURE = "OUTPUT", "CURVE", "PICTURE"
    COVERED, COVERED_PCT, ALREADY_PCT, GAP_PCT, PROVED, CHOSEN = (
        "COVERED",
        "COVERED_PCT",
        "ALREADY_PCT",
        "GAP_PCT",
        "PROVED",
        "CHOSEN",
    )

    def name(self) -> str:
        return "carpoolsiting"

    def displayName(self) -> str:
        return tr("Where to put new carpool areas")

    def tags(self) -> list[str]:
        return [tr("carpool"), tr("siting"), tr("optimum"), "MCLP", "p-median", tr("coverage")]

    def shortHelpString(self) -> str:
        return tr(
            "Chooses, among candidate sites, the new areas that serve the most beside the existing ones, for a number of areas or "
            "a budget. The choice is the exact optimum (integer programming); when it could not be proved in the time given, the "
            "gap to the best possible is said. A curve shows what each more area brings, and beside it, for a number of areas without "
            "capacity, the usual choice of one at a time.\n\n"
            "Objectives: coverage – people within MAX_TIME of an open area (Church and ReVelle 1974); intercepted_flow – trips from "
            "home to work that can pass by an open area with a small detour (Hodgson 1990): the demand is then lines from home to "
            "work; mean_time – the shortest mean time to the nearest open area (p-median).\n\n"
            "The optimum is that of the model: what makes a good site (land, visibility, left turn, lighting) is for you to judge. "
            "Look at the candidates next to the chosen ones too."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self._declare_layers()
        self._declare_choice()
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Sites"), QgsProcessing.SourceType.VectorPoint)
        self.declare(
            output,
            tr(
                "Candidates and existing areas: new, existing or not chosen; from how many areas on each is chosen; what it serves."
            ),
        )
        curve = QgsProcessingParameterVectorDestination(
            self.CURVE, tr("What each more area brings"), QgsProcessing.SourceType.Vector, None, True, False
        )
        self.declare(
            curve,
            tr("A table: for 1, 2… areas (or tenths of the budget), the optimum, the step-by-step choice, the gap."),
        )
        picture = QgsProcessingParameterFileDestination(
            self.PICTURE, tr("Curve"), tr("Picture (*.png)"), None, True, False
        )
        self.declare(picture, tr("The same as a chart."))
        for key, label in (
            (self.COVERED, tr("Demand served")), (self.COVERED_PCT, tr("Share of the demand served (%)")),
            (self.ALREADY_PCT, tr("Share served by the existing areas (%)")), (self.GAP_PCT, tr("Gap to the optimum, at most (%)")),
            (self.PROVED, tr("1 when the optimum is proved")), (self.CHOSEN, tr("New areas chosen")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def _declare_layers(self) -> None:
        source = QgsProcessing.SourceType
        demand = QgsProcessingParameterFeatureSource(
            self.DEMAND, tr("Demand"), [source.VectorPoint, source.VectorPolygon, source.VectorLine]
        )
        self.declare(
            demand,
            tr(
                "Points or cells with people; for intercepted_flow, lines drawn from home to work, as “Carpool demand” writes them."
            ),
        )
        weight = QgsProcessingParameterField(
            self.WEIGHT_FIELD, tr("Weight field"), None, self.DEMAND, ANY_FIELD, False, False
        )
        self.declare(
            weight,
            tr("People, workers or daily trips of each feature. Features without a number are left out and counted."),
        )
        candidates = QgsProcessingParameterFeatureSource(self.CANDIDATES, tr("Candidate sites"), [source.VectorPoint])
        self.declare(candidates, tr("Car parks of more than 20 places, interchanges, public land, supermarkets…"))
        identifier = QgsProcessingParameterField(
            self.ID_FIELD, tr("Identifier of the candidates"), None, self.CANDIDATES, ANY_FIELD, False, True
        )
        self.declare(identifier, tr("Written in the results. Empty: the feature id."))
        existing = QgsProcessingParameterFeatureSource(
            self.EXISTING, tr("Existing areas"), [source.VectorPoint], None, True
        )
        self.declare(
            existing,
            tr(
                "Always open, at no cost, not counted in COUNT. Those found not usable by “Import and check carpool areas” are left out."
            ),
        )
        for key, label, help_text in (
            (self.COST_FIELD, tr("Cost field"), tr("Cost of each candidate, in the unit of BUDGET. Needed with a budget.")),
            (self.CAPACITY_FIELD, tr("Capacity field"), tr("How much of the demand each candidate can hold, in the unit of the weight. Existing areas use the field of the same name; without a number they have no limit. Only with COUNT.")),
        ):  # fmt: skip
            self.declare(
                QgsProcessingParameterField(key, label, None, self.CANDIDATES, ANY_FIELD, False, True), help_text
            )
        self.declare(network_parameter(self.NETWORK), network_help())
        self.declare(mode_parameter(self.MODE), mode_help())

    def _declare_choice(self) -> None:
        real, whole = QgsProcessingParameterNumber.Type.Double, QgsProcessingParameterNumber.Type.Integer
        objective = QgsProcessingParameterEnum(
            self.OBJECTIVE, tr("Objective"), list(OBJECTIVES), False, OBJECTIVES[0], False, True
        )
        self.declare(
            objective,
            tr("coverage: people in time; intercepted_flow: trips that can pass by; mean_time: shortest mean time."),
        )
        count = QgsProcessingParameterNumber(self.COUNT, tr("New areas"), whole, None, True, 1, 500)
        self.declare(count, tr("How many new areas. Give this, or a budget."))
        budget = QgsProcessingParameterNumber(self.BUDGET, tr("Budget"), real, None, True, 0)
        self.declare(budget, tr("What the new areas may cost together. Coverage and intercepted_flow only."))
        limit = QgsProcessingParameterNumber(
            self.MAX_TIME, tr("Longest time to an area (min)"), real, 10.0, False, 0.1, 240
        )
        self.declare(
            limit,
            tr(
                "From home to the area. For mean_time, people farther than this from every open area count at this time."
            ),
        )
        detour = QgsProcessingParameterNumber(self.MAX_DETOUR, tr("Longest detour (min)"), real, 5.0, False, 0, 120)
        self.declare(detour, tr("intercepted_flow: time home–area–work less time home–work."), advanced=True)
        least = QgsProcessingParameterNumber(self.MIN_KM, tr("Shortest trip (km)"), real, 15.0, False, 0, 500)
        self.declare(
            least,
            tr("intercepted_flow: shorter trips by road are left out: nobody carpools over them by an area."),
            advanced=True,
        )
        by_km = QgsProcessingParameterBoolean(self.BY_KM, tr("Weigh trips by their length"), False)
        self.declare(by_km, tr("intercepted_flow: vehicle-kilometres rather than trips."), advanced=True)
        reach = QgsProcessingParameterNumber(self.REACH_M, tr("Reach of the network (m)"), real, 300.0, False, 1, 5_000)
        self.declare(
            reach, tr("A site or a place farther than this from a road it may use is left out."), advanced=True
        )
        ends = QgsProcessingParameterNumber(
            self.END_REACH_M, tr("Reach of the ends of trips (m)"), real, 5_000.0, False, 1, 20_000
        )
        self.declare(
            ends,
            tr(
                "intercepted_flow: a line whose home or work is farther than this from a road is left out; a commune is one point, often in a field."
            ),
            advanced=True,
        )
        time = QgsProcessingParameterNumber(
            self.TIME_LIMIT, tr("Time for each optimum (s)"), real, 60.0, False, 1, 3_600
        )
        self.declare(
            time,
            tr("Past it, the best choice found is given with its gap. It cannot be interrupted in between."),
            advanced=True,
        )

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if not fine:
            return fine, message
        given = [parameters.get(key) not in (None, "") for key in (self.COUNT, self.BUDGET)]
        objective = self.parameterAsEnumString(parameters, self.OBJECTIVE, context)
        if sum(given) != 1:
            return False, tr("Give either COUNT, a number of new areas, or BUDGET, not both.")
        if given[1] and not parameters.get(self.COST_FIELD):
            return False, tr("A budget needs the field of the cost of the candidates (COST_FIELD).")
        if given[1] and (objective == "mean_time" or parameters.get(self.CAPACITY_FIELD)):
            return False, tr("A budget serves coverage and intercepted_flow without capacity. Give COUNT instead.")
        if objective == "mean_time" and parameters.get(self.CAPACITY_FIELD):
            return False, tr(
                "Capacities are not minded with mean_time. Choose coverage, or leave CAPACITY_FIELD empty."
            )
        return True, ""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.carpool.siting_scene import choose

        skips = Skips(feedback)
        network, facts = open_network(self.parameterAsFile(parameters, self.NETWORK, context), feedback)
        mode = self.parameterAsEnumString(parameters, self.MODE, context)
        objective = self.parameterAsEnumString(parameters, self.OBJECTIVE, context)
        reach_m = self.parameterAsDouble(parameters, self.REACH_M, context)
        sites, network = self._sites(parameters, context, feedback, network, mode, reach_m, skips)
        times, weights, total = self._demand(
            parameters, context, feedback, network, mode, objective, reach_m, sites, skips
        )
        budget = (
            self.parameterAsDouble(parameters, self.BUDGET, context)
            if parameters.get(self.BUDGET) not in (None, "")
            else None
        )
        choices = choose(
            objective, times, weights, sites.fixed, self.parameterAsInt(parameters, self.COUNT, context), budget, sites.cost, sites.capacity,
            60 * self.parameterAsDouble(parameters, self.MAX_TIME, context), self.parameterAsDouble(parameters, self.TIME_LIMIT, context),
            progress_within(feedback, 60, 95), BUDGET_STEPS,
        )  # fmt: skip
        self._say(choices, total, objective, feedback)
        notes = [*network_notes(facts), *skips.notes()]
        last = choices[-1]
        proof = (
            tr("Optimum proved.")
            if last.proved
            else tr("Optimum not proved: gap {gap} %.").format(gap=f"{100 * last.gap:.2f}")
        )
        frame = layers.site_rows(sites, choices, times, weights)
        metadata = self.metadata(tr("Sites for carpool areas"), layers.method_of(objective), [proof, *notes], frame.crs)
        output = Output(layers.site_fields(), metadata, "Point", "carpool_siting")
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback)}
        if parameters.get(self.CURVE):
            metadata = self.metadata(
                tr("What each more area brings"), tr("The optimum for each step, solved by itself."), notes
            )
            output = Output(layers.curve_fields(), metadata, None, None)
            results[self.CURVE] = self.write(
                parameters, self.CURVE, layers.curve_rows(choices, total), output, context, feedback
            )
        if parameters.get(self.PICTURE):
            figure = layers.picture(choices, total, objective, budget is not None)
            target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
            results[self.PICTURE] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        first = choices[0]
        return {
            **results, self.COVERED: last.served, self.COVERED_PCT: 100 * last.served / total, self.ALREADY_PCT: 100 * first.served / total,
            self.GAP_PCT: 100 * last.gap, self.PROVED: int(last.proved), self.CHOSEN: len(last.sites) - len(sites.fixed), "SKIPPED": skips.count,
        }  # fmt: skip

    def _sites(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork, mode: str,
        reach_m: float, skips: Skips,
    ) -> tuple[Sites, RoadNetwork]:  # fmt: skip
        import geopandas
        import numpy
        import pandas

        fields = [self.parameterAsString(parameters, key, context) for key in (self.COST_FIELD, self.CAPACITY_FIELD)]
        source = self.input(self.CANDIDATES)
        new = area_frame(
            self, self.CANDIDATES, self.parameterAsString(parameters, self.ID_FIELD, context), network, skips, progress_within(feedback, 0, 5),
            tuple(name for name in fields if name),
        )  # fmt: skip
        columns = {}
        for key, name in zip(("cost", "capacity"), fields, strict=True):
            columns[key] = numbers(new, name, source.name, feedback)
            if name:
                unknown = numpy.isnan(columns[key])
                skips.add(source.name, new.index[unknown].tolist(), tr("no {field}").format(field=name))
                new, columns = new[~unknown], {k: v[~unknown] for k, v in columns.items()}
        frame = new[["area_id", "geometry"]].assign(**columns, layer=source.name, existing=False, fid=new.index)
        if self.has(self.EXISTING):
            old_source = self.input(self.EXISTING)
            capacity = fields[1] if fields[1] and fields[1] in old_source.field_names() else ""
            old = area_frame(
                self,
                self.EXISTING,
                "",
                network,
                skips,
                progress_within(feedback, 5, 10),
                (capacity,) if capacity else (),
            )
            held = numbers(old, capacity, old_source.name, feedback)
            old = old[["area_id", "geometry"]].assign(
                cost=0.0,
                capacity=numpy.where(numpy.isnan(held), numpy.inf, held),
                layer=old_source.name,
                existing=True,
                fid=old.index,
            )
            frame = geopandas.GeoDataFrame(
                pandas.concat([frame, old], ignore_index=True), geometry="geometry", crs=frame.crs
            )
        frame = frame.reset_index(drop=True)
        placed, network, nodes = self._on_network(frame, network, mode, reach_m, skips)
        fixed = numpy.flatnonzero(placed["existing"].to_numpy(dtype=bool)).tolist()
        if len(fixed) == len(placed):
            raise DataError(
                noop("No candidate of the layer “{layer}” is on the network. Check the CRS of both, and the reach."),
                layer=source.name,
            )
        return Sites(
            placed, nodes, fixed, placed["cost"].to_numpy() if fields[0] else None, placed["capacity"].to_numpy() if fields[1] else None
        ), network  # fmt: skip

    @staticmethod
    def _on_network(
        frame: geopandas.GeoDataFrame, network: RoadNetwork, mode: str, reach_m: float, skips: Skips
    ) -> tuple[Any, RoadNetwork, Any]:
        return area_nodes(frame, network, mode, reach_m, "", skips)

    def _demand(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork, mode: str,
        objective: str, reach_m: float, sites: Sites, skips: Skips,
    ) -> tuple[Any, numpy.ndarray, float]:  # fmt: skip
        """Times (demand, sites) as a sparse matrix whose stored entries are in time; weights (demand,); their total."""
        import numpy
        import pyproj

        from ...analysis.carpool.siting_scene import access_times, flow_times
        from ...analysis.network.places import Locator

        source = self.input(self.DEMAND)
        lines = source.geometry_type() == Qgis.GeometryType.Line
        if lines != (objective == "intercepted_flow"):
            raise DataError(
                noop("The demand “{layer}” does not suit the objective {objective}: intercepted_flow takes lines from home to work, the others points or polygons."),
                layer=source.name, objective=objective,
            )  # fmt: skip
        name = self.parameterAsString(parameters, self.WEIGHT_FIELD, context)
        frame = self.read(self.DEMAND, [name], skips, progress_within(feedback, 10, 20))
        weights = numbers(frame, name, source.name, feedback)
        wrong = ~(weights >= 0)
        skips.add(source.name, frame.index[wrong].tolist(), tr("no weight, or a negative one"))
        frame, weights = frame[~wrong].to_crs(pyproj.CRS.from_wkt(network.crs_wkt)), weights[~wrong]
        if not len(frame) or not weights.sum():
            raise DataError(
                noop("The demand “{layer}” has no weight: all are missing or zero in the field {field}."),
                layer=source.name,
                field=name,
            )
        limit = 60 * self.parameterAsDouble(parameters, self.MAX_TIME, context)
        locator, progress = Locator(network, mode), progress_within(feedback, 20, 60)
        if objective != "intercepted_flow":
            times, found = access_times(
                network, mode, locator, frame.geometry.to_numpy(), sites.nodes, limit, reach_m, progress
            )
            self._unlocated(weights, found, source.name, feedback)
            return times, weights, float(weights.sum())
        detour = 60 * self.parameterAsDouble(parameters, self.MAX_DETOUR, context)
        flows = flow_times(
            network, mode, frame.geometry.to_numpy(), sites.nodes, limit, detour, self.parameterAsDouble(parameters, self.END_REACH_M, context), progress
        )  # fmt: skip
        long = flows.km >= self.parameterAsDouble(parameters, self.MIN_KM, context)
        if not flows.found.any():
            raise DataError(
                noop("No line of “{layer}” has a road within reach at both ends and a way between them. Check the network, the CRS of both, and END_REACH_M."),
                layer=source.name,
            )  # fmt: skip
        if not flows.found.all():
            lost = ~flows.found
            feedback.pushWarning(
                tr("Layer “{layer}”: {count} lines ({weight} of {total}) have no road within reach of an end, or no way between: their length is unknown, and they are left out of the total.").format(
                    layer=source.name, count=int(lost.sum()), weight=f"{weights[lost].sum():.0f}", total=f"{weights.sum():.0f}"
                )
            )  # fmt: skip
        if not long.any():
            raise DataError(
                noop("No trip of “{layer}” is as long as MIN_KM by road. Lower it, or check the lines."),
                layer=source.name,
            )
        feedback.pushInfo(
            tr("{long} of {all} lines are as long as MIN_KM by road: {weight} of {total}.").format(
                long=int(long.sum()), all=len(long), weight=f"{weights[long].sum():.0f}", total=f"{weights.sum():.0f}"
            )
        )  # fmt: skip
        kept = weights[long] * (flows.km[long] if self.parameterAsBool(parameters, self.BY_KM, context) else 1.0)
        return flows.times[numpy.flatnonzero(long)], kept, float(kept.sum())

    @staticmethod
    def _unlocated(weights: numpy.ndarray, found: numpy.ndarray, layer: str, feedback: QgsProcessingFeedback) -> None:
        if not found.all():
            feedback.pushWarning(
                tr("Layer “{layer}”: {count} features ({weight} of {total}) have no road within reach or no way: no site can serve them; they stay in the total.").format(
                    layer=layer, count=int((~found).sum()), weight=f"{weights[~found].sum():.0f}", total=f"{weights.sum():.0f}"
                )
            )  # fmt: skip

    def _say(self, choices: list[Choice], total: float, objective: str, feedback: QgsProcessingFeedback) -> None:
        last, before = choices[-1], choices[0]
        feedback.pushInfo(
            tr("Served: {before} % by the existing areas, {after} % with {count} new ones.").format(
                before=f"{100 * before.served / total:.1f}", after=f"{100 * last.served / total:.1f}", count=len(last.sites) - len(before.sites),
            )
        )  # fmt: skip
        if math.isfinite(last.greedy):
            feedback.pushInfo(
                tr("Chosen one at a time, the same number of areas would serve {greedy} %.").format(
                    greedy=f"{100 * last.greedy / total:.1f}"
                )
            )
        if objective == "mean_time":
            told = tr("Mean time of those served: {after} min.").format(after=f"{last.mean_min:.1f}")
            if math.isfinite(before.mean_min):
                told += " " + tr("With the existing areas alone: {before} min.").format(before=f"{before.mean_min:.1f}")
            feedback.pushInfo(told)
        if last.proved:
            feedback.pushInfo(tr("The optimum is proved."))
        else:
            feedback.pushWarning(
                tr("The optimum is not proved: the best possible is at most {gap} % better.").format(
                    gap=f"{100 * last.gap:.2f}"
                )
            )
