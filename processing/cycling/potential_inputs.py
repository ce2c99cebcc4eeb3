# SPDX-License-Identifier: GPL-2.0-or-later
"""What the cycling potential reads: flows from home to work with their workers, cyclists and drivers, and their two ends."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import provenance
from ..base import PcaetAlgorithm, Skips, progress_within
from ..carpool.demand_layers import table_blocks
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field
from .potential_layers import potential_names

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

    from ...analysis.carpool.commuting_places import Communes

ANY = QgsProcessingParameterField.DataType.Any
SAME_PLACE_M = 1.0  # two ends nearer than this are one
SHOWN = 10
NO_COMMUTE = {"1", "Z", ""}  # MOBPRO: no way to work; out of scope
COUNTS = ("all", "bicycle", "car")


@dataclass(frozen=True)
class OdFlows:
    """Flows (n,) whose numbers can be used: what the output carries on in ``frame``, with the columns all, bicycle and car as
    numbers (NaN where drivers are unknown), distance and gradient where a field gives them, and the ends (n, 2) in ``crs``."""

    frame: geopandas.GeoDataFrame
    counts: pandas.DataFrame
    home: numpy.ndarray
    work: numpy.ndarray
    layer: str
    keep: tuple[Field, ...]
    notes: list[str]
    inside_km: numpy.ndarray | None = None  # (n,) as the crow flies, for flows inside one zone; NaN for the others

    @property
    def inside(self) -> numpy.ndarray:
        """Whether each flow (n,) has both its ends in one zone."""
        import numpy

        none = numpy.zeros(len(self.counts), dtype=bool)
        return none if self.inside_km is None else numpy.isfinite(self.inside_km)


class PotentialInputs(PcaetAlgorithm):
    """Parameters of the flows, and their reading."""

    FLOWS, ALL_FIELD, BICYCLE_FIELD, CAR_FIELD = "FLOWS", "ALL_FIELD", "BICYCLE_FIELD", "CAR_FIELD"
    ORIGIN_FIELD, DESTINATION_FIELD = "ORIGIN_FIELD", "DESTINATION_FIELD"
    DISTANCE_FIELD, GRADIENT_FIELD = "DISTANCE_FIELD", "GRADIENT_FIELD"
    FLOWS_FILE, BICYCLE_CODES, CAR_CODES = "FLOWS_FILE", "BICYCLE_CODES", "CAR_CODES"
    ZONES, CODE_FIELD, INSIDE = "ZONES", "CODE_FIELD", "INSIDE"

    def declare_flows(self) -> None:
        flows = QgsProcessingParameterFeatureSource(self.FLOWS, tr("Flows from home to work"), [QgsProcessing.SourceType.Vector], None, True)  # fmt: skip
        self.declare(flows, tr("Lines from home (first point) to work (last point), or a table of codes with a layer of zones."))  # fmt: skip
        for key, label, default, told, optional in (
            (self.ALL_FIELD, tr("Workers field"), "all", tr("All who go to work, by any means."), False),
            (self.BICYCLE_FIELD, tr("Cyclists field"), "bicycle", tr("Those who cycle today. 0 is a count; empty is unknown and leaves the flow out."), False),
            (self.CAR_FIELD, tr("Drivers field"), "car", tr("Those who drive. Empty is unknown: kilometres and CO2 of the flow are then unknown."), False),
            (self.ORIGIN_FIELD, tr("Residence field (table)"), "origin", tr("Code of the zone of residence, for a table."), True),
            (self.DESTINATION_FIELD, tr("Work field (table)"), "destination", tr("Code of the zone of work, for a table."), True),
            (self.DISTANCE_FIELD, tr("Distance field (km)"), None, tr("Length of the way by bike, where it is known; the road network is then of no use for it."), True),
            (self.GRADIENT_FIELD, tr("Gradient field (%)"), None, tr("Mean gradient of the way, climbs and descents alike, where it is known; the terrain model is then not read."), True),
        ):  # fmt: skip
            field = QgsProcessingParameterField(key, label, default, self.FLOWS, ANY, False, optional)
            self.declare(field, told, advanced=key in (self.DISTANCE_FIELD, self.GRADIENT_FIELD))
        file = QgsProcessingParameterFile(
            self.FLOWS_FILE, tr("…or INSEE's file of flows (MOBPRO)"), QgsProcessingParameterFile.Behavior.File, "", None, True,
            tr("CSV or its archive (*.csv *.txt *.zip)"),
        )  # fmt: skip
        self.declare(file, tr("The detail file FD_MOBPRO_YYYY.csv or its archive, of a base where bikes are apart (TRANS from 1 to 6, since 2017), with a layer of zones that are communes."))  # fmt: skip
        for key, label, default, told in (
            (self.BICYCLE_CODES, tr("Codes of the bike"), "3", tr("Values of TRANS in MOBPRO, separated by commas.")),
            (self.CAR_CODES, tr("Codes of the car"), "5", tr("Values of TRANS in MOBPRO, separated by commas.")),
        ):
            self.declare(QgsProcessingParameterString(key, label, default), told, advanced=True)
        zones = QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [QgsProcessing.SourceType.VectorPolygon], None, True)  # fmt: skip
        self.declare(zones, tr("Polygons of the codes of a table or of MOBPRO. A zone stands as one point inside it: the smaller the zones, the better the distances."))  # fmt: skip
        code = QgsProcessingParameterField(self.CODE_FIELD, tr("Code field of the zones"), "insee", self.ZONES, ANY, False, True)  # fmt: skip
        self.declare(code, tr("The field that holds the codes of the flows."))
        inside = QgsProcessingParameterBoolean(self.INSIDE, tr("Estimate the flows inside one zone"), False)
        self.declare(inside, tr("The shortest trips, of which no way is known: their length is taken from the area of the zone (mean distance in a disc) and the detour of the other flows. They have no line. Unticked, they are left out and counted."))  # fmt: skip

    def check_flows(self, parameters: dict[str, Any]) -> str:
        """What is wrong in the choice of flows, in a sentence; empty when nothing is."""
        given = [parameters.get(key) not in (None, "") for key in (self.FLOWS, self.FLOWS_FILE)]
        if sum(given) != 1:
            return tr("Give either flows or a file of flows.")
        if given[1] and parameters.get(self.ZONES) in (None, ""):
            return tr("Give the layer of zones whose codes the file of flows has.")
        return ""

    def od_flows(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any
    ) -> OdFlows:  # fmt: skip
        """The flows that can be used; the others are said, and counted with their workers. Raises ``DataError`` when none is.

        ``crs``: of the network, or None: the layer's own, or PROJECT_CRS where it does not measure metres.
        """
        if self.has(self.FLOWS) and self.input(self.FLOWS).geometry_type() == Qgis.GeometryType.Line:
            return self._from_lines(parameters, context, feedback, skips, crs)
        zones, crs = self._zones(parameters, context, feedback, skips, crs)
        inside = self.parameterAsBool(parameters, self.INSIDE, context)
        if not self.has(self.FLOWS):
            table, name = self._from_file(parameters, context, feedback, zones)
            return self._usable(table, name, zones, crs, feedback, skips, inside)
        kind = self.input(self.FLOWS).geometry_type()
        if kind not in (Qgis.GeometryType.Null, Qgis.GeometryType.Unknown):
            feedback.pushInfo(tr("“{layer}” has no lines: it is read as a table of codes.").format(layer=self.input(self.FLOWS).name))  # fmt: skip
        return self._usable(*self._from_table(parameters, context, feedback), zones, crs, feedback, skips, inside)

    def _names(self, parameters: dict[str, Any], context: QgsProcessingContext, *more: str) -> dict[str, str]:
        """Field by role. Raises ``DataError`` naming the first field that the layer has not."""
        keys = {"all": self.ALL_FIELD, "bicycle": self.BICYCLE_FIELD, "car": self.CAR_FIELD, "distance": self.DISTANCE_FIELD, "gradient": self.GRADIENT_FIELD}  # fmt: skip
        keys |= dict(zip(("origin", "destination"), more, strict=False))
        names = {role: self.parameterAsString(parameters, key, context) for role, key in keys.items()}
        source = self.input(self.FLOWS)
        for name in filter(None, names.values()):
            if name not in source.field_names():
                raise DataError(
                    noop("The layer “{layer}” has no field “{field}”. Its fields are: {fields}."),
                    layer=source.name, field=name, fields=", ".join(source.field_names()),
                )  # fmt: skip
        return {role: name for role, name in names.items() if name}

    def _from_lines(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any
    ) -> OdFlows:  # fmt: skip
        import pandas
        import shapely

        source = self.input(self.FLOWS)
        names = self._names(parameters, context)
        keep = kept_fields(source.source.fields(), potential_names())
        frame = self.read(self.FLOWS, list(dict.fromkeys([*names.values(), *(f.name for f in keep)])), skips, progress_within(feedback, 0, 5))  # fmt: skip
        crs = crs or self.work_crs(parameters, "PROJECT_CRS", frame, context, feedback)
        counts = pandas.DataFrame(
            {role: numbers(frame, name, source.name, feedback) for role, name in names.items()}, index=frame.index
        )
        coordinates, owner = shapely.get_coordinates(frame.geometry.to_crs(crs).to_numpy(), return_index=True)
        first = pandas.Series(range(len(owner))).groupby(owner).agg(["min", "max"]).to_numpy().T
        home, work = coordinates[first[0]], coordinates[first[1]]
        good = _good(counts, source.name, feedback, skips)
        near = _near(home, work)
        _leave(skips, source.name, counts, good & near, tr("home and work in the same place"), feedback)
        good &= ~near
        _refuse_none(good, source.name)
        return OdFlows(frame[good].copy(), counts[good], home[good], work[good], source.name, keep, [])

    def _zones(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any
    ) -> tuple[Communes, Any]:  # fmt: skip
        from ...analysis.carpool.area_file import text_of
        from ...analysis.carpool.commuting_places import Communes
        from ...analysis.territory.codes import normal_code

        if not self.has(self.ZONES):
            raise DataError(noop("The flows have no lines: give the layer of zones whose codes they have, or a layer of lines from home to work."))  # fmt: skip
        source = self.input(self.ZONES)
        field = self.parameterAsString(parameters, self.CODE_FIELD, context)
        frame = self.read(self.ZONES, [field], skips, progress_within(feedback, 0, 3))
        crs = crs or self.work_crs(parameters, "PROJECT_CRS", frame, context, feedback)
        codes = [normal_code(text_of(value)) for value in frame[field]] if field else []
        empty = [fid for fid, code in zip(frame.index, codes, strict=False) if not code]
        skips.add(source.name, empty, tr("no code"))
        if len(empty) == len(codes):
            raise DataError(
                noop("No zone of the layer “{layer}” has a code in the field “{field}”. Choose the field of the codes."),
                layer=source.name, field=field,
            )  # fmt: skip
        rows = [i for i, code in enumerate(codes) if code]
        kept = [codes[i] for i in rows]
        return Communes.of(frame.geometry.to_crs(crs).to_numpy()[rows], kept, kept), crs

    def _from_table(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[pandas.DataFrame, str]:
        """A table of QGIS: origin, destination and numbers, by line from 1."""
        import pandas

        from ...analysis.territory.codes import normal_code

        source = self.input(self.FLOWS)
        names = self._names(parameters, context, self.ORIGIN_FIELD, self.DESTINATION_FIELD)
        if not {"origin", "destination"} <= names.keys():
            raise DataError(noop("Choose the fields of residence and of work of “{layer}”."), layer=source.name)
        blocks = list(table_blocks(source, names, progress_within(feedback, 3, 10)))
        if not blocks:
            raise DataError(
                noop("The layer “{layer}” has no feature. Choose another layer, or remove its filter."),
                layer=source.name,
            )
        texts = pandas.concat(blocks, ignore_index=True)
        texts.index += 1
        digest = hashlib.blake2b(texts.to_csv(index=False).encode(), digest_size=16).hexdigest()
        address = provenance.without_password(source.address)
        self._traces.append(provenance.InputTrace(self.FLOWS, source.name, address, len(texts), digest))
        for role in names:
            codes = role in ("origin", "destination")
            texts[role] = [normal_code(text) for text in texts[role]] if codes else numbers(texts, role, source.name, feedback)  # fmt: skip
        return texts, source.name

    def _from_file(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        zones: Communes,
    ) -> tuple[pandas.DataFrame, str]:
        """MOBPRO, summed in one reading for all, bikes and cars. No row by bike in a flow is a count of 0."""
        from ...analysis.carpool.flow_file import MOBPRO, FlowFile
        from ...analysis.carpool.flows import FlowSum

        file = FlowFile(self.parameterAsFile(parameters, self.FLOWS_FILE, context), dict(MOBPRO.items()))
        codes = {
            role: [c.strip() for c in self.parameterAsString(parameters, key, context).replace(";", ",").split(",")]
            for role, key in (("bicycle", self.BICYCLE_CODES), ("car", self.CAR_CODES))
        }
        inside = self.parameterAsBool(parameters, self.INSIDE, context)
        sums = {role: FlowSum(zones.codes, {}, codes.get(role, ()), inside=inside) for role in COUNTS}
        for block in file.blocks(progress_within(feedback, 3, 30)):
            commute = block[~block["mode"].astype(str).str.strip().isin(NO_COMMUTE)]
            sums["all"].add(commute.drop(columns="mode"))
            sums["bicycle"].add(commute)
            sums["car"].add(commute)
        every = sums["all"].flows(file.digest)
        modes = sums["bicycle"].flows().modes
        if "6" not in modes or not modes & set(codes["bicycle"]):
            raise DataError(
                noop("“{file}” does not tell bikes apart: TRANS has {modes}. Take a base since 2017, where it goes from 1 to 6, or say the codes in BICYCLE_CODES."),
                file=file.path.name, modes=", ".join(sorted(modes)) or "–",
            )  # fmt: skip
        table = every.table.rename(columns={"workers": "all"})[["origin", "destination", "all"]]
        for role in ("bicycle", "car"):
            part = sums[role].flows().table.rename(columns={"workers": role})[["origin", "destination", role]]
            table = table.merge(part, how="left", on=["origin", "destination"]).fillna({role: 0.0})
        table.index = [f"{a}→{b}" for a, b in zip(table["origin"], table["destination"], strict=True)]
        address = provenance.without_password(str(file.path))
        self._traces.append(provenance.InputTrace(self.FLOWS_FILE, file.path.name, address, every.rows, every.digest))
        feedback.pushInfo(
            tr("“{file}”: {workers} workers taken; left out, {same} in their own zone, {abroad} abroad, {unknown} whose zone of home or work is not in the layer.").format(
                file=file.path.name, workers=f"{table['all'].sum():.0f}", same=f"{every.lost('intrazonal'):.0f}",
                abroad=f"{every.lost('abroad'):.0f}", unknown=f"{every.lost('unknown_origin', 'unknown_destination'):.0f}",
            )
        )  # fmt: skip
        if table.empty:
            raise DataError(
                noop("“{file}” has no flow between two zones of the layer “{layer}”. Check CODE_FIELD."),
                file=file.path.name, layer=self.input(self.ZONES).name,
            )  # fmt: skip
        return table, file.path.name

    def _usable(
        self, table: pandas.DataFrame, name: str, zones: Communes, crs: Any, feedback: QgsProcessingFeedback, skips: Skips,
        keep_inside: bool,
    ) -> OdFlows:  # fmt: skip
        """Straight lines between the zones of a table, without those that cannot be used."""
        import geopandas
        import numpy
        import shapely

        from ...analysis.cycling.inside_zones import crow_km

        rank = {code: i for i, code in enumerate(zones.codes)}
        ends = [table[role].map(rank).fillna(-1).to_numpy(dtype=int) for role in ("origin", "destination")]
        unknown = (ends[0] < 0) | (ends[1] < 0)
        good = _good(table, name, feedback, skips)
        _leave(skips, name, table, good & unknown, tr("a code that is not in the zones"), feedback)
        if unknown.any():
            lost = sorted({c for role, end in zip(("origin", "destination"), ends, strict=True) for c in table[role][end < 0]})  # fmt: skip
            listed = ", ".join(code or "–" for code in lost[:SHOWN]) + (", …" if len(lost) > SHOWN else "")
            feedback.pushWarning(tr("Codes that the zones have not: {codes}. Give the zones around the territory.").format(codes=listed))  # fmt: skip
            if unknown.all():
                raise DataError(
                    noop("No flow of “{table}” has both its codes in the layer “{layer}”; it has for example {codes}. Check CODE_FIELD."),
                    table=name, layer=self.input(self.ZONES).name, codes=listed,
                )  # fmt: skip
        same = (ends[0] == ends[1]) & ~unknown
        if not keep_inside:
            _leave(skips, name, table, good & same, tr("home and work in the same zone"), feedback)
        good &= ~unknown & (~same | keep_inside)
        _refuse_none(good, name)
        home, work = (zones.xy[end[good]] for end in ends)
        within = numpy.where(same, crow_km(zones.areas())[ends[0]], numpy.nan)[good]
        lines = shapely.linestrings(numpy.stack([home, work], axis=1))
        lines[same[good]] = None
        kept = table[good]
        frame = geopandas.GeoDataFrame(kept[["origin", "destination", *COUNTS]], geometry=lines, crs=crs)
        keep = (
            Field("origin", "text", tr("Zone of residence")), Field("destination", "text", tr("Zone of work")),
            Field("all", "real", tr("Workers")), Field("bicycle", "real", tr("Cyclists today")), Field("car", "real", tr("Drivers today")),
        )  # fmt: skip
        counts = kept.drop(columns=["origin", "destination"])
        notes = [
            tr("A zone is one point inside it; trips inside a zone have a length by its area, and no line.")
            if keep_inside
            else tr("A zone is one point inside it; what goes on inside a zone is not counted.")
        ]
        return OdFlows(frame, counts, home, work, name, keep, notes, within)


def _good(counts: pandas.DataFrame, layer: str, feedback: QgsProcessingFeedback, skips: Skips) -> numpy.ndarray:
    """Flows (n,) whose numbers hold together; the others are told."""
    import numpy

    workers, cyclists, drivers = (counts[name].to_numpy(dtype=float) for name in COUNTS)
    good = numpy.ones(len(counts), dtype=bool)
    with numpy.errstate(invalid="ignore"):
        rules = [
            (numpy.isnan(workers), tr("no number of workers")),
            (numpy.isnan(cyclists), tr("no number of cyclists observed")),
            ((workers < 0) | (cyclists < 0) | (drivers < 0), tr("a negative number")),
            (cyclists + numpy.nan_to_num(drivers) > workers * (1 + 1e-9) + 1e-9, tr("more cyclists and drivers than workers")),
        ]  # fmt: skip
        for name, said in (("distance", tr("a negative distance")), ("gradient", tr("a negative gradient"))):
            if name in counts:
                rules.append((counts[name].to_numpy(dtype=float) < 0, said))
    for wrong, said in rules:
        _leave(skips, layer, counts, good & wrong, said, feedback)
        good &= ~wrong
    return good


def _leave(
    skips: Skips,
    layer: str,
    counts: pandas.DataFrame,
    those: numpy.ndarray,
    reason: str,
    feedback: QgsProcessingFeedback,
) -> None:
    if those.any():
        skips.add(layer, counts.index[those].tolist(), reason)
        workers = counts["all"].to_numpy(dtype=float)[those]
        feedback.pushInfo(tr("They are {workers} workers.").format(workers=f"{workers[workers > 0].sum():.0f}"))


def _near(home: numpy.ndarray, work: numpy.ndarray) -> numpy.ndarray:
    import numpy

    return numpy.asarray(numpy.hypot(*(home - work).T) < SAME_PLACE_M)


def _refuse_none(good: numpy.ndarray, layer: str) -> None:
    if not good.any():
        raise DataError(noop("No flow of “{layer}” can be used: see the reasons in the log, and check the fields."), layer=layer)  # fmt: skip
