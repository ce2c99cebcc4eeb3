# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpooldemand``: who could carpool through which area, from the flows between home and work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...i18n import tr
from ..base import Skips, progress_within
from ..network.network_parameter import network_help, network_notes, network_parameter, open_network
from ..parameter_tables import CARPOOL_SHARES
from ..writing import Output, write_beside
from .demand_inputs import Areas, DemandInputs, Placed
from .demand_layers import demand_fields, flow_fields, flow_notes, origin_fields
from .demand_results import area_columns, assumption_notes, flow_lines, origin_lines, rose_places

if TYPE_CHECKING:
    from ...analysis.carpool.commuting_places import Communes
    from ...analysis.carpool.demand import Demand, Shares
    from ...analysis.carpool.flows import Flows

ASSIGNMENTS = ("nearest", "split")
CREW, OCCUPANCY = 2.2, 0.85  # as analysis.carpool.demand has them: assumptions
REAL = QgsProcessingParameterNumber.Type.Double
POINT, LINE, POLYGON = (
    QgsProcessing.SourceType.VectorPoint,
    QgsProcessing.SourceType.VectorLine,
    QgsProcessing.SourceType.VectorPolygon,
)


class CarpoolDemand(DemandInputs):
    """Flows from home to work → potential, origins and tension of carpool areas."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "carpool"
    MAX_ACCESS_MIN, MAX_DETOUR_MIN, MIN_KM = "MAX_ACCESS_MIN", "MAX_DETOUR_MIN", "MIN_KM"
    SHARES, ASSIGN, CREW, OCCUPANCY = "SHARES", "ASSIGN", "CREW", "OCCUPANCY"
    OUTPUT, ORIGINS, FLOW_LINES, PICTURE = "OUTPUT", "ORIGINS", "FLOW_LINES", "PICTURE"
    POTENTIAL_USERS, WORKERS_LONG, USABLE_WORKERS = "POTENTIAL_USERS", "WORKERS_LONG", "USABLE_WORKERS"
    SHARE_PCT, WITHOUT_COMMUNE = "SHARE_PCT", "WITHOUT_COMMUNE"

    def name(self) -> str:
        return "carpooldemand"

    def displayName(self) -> str:
        return tr("Carpool demand")

    def tags(self) -> list[str]:
        return [tr("carpool"), tr("home–work"), "MOBPRO", "INSEE", tr("flows"), tr("potential"), tr("areas"), "BNLC"]

    def shortHelpString(self) -> str:
        return tr(
            "Who could carpool through each area: workers who go to work by car, whose area is near home and hardly off their "
            "way. It takes INSEE's file of flows from home to work (MOBPRO, of 1 GB, read in blocks, or its archive as it is) "
            "or any table of flows between communes.\n\n"
            "An area is usable for a flow when it is within 10 minutes of home, when going by it adds 5 minutes at most, and when "
            "work is 15 km away or more along the roads: all three can be changed. Workers go to the usable area of least "
            "detour, or are shared between the usable ones. Workers of the survey are weights: they are added up, never counted "
            "by rows, and INSEE asks for caution under 200.\n\n"
            "How many of them would carpool is an assumption: no source gives it. The default shares (3, 5 and 8 % by distance) "
            "are a table to replace by your own. So are the crew and the share of places taken, from which come the places "
            "needed and the cars left for one place (above 1, the area is too small).\n\n"
            "With cells of workers and jobs, a commune is spread over them; without, it is one point, and areas near home are told "
            "badly in large communes. Flows inside a commune, abroad, by other means or of a commune that the layer has not are "
            "left out, and the log says how many workers each: give communes all around the territory. Travel times are "
            "without congestion. This is screening: counts in the areas are surer."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare_areas()
        self.declare(network_parameter(self.NETWORK), network_help())
        self.declare_flows()
        self.declare_places()
        self._declare_rules()
        self._declare_outputs()

    def _declare_rules(self) -> None:
        for key, label, default, low, high, told, advanced in (
            (self.MAX_ACCESS_MIN, tr("From home to the area, at most (min)"), 10.0, 0.1, 60, tr("By car, without congestion."), False),
            (self.MAX_DETOUR_MIN, tr("Detour, at most (min)"), 5.0, 0, 60, tr("What going by the area adds to the way from home to work."), False),
            (self.MIN_KM, tr("From home to work, at least (km)"), 15.0, 0, 500, tr("Along the fastest way. Under the first distance of the table of shares, nobody is assumed to carpool."), False),
            (self.CREW, tr("People in a car"), CREW, 1.1, 9, tr("Driver included; the others leave their cars in the area. 2.2 is an assumption."), True),
            (self.OCCUPANCY, tr("Share of the places taken (0 to 1)"), OCCUPANCY, 0.1, 1, tr("For the places needed: an area that is full every day turns people away. 0.85 is an assumption."), True),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(key, label, REAL, default, False, low, high)
            self.declare(number, told, advanced=advanced)
        shares = QgsProcessingParameterFile(self.SHARES, tr("Shares of workers who would carpool"), extension="csv", optional=True)  # fmt: skip
        self.declare(shares, tr("CSV: km_min, km_max, share_pct, source. Empty: 3, 5 and 8 % for 15–25, 25–40 and over 40 km: an assumption, no source found."))  # fmt: skip
        assign = QgsProcessingParameterEnum(self.ASSIGN, tr("Workers with several usable areas"), list(ASSIGNMENTS), False, ASSIGNMENTS[0], False, True)  # fmt: skip
        self.declare(assign, tr("nearest: all go to the area of least detour. split: shared by one over the detour, half a minute at least."))  # fmt: skip

    def _declare_outputs(self) -> None:
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Carpool demand"), POINT)
        self.declare(output, tr("The areas with their potential, distance to work, detour, places needed, tension and main origins; “Effect of carpool areas” takes potential_users, distance_km and detour_km."))  # fmt: skip
        lines = QgsProcessingParameterVectorDestination(self.ORIGINS, tr("Origins"), LINE, None, True, False)
        self.declare(
            lines, tr("A straight line from each commune of residence to each area, with its workers and users.")
        )
        flows = QgsProcessingParameterVectorDestination(self.FLOW_LINES, tr("Flows"), LINE, None, True, False)
        self.declare(flows, tr("A line from home to work for each flow between two communes, with its workers by car: the demand of “Where to put new carpool areas”, objective intercepted_flow."))  # fmt: skip
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("Where users come from"), "PNG (*.png)", None, True, False)  # fmt: skip
        self.declare(
            picture, tr("A rose of origins for each of the six areas of largest potential: by side and by distance.")
        )
        for key, label in (
            (self.POTENTIAL_USERS, tr("Carpoolers, potential (a day)")),
            (self.WORKERS_LONG, tr("Workers by car past the least distance")),
            (self.USABLE_WORKERS, tr("Of them, with a usable area")),
            (self.SHARE_PCT, tr("Share with a usable area (%)")),
            (self.WITHOUT_COMMUNE, tr("Workers by car whose commune is not in the layer")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        given = [parameters.get(key) not in (None, "") for key in (self.FLOWS, self.FLOWS_TABLE)]
        if sum(given) != 1:
            return False, tr("Give either a file of flows or a table of flows.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import pyproj

        from ...analysis.carpool.demand import Rules, demand, read_shares

        skips = Skips(feedback)
        real = {key: self.parameterAsDouble(parameters, key, context) for key in (self.MAX_ACCESS_MIN, self.MAX_DETOUR_MIN, self.MIN_KM, self.CREW, self.OCCUPANCY)}  # fmt: skip
        shares = read_shares(self.parameterAsFile(parameters, self.SHARES, context) or CARPOOL_SHARES)
        split = self.parameterAsEnumString(parameters, self.ASSIGN, context) == "split"
        rules = Rules(60 * real[self.MAX_ACCESS_MIN], 60 * real[self.MAX_DETOUR_MIN], 1000 * real[self.MIN_KM], split)
        network, facts = open_network(self.parameterAsFile(parameters, self.NETWORK, context), feedback)
        crs = pyproj.CRS.from_wkt(network.crs_wkt)
        areas = self.areas(parameters, context, feedback, skips, crs)
        communes = self.communes(parameters, context, skips, crs, feedback)
        flows = self.flows(parameters, context, feedback, communes, progress_within(feedback, 5, 40))
        placed = self.situate(parameters, context, feedback, skips, crs, network, areas, communes, flows)
        found = demand(placed.situation, placed.commuters, shares, rules, progress_within(feedback, 50, 95))
        notes = [
            *assumption_notes(rules, shares, real[self.CREW], real[self.OCCUPANCY]), *areas.notes, *flow_notes(flows), *placed.notes,
            *self._told(found, feedback), *network_notes(facts), *skips.notes(),
        ]  # fmt: skip
        results = self._layers(parameters, context, feedback, areas, communes, flows, placed, found, real, notes)
        picture = self._picture(parameters, context, feedback, areas, placed, found, shares)
        return {
            **results, **picture, self.POTENTIAL_USERS: float(found.users.sum()), self.WORKERS_LONG: found.long,
            self.USABLE_WORKERS: found.usable, self.SHARE_PCT: 100 * found.usable / found.long if found.long else float("nan"),
            self.WITHOUT_COMMUNE: flows.lost("unknown_origin", "unknown_destination"), "SKIPPED": skips.count,
        }  # fmt: skip

    def _told(self, found: Demand, feedback: QgsProcessingFeedback) -> list[str]:
        """What was found, in the log and for the metadata."""
        notes = [
            tr("Workers by car: {long} past the least distance, of whom {usable} have a usable area and {without} no area near home; {short} nearer to work; {unconnected} without a way by road; {unplaced} with no road near home or work.").format(
                long=f"{found.long:.0f}", usable=f"{found.usable:.0f}", without=f"{found.without_area:.0f}", short=f"{found.short:.0f}",
                unconnected=f"{found.unconnected:.0f}", unplaced=f"{found.unplaced:.0f}",
            )
        ]  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        users = float(found.users.sum())
        if users > 0:
            feedback.pushInfo(
                tr("Potential: about {users} carpoolers a day (screening, shares are assumptions).").format(
                    users=f"{float(f'{users:.2g}'):.10g}"
                )
            )
        else:
            feedback.pushWarning(tr("No flow has a usable area: see how many workers are near an area, past the least distance, and connected by road. Greater thresholds may help."))  # fmt: skip
        return notes

    def _layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, areas: Areas,
        communes: Communes, flows: Flows, placed: Placed, found: Demand, real: dict[str, float], notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        from ...analysis.carpool.demand import origins

        table = origins(found, placed.commuters.commune)
        frame = area_columns(areas, placed.situation, found, table, communes, real[self.CREW], real[self.OCCUPANCY])
        method = tr("Detour by the area against the way from home to work, fastest ways by car; flows of INSEE's census or of the table given.")  # fmt: skip
        metadata = self.metadata(tr("Carpool demand"), method, notes, frame.crs)
        style = "carpool_demand" if areas.geometry_type.endswith("Point") else None
        output = Output((*areas.keep, *demand_fields()), metadata, areas.geometry_type, style)
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback)}
        if parameters.get(self.ORIGINS):
            lines = origin_lines(areas, table, communes, found).to_crs(frame.crs)
            metadata = self.metadata(tr("Origins of the carpool demand"), method, notes, frame.crs)
            output = Output(origin_fields(), metadata, "LineString", "carpool_origins")
            results[self.ORIGINS] = self.write(parameters, self.ORIGINS, lines, output, context, feedback)
        if parameters.get(self.FLOW_LINES):
            lines = flow_lines(flows, communes, areas.crs).to_crs(frame.crs)
            metadata = self.metadata(tr("Home–work flows by car"), tr("Flows of INSEE's census or of the table given, between points of the communes."), notes, frame.crs)  # fmt: skip
            output = Output(flow_fields(), metadata, "LineString", "carpool_flows")
            results[self.FLOW_LINES] = self.write(parameters, self.FLOW_LINES, lines, output, context, feedback)
        return results

    def _picture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, areas: Areas,
        placed: Placed, found: Demand, shares: Shares,
    ) -> dict[str, Any]:  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        if not target:
            return {}
        from ...charts.origin_rose import MOST, origin_rose

        roses = rose_places(areas, placed.homes_xy, found, MOST)
        if not roses:
            feedback.pushWarning(tr("No area has a potential: the picture is not drawn."))
            return {}
        compass = [tr("N"), tr("NE"), tr("E"), tr("SE"), tr("S"), tr("SW"), tr("W"), tr("NW")]
        note = tr("Distance from home to the area along the roads. Shares who would carpool: {}. Screening.").format(
            ", ".join(dict.fromkeys(shares.sources))
        )
        figure = origin_rose(roses, tr("Where those who could carpool come from"), compass, tr("carpoolers a day, potential"), note)  # fmt: skip
        return {self.PICTURE: write_beside(target, lambda part: figure.savefig(part, format="png"))}
