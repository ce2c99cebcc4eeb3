# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cycleaccess``: what people reach by bike on streets of low stress, beside what all streets would give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..parameter_tables import CYCLE_ACCESS
from ..writing import Output, write_beside
from . import access_layers as layers
from .access_inputs import CROSSING, Destinations, climb_of, read_cells, read_places, with_junctions
from .stress_layer import read_streets, stress_help, stress_parameter

if TYPE_CHECKING:
    import numpy

    from ...analysis.cycling.access import Entrances, Reached, Ways
    from ...analysis.cycling.bna_score import Scoring
    from ...analysis.cycling.stress_network import StressNetwork

ANY = QgsProcessingParameterField.DataType.Any
BIKES = ("bike", "ebike")
PEOPLE, JOBS = "people", "jobs"  # stems of columns


@dataclass(frozen=True)
class Scene:
    """What a run computes with: the streets, two sets of ways in seconds and two in metres, the table of scores."""

    stress: StressNetwork
    most: int
    seconds: tuple[Ways, Ways]
    metres: tuple[Ways, Ways]
    scoring: Scoring
    limits: list[float]
    reach: tuple[float, float]  # metres to a street, and more on foot to one of low stress
    entrances: Entrances
    crs: Any


class CycleAccess(PcaetAlgorithm):
    """Streets with stress, people and places → access by cell, scores, people near protected facilities."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    STREETS, PEOPLE, POPULATION_FIELD, JOBS_FIELD = "STREETS", "PEOPLE", "POPULATION_FIELD", "JOBS_FIELD"
    PLACES, KIND_FIELD, WEIGHT_FIELD, POPULATION_TOO = "PLACES", "KIND_FIELD", "WEIGHT_FIELD", "POPULATION_TOO"
    THRESHOLDS, MAX_STRESS, KIND, DEM, CLIMB_S = "THRESHOLDS", "MAX_STRESS", "KIND", "DEM", "CLIMB_S"
    JUNCTIONS = "JUNCTIONS"
    DETOUR, MAX_TRIP_M, SCORES, WALK_M = "DETOUR", "MAX_TRIP_M", "SCORES", "WALK_M"
    REACH_M, WALK_TO_LOW_M, SNAP_M, PROJECT_CRS = "REACH_M", "WALK_TO_LOW_M", "SNAP_M", "PROJECT_CRS"
    OUTPUT, PICTURE = "OUTPUT", "PICTURE"
    ITDP_PCT, MEAN_SCORE, REACHED_PCT, REACHED_ALL_PCT = "ITDP_PCT", "MEAN_SCORE", "PEOPLE_REACHED_PCT", "PEOPLE_REACHED_ALL_PCT"  # fmt: skip
    UNLOCATED = "UNLOCATED"

    def name(self) -> str:
        return "cycleaccess"

    def displayName(self) -> str:
        return tr("Access by bike on low stress")

    def tags(self) -> list[str]:
        return [tr("bike"), tr("accessibility"), tr("stress"), "LTS", "BNA", "ITDP", tr("schools"), tr("isochrone")]

    def shortHelpString(self) -> str:
        return tr(
            "Says what the people of each cell reach by bike in given times, twice: on the streets whose stress is low, where "
            "most adults would ride, and by all the streets that a bike may use. Between the two lies what is near but frightens. "
            "Places are counted by kind: schools, stations, shops; jobs and inhabitants too where asked for.\n\n"
            "A street whose stress is not known is never low. A home or a place on a busy street walks to the nearest street of low "
            "stress, if there is one within reach; the way to its nearest street is not counted. Times are without waiting at "
            "junctions; with a terrain model, each 50 m climbed costs 60 s (an assumption to be changed at will), and descending is "
            "neither a gain nor a loss.\n\n"
            "The BNA score (0 to 100) follows the rules of PeopleForBikes: a place is connected when its way of low stress is at most "
            "1.25 times as long as the shortest one, both being at most 2,680 m; it weighs only the kinds that are there, so compare "
            "scores made of the same kinds. BNA calls low stress what its own rules find so.\n\n"
            "The share of people within 300 m on foot of a protected cycle facility is the indicator of ITDP; it is empty where the "
            "layer of streets has no facilities (ame_d, ame_g).\n\n"
            "People without a street within reach are left out of the shares; their number is an output. Sources: PeopleForBikes, "
            "brokenspoke-analyzer; ITDP, People Near Protected Bikelanes."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self._declare_inputs()
        self._declare_rules()
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Access of the cells"), QgsProcessing.SourceType.VectorAnyGeometry)  # fmt: skip
        self.declare(output, tr("The people with two columns for each kind and time: _low on low stress, _all by all streets."))  # fmt: skip
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("Picture"), tr("Picture (*.png)"), None, True, False)  # fmt: skip
        self.declare(picture, tr("Share of the people by number of places that they reach, in the middle threshold."))
        for key, label in (
            (self.ITDP_PCT, tr("People near a protected facility (%)")), (self.MEAN_SCORE, tr("Mean BNA score of the people")),
            (self.REACHED_PCT, tr("People who reach a place on low stress, in the middle threshold (%)")),
            (self.REACHED_ALL_PCT, tr("The same by all streets (%)")), (self.UNLOCATED, tr("People without a street within reach")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def _declare_inputs(self) -> None:
        point, polygon = QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon
        self.declare(stress_parameter(self.STREETS), stress_help())
        people = QgsProcessingParameterFeatureSource(self.PEOPLE, tr("People"), [point, polygon])
        self.declare(people, tr("Cells (Filosofi, 200 m), IRIS, addresses: taken at their centre. A commune as one place is too coarse."))  # fmt: skip
        population = QgsProcessingParameterField(self.POPULATION_FIELD, tr("Inhabitants field"), None, self.PEOPLE, ANY)
        self.declare(population, tr("Inhabitants of each place. Empty is unknown: it counts for nobody."))
        jobs = QgsProcessingParameterField(self.JOBS_FIELD, tr("Jobs field"), None, self.PEOPLE, ANY, False, True)
        self.declare(jobs, tr("Jobs of each cell, then reached like places. Longer: every cell with jobs is a place."))
        places = QgsProcessingParameterFeatureSource(self.PLACES, tr("Places"), [point], None, True)
        self.declare(places, tr("Schools, stations, shops… as points; on the street side if you can: they are brought to the nearest street."))  # fmt: skip
        kind = QgsProcessingParameterField(self.KIND_FIELD, tr("Kind field"), None, self.PLACES, ANY, False, True)
        self.declare(kind, tr("Each kind has its columns: école, gare… Case and accents do not matter. Empty: one kind."))  # fmt: skip
        weight = QgsProcessingParameterField(self.WEIGHT_FIELD, tr("Weight field"), None, self.PLACES, ANY, False, True)
        self.declare(weight, tr("Pupils, beds…: summed instead of counting places. Shares and scores still count places."))  # fmt: skip
        too = QgsProcessingParameterBoolean(self.POPULATION_TOO, tr("Count the people reached too"), False)
        self.declare(too, tr("The inhabitants that each cell reaches, for the score of BNA. Longer: every cell is a place."))  # fmt: skip
        thresholds = QgsProcessingParameterString(self.THRESHOLDS, tr("Thresholds (min)"), "5, 10, 15")
        self.declare(thresholds, tr("Times by bike, separated by commas; at most 6. Shares and picture go by the middle one."))  # fmt: skip
        most = QgsProcessingParameterNumber(self.MAX_STRESS, tr("Low stress up to level"), QgsProcessingParameterNumber.Type.Integer, 2, False, 1, 3)  # fmt: skip
        self.declare(most, tr("2: what most adults bear. 1: what a child does."))
        junctions = QgsProcessingParameterBoolean(self.JUNCTIONS, tr("Count the junctions"), False)
        self.declare(junctions, tr("Takes the stress with the junctions met (crossing_lts_…) of “Level of traffic stress”: calm streets do not cross a busy one without signals."))  # fmt: skip
        bike = QgsProcessingParameterEnum(self.KIND, tr("Bike"), list(BIKES), False, BIKES[0], False, True)
        self.declare(bike, tr("bike: the speed of the layer, 15 km/h as a rule. ebike: 19 km/h where a bike goes at 15; slower streets stay as they are. Assumptions."))  # fmt: skip
        dem = QgsProcessingParameterRasterLayer(self.DEM, tr("Terrain model"), None, True)
        self.declare(dem, tr("Altitudes in metres, of the whole territory (RGE ALTI, BD ALTI). Empty: flat country."))

    def _declare_rules(self) -> None:
        real = QgsProcessingParameterNumber.Type.Double
        for key, label, default, optional, low, high, told in (
            (self.CLIMB_S, tr("Time for 50 m of climb (s)"), 60.0, False, 0, 1_800, tr("With a terrain model only. An assumption; less for an e-bike.")),
            (self.DETOUR, tr("Longest detour of BNA"), None, True, 1, 5, tr("Way of low stress by the shortest way. Empty: that of the table, 1.25.")),
            (self.MAX_TRIP_M, tr("Longest trip of BNA (m)"), None, True, 100, 20_000, tr("Empty: that of the table, 2,680 m.")),
            (self.WALK_M, tr("Walk to a protected facility (m)"), 300.0, False, 10, 2_000, tr("300 m for the indicator of ITDP; along the streets, on foot. The column keeps its name.")),
            (self.REACH_M, tr("Reach of the streets (m)"), 300.0, False, 1, 5_000, tr("A cell or a place farther than this from a street that a bike may use is not on the network.")),
            (self.WALK_TO_LOW_M, tr("Walk to a street of low stress (m)"), 100.0, False, 0, 1_000, tr("Where the nearest street is not of low stress: how much farther, as the crow flies, one pushes the bike to one that is, at 5 km/h. 100 m is half a cell of 200 m, an assumption; 0: not at all.")),
            (self.SNAP_M, tr("Snapping distance (m)"), 0.5, False, 0, 50, tr("Ends of streets closer than this become one node.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterNumber(key, label, real, default, optional, low, high), told, advanced=True)  # fmt: skip
        scores = QgsProcessingParameterFile(self.SCORES, tr("Table of scores"), QgsProcessingParameterFile.Behavior.File, "csv", None, True)  # fmt: skip
        self.declare(scores, tr("Steps, points, weights, and the words that name the kinds. Empty: the shipped table."), advanced=True)  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if not fine:
            return fine, message
        if not _limits(self.parameterAsString(parameters, self.THRESHOLDS, context)):
            return False, tr("THRESHOLDS: write 1 to 6 times in minutes, from 0.1 to 120, for example 5, 10, 15.")
        if parameters.get(self.PICTURE) and not parameters.get(self.PLACES):
            return False, tr("The picture needs places (PLACES).")
        return True, ""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        skips = Skips(feedback)
        notes: list[str] = []
        scene = self._scene(parameters, context, feedback, skips, notes)
        fields = [
            self.parameterAsString(parameters, key, context)
            for key in (self.KIND_FIELD, self.WEIGHT_FIELD, self.POPULATION_FIELD, self.JOBS_FIELD)
        ]
        places = None
        if self.has(self.PLACES):
            places = read_places(
                self, self.PLACES, (fields[0], fields[1]), scene.crs, scene.entrances, scene.reach, scene.limits, scene.scoring,
                skips, progress_within(feedback, 22, 25),
            )  # fmt: skip
        people = self.parameterAsBool(parameters, self.POPULATION_TOO, context)
        own = _own_kinds(people, bool(fields[3]))
        kinds = [*(places.kinds if places else ()), *own]
        added = layers.columns(kinds, scene.limits, bool(fields[3]))
        keep = kept_fields(self.input(self.PEOPLE).source.fields(), {field.name for field in added})
        cells = read_cells(
            self, self.PEOPLE, (fields[2], fields[3]), keep, scene.crs, scene.entrances, scene.reach, skips,
            progress_within(feedback, 25, 30),
        )  # fmt: skip
        walk_m = self._walk(parameters, context, feedback, scene, cells, notes)
        access = _reached(scene, places, cells, own, kinds, walk_m, feedback)
        results = self._told(cells, access, kinds, feedback)
        notes += [*self._assumptions(parameters, context, scene, kinds), *skips.notes()]
        method = tr("Dijkstra towards the places on two networks, of low stress and of all streets; connections and scores of BNA.")  # fmt: skip
        metadata = self.metadata(tr("Access by bike on low stress"), method, notes, cells.frame.crs)
        geometry = set(cells.frame.geometry.geom_type.str.removeprefix("Multi"))
        kind = f"Multi{geometry.pop()}" if len(geometry) == 1 else None
        output = Output(
            (*keep, *added), metadata, kind, "cycle_access" if kind == "MultiPolygon" else "cycle_access_points"
        )
        frame = layers.layer(cells, access, scene.reach[0])
        results[self.OUTPUT] = self.write(parameters, self.OUTPUT, frame, output, context, feedback)
        if parameters.get(self.PICTURE):
            figure = layers.picture(cells, access)
            target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
            results[self.PICTURE] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        return {**results, "SKIPPED": skips.count}

    def _scene(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        notes: list[str],
    ) -> Scene:  # fmt: skip
        """The streets as a network, and the ways on it."""
        from ...analysis.cycling.access import Entrances, faster, measured, timed
        from ...analysis.cycling.bna_score import read_scoring
        from ...analysis.cycling.stress_network import stress_network

        scoring = read_scoring(self.parameterAsFile(parameters, self.SCORES, context) or CYCLE_ACCESS)
        for key, name in ((self.DETOUR, "detour"), (self.MAX_TRIP_M, "max_trip_m")):
            if parameters.get(key) not in (None, ""):
                scoring = replace(scoring, **{name: self.parameterAsDouble(parameters, key, context)})
        junctions = self.parameterAsBool(parameters, self.JUNCTIONS, context)
        frame, streets = read_streets(
            self, self.STREETS, skips, progress_within(feedback, 0, 8), CROSSING if junctions else ()
        )
        if junctions:
            streets = with_junctions(streets, frame)
            notes.append(tr("Stress with the junctions met."))
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        streets = replace(streets, kmh=faster(streets.kmh, self.parameterAsEnumString(parameters, self.KIND, context)))
        stress, _built = stress_network(
            frame.geometry.to_crs(crs).to_numpy(), streets, crs.to_wkt(), progress_within(feedback, 8, 15),
            self.parameterAsDouble(parameters, self.SNAP_M, context),
        )  # fmt: skip
        most = self.parameterAsInt(parameters, self.MAX_STRESS, context)
        _tell_streets(stress, most, feedback)
        dem, climb = self.parameterAsRasterLayer(parameters, self.DEM, context), None
        if dem is not None:
            climb = climb_of(stress, dem.source(), progress_within(feedback, 15, 20), feedback, notes)
        seconds = timed(stress, most, climb, self.parameterAsDouble(parameters, self.CLIMB_S, context))
        limits = _limits(self.parameterAsString(parameters, self.THRESHOLDS, context))
        reach = tuple(self.parameterAsDouble(parameters, key, context) for key in (self.REACH_M, self.WALK_TO_LOW_M))
        entrances = Entrances(stress.network, stress.low(most))
        return Scene(stress, most, seconds, measured(stress, most), scoring, limits, (reach[0], reach[1]), entrances, crs)  # fmt: skip

    def _walk(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, scene: Scene,
        cells: layers.Cells, notes: list[str],
    ) -> numpy.ndarray:  # fmt: skip
        """Metres (c,) on foot to a protected facility; NaN everywhere when the layer of streets has no facilities."""
        import numpy

        from ...analysis.cycling.access import walk_to_protected
        from ...analysis.network.places import Locator

        source, within_m = self.input(self.STREETS), self.parameterAsDouble(parameters, self.WALK_M, context)
        if not {"ame_d", "ame_g"} & set(source.field_names()):
            notes.append(tr("“{layer}” has no facilities (ame_d, ame_g): who lives near a protected one is not known.").format(layer=source.name))  # fmt: skip
            feedback.pushWarning(notes[-1])
            return numpy.full(len(cells.frame), numpy.nan)
        if not scene.stress.streets.protected.any():
            feedback.pushWarning(tr("No street of “{layer}” has a protected facility: nobody lives near one.").format(layer=source.name))  # fmt: skip
        homes = Locator(scene.stress.network, "walk").locate(cells.x, cells.y, scene.reach[0])
        notes.append(tr("Protected facility within {walk} m on foot.").format(walk=f"{within_m:g}"))
        return numpy.where(cells.doors.found, walk_to_protected(scene.stress, homes, within_m), numpy.nan)

    def _told(
        self, cells: layers.Cells, access: layers.Access, kinds: list[layers.Kind], feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The numeric outputs; what they say goes to the log."""
        import numpy

        for line in layers.told(cells, access):
            feedback.pushInfo(line)
        people, known = cells.counted, numpy.isfinite(access.score)
        scored = float(people[known].sum())
        mean = float((people[known] * access.score[known]).sum() / scored) if scored else numpy.nan
        near, placed = numpy.isfinite(access.walk_m), any(kind.stem not in (PEOPLE, JOBS) for kind in kinds)
        itdp = cells.share(near) if not numpy.isnan(access.walk_m).all() else numpy.nan
        lost = float(numpy.nansum(cells.population[~cells.doors.found]))
        if numpy.isfinite(itdp):
            feedback.pushInfo(tr("{share} % of the people live near a protected facility.").format(share=f"{itdp:.1f}"))
        return {
            self.ITDP_PCT: itdp, self.MEAN_SCORE: mean, self.UNLOCATED: lost,
            self.REACHED_PCT: cells.share(access.count_low[:, access.middle] > 0) if placed else numpy.nan,
            self.REACHED_ALL_PCT: cells.share(access.count_every[:, access.middle] > 0) if placed else numpy.nan,
        }  # fmt: skip

    def _assumptions(
        self, parameters: dict[str, Any], context: QgsProcessingContext, scene: Scene, kinds: list[layers.Kind]
    ) -> list[str]:
        """What the result rests on, for the metadata."""
        climb = self.parameterAsDouble(parameters, self.CLIMB_S, context)
        counted = [f"{kind.name} → {kind.item}" for kind in kinds if kind.item]
        notes = [
            tr("Low stress: level {level} at most, unknown excluded. Times without waiting at junctions.").format(level=scene.most),
            tr("Connections of BNA: detour {detour} at most, trips of {trip} m at most; items scored: {items}.").format(
                detour=f"{scene.scoring.detour:g}", trip=f"{scene.scoring.max_trip_m:g}", items=", ".join(counted) or "–"
            ),
        ]  # fmt: skip
        if parameters.get(self.DEM):
            notes.append(tr("Assumption: {seconds} s for 50 m climbed.").format(seconds=f"{climb:g}"))
        else:
            notes.append(tr("Assumption: flat country, without terrain model. This flatters where it is hilly."))
        return notes


def _own_kinds(people: bool, jobs: bool) -> list[layers.Kind]:
    """What the cells themselves hold, as kinds."""
    made = [layers.Kind(tr("Inhabitants"), PEOPLE, "population")] if people else []
    return [*made, layers.Kind(tr("Jobs"), JOBS, "jobs")] if jobs else made


def _tell_streets(stress: StressNetwork, most: int, feedback: QgsProcessingFeedback) -> None:
    """How much of the streets is of low stress; a warning where none is, or where much is unknown."""
    import numpy

    level, ridden = stress.edge_stress(), numpy.column_stack(stress.network.ways("bike"))
    length = numpy.where(ridden, stress.network.length_m[:, None], 0.0)
    total = length.sum()
    low, unknown = (float(100 * length[those].sum() / total) if total else 0.0 for those in ((level > 0) & (level <= most), level == 0))  # fmt: skip
    feedback.pushInfo(
        tr("Streets that a bike may use: {km} km of directions; {low} % of low stress, {unknown} % of unknown stress, which never counts as low.").format(
            km=f"{total / 1000:.1f}", low=f"{low:.0f}", unknown=f"{unknown:.0f}"
        )
    )  # fmt: skip
    if low == 0:
        feedback.pushWarning(tr("No street is of low stress: nothing is reached on low stress. Check MAX_STRESS and the layer."))  # fmt: skip


def _reached(
    scene: Scene, places: Destinations | None, cells: layers.Cells, own: list[layers.Kind], kinds: list[layers.Kind],
    walk_m: numpy.ndarray, feedback: QgsProcessingFeedback,
) -> layers.Access:  # fmt: skip
    """What the cells reach: places by kind, then what the cells themselves hold."""
    import numpy

    from ...analysis.cycling.access import connected, reached

    limits, rule = [60 * limit for limit in scene.limits], (scene.scoring.detour, scene.scoring.max_trip_m)
    times: list[tuple[numpy.ndarray, numpy.ndarray]] = []
    links: list[Reached] = []
    counts = [numpy.zeros((len(cells.frame), len(limits)))] * 2
    if places:
        kept, both = len(places.kinds), numpy.hstack([places.weights, places.counts])
        found = reached(scene.seconds, places.doors, cells.doors, both, limits, progress_within(feedback, 30, 40))
        times.append((found.low[..., :kept], found.every[..., :kept]))
        counts = [values[..., kept:].sum(axis=2) for values in (found.low, found.every)]
        links.append(connected(scene.metres, places.doors, cells.doors, places.counts, *rule, progress_within(feedback, 40, 50)))  # fmt: skip
    if own:
        held = {"population": cells.population, "jobs": cells.jobs}
        weights = numpy.nan_to_num(numpy.column_stack([held[kind.item] for kind in own]))
        rows = cells.doors.found & (weights > 0).any(axis=1)
        doors = cells.doors.rows(rows)
        found = reached(scene.seconds, doors, cells.doors, weights[rows], limits, progress_within(feedback, 50, 70))
        times.append((found.low, found.every))
        links.append(connected(scene.metres, doors, cells.doors, weights[rows], *rule, progress_within(feedback, 70, 90)))  # fmt: skip
        if not places:
            counts = [values[..., 0] for values in (found.low, found.every)]
    empty = numpy.zeros((len(cells.frame), len(limits), 0))
    low, every = (numpy.concatenate([empty, *(pair[side] for pair in times)], axis=2) for side in range(2))
    score = _score(scene.scoring, kinds, links, len(cells.frame))
    return layers.Access(scene.limits, kinds, low, every, counts[0], counts[1], score, walk_m)


def _score(scoring: Scoring, kinds: list[layers.Kind], links: list[Reached], count: int) -> numpy.ndarray:
    """The BNA score (c,) from the connections; kinds of one item are added up, those that BNA does not know left out."""
    import numpy

    if not links:
        return numpy.full(count, numpy.nan)
    low, every = (numpy.hstack([getattr(link, side) for link in links]) for side in ("low", "every"))
    items: dict[str, list[int]] = {}
    for rank, kind in enumerate(kinds):
        if kind.item:
            items.setdefault(kind.item, []).append(rank)
    scores = {
        item: scoring.score(item, low[:, ranks].sum(axis=1), every[:, ranks].sum(axis=1))
        for item, ranks in items.items()
    }
    return scoring.overall(scores) if scores else numpy.full(count, numpy.nan)


def _limits(text: str) -> list[float]:
    """Minutes in increasing order; empty when the text is not 1 to 6 of them."""
    try:
        values = sorted({float(part) for part in re.split(r"[;,\s]+", text.strip())})
    except ValueError:
        return []
    return values if len(values) <= 6 and all(0.1 <= value <= 120 for value in values) else []
