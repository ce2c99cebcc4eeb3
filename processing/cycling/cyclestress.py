# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclestress``: how stressful each street is to ride, in each direction."""

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
from ..kept_fields import kept_fields
from ..parameter_tables import STRESS_BNA, STRESS_DEFAULTS, STRESS_FURTH
from ..writing import Output, write_beside
from . import stress_results

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.cycling.bna_stress import Rule
    from ...analysis.cycling.street_attributes import Streets
    from ...analysis.cycling.stress import Stress
    from ...analysis.cycling.stress_tables import FurthTables
    from .stress_results import Junctions

FURTH, BNA = "furth", "bna"
SHOWN = 10


@dataclass
class _Rated:
    """What :meth:`CycleStress._rate` found of the streets."""

    streets: Streets
    stress: Stress
    tables: FurthTables
    rules: tuple[Rule, ...]
    kinds: numpy.ndarray  # situations (n, 2) by facility, whatever the rules


class CycleStress(PcaetAlgorithm):
    """Streets with their level of traffic stress."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    STREETS, MAPPING, SCHEME, DEFAULTS, INTERSECTIONS = "STREETS", "MAPPING", "SCHEME", "DEFAULTS", "INTERSECTIONS"
    CUT, BUILT_UP = "CUT", "BUILT_UP"
    SIGNALS, SIGNAL_M, SNAP_M, RULES, ASSUMED = "SIGNALS", "SIGNAL_M", "SNAP_M", "RULES", "ASSUMED"
    PROJECT_CRS, OUTPUT, PICTURE, KM_UNKNOWN = "PROJECT_CRS", "OUTPUT", "PICTURE", "KM_UNKNOWN"
    KM = ("KM_LTS1", "KM_LTS2", "KM_LTS3", "KM_LTS4")

    def name(self) -> str:
        return "cyclestress"

    def displayName(self) -> str:
        return tr("Level of traffic stress")

    def tags(self) -> list[str]:
        return ["LTS", "BLTS", "Furth", "BNA", tr("bike"), tr("stress"), tr("cycle lane"), "aménagements cyclables", "OSM"]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "Says how stressful each street is to ride, in each direction: 1 a child may ride there, 2 most adults, 3 those who "
            "ride already, 4 almost nobody. It comes from the speed and the number of cars, the lanes, and the cycle facility with "
            "its width and the cars parked beside it.\n\n"
            "Unknown is not low: a level is empty where something it needs is not known. By default, what the layer does not say "
            "is taken from a table by class of road, and the level is marked “default”; without defaults it stays empty. Give "
            "counts and limits where you have them: with assumed traffic and speeds this is a first sorting, not a finding.\n\n"
            "Where bikes share the road with cars, 30 km/h gives 1 or 2, 50 km/h 2 or 3, 70 and 80 km/h 3 or 4. A separated path is 1; a "
            "bike lane counts from 1.22 m, and beside parked cars when lane and parking make 3.66 m; a bus lane is a bike lane of "
            "1.83 m, one class worse. A junction without signals gives an approach the highest level of its legs: a leg with a "
            "separated path counts as 1 there although its cars must be crossed.\n\n"
            "Right (_d) and left (_g) are those of the line as drawn; forward is the way it is drawn.\n\n"
            "Sources: P. Furth, LTS Tables v2.2 (2022); BNA of PeopleForBikes; junctions as in R5; French facilities and assumed "
            "values: our reading, in the tables that come with the plugin."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        streets = QgsProcessingParameterFeatureSource(self.STREETS, tr("Streets"), [QgsProcessing.SourceType.VectorLine])  # fmt: skip
        self.declare(streets, tr("All the streets, with or without facility: the layer made by “Import and check cycle facilities”, lines of OpenStreetMap (a .osm or .osm.pbf file as it is), the national schema, or any lines with a mapping."))  # fmt: skip
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Fields"), None, True, True)
        self.declare(mapping, tr("For example: class=nature; speed=vitesse; adt=tmja; lanes=nb_voies; oneway=sens; width_road=largeur; ame_d=type; largeur_d=largeur; parking_d=stat; blocked=obstrue. Empty, usual names are recognised."))  # fmt: skip
        scheme = QgsProcessingParameterEnum(self.SCHEME, tr("Rules"), [FURTH, BNA], False, FURTH, False, True)
        self.declare(scheme, tr("furth: four levels, asks for traffic. bna: low (1) or high (3), without traffic, for thin data; where 50 km/h is assumed, nearly every residential street is high: give speed limits."))  # fmt: skip
        assume = QgsProcessingParameterBoolean(self.DEFAULTS, tr("Assume what is not said"), True)
        self.declare(assume, tr("By class of road, from a table; such levels are marked “default”. Unticked, they stay empty."))  # fmt: skip
        built_up = QgsProcessingParameterFeatureSource(self.BUILT_UP, tr("Built-up areas"), [QgsProcessing.SourceType.VectorPolygon], None, True)  # fmt: skip
        self.declare(built_up, tr("Where 50 km/h is assumed instead of 80 for streets whose speed nothing says; judged at the middle of each line."))  # fmt: skip
        junctions = QgsProcessingParameterBoolean(self.INTERSECTIONS, tr("Judge junctions"), True)
        self.declare(junctions, tr("Adds crossing_lts_…: the stress of the street with the junction at its end, and those along it when it is not cut."))  # fmt: skip
        cut = QgsProcessingParameterBoolean(self.CUT, tr("Cut the streets at their junctions"), True)
        self.declare(cut, tr("One row for each piece from junction to junction, so that one bad junction colours the piece that leads to it and not the whole line. Unticked, the lines stay as they are and take the worst junction they meet."))  # fmt: skip
        signals = QgsProcessingParameterFeatureSource(self.SIGNALS, tr("Traffic signals"), [QgsProcessing.SourceType.VectorPoint], None, True)  # fmt: skip
        self.declare(signals, tr("Points of signals, or points of OpenStreetMap (the same .osm file): those that are signals are kept. Without them every junction counts as having none."))  # fmt: skip
        real, csv = QgsProcessingParameterNumber.Type.Double, QgsProcessingParameterFile.Behavior.File
        near = QgsProcessingParameterNumber(self.SIGNAL_M, tr("Signals of a junction within (m)"), real, 20.0, False, 0, 200)  # fmt: skip
        self.declare(near, tr("Signals are often drawn at the stop lines, not at the junction."), advanced=True)
        snap = QgsProcessingParameterNumber(self.SNAP_M, tr("Snapping distance (m)"), real, 0.5, False, 0, 50)
        self.declare(snap, tr("Ends of lines closer than this meet at one junction."), advanced=True)
        rules = QgsProcessingParameterFile(self.RULES, tr("Table of the rules"), csv, "csv", None, True)
        self.declare(rules, tr("A changed copy of stress_furth.csv or stress_bna.csv. Empty: the plugin's."), advanced=True)  # fmt: skip
        table = QgsProcessingParameterFile(self.ASSUMED, tr("Table of assumed values"), csv, "csv", None, True)
        self.declare(table, tr("A changed copy of trafic_stress_defaut.csv: speeds, traffic, lanes, widths by class, speeds of maxspeed words. Empty: the plugin's."), advanced=True)  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Stress of streets"), QgsProcessing.SourceType.VectorLine)  # fmt: skip
        self.declare(output, tr("The streets with their columns, the stress of each direction, where it comes from and the rule."))  # fmt: skip
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("Kilometres by level"), "PNG (*.png)", None, True, False)  # fmt: skip
        self.declare(picture, tr("Kilometres by level of stress, for the whole and by kind of facility."))
        for level, key in enumerate(self.KM, start=1):
            self.addOutput(QgsProcessingOutputNumber(key, tr("Kilometres of level {}").format(level)))
        self.addOutput(QgsProcessingOutputNumber(self.KM_UNKNOWN, tr("Kilometres whose level is not known")))
        self.declare_skipped()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        signals = parameters.get(self.SIGNALS)
        if isinstance(signals, str) and signals.lower().endswith((".osm", ".pbf")):
            parameters[self.SIGNALS] = f"{signals}|layername=points"
        return bool(super().prepareAlgorithm(parameters, context, feedback))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import shapely

        skips = Skips(feedback)
        frame, columns, raw = self._streets(parameters, context, feedback, skips)
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        metric = frame.geometry if frame.crs == crs else frame.geometry.to_crs(crs)
        rated = self._rate(parameters, context, feedback, skips, frame, columns)
        progress_within(feedback, 45, 60)(0.0)
        met = None
        if self.parameterAsBool(parameters, self.INTERSECTIONS, context):
            met = self._junctions(parameters, context, feedback, skips, rated, metric, crs)
        length = shapely.length(metric.to_numpy())
        notes = [*self._told(rated, length, columns, feedback), *skips.notes()]
        written = stress_results.stress_fields(met is not None, raw)
        rules = stress_results.rule_texts(rated.stress, rated.tables, rated.rules)
        for name, values in stress_results.columns(rated.stress, rules).items():
            frame[name] = values
        frame["level"] = rated.streets.level.astype("int64")
        if met is not None:
            cut = self.parameterAsBool(parameters, self.CUT, context)
            frame = stress_results.with_junctions(frame, met, rated.stress, metric.crs, cut)
            if cut:
                feedback.pushInfo(tr("{pieces} pieces of {streets} streets.").format(pieces=len(frame), streets=len(metric)))  # fmt: skip
        kept = kept_fields(self.input(self.STREETS).source.fields(), [f.name for f in written])
        method = tr("Furth's LTS tables v2.2") if not rated.rules else tr("Segment rules of BNA (PeopleForBikes)")
        title = tr("Level of traffic stress")
        output = Output((*written, *kept), self.metadata(title, method, notes, frame.crs), "MultiLineString", "cycle_stress")  # fmt: skip
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback)}
        if parameters.get(self.PICTURE):
            results[self.PICTURE] = self._picture(parameters, context, rated, length, title)
        km = stress_results.kilometres(rated.stress, length)
        results |= {key: float(value) for key, value in zip((self.KM_UNKNOWN, *self.KM), km, strict=True)}
        return {**results, "SKIPPED": skips.count}

    def _streets(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> tuple[geopandas.GeoDataFrame, dict[str, list[str]], bool]:
        """The streets, the columns of each thing, and whether they are raw lines of OpenStreetMap."""
        from ...analysis.cycling.street_attributes import resolve, with_national_columns

        source = self.input(self.STREETS)
        mapping = self.parameterAsString(parameters, self.MAPPING, context)
        columns = resolve(source.field_names(), mapping)
        raw = "ame_d" not in columns and "ame_g" not in columns and [n.casefold() for n in columns.get("class", [])] == ["highway"]  # fmt: skip
        # Every column: those that are not read are kept, and lines of OpenStreetMap may have any tag as a column.
        frame = self.read(self.STREETS, source.field_names(), skips, progress_within(feedback, 0, 30))
        if raw:
            road = frame[columns["class"][0]].notna()
            if not road.any():
                raise DataError(
                    noop("No line of “{layer}” has a value of “{field}”: choose the streets."), layer=source.name, field=columns["class"][0]
                )  # fmt: skip
            if not road.all():
                feedback.pushInfo(tr("{count} lines of OpenStreetMap that are no street are left out.").format(count=int((~road).sum())))  # fmt: skip
            frame = with_national_columns(frame[road])
            columns = resolve([str(c) for c in frame.columns], mapping)
        elif not {"ame_d", "ame_g"} & set(columns) and "class" in columns and frame[columns["class"][0]].astype(str).str.casefold().str.contains("piste cyclable|voie verte").any():  # fmt: skip
            feedback.pushWarning(tr("Cycle tracks are rated by their class, without facility columns: for “Gaps of the cycle network” on facilities, run “Import and check cycle facilities” with the streets first."))  # fmt: skip
        feedback.pushInfo(tr("Fields used: {}.").format("; ".join(f"{k} = {', '.join(v)}" for k, v in columns.items() if not k.startswith("tag:"))))  # fmt: skip
        return frame.copy(), columns, raw

    def _rate(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame, columns: dict[str, list[str]],
    ) -> _Rated:  # fmt: skip
        from dataclasses import replace

        from ...analysis.cycling.bna_stress import bna_stress, read_bna
        from ...analysis.cycling.street_attributes import read_streets
        from ...analysis.cycling.stress import in_town, segment_stress
        from ...analysis.cycling.stress_tables import read_defaults, read_furth

        bna = self.parameterAsEnumString(parameters, self.SCHEME, context) == BNA
        own = self.parameterAsFile(parameters, self.RULES, context)
        tables = read_furth(own if own and not bna else STRESS_FURTH)
        rules = read_bna(own or STRESS_BNA) if bna else ()
        defaults = read_defaults(self.parameterAsFile(parameters, self.ASSUMED, context) or STRESS_DEFAULTS)
        streets = read_streets(frame, columns, defaults)
        if streets.unread:
            shown = ", ".join(f"“{text}”" for text in streets.unread[:SHOWN])
            feedback.pushWarning(tr("Speeds that are not understood count as unknown: {texts}{more}.").format(texts=shown, more=", …" if len(streets.unread) > SHOWN else ""))  # fmt: skip
        progress_within(feedback, 30, 45)(0.5)
        if self.has(self.BUILT_UP):
            areas = self.read(self.BUILT_UP, [], skips, progress_within(feedback, 30, 40)).to_crs(frame.crs)
            usual = in_town(streets, frame.geometry.to_numpy(), areas.geometry.to_numpy(), defaults)
            streets = replace(streets, speed_usual_kmh=usual)
        stress = segment_stress(streets, tables, defaults, self.parameterAsBool(parameters, self.DEFAULTS, context))
        return _Rated(streets, bna_stress(streets, stress, rules) if bna else stress, tables, rules, stress.situation)

    def _junctions(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        rated: _Rated, metric: geopandas.GeoSeries, crs: Any,
    ) -> Junctions:  # fmt: skip
        from ...analysis.cycling.crossings import signalised, street_network

        progress, snap_m = progress_within(feedback, 60, 80), self.parameterAsDouble(parameters, self.SNAP_M, context)
        network = street_network(metric.to_numpy(), rated.streets.level, crs.to_wkt(), progress, snap_m)
        x, y = self._signals(feedback, skips, crs) if self.has(self.SIGNALS) else ((), ())
        with_signals = signalised(network, x, y, self.parameterAsDouble(parameters, self.SIGNAL_M, context))
        feedback.pushInfo(tr("{nodes} ends and junctions, {signals} of them with signals.").format(nodes=network.nodes, signals=int(with_signals.sum())))  # fmt: skip
        return stress_results.Junctions(network, with_signals)

    def _signals(self, feedback: QgsProcessingFeedback, skips: Skips, crs: Any) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Coordinates of the signals: every point, or of the points of OpenStreetMap those that are signals."""
        import shapely

        source = self.input(self.SIGNALS)
        names = [name for name in ("highway", "other_tags", "crossing") if name in source.field_names()]
        points = self.read(self.SIGNALS, names, skips, progress_within(feedback, 80, 85))
        if "highway" in names:
            signal = points["highway"].astype(object) == "traffic_signals"
            if "other_tags" in names:
                tags = points["other_tags"].astype(object).fillna("").astype(str)
                signal |= tags.str.contains('"crossing"=>"traffic_signals"', regex=False) | tags.str.contains('"crossing:signals"=>"yes"', regex=False)  # fmt: skip
            if "crossing" in names:
                signal |= points["crossing"].astype(object) == "traffic_signals"
            points = points[signal.to_numpy(dtype=bool)]
            feedback.pushInfo(tr("{count} points of “{layer}” are traffic signals.").format(count=len(points), layer=source.name))  # fmt: skip
        spots = shapely.centroid(points.geometry.to_crs(crs).to_numpy())
        return shapely.get_x(spots), shapely.get_y(spots)

    def _told(
        self, rated: _Rated, length: numpy.ndarray, columns: dict[str, list[str]], feedback: QgsProcessingFeedback
    ) -> list[str]:
        """Say what was found and what was assumed; returned for the metadata."""
        from ...analysis.cycling.stress import DEFAULT

        stress, streets = rated.stress, rated.streets
        here, level = stress.allowed.any(axis=1), stress.street_lts
        total = max(float(length[here].sum()), 1e-9)
        km = stress_results.kilometres(stress, length)
        shut = float(length[~here].sum()) / 1000
        assumed = (stress.source == DEFAULT).any(axis=1)
        share = 100 * float(length[here & assumed].sum()) / total
        notes = [
            tr("Kilometres by level: {one} of 1, {two} of 2, {three} of 3, {four} of 4, {unknown} unknown; {shut} closed to bikes.").format(
                one=f"{km[1]:.1f}", two=f"{km[2]:.1f}", three=f"{km[3]:.1f}", four=f"{km[4]:.1f}", unknown=f"{km[0]:.1f}", shut=f"{shut:.1f}",
            ),
            tr("{share} % of the length has a level that depends on an assumed value.").format(share=f"{share:.0f}"),
        ]  # fmt: skip
        pushed = here & (stress.kmh > 0) & (stress.kmh <= 5)
        if pushed.any():
            notes.append(tr("{km} km of them are ways where the bike is pushed (bike_kmh of 5 at most): no cycle network.").format(km=f"{length[pushed].sum() / 1000:.1f}"))  # fmt: skip
        for name, origin in ((tr("speed"), stress.filled.speed_from), (tr("traffic"), stress.filled.adt_from)):
            part = 100 * float(length[here & streets.motor & (origin == DEFAULT)].sum()) / total
            notes.append(tr("Assumed {what}: {share} % of the length.").format(what=name, share=f"{part:.0f}"))
        if "oneway" not in columns and "tags" not in columns:
            notes.append(tr("No field says one-way streets: they are two-way unless a contraflow facility says otherwise."))  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        if not level[here].any():
            feedback.pushWarning(tr("No level is known: give speed, traffic and lanes, or let them be assumed."))
        return notes

    def _picture(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        rated: _Rated,
        length: numpy.ndarray,
        title: str,
    ) -> str:
        import numpy

        stress = rated.stress
        deciding = rated.kinds[numpy.arange(len(stress.lts)), stress.worst]
        figure = stress_results.picture(stress, deciding, length, title)
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        return write_beside(target, lambda part: figure.savefig(part, format="png"))
