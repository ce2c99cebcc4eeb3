# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclenetworkstats``: kilometres of cycle facilities by commune or EPCI, and the indicators made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..parameter_tables import NETWORK_SPEEDS
from ..writing import Field, Output

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

    from ...analysis.cycling.network_stats import Sides

COUNTINGS = ("both_sides", "axis")  # a static list, whatever the language


class CycleNetworkStats(PcaetAlgorithm):
    """Facilities × zones → kilometres, rates and indicators."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    INPUT, ZONES, ZONE_FIELD, POPULATION_FIELD = "INPUT", "ZONES", "ZONE_FIELD", "POPULATION_FIELD"
    ROADS, COUNTING, PROJECT_CRS, OUTPUT, TABLE = "ROADS", "COUNTING", "PROJECT_CRS", "OUTPUT", "TABLE"
    AXIS_KM, BOTH_SIDES_KM, WORKS_KM, ROADS_KM = "AXIS_KM", "BOTH_SIDES_KM", "WORKS_KM", "ROADS_KM"
    CYCLABILITY_PCT, POPULATION, KM_PER_1000 = "CYCLABILITY_PCT", "POPULATION", "KM_PER_1000"
    CRTE_6_1, CAE_44_A = "CRTE_6_1", "CAE_44_A"

    def name(self) -> str:
        return "cyclenetworkstats"

    def displayName(self) -> str:
        return tr("Statistics of cycle facilities")

    def tags(self) -> list[str]:
        return ["cae_44.a", "crte_6.1", "pistes cyclables", tr("cycle facilities"), tr("kilometres"), tr("cyclability"), tr("indicator")]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "Adds up cycle facilities by zone (commune, EPCI…): km by axis, each line once; km of both sides, right plus left, a side ridden "
            "both ways counting twice; km by kind; the cyclability rate; km per 1,000 inhabitants; and the indicators crte_6.1 (safe "
            "facilities: tracks and greenways, both sides) and cae_44.a to cae_44.ag of Territoires en Transitions. The outputs bear their "
            "codes: a model hands them to “Store the value of an indicator”.\n\n"
            "What is being built or planned (statut EN TRAVAUX) is counted apart, never as in service. A side whose direction is not said "
            "counts once. A road on the border of two zones is half in each. The numbers among the outputs are those of all zones together, each line once.\n\n"
            "Cyclability rate: axis km of facilities over km of streets that cars and bikes may use (Vélo & Territoires 2022, now Réseau vélo et "
            "marche; 3 % in France in 2022). It ignores discontinuities, traffic and speeds, it counts greenways which are no street, and how the "
            "association counts its streets could not be read: compare zones and years made in the same way, and read it with the traffic stress. "
            "Without roads it is missing, not 0.\n\n"
            "The definition of cae_44.a does not say how to count two sides: COUNTING chooses, both sides being the rule of crte_6.1."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        line, polygon = QgsProcessing.SourceType.VectorLine, QgsProcessing.SourceType.VectorPolygon
        facilities = QgsProcessingParameterFeatureSource(self.INPUT, tr("Cycle facilities"), [line])
        self.declare(facilities, tr("The output of “Import and check cycle facilities”: lines with ame_d and ame_g in the spelling of the schema."))  # fmt: skip
        zones = QgsProcessingParameterFeatureSource(self.ZONES, tr("Zones"), [polygon])
        self.declare(zones, tr("Communes, EPCI or any perimeters. They may overlap."))
        field = QgsProcessingParameterField(self.ZONE_FIELD, tr("Zone field"), None, self.ZONES)
        self.declare(field, tr("Name or code. Polygons of one value make one zone: the EPCI of communes, for instance."))  # fmt: skip
        people = QgsProcessingParameterField(self.POPULATION_FIELD, tr("Population field"), None, self.ZONES, QgsProcessingParameterField.DataType.Any, False, True)  # fmt: skip
        self.declare(people, tr("Inhabitants of each polygon. Without it, rates per 1,000 inhabitants are missing."))
        roads = QgsProcessingParameterFeatureSource(self.ROADS, tr("All streets"), [line], None, True)
        self.declare(roads, tr("For the cyclability rate: the BD TOPO, OpenStreetMap, or the import with the streets without a facility. Only streets that cars and bikes may use are counted; lines without a class, all."))  # fmt: skip
        counting = QgsProcessingParameterEnum(self.COUNTING, tr("Kilometres per 1,000 inhabitants count"), list(COUNTINGS), False, COUNTINGS[0], False, True)  # fmt: skip
        self.declare(counting, tr("both_sides: each side, twice where ridden both ways. axis: each line once, shared between its kinds."))  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Cycle facilities by zone"), polygon)
        self.declare(output, tr("The zones with their kilometres, rates and indicators, and the reason of what is missing."))  # fmt: skip
        table = QgsProcessingParameterVectorDestination(self.TABLE, tr("Kilometres by facility"), QgsProcessing.SourceType.Vector, None, True, True)  # fmt: skip
        self.declare(table, tr("One row per zone and kind of facility of the schema."))
        for key, label in (
            (self.AXIS_KM, tr("Facilities in service, by axis (km)")),
            (self.BOTH_SIDES_KM, tr("Facilities in service, both sides (km)")),
            (self.WORKS_KM, tr("Facilities being built, by axis (km)")),
            (self.ROADS_KM, tr("Streets (km)")),
            (self.CYCLABILITY_PCT, tr("Cyclability rate (%)")),
            (self.POPULATION, tr("Inhabitants")),
            (self.KM_PER_1000, tr("Facilities per 1,000 inhabitants (km)")),
            (self.CRTE_6_1, tr("crte_6.1: safe facilities (km)")),
            (self.CAE_44_A, tr("cae_44.a: facilities (km per 1,000 inhabitants)")),
            *((f"CAE_44_{code.upper()}", label) for code, label in kind_labels().items()),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.cycling import network_stats as stats
        from ...analysis.overlay import union_in_blocks

        skips = Skips(feedback)
        facilities = self._facilities(skips, progress_within(feedback, 0, 25))
        crs = self.work_crs(parameters, self.PROJECT_CRS, facilities, context, feedback)
        facilities = facilities.to_crs(crs)
        names, shapes, people = self._zones(parameters, context, feedback, skips, crs)
        sides = stats.sides_of(facilities)
        lines = facilities.geometry.to_numpy()
        streets = self._streets(feedback, skips, crs)
        whole = union_in_blocks(shapes, progress_within(feedback, 55, 60))
        counting = self.parameterAsEnumString(parameters, self.COUNTING, context)
        zones, table = _measured(sides, lines, streets, shapes, people, counting, progress_within(feedback, 60, 85))
        total, _all = _measured(sides, lines, streets, numpy.array([whole], dtype=object), numpy.array([people.sum()]), counting, progress_within(feedback, 85, 95))  # fmt: skip
        zones.insert(0, "zone", names)
        table["zone"] = names[table["zone"].to_numpy(dtype=int)]
        zones["reason"] = [self._reason(parameters, row) for row in zones.to_dict("records")]
        outside = stats.kilometres(sides, numpy.arange(len(lines)), numpy.zeros(len(lines), int), facilities.length.to_numpy(), 1)  # fmt: skip
        notes = [*self._say(total.iloc[0], outside.iloc[0], counting, feedback), *skips.notes()]
        return self._written(parameters, context, feedback, zones, shapes, table, total.iloc[0], notes, crs) | {
            "SKIPPED": skips.count
        }

    def _facilities(self, skips: Skips, progress: Any) -> geopandas.GeoDataFrame:
        """The lines whose facilities are those of the schema; the others are left out and told."""
        from ...analysis.cycling.facility_schema import AME

        source = self.input(self.INPUT)
        names = source.field_names()
        absent = [name for name in ("ame_d", "ame_g") if name not in names]
        if absent:
            raise DataError(
                noop("The layer “{layer}” has no field {fields}. Run “Import and check cycle facilities” first."),
                layer=source.name, fields=" / ".join(absent),
            )  # fmt: skip
        wanted = [f"{stem}_{side}" for stem in ("ame", "sens", "statut") for side in "dg"]
        frame = self.read(self.INPUT, [name for name in wanted if name in names], skips, progress)
        known = (frame["ame_d"].isna() | frame["ame_d"].isin(["", *AME])) & (frame["ame_g"].isna() | frame["ame_g"].isin(["", *AME]))  # fmt: skip
        known = known.to_numpy(dtype=bool)
        skips.add(source.name, frame.index[~known].tolist(), tr("ame_d or ame_g is not in the schema's list"))
        if not known.any():
            raise DataError(
                noop("No line of the layer “{layer}” bears a facility of the schema. Run “Import and check cycle facilities” first."),
                layer=source.name,
            )  # fmt: skip
        return frame[known]

    def _zones(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any
    ) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:  # fmt: skip
        """Names, polygons and population of the zones; those without a name are left out."""
        from ...analysis.cycling.network_stats import merged_zones

        source = self.input(self.ZONES)
        name = self.parameterAsString(parameters, self.ZONE_FIELD, context)
        people = self.parameterAsString(parameters, self.POPULATION_FIELD, context)
        frame = self.read(self.ZONES, list(dict.fromkeys(filter(None, (name, people)))), skips, progress_within(feedback, 25, 35)).to_crs(crs)  # fmt: skip
        named = frame[name].notna().to_numpy(dtype=bool)
        skips.add(source.name, frame.index[~named].tolist(), tr("no name"))
        frame = frame[named]
        if not len(frame):
            raise DataError(
                noop("No zone of the layer “{layer}” has a value in the field “{field}”. Choose another field."),
                layer=source.name, field=name,
            )  # fmt: skip
        population = numbers(frame, people, source.name, feedback)
        population[population < 0] = float("nan")
        texts = frame[name].astype(object).map(str).to_numpy(dtype=object)
        return merged_zones(frame.geometry.to_numpy(), texts, population, progress_within(feedback, 35, 40))

    def _streets(self, feedback: QgsProcessingFeedback, skips: Skips, crs: Any) -> Any:
        """The lines (n,) that cars and bikes may use, None without a layer of streets."""
        import numpy

        from ...analysis.network.road_rules import read_speeds, resolve, roads

        if not self.has(self.ROADS):
            return None
        source = self.input(self.ROADS)
        names = source.field_names()
        columns = resolve(names, "")
        wanted = [*columns.values(), *(n for n in names if n.casefold() in ("highway", "nature"))]
        frame = self.read(self.ROADS, list(dict.fromkeys(wanted)), skips, progress_within(feedback, 40, 55)).to_crs(crs)
        classed = [n for n in frame.columns if str(n).casefold() in ("highway", "nature") and frame[n].notna().any()]
        if columns.get("class") and columns["class"] not in classed and classed:
            columns["class"] = classed[0]
        elif not classed:
            columns.pop("class", None)
        rules = roads(frame, columns, read_speeds(NETWORK_SPEEDS))
        open_to = (rules.kmh[:, 0] > 0) & (rules.kmh[:, 1] > 0) if classed else numpy.ones(len(frame), dtype=bool)
        feedback.pushInfo(
            tr("Layer “{layer}”: {count} lines of {total} are streets that cars and bikes may use.").format(
                layer=source.name, count=int(open_to.sum()), total=len(frame)
            )
        )
        if not open_to.any():
            raise DataError(
                noop("No line of the layer “{layer}” is a street that cars and bikes may use. Choose a layer of streets, or none: the rate is then missing."),
                layer=source.name,
            )  # fmt: skip
        return frame.geometry.to_numpy()[open_to]

    def _reason(self, parameters: dict[str, Any], row: dict[str, Any]) -> str | None:
        """Why a rate of the zone is missing."""
        reasons = []
        if row["cyclability_pct"] != row["cyclability_pct"]:
            reasons.append(tr("no street in the zone") if self.has(self.ROADS) else tr("no layer of streets"))
        if row["cae_44_a"] != row["cae_44_a"]:
            asked = parameters.get(self.POPULATION_FIELD) not in (None, "")
            reasons.append(tr("population missing or 0") if asked else tr("no field of population"))
        return "; ".join(reasons) or None

    def _say(self, total: pandas.Series, everywhere: pandas.Series, counting: str, feedback: QgsProcessingFeedback) -> list[str]:  # fmt: skip
        """What the numbers do not say by themselves; returned for the metadata."""
        notes = [
            tr("All zones: {axis} km by axis, {both} km of both sides, {works} km being built.").format(
                axis=f"{total['axis_km']:.1f}", both=f"{total['both_sides_km']:.1f}", works=f"{total['works_km']:.1f}"
            )
        ]
        if total["unsaid_km"] > 0:
            notes.append(tr("{km} km are of a direction that is not said: counted once.").format(km=f"{total['unsaid_km']:.1f}"))  # fmt: skip
        if total["unknown_km"] > 0:
            notes.append(tr("{km} km of lines have a side of which nothing is said: counted as without facility.").format(km=f"{total['unknown_km']:.1f}"))  # fmt: skip
        left = everywhere["axis"] - total["axis_km"]
        if left > 0.001:
            notes.append(tr("{km} km of facilities lie outside the zones.").format(km=f"{left:.1f}"))
        if total["cyclability_pct"] != total["cyclability_pct"]:
            notes.append(tr("No street: the cyclability rate is missing."))
        if total["population"] != total["population"]:
            notes.append(tr("The population of a zone at least is missing: rates per 1,000 inhabitants are missing there, and for all zones together."))  # fmt: skip
        notes.append(tr("Rates per 1,000 inhabitants count: {counting}.").format(counting=counting))
        for note in notes:
            feedback.pushInfo(note)
        return notes

    def _written(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, zones: pandas.DataFrame,
        shapes: numpy.ndarray, table: pandas.DataFrame, total: pandas.Series, notes: list[str], crs: Any,
    ) -> dict[str, Any]:  # fmt: skip
        """The layer, the table and the numeric outputs; a number that is missing is None."""
        import geopandas

        method = tr("Lengths cut by zones; crte_6.1 and cae_44.a of Territoires en Transitions; cyclability rate of Vélo & Territoires (2022).")  # fmt: skip
        layer = geopandas.GeoDataFrame(zones, geometry=shapes, crs=crs)
        output = Output(zone_fields(), self.metadata(tr("Cycle facilities by zone"), method, notes, crs), "MultiPolygon")  # fmt: skip
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, layer, output, context, feedback)}
        if parameters.get(self.TABLE) is not None:
            fields = (
                Field("zone", "text", tr("Zone")), Field("ame", "text", tr("Facility")), Field("axis_km", "real", tr("By axis (km)")),
                Field("both_sides_km", "real", tr("Both sides (km)")),
            )  # fmt: skip
            rows = table.rename(columns={"axis": "axis_km", "both_sides": "both_sides_km"})
            metadata = self.metadata(tr("Kilometres by facility"), method, notes)
            results[self.TABLE] = self.write(parameters, self.TABLE, rows, Output(fields, metadata), context, feedback)
        numeric = {
            self.AXIS_KM: "axis_km", self.BOTH_SIDES_KM: "both_sides_km", self.WORKS_KM: "works_km", self.ROADS_KM: "roads_km",
            self.CYCLABILITY_PCT: "cyclability_pct", self.POPULATION: "population", self.KM_PER_1000: "km_per_1000",
            self.CRTE_6_1: "crte_6_1_km", self.CAE_44_A: "cae_44_a", **{f"CAE_44_{code.upper()}": f"cae_44_{code}" for code in kind_labels()},
        }  # fmt: skip
        return results | {key: None if total[name] != total[name] else float(total[name]) for key, name in numeric.items()}  # fmt: skip


def kind_labels() -> dict[str, str]:
    """The kinds of facility that Territoires en Transitions tells apart, by the end of their code."""
    return {
        "aa": tr("cae_44.aa: cycle tracks (km per 1,000 inhabitants)"),
        "ab": tr("cae_44.ab: greenways (km per 1,000 inhabitants)"),
        "ac": tr("cae_44.ac: cycle lanes (km per 1,000 inhabitants)"),
        "ad": tr("cae_44.ad: shared bus lanes (km per 1,000 inhabitants)"),
        "ae": tr("cae_44.ae: contraflows (km per 1,000 inhabitants)"),
        "af": tr("cae_44.af: paths shared with walkers (km per 1,000 inhabitants)"),
        "ag": tr("cae_44.ag: other facilities (km per 1,000 inhabitants)"),
    }


def zone_fields() -> tuple[Field, ...]:
    """What each zone carries."""
    return (
        Field("zone", "text", tr("Zone")),
        Field("population", "real", tr("Inhabitants")),
        Field("axis_km", "real", tr("Facilities in service, by axis (km)")),
        Field("both_sides_km", "real", tr("Facilities in service, both sides (km)")),
        Field("works_km", "real", tr("Facilities being built, by axis (km)")),
        Field("unsaid_km", "real", tr("Direction not said, counted once (km)")),
        Field("unknown_km", "real", tr("Lines with a side of which nothing is said (km)")),
        Field("roads_km", "real", tr("Streets (km)")),
        Field("cyclability_pct", "real", tr("Cyclability rate (%)")),
        Field("km_per_1000", "real", tr("Facilities per 1,000 inhabitants (km)")),
        Field("crte_6_1_km", "real", tr("crte_6.1: safe facilities (km)")),
        Field("cae_44_a", "real", tr("cae_44.a: facilities (km per 1,000 inhabitants)")),
        *(Field(f"cae_44_{code}", "real", label) for code, label in kind_labels().items()),
        Field("reason", "text", tr("Why a rate is missing")),
    )


def _measured(
    sides: Sides, lines: numpy.ndarray, streets: Any, shapes: numpy.ndarray, people: numpy.ndarray, counting: str, progress: Any
) -> tuple[pandas.DataFrame, pandas.DataFrame]:  # fmt: skip
    """One row per zone with the columns of :func:`zone_fields`, and the rows by facility."""
    import numpy

    from ...analysis.cycling import network_stats as stats

    line, zone, metres = stats.lengths_in_zones(lines, shapes, progress)
    zones = stats.kilometres(sides, line, zone, metres, len(shapes))
    zones = zones.rename(columns={"safe": "crte_6_1_km"} | {n: f"{n}_km" for n in zones.columns if n != "safe"})
    table = stats.kilometres_by_facility(sides, line, zone, metres)
    zones["population"] = people
    zones["roads_km"] = numpy.nan
    if streets is not None:
        _street, where, length = stats.lengths_in_zones(streets, shapes, progress)
        zones["roads_km"] = numpy.bincount(where, weights=length / 1000, minlength=len(shapes))
    zones["cyclability_pct"] = stats.ratio(zones["axis_km"].to_numpy(), zones["roads_km"].to_numpy(), 100)
    kinds = stats.by_kind(table, counting, len(shapes))
    for code in kinds:
        zones[f"cae_44_{code}"] = stats.ratio(kinds[code].to_numpy(), people, 1000)
    zones["cae_44_a"] = stats.ratio(kinds.sum(axis=1).to_numpy(), people, 1000)
    zones["km_per_1000"] = zones["cae_44_a"]
    return zones, table
