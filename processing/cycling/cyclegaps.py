# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclegaps``: pieces of the cycle network that do not connect, where it stops short, and the links worth building."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..writing import Field, Output
from .stress_layer import read_streets, stress_help, stress_parameter

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.cycling.gaps import Ends, Links, Pieces
    from ...analysis.cycling.stress_network import StressNetwork
    from ...analysis.network.road_network import RoadNetwork

BASES = ("low_stress", "facilities")
LEVELS = ("unknown_m", "lts1_m", "lts2_m", "lts3_m", "lts4_m")


@dataclass
class _Found:
    """What the three layers are made of: ``fid`` (r,) the feature of each road of the network."""

    streets: StressNetwork
    fid: numpy.ndarray
    crs: Any
    pieces: Pieces
    ends: Ends
    links: Links
    people: numpy.ndarray | None = None  # (g,) near each link, where demand is given


class CycleGaps(PcaetAlgorithm):
    """Streets with their stress → components, dead ends, gap candidates."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    STREETS, BASE, MAX_STRESS, MIN_COMPONENT_M = "STREETS", "BASE", "MAX_STRESS", "MIN_COMPONENT_M"
    WALKED = "WALKED"
    DEMAND, DEMAND_FIELD, DEMAND_M = "DEMAND", "DEMAND_FIELD", "DEMAND_M"
    MAX_GAP_M, NEAR_M, SNAP_M, CROSSINGS, PROJECT_CRS = "MAX_GAP_M", "NEAR_M", "SNAP_M", "CROSSINGS", "PROJECT_CRS"
    OUTPUT, COMPONENTS, DEAD_ENDS = "OUTPUT", "COMPONENTS", "DEAD_ENDS"
    COMPONENTS_COUNT, LONG_COMPONENTS, LARGEST_PCT = "COMPONENTS_COUNT", "LONG_COMPONENTS", "LARGEST_PCT"
    DEAD_END_COUNT, NEAR_MISSES, GAPS = "DEAD_END_COUNT", "NEAR_MISSES", "GAPS"

    def name(self) -> str:
        return "cyclegaps"

    def displayName(self) -> str:
        return tr("Gaps of the cycle network")

    def tags(self) -> list[str]:
        return [tr("bike"), tr("discontinuities"), tr("missing links"), tr("connectivity"), tr("dead ends"), "LTS"]

    def shortHelpString(self) -> str:
        return tr(
            "Finds where the cycle network breaks off. The base network is made of the streets that do not frighten, or of those "
            "with a facility. Its components are the pieces that do not connect; the share of the largest says how far the network "
            "is one. Dead ends are where the base network stops although the street goes on; near misses stop within some metres of "
            "a street of the base network that they do not join.\n\n"
            "Gap candidates are the shortest links, by the streets a bike may use, between neighbouring components. Their score is "
            "(A × B) / (A + B) / length of the link, A and B being the kilometres of the two components: a short link between two "
            "long components comes first. With demand (inhabitants, jobs…), the score is multiplied by what lies near the link. Links and components do not mind one-way streets: a link is built both ways.\n\n"
            "Limits: without demand, nothing is said of who would ride there (see “Cycle projects”), nor of what can be built; a link that would "
            "cross a field or a river where there is no street is not found; a near miss may be a wall, a bank or "
            "some steps, and in OpenStreetMap many lie between footpaths and car parks; streets whose "
            "stress is unknown are never in the low-stress network. Source: the missing links of Natera Orozco et al. 2020 "
            "(Royal Society Open Science 7), shortest links after Mehlhorn 1988."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(stress_parameter(self.STREETS), stress_help())
        base = QgsProcessingParameterEnum(self.BASE, tr("Base network"), list(BASES), False, BASES[0], False, True)
        self.declare(
            base,
            tr("low_stress: streets whose stress is MAX_STRESS at most in one direction at least; facilities: streets with a facility (ame_d, ame_g), whatever their stress."),
        )  # fmt: skip
        whole, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        for key, label, kind, default, least, most, help_text, advanced in (
            (self.MAX_STRESS, tr("Highest level of traffic stress"), whole, 2, 1, 4, tr("1: children; 2: most adults; 3: confident cyclists. Only for low_stress."), False),
            (self.MIN_COMPONENT_M, tr("Shortest component joined (m)"), real, 500.0, 0, 100_000, tr("Gap candidates join components of this length at least; shorter ones are counted, and may lie on a link."), False),
            (self.MAX_GAP_M, tr("Longest link (m)"), real, 1_000.0, 1, 20_000, tr("By the streets, between two components."), False),
            (self.NEAR_M, tr("Near miss: within (m)"), real, 20.0, 0, 200, tr("A dead end this close, in a straight line, to a street of the base network that it does not join, and to which the base network leads only by more than three times this distance. 0: none is looked for."), False),
            (self.SNAP_M, tr("Snapping distance (m)"), real, 0.5, 0, 50, tr("Ends of lines closer than this become one node. 0.5 m for BD TOPO and OSM; more for hand-drawn lines."), True),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(key, label, kind, default, False, least, most)
            self.declare(number, help_text, advanced=advanced)
        walked = QgsProcessingParameterBoolean(self.WALKED, tr("Count ways where the bike is pushed"), False)
        self.declare(walked, tr("Pavements, squares and ways where a bike is walked (bike_kmh of 5 at most) as part of the base network. They join pieces that nobody rides between."))  # fmt: skip
        demand = QgsProcessingParameterFeatureSource(self.DEMAND, tr("Demand"), [QgsProcessing.SourceType.VectorAnyGeometry], None, True)  # fmt: skip
        self.declare(demand, tr("Places that weigh the links: cells or buildings with inhabitants, jobs, flows. A place counts by its centre. Empty: links are ranked by the network alone."))  # fmt: skip
        field = QgsProcessingParameterField(self.DEMAND_FIELD, tr("Field of the demand"), None, self.DEMAND, QgsProcessingParameterField.DataType.Any, False, True)  # fmt: skip
        self.declare(field, tr("How much each place weighs, for example its inhabitants. Empty: each place weighs 1."))
        reach = QgsProcessingParameterNumber(self.DEMAND_M, tr("Demand within (m)"), real, 300.0, False, 1, 5_000)
        self.declare(reach, tr("In a straight line from the link. 300 m: the walk of ITDP's People near protected bikelanes."), advanced=True)  # fmt: skip
        crossings = QgsProcessingParameterBoolean(self.CROSSINGS, tr("Join lines that cross"), False)
        self.declare(crossings, tr("For lines drawn without a vertex at junctions. Lines of different levels are still not joined."), advanced=True)  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        self._declare_outputs()

    def _declare_outputs(self) -> None:
        line, point = QgsProcessing.SourceType.VectorLine, QgsProcessing.SourceType.VectorPoint
        gaps = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Gap candidates"), line)
        self.declare(gaps, tr("One line for each link, ranked by its score: its length, the stress to cross, the kilometres it joins."))  # fmt: skip
        components = QgsProcessingParameterVectorDestination(self.COMPONENTS, tr("Components"), line, None, True, False)
        self.declare(components, tr("The streets of the base network, cut at junctions, with the rank of their component (1 is the longest) and its kilometres."))  # fmt: skip
        ends = QgsProcessingParameterVectorDestination(self.DEAD_ENDS, tr("Dead ends"), point, None, True, False)
        self.declare(ends, tr("Ends of the base network: dead_end where the street goes on, near_miss where another street of the base network is near."))  # fmt: skip
        for key, label in (
            (self.COMPONENTS_COUNT, tr("Components")), (self.LONG_COMPONENTS, tr("Components long enough to be joined")),
            (self.LARGEST_PCT, tr("Share of the largest component (% of the length)")), (self.DEAD_END_COUNT, tr("Dead ends where the street goes on")),
            (self.NEAR_MISSES, tr("Near misses")), (self.GAPS, tr("Gap candidates")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        skips = Skips(feedback)
        found = self._found(parameters, context, feedback, skips)
        pieces, ends = found.pieces, found.ends
        results: dict[str, Any] = {
            self.COMPONENTS_COUNT: len(pieces.km), self.LONG_COMPONENTS: int((pieces.km >= self._least_km(parameters, context)).sum()),
            self.LARGEST_PCT: float(100 * pieces.km[0] / pieces.km.sum()), self.DEAD_END_COUNT: int(ends.goes_on.sum()),
            self.NEAR_MISSES: int(ends.near_miss.sum()), self.GAPS: len(found.links.length_m), "SKIPPED": skips.count,
        }  # fmt: skip
        notes = [*self._told(parameters, context, feedback, found, results), *skips.notes()]
        layers = [(self.OUTPUT, *_gaps(found))]
        if parameters.get(self.COMPONENTS):
            layers.append((self.COMPONENTS, *_components(found)))
        if parameters.get(self.DEAD_ENDS):
            layers.append((self.DEAD_ENDS, *_dead_ends(found)))
        progress_within(feedback, 90, 95)(1.0)
        method = tr("Components of the base network; shortest links over the streets between neighbouring components, from one search from all of them at once (Mehlhorn 1988); score (A × B) / (A + B) / length.")  # fmt: skip
        for key, title, frame, written, kind, style in layers:
            output = Output(written, self.metadata(title, method, notes, found.crs), kind, style)
            results[key] = self.write(parameters, key, frame, output, context, feedback)
        return results

    def _least_km(self, parameters: dict[str, Any], context: QgsProcessingContext) -> float:
        return self.parameterAsDouble(parameters, self.MIN_COMPONENT_M, context) / 1000

    def _found(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> _Found:
        from ...analysis.cycling import gaps
        from ...analysis.cycling.stress_network import stress_network

        source = self.input(self.STREETS)
        by_facility = self.parameterAsEnumString(parameters, self.BASE, context) == "facilities"
        if by_facility and not {"ame_d", "ame_g"} & set(source.field_names()):
            raise DataError(
                noop("The layer “{layer}” has no field ame_d nor ame_g to say where facilities are. Choose BASE = low_stress, or another layer."),
                layer=source.name,
            )  # fmt: skip
        frame, streets = read_streets(self, self.STREETS, skips, progress_within(feedback, 0, 20))
        slow = streets.allowed.any(axis=1) & ~(streets.kmh > 0)
        skips.add(
            source.name, frame.index[slow].tolist(), tr("a bike may use it, but its speed (bike_kmh) is not known")
        )
        if (slow | ~streets.allowed.any(axis=1)).all():
            raise DataError(
                noop("A bike may use no street of the layer “{layer}” (bike_forward, bike_backward, bike_kmh). Check the inputs of “Level of traffic stress”."),
                layer=source.name,
            )  # fmt: skip
        if streets.facility.all():
            raise DataError(
                noop("Every line of the layer “{layer}” has a cycle facility: the streets between them are missing. Give “Level of traffic stress” all the streets, and use its result."),
                layer=source.name,
            )  # fmt: skip
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        made, built = stress_network(
            frame.geometry.to_crs(crs).to_numpy(), streets, crs.to_wkt(), progress_within(feedback, 20, 50),
            self.parameterAsDouble(parameters, self.SNAP_M, context), self.parameterAsBool(parameters, self.CROSSINGS, context),
        )  # fmt: skip
        feedback.pushInfo(
            tr("{snapped} ends moved onto another within the snapping distance; {short} pieces shorter than it left out; {joined} crossings joined.").format(
                snapped=built.snapped, short=built.too_short, joined=built.crossings
            )
        )  # fmt: skip
        most = self.parameterAsInt(parameters, self.MAX_STRESS, context)
        base = gaps.bike_edges(made.only(made.streets.facility) if by_facility else made.low(most))
        if not self.parameterAsBool(parameters, self.WALKED, context):
            pushed = base & ~made.ridden()
            if pushed.any():
                feedback.pushInfo(tr("{km} km where the bike is pushed are no part of the base network.").format(km=f"{made.network.length_m[pushed].sum() / 1000:.1f}"))  # fmt: skip
            base &= ~pushed
        if not base.any():
            raise _nothing(source.name, by_facility, most, bool((streets.stress > 0).any()))
        pieces = gaps.pieces(made.network, base)
        ends = gaps.ends(made.network, pieces, self.parameterAsDouble(parameters, self.NEAR_M, context))
        progress = progress_within(feedback, 60, 90)
        progress(0.0)
        links = gaps.links(
            made.network, pieces, self._least_km(parameters, context), self.parameterAsDouble(parameters, self.MAX_GAP_M, context), progress
        )  # fmt: skip
        people = None
        if self.has(self.DEMAND):
            links, people = self._weighted(parameters, context, feedback, skips, made.network, links, crs)
        return _Found(made, frame.index.to_numpy()[made.row], crs, pieces, ends, links, people)

    def _weighted(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        network: RoadNetwork, links: Links, crs: Any,
    ) -> tuple[Links, numpy.ndarray]:  # fmt: skip
        """The links by their score times the demand near them. Raises ``DataError`` when none is near any."""
        import numpy
        import shapely

        from ...analysis.cycling import gaps

        source = self.input(self.DEMAND)
        field = self.parameterAsString(parameters, self.DEMAND_FIELD, context)
        if field and field not in source.field_names():
            raise DataError(
                noop("The layer “{layer}” has no field “{field}”. Its fields are: {fields}."),
                layer=source.name, field=field, fields=", ".join(source.field_names()),
            )  # fmt: skip
        places = self.read(self.DEMAND, [field] if field else [], skips, progress_within(feedback, 85, 89))
        weight = numbers(places, field, source.name, feedback) if field else numpy.ones(len(places))
        empty = ~(numpy.asarray(weight, dtype=float) >= 0)
        skips.add(source.name, places.index[empty].tolist(), tr("no demand, or a negative one"))
        spots = shapely.centroid(places.geometry.to_crs(crs).to_numpy()[~empty])
        people = gaps.people_near(
            gaps.link_lines(links, network), shapely.get_x(spots), shapely.get_y(spots), numpy.asarray(weight, dtype=float)[~empty],
            self.parameterAsDouble(parameters, self.DEMAND_M, context),
        )  # fmt: skip
        if len(people) and not people.any():
            raise DataError(
                noop(
                    "No place of “{layer}” lies within DEMAND_M of a link: check its CRS and its field, or raise DEMAND_M."
                ),
                layer=source.name,
            )
        return gaps.weighted(links, people)

    def _told(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, found: _Found,
        results: dict[str, Any],
    ) -> list[str]:  # fmt: skip
        """What was found, in the log; what to know of it, for the metadata."""
        from ...analysis.cycling import gaps

        network, pieces, facts = found.streets.network, found.pieces, []
        usable = gaps.bike_edges(network)
        unknown = usable & (gaps.stress_to_cross(found.streets) == 0)
        least_m = self.parameterAsDouble(parameters, self.MIN_COMPONENT_M, context)
        facts.append(
            tr("Base network: {km} km of {all} km of streets that a bike may use, in {count} components, {long} of {least} m or more; the largest holds {share} % of it.").format(
                km=f"{pieces.km.sum():.1f}", all=f"{network.length_m[usable].sum() / 1000:.1f}", count=len(pieces.km),
                long=results[self.LONG_COMPONENTS], least=f"{least_m:g}", share=f"{results[self.LARGEST_PCT]:.1f}",
            )
        )  # fmt: skip
        facts.append(
            tr("{ends} dead ends where the street goes on, {near} near misses; {gaps} gap candidates.").format(
                ends=results[self.DEAD_END_COUNT], near=results[self.NEAR_MISSES], gaps=results[self.GAPS]
            )
        )
        if unknown.any():
            facts.append(tr("The stress of {km} km is not known, in one direction at least.").format(km=f"{network.length_m[unknown].sum() / 1000:.1f}"))  # fmt: skip
        for fact in facts:
            feedback.pushInfo(fact)
        apart = results[self.LONG_COMPONENTS] > 1 and not results[self.GAPS]
        if apart and not gaps.some_way_between(network, pieces, results[self.LONG_COMPONENTS]):
            feedback.pushWarning(tr("No street at all leads from one of these components to another: they are of different places, or the layer lacks the streets between them."))  # fmt: skip
        elif apart:
            feedback.pushWarning(
                tr("No street links the components within {longest} m: raise MAX_GAP_M, or check that the streets of “{layer}” join at their ends.").format(
                    longest=f"{self.parameterAsDouble(parameters, self.MAX_GAP_M, context):g}", layer=self.input(self.STREETS).name
                )
            )  # fmt: skip
        return facts


_Layer = tuple[str, "geopandas.GeoDataFrame", tuple[Field, ...], str, str]


def _nothing(layer: str, by_facility: bool, most: int, known: bool) -> DataError:
    """Why the base network is empty."""
    if by_facility:
        return DataError(noop("No street of the layer “{layer}” that a bike may use has a cycle facility (ame_d, ame_g). Choose BASE = low_stress, or give “Level of traffic stress” the layer made by “Import and check cycle facilities” with its streets."), layer=layer)  # fmt: skip
    if not known:
        return DataError(noop("The stress of no street of the layer “{layer}” is known (lts_forward, lts_backward). Check the inputs of “Level of traffic stress”."), layer=layer)  # fmt: skip
    return DataError(noop("No street of the layer “{layer}” has a stress of {most} at most. Raise MAX_STRESS."), layer=layer, most=most)  # fmt: skip


def _gaps(found: _Found) -> _Layer:
    """One row for each link, by rank."""
    import geopandas
    import numpy

    from ...analysis.cycling import gaps

    links, km = found.links, found.pieces.km
    metres = gaps.metres_by_stress(links, found.streets.network, gaps.stress_to_cross(found.streets))
    worst = (numpy.arange(5.0) * (metres > 0)).max(axis=1, initial=0)
    one, other = km[links.pair[:, 0]], km[links.pair[:, 1]]
    frame = geopandas.GeoDataFrame(
        {
            "rank": numpy.arange(1, len(one) + 1), "score": links.score, "length_m": links.length_m,
            "stress_max": numpy.where(worst > 0, worst, numpy.nan), **dict(zip(LEVELS, metres.T, strict=True)),
            "component_a": links.pair[:, 0] + 1, "component_b": links.pair[:, 1] + 1, "km_a": one, "km_b": other, "km_joined": one + other,
        },
        geometry=gaps.link_lines(links, found.streets.network), crs=found.crs,
    )  # fmt: skip
    weighted = found.people is not None
    if weighted:
        frame["demand"] = found.people
    score = tr("Score (km joined per km of link, times the demand)") if weighted else tr("Score (km joined per km of link)")  # fmt: skip
    written = (
        Field("rank", "integer", tr("Rank")), Field("score", "real", score), Field("length_m", "real", tr("Length (m)")),
        *((Field("demand", "real", tr("Demand near the link")),) if weighted else ()),
        Field("stress_max", "integer", tr("Highest stress to cross")), Field("unknown_m", "real", tr("Unknown stress (m)")),
        *(Field(f"lts{level}_m", "real", tr("Stress {level} (m)").format(level=level)) for level in range(1, 5)),
        Field("component_a", "integer", tr("Longer component")), Field("component_b", "integer", tr("Other component")),
        Field("km_a", "real", tr("Longer component (km)")), Field("km_b", "real", tr("Other component (km)")),
        Field("km_joined", "real", tr("Both, once joined (km)")),
    )  # fmt: skip
    return tr("Gaps of the cycle network"), frame, written, "LineString", "cycle_gaps"


def _components(found: _Found) -> _Layer:
    """One row for each edge of the base network."""
    import geopandas
    import numpy

    network, pieces = found.streets.network, found.pieces
    edges = numpy.flatnonzero(pieces.base)
    part = pieces.of_node[network.tail[edges]]
    frame = geopandas.GeoDataFrame(
        {"street": found.fid[network.road[edges]], "component": part + 1, "component_km": pieces.km[part], "length_m": network.length_m[edges]},
        geometry=network.lines_of(edges), crs=found.crs,
    )  # fmt: skip
    written = (
        Field("street", "integer", tr("Street (feature id)")), Field("component", "integer", tr("Component (rank)")),
        Field("component_km", "real", tr("Component (km)")), Field("length_m", "real", tr("Length (m)")),
    )  # fmt: skip
    return tr("Components of the cycle network"), frame, written, "LineString", "cycle_components"


def _dead_ends(found: _Found) -> _Layer:
    """One row for each end."""
    import geopandas
    import numpy

    network, pieces, ends = found.streets.network, found.pieces, found.ends
    part = pieces.of_node[ends.node]
    frame = geopandas.GeoDataFrame(
        {
            "kind": numpy.where(ends.near_miss, "near_miss", "dead_end").astype(object), "gap_m": ends.gap_m,
            "goes_on": ends.goes_on.astype(int), "component": part + 1, "component_km": pieces.km[part],
        },
        geometry=geopandas.points_from_xy(network.x[ends.node], network.y[ends.node]), crs=found.crs,
    )  # fmt: skip
    written = (
        Field("kind", "text", tr("Kind (dead_end, near_miss)")), Field("gap_m", "real", tr("Distance to the street it misses (m)")),
        Field("goes_on", "integer", tr("1 where the street goes on")), Field("component", "integer", tr("Component (rank)")),
        Field("component_km", "real", tr("Component (km)")),
    )  # fmt: skip
    return tr("Dead ends of the cycle network"), frame, written, "Point", "cycle_dead_ends"
