# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importcyclefacilities``: OpenStreetMap, the BD TOPO, the national schema or any lines as the schema 0.3.5."""

from __future__ import annotations

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
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..parameter_tables import CYCLE_WIDTHS, NETWORK_SPEEDS
from ..schema_problems import severity_names
from ..writing import Output
from .facility_layers import facility_fields, problem_names, report_fields

if TYPE_CHECKING:
    import geopandas
    import pandas

    from ...analysis.carpool.national_schema import Problem
    from ...analysis.cycling.facility_reading import Columns, Facilities

FORMATS = ("auto", "osm", "national", "bdtopo")  # a static list, whatever the language
SHOWN = 20


class ImportCycleFacilities(PcaetAlgorithm):
    """Lines with what each side bears, what was changed beside."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    INPUT, FORMAT, MAPPING, VALUES, WITH_STREETS = "INPUT", "FORMAT", "MAPPING", "VALUES", "WITH_STREETS"
    COMMUNES, CODE_FIELD, WIDTHS, TURN = "COMMUNES", "CODE_FIELD", "WIDTHS", "TURN"
    PROJECT_CRS, OUTPUT, REPORT = "PROJECT_CRS", "OUTPUT", "REPORT"
    FACILITIES, STREETS, FACILITY_KM, ERRORS, WARNINGS = "FACILITIES", "STREETS", "FACILITY_KM", "ERRORS", "WARNINGS"
    CHANGED, NARROW, WITHOUT_COMMUNE = "CHANGED", "NARROW", "WITHOUT_COMMUNE"

    def name(self) -> str:
        return "importcyclefacilities"

    def displayName(self) -> str:
        return tr("Import and check cycle facilities")

    def tags(self) -> list[str]:
        return ["BNAC", "OSM", "BD TOPO", "pistes cyclables", tr("cycle facilities"), tr("bike lanes"), tr("schema")]

    def shortHelpString(self) -> str:
        return tr(
            "Reads cycle facilities into the national schema 0.3.5: what the right side (_d) and the left side (_g) of each line "
            "bear, by the direction it is drawn. It reads OpenStreetMap (.osm.pbf, .osm or a layer with the column highway), the BD TOPO "
            "(its lines “piste cyclable”), layers in the schema of any version, and any lines by a mapping of columns and values.\n\n"
            "Nothing is changed in silence: a value that can be read in one way only (case, accents, a former spelling, centimetres, "
            "two sides in one text) is written as the schema writes it, and the column “original” keeps what was read; any other "
            "stays as it was and is an error. “problem_text” and the table of anomalies say each. Widths below the recommended "
            "ones are told, never changed.\n\n"
            "Limits: OpenStreetMap says what was drawn there. A plain cycleway=lane of a one-way street is taken on the right of its traffic. "
            "A way of its own is written on one side, two-way unless it says otherwise. Ways where bikes are merely allowed bear no facility.\n\n"
            "Sources: etalab/amenagements-cyclables 0.3.5 and its documentation of widths; the mapping of OpenStreetMap is ours."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        lines = QgsProcessingParameterFeatureSource(self.INPUT, tr("Facilities or streets"), [QgsProcessing.SourceType.VectorLine])  # fmt: skip
        self.declare(lines, tr("Lines. An OSM file may be given as it is."))
        kind = QgsProcessingParameterEnum(self.FORMAT, tr("What the layer is"), list(FORMATS), False, FORMATS[0], False, True)  # fmt: skip
        self.declare(kind, tr("auto: national when a column is ame_d or ame_g, osm with highway, bdtopo with nature."), advanced=True)  # fmt: skip
        mapping = QgsProcessingParameterString(self.MAPPING, tr("Columns"), None, True, True)
        self.declare(mapping, tr("Columns under other names, for example: ame_d=type_dr; ame_g=type_ga; largeur=larg; adt_veh_day=TMJA. A name without _d or _g is one column for both sides; a value between quotes is the same everywhere: ame_g='AUCUN'."))  # fmt: skip
        values = QgsProcessingParameterString(self.VALUES, tr("Values"), None, True, True)
        self.declare(values, tr("The layer's own values, for example: PC=PISTE CYCLABLE; BC=BANDE CYCLABLE; 2=BIDIRECTIONNEL."))  # fmt: skip
        streets = QgsProcessingParameterBoolean(self.WITH_STREETS, tr("Keep the streets without a facility"), False)
        self.declare(streets, tr("As lines with AUCUN on both sides. Traffic stress and the cyclability rate need them."))  # fmt: skip
        communes = QgsProcessingParameterFeatureSource(self.COMMUNES, tr("Communes"), [QgsProcessing.SourceType.VectorPolygon], None, True)  # fmt: skip
        self.declare(communes, tr("Polygons with INSEE codes: the code of each side is filled where it is missing, compared where it is not. The schema requires it."))  # fmt: skip
        code = QgsProcessingParameterField(self.CODE_FIELD, tr("INSEE code field"), "insee", self.COMMUNES, optional=True)  # fmt: skip
        self.declare(code, tr("The field of the communes that holds the INSEE code."))
        widths = QgsProcessingParameterFile(self.WIDTHS, tr("Table of recommended widths"), QgsProcessingParameterFile.Behavior.File, "csv", None, True)  # fmt: skip
        self.declare(widths, tr("CSV: ame;sens;width_min_m;width_max_m;source. Empty: the plugin's table, to copy and change."), advanced=True)  # fmt: skip
        turn = QgsProcessingParameterBoolean(self.TURN, tr("Draw one-way lines along their traffic"), False)
        self.declare(turn, tr("Lines whose traffic runs against the drawing (oneway = -1) are reversed, and every _d and _g change places."), advanced=True)  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Cycle facilities"), QgsProcessing.SourceType.VectorLine)  # fmt: skip
        self.declare(output, tr("The lines in the CRS of the input: national columns, what the street is, what was changed and found."))  # fmt: skip
        report = QgsProcessingParameterVectorDestination(self.REPORT, tr("Anomalies"), QgsProcessing.SourceType.Vector, None, True, True)  # fmt: skip
        self.declare(report, tr("One row per anomaly: feature, column, value, rule, what is wrong, proposed value."))
        for key, label in (
            (self.FACILITIES, tr("Lines with a facility")),
            (self.STREETS, tr("Streets without a facility")),
            (self.FACILITY_KM, tr("Length of the lines with a facility (km)")),
            (self.ERRORS, tr("Schema errors")),
            (self.WARNINGS, tr("Values to check")),
            (self.CHANGED, tr("Lines with a value that was changed")),
            (self.NARROW, tr("Facilities narrower than recommended")),
            (self.WITHOUT_COMMUNE, tr("Lines without the INSEE code of a side")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        skips = Skips(feedback)
        read, frame = self._read(parameters, context, feedback, skips)
        lines, problems, streets = self._kept(parameters, context, feedback, read, frame)
        crs = self.work_crs(parameters, self.PROJECT_CRS, lines, context, feedback)
        lines["length_m"] = lines.geometry.to_crs(crs).length
        problems += self._checks(parameters, context, lines)
        problems = self._located(parameters, context, feedback, skips, lines, problems, crs)
        lines, problems = self._turned(parameters, context, feedback, lines, problems)
        sentences = [tr(p.sentence).format(**p.facts) for p in problems]
        lines["problems"], lines["problem_text"] = _told(problems, sentences, len(lines))
        borne = _bears(lines)
        notes = [*self._say(lines, borne, problems, streets, feedback), *skips.notes()]
        method = tr(
            "Read into the national schema of cycle facilities 0.3.5; widths compared with the recommended ones."
        )
        parts = lines.geometry.geom_type.eq("MultiLineString").any()
        output = Output(facility_fields(), self.metadata(tr("Cycle facilities"), method, notes, lines.crs), "MultiLineString" if parts else "LineString", "cycle_facilities")  # fmt: skip
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, lines, output, context, feedback)}
        if parameters.get(self.REPORT) is not None:
            table = Output(report_fields(), self.metadata(tr("Anomalies of cycle facilities"), method, notes))
            results[self.REPORT] = self.write(parameters, self.REPORT, _report(lines, problems, sentences), table, context, feedback)  # fmt: skip
        return results | {
            self.FACILITIES: int(borne.sum()),
            self.STREETS: int((~borne).sum()),
            self.FACILITY_KM: float(lines["length_m"][borne].sum() / 1000),
            self.ERRORS: sum(p.severity == "error" for p in problems),
            self.WARNINGS: sum(p.severity == "warning" for p in problems),
            self.CHANGED: int(lines["original"].notna().sum()),
            self.NARROW: sum(p.rule == "narrow" for p in problems),
            self.WITHOUT_COMMUNE: int((lines["code_com_d"].isna() | lines["code_com_g"].isna()).sum()),
            "SKIPPED": skips.count,
        }

    def _read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> tuple[Facilities, geopandas.GeoDataFrame]:
        """The layer in the schema, and its geometries in the same order."""
        from ...analysis.cycling import facility_reading as reading
        from ...analysis.parameter_table import column_name

        source = self.input(self.INPUT)
        names = source.field_names()
        folded = {column_name(name, {}): name for name in names}
        mapping = self.parameterAsString(parameters, self.MAPPING, context)
        columns = reading.resolve(names, mapping)
        kind = self._kind(parameters, context, columns, folded)
        feedback.pushInfo(tr("“{layer}” is read as: {kind}.").format(layer=source.name, kind=kind))
        if kind == "osm":
            wanted = list(dict.fromkeys(reading.tag_columns(names).values()))
        elif kind == "bdtopo":
            wanted = list(dict.fromkeys([*columns.names(), *(folded[n] for known in reading.BD_TOPO.values() for n in known if n in folded)]))  # fmt: skip
        else:
            wanted = columns.names()
            used = {**columns.of, **columns.both, **{k: f"'{v}'" for k, v in columns.constant.items()}}
            feedback.pushInfo(tr("Fields used: {}.").format(", ".join(f"{k} = {v}" for k, v in used.items())))
        frame = self.read(self.INPUT, wanted, skips, progress_within(feedback, 0, 40))
        progress_within(feedback, 40, 60)(0.0)
        if kind == "osm":
            return reading.osm_layer(frame), frame
        if kind == "bdtopo":
            return reading.bdtopo_layer(frame, columns), frame
        values = reading.read_values(self.parameterAsString(parameters, self.VALUES, context))
        return reading.read_facilities(frame, columns, values), frame

    def _kind(
        self, parameters: dict[str, Any], context: QgsProcessingContext, columns: Columns, folded: dict[str, str]
    ) -> str:
        """The kind asked for, or the one that the columns tell. Raises ``DataError`` when they tell none."""
        kind = self.parameterAsEnumString(parameters, self.FORMAT, context)
        present = {"national": columns.has_facilities(), "osm": "highway" in folded, "bdtopo": "nature" in folded}
        if kind == "auto":
            kind = next((name for name, there in present.items() if there), "national")
        if not present[kind]:
            raise DataError(
                noop("The layer “{layer}” has no column of facilities (ame_d, ame_g), nor highway of OpenStreetMap, nor nature of the BD TOPO. Say it in MAPPING, for example ame_d=type. Its fields are: {fields}."),
                layer=self.input(self.INPUT).name, fields=", ".join(folded.values()),
            )  # fmt: skip
        return kind

    def _kept(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, read: Facilities, frame: geopandas.GeoDataFrame,
    ) -> tuple[geopandas.GeoDataFrame, list[Problem], int]:  # fmt: skip
        """Facilities, and streets if asked for; problems by their new row; how many streets the layer has."""
        from dataclasses import replace

        import geopandas
        import numpy
        import shapely

        from ...analysis.cycling.facility_schema import NONE
        from ...analysis.network.road_rules import read_speeds

        table = read.table
        right, left = table["ame_d"], table["ame_g"]
        no_way = (right.isna() & left.isna() & table["highway"].isna()).to_numpy() & bool(
            table["highway"].notna().any()
        )
        bare = ((right == NONE) & (left == NONE)).to_numpy()
        classes = {
            name.removeprefix("osm ") for name in read_speeds(NETWORK_SPEEDS).by_class if name.startswith("osm ")
        }
        no_way |= bare & table["highway"].notna().to_numpy() & ~table["highway"].isin(classes).to_numpy()
        no_way |= (right.isna() & left.isna() & table["nature"].notna()).to_numpy()
        with_streets = self.parameterAsBool(parameters, self.WITH_STREETS, context)
        keep = ~no_way & (with_streets | ~bare)
        streets = int((bare & ~no_way).sum())
        if not keep.any():
            raise DataError(
                noop("The layer “{layer}” has no cycle facility: {count} streets without one were read. Tick “Keep the streets without a facility”, or say in MAPPING which column holds the facilities."),
                layer=self.input(self.INPUT).name, count=streets,
            )  # fmt: skip
        if no_way.any():
            feedback.pushInfo(tr("{count} lines are no streets nor paths in use, and are left out.").format(count=int(no_way.sum())))  # fmt: skip
        shapes = frame.geometry.to_numpy()[keep]
        single = shapely.get_num_geometries(shapes) == 1
        shapes[single] = shapely.get_geometry(shapes[single], 0)
        lines = geopandas.GeoDataFrame(table[keep].reset_index(drop=True), geometry=shapes, crs=frame.crs)
        lines["feature"] = numpy.asarray(frame.index)[keep]
        place = numpy.cumsum(keep) - 1
        kept = [replace(p, row=int(place[p.row]) if p.row >= 0 else -1) for p in read.problems if p.row < 0 or keep[p.row]]  # fmt: skip
        return lines, kept, streets

    def _checks(
        self, parameters: dict[str, Any], context: QgsProcessingContext, lines: geopandas.GeoDataFrame
    ) -> list[Problem]:
        from ...analysis.cycling import facility_checks as checks

        widths = checks.read_widths(self.parameterAsFile(parameters, self.WIDTHS, context) or CYCLE_WIDTHS)
        return [*checks.width_problems(lines, widths), *checks.side_problems(lines), *checks.repeated_ids(lines)]

    def _located(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        lines: geopandas.GeoDataFrame, problems: list[Problem], crs: Any,
    ) -> list[Problem]:  # fmt: skip
        """Fill the INSEE code of each side from its location; those that differ are told."""
        from ...analysis.cycling.facility_checks import commune_problems, communes_of_sides
        from ...analysis.territory.codes import normal_code

        progress = progress_within(feedback, 60, 80)
        if not self.has(self.COMMUNES):
            return problems
        code = self.parameterAsString(parameters, self.CODE_FIELD, context)
        if not code:
            raise DataError(noop("The communes need the field of their INSEE code: choose it in CODE_FIELD."))
        communes = self.read(self.COMMUNES, [code], skips, progress).to_crs(crs)
        codes = [normal_code(str(text)) if text is not None else "" for text in communes[code]]
        located = communes_of_sides(
            lines.geometry.to_crs(crs).to_numpy(), communes.geometry.to_numpy(), codes, progress
        )
        found = commune_problems(lines, located)
        filled = {(f"code_com_{side}", row) for side in "dg" for row in lines.index[lines[f"code_com_{side}"].notna()]}
        return [p for p in problems if not p.column.startswith("code_com") or (p.row >= 0 and (p.column, p.row) not in filled) or p.rule not in ("required", "missing_column")] + found  # fmt: skip

    def _turned(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        lines: geopandas.GeoDataFrame, problems: list[Problem],
    ) -> tuple[geopandas.GeoDataFrame, list[Problem]]:  # fmt: skip
        """Lines along their traffic if asked for; what was said of one side is then said of the other."""
        import json
        from dataclasses import replace

        from ...analysis.cycling.facility_schema import other_side, reverse_lines

        rows = (lines["oneway"] == "-1").to_numpy()
        if not self.parameterAsBool(parameters, self.TURN, context):
            lines["turned"] = 0
            if rows.any():
                feedback.pushInfo(tr("{count} one-way lines are drawn against their traffic; the sides are those of the drawing.").format(count=int(rows.sum())))  # fmt: skip
            return lines, problems
        turned = reverse_lines(lines, rows)
        turned["turned"] = rows.astype(int)
        turned["original"] = [
            json.dumps({other_side(k): v for k, v in json.loads(text).items()}, ensure_ascii=False) if turn and text else text
            for text, turn in zip(lines["original"], rows, strict=True)
        ]  # fmt: skip
        feedback.pushInfo(tr("{count} one-way lines were reversed to run along their traffic.").format(count=int(rows.sum())))  # fmt: skip
        return turned, [replace(p, column=other_side(p.column)) if p.row >= 0 and rows[p.row] else p for p in problems]

    def _say(
        self, lines: geopandas.GeoDataFrame, borne: Any, problems: list[Problem], streets: int, feedback: QgsProcessingFeedback
    ) -> list[str]:  # fmt: skip
        """What was read and found, rule by rule; returned for the metadata."""
        notes = [
            tr("{count} lines with a facility, {km} km; {streets} streets without one in the layer.").format(
                count=int(borne.sum()), km=f"{lines['length_m'][borne].sum() / 1000:.1f}", streets=streets
            )
        ]
        if not streets:
            notes.append(tr("The layer has facilities and no street without one: traffic stress and the cyclability rate need a layer of streets."))  # fmt: skip
        names, severities = problem_names(), severity_names()
        places: dict[tuple[str, str], list[str]] = {}
        for problem in problems:
            where = problem.column if problem.row < 0 else f"{lines['id_local'][problem.row] or lines['feature'][problem.row]} {problem.column}"  # fmt: skip
            places.setdefault((problem.severity, problem.rule), []).append(where)
        for (severity, rule), where in places.items():
            notes.append(
                tr("{severity} – {problem}: {count} ({places}{more})").format(
                    severity=severities[severity].capitalize(), problem=names[rule], count=len(where),
                    places=", ".join(where[:SHOWN]), more=", …" if len(where) > SHOWN else "",
                )
            )  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        return notes


def _bears(lines: geopandas.GeoDataFrame) -> Any:
    """Lines with a facility on a side at least (n,)."""
    from ...analysis.cycling.facility_schema import NONE

    return (lines["ame_d"].fillna(NONE) != NONE) | (lines["ame_g"].fillna(NONE) != NONE)


def _told(problems: list[Problem], sentences: list[str], size: int) -> tuple[list[int], list[str | None]]:
    """Errors and warnings of each line, and the sentences of all its problems, one a line."""
    counts, texts = [0] * size, [[] for _ in range(size)]  # type: ignore[var-annotated]
    for problem, sentence in zip(problems, sentences, strict=True):
        if problem.row >= 0:
            counts[problem.row] += problem.severity != "information"
            texts[problem.row].append(f"{problem.column}: {sentence}")
    return counts, ["\n".join(own) or None for own in texts]


def _report(lines: geopandas.GeoDataFrame, problems: list[Problem], sentences: list[str]) -> pandas.DataFrame:
    """One row per anomaly; one of the whole layer has no feature."""
    import pandas

    severities = severity_names()
    rows = [
        (
            lines["feature"][p.row] if p.row >= 0 else None, lines["id_local"][p.row] if p.row >= 0 else None, p.column, p.value or None,
            p.rule, severities[p.severity], sentence, p.proposal,
        )
        for p, sentence in zip(problems, sentences, strict=True)
    ]  # fmt: skip
    return pandas.DataFrame(rows, columns=[f.name for f in report_fields()])
