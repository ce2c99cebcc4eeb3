# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:materialflows``: flows of materials or of freight between zones → balances, lines, Sankey diagram."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..parameter_tables import FLOW_PLACES, MATERIAL_CLASSES, PARAMETERS
from ..writing import Field, Output, write_beside
from . import flow_layers as layers
from .inventory_layers import circles, sentence
from .table_reading import text_of, text_rows, trace

if TYPE_CHECKING:
    import geopandas
    import pandas

    from ...analysis.flows.reading import Flows, FlowTables

ANY = QgsProcessingParameterField.DataType.Any
TABLE, POLYGON, LINE = (
    QgsProcessing.SourceType.Vector,
    QgsProcessing.SourceType.VectorAnyGeometry,
    QgsProcessing.SourceType.VectorLine,
)
NUMBERS = ("extraction_t", "imports_t", "exports_t", "dmi_t", "dmc_t", "waste_t", "internal_t")


class MaterialFlows(PcaetAlgorithm):
    """A table of flows × zones → material balance, flow lines, diagram."""

    GROUP_ID = "crossing"
    FLOWS, ORIGIN_FIELD, DESTINATION_FIELD, CATEGORY_FIELD = (
        "FLOWS",
        "ORIGIN_FIELD",
        "DESTINATION_FIELD",
        "CATEGORY_FIELD",
    )
    TONNES_FIELD, YEAR_FIELD, MODE_FIELD, UNIT = "TONNES_FIELD", "YEAR_FIELD", "MODE_FIELD", "UNIT"
    ZONES, ZONE_FIELD, NAME_FIELD = "ZONES", "ZONE_FIELD", "NAME_FIELD"
    OUTPUT, ZONES_MAP, FLOW_LINES, SANKEY = "OUTPUT", "ZONES_MAP", "FLOW_LINES", "SANKEY"
    YEAR, UNPLACED_T = "YEAR", "UNPLACED_T"

    def name(self) -> str:
        return "materialflows"

    def displayName(self) -> str:
        return tr("Material flows and freight")

    def tags(self) -> list[str]:
        return ["E2PM", "EW-MFA", "Eurostat", "DMC", "DMI", "Sankey", tr("materials"), tr("flows"), tr("freight"), tr("waste"), tr("circular economy")]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "What a territory extracts, takes in, sends out and consumes, by class of materials and year: the question of a territorial study of "
            "materials (E2PM). Definitions are Eurostat's, of economy-wide material flow accounts (EW-MFA, handbook of 2018): direct material "
            "input DMI = domestic extraction + imports; domestic material consumption DMC = DMI − exports.\n\n"
            "A row is a flow: origin, destination, category, tonnes, year. An end is a zone; “extraction” or “nature” (materials taken from, or "
            "returned to, the environment); or outside the territory: “monde”, “France”… and any code that is not a zone, which is then listed, for "
            "it may be mistyped. Classes are MF1 biomass, MF2 metal ores, MF3 non-metallic minerals, MF4 fossil materials, MF5 other products, "
            "MF6 waste; names and finer codes are read too; other categories are kept as they are.\n\n"
            "For a zone, what comes from the other zones is imported; for the territory it is internal, so that the exports of zones to each other "
            "are their imports from each other. Flows inside a zone are neither. Missing tonnes are not 0: the sums that need them, DMI and DMC are "
            "missing; what is known of a sum stands in its “known” column. A table without extraction gives imports and exports, not a consumption.\n\n"
            "With a mode (road, rail, water), the same for freight: tonnes loaded and unloaded by mode; the goods may only pass through, and a "
            "load carried by two modes counts twice. Tonnes of finished products leave out what was used to make them (their footprint)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        flows = QgsProcessingParameterFeatureSource(self.FLOWS, tr("Flows"), [TABLE])
        self.declare(flows, tr("A table, one row per flow; geometries are not used."))
        for key, label, told, usual, optional in (
            (self.ORIGIN_FIELD, tr("Origin field"), tr("Code of a zone, “extraction”, or a place outside."), "origin", False),
            (self.DESTINATION_FIELD, tr("Destination field"), tr("Code of a zone, “nature” for what is returned to it, or a place outside."), "destination", False),
            (self.CATEGORY_FIELD, tr("Category field"), tr("Class of EW-MFA (MF1, MF.1.1, “Biomasse”…) or any other category, kept as it is. Empty: all together."), "category", True),
            (self.TONNES_FIELD, tr("Tonnes field"), tr("Empty is missing, never 0."), "tonnes", False),
            (self.YEAR_FIELD, tr("Year field"), tr("Empty: all rows are of one year that is not known."), "year", True),
            (self.MODE_FIELD, tr("Mode field"), tr("Road, rail, water… For freight; empty for materials."), None, True),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterField(key, label, usual, self.FLOWS, ANY, False, optional), told)
        unit = QgsProcessingParameterString(self.UNIT, tr("Unit"), "t")
        self.declare(unit, tr("Of the tonnes field: t, kt or Mt. Results are in tonnes."))
        zones = QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [POLYGON])
        self.declare(zones, tr("Communes, EPCI or any zones of the territory, as polygons or points; those of one code make one zone."))  # fmt: skip
        code = QgsProcessingParameterField(self.ZONE_FIELD, tr("Zone code field"), None, self.ZONES, ANY)
        self.declare(code, tr("The codes that the flows name. A lost leading zero, spaces and “.0” are mended, and told."))  # fmt: skip
        name = QgsProcessingParameterField(self.NAME_FIELD, tr("Zone name field"), None, self.ZONES, ANY, False, True)
        self.declare(name, tr("Written in the results and the diagram. Empty: the code."))
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Material balance"), TABLE)
        self.declare(output, tr("A table: one row per zone, and for the territory, by year, category and mode, with the reason of what is missing."))  # fmt: skip
        places = QgsProcessingParameterVectorDestination(self.ZONES_MAP, tr("Zones with their balance"), POLYGON, None, True, False)  # fmt: skip
        self.declare(places, tr("The zones, with all categories together for the last year."))
        lines = QgsProcessingParameterVectorDestination(self.FLOW_LINES, tr("Flow lines"), LINE, None, True, False)
        self.declare(lines, tr("A curved arrow from zone to zone, as wide as its tonnes, with both ends and its classes. Flows inside a zone and with the outside have no line."))  # fmt: skip
        picture = QgsProcessingParameterFileDestination(self.SANKEY, tr("Sankey diagram"), "PNG (*.png)", None, True, False)  # fmt: skip
        self.declare(picture, tr("Of the territory in its last year: where materials come from, their classes and where they go; with a mode, origins, modes and destinations."))  # fmt: skip
        for field in layers.amount_fields():
            if field.name in NUMBERS:
                self.addOutput(QgsProcessingOutputNumber(field.name.upper(), tr("Territory, last year: {}").format(field.alias)))  # fmt: skip
        self.addOutput(QgsProcessingOutputNumber(self.YEAR, tr("Last year")))
        self.addOutput(QgsProcessingOutputNumber(self.UNPLACED_T, tr("Tonnes of flows that touch no zone")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.flows.balance import ALL, TOTAL, balance
        from ...analysis.flows.diagram import last_year, of_year
        from ...analysis.flows.reading import read_flow_tables, read_flows
        from ...analysis.inventory.tables import read_tables

        skips = Skips(feedback)
        tables = read_flow_tables(MATERIAL_CLASSES, FLOW_PLACES)
        zones, names = self._zones(parameters, context, skips, feedback)
        texts = self._texts(parameters, context, feedback)
        unit = self.parameterAsString(parameters, self.UNIT, context).strip()
        flows = read_flows(texts, zones["code"].tolist(), unit, tables, read_tables(PARAMETERS))
        notes = self._tell(flows, skips, feedback)
        table = balance(flows, zones["code"].tolist(), tables)
        progress_within(feedback, 60, 70)(1.0)
        year = last_year(table)
        results = self._written(parameters, context, feedback, table, zones, names, tables, notes, year)
        results |= self._lines(parameters, context, feedback, flows, zones, names, tables, notes)
        results |= self._picture(parameters, context, feedback, flows, table, names, tables, year)
        whole = of_year(table[(table["zone"] == ALL) & (table["mode"] == ALL) & (table["category"] == TOTAL)], year)
        row = whole.iloc[0] if len(whole) else {}
        numbers = {name.upper(): _number(row.get(name)) for name in NUMBERS}
        return {**results, **numbers, self.YEAR: _number(year), self.UNPLACED_T: flows.left_out_t, "SKIPPED": skips.count}  # fmt: skip

    def _zones(
        self, parameters: dict[str, Any], context: QgsProcessingContext, skips: Skips, feedback: QgsProcessingFeedback
    ) -> tuple[geopandas.GeoDataFrame, dict[str, str]]:
        """One row per zone (``code``, geometry) and the names by code. Raises ``DataError`` when no zone has a code."""
        import geopandas
        import shapely

        source = self.input(self.ZONES)
        code = self.parameterAsString(parameters, self.ZONE_FIELD, context)
        name = self.parameterAsString(parameters, self.NAME_FIELD, context)
        frame = self.read(self.ZONES, list(dict.fromkeys(filter(None, (code, name)))), skips, progress_within(feedback, 0, 20))  # fmt: skip
        codes = frame[code].map(text_of)
        skips.add(source.name, frame.index[(codes == "").to_numpy()].tolist(), tr("no code"))
        frame = frame.assign(zone_code=codes)[(codes != "").to_numpy()]
        if not len(frame):
            raise DataError(
                noop("No zone of the layer “{layer}” has a value in the field “{field}”. Choose another field."),
                layer=source.name, field=code,
            )  # fmt: skip
        names = dict(zip(frame["zone_code"], frame[name].map(text_of), strict=True)) if name else {}
        shapes = frame.groupby("zone_code", sort=False)["geometry"].agg(lambda some: shapely.union_all(some.to_numpy()))
        zones = geopandas.GeoDataFrame({"code": list(shapes.index)}, geometry=list(shapes), crs=frame.crs)
        return zones, {key: text for key, text in names.items() if text}

    def _texts(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> pandas.DataFrame:
        source = self.input(self.FLOWS)
        keys = {
            "origin": self.ORIGIN_FIELD, "destination": self.DESTINATION_FIELD, "category": self.CATEGORY_FIELD,
            "tonnes": self.TONNES_FIELD, "year": self.YEAR_FIELD, "mode": self.MODE_FIELD,
        }  # fmt: skip
        chosen = {role: self.parameterAsString(parameters, key, context) for role, key in keys.items()}
        known = source.field_names()
        for role in ("category", "year"):  # proposed by default, and not in every table
            if chosen[role] not in known and parameters.get(keys[role]) in (None, "", role):
                chosen[role] = ""
        texts = text_rows(source, {role: name for role, name in chosen.items() if name}, progress_within(feedback, 20, 50))  # fmt: skip
        self._traces.append(trace(source, texts))
        return texts

    def _tell(self, flows: Flows, skips: Skips, feedback: QgsProcessingFeedback) -> list[str]:
        """What was met in the flows, in the log and for the metadata."""
        if not len(flows.table):
            raise DataError(
                noop("No flow of “{layer}” touches a zone: its codes are not those of the zones. Choose another field of codes."),
                layer=self.input(self.FLOWS).name,
            )  # fmt: skip
        for finding in flows.findings:
            (feedback.pushInfo if finding.level == "info" else feedback.pushWarning)(sentence(finding))
        return [*(sentence(finding) for finding in flows.findings), *skips.notes()]

    def _written(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, table: pandas.DataFrame,
        zones: geopandas.GeoDataFrame, names: dict[str, str], tables: FlowTables, notes: list[str], year: float,
    ) -> dict[str, Any]:  # fmt: skip
        from ...analysis.flows.balance import ALL, TOTAL
        from ...analysis.flows.diagram import of_year

        rows = layers.worded_balance(table, names, tables)
        output = Output(layers.balance_fields(), self.metadata(tr("Material balance"), _method(), notes))
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, rows, output, context, feedback)}
        if parameters.get(self.ZONES_MAP) not in (None, ""):
            whole = of_year(table[(table["mode"] == ALL) & (table["category"] == TOTAL)], year).set_index("zone")
            fields = (Field("zone", "text", tr("Zone (code)")), Field("zone_name", "text", tr("Zone")), Field("year", "integer", tr("Year")), *layers.amount_fields())  # fmt: skip
            places = zones.rename(columns={"code": "zone"}).assign(
                zone_name=[names.get(code, code) for code in zones["code"]], year=year,
                **{f.name: whole[f.name].reindex(zones["code"]).to_numpy() for f in layers.amount_fields()},
            )  # fmt: skip
            output = Output(fields, self.metadata(tr("Zones with their balance"), _method(), notes, zones.crs), _kind(zones), None, _zone_style(places))  # fmt: skip
            results[self.ZONES_MAP] = self.write(parameters, self.ZONES_MAP, places, output, context, feedback)
        return results

    def _lines(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, flows: Flows,
        zones: geopandas.GeoDataFrame, names: dict[str, str], tables: FlowTables, notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        if parameters.get(self.FLOW_LINES) in (None, ""):
            return {}
        import shapely

        from ...analysis.flows.balance import between_zones

        table = between_zones(flows, tables)
        if not len(table):
            feedback.pushWarning(tr("No flow goes from one zone to another: the lines are not made."))
            return {}
        shapes = shapely.point_on_surface(zones.geometry.to_numpy())
        points = dict(zip(zones["code"], shapely.get_coordinates(shapes), strict=True))
        lines = layers.flow_lines(table, points, names, tables, zones.crs)
        drawn = float(table["tonnes"].sum())
        said = tr("Lines: {drawn} t of {total} t that touch a zone; the others stay inside a zone, or come from or go outside.").format(
            drawn=f"{drawn:.0f}", total=f"{flows.table['tonnes'].sum():.0f}"
        )  # fmt: skip
        feedback.pushInfo(said)
        modes = [mode for mode in dict.fromkeys(lines["mode"]) if mode]
        if modes:
            values = [(mode, layers.MODE_COLOURS[i % len(layers.MODE_COLOURS)], mode) for i, mode in enumerate(modes)]
        else:
            mains = list(dict.fromkeys(code for code in table["main"] if code))
            values = [(code, layers.CLASS_COLOURS.get(code, layers.OTHER), layers.category_label(code, tables)) for code in sorted(mains)]  # fmt: skip
        restyle = layers.line_style("mode" if modes else "main", values)
        metadata = self.metadata(tr("Flow lines"), _method(), [*notes, said], zones.crs)
        output = Output(layers.line_fields(tables), metadata, "LineString", None, restyle)
        return {self.FLOW_LINES: self.write(parameters, self.FLOW_LINES, lines, output, context, feedback)}

    def _picture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, flows: Flows,
        table: pandas.DataFrame, names: dict[str, str], tables: FlowTables, year: float,
    ) -> dict[str, Any]:  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.SANKEY, context)
        if not target:
            return {}
        from ...analysis.flows.diagram import by_mode, materials, of_year
        from ...charts.sankey import sankey

        modal = bool((flows.table["mode"] != "").any())
        diagram = by_mode(flows, year, tr("outside the territory")) if modal else materials(table, year)  # fmt: skip
        if not diagram.links:
            feedback.pushWarning(tr("No flow of the last year has tonnes: the diagram is not drawn."))
            return {}
        headings = (tr("From"), tr("Mode"), tr("To")) if modal else (tr("Comes from"), tr("Materials"), tr("Goes to"))
        colours = _colours(diagram.columns[1], modal)
        links = [(start, end, tonnes, colours[start if start in colours else end]) for start, end, tonnes, _what in diagram.links]  # fmt: skip
        missing = int(of_year(flows.table, year)["tonnes"].isna().sum())
        note = tr("Widths are tonnes, of what is known.")
        if missing:
            note += " " + tr("{} flows without tonnes are not drawn.").format(missing)
        if not modal:
            note += " " + tr("Used in the territory: extraction + imports − exports (Eurostat, EW-MFA).")
        title = tr("Freight by mode") if modal else tr("Material flows of the territory")
        title += f", {int(year)}" if year == year else ""
        figure = sankey(diagram.columns, links, layers.diagram_texts(diagram, tables, names), headings, title, note)
        return {self.SANKEY: write_beside(target, lambda part: figure.savefig(part, format="png"))}


def _kind(zones: geopandas.GeoDataFrame) -> str:
    """The geometry type of the zones, in parts."""
    kinds = set(zones.geom_type)
    if kinds <= {"Polygon", "MultiPolygon"}:
        return "MultiPolygon"
    return "MultiPoint" if kinds <= {"Point", "MultiPoint"} else "MultiLineString"


def _zone_style(places: geopandas.GeoDataFrame) -> Any:
    """A circle per zone: its consumption, or its imports where no consumption is known."""
    words = {"dmc_t": tr("Domestic material consumption, DMC: the largest circle is {}"), "imports_t": tr("Imports: the largest circle is {}")}  # fmt: skip
    shown = next((column for column in words if places[column].gt(0).any()), None)
    if shown is None:
        return None
    largest = float(places[shown].max())
    return circles(shown, largest, words[shown].format(layers.tonnes_text(largest)))


def _colours(middle: tuple[str, ...], modal: bool) -> dict[str, str]:
    """One colour for each node of the middle."""
    if modal:
        return {name: layers.MODE_COLOURS[i % len(layers.MODE_COLOURS)] for i, name in enumerate(middle)}
    return {name: layers.CLASS_COLOURS.get(name, layers.OTHER) for name in middle}


def _number(value: Any) -> float | None:
    """A number, or None where it is missing."""
    return None if value is None or value != value else float(value)


def _method() -> str:
    return tr("DMI = domestic extraction + imports, DMC = DMI − exports: Eurostat, Economy-wide material flow accounts handbook, 2018.")  # fmt: skip
