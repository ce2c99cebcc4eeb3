# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:preparenetwork``: road lines made into a network, once, kept in a file beside them."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..parameter_tables import NETWORK_SPEEDS
from ..provenance import InputTrace
from ..reading import VectorInput
from ..writing import Field, Output, write_beside
from .network_parameter import MODES

if TYPE_CHECKING:
    from ...analysis.network.road_network import RoadNetwork


class PrepareNetwork(PcaetAlgorithm):
    """Lines → network file, edges and dangling ends."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "network"
    ROADS, MAPPING, SPEEDS, SNAP_M, CROSSINGS = "ROADS", "MAPPING", "SPEEDS", "SNAP_M", "CROSSINGS"
    DANGLE_M, PROJECT_CRS, REBUILD = "DANGLE_M", "PROJECT_CRS", "REBUILD"
    OUTPUT, EDGES, DANGLES = "OUTPUT", "EDGES", "DANGLES"
    NETWORK, NODES, EDGE_COUNT, PARTS, OUTSIDE_KM = "NETWORK", "NODES", "EDGE_COUNT", "PARTS", "OUTSIDE_KM"
    ASSUMED_PCT, DANGLE_COUNT, REUSED = "ASSUMED_PCT", "DANGLE_COUNT", "REUSED"

    def name(self) -> str:
        return "preparenetwork"

    def displayName(self) -> str:
        return tr("Prepare a road network")

    def tags(self) -> list[str]:
        return [tr("network"), tr("roads"), "BD TOPO", "OSM", tr("isochrone"), tr("carpool"), tr("bike")]

    def shortHelpString(self) -> str:
        return tr(
            "Makes a network of road lines, once, for the tools on carpool areas and cycle routes: BD TOPO (TRONCON_DE_ROUTE), "
            "OpenStreetMap (.osm.pbf, .osm or a layer with the column highway), or any lines with a mapping of fields.\n\n"
            "Ends closer than the snapping distance are joined; roads that share a vertex of the same level too; a bridge or a "
            "tunnel is never joined to what it crosses. One-way roads, speeds and closed roads come from the fields. A speed that "
            "no field gives is assumed from the class of the road and counted as such.\n\n"
            "The network is written beside the roads; run again, it is used as it is until the roads or the parameters change. "
            "Read the report: parts that do not connect, ends that stop just before a road, speeds assumed."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        roads = QgsProcessingParameterFeatureSource(self.ROADS, tr("Roads"), [QgsProcessing.SourceType.VectorLine])
        self.declare(roads, tr("Lines of roads, streets, paths: all of them, for the modes you need. An OSM file may be given as it is."))  # fmt: skip
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Fields"), None, True, True)
        self.declare(
            mapping,
            tr("For example: speed=V85; oneway=sens; class=nature; level=pos_sol. Known: id, class, importance, speed (km/h driven), maxspeed (limit), oneway, level, state, car_access, walk_access, bridge, tunnel. Empty, usual names are recognised."),
        )  # fmt: skip
        speeds = QgsProcessingParameterFile(
            self.SPEEDS, tr("Table of speeds"), QgsProcessingParameterFile.Behavior.File, "csv", None, True
        )
        self.declare(speeds, tr("CSV: base;class;car_kmh;bike_kmh;walk_kmh;source. Empty: the plugin's table, to copy and change."), advanced=True)  # fmt: skip
        real = QgsProcessingParameterNumber.Type.Double
        snap = QgsProcessingParameterNumber(self.SNAP_M, tr("Snapping distance (m)"), real, 0.5, False, 0, 50)
        self.declare(snap, tr("Ends of lines closer than this become one node. 0.5 m for BD TOPO and OSM; more for hand-drawn lines."))  # fmt: skip
        crossings = QgsProcessingParameterBoolean(self.CROSSINGS, tr("Join lines that cross"), False)
        self.declare(crossings, tr("For lines drawn without a vertex at junctions. Lines of different levels are still not joined."), advanced=True)  # fmt: skip
        dangle = QgsProcessingParameterNumber(self.DANGLE_M, tr("Ends that stop short: within (m)"), real, 10.0, False, 0, 200)  # fmt: skip
        self.declare(dangle, tr("A dead end this close to a road that it does not join is reported."), advanced=True)
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        again = QgsProcessingParameterBoolean(self.REBUILD, tr("Prepare again even if nothing has changed"), False)
        self.declare(again, tr("By default, a network whose roads and parameters are the same is used as it is."), advanced=True)  # fmt: skip
        output = QgsProcessingParameterFileDestination(
            self.OUTPUT, tr("Network"), tr("Road network (*.npz)"), None, True, False
        )
        self.declare(output, tr("Empty: beside the roads, under their name, with the ending .reseau.npz."))
        line, point = QgsProcessing.SourceType.VectorLine, QgsProcessing.SourceType.VectorPoint
        edges = QgsProcessingParameterVectorDestination(self.EDGES, tr("Pieces of road"), line, None, True, False)
        self.declare(edges, tr("What the network knows of each piece of road, to check it: speeds, directions, part."))
        dangles = QgsProcessingParameterVectorDestination(self.DANGLES, tr("Ends that stop short"), point, None, True, False)  # fmt: skip
        self.declare(dangles, tr("Dead ends near a road that they do not join: forgotten junctions, or walls."))
        self.addOutput(QgsProcessingOutputString(self.NETWORK, tr("Network file")))
        for key, label in (
            (self.NODES, tr("Nodes")), (self.EDGE_COUNT, tr("Pieces of road")), (self.PARTS, tr("Parts that do not connect (car)")),
            (self.OUTSIDE_KM, tr("Length outside the largest part (car, km)")), (self.ASSUMED_PCT, tr("Length with an assumed speed (car, %)")),
            (self.DANGLE_COUNT, tr("Ends that stop short")), (self.REUSED, tr("1 when the network was used as it is")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.network import network_file
        from ...analysis.network.report import report

        source = self.input(self.ROADS)
        file = _file_of(source, parameters.get(self.ROADS))
        options = self._options(parameters, context, source)
        target = (
            self.parameterAsFileOutput(parameters, self.OUTPUT, context)
            if parameters.get(self.OUTPUT)
            else _beside(file)
        )
        mark = network_file.fingerprint(file, options) if file else ""
        again = self.parameterAsBool(parameters, self.REBUILD, context)
        within_m = self.parameterAsDouble(parameters, self.DANGLE_M, context)
        known = None if again or not mark else _known(target, mark, feedback)
        if known:
            network, facts = known
            self._traces += [InputTrace(**facts["input"])] if "input" in facts else []
            if facts.get("report", {}).get("within_m") != within_m:
                facts["report"] = report(network, within_m, progress_within(feedback, 50, 85))
        else:
            skips = Skips(feedback)
            network, facts = self._build(parameters, context, feedback, skips)
            facts["report"] = report(network, within_m, progress_within(feedback, 80, 90))
            facts |= {
                "source": file, "fingerprint": mark, "options": options, "layer": source.name, "skipped": skips.count,
                "notes": skips.notes(), "input": asdict(self._traces[-1]), "assumed_share": facts["report"]["assumed_share"],
            }  # fmt: skip
            target = write_beside(target, lambda part: network_file.save(part, network, facts))
        results = self._told(network, facts["report"], feedback)
        self._layers(parameters, context, feedback, network, results, facts.get("notes", []))
        return {
            **results, self.OUTPUT: target, self.NETWORK: target, self.REUSED: int(known is not None), "SKIPPED": facts.get("skipped", 0)
        }  # fmt: skip

    def _options(
        self, parameters: dict[str, Any], context: QgsProcessingContext, source: VectorInput
    ) -> dict[str, Any]:
        """What the network depends on beside the roads' file."""
        return {
            "layer": source.fast.layer if source.fast else source.name,
            "where": source.fast.where if source.fast else None,
            "mapping": self.parameterAsString(parameters, self.MAPPING, context),
            "speeds": _text(self.parameterAsFile(parameters, self.SPEEDS, context) or str(NETWORK_SPEEDS)),
            "snap_m": self.parameterAsDouble(parameters, self.SNAP_M, context),
            "crossings": self.parameterAsBool(parameters, self.CROSSINGS, context),
            "crs": self.parameterAsCrs(parameters, self.PROJECT_CRS, context).authid(),
        }

    def _build(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> tuple[RoadNetwork, dict[str, Any]]:
        from ...analysis.memory import give_back
        from ...analysis.network.build import connect, vertices
        from ...analysis.network.road_rules import read_speeds, resolve, roads

        source = self.input(self.ROADS)
        speeds = read_speeds(self.parameterAsFile(parameters, self.SPEEDS, context) or NETWORK_SPEEDS)
        columns = resolve(source.field_names(), self.parameterAsString(parameters, self.MAPPING, context))
        feedback.pushInfo(
            tr("Fields used: {}.").format(", ".join(f"{k} = {v}" for k, v in columns.items()) or tr("none"))
        )
        frame = self.read(self.ROADS, list(dict.fromkeys(columns.values())), skips, progress_within(feedback, 0, 45))
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        shapes = frame.geometry if frame.crs == crs else frame.geometry.to_crs(crs)
        progress = progress_within(feedback, 50, 80)
        progress(0.0)
        rules = roads(frame, columns, speeds, lambda part: progress(0.1 * part))
        ids = frame[columns["id"]].to_numpy(dtype=object) if "id" in columns else frame.index.to_numpy()
        lines = shapes.to_numpy()
        del frame, shapes  # a département's attributes, then its geometries, weigh more than all that follows
        ends = vertices(lines, rules, progress)
        del lines
        give_back()
        network, built = connect(
            ends, rules, ids, crs.to_wkt(), progress,
            self.parameterAsDouble(parameters, self.SNAP_M, context), self.parameterAsBool(parameters, self.CROSSINGS, context),
        )  # fmt: skip
        if rules.unread:
            words = ", ".join(f"{word} ({count})" for word, count in list(rules.unread.items())[:10])
            feedback.pushWarning(
                tr("Directions that are not understood count as both ways: {words}.").format(words=words)
            )
        if rules.base == "any":
            feedback.pushWarning(tr("No field says the class of the roads: speeds are those of the line any;default of the table, unless a field gives them. Say class=… in the fields."))  # fmt: skip
        feedback.pushInfo(
            tr("{snapped} ends moved onto another within the snapping distance; {short} pieces shorter than it left out; {joined} crossings joined.").format(
                snapped=built.snapped, short=built.too_short, joined=built.crossings
            )
        )  # fmt: skip
        return network, {"base": rules.base}

    def _told(self, network: RoadNetwork, facts: dict[str, Any], feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Say the report in the log; returns the numeric outputs."""
        feedback.pushInfo(tr("{nodes} nodes, {edges} pieces of road.").format(nodes=network.nodes, edges=network.edges))
        names = {"car": tr("Car"), "bike": tr("Bike"), "walk": tr("On foot")}
        links = facts["links"]
        for mode, link in links.items():
            feedback.pushInfo(
                tr("{mode}: {km} km in {parts} parts; the largest has {share} % of the nodes, of which {trapped} cannot be both reached and left; {outside} km are outside it.").format(
                    mode=names[mode], km=f"{facts['km'][mode]:.1f}", parts=link["parts"], outside=f"{link['outside_km']:.1f}",
                    share=f"{100 * link['largest'] / max(link['nodes'], 1):.1f}", trapped=link["trapped"],
                )
            )  # fmt: skip
        feedback.pushInfo(
            tr("Cars: mean speed {speed} km/h; speed assumed from the class for {assumed} % of the length; {oneway} % of the length is one-way. {ends} dead ends.").format(
                speed=f"{facts['mean_kmh']:.0f}", assumed=f"{100 * facts['assumed_share']:.0f}", oneway=f"{100 * facts['oneway_share']:.0f}", ends=facts["dead_ends"],
            )
        )  # fmt: skip
        if links["car"]["largest"] < 0.9 * links["car"]["nodes"]:
            feedback.pushWarning(tr("The roads for cars do not connect well: their largest part has fewer than nine nodes in ten. A greater snapping distance, or “Join lines that cross”, may help; see “Ends that stop short”."))  # fmt: skip
        return {
            self.NODES: network.nodes, self.EDGE_COUNT: network.edges, self.PARTS: links["car"]["parts"],
            self.OUTSIDE_KM: links["car"]["outside_km"], self.ASSUMED_PCT: 100 * facts["assumed_share"],
            self.DANGLE_COUNT: facts["dangles"],
        }  # fmt: skip

    def _layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork,
        results: dict[str, Any], notes: list[str],
    ) -> None:  # fmt: skip
        import geopandas
        import pyproj

        from ...analysis.network.report import dangles

        crs = pyproj.CRS.from_wkt(network.crs_wkt)
        method = tr("Lines joined at their ends and at vertices of the same level; speeds from the fields, else from the table by class.")  # fmt: skip
        if parameters.get(self.DANGLES):
            node, gap = dangles(network, self.parameterAsDouble(parameters, self.DANGLE_M, context))
            points = geopandas.GeoDataFrame(
                {"node": node, "gap_m": gap}, geometry=geopandas.points_from_xy(network.x[node], network.y[node]), crs=crs
            )  # fmt: skip
            written = (Field("node", "integer", tr("Node")), Field("gap_m", "real", tr("Gap (m)")))
            metadata = self.metadata(tr("Ends that stop short"), method, notes, crs)
            output = Output(written, metadata, "Point", "network_dangles")
            results[self.DANGLES] = self.write(parameters, self.DANGLES, points, output, context, feedback)
        if parameters.get(self.EDGES):
            results[self.EDGES] = self._edges(parameters, context, feedback, network, crs, method, notes)

    def _edges(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, network: RoadNetwork,
        crs: Any, method: str, notes: list[str],
    ) -> str:  # fmt: skip
        import geopandas
        import numpy

        words = numpy.array(["", tr("drawn direction"), tr("against the drawing"), tr("both ways")], dtype=object)
        road = network.road
        label, _sizes = network.components("car")
        part = label[network.tail]
        edges = geopandas.GeoDataFrame(
            {
                "road_id": network.ids[road], "length_m": network.length_m,
                **{f"{mode}_kmh": network.kmh[road, i] for i, mode in enumerate(MODES)},
                "direction": words[network.direction[road, 0]], "level": network.level[road],
                "speed_source": numpy.where(network.kmh[road, 0] <= 0, tr("no car"), numpy.where(network.assumed[road], tr("assumed"), tr("field"))),
                "part": numpy.where((part >= 0) & (network.kmh[road, 0] > 0), part + 1.0, numpy.nan),
            },
            geometry=network.lines, crs=crs,
        )  # fmt: skip
        written = (
            Field("road_id", "text", tr("Road")), Field("length_m", "real", tr("Length (m)")),
            Field("car_kmh", "real", tr("Car (km/h)")), Field("bike_kmh", "real", tr("Bike (km/h)")), Field("walk_kmh", "real", tr("Walk (km/h)")),
            Field("direction", "text", tr("Direction of cars")), Field("level", "integer", tr("Level")),
            Field("speed_source", "text", tr("Speed of cars from")), Field("part", "real", tr("Part of the network (car)")),
        )  # fmt: skip
        metadata = self.metadata(tr("Pieces of road"), method, notes, crs)
        output = Output(written, metadata, "LineString", "network_edges")
        return self.write(parameters, self.EDGES, edges, output, context, feedback)


def _file_of(source: VectorInput, given: Any) -> str:
    """The file that the roads are read from whole; empty for a part of it, and for what the file does not hold: edits, joins,
    virtual fields, a database, a layer in memory."""
    layer = next((owner for owner in source.owners if isinstance(owner, QgsVectorLayer)), None)
    if layer is None or layer.dataProvider().name() != "ogr" or layer.isEditable() or layer.vectorJoins():
        return ""
    if source.fast is None and layer.subsetString():
        return ""
    if any(layer.fields().fieldOrigin(i) != Qgis.FieldOrigin.Provider for i in range(layer.fields().count())):
        return ""
    if isinstance(given, QgsProcessingFeatureSourceDefinition) and (
        given.selectedFeaturesOnly or given.featureLimit != -1 or given.filterExpression
    ):
        return ""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path") or "")


def _beside(file: str) -> str:
    """The network's place beside its roads. Raises ``DataError`` when the roads are not a file or their folder is closed."""
    from ...analysis.network.network_file import SUFFIX

    if not file:
        raise DataError(
            noop("The roads are not read from a file as a whole: choose where to write the network (OUTPUT).")
        )
    path = Path(file)
    if not os.access(path.parent, os.W_OK):
        raise DataError(
            noop("Nothing can be written in the folder of the roads, “{folder}”: choose where to write the network (OUTPUT)."),
            folder=str(path.parent),
        )  # fmt: skip
    return str(path.with_name(path.name + SUFFIX))


def _known(target: str, mark: str, feedback: QgsProcessingFeedback) -> tuple[RoadNetwork, dict[str, Any]] | None:
    """The network, with its facts, that stands at ``target`` if it was made of the same roads with the same parameters."""
    from ...analysis.network import network_file

    if not Path(target).is_file():
        return None
    try:
        if network_file.read_facts(target).get("fingerprint") != mark:
            feedback.pushInfo(tr("The roads or the parameters have changed: the network is prepared again."))
            return None
        known = network_file.load(target)
    except DataError as error:
        feedback.pushWarning(tr(error.sentence).format(**error.facts))
        return None
    feedback.pushInfo(
        tr("Nothing has changed: the network of “{file}” is used as it is.").format(file=Path(target).name)
    )
    return known


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return path
