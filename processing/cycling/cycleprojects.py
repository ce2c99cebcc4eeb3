# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cycleprojects``: which stressful streets to treat first, by what each euro opens to people on calm streets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..parameter_tables import CYCLE_COSTS
from ..writing import Output, write_beside
from .project_layers import MEUR, Projects, curve_of, curve_rows, project_rows
from .stress_layer import read_streets, stress_help, stress_parameter

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.cycling.project_choice import Spots
    from ...analysis.cycling.stress_network import StressNetwork

ANY_FIELD = QgsProcessingParameterField.DataType.Any
DEFAULT_FACILITY = "PISTE CYCLABLE BIDIRECTIONNELLE"


@dataclass
class _Town:
    """The streets: ``treat`` (r,) roads that a project may treat, ``metre_cost`` (r,) euros for a metre of each, ``costs`` what
    the table says of the facilities used."""

    streets: StressNetwork
    crs: Any
    treat: numpy.ndarray
    metre_cost: numpy.ndarray
    costs: dict[str, tuple[float, str]]


class CycleProjects(PcaetAlgorithm):
    """Stressful streets, people → projects in the order they should be built."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    STREETS, GAPS, PEOPLE, WEIGHT_FIELD = "STREETS", "GAPS", "PEOPLE", "WEIGHT_FIELD"
    DESTINATIONS, DESTINATION_FIELD, MINUTES, MAX_STRESS = "DESTINATIONS", "DESTINATION_FIELD", "MINUTES", "MAX_STRESS"
    COUNT, BUDGET, FACILITY, FACILITY_FIELD, COSTS = "COUNT", "BUDGET", "FACILITY", "FACILITY_FIELD", "COSTS"
    MIN_PROJECT_M, MAX_PROJECT_M, MAX_CANDIDATES = "MIN_PROJECT_M", "MAX_PROJECT_M", "MAX_CANDIDATES"
    UNKNOWN, REACH_M, SNAP_M, CROSSINGS, PROJECT_CRS = "UNKNOWN", "REACH_M", "SNAP_M", "CROSSINGS", "PROJECT_CRS"
    OUTPUT, CURVE, PICTURE = "OUTPUT", "CURVE", "PICTURE"
    PROJECTS, COST_EUR, ACCESS_BEFORE, ACCESS_AFTER = "PROJECTS", "COST_EUR", "ACCESS_BEFORE", "ACCESS_AFTER"
    CANDIDATES, UNLOCATED = "CANDIDATES", "UNLOCATED"

    def name(self) -> str:
        return "cycleprojects"

    def displayName(self) -> str:
        return tr("Cycle projects: what to build first")

    def tags(self) -> list[str]:
        return [tr("bike"), tr("prioritisation"), tr("budget"), tr("access"), tr("missing links"), "LTS"]

    def shortHelpString(self) -> str:
        return tr(
            "Groups contiguous stressful streets into projects, or takes the gap candidates, costs them by a table, and orders them: "
            "each time the project that opens most for a euro, gains being found again after each, until a number of projects or a "
            "budget. The access is the sum, over all people, of what they reach by bike within MINUTES on streets that do not "
            "frighten: destinations, or the other people. The curve shows what each budget buys.\n\n"
            "Gains are exact for the model, in the order found; the order is not the best of all: projects that only serve together "
            "may be missed. A project makes its streets calm in both directions. People join the network at the nearest calm street, "
            "or at a nearer street that a project treats, once it is built. Only the MAX_CANDIDATES candidates that join most "
            "kilometres of calm streets are compared.\n\n"
            "Costs are orders of magnitude: national means without junctions, land, bridges or drainage; some are assumptions, said "
            "in the table. Method: growth of networks step by step (Natera Orozco et al. 2020, Szell et al. 2022), gain by access."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self._declare_inputs()
        self._declare_choice()
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Projects"), QgsProcessing.SourceType.VectorLine)  # fmt: skip
        self.declare(output, tr("The projects chosen, by rank: length, cost, what each opens, the access and the cost so far."))  # fmt: skip
        curve = QgsProcessingParameterVectorDestination(
            self.CURVE, tr("Access against budget"), QgsProcessing.SourceType.Vector, None, True, False
        )
        self.declare(curve, tr("A table: the cost and the access after 0, 1, 2… projects."))
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("Curve"), tr("Picture (*.png)"), None, True, False)  # fmt: skip
        self.declare(picture, tr("The same as a chart."))
        for key, label in (
            (self.PROJECTS, tr("Projects chosen")), (self.COST_EUR, tr("Their cost (€)")), (self.ACCESS_BEFORE, tr("Access today (mean of all people)")),
            (self.ACCESS_AFTER, tr("Access with the projects (mean of all people)")), (self.CANDIDATES, tr("Candidates compared")),
            (self.UNLOCATED, tr("People without a calm street within reach")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def _declare_inputs(self) -> None:
        point, polygon = QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon
        self.declare(stress_parameter(self.STREETS), stress_help())
        gaps = QgsProcessingParameterFeatureSource(self.GAPS, tr("Gap candidates"), [QgsProcessing.SourceType.VectorLine], None, True)  # fmt: skip
        self.declare(gaps, tr("Made by “Gaps of the cycle network”: each link is then a project, whatever its length. Empty: the stressful streets are grouped."))  # fmt: skip
        people = QgsProcessingParameterFeatureSource(self.PEOPLE, tr("People"), [point, polygon])
        self.declare(people, tr("Cells (Filosofi, 200 m), IRIS, addresses: taken at their centre. A commune as one place is too coarse."))  # fmt: skip
        weight = QgsProcessingParameterField(self.WEIGHT_FIELD, tr("Inhabitants field"), None, self.PEOPLE, ANY_FIELD)
        self.declare(weight, tr("People of each place. Places without a number are left out and counted."))
        goals = QgsProcessingParameterFeatureSource(self.DESTINATIONS, tr("Destinations"), [point, polygon], None, True)
        self.declare(goals, tr("Schools, shops, stations, jobs… Empty: the people themselves, so that the access is the number of people within reach."))  # fmt: skip
        goal = QgsProcessingParameterField(self.DESTINATION_FIELD, tr("Weight field of the destinations"), None, self.DESTINATIONS, ANY_FIELD, False, True)  # fmt: skip
        self.declare(goal, tr("Jobs, pupils… Empty: each destination counts for 1."))

    def _declare_choice(self) -> None:
        whole, real = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
        for key, label, kind, default, optional, least, most, told, advanced in (
            (self.MINUTES, tr("Longest ride (min)"), real, 15.0, False, 1, 60, tr("By bike, from door to door but for the way to the first street."), False),
            (self.MAX_STRESS, tr("Highest level of traffic stress"), whole, 2, False, 1, 3, tr("1: children; 2: most adults; 3: confident cyclists."), False),
            (self.COUNT, tr("Projects"), whole, 10, True, 1, 500, tr("How many projects at most. Empty: as many as the budget pays."), False),
            (self.BUDGET, tr("Budget (€)"), real, None, True, 0, 1e12, tr("What the projects may cost together. Empty: only their number counts."), False),
            (self.MIN_PROJECT_M, tr("Shortest project (m)"), real, 100.0, False, 0, 20_000, tr("Shorter stretches of stressful street are left out, and counted. Gap candidates are all kept."), False),
            (self.MAX_PROJECT_M, tr("Longest project (m)"), real, 2_000.0, False, 50, 100_000, tr("Longer stretches are cut, rather at a junction with a calm street."), False),
            (self.MAX_CANDIDATES, tr("Candidates compared, at most"), whole, 500, False, 1, 5_000, tr("Those that join most kilometres of calm streets for each kilometre. More take longer, in proportion."), True),
            (self.REACH_M, tr("Reach of the network (m)"), real, 300.0, False, 1, 5_000, tr("A place farther than this from a calm street, or from one that a project treats, reaches nothing."), True),
            (self.SNAP_M, tr("Snapping distance (m)"), real, 0.5, False, 0, 50, tr("Ends of lines closer than this become one node. 0.5 m for BD TOPO and OSM; more for hand-drawn lines."), True),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterNumber(key, label, kind, default, optional, least, most), told, advanced=advanced)  # fmt: skip
        facility = QgsProcessingParameterString(self.FACILITY, tr("Facility to build"), DEFAULT_FACILITY)
        self.declare(facility, tr("A type of the table of costs, for every project."))
        own = QgsProcessingParameterField(self.FACILITY_FIELD, tr("Field of the facility planned on each street"), None, self.STREETS, ANY_FIELD, False, True)  # fmt: skip
        self.declare(own, tr("A type of the table of costs; where it is empty, the facility above."), advanced=True)
        table = QgsProcessingParameterFile(self.COSTS, tr("Table of costs"), extension="csv", optional=True)
        self.declare(table, tr("A changed copy of couts_cyclables.csv (type, cost_eur_per_m, source). Empty: the plugin's."), advanced=True)  # fmt: skip
        unknown = QgsProcessingParameterBoolean(self.UNKNOWN, tr("Treat streets of unknown stress too"), False)
        self.declare(unknown, tr("Otherwise they are neither calm nor in a project, except along gap candidates."), advanced=True)  # fmt: skip
        crossings = QgsProcessingParameterBoolean(self.CROSSINGS, tr("Join lines that cross"), False)
        self.declare(crossings, tr("For lines drawn without a vertex at junctions. Lines of different levels are still not joined."), advanced=True)  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if not fine:
            return fine, message
        if self._count(parameters, context) is None and parameters.get(self.BUDGET) in (None, ""):
            return False, tr("Give COUNT, a number of projects, or BUDGET, or both.")
        if self.parameterAsDouble(parameters, self.MIN_PROJECT_M, context) > self.parameterAsDouble(parameters, self.MAX_PROJECT_M, context):  # fmt: skip
            return False, tr("The shortest project (MIN_PROJECT_M) is longer than the longest (MAX_PROJECT_M).")
        return True, ""

    def _count(self, parameters: dict[str, Any], context: QgsProcessingContext) -> int | None:
        """COUNT, which is 10 when nothing is said and None when it is emptied."""
        if parameters.get(self.COUNT, 10) in (None, ""):
            return None
        return self.parameterAsInt(parameters, self.COUNT, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.cycling.project_choice import Access, choose

        skips = Skips(feedback)
        town = self._town(parameters, context, feedback, skips)
        town, homes, goals = self._places(parameters, context, feedback, town, skips)
        projects = self._projects(parameters, context, feedback, town, skips)
        network = town.streets.network
        there, back = town.streets.low(self.parameterAsInt(parameters, self.MAX_STRESS, context)).ways("bike")
        limit = 60 * self.parameterAsDouble(parameters, self.MINUTES, context)
        access = Access(network, there, back, projects.edges, homes, goals, limit)
        access.start(progress_within(feedback, 25, 45))
        before, people = access.total, float(homes.weight.sum())
        budget = self.parameterAsDouble(parameters, self.BUDGET, context) if parameters.get(self.BUDGET) not in (None, "") else float("inf")  # fmt: skip
        most = self._count(parameters, context)
        edge_cost = town.metre_cost[network.road] * network.length_m
        steps = choose(access, edge_cost, budget, len(projects.edges) if most is None else most, progress_within(feedback, 45, 95))  # fmt: skip
        if not steps:
            feedback.pushWarning(tr("No project opens anything within the budget: raise BUDGET, MINUTES, MAX_PROJECT_M or MAX_CANDIDATES, or look at “Gaps of the cycle network”."))  # fmt: skip
        after = steps[-1].access if steps else before
        lost = float(homes.weight[(homes.nodes[0] < 0)].sum())
        results: dict[str, Any] = {
            self.PROJECTS: len(steps), self.COST_EUR: sum(step.cost for step in steps), self.ACCESS_BEFORE: before / people,
            self.ACCESS_AFTER: after / people, self.CANDIDATES: len(projects.edges), self.UNLOCATED: lost, "SKIPPED": skips.count,
        }  # fmt: skip
        notes = [*self._told(feedback, town, results), *skips.notes()]
        curve = curve_of(steps, before, people)
        progress_within(feedback, 95, 96)(1.0)
        frame, written = project_rows(town.streets, town.crs, projects, steps, curve)
        method = tr("Greedy by access gained for a euro, gains found again after each project; access: people × destinations within the time on calm streets.")  # fmt: skip
        output = Output(written, self.metadata(tr("Cycle projects"), method, notes, town.crs), "MultiLineString", "cycle_projects")  # fmt: skip
        results[self.OUTPUT] = self.write(parameters, self.OUTPUT, frame, output, context, feedback)
        if parameters.get(self.CURVE):
            table, written = curve_rows(curve)
            output = Output(written, self.metadata(tr("Access against budget"), method, notes))
            results[self.CURVE] = self.write(parameters, self.CURVE, table, output, context, feedback)
        if parameters.get(self.PICTURE):
            results[self.PICTURE] = self._picture(parameters, context, curve)
        return results

    def _town(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> _Town:
        from ...analysis.cycling import projects
        from ...analysis.cycling.stress_network import stress_network

        costs = projects.read_costs(self.parameterAsFile(parameters, self.COSTS, context) or CYCLE_COSTS)
        source, own = self.input(self.STREETS), self.parameterAsString(parameters, self.FACILITY_FIELD, context)
        frame, streets = read_streets(self, self.STREETS, skips, progress_within(feedback, 0, 8), (own,) if own else ())
        slow = streets.allowed.any(axis=1) & ~(streets.kmh > 0)
        skips.add(source.name, frame.index[slow].tolist(), tr("a bike may use it, but its speed (bike_kmh) is not known"))  # fmt: skip
        most = self.parameterAsInt(parameters, self.MAX_STRESS, context)
        treat = projects.to_treat(streets, most, self.parameterAsBool(parameters, self.UNKNOWN, context) or self.has(self.GAPS))  # fmt: skip
        calm = (streets.allowed & (streets.stress > 0) & (streets.stress <= most)).any(axis=1) & ~slow
        if not treat.any() or not calm.any():
            raise DataError(
                noop("The layer “{layer}” needs streets above the stress {most}, which projects treat, and streets of {most} at most, which they join: it has {treat} and {calm}."),
                layer=source.name, most=most, treat=int(treat.sum()), calm=int(calm.sum()),
            )  # fmt: skip
        metre_cost = self._metre_cost(parameters, context, frame, own, costs)
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        made, _built = stress_network(
            frame.geometry.to_crs(crs).to_numpy(), streets, crs.to_wkt(), progress_within(feedback, 8, 18),
            self.parameterAsDouble(parameters, self.SNAP_M, context), self.parameterAsBool(parameters, self.CROSSINGS, context),
        )  # fmt: skip
        return _Town(made, crs, treat[made.row], metre_cost[made.row], costs)

    def _metre_cost(
        self, parameters: dict[str, Any], context: QgsProcessingContext, frame: geopandas.GeoDataFrame, own: str,
        costs: dict[str, tuple[float, str]],
    ) -> numpy.ndarray:  # fmt: skip
        """Euros for a metre of each street (n,); of ``costs``, only the types used are left."""
        import numpy

        usual = self.parameterAsString(parameters, self.FACILITY, context).strip().upper()
        words = numpy.full(len(frame), usual, dtype=object)
        if own:
            given = frame[own].fillna("").astype(str).str.strip().str.upper().to_numpy(dtype=object)
            words = numpy.where(given == "", usual, given)
        used = set(words) | {usual}
        strange = sorted(used - set(costs))
        if strange:
            raise DataError(
                noop("The table of costs has no type “{type}”. Its types are: {types}."), type=strange[0], types=", ".join(costs)
            )  # fmt: skip
        for word in set(costs) - used:
            del costs[word]
        return numpy.array([costs[word][0] for word in words])

    def _places(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, town: _Town, skips: Skips
    ) -> tuple[_Town, Spots, Spots]:  # fmt: skip
        """People and destinations on the network, cut where they meet it."""
        import numpy
        import shapely

        from ...analysis.cycling.gaps import bike_edges
        from ...analysis.cycling.project_choice import NOT_THERE, Spots
        from ...analysis.cycling.projects import meet

        weights, points = [], []
        keys = [(self.PEOPLE, self.WEIGHT_FIELD)]
        if self.has(self.DESTINATIONS):
            keys.append((self.DESTINATIONS, self.DESTINATION_FIELD))
        for key, weight_key in keys:
            source, name = self.input(key), self.parameterAsString(parameters, weight_key, context)
            frame = self.read(key, [name] if name else [], skips, progress_within(feedback, 18, 20))
            weight = numbers(frame, name, source.name, feedback) if name else numpy.ones(len(frame))
            wrong = ~(weight >= 0)
            skips.add(source.name, frame.index[wrong].tolist(), tr("no weight, or a negative one"))
            if not weight[~wrong].sum() > 0:
                raise DataError(noop("The layer “{layer}” has no weight: all are missing or zero in the field “{field}”."), layer=source.name, field=name)  # fmt: skip
            weights.append(weight[~wrong])
            points.append(shapely.centroid(frame.geometry.to_crs(town.crs).to_numpy()[~wrong]))
        reach = self.parameterAsDouble(parameters, self.REACH_M, context)
        network, here = town.streets.network, numpy.concatenate(points)
        base = bike_edges(town.streets.low(self.parameterAsInt(parameters, self.MAX_STRESS, context)))
        calm, loud = (meet(network, edges, here, reach) for edges in (base, town.treat[network.road]))
        if not calm.found[: len(weights[0])].any():
            raise DataError(
                noop("No place of the layer “{layer}” has a calm street within {reach} m. Check that both layers cover the same territory, and their CRS."),
                layer=self.input(self.PEOPLE).name, reach=f"{reach:g}",
            )  # fmt: skip
        nearer = loud.found & ~(loud.gap_m >= calm.gap_m)
        rows = numpy.concatenate([numpy.flatnonzero(calm.found), len(here) + numpy.flatnonzero(nearer)])
        network, cut = network.with_nodes(
            numpy.concatenate([calm.edge, loud.edge])[rows], numpy.concatenate([calm.along, loud.along])[rows]
        )
        nodes = numpy.full(2 * len(here), NOT_THERE, dtype=numpy.int64)
        nodes[rows] = cut
        nodes = nodes.reshape(2, len(here))
        homes = Spots(nodes[:, : len(weights[0])], weights[0])
        goals = Spots(nodes[:, len(weights[0]) :], weights[1]) if len(weights) > 1 else homes
        return replace(town, streets=replace(town.streets, network=network)), homes, goals

    def _projects(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, town: _Town, skips: Skips
    ) -> Projects:  # fmt: skip
        import numpy

        from ...analysis.cycling import gaps, projects

        network = town.streets.network
        base = gaps.bike_edges(town.streets.low(self.parameterAsInt(parameters, self.MAX_STRESS, context)))
        pieces, treat = gaps.pieces(network, base), town.treat[network.road]
        if self.has(self.GAPS):
            lines = self.read(self.GAPS, [], skips, progress_within(feedback, 22, 24))
            near = max(self.parameterAsDouble(parameters, self.SNAP_M, context), 0.5) + 0.1
            found = projects.along_lines(network, treat, lines.geometry.to_crs(town.crs).to_numpy(), near)
            none = [fid for fid, edges in zip(lines.index, found, strict=True) if not len(edges)]
            skips.add(self.input(self.GAPS).name, none, tr("no street to treat along it"))
            found = [edges for edges in found if len(edges)]
        else:
            junction = numpy.zeros(network.nodes, dtype=bool)
            junction[network.tail[base]] = junction[network.head[base]] = True
            least = self.parameterAsDouble(parameters, self.MIN_PROJECT_M, context)
            found, short = projects.stretches(network, treat, junction, least, self.parameterAsDouble(parameters, self.MAX_PROJECT_M, context))  # fmt: skip
            if len(short):
                feedback.pushInfo(
                    tr("{count} stretches of stressful street shorter than {least} m, {km} km together, are no project: lower MIN_PROJECT_M to compare them too.").format(
                        count=len(short), least=f"{least:g}", km=f"{short.sum() / 1000:.1f}"
                    )
                )  # fmt: skip
        if not found:
            raise DataError(noop("No project is left in the layer “{layer}”: lower MIN_PROJECT_M, or check that the gaps were found on these streets."), layer=self.input(self.STREETS).name)  # fmt: skip
        metres = numpy.array([network.length_m[edges].sum() for edges in found])
        score = numpy.array([projects.joined_km(network, pieces, edges) for edges in found]) / (metres / 1000)
        most = self.parameterAsInt(parameters, self.MAX_CANDIDATES, context)
        order = numpy.lexsort((-metres, -score))[:most]
        if len(found) > most:
            feedback.pushWarning(
                tr("{count} of {all} candidates are compared: those that join most kilometres of calm streets for each kilometre, then the longest. Raise MAX_CANDIDATES to compare more.").format(
                    count=most, all=len(found)
                )
            )  # fmt: skip
        return Projects([found[rank] for rank in order], score[order])

    def _told(self, feedback: QgsProcessingFeedback, town: _Town, results: dict[str, Any]) -> list[str]:
        """What was found, in the log; what to know of it, for the metadata."""
        notes = [
            tr("{type}: {cost} € a metre ({source}).").format(type=word, cost=f"{cost:g}", source=source)
            for word, (cost, source) in town.costs.items()
        ]
        notes.append(
            tr("{projects} projects chosen of {candidates} compared, for about {cost} million euros: the mean access goes from {before} to {after}.").format(
                projects=results[self.PROJECTS], candidates=results[self.CANDIDATES], cost=f"{results[self.COST_EUR] / MEUR:.2g}",
                before=f"{results[self.ACCESS_BEFORE]:.4g}", after=f"{results[self.ACCESS_AFTER]:.4g}",
            )
        )  # fmt: skip
        if results[self.UNLOCATED]:
            notes.append(tr("{people} people have no calm street within reach: they reach nothing until a project passes near them.").format(people=f"{results[self.UNLOCATED]:.0f}"))  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        return notes

    def _picture(self, parameters: dict[str, Any], context: QgsProcessingContext, curve: list[tuple[Any, ...]]) -> str:
        from ...charts.access_curve import access_curve

        what = tr("destinations") if self.has(self.DESTINATIONS) else tr("people")
        minutes = f"{self.parameterAsDouble(parameters, self.MINUTES, context):g}"
        label = tr("{what} within {minutes} min on calm streets (mean)").format(what=what, minutes=minutes)
        figure = access_curve(
            [row[2] / MEUR for row in curve], [row[5] for row in curve], tr("What a budget opens by bike"), (tr("Cost (million €)"), label),
            tr("Costs: orders of magnitude. Ranks of the projects beside the marks. Atlas PCAET."),
        )  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        return write_beside(target, lambda part: figure.savefig(part, format="png"))
