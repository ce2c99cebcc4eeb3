# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:carpoolimpact``: what carpooling through areas avoids in a year, or costs."""

from __future__ import annotations

from dataclasses import dataclass
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
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..air.road_traffic import FLEET, declare_fleet, example_note
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers, plausible
from ..parameter_tables import CARPOOL_FACTORS, EXAMPLE_FLEET, EXHAUST_FACTORS
from ..writing import Field, Output

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.air.fleet import Fleet
    from ...analysis.carpool.impact import Areas, Avoided, Factor

SCOPES = ("use", "lifecycle")
REAL, INTEGER = QgsProcessingParameterNumber.Type.Double, QgsProcessingParameterNumber.Type.Integer
PEOPLE_MOST, DISTANCE_MOST, DETOURS = 100_000, 500, (-100, 300)  # a day, km, km: beyond, it is a mistake of the file
# As analysis.carpool.impact has them, with their sources.
CREW, DAYS, CREW_RANGE, DAYS_RANGE_PCT = 2.2, 80.5, 0.2, 15.0


@dataclass(frozen=True)
class _Read:
    """The layer's rows, what is known of each, and where a default stands."""

    frame: geopandas.GeoDataFrame
    areas: Areas
    defaulted: numpy.ndarray


class CarpoolImpact(PcaetAlgorithm):
    """Vehicle-kilometres, CO2, NOx and PM10 avoided in a year by carpooling through areas."""

    GROUP_ID = "carpool"
    INPUT, POTENTIAL_FIELD, PARKED_FIELD = "INPUT", "POTENTIAL_FIELD", "PARKED_FIELD"
    DISTANCE_FIELD, DISTANCE_KM, DETOUR_FIELD, DETOUR_KM = "DISTANCE_FIELD", "DISTANCE_KM", "DETOUR_FIELD", "DETOUR_KM"
    CREW, DAYS, SHARE_FORMER_DRIVERS = "CREW", "DAYS", "SHARE_FORMER_DRIVERS"
    CREW_RANGE, DAYS_RANGE = "CREW_RANGE", "DAYS_RANGE"
    FACTOR_SCOPE, FACTORS, YEAR, SPEED, OUTPUT = "FACTOR_SCOPE", "FACTORS", "YEAR", "SPEED", "OUTPUT"
    AVOIDED_VEH_KM, CO2_T_YR, CO2_LOW_T_YR, CO2_HIGH_T_YR = (
        "AVOIDED_VEH_KM",
        "CO2_T_YR",
        "CO2_LOW_T_YR",
        "CO2_HIGH_T_YR",
    )
    NOX_KG_YR, PM10_KG_YR = "NOX_KG_YR", "PM10_KG_YR"

    def name(self) -> str:
        return "carpoolimpact"

    def displayName(self) -> str:
        return tr("Effect of carpool areas")

    def tags(self) -> list[str]:
        return [tr("carpooling"), tr("areas"), "CO2", "NOx", "PM10", tr("action"), tr("indicator"), "BNLC"]

    def shortHelpString(self) -> str:
        return tr(
            "Kilometres of cars that carpooling through each area avoids in a year, and their CO2, nitrogen oxides and PM10: "
            "from the cars counted in the area, which is surer, or from its potential.\n\n"
            "Everybody drives to the area, one car goes on. A crew of n avoids (n − 1) times the way from the area to work, less "
            "everybody's detour, both ways, each day. The figure is negative where detours cost more than carpooling "
            "avoids, and stays so. Only those who drove alone before avoid anything; a way to the area that somebody did not drive "
            "before is not counted.\n\n"
            "CO2 by vehicle-kilometre (ADEME): 0.192 kg driven, for a territorial inventory, 0.2176 with the making of the car; "
            "factors by passenger-kilometre are refused, as they are already divided. NOx and PM10 by EMEP/EEA for the "
            "cars of the fleet; without a fleet, an invented example is used and every output says so.\n\n"
            "This is screening. The crew and the days are assumptions: the low and the high say what they change. Cars counted "
            "on one day may wait for something else than carpooling."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        areas = QgsProcessingParameterFeatureSource(self.INPUT, tr("Carpool areas"), [QgsProcessing.SourceType.VectorAnyGeometry])  # fmt: skip
        self.declare(areas, tr("One feature for each area, with its potential or its count of cars."))
        self._declare_fields()
        self._declare_assumptions()
        scope = QgsProcessingParameterEnum(self.FACTOR_SCOPE, tr("What CO2 is counted"), list(SCOPES), False, SCOPES[0], False, True)  # fmt: skip
        self.declare(scope, tr("use: what cars emit on the road. lifecycle: the making of cars too."))  # fmt: skip
        factors = QgsProcessingParameterFile(self.FACTORS, tr("CO2 factors of cars"), extension="csv", optional=True)
        self.declare(
            factors,
            tr("CSV with mode, use_kgco2e_per_veh_km, construction_kgco2e_per_veh_km, unit (veh.km), source; its first line is used. Without it, the combustion car of ADEME."),
            advanced=True,
        )  # fmt: skip
        declare_fleet(self)
        year = QgsProcessingParameterNumber(self.YEAR, tr("Year of the fleet"), INTEGER, 2025, False, 1990, 2060)
        self.declare(year, tr("A year that the fleet has. The example has 2018, 2025 and 2030."))
        speed = QgsProcessingParameterNumber(self.SPEED, tr("Mean speed (km/h)"), REAL, 70.0, False, 5, 130)
        self.declare(speed, tr("Of the ways that are avoided, for nitrogen oxides and particles."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Effect of carpool areas"), QgsProcessing.SourceType.VectorAnyGeometry)  # fmt: skip
        self.declare(output, tr("The areas with their fields, what was used, and what they avoid in a year."))
        for key, label in (
            (self.AVOIDED_VEH_KM, tr("Vehicle-kilometres avoided (a year)")),
            (self.CO2_T_YR, tr("CO2 avoided (t/year)")),
            (self.CO2_LOW_T_YR, tr("CO2 avoided, low (t/year)")),
            (self.CO2_HIGH_T_YR, tr("CO2 avoided, high (t/year)")),
            (self.NOX_KG_YR, tr("Nitrogen oxides avoided (kg/year)")),
            (self.PM10_KG_YR, tr("PM10 avoided (kg/year)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def _declare_fields(self) -> None:
        """Fields of the areas, and what stands for a distance or a detour that they do not say."""
        for key, label, told in (
            (self.POTENTIAL_FIELD, tr("Carpoolers a day: field"), tr("People a day who would carpool through the area, drivers among them, one way: potential_users of “Carpool demand”.")),
            (self.PARKED_FIELD, tr("Cars counted in the area: field"), tr("Cars left in the area on a working day. Where it says something, it goes before the potential; 0 is a count.")),
            (self.DISTANCE_FIELD, tr("Way from the area to work: field (km)"), tr("Mean km by car, weighted by those who go: distance_km of “Carpool demand”.")),
        ):  # fmt: skip
            field = QgsProcessingParameterField(key, label, None, self.INPUT, QgsProcessingParameterField.DataType.Any, False, True)  # fmt: skip
            self.declare(field, told)
        distance = QgsProcessingParameterNumber(self.DISTANCE_KM, tr("Way from the area to work where unknown (km)"), REAL, None, True, 0, DISTANCE_MOST)  # fmt: skip
        self.declare(
            distance,
            tr("Used only where the layer says nothing, and marked “défaut”. Empty, such an area is left out."),
        )
        field = QgsProcessingParameterField(self.DETOUR_FIELD, tr("Detour: field (km)"), None, self.INPUT, QgsProcessingParameterField.DataType.Any, False, True)  # fmt: skip
        self.declare(
            field, tr("Mean km that going by the area adds to each car's way, one way: detour_km of “Carpool demand”.")
        )
        detour = QgsProcessingParameterNumber(self.DETOUR_KM, tr("Detour where unknown (km)"), REAL, 0.0, False, *DETOURS)  # fmt: skip
        self.declare(detour, tr("Used where the layer says nothing. At 0, what is avoided is the most that it can be."))

    def _declare_assumptions(self) -> None:
        for key, label, default, low, high, told, advanced in (
            (self.CREW, tr("People in a car"), CREW, 1.1, 9, tr("The crew that goes on from the area, driver included. 2.2 is an assumption."), False),
            (self.DAYS, tr("Days a year"), DAYS, 1, 366, tr("Days on which each one carpools. 80.5: 3.5 trips a week (ADEME and Inddigo 2015, users of areas), two trips a day, 46 weeks."), False),
            (self.SHARE_FORMER_DRIVERS, tr("Share who drove alone before (0 to 1)"), 1.0, 0, 1, tr("The others came by train, bus or as passengers, and avoid nothing. 1 is an assumption that flatters."), False),
            (self.CREW_RANGE, tr("Crew, more or less"), CREW_RANGE, 0, 3, tr("For the low and the high. Assumption."), True),
            (self.DAYS_RANGE, tr("Days, more or less (%)"), DAYS_RANGE_PCT, 0, 90, tr("For the low and the high. Assumption."), True),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(key, label, REAL, default, False, low, high)
            self.declare(number, told, advanced=advanced)

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        def given(*keys: str) -> bool:
            return any(parameters.get(key) not in (None, "") for key in keys)

        if not given(self.POTENTIAL_FIELD, self.PARKED_FIELD):
            return False, tr("Choose the field of the carpoolers, or that of the cars counted in the area.")
        if not given(self.DISTANCE_FIELD, self.DISTANCE_KM):
            return False, tr("Choose the field of the way from the area to work, or give its mean length in km.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.carpool.impact import Habits, avoided, read_factors

        skips = Skips(feedback)
        factor = read_factors(self.parameterAsFile(parameters, self.FACTORS, context) or CARPOOL_FACTORS)[0]
        scope = self.parameterAsEnumString(parameters, self.FACTOR_SCOPE, context)
        fleet, grams = self._cars(parameters, context, feedback)
        real = {key: self.parameterAsDouble(parameters, key, context) for key in (self.CREW, self.DAYS, self.SHARE_FORMER_DRIVERS, self.CREW_RANGE, self.DAYS_RANGE)}  # fmt: skip
        habits = Habits(real[self.CREW], real[self.DAYS], real[self.SHARE_FORMER_DRIVERS])
        keep = kept_fields(self.input(self.INPUT).source.fields(), [f.name for f in _fields()])
        read = self._areas(parameters, context, feedback, skips, [f.name for f in keep])
        found = avoided(read.areas, habits, real[self.CREW_RANGE], real[self.DAYS_RANGE])
        kg = factor.kg_veh_km(scope)
        self._fill(read, found, habits.crew, kg, grams)
        self._tell(found, kg, feedback)
        frame = read.frame
        metadata = self.metadata(
            tr("Effect of carpool areas"),
            _method(),
            [*self._notes(factor, scope, real, fleet), *skips.notes()],
            frame.crs,
        )
        if fleet.example:
            metadata.setRights([tr("example fleet, invented")])
        kinds = set(frame.geometry.geom_type.str.removeprefix("Multi"))
        output = Output((*keep, *_fields()), metadata, f"Multi{kinds.pop()}" if len(kinds) == 1 else None)
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback),
            self.AVOIDED_VEH_KM: found.total,
            self.CO2_T_YR: found.total * kg / 1000,
            self.CO2_LOW_T_YR: found.total_low * kg / 1000,
            self.CO2_HIGH_T_YR: found.total_high * kg / 1000,
            self.NOX_KG_YR: found.total * grams["nox"] / 1000,
            self.PM10_KG_YR: found.total * grams["pm10"] / 1000,
            "SKIPPED": skips.count,
        }

    def _cars(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[Fleet, Any]:
        """The fleet, and the g/km of its cars."""
        from ...analysis.air.emission_factors import FactorTable
        from ...analysis.air.fleet import read_fleet
        from ...analysis.carpool.impact import car_factors

        table = FactorTable.read(EXHAUST_FACTORS)
        file = self.parameterAsFile(parameters, FLEET, context) or EXAMPLE_FLEET
        fleet = read_fleet(file, self.parameterAsInt(parameters, self.YEAR, context), table)
        if fleet.example:
            feedback.pushWarning(example_note())
        return fleet, car_factors(fleet, table, self.parameterAsDouble(parameters, self.SPEED, context))

    def _areas(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        keep: list[str],
    ) -> _Read:  # fmt: skip
        """The areas; what is impossible or a default is said, those without a count or a distance are left out."""
        import numpy

        from ...analysis.carpool.impact import Areas

        layer = self.input(self.INPUT).name
        keys = (self.POTENTIAL_FIELD, self.PARKED_FIELD, self.DISTANCE_FIELD, self.DETOUR_FIELD)
        columns = [self.parameterAsString(parameters, key, context) for key in keys]
        frame = self.read(self.INPUT, [*columns, *keep], skips, progress_within(feedback, 0, 60)).copy()
        bounds = ((0, PEOPLE_MOST), (0, PEOPLE_MOST), (0, DISTANCE_MOST), DETOURS)
        potential, parked, distance, detour = (
            plausible(numbers(frame, column, layer, feedback), *bound, frame, layer, column, feedback)
            for column, bound in zip(columns, bounds, strict=True)
        )
        defaulted = numpy.isnan(distance) | numpy.isnan(detour)
        if parameters.get(self.DISTANCE_KM) not in (None, ""):
            given = self.parameterAsDouble(parameters, self.DISTANCE_KM, context)
            distance = numpy.where(numpy.isnan(distance), given, distance)
        usual = self.parameterAsDouble(parameters, self.DETOUR_KM, context)
        if usual == 0 and numpy.isnan(detour).any():
            feedback.pushWarning(
                tr("Layer “{layer}”: the detour of {count} areas is unknown and taken as 0; what they avoid is the most that it can be.").format(
                    layer=layer, count=int(numpy.isnan(detour).sum())
                )
            )  # fmt: skip
        detour = numpy.where(numpy.isnan(detour), usual, detour)
        # Nobody, at whatever distance: “Carpool demand” writes it so, and it avoids nothing.
        distance = numpy.where((potential == 0) & numpy.isnan(parked) & numpy.isnan(distance), 0.0, distance)
        uncounted = numpy.isnan(potential) & numpy.isnan(parked)
        for unknown, reason in (
            (uncounted, tr("no potential and no count of cars")),
            (~uncounted & numpy.isnan(distance), tr("no distance from the area to work")),
        ):
            skips.add(layer, frame.index[unknown].tolist(), reason)
        if (uncounted | numpy.isnan(distance)).all():
            raise DataError(
                noop("No area of the layer “{layer}” has both a number (carpoolers or cars counted) and a distance to work. Choose their fields, or give a default distance."),
                layer=layer,
            )  # fmt: skip
        return _Read(frame, Areas(potential, parked, distance, detour), defaulted)

    def _fill(self, read: _Read, found: Avoided, crew: float, kg: float, grams: Any) -> None:
        """The columns of the output."""
        import numpy

        frame, areas = read.frame, read.areas
        known = ~numpy.isnan(found.veh_km)
        frame["carpoolers_day"] = areas.carpoolers(crew)
        frame["distance_used_km"], frame["detour_used_km"] = areas.distance_km, areas.detour_km
        counted = ~numpy.isnan(areas.parked)
        frame["impact_basis"] = numpy.select([~known, counted], ["non renseigné", "comptage"], "potentiel")
        frame["impact_quality"] = numpy.select([~known, read.defaulted], ["non renseigné", "défaut"], "données de la couche")  # fmt: skip
        frame["avoided_veh_km_yr"] = found.veh_km
        frame["co2_kg_yr"] = found.veh_km * kg
        frame["co2_low_kg_yr"], frame["co2_high_kg_yr"] = found.low * kg, found.high * kg
        frame["nox_kg_yr"], frame["pm10_kg_yr"] = (found.veh_km * grams[name] / 1000 for name in ("nox", "pm10"))

    def _tell(self, found: Avoided, kg: float, feedback: QgsProcessingFeedback) -> None:
        middle, low, high = (f"{float(f'{t * kg / 1000:.2g}'):.10g}" for t in (found.total, found.total_low, found.total_high))  # fmt: skip
        feedback.pushInfo(
            tr(
                "Avoided: about {middle} t of CO2 a year, between {low} and {high} (screening, from assumptions)."
            ).format(middle=middle, low=low, high=high)
        )
        costly = int((found.veh_km < 0).sum())
        if costly:
            feedback.pushWarning(
                tr("{count} areas cost more kilometres than they avoid: the detours are long, or work is near.").format(
                    count=costly
                )
            )

    def _notes(self, factor: Factor, scope: str, real: dict[str, float], fleet: Fleet) -> list[str]:
        return [
            *([example_note()] if fleet.example else []),
            tr("CO2: {mode}, {kg} kg for a vehicle-kilometre ({scope}), {source}.").format(
                mode=factor.mode, kg=f"{factor.kg_veh_km(scope):g}", scope=scope, source=factor.source
            ),
            tr("Assumptions: {crew} people in a car (± {crew_range}), {days} days a year (± {days_range} %), {share} of them drove alone before. Screening.").format(
                crew=f"{real[self.CREW]:g}", crew_range=f"{real[self.CREW_RANGE]:g}", days=f"{real[self.DAYS]:g}",
                days_range=f"{real[self.DAYS_RANGE]:g}", share=f"{real[self.SHARE_FORMER_DRIVERS]:g}",
            ),
            tr("Fleet: {}, year {}.").format(fleet.source, fleet.year),
        ]  # fmt: skip


def _method() -> str:
    return tr(
        "Crew of n: (n − 1) ways from the area to work less the detours, twice a day; CO2 by vehicle-kilometre (ADEME); NOx "
        "and PM10 of cars by EMEP/EEA 2019 at the mean speed."
    )


def _fields() -> tuple[Field, ...]:
    return (
        Field("carpoolers_day", "real", tr("Carpoolers (a day)")),
        Field("distance_used_km", "real", tr("Way from the area to work used (km)")),
        Field("detour_used_km", "real", tr("Detour used (km)")),
        Field("impact_basis", "text", tr("From a count or a potential")),
        Field("impact_quality", "text", tr("Where distance and detour come from")),
        Field("avoided_veh_km_yr", "real", tr("Vehicle-kilometres avoided (a year)")),
        Field("co2_kg_yr", "real", tr("CO2 avoided (kg/year)")),
        Field("co2_low_kg_yr", "real", tr("CO2 avoided, low (kg/year)")),
        Field("co2_high_kg_yr", "real", tr("CO2 avoided, high (kg/year)")),
        Field("nox_kg_yr", "real", tr("Nitrogen oxides avoided (kg/year)")),
        Field("pm10_kg_yr", "real", tr("PM10 avoided (kg/year)")),
    )
