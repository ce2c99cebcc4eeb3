# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importcarpoolareas``: the national file of carpool places, or any points, checked before anything is counted."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import provenance
from ..base import PcaetAlgorithm, Skips, progress_within
from ..reading import measures_metres
from ..schema_problems import severity_names
from ..writing import Output
from .area_layers import area_fields, problem_names, report_fields, style_areas

if TYPE_CHECKING:
    import datetime

    import geopandas
    import pandas

    from ...analysis.carpool.area_review import Review, Source
    from ...analysis.carpool.national_schema import Problem

WGS_84 = "EPSG:4326"
SHOWN = 20


class ImportCarpoolAreas(PcaetAlgorithm):
    """Carpool places, what was read beside what is proposed."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "carpool"
    FILES, INPUT, MAPPING, COMMUNES, CODE_FIELD = "FILES", "INPUT", "MAPPING", "COMMUNES", "CODE_FIELD"
    NAME_FIELD, DUPLICATE_M, DATE, OUTPUT, REPORT = "NAME_FIELD", "DUPLICATE_M", "DATE", "OUTPUT", "REPORT"
    AREAS, ERRORS, DUPLICATES, INSEE_DIFFERENT = "AREAS", "ERRORS", "DUPLICATES", "INSEE_DIFFERENT"
    FUTURE, CLOSED, WITHOUT_CAPACITY = "FUTURE", "CLOSED", "WITHOUT_CAPACITY"

    def name(self) -> str:
        return "importcarpoolareas"

    def displayName(self) -> str:
        return tr("Import and check carpool areas")

    def tags(self) -> list[str]:
        return ["BNLC", "INSEE", "covoiturage", tr("carpool"), tr("park and ride"), tr("duplicates"), tr("schema")]

    def shortHelpString(self) -> str:
        return tr(
            "Reads the national file of carpool places (BNLC, schemas 0.2.0 and 0.3.x) or any layer of points, and says what is "
            "wrong before anything is counted: cells that break the schema, by line and column; places that do not stand in "
            "the commune whose INSEE code they bear (often a postal code); places written twice; dates in the future or more "
            "than five years old; closed places; places without capacity; coordinates swapped or in Lambert-93.\n\n"
            "Nothing is corrected in silence. The national columns keep what was read, as text; the columns “proposed_…” "
            "hold the value to take: the same where it is right, another where something else is meant, nothing where "
            "nobody can tell. Correct them in the attribute table, then run “Export carpool areas”.\n\n"
            "Of places near each other, an open one is kept before a closed one, then the one with most places, then the newest. "
            "“usable” is 1 for a place that has a position, is not known as closed and repeats no other: add up the places "
            "(proposed_nbre_pl) of these only. A place near a border is judged by the drawing of the communes: the sentence says the distance.\n\n"
            "Sources: etalab/schema-lieux-covoiturage 0.2.0; documentation of schema 0.3.1 on schema.data.gouv.fr."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        files = QgsProcessingParameterMultipleLayers(self.FILES, tr("Files of carpool places (CSV)"), QgsProcessing.SourceType.File, None, True)  # fmt: skip
        self.declare(files, tr("BNLC files, of any version: comma, semicolon or tab, UTF-8 or Windows-1252. Each is checked by its own version."))  # fmt: skip
        points = QgsProcessingParameterFeatureSource(self.INPUT, tr("…or a layer of points"), [QgsProcessing.SourceType.VectorPoint], None, True)  # fmt: skip
        self.declare(points, tr("Any points: the geometry is the place. Checked by schema 0.3.1 unless it has id_lieu."))  # fmt: skip
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Columns"), None, True, True)
        self.declare(mapping, tr("Columns under other names, for example: nom_lieu=nom; nbre_pl=places; Xlong=lon; Ylat=lat. National names are recognised whatever their case."))  # fmt: skip
        communes = QgsProcessingParameterFeatureSource(self.COMMUNES, tr("Communes"), [QgsProcessing.SourceType.VectorPolygon], None, True)  # fmt: skip
        self.declare(communes, tr("Polygons with INSEE codes. Without them, codes are not compared with the location."))
        code = QgsProcessingParameterField(self.CODE_FIELD, tr("INSEE code field"), "insee", self.COMMUNES, optional=True)  # fmt: skip
        self.declare(code, tr("The field of the communes that holds the INSEE code."))
        name = QgsProcessingParameterField(self.NAME_FIELD, tr("Commune name field"), None, self.COMMUNES, optional=True)  # fmt: skip
        self.declare(name, tr("Written in the sentences beside the code."), advanced=True)
        distance = QgsProcessingParameterNumber(self.DUPLICATE_M, tr("Same place within (m)"), QgsProcessingParameterNumber.Type.Double, 50.0, True, 0, 1000)  # fmt: skip
        self.declare(distance, tr("Two places nearer than this are proposed as one."))
        date = QgsProcessingParameterString(self.DATE, tr("Date of the check"), None, False, True)
        self.declare(date, tr("YYYY-MM-DD. Empty: today. Later dates are in the future; older than five years, stale."), advanced=True)  # fmt: skip
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Carpool areas"), QgsProcessing.SourceType.VectorPoint)  # fmt: skip
        self.declare(output, tr("Points in WGS 84: national columns as read, proposals beside. A place whose coordinates are swapped or in Lambert-93 is drawn at the proposed position."))  # fmt: skip
        report = QgsProcessingParameterVectorDestination(self.REPORT, tr("Anomalies"), QgsProcessing.SourceType.Vector, None, True, True)  # fmt: skip
        self.declare(report, tr("One row per anomaly: file, line, place, column, value, what is wrong, proposed value."))  # fmt: skip
        for key, label in (
            (self.AREAS, tr("Carpool areas")),
            (self.ERRORS, tr("Schema errors")),
            (self.DUPLICATES, tr("Pairs of places that may be one")),
            (self.INSEE_DIFFERENT, tr("Places in another commune than their INSEE code")),
            (self.FUTURE, tr("Dates in the future")),
            (self.CLOSED, tr("Closed places")),
            (self.WITHOUT_CAPACITY, tr("Places without capacity")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        if bool(parameters.get(self.FILES)) == (parameters.get(self.INPUT) not in (None, "")):
            return False, tr("Give either files of carpool places or a layer of points.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import geopandas

        from ...analysis.carpool.area_review import review

        skips = Skips(feedback)
        sources = self._sources(parameters, context, feedback, skips)
        communes = self._communes(parameters, context, feedback, skips) if self.has(self.COMMUNES) else None
        day = self._day(parameters, context)
        found = review(sources, day, self.parameterAsDouble(parameters, self.DUPLICATE_M, context), communes)
        areas = found.areas
        nowhere = areas["proposed_lon"].isna()
        for file, rows in areas[nowhere].groupby("file"):
            skips.add(str(file), rows["line"].tolist(), tr("no position in France"))
        notes = [*self._say(found, communes is not None, day, feedback), *skips.notes()]
        sentences = [tr(p.sentence).format(**p.facts) for _file, p in found.problems]
        areas["problem_text"] = _texts(found, sentences)
        place = geopandas.points_from_xy(areas["proposed_lon"], areas["proposed_lat"], crs=WGS_84)
        national = areas[[f.name for f in area_fields()]].replace("", None)
        drawn = geopandas.GeoDataFrame(national, geometry=place)[~nowhere.to_numpy()]
        method = tr("Checked by the national schema of carpool places; INSEE codes by location; duplicates within {} m.").format(self.parameterAsDouble(parameters, self.DUPLICATE_M, context))  # fmt: skip
        title = tr("Carpool areas")
        output = Output(area_fields(), self.metadata(title, method, notes, drawn.crs), "Point", None, style_areas)
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, drawn, output, context, feedback)}
        if parameters.get(self.REPORT) is not None:
            table = Output(report_fields(), self.metadata(tr("Anomalies of carpool areas"), method, notes))
            rows = _report(found, sentences)
            results[self.REPORT] = self.write(parameters, self.REPORT, rows, table, context, feedback)
        return results | {
            self.AREAS: len(drawn),
            self.ERRORS: sum(p.severity == "error" for _file, p in found.problems),
            self.DUPLICATES: found.pairs,
            self.INSEE_DIFFERENT: found.count("insee_is_postal_code", "insee_unknown", "insee_differs"),
            self.FUTURE: found.count("future_date"),
            self.CLOSED: found.count("closed"),
            self.WITHOUT_CAPACITY: found.count("no_capacity"),
            "SKIPPED": skips.count,
        }

    def _day(self, parameters: dict[str, Any], context: QgsProcessingContext) -> datetime.date:
        import datetime

        from ...analysis.carpool.national_schema import iso_date

        text = self.parameterAsString(parameters, self.DATE, context).strip()
        day = iso_date(text) if text else datetime.date.today()
        if day is None:
            raise DataError(noop("DATE: “{value}” is not a date. Write it YYYY-MM-DD."), value=text)
        return day

    def _sources(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> list[Source]:
        from dataclasses import replace

        from ...analysis.carpool.area_file import read_area_file, read_mapping
        from ...analysis.carpool.area_review import Source

        mapping = read_mapping(self.parameterAsString(parameters, self.MAPPING, context))
        if self.has(self.INPUT):
            return [self._layer(mapping, skips, feedback)]
        paths = [Path(p) for p in dict.fromkeys(self.parameterAsFileList(parameters, self.FILES, context))]
        names = [path.name for path in paths]
        sources = []
        for path in paths:
            table = read_area_file(path, mapping)
            if names.count(path.name) > 1:
                table = replace(table, name=f"{path.parent.name}/{path.name}")
            digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
            self._traces.append(provenance.InputTrace(self.FILES, table.name, str(path), len(table.table), digest))
            feedback.pushInfo(
                tr("“{file}”: {count} places, schema {version}, separator “{separator}”, {encoding}.").format(
                    file=table.name, count=len(table.table), version=table.version,
                    separator=table.delimiter.replace("\t", "tab"), encoding=table.encoding,
                )
            )  # fmt: skip
            sources.append(Source(table))
        return sources

    def _layer(self, mapping: dict[str, str], skips: Skips, feedback: QgsProcessingFeedback) -> Source:
        """The places of a layer: its geometries, and the columns that are national or said to be."""
        import shapely

        from ...analysis.carpool.area_file import layer_table, resolve
        from ...analysis.carpool.area_review import Source

        source = self.input(self.INPUT)
        columns = resolve(source.field_names(), mapping, source.name)
        for key, name in columns.items():
            feedback.pushInfo(f"{key} = {name}")
        frame = self.read(
            self.INPUT, list(dict.fromkeys(columns.values())), skips, progress_within(feedback, 0, 40)
        ).to_crs(WGS_84)
        points = shapely.centroid(frame.geometry.to_numpy())
        values = {national: frame[name] for national, name in columns.items()}
        table = layer_table(source.name, values, frame.index.tolist())
        return Source(table, shapely.get_x(points), shapely.get_y(points))

    def _communes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> geopandas.GeoDataFrame:
        from ...analysis.territory.codes import normal_code

        code = self.parameterAsString(parameters, self.CODE_FIELD, context)
        name = self.parameterAsString(parameters, self.NAME_FIELD, context)
        if not code:
            raise DataError(noop("The communes need the field of their INSEE code: choose it in CODE_FIELD."))
        wanted = list(dict.fromkeys(filter(None, (code, name))))
        frame = self.read(self.COMMUNES, wanted, skips, progress_within(feedback, 40, 70))
        if not measures_metres(frame.crs, tuple(frame.total_bounds)):
            frame = frame.to_crs(frame.estimate_utm_crs())
        made = frame[["geometry"]].copy()
        made["code"] = [normal_code(str(text)) if text is not None else "" for text in frame[code]]
        made["name"] = [str(text) if text else None for text in frame[name]] if name else None
        return made

    def _say(self, found: Review, located: bool, day: datetime.date, feedback: QgsProcessingFeedback) -> list[str]:
        """What was found, rule by rule with the lines; returned for the metadata."""
        names = problem_names()
        severities = severity_names()
        lines: dict[tuple[str, str], list[str]] = {}
        for _file, problem in found.problems:
            where = lines.setdefault((problem.severity, problem.rule), [])
            where.append(_where(found, problem))
        notes = [tr("{count} places checked as of {day}.").format(count=len(found.areas), day=day.isoformat())]
        if not located:
            notes.append(tr("No layer of communes: INSEE codes were not compared with the location."))
        for (severity, rule), where in lines.items():
            notes.append(
                tr("{severity} – {problem}: {count} ({places}{more})").format(
                    severity=severities[severity].capitalize(), count=len(where), problem=names[rule],
                    places=", ".join(where[:SHOWN]), more=", …" if len(where) > SHOWN else "",
                )
            )  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        return notes


def _where(found: Review, problem: Problem) -> str:
    """The place; for an error of the schema, its line and column."""
    if problem.row < 0:
        return problem.column
    place = str(found.areas["area_id"][problem.row])
    if problem.severity != "error":
        return place
    line = found.areas["line"][problem.row]
    return tr("{place} line {line} {column}").format(place=place, line=line, column=problem.column).rstrip()


def _texts(found: Review, sentences: list[str]) -> list[str | None]:
    """The sentences of each place, one a line; those of the schema begin with their column."""
    texts: list[list[str]] = [[] for _ in range(len(found.areas))]
    for (_file, problem), sentence in zip(found.problems, sentences, strict=True):
        if problem.row >= 0:
            texts[problem.row].append(f"{problem.column}: {sentence}" if problem.column else sentence)
    return ["\n".join(own) or None for own in texts]


def _report(found: Review, sentences: list[str]) -> pandas.DataFrame:
    """One row per anomaly; a problem of the whole file is on its first line."""
    import pandas

    severities = severity_names()
    rows = []
    for (file, problem), sentence in zip(found.problems, sentences, strict=True):
        whole = problem.row < 0
        rows.append(
            (
                file,
                1 if whole else found.areas["line"][problem.row],
                None if whole else found.areas["area_id"][problem.row],
                problem.column or None,
                problem.value or None,
                problem.rule,
                severities[problem.severity],
                sentence,
                problem.proposal,
            )
        )
    return pandas.DataFrame(rows, columns=[f.name for f in report_fields()])
