# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roofflux``: an estimate of what roofs lose, with its interval, or a refusal with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..parameter_tables import DEGREE_HOURS, HEATING_ENERGIES, ROOF_FAMILIES
from ..writing import Field, Output
from .thermal_layers import in_metres

if TYPE_CHECKING:
    import geopandas

    from ...analysis.thermal.anchored_flux import Anchoring
    from ...analysis.thermal.roof_balance import Night

ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double
ZONES = ["H1A", "H1B", "H1C", "H2A", "H2B", "H2C", "H2D", "H3"]
ALTITUDES = ["0-400", "400-800", "800+"]
ALTITUDE_NAMES = ("inférieur à 400m", "400-800m", "supérieur à 800m")
KINDS = ["brightness", "surface"]


class RoofFlux(PcaetAlgorithm):
    """Flux, U and yearly loss anchored on roofs of known U."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "housing"
    BUILDINGS, TEMPERATURE_FIELD, CORRECTION_FIELD, U_FIELD = (
        "BUILDINGS",
        "TEMPERATURE_FIELD",
        "CORRECTION_FIELD",
        "U_FIELD",
    )
    FAMILY_FIELD, ENERGY_FIELD, KIND = "FAMILY_FIELD", "ENERGY_FIELD", "KIND"
    AIR, DEW_POINT, CLOUD, WIND, INSIDE, SKY_VIEW = "AIR", "DEW_POINT", "CLOUD", "WIND", "INSIDE", "SKY_VIEW"
    ZONE, ALTITUDE, DEGREE_HOURS, REDUCTION, GAINS, U_TARGET = (
        "ZONE",
        "ALTITUDE",
        "DEGREE_HOURS",
        "REDUCTION",
        "GAINS",
        "U_TARGET",
    )
    OUTPUT, ANCHORS, EXPLAINED_PCT, RESIDUAL_K = "OUTPUT", "ANCHORS", "EXPLAINED_PCT", "RESIDUAL_K"

    def name(self) -> str:
        return "roofflux"

    def displayName(self) -> str:
        return tr("Heat flux of roofs (estimate)")

    def tags(self) -> list[str]:
        return [tr("thermography"), tr("roofs"), "U", "kWh", "CO2", "3CL", tr("estimate")]

    def shortHelpString(self) -> str:
        return tr(
            "Estimates what roofs lose, in W/m², U and kWh a year, and what insulation would spare, in kWh, kg of CO2 and euros, from "
            "roofs whose U is known (DPE or BDNB): camera, air and sky then cancel out. U, kWh lost and kWh spared have their "
            "10th and 90th percentiles over 200 draws. All the roofs of known U of the layer serve as anchors, whatever their "
            "family and distance: give a layer of one district.\n\n"
            "THIS IS AN ESTIMATE, NOT A MEASURE. ADEME: aerial thermography compares buildings, it does not measure them. Wind "
            "and shelter move U by half a unit; U of 0.2 and of 0.5 are not told apart. Never print a building's figure.\n\n"
            "It refuses, and says why: more than 3 m/s of wind; fewer than five roofs of known U; twenty or more that the "
            "thermography does not follow. The method (anchored balance) is ours and has not been tried on real imagery.\n\n"
            "The roof's area is that of the footprint. Under a cold loft the loss at the roof is right and U is not that of the "
            "roof alone."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygon = [QgsProcessing.SourceType.VectorPolygon]
        self.declare(
            QgsProcessingParameterFeatureSource(self.BUILDINGS, tr("Buildings"), polygon),
            tr("The output of “Heat loss of roofs” with temperatures, then of “Join DPE…” for the known U."),
        )
        for key, label, default, optional, help_text in (
            (self.TEMPERATURE_FIELD, tr("Temperature field (°C)"), "t_median", False, tr("Median of the roof.")),
            (self.CORRECTION_FIELD, tr("Normalisation field"), "t_correction", True, tr("Taken off the temperature.")),
            (self.U_FIELD, tr("Known U field (W/m²/K)"), "dpe_u_roof", False, tr("u_plancher_haut of DPE or BDNB, empty for the others.")),
            (self.FAMILY_FIELD, tr("Material of the roof field"), "roof_family", True, tr("Gives the emissivity. Without it, 0.92.")),
            (self.ENERGY_FIELD, tr("Heating energy field"), "dpe_heating", True, tr("For euros and CO2; unknown, natural gas, marked “défaut”.")),
        ):  # fmt: skip
            self.declare(
                QgsProcessingParameterField(key, label, default, self.BUILDINGS, ANY_FIELD, False, optional), help_text
            )
        kind = QgsProcessingParameterEnum(
            self.KIND, tr("What the temperature is"), KINDS, False, "brightness", False, True
        )
        self.declare(
            kind, tr("brightness: as the camera reads it, corrected for emissivity and sky. surface: of the roof.")
        )
        for key, label, default, low, high, help_text in (
            (self.AIR, tr("Air temperature (°C)"), 0.0, -30, 20, tr("During the flight, outside.")),
            (
                self.DEW_POINT,
                tr("Dew point (°C)"),
                -2.0,
                -40,
                20,
                tr("During the flight: it gives the sky its temperature."),
            ),
            (self.CLOUD, tr("Cloud (tenths)"), 0.0, 0, 10, tr("0: clear sky.")),
            (self.WIND, tr("Wind at the roofs (m/s)"), 1.0, 0, 20, tr("More than 2: doubtful. More than 3: refused.")),
            (self.INSIDE, tr("Inside temperature (°C)"), 19.0, 10, 25, tr("Drawn within 1.5 K: homes differ.")),
        ):
            self.declare(QgsProcessingParameterNumber(key, label, REAL, default, False, low, high), help_text)
        for key, label, default, optional, low, high, help_text in (
            (self.SKY_VIEW, tr("Share of sky seen by the roofs"), 1.0, False, 0.3, 1, tr("1 in open country; less under towers.")),
            (self.DEGREE_HOURS, tr("Degree hours (K.h)"), None, True, 1_000, 200_000, tr("Empty: those of the zone, at 19 °C (3CL-DPE).")),
            (self.REDUCTION, tr("Reduction coefficient b"), 1.0, False, 0, 1, tr("1 towards outside; 0.95 under an unheated loft.")),
            (self.GAINS, tr("Share of free gains"), 0.25, False, 0, 0.8, tr("Sun, people and appliances. From memory.")),
            (self.U_TARGET, tr("U after insulation (W/m²/K)"), 0.16, False, 0.05, 1, tr("0.14 to 0.20 for insulated lofts.")),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(key, label, REAL, default, optional, low, high)
            self.declare(number, help_text, advanced=True)
        zone = QgsProcessingParameterEnum(self.ZONE, tr("Climate zone"), ZONES, False, "H1A", False, True)
        self.declare(zone, tr("H1A: Nord, Pas-de-Calais, Somme, Île-de-France…"))
        altitude = QgsProcessingParameterEnum(self.ALTITUDE, tr("Altitude"), ALTITUDES, False, "0-400", True, True)
        self.declare(altitude, tr("In metres, of the territory."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Heat flux of roofs (estimate)"), QgsProcessing.SourceType.VectorPolygon)  # fmt: skip
        self.declare(
            output,
            tr("The buildings with flux, U, kWh, CO2, euros and their intervals. Not for the public by building."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.ANCHORS, tr("Roofs of known U")))
        self.addOutput(QgsProcessingOutputNumber(self.EXPLAINED_PCT, tr("Explained by U on them (%)")))
        self.addOutput(QgsProcessingOutputNumber(self.RESIDUAL_K, tr("What is left on them (K)")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.thermal.anchored_flux import WINDY, anchor, refuse_wind, roof_flux
        from ...analysis.thermal.roof_balance import Night

        def real(key: str) -> float:
            return float(self.parameterAsDouble(parameters, key, context))

        night = Night(
            real(self.AIR),
            real(self.DEW_POINT),
            real(self.CLOUD),
            real(self.WIND),
            real(self.INSIDE),
            real(self.SKY_VIEW),
        )
        refuse_wind(night.wind)
        if night.dew_point > night.air:
            raise DataError(noop("The dew point ({dew} °C) is above the air temperature ({air} °C). Check both."), dew=f"{night.dew_point:g}", air=f"{night.air:g}")  # fmt: skip
        if night.wind > WINDY:
            feedback.pushWarning(tr("More than 2 m/s of wind: good and bad roofs differ little, intervals are wide."))
        skips = Skips(feedback)
        source = self.input(self.BUILDINGS)
        keep = kept_fields(source.source.fields(), [f.name for f in _fields()])
        frame = self.read(self.BUILDINGS, [f.name for f in keep], skips, progress_within(feedback, 0, 20))
        surface, emissivity, error = self._surface(parameters, context, feedback, frame, night)
        u_field = self.parameterAsString(parameters, self.U_FIELD, context)
        if u_field not in frame.columns:
            raise DataError(noop("The layer “{layer}” has no field “{field}” for the known U. Choose it: dpe_u_roof after a DPE, bdnb_u_roof after the BDNB."), layer=source.name, field=u_field)  # fmt: skip
        line = anchor(surface, numbers(frame, u_field, source.name, feedback), emissivity, night)
        feedback.pushInfo(_line_note(line))
        progress_within(feedback, 30, 40)(0)
        found = roof_flux(surface, error, line, night)
        notes = [tr("ESTIMATE: aerial thermography compares buildings, it does not measure them (ADEME). Cite the interval, never a building's figure alone."), _line_note(line)]  # fmt: skip
        frame["flux_w_m2"], frame["u_w_m2k"], frame["u_p10"], frame["u_p90"] = (
            found.flux,
            found.u,
            found.u_low,
            found.u_high,
        )
        notes += self._yearly(parameters, context, frame, found)
        metadata = self.metadata(tr("Heat flux of roofs (estimate)"), tr("Balance anchored on roofs of known U; 200 draws; 3CL degree hours."), [*notes, *skips.notes()], frame.crs)  # fmt: skip
        metadata.setRights([tr("estimate with an interval, compares and does not measure; working document")])
        output = Output((*keep, *_fields()), metadata, "MultiPolygon", "roof_flux")
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback),
            self.ANCHORS: line.anchors,
            self.EXPLAINED_PCT: None if numpy.isnan(line.explained) else 100 * line.explained,
            self.RESIDUAL_K: line.residual,
            "SKIPPED": skips.count,
        }

    def _surface(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        frame: geopandas.GeoDataFrame, night: Night,
    ) -> tuple[Any, Any, Any]:  # fmt: skip
        """Temperature of the surface of each roof (°C), its emissivity, and the error of its reading (K); NaN where it is excluded."""
        import numpy

        from ...analysis.thermal.heat_loss_class import median_error
        from ...analysis.thermal.roof_balance import kinetic
        from ...analysis.thermal.roof_families import read_families
        from ...analysis.thermal.thermal_raster import celsius

        layer = self.input(self.BUILDINGS).name
        field, correction, family = (
            self.parameterAsString(parameters, key, context)
            for key in (self.TEMPERATURE_FIELD, self.CORRECTION_FIELD, self.FAMILY_FIELD)
        )
        value = numbers(frame, field, layer, feedback) if field in frame.columns else numpy.full(len(frame), numpy.nan)
        if not numpy.isfinite(value).any():
            raise DataError(
                noop("The field “{field}” of the layer “{layer}” has no temperature."), layer=layer, field=field
            )
        scale, shift, _unit = celsius(float(numpy.nanmedian(value)))
        if correction in frame.columns:
            value = value - numpy.nan_to_num(numbers(frame, correction, layer, feedback))
        texts = frame[family].to_numpy() if family in frame.columns else numpy.full(len(frame), None)
        kinds = read_families(ROOF_FAMILIES).of_all(texts)
        emissivity = numpy.array([kind.emissivity for kind in kinds])
        surface = value * scale + shift
        if self.parameterAsEnumString(parameters, self.KIND, context) == "brightness":
            surface = kinetic(surface, emissivity, night)
        lost = numpy.array([not kind.interpretable for kind in kinds])
        if "excluded_reason" in frame.columns:
            lost |= frame["excluded_reason"].notna().to_numpy()
        error = numpy.full(len(frame), 0.1)
        if {"t_p10", "t_p90", "n_px"} <= set(frame.columns):
            low, high, count = (numbers(frame, name, layer, feedback) for name in ("t_p10", "t_p90", "n_px"))
            error = numpy.nan_to_num(median_error(low * scale, high * scale, count), nan=0.1)
        return numpy.where(lost, numpy.nan, surface), emissivity, error

    def _yearly(
        self, parameters: dict[str, Any], context: QgsProcessingContext, frame: geopandas.GeoDataFrame, found: Any
    ) -> list[str]:  # fmt: skip
        """Fill in what a year costs and what insulation would spare; what it stands on."""
        import numpy

        from ...analysis.thermal.anchored_flux import yearly_loss
        from ...analysis.thermal.energies import degree_hours, read_energies

        def real(key: str) -> float:
            return float(self.parameterAsDouble(parameters, key, context))

        area = in_metres(frame).geometry.area.to_numpy()
        if parameters.get(self.DEGREE_HOURS) not in (None, ""):
            hours = real(self.DEGREE_HOURS)
        else:
            zone = self.parameterAsEnumString(parameters, self.ZONE, context)
            altitude = self.parameterAsEnumString(parameters, self.ALTITUDE, context) or ALTITUDES[0]
            hours = degree_hours(DEGREE_HOURS, zone, ALTITUDE_NAMES[ALTITUDES.index(altitude)])
        common = (area, hours, real(self.REDUCTION), real(self.GAINS))
        energies = read_energies(HEATING_ENERGIES)
        field = self.parameterAsString(parameters, self.ENERGY_FIELD, context)
        texts = frame[field] if field in frame.columns else [None] * len(frame)
        kinds = [energies.of(text) for text in texts]
        efficiency = numpy.array([kind.efficiency for kind in kinds])
        for name, u in (("kwh_yr", found.u), ("kwh_p10", found.u_low), ("kwh_p90", found.u_high)):
            frame[name] = yearly_loss(u, *common) / efficiency
        left = numpy.maximum(found.u - real(self.U_TARGET), 0)
        saved = [
            yearly_loss(numpy.maximum(u - real(self.U_TARGET), 0), *common) / efficiency
            for u in (found.u_low, found.u_high)
        ]
        frame["saving_kwh_yr"] = yearly_loss(left, *common) / efficiency
        frame["saving_p10"], frame["saving_p90"] = saved
        frame["saving_kgco2_yr"] = frame["saving_kwh_yr"] * numpy.array([kind.co2 for kind in kinds])
        frame["saving_eur_yr"] = frame["saving_kwh_yr"] * numpy.array([kind.price for kind in kinds])
        frame["energy_used"] = [kind.name if kind.known else f"{kind.name} (défaut)" for kind in kinds]
        return [
            tr("{hours} K.h a year; b {b}; free gains {gains} %; U after insulation {target}.").format(
                hours=f"{hours:.0f}", b=f"{real(self.REDUCTION):g}", gains=f"{100 * real(self.GAINS):g}", target=f"{real(self.U_TARGET):g}"
            )
        ]  # fmt: skip


def _line_note(line: Anchoring) -> str:
    if line.fitted:
        return tr("{count} roofs of known U: {explained} % explained, {residual} K left; {exchange} W/m²/K.").format(
            count=line.anchors, explained=f"{100 * line.explained:.0f}", residual=f"{line.residual:.2f}", exchange=f"{line.exchange:.1f}"
        )  # fmt: skip
    return tr("{count} roofs of known U, too few to fit a line: exchange of {exchange} W/m²/K from the wind; {residual} K left.").format(
        count=line.anchors, residual=f"{line.residual:.2f}", exchange=f"{line.exchange:.1f}"
    )  # fmt: skip


def _fields() -> tuple[Field, ...]:
    return (
        Field("flux_w_m2", "real", tr("Flux during the flight (W/m²), estimate")),
        Field("u_w_m2k", "real", tr("U of the roof (W/m²/K), estimate")),
        Field("u_p10", "real", tr("U, 10th percentile")),
        Field("u_p90", "real", tr("U, 90th percentile")),
        Field("kwh_yr", "real", tr("Lost by the roof (kWh/year), estimate")),
        Field("kwh_p10", "real", tr("Lost, 10th percentile")),
        Field("kwh_p90", "real", tr("Lost, 90th percentile")),
        Field("saving_kwh_yr", "real", tr("Spared by insulation (kWh/year), estimate")),
        Field("saving_p10", "real", tr("Spared, 10th percentile")),
        Field("saving_p90", "real", tr("Spared, 90th percentile")),
        Field("saving_kgco2_yr", "real", tr("Spared (kg CO2/year), estimate")),
        Field("saving_eur_yr", "real", tr("Spared (€/year), estimate")),
        Field("energy_used", "text", tr("Heating energy taken")),
    )
