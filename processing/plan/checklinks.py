# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:checklinks``: what became of the places of actions after their layers were updated."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records import plan_file
from ...records.links import KnownLink, SourceLayer, known_links, relink, set_state
from ...records.relinking import AMBIGUOUS, CHANGED, LOST, MOVED, OK
from ...records.writing.safe_text import neutralised
from .. import preferences, reading
from ..base import PcaetAlgorithm, Skips, progress_within
from ..environment import libraries
from ..writing import Output, destination, writable
from .link_check import CheckedLink, Proposal, check, without_layer
from .link_report import ACCEPTED, ID, accepted, place_fields, proposal_fields, state_names, style_places
from .linked_layers import LayerFinder, LinkedLayer, read_layer
from .marked_table import marked
from .plan_access import plan_help, plan_parameter, writing

if TYPE_CHECKING:
    import pandas

STATES = (OK, MOVED, CHANGED, LOST, AMBIGUOUS)
TEXT_DRIVERS = {"CSV", "XLSX", "ODS"}
SHOWN = 20


class CheckLinks(PcaetAlgorithm):
    """Check the links of a plan against their layers, and apply what a person accepted."""

    REQUIRES = libraries.GEOMETRY
    GROUP_ID = "plan"
    PLAN, LAYERS, REPLACED, MIN_OVERLAP, DISTANCE = "PLAN", "LAYERS", "REPLACED", "MIN_OVERLAP", "DISTANCE"
    APPLY, UPDATE_STATES, OUTPUT, OUTPUT_PROPOSALS = "APPLY", "UPDATE_STATES", "OUTPUT", "OUTPUT_PROPOSALS"
    APPLIED, PROPOSED = "APPLIED", "PROPOSED"

    def name(self) -> str:
        return "checklinks"

    def displayName(self) -> str:
        return tr("Check the places of a plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("action"), tr("places"), tr("link"), tr("key"), tr("update"), tr("relink")]

    def flags(self) -> Any:
        return (
            super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading
        )  # layers of the project are read as they are shown

    def shortHelpString(self) -> str:
        return tr(
            "Says, for each place that an action is attached to, what became of it in its layer after an update: in order "
            "(ok), moved (same form, elsewhere), changed (another form, another key, or a key written otherwise), lost, or "
            "ambiguous. Nothing is changed in the plan unless asked.\n\n"
            "A place is looked for by its key; by the key written otherwise (case, spaces, leading zeros); by its form; then "
            "by the best overlap, or the nearest point. Two geometries have the same form when, rounded to the centimetre "
            "in the plan's CRS, they are equal whatever the first vertex, the direction and the order of the parts. A key "
            "field under another name is recognised by the keys it holds. The feature id, which a repacked shapefile gives "
            "to others, is never trusted alone.\n\n"
            "Every other feature that a place may be is a proposal. Write yes in the column “accepted” of those that are "
            "right, and run again with that table in APPLY: the link then takes the key, the layer and the geometry of the "
            "feature. A proposal holds only for the link and the feature it was made for. When two candidates differ by "
            "less than a tenth, the place is ambiguous.\n\n"
            "Limits: each link is checked against one layer; a road cut in two is found by the larger half. The copy of the "
            "geometry stays in the plan when a place is lost.\n\n"
            "Source: method of the reference of Atlas PCAET (key, same geometry, best overlap); normal form of OGC geometries."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        layers = QgsProcessingParameterMultipleLayers(self.LAYERS, tr("Layers"), QgsProcessing.SourceType.VectorAnyGeometry, None, True)  # fmt: skip
        self.declare(layers, tr("Only the links to these layers are checked, told by address, name or fields. Empty: every link, against the project's layers, else the files the links name."))  # fmt: skip
        replaced = QgsProcessingParameterString(self.REPLACED, tr("Layer that the links know"), None, False, True)
        self.declare(replaced, tr("When the layer has another name and other fields now: the name the links know it by; the layer given above replaces it."), advanced=True)  # fmt: skip
        real = QgsProcessingParameterNumber.Type.Double
        overlap = QgsProcessingParameterNumber(self.MIN_OVERLAP, tr("Least share in common"), real, 0.5, True, 0.01, 1)
        self.declare(overlap, tr("From which a polygon (intersection over union) or a line (length near the other) is proposed. A choice of this tool, 0.5: at least half."))  # fmt: skip
        distance = QgsProcessingParameterNumber(self.DISTANCE, tr("Distance (m)"), real, 10.0, True, 0.01, 1000)
        self.declare(distance, tr("Within which a point is proposed, and a line counts as lying along another. A choice of this tool, 10 m."), advanced=True)  # fmt: skip
        table = QgsProcessingParameterFeatureSource(
            self.APPLY, tr("Proposals accepted"), [QgsProcessing.SourceType.Vector], None, True
        )
        self.declare(table, tr("The proposals of a former run, with yes in the column “accepted”. Empty: nothing is applied."))  # fmt: skip
        states = QgsProcessingParameterBoolean(self.UPDATE_STATES, tr("Write the states in the plan"), False, True)
        self.declare(states, tr("The docks and the atlas then show which places are to be looked at."))
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Places checked"), QgsProcessing.SourceType.VectorPoint, None, True)  # fmt: skip
        self.declare(output, tr("A point on each place, with its state, what found it again and a sentence. The geometry itself is in the plan."))  # fmt: skip
        proposals = QgsProcessingParameterVectorDestination(self.OUTPUT_PROPOSALS, tr("Proposals"), QgsProcessing.SourceType.Vector, None, True)  # fmt: skip
        self.declare(proposals, tr("One row per feature that a place may be, the column “accepted” empty. A CSV or a workbook can be filled outside QGIS."))  # fmt: skip
        for state, label in state_names().items():
            self.addOutput(QgsProcessingOutputNumber(state.upper(), tr("Places: {}").format(label)))
        self.addOutput(QgsProcessingOutputNumber(self.PROPOSED, tr("Proposals")))
        self.addOutput(QgsProcessingOutputNumber(self.APPLIED, tr("Proposals applied")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        for key, geometry in ((self.OUTPUT, "Point"), (self.OUTPUT_PROPOSALS, None)):
            if parameters.get(key) is not None:
                writable(self.parameterAsOutputLayer(parameters, key, context), geometry)
        path = self.parameterAsFile(parameters, self.PLAN, context)
        with closing(plan_file.open_plan(path)) as plan:
            crs = QgsCoordinateReferenceSystem(plan.execute("SELECT crs FROM plan").fetchone()[0])
            links = known_links(plan)
        if crs.isGeographic():
            raise DataError(
                noop("The plan is in {crs}, in degrees: places are compared in metres. Make the plan in a projected CRS."),
                crs=crs.authid(),
            )  # fmt: skip
        chosen = self._accepted()
        skips = Skips(feedback)
        checked, outside = self._check(parameters, links, crs, context, feedback, skips)
        wanted = self._wanted(checked, chosen, feedback)
        if wanted or self.parameterAsBool(parameters, self.UPDATE_STATES, context):
            self._write_plan(path, checked, wanted, crs, parameters, context)
        results = self._outputs(parameters, checked, crs, context, feedback, skips)
        counts = Counter(one.state for one in checked)
        for state, label in state_names().items():
            feedback.pushInfo(tr("{state}: {count} places.").format(state=label, count=counts[state]))
        if outside:
            feedback.pushInfo(tr("{} places of other layers were not checked.").format(outside))
        return results | {
            **{state.upper(): counts[state] for state in STATES},
            self.PROPOSED: sum(len(one.proposals) for one in checked if not one.applied),
            self.APPLIED: len(wanted),
            "SKIPPED": skips.count,
        }

    def _accepted(self) -> set[str]:
        if not self.has(self.APPLY):
            return set()
        table = self.input(self.APPLY)
        return accepted(marked(table.source, table.name, ID, ACCEPTED))

    def _check(
        self,
        parameters: dict[str, Any],
        links: list[KnownLink],
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> tuple[list[CheckedLink], int]:
        """The links checked, origin by origin, and how many belong to other layers than those given."""
        given = [x for x in self.parameterAsLayerList(parameters, self.LAYERS, context) or [] if isinstance(x, QgsVectorLayer)]  # fmt: skip
        if parameters.get(self.LAYERS) and not given:
            raise DataError(noop("LAYERS: none of the layers can be loaded. Check their addresses."))
        finder = LayerFinder(given, self.parameterAsString(parameters, self.REPLACED, context), context)
        least = self.parameterAsDouble(parameters, self.MIN_OVERLAP, context)
        distance = self.parameterAsDouble(parameters, self.DISTANCE, context)
        groups = _by_layer(links, finder)
        read: dict[tuple[str, str | None], LinkedLayer] = {}
        checked, outside, done = [], 0, 0
        for (kind, origin), (layer, own) in groups.items():
            start, done = 90 * done / max(len(links), 1), done + len(own)
            progress = progress_within(feedback, start, 90 * done / max(len(links), 1))
            progress(0.0)
            if layer is None:
                if finder.concerns(origin):
                    checked += without_layer(own, _gone(kind, origin, feedback))
                else:
                    outside += len(own)
                continue
            key = (layer.id(), origin.key_field)
            if key not in read:
                read[key] = self._read(layer, origin, own, crs, context, feedback, skips)
            checked += check(own, read[key], least, distance, progress)
        return checked, outside

    def _read(
        self,
        layer: QgsVectorLayer,
        origin: SourceLayer,
        links: list[KnownLink],
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> LinkedLayer:
        if layer.subsetString():
            feedback.pushWarning(tr("The layer “{}” is filtered: what the filter hides counts as gone.").format(layer.name()))  # fmt: skip
        wanted = [link.key_value for link in links if link.key_value is not None]
        quiet = lambda _part: None  # noqa: E731 - the bar moves by links

        def reader(source: reading.VectorInput, columns: Any) -> Any:
            return self.read_source(source, columns, skips, quiet)

        return read_layer(layer, origin.key_field, wanted, crs, context, skips, reader)

    def _wanted(
        self, checked: list[CheckedLink], chosen: set[str], feedback: QgsProcessingFeedback
    ) -> list[tuple[CheckedLink, Proposal]]:
        """The proposals accepted that still hold. Raises ``DataError`` when two are for one place."""
        wanted = [(one, proposal) for one in checked for proposal in one.proposals if proposal.id in chosen]
        twice = [one for one, count in Counter(id(one) for one, _proposal in wanted).items() if count > 1]
        if twice:
            link = next(one.link for one, _proposal in wanted if id(one) == twice[0])
            raise DataError(
                noop("Two proposals are accepted for one place of the action “{action}” (key {key}): keep one of them."),
                action=link.action, key=link.key_value or link.uuid,
            )  # fmt: skip
        stale = len(chosen) - len(wanted)
        if stale:
            feedback.pushWarning(tr("{} accepted proposals no longer hold (the place or the feature changed since, or they were applied): they were left out.").format(stale))  # fmt: skip
        return wanted

    def _write_plan(
        self,
        path: str,
        checked: list[CheckedLink],
        wanted: list[tuple[CheckedLink, Proposal]],
        crs: QgsCoordinateReferenceSystem,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
    ) -> None:
        author = preferences.author()
        by_layer: dict[int, list[tuple[CheckedLink, Proposal]]] = {}
        for pair in wanted:
            by_layer.setdefault(id(pair[1].layer), []).append(pair)
        with writing(path, context) as plan:
            for pairs in by_layer.values():
                layer = pairs[0][1].layer
                places = layer.places((proposal.fid for _one, proposal in pairs), crs, context)
                for one, proposal in pairs:
                    if proposal.fid not in places:
                        raise DataError(
                            noop("The feature {fid} of the layer “{layer}” can no longer be read: run the check again."),
                            fid=proposal.fid, layer=layer.origin.name,
                        )  # fmt: skip
                    relink(plan, one.link, layer.origin, places[proposal.fid], author)
            if self.parameterAsBool(parameters, self.UPDATE_STATES, context):
                applied = {id(one) for one, _proposal in wanted}
                for one in checked:
                    if id(one) not in applied and one.state != one.link.state:
                        set_state(plan, one.link, one.state, author)
        for one, _proposal in wanted:
            one.applied = True

    def _outputs(
        self,
        parameters: dict[str, Any],
        checked: list[CheckedLink],
        crs: QgsCoordinateReferenceSystem,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> dict[str, Any]:
        import geopandas
        import pandas

        results: dict[str, Any] = {}
        method = tr("Places looked for by key, by form (rounded to the centimetre), then by overlap or distance.")
        work = reading.pyproj_crs(crs)
        if parameters.get(self.OUTPUT) is not None:
            table = pandas.DataFrame([_place_row(one) for one in checked], columns=[f.name for f in place_fields()])
            places = geopandas.GeoDataFrame(table, geometry=[one.point for one in checked], crs=work)
            metadata = self.metadata(tr("Places of the plan, checked"), method, skips.notes(), work)
            output = Output(place_fields(), metadata, "Point", None, style_places)
            results[self.OUTPUT] = self.write(parameters, self.OUTPUT, places, output, context, feedback)
        if parameters.get(self.OUTPUT_PROPOSALS) is not None:
            rows = [_proposal_row(one, p) for one in checked if not one.applied for p in one.proposals]
            table = pandas.DataFrame(rows, columns=[f.name for f in proposal_fields()])
            if (
                destination(self.parameterAsOutputLayer(parameters, self.OUTPUT_PROPOSALS, context)).driver
                in TEXT_DRIVERS
            ):
                table = _neutral(table)
            metadata = self.metadata(tr("Proposals to relink places"), method, skips.notes())
            output = Output(proposal_fields(), metadata)
            results[self.OUTPUT_PROPOSALS] = self.write(parameters, self.OUTPUT_PROPOSALS, table, output, context, feedback)  # fmt: skip
        return results


def _by_layer(
    links: list[KnownLink], finder: LayerFinder
) -> dict[tuple[str, SourceLayer], tuple[QgsVectorLayer | None, list[KnownLink]]]:
    """The links by kind and origin, with the layer found for each."""
    groups: dict[tuple[str, SourceLayer], tuple[QgsVectorLayer | None, list[KnownLink]]] = {}
    for link in links:
        key = (link.kind, link.layer)
        if key not in groups:
            groups[key] = (finder.find(*key), [])
        groups[key][1].append(link)
    return groups


def _gone(kind: str, origin: SourceLayer, feedback: QgsProcessingFeedback) -> str:
    kinds = {"point": tr("points"), "line": tr("lines"), "polygon": tr("polygons")}
    sentence = tr("The layer “{layer}” ({kind}) is neither in the project nor at its address: add it, or give the one that replaces it.").format(layer=origin.name, kind=kinds[kind])  # fmt: skip
    feedback.pushWarning(sentence)
    return sentence


def _place_row(one: CheckedLink) -> tuple[Any, ...]:
    link, found = one.link, one.verdict.candidates
    return (
        link.uuid, link.action, link.role, link.layer.name, link.layer.key_field, link.key_value, one.state,
        state_names()[one.state], link.state, one.verdict.rule or None, found[0].score if found else None,
        0 if one.applied else len(one.proposals), int(one.applied), one.sentence or None,
    )  # fmt: skip


def _proposal_row(one: CheckedLink, proposal: Proposal) -> tuple[Any, ...]:
    link, layer = one.link, proposal.layer.origin
    return (
        proposal.id, None, link.action, link.layer.name, link.key_value, one.state, proposal.candidate.rule,
        proposal.candidate.score, layer.name, layer.key_field, proposal.key_value, proposal.fid, proposal.sentence,
        link.uuid,
    )  # fmt: skip


def _neutral(table: pandas.DataFrame) -> pandas.DataFrame:
    """Texts that a spreadsheet does not execute."""
    return table.map(lambda cell: neutralised(cell) if isinstance(cell, str) else cell)
