# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:zonesfromcodes``: a perimeter that exists only as a list of communes becomes a zone."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..writing import Field, Output

if TYPE_CHECKING:
    import geopandas

    from ...analysis.territory.codes import Matching, Perimeter

KINDS = ["PPA", "ZFE", "QPV", "OPAH", "other"]


class ZonesFromCodes(PcaetAlgorithm):
    """Zones from INSEE or SIREN codes and a layer of communes."""

    GROUP_ID = "territory"
    CODES, CODES_FILE, CHANGES_FILE = "CODES", "CODES_FILE", "CHANGES_FILE"
    COMMUNES, CODE_FIELD, NAME, KIND = "COMMUNES", "CODE_FIELD", "NAME", "KIND"
    STATUS, APPROVED_ON, POLLUTANTS, SOURCE = "STATUS", "APPROVED_ON", "POLLUTANTS", "SOURCE"
    OUTPUT, UNKNOWN, MERGED, DUPLICATES = "OUTPUT", "UNKNOWN", "MERGED", "DUPLICATES"

    def name(self) -> str:
        return "zonesfromcodes"

    def displayName(self) -> str:
        return tr("Zones from a list of codes")

    def tags(self) -> list[str]:
        return ["PPA", "ZFE", "INSEE", "SIREN", tr("perimeter"), tr("communes")]

    def shortHelpString(self) -> str:
        return tr(
            "Makes a zone from a list of INSEE codes of communes (or SIREN codes of EPCI) and a layer that carries these "
            "codes. It is how the perimeter of a PPA is made: it exists only as a list of communes.\n\n"
            "Codes that the layer does not have, codes written twice and former communes are listed, never dropped in "
            "silence: a perimeter with unknown codes is smaller than the official one."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        text = QgsProcessingParameterString(self.CODES, tr("Codes"), None, True, True)
        self.declare(
            text,
            tr("INSEE or SIREN codes, separated by anything. A text pasted from a decree works: names are ignored."),
        )
        file = QgsProcessingParameterFile(self.CODES_FILE, tr("…or a file of codes"), extension="csv", optional=True)
        self.declare(
            file,
            tr(
                "CSV with a column “code” (or insee, siren…). A column “name” makes several zones; columns status, "
                "approved_on, pollutants and source fill the zone's fields."
            ),
        )
        communes = QgsProcessingParameterFeatureSource(
            self.COMMUNES, tr("Communes or EPCI"), [QgsProcessing.SourceType.VectorPolygon]
        )
        self.declare(communes, tr("Polygons that carry the codes, for example ADMIN EXPRESS."))
        code = QgsProcessingParameterField(self.CODE_FIELD, tr("Code field"), None, self.COMMUNES)
        self.declare(code, tr("The field with the same kind of code as the list."))
        name = QgsProcessingParameterString(self.NAME, tr("Name of the zone"))
        self.declare(name, tr("Written in the field “name”; a “name” column of the file wins over it."))
        kind = QgsProcessingParameterEnum(self.KIND, tr("Kind of zone"), KINDS, False, KINDS[0], False, True)
        self.declare(kind, tr("PPA, ZFE, QPV, OPAH or other."))
        for key, label, help_text in (
            (self.STATUS, tr("Status"), tr("For example: approuvé, en révision.")),
            (self.APPROVED_ON, tr("Approved on"), tr("Date of approval, as YYYY-MM-DD.")),
            (self.POLLUTANTS, tr("Pollutants"), tr("Pollutants concerned, for example NO2, PM10.")),
            (self.SOURCE, tr("Source"), tr("Text that gives the list: decree, date.")),
        ):
            self.declare(QgsProcessingParameterString(key, label, None, False, True), help_text, advanced=True)
        changes = QgsProcessingParameterFile(
            self.CHANGES_FILE, tr("INSEE file of commune movements"), extension="csv", optional=True
        )
        self.declare(
            changes,
            tr(
                "INSEE's file with the columns COM_AV and COM_AP: codes of merged communes then lead to the new commune."
            ),
            advanced=True,
        )
        zones = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Zones"), QgsProcessing.SourceType.VectorPolygon
        )
        self.declare(zones, tr("One feature per zone."))
        self.declare_skipped()
        self.addOutput(QgsProcessingOutputNumber(self.UNKNOWN, tr("Unknown codes")))
        self.addOutput(QgsProcessingOutputNumber(self.MERGED, tr("Codes of merged communes")))
        self.addOutput(QgsProcessingOutputNumber(self.DUPLICATES, tr("Codes written twice")))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        if bool(parameters.get(self.CODES)) == bool(parameters.get(self.CODES_FILE)):
            return False, tr("Give either codes as text or a file of codes.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.territory import codes

        skips = Skips(feedback)
        perimeters = self._perimeters(parameters, context)
        changes = self.parameterAsFile(parameters, self.CHANGES_FILE, context)
        merges = codes.read_merges(changes) if changes else {}
        field = self.parameterAsString(parameters, self.CODE_FIELD, context)
        communes = self.read(self.COMMUNES, [field], skips, progress_within(feedback, 0, 40))
        communes["code"] = communes[field].astype(str).map(codes.normal_code)
        matchings = [codes.match(perimeter.codes, communes["code"], merges) for perimeter in perimeters]
        for perimeter, matching in zip(perimeters, matchings, strict=True):
            self._report(feedback, perimeter, matching, bool(merges))
        zones = self._zones(parameters, context, communes, perimeters, matchings, feedback)
        unknown = sum(len(m.unknown) for m in matchings)
        notes = [
            tr("Codes not found in the layer: {}.").format(", ".join(m.unknown)) for m in matchings if m.unknown
        ] + skips.notes()
        method = tr("Union of the communes whose code is in the list.")
        title = parameters.get(self.NAME) or tr("Zones")
        output = Output(zone_fields(), self.metadata(title, method, notes, communes.crs), "MultiPolygon", "zones")
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, zones, output, context, feedback),
            self.UNKNOWN: unknown,
            self.MERGED: sum(len(m.merged) for m in matchings),
            self.DUPLICATES: sum(len(m.duplicate) for m in matchings),
            "SKIPPED": skips.count + unknown,
        }

    def _perimeters(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[Perimeter]:
        from ...analysis.territory import codes

        name = self.parameterAsString(parameters, self.NAME, context)
        file = self.parameterAsFile(parameters, self.CODES_FILE, context)
        if file:
            perimeters = codes.read_perimeters(file, name)
        else:
            text = self.parameterAsString(parameters, self.CODES, context)
            perimeters = [codes.Perimeter(name, codes.codes_in(text))]
        if not any(perimeter.codes for perimeter in perimeters):
            raise DataError(
                noop("The list holds no INSEE or SIREN code: codes have 5 characters (59350, 2A004) or 9 digits.")
            )
        return perimeters

    def _report(
        self, feedback: QgsProcessingFeedback, perimeter: Perimeter, matching: Matching, merges_given: bool
    ) -> None:
        feedback.pushInfo(
            tr("Zone “{zone}”: {found} communes found of {total} codes.").format(
                zone=perimeter.name, found=len(matching.found), total=len(perimeter.codes)
            )
        )
        if matching.unknown:
            hint = (
                ""
                if merges_given
                else tr(" A merged commune may be among them: give INSEE's file of commune movements.")
            )
            feedback.pushWarning(
                tr("Zone “{zone}”: codes not found in the layer: {codes}.").format(
                    zone=perimeter.name, codes=", ".join(matching.unknown)
                )
                + hint
            )
        if matching.duplicate:
            feedback.pushWarning(
                tr("Zone “{zone}”: codes written more than once: {codes}.").format(
                    zone=perimeter.name, codes=", ".join(matching.duplicate)
                )
            )
        if matching.merged:
            pairs = ", ".join(f"{before} → {after}" for before, after in matching.merged.items())
            feedback.pushWarning(
                tr("Zone “{zone}”: merged communes replaced by the new one: {codes}.").format(
                    zone=perimeter.name, codes=pairs
                )
            )

    def _zones(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        communes: geopandas.GeoDataFrame,
        perimeters: list[Perimeter],
        matchings: list[Matching],
        feedback: QgsProcessingFeedback,
    ) -> geopandas.GeoDataFrame:
        import geopandas

        from ...analysis.overlay import union_in_blocks

        given = {
            column: self.parameterAsString(parameters, key, context)
            for key, column in (
                (self.STATUS, "status"),
                (self.APPROVED_ON, "approved_on"),
                (self.POLLUTANTS, "pollutants"),
                (self.SOURCE, "source"),
            )
        }
        kind = self.parameterAsEnumString(parameters, self.KIND, context)
        rows, shapes = [], []
        progress = progress_within(feedback, 40, 90)
        for perimeter, matching in zip(perimeters, matchings, strict=True):
            members = communes.geometry[communes["code"].isin(matching.found)].to_numpy()
            if not len(members):
                raise DataError(
                    noop(
                        "No code of the zone “{zone}” is in the field “{field}” of the layer “{layer}” (first code: {code}). Choose the field that holds this kind of code."
                    ),
                    zone=perimeter.name,
                    field=self.parameterAsString(parameters, self.CODE_FIELD, context),
                    layer=self.input(self.COMMUNES).name,
                    code=perimeter.codes[0] if perimeter.codes else "",
                )
            attributes = {column: perimeter.attributes.get(column) or value or None for column, value in given.items()}
            rows.append({"zone_id": zone_id(kind, perimeter.name), "name": perimeter.name, "kind": kind, **attributes})
            shapes.append(union_in_blocks(members, progress))
        return geopandas.GeoDataFrame(rows, geometry=shapes, crs=communes.crs)


def zone_id(kind: str, name: str) -> str:
    """A stable identifier: ``ppa-nord-pas-de-calais``."""
    words = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", words).strip("-")
    return slug if slug.startswith(f"{kind.lower()}-") else f"{kind.lower()}-{slug}"


def zone_fields() -> tuple[Field, ...]:
    """Columns of a layer of zones."""
    return (
        Field("zone_id", "text", tr("Identifier")),
        Field("name", "text", tr("Name")),
        Field("kind", "text", tr("Kind")),
        Field("status", "text", tr("Status")),
        Field("approved_on", "text", tr("Approved on")),
        Field("pollutants", "text", tr("Pollutants")),
        Field("source", "text", tr("Source")),
    )
