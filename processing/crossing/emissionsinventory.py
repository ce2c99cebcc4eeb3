# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:emissionsinventory``: a list of activities or ADEME deposits to a checked inventory, with its targets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..environment import libraries
from ..parameter_tables import PARAMETERS
from ..plan.plan_access import plan_help, plan_parameter
from ..writing import Output, write_beside
from . import inventory_pictures as pictures
from .inventory_layers import (
    check_fields,
    circles,
    finding_rows,
    inventory_fields,
    map_column,
    map_fields,
    map_rows,
    sentence,
    worded,
)  # fmt: skip
from .inventory_plan import check_plan, store_inventory
from .table_reading import csv_path, text_rows, trace

if TYPE_CHECKING:
    import pandas

    from ...analysis.inventory.activities import Entries
    from ...analysis.inventory.build import Inventory
    from ...analysis.inventory.tables import InventoryTables

TOLD = 40  # findings written one by one in the log
ANY = QgsProcessingParameterField.DataType.Any
TABLE = QgsProcessing.SourceType.Vector
KINDS = {
    Qgis.GeometryType.Point: "MultiPoint", Qgis.GeometryType.Line: "MultiLineString", Qgis.GeometryType.Polygon: "MultiPolygon",
}  # fmt: skip


class EmissionsInventory(PcaetAlgorithm):
    """Values by activity, sector, pollutant and year → inventory, checks, targets, pictures."""

    REQUIRES = ("numpy", "pandas")
    GROUP_ID = "crossing"
    INPUT, SECTOR_FIELD, ENERGY_FIELD, POLLUTANT_FIELD = "INPUT", "SECTOR_FIELD", "ENERGY_FIELD", "POLLUTANT_FIELD"
    YEAR_FIELD, VALUE_FIELD, UNIT, TERRITORY_FIELD = "YEAR_FIELD", "VALUE_FIELD", "UNIT", "TERRITORY_FIELD"
    SHARE_FIELD, KIND_FIELD, YEAR, TERRITORY, PLAN = "SHARE_FIELD", "KIND_FIELD", "YEAR", "TERRITORY", "PLAN"
    OUTPUT, CHECKS, MAP, TREEMAP, TRAJECTORY = "OUTPUT", "CHECKS", "MAP", "TREEMAP", "TRAJECTORY"
    ROWS, ERRORS, WARNINGS, STORED, MISSING_CODES = "ROWS", "ERRORS", "WARNINGS", "STORED", "MISSING_CODES"

    def name(self) -> str:
        return "emissionsinventory"

    def displayName(self) -> str:
        return tr("Inventory of emissions and energy")

    def tags(self) -> list[str]:
        return ["GES", "PCAET", "NOx", "PM10", "ADEME", tr("inventory"), tr("emissions"), tr("energy"), tr("sectors"), tr("targets"), "Territoires en Transitions"]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "Makes one checked inventory of a list of activities, or of ADEME's deposits of PCAET: the eight sectors and six pollutants of the "
            "decree of 4 August 2016, greenhouse gases and final energy, by territory and year, in the units of the decree (tCO2e, GWh, t), "
            "whatever the unit given (kt, MWh, toe…): the number given stays beside.\n\n"
            "It checks, and says in a table: sums beside the totals given (of all lines, or of the lines above), shares that are not those of "
            "the values, shares that rounding alone keeps from 100 %, shares of a larger whole, sectors missing, years that differ between "
            "sectors, repeated rows, “Transports” beside its parts, negative values, and forced zeros (1.0E-5, 0.0001, 0.001, 0.01 in the open "
            "data of ADEME). A missing value is never a zero: a total with a missing part is not given, what is known of it stands apart.\n\n"
            "Targets (2026, 2030, 2050) come with the change and the yearly pace they need from the last known value. Nothing is estimated: "
            "the quality of the inventory is that of its sources, and two methods cannot be compared.\n\n"
            "With a plan, values are stored under the codes of Territoires en Transitions (cae_1, cae_2, cae_4), in the units of its indicators; "
            "indicators that the plan lacks are made, territories are named and never made.\n\n"
            "Sources: decree of 4 August 2016 (sectors, pollutants); ADEME “Territoires & Climat” (deposits); Territoires en Transitions (codes)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        source = QgsProcessingParameterFeatureSource(self.INPUT, tr("Emissions or consumption (layer or table)"), [TABLE])  # fmt: skip
        self.declare(source, tr("One row per activity, sector or total; or deposits of ADEME (columns PEC_GES_1_1, PEC_CONSO_1_1, POL_1_1_1…), recognised by their columns: the fields below are then not needed. A CSV of deposits is read with its irregular rows."))  # fmt: skip
        for key, label, told in (
            (self.SECTOR_FIELD, tr("Sector field"), tr("One of the eight sectors, by its label or its ADEME code (1 to 8), “Total”, or any other activity, which is kept as it is.")),
            (self.VALUE_FIELD, tr("Value field"), tr("The number. Empty is missing, never 0.")),
            (self.POLLUTANT_FIELD, tr("Pollutant field"), tr("GES, Consommation, NOx, PM10, PM2,5, COV, SO2 or NH3. Not needed for one quantity whose unit says it (tCO2e, GWh).")),
            (self.ENERGY_FIELD, tr("Energy field"), tr("Gas, electricity, wood…: parts of a sector. A row without energy is the sector's own total.")),
            (self.YEAR_FIELD, tr("Year field"), tr("The year of each value.")),
            (self.TERRITORY_FIELD, tr("Territory field"), tr("Name or code; each territory has its own inventory. Deposits: who bears them, where it is empty.")),
            (self.SHARE_FIELD, tr("Share field"), tr("Shares as the table gives them (%), to be checked.")),
            (self.KIND_FIELD, tr("Result or target field"), tr("“résultat” or “objectif”. Empty: a value of 2026, 2030 or 2050 that follows an earlier one is a target.")),
        ):  # fmt: skip
            self.declare(QgsProcessingParameterField(key, label, None, self.INPUT, ANY, False, True), told)
        unit = QgsProcessingParameterString(self.UNIT, tr("Unit of the values"), None, False, True)
        self.declare(unit, tr("One unit (tCO2e, kteq CO2, GWh, MWh, t, kg…), units by quantity (ges=ktCO2e; conso=MWh; nox=t), or the name of a field. Deposits are in tCO2e, GWh and t."))  # fmt: skip
        year = QgsProcessingParameterNumber(self.YEAR, tr("Year of the values, without a field"), QgsProcessingParameterNumber.Type.Integer, None, True, 1990, 2100)  # fmt: skip
        self.declare(year, tr("For a table of one year, where no field says it."))
        pictured = QgsProcessingParameterString(self.TERRITORY, tr("Territory of the pictures"), None, False, True)
        self.declare(pictured, tr("Of several territories, the one that is drawn. Empty: that of the largest total."))
        plan = plan_parameter(self.PLAN, optional=True)
        self.declare(plan, plan_help() + " " + tr("Empty: nothing is stored."))
        self._declare_outputs()

    def _declare_outputs(self) -> None:
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Inventory"), TABLE)
        self.declare(output, tr("A table: one row per territory, sector, pollutant or energy, and year, with value, unit, share, target pace and flags."))  # fmt: skip
        checks = QgsProcessingParameterVectorDestination(self.CHECKS, tr("Checks"), TABLE, None, True, True)
        self.declare(checks, tr("One row per anomaly or remark, errors first."))
        places = QgsProcessingParameterVectorDestination(self.MAP, tr("Map of the totals"), QgsProcessing.SourceType.VectorAnyGeometry, None, True, False)  # fmt: skip
        self.declare(places, tr("One row per territory, where INPUT has geometries: the last total of each quantity, as circles whose areas are the totals."))  # fmt: skip
        for key, label, told in (
            (self.TREEMAP, tr("Shares by sector"), tr("A treemap per quantity, for its last year.")),
            (self.TRAJECTORY, tr("Trajectory"), tr("Results and targets by year and sector, with the yearly pace that targets need.")),
        ):  # fmt: skip
            picture = QgsProcessingParameterFileDestination(key, label, "PNG (*.png)", None, True, False)
            self.declare(picture, told)
        for key, label in (
            (self.ROWS, tr("Rows of the inventory")), (self.ERRORS, tr("Errors found")), (self.WARNINGS, tr("Warnings")),
            (self.STORED, tr("Values stored in the plan")),
        ):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.addOutput(QgsProcessingOutputString(self.MISSING_CODES, tr("Codes that the plan lacks")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.inventory.activities import settle_kinds
        from ...analysis.inventory.build import build
        from ...analysis.inventory.tables import read_tables
        from ...analysis.inventory.targets import with_paces

        skips = Skips(feedback)
        tables = read_tables(PARAMETERS)
        entries, texts = self._entries(parameters, context, feedback, tables)
        if not len(entries.table):
            raise DataError(noop("No value of “{layer}” can be read: see the fields and the unit."), layer=self.input(self.INPUT).name)  # fmt: skip
        targets = sorted({h.year for h in tables.horizons if h.kind == "target" and h.version == "V2" and h.year})
        inventory = build(settle_kinds(entries, targets), tables)
        inventory.table = with_paces(inventory.table, inventory.findings)
        progress_within(feedback, 60, 70)(1.0)
        self._tell(inventory, feedback)
        # What a user must mend is told before anything is written.
        pictured = self._pictured(parameters, context, inventory)
        plan = self.parameterAsFile(parameters, self.PLAN, context)
        if plan:
            check_plan(plan, context)
        results = self._written(parameters, context, feedback, inventory, tables)
        results |= self._map(parameters, context, feedback, skips, inventory, tables, texts)
        results |= self._pictures(parameters, context, feedback, pictured, tables)
        results |= self._stored(plan, context, feedback, inventory, tables)
        levels = [f.level for f in inventory.findings]
        counts = {
            self.ROWS: len(inventory.table),
            self.ERRORS: levels.count("error"),
            self.WARNINGS: levels.count("warning"),
        }
        return {**results, **counts, "SKIPPED": skips.count}

    def _entries(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, tables: InventoryTables
    ) -> tuple[Entries, pandas.DataFrame]:  # fmt: skip
        """The values read, and the texts they come from (column ``territory`` named for each row)."""
        from ...analysis.inventory import activities, deposit

        source = self.input(self.INPUT)
        names = source.field_names()
        progress = progress_within(feedback, 0, 50)
        territory = self.parameterAsString(parameters, self.TERRITORY_FIELD, context)
        if deposit.is_deposit(names):
            file = csv_path(source)
            wide = deposit.read_deposit_file(file) if file else text_rows(source, {n: n for n in names}, progress)
            entries = deposit.read_deposits(wide, tables, territory)
            entries.findings.insert(0, deposit.about_units(tables))
            self._traces.append(trace(source, wide))
            named = entries.table.drop_duplicates("row").set_index("row")["territory"]
            return entries, wide.assign(territory=named.reindex(wide.index))
        columns = self._columns(parameters, context, names, source.name)
        unit = self.parameterAsString(parameters, self.UNIT, context).strip()
        if unit in names:
            columns["unit"], unit = unit, ""
        texts = text_rows(source, columns, progress)
        self._traces.append(trace(source, texts))
        self._doubtful(texts, source, columns["value"], feedback)
        if "year" not in columns and parameters.get(self.YEAR) not in (None, ""):
            texts["year"] = str(self.parameterAsInt(parameters, self.YEAR, context))
        return activities.read_activities(texts, unit, tables), texts

    def _columns(
        self, parameters: dict[str, Any], context: QgsProcessingContext, names: list[str], layer: str
    ) -> dict[str, str]:
        """The fields by role. Raises ``DataError`` where the two that are needed are not given."""
        keys = {
            "territory": self.TERRITORY_FIELD, "sector": self.SECTOR_FIELD, "energy": self.ENERGY_FIELD, "pollutant": self.POLLUTANT_FIELD,
            "year": self.YEAR_FIELD, "value": self.VALUE_FIELD, "share": self.SHARE_FIELD, "kind": self.KIND_FIELD,
        }  # fmt: skip
        chosen = {role: self.parameterAsString(parameters, key, context) for role, key in keys.items()}
        for role in ("sector", "value"):
            if not chosen[role]:
                raise DataError(
                    noop("“{layer}” is no deposit of ADEME: fill {parameter}. Its fields are: {fields}."),
                    layer=layer, parameter=keys[role], fields=", ".join(names),
                )  # fmt: skip
        return {role: name for role, name in chosen.items() if name}

    def _doubtful(self, texts: pandas.DataFrame, source: Any, field: str, feedback: QgsProcessingFeedback) -> None:
        """Numbers written 12.345 in a text field may be thousands: they are read as decimals, and it is said."""
        from ...analysis.numbers import doubtful_thousands

        fields = source.source.fields()
        if fields.at(fields.lookupField(field)).isNumeric():
            return
        doubtful = doubtful_thousands(texts["value"])
        if doubtful.any():
            feedback.pushWarning(
                tr("Layer “{layer}”, field “{field}”: {count} values such as “{example}” are read as decimals. Write thousands without a dot.").format(
                    layer=source.name, field=field, count=int(doubtful.sum()), example=texts["value"][doubtful].iloc[0]
                )
            )  # fmt: skip

    def _tell(self, inventory: Inventory, feedback: QgsProcessingFeedback) -> None:
        """The findings in the log, errors first; the table of checks has them all."""
        order = {"error": 0, "warning": 1, "info": 2}
        for finding in sorted(inventory.findings, key=lambda f: order[f.level])[:TOLD]:
            place = ", ".join(filter(None, (finding.territory, finding.quantity, str(finding.year or ""))))
            text = f"{place}: {sentence(finding)}" if place else sentence(finding)
            (feedback.pushInfo if finding.level == "info" else feedback.pushWarning)(text)
        if len(inventory.findings) > TOLD:
            feedback.pushInfo(tr("{} more remarks: see the table of checks.").format(len(inventory.findings) - TOLD))

    def _written(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, inventory: Inventory,
        tables: InventoryTables,
    ) -> dict[str, Any]:  # fmt: skip
        notes = [sentence(f) for f in inventory.findings if f.level != "info"][:TOLD]
        table = worded(inventory.table, tables)
        metadata = self.metadata(tr("Inventory of emissions and energy"), _method(), notes)
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, table, Output(inventory_fields(), metadata), context, feedback)}  # fmt: skip
        if parameters.get(self.CHECKS) not in (None, ""):
            metadata = self.metadata(tr("Checks of the inventory"), _method(), notes)
            rows = finding_rows(inventory.findings, tables)
            results[self.CHECKS] = self.write(parameters, self.CHECKS, rows, Output(check_fields(), metadata), context, feedback)  # fmt: skip
        return results

    def _map(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        inventory: Inventory, tables: InventoryTables, texts: pandas.DataFrame,
    ) -> dict[str, Any]:  # fmt: skip
        """One place per territory, where the input has geometries."""
        if parameters.get(self.MAP) in (None, ""):
            return {}
        source = self.input(self.INPUT)
        if source.geometry_type() not in KINDS:
            feedback.pushWarning(tr("“{}” has no geometry: the map is not made. Join the table to a layer of the territories first.").format(source.name))  # fmt: skip
            return {}
        problem = libraries.first_problem(libraries.GEOMETRY)
        if problem:
            feedback.pushWarning(problem)
            return {}
        import geopandas
        import shapely

        frame = source.frame([], progress_within(feedback, 70, 80))
        skips.add(source.name, [fid for fid, _why in source.bad], tr("no usable geometry"))
        if "territory" not in texts.columns:
            texts = texts.assign(territory="")
        named = frame.assign(territory=texts["territory"].reindex(frame.index).to_numpy()).dropna(subset=["territory"])
        shapes = named.groupby("territory")["geometry"].agg(lambda some: shapely.union_all(list(dict.fromkeys(some))))
        rows = map_rows(inventory.table, tables)
        rows = rows[rows["territory"].isin(shapes.index)]
        places = geopandas.GeoDataFrame(rows, geometry=[shapes[name] for name in rows["territory"]], crs=frame.crs)
        shown = next((q for q in tables.quantities.values() if places[map_column(q.key, q.unit)].gt(0).any()), None)
        restyle = None
        if shown is not None:
            column = map_column(shown.key, shown.unit)
            largest = float(places[column].max())
            label = tr("{quantity}: the largest circle is {amount}").format(quantity=shown.label, amount=pictures.amount(largest, shown.unit))  # fmt: skip
            restyle = circles(column, largest, label)
        metadata = self.metadata(tr("Map of the totals"), _method(), [], frame.crs)
        output = Output(map_fields(tables), metadata, KINDS[source.geometry_type()], None, restyle)
        return {self.MAP: self.write(parameters, self.MAP, places, output, context, feedback)}

    def _pictured(
        self, parameters: dict[str, Any], context: QgsProcessingContext, inventory: Inventory
    ) -> tuple[pandas.DataFrame, str, str]:
        """The rows of the territory drawn, its name, and what to say of the choice."""
        wanted = self.parameterAsString(parameters, self.TERRITORY, context).strip()
        rows, name, chosen = pictures.chosen_territory(inventory.table, wanted)
        if not len(rows):
            raise DataError(
                noop("TERRITORY: no territory is named “{name}”. There are: {known}."),
                name=name, known=", ".join(list(dict.fromkeys(map(str, inventory.table["territory"])))[:20]),
            )  # fmt: skip
        return rows, name, chosen

    def _pictures(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        pictured: tuple[pandas.DataFrame, str, str], tables: InventoryTables,
    ) -> dict[str, Any]:  # fmt: skip
        asked = {key: self.parameterAsFileOutput(parameters, key, context) for key in (self.TREEMAP, self.TRAJECTORY)}
        rows, name, chosen = pictured
        colours = pictures.sector_names(rows, tables)
        results: dict[str, Any] = {}
        if asked[self.TREEMAP]:
            results |= self._treemap(asked[self.TREEMAP], rows, name, chosen, colours, tables, feedback)
        if asked[self.TRAJECTORY]:
            results |= self._trajectory(asked[self.TRAJECTORY], rows, name, chosen, colours, tables, feedback)
        return results

    def _treemap(self, target: str, rows: pandas.DataFrame, name: str, chosen: str, colours: list[str], tables: InventoryTables, feedback: QgsProcessingFeedback) -> dict[str, Any]:  # fmt: skip
        from ...charts.treemap import treemap

        panels, missing = pictures.treemap_panels(rows, tables)
        if not panels:
            feedback.pushWarning(tr("No value above 0: the treemap is not drawn."))
            return {}
        note = " ".join(filter(None, (tr("Areas are the shares of what is known, in each quantity."), missing, chosen)))
        title = tr("Shares by sector: {}").format(name) if name else tr("Shares by sector")
        figure = treemap(panels, colours, title, note)
        return {self.TREEMAP: write_beside(target, lambda part: figure.savefig(part, format="png"))}

    def _trajectory(self, target: str, rows: pandas.DataFrame, name: str, chosen: str, colours: list[str], tables: InventoryTables, feedback: QgsProcessingFeedback) -> dict[str, Any]:  # fmt: skip
        from ...charts.trajectory import trajectory

        panels = pictures.trajectory_panels(rows, tables)
        if not panels:
            feedback.pushWarning(tr("No quantity has values of two years: the trajectory is not drawn."))
            return {}
        words = tr("result"), tr("target"), tr("incomplete: a sector is missing")
        note = " ".join(filter(None, (tr("Percentages: yearly pace that the target needs from the last known value."), chosen)))  # fmt: skip
        title = tr("Results and targets: {}").format(name) if name else tr("Results and targets")
        figure = trajectory(panels, colours, words, title, note)
        return {self.TRAJECTORY: write_beside(target, lambda part: figure.savefig(part, format="png"))}

    def _stored(
        self, plan: str, context: QgsProcessingContext, feedback: QgsProcessingFeedback, inventory: Inventory, tables: InventoryTables
    ) -> dict[str, Any]:  # fmt: skip
        if not plan:
            return {self.STORED: 0, self.MISSING_CODES: ""}
        source = self.input(self.INPUT).name
        stored = store_inventory(plan, inventory.table, tables, source, f"pcaet:{self.name()}", context, feedback)
        return {self.STORED: stored.values + stored.reasons, self.MISSING_CODES: ", ".join(sorted(stored.missing_codes))}  # fmt: skip


def _method() -> str:
    return tr("Sectors and pollutants of the decree of 4 August 2016; values in tCO2e, GWh and t; sums never made over a missing part; paces are compound rates from the last known value.")  # fmt: skip
