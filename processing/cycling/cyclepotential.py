# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:cyclepotential``: who could cycle to work, on which flows and which roads, and the car kilometres it avoids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
)

from ...i18n import tr
from .. import preferences
from ..base import Skips, progress_within
from ..network.network_parameter import network_help, network_notes, network_parameter, open_network
from ..parameter_tables import CARPOOL_FACTORS, CYCLING_UPTAKE
from ..writing import Output, write_beside
from .potential_inputs import OdFlows, PotentialInputs
from .potential_layers import (
    ALL,
    MEASURES,
    SCENARIOS,
    SHORT,
    edge_fields,
    measure_name,
    potential_fields,
    scenario_names,
    warning,
    widths,
)
from .potential_ways import OdWays, od_ways, situate

if TYPE_CHECKING:
    from ...analysis.cycling.uptake import Coefficients, Flows, Uptake

DAYS = 136.8  # as analysis.cycling.uptake has it, with its source
REAL = QgsProcessingParameterNumber.Type.Double
LINE = QgsProcessing.SourceType.VectorLine


@dataclass(frozen=True)
class _Found:
    """Flows, what each scenario makes of them, the offset of α and what a car-kilometre emits, with its source."""

    flows: Flows
    uptakes: dict[str, Uptake]
    alpha_offset: float
    days: float
    kg: float
    source: str


class CyclePotential(PotentialInputs):
    """Flows from home to work → cyclists by scenario, car kilometres and CO2 avoided, flows on the network."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "cycling"
    NETWORK, DEM, SCENARIO, CALIBRATE = "NETWORK", "DEM", "SCENARIO", "CALIBRATE"
    DAYS, FACTOR, COEFFICIENTS, PROJECT_CRS = "DAYS", "FACTOR", "COEFFICIENTS", "PROJECT_CRS"
    OUTPUT, NETWORK_FLOWS, PICTURE = "OUTPUT", "NETWORK_FLOWS", "PICTURE"
    CYCLISTS_BEFORE, CYCLISTS_AFTER = "CYCLISTS_BEFORE", "CYCLISTS_AFTER"
    CAR_KM_AVOIDED, CO2_T_YR, ALPHA_OFFSET = "CAR_KM_AVOIDED", "CO2_T_YR", "ALPHA_OFFSET"

    def name(self) -> str:
        return "cyclepotential"

    def displayName(self) -> str:
        return tr("Cycling potential")

    def tags(self) -> list[str]:
        return [tr("bike"), tr("home–work"), tr("potential"), tr("modal shift"), "PCT", "MOBPRO", "Go Dutch", "CO2", tr("flows")]  # fmt: skip

    def shortHelpString(self) -> str:
        return tr(
            "Who could cycle to work, flow by flow: the uptake model of the Propensity to Cycle Tool (PCT, Lovelace et al. 2017), "
            "from the length and the mean gradient of the way by bike.\n\n"
            "Government Target adds to today's cyclists the share that the model gives: cycling doubles, most where it is easy. "
            "Go Dutch: as many cyclists as in the Netherlands at the same length and gradient. E-bikes (indicative): the same where "
            "every new cyclist may have an electric bike, never fewer than Go Dutch. Never fewer cyclists than today nor more than workers; past 30 km, none "
            "more, as PCT does.\n\n"
            "Validity: the model was fitted on England and the Netherlands (2011), e-bikes on Dutch and Swiss surveys. In France it "
            "is a transfer: an order of magnitude to compare flows, not a forecast. Calibrate it: the level of Government Target is "
            "then that of the cyclists observed in the territory, which it doubles; Go Dutch and e-bikes keep the Dutch level.\n\n"
            "New cyclists leave a car as often as those of the flow who do not cycle drive. Kilometres are there and back, along the "
            "way by bike; 136.8 days a year are PCT's count for English cyclists; a car emits 0.192 kg of CO2 a kilometre (ADEME, "
            "driven).\n\n"
            "Without a terrain model, the country is taken as flat, which flatters. Flows inside one zone, the shortest, are left out "
            "and counted, or estimated by the size of the zone: small zones say more. Numbers of the census under 200 workers are uncertain."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare_flows()
        network = network_parameter(self.NETWORK)
        network.setFlags(network.flags() | network.Flag.FlagOptional)
        self.declare(network, network_help() + " " + tr("It may be left empty where a field gives the distance."))
        dem = QgsProcessingParameterRasterLayer(self.DEM, tr("Terrain model"), None, True)
        self.declare(dem, tr("Altitudes in metres (IGN's BD ALTI or RGE ALTI), averaged to 25 m. Flows whose way it does not cover are left out and counted. Empty: flat."))  # fmt: skip
        scenario = QgsProcessingParameterEnum(self.SCENARIO, tr("Scenario"), [*SCENARIOS, ALL], False, SCENARIOS[0], False, True)  # fmt: skip
        self.declare(scenario, tr("government_target, go_dutch, ebike (indicative), or all: columns for the three, and the numbers of government_target."))  # fmt: skip
        calibrate = QgsProcessingParameterBoolean(self.CALIBRATE, tr("Calibrate on the cyclists observed"), False)
        self.declare(calibrate, tr("Moves the level of Government Target so that the model gives as many cyclists as are observed on all the flows."))  # fmt: skip
        days = QgsProcessingParameterNumber(self.DAYS, tr("Days a year"), REAL, DAYS, False, 1, 366)
        self.declare(days, tr("Days on which a cyclist cycles to work and back. 136.8: 5.24 trips a week, 52.2 weeks (PCT, England)."))  # fmt: skip
        factor = QgsProcessingParameterNumber(self.FACTOR, tr("CO2 of a car (kg for a vehicle-kilometre)"), REAL, None, True, 0, 2)  # fmt: skip
        self.declare(factor, tr("Empty: 0.192, the combustion car of ADEME, driven. By vehicle, not by person."))
        table = QgsProcessingParameterFile(self.COEFFICIENTS, tr("Coefficients"), extension="csv", optional=True)
        self.declare(table, tr("CSV with the columns of potentiel_velo.csv, for a model fitted elsewhere. Empty: those of PCT (2017)."), advanced=True)  # fmt: skip
        crs = QgsProcessingParameterCrs(self.PROJECT_CRS, tr("Computation CRS when the layer's own does not measure metres"), preferences.project_crs(), True)  # fmt: skip
        self.declare(crs, tr("Projected CRS in metres; of use without road network only."), advanced=True)
        output = QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Cycling potential"), LINE)
        self.declare(output, tr("The flows with the length and the gradient of their way, cyclists by scenario, cars left at home, kilometres and CO2 avoided."))  # fmt: skip
        edges = QgsProcessingParameterVectorDestination(self.NETWORK_FLOWS, tr("More cyclists on the roads"), LINE, None, True, False)  # fmt: skip
        self.declare(edges, tr("The pieces of road with the new cyclists who take them from home to work, by the fastest way. Needs the road network."))  # fmt: skip
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("Who cycles by distance"), "PNG (*.png)", None, True, False)  # fmt: skip
        self.declare(picture, tr("The curves of the model and the share observed by band of distance."))
        for key, label in (
            (self.CYCLISTS_BEFORE, tr("Cyclists today")),
            (self.CYCLISTS_AFTER, tr("Cyclists in the scenario")),
            (self.CAR_KM_AVOIDED, tr("Car kilometres avoided (km/year)")),
            (self.CO2_T_YR, tr("CO2 avoided (t/year)")),
            (self.ALPHA_OFFSET, tr("Offset of the calibration")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        def given(key: str) -> bool:
            return parameters.get(key) not in (None, "")

        problem = self.check_flows(parameters)
        if not problem and not given(self.NETWORK):
            if not given(self.DISTANCE_FIELD):
                problem = tr("Give the road network, or the field of the distance.")
            elif given(self.NETWORK_FLOWS) or (given(self.DEM) and not given(self.GRADIENT_FIELD)):
                problem = tr("The terrain model and the flows on the roads need the road network: give it.")
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import pyproj

        from ...analysis.cycling.uptake import read_coefficients

        skips = Skips(feedback)
        feedback.pushWarning(warning())
        coefficients = read_coefficients(self.parameterAsFile(parameters, self.COEFFICIENTS, context) or CYCLING_UPTAKE)
        chosen = self.parameterAsEnumString(parameters, self.SCENARIO, context)
        scenarios = SCENARIOS if chosen == ALL else (chosen,)
        file = self.parameterAsFile(parameters, self.NETWORK, context)
        network, facts = open_network(file, feedback) if file else (None, {})
        crs = pyproj.CRS.from_wkt(network.crs_wkt) if network else None
        od = self.od_flows(parameters, context, feedback, skips, crs)
        reach = 1_000.0 if self.has(self.FLOWS) and not self.has(self.ZONES) else 5_000.0
        placed = situate(network, od, reach, progress_within(feedback, 30, 35)) if network else None
        dem = self.parameterAsRasterLayer(parameters, self.DEM, context)
        ways = od_ways(od, placed, dem.source().split("|")[0] if dem else "", feedback, skips, progress_within)
        found = self._uptakes(parameters, context, ways, od, coefficients, scenarios)
        notes = [warning(), *self._told(found, coefficients, feedback), *od.notes, *ways.notes, *(network_notes(facts) if network else []), *skips.notes()]  # fmt: skip
        results = self._layers(parameters, context, feedback, od, ways, found, notes)
        first = found.uptakes[scenarios[0]]
        known, totals = _known(first), _totals(first)
        return {
            **results, **self._picture(parameters, context, feedback, found, coefficients),
            self.CYCLISTS_BEFORE: float(found.flows.cyclists[known].sum()), self.CYCLISTS_AFTER: totals[0],
            self.CAR_KM_AVOIDED: totals[1], self.CO2_T_YR: totals[2] / 1000, self.ALPHA_OFFSET: found.alpha_offset,
            "SKIPPED": skips.count,
        }  # fmt: skip

    def _uptakes(
        self, parameters: dict[str, Any], context: QgsProcessingContext, ways: OdWays, od: OdFlows,
        coefficients: dict[str, Coefficients], scenarios: tuple[str, ...],
    ) -> _Found:  # fmt: skip
        import numpy

        from ...analysis.carpool.impact import read_factors
        from ...analysis.cycling.uptake import Flows, calibrate, uptake

        workers, cyclists, drivers = (od.counts[name].to_numpy(dtype=float) for name in ("all", "bicycle", "car"))
        flows = Flows(ways.distance_km, ways.gradient_pct, workers, cyclists, drivers, ways.beyond)
        factor, source = read_factors(CARPOOL_FACTORS)[0], tr("given by the user")
        if parameters.get(self.FACTOR) in (None, ""):
            kg, source = factor.use, f"{factor.mode}, {factor.source}"
        else:
            kg = self.parameterAsDouble(parameters, self.FACTOR, context)
        days = self.parameterAsDouble(parameters, self.DAYS, context)
        offset = 0.0
        if self.parameterAsBool(parameters, self.CALIBRATE, context):
            used = numpy.isfinite(ways.distance_km) & numpy.isfinite(ways.gradient_pct) & ~ways.beyond
            offset = calibrate(ways.distance_km[used], ways.gradient_pct[used], workers[used], float(cyclists[used].sum()), coefficients["government_target"])  # fmt: skip
        uptakes = {
            name: uptake(
                name,
                flows,
                coefficients[name],
                days,
                kg,
                offset if name == "government_target" else 0.0,
                coefficients["go_dutch"] if name == "ebike" else None,
            )
            for name in scenarios
        }
        return _Found(flows, uptakes, offset, days, kg, source)

    def _told(self, found: _Found, coefficients: dict[str, Coefficients], feedback: QgsProcessingFeedback) -> list[str]:
        """What was found, in the log, rounded; what was assumed, for the metadata."""
        import numpy

        names, notes = scenario_names(), []
        for scenario, one in found.uptakes.items():
            after, km, kg = _totals(one)
            before = found.flows.cyclists[_known(one)].sum()
            feedback.pushInfo(
                tr("{scenario}: about {before} cyclists today, {after} in the scenario; {km} car kilometres and {co2} t of CO2 avoided a year (screening).").format(
                    scenario=names[scenario], before=_rounded(before), after=_rounded(after), km=_rounded(km), co2=_rounded(kg / 1000)
                )
            )  # fmt: skip
            notes.append(tr("{scenario}: coefficients of {source}.").format(scenario=names[scenario], source=coefficients[scenario].source))  # fmt: skip
            if one.held:
                notes.append(tr("{scenario}: {count} flows where the model gives more cyclists than workers are held at the workers.").format(scenario=names[scenario], count=one.held))  # fmt: skip
        if "government_target" in found.uptakes:
            notes.append(
                tr("Calibrated on the cyclists observed: {offset} is added to the constant of Government Target.").format(offset=f"{found.alpha_offset:+.3f}")
                if found.alpha_offset
                else tr("Not calibrated: Government Target adds cyclists at the level of England in 2011.")
            )  # fmt: skip
        unknown = int(numpy.isnan(found.flows.drivers).sum())
        if unknown:
            notes.append(tr("{count} flows have no number of drivers: the kilometres and CO2 they would avoid are unknown, and are not in the sums.").format(count=unknown))  # fmt: skip
        for note in notes:
            feedback.pushInfo(note)
        notes.append(
            tr("Cars: {days} days a year, there and back, along the way by bike; {kg} kg of CO2 for a vehicle-kilometre ({source}).").format(
                days=f"{found.days:g}", kg=f"{found.kg:g}", source=found.source
            )
        )  # fmt: skip
        return notes

    def _layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, od: OdFlows, ways: OdWays,
        found: _Found, notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        frame, scenarios = od.frame, tuple(found.uptakes)
        several = len(scenarios) > 1
        frame["distance_km"], frame["gradient_pct"] = ways.distance_km, ways.gradient_pct
        for scenario, one in found.uptakes.items():
            frame[f"cyclists_{SHORT[scenario]}"] = one.cyclists
            for measure, values in zip(MEASURES, (one.extra, one.car_trips, one.car_km, one.co2_kg), strict=True):
                frame[measure_name(measure, scenario, several)] = values
        frame["remark"] = ways.remark
        edges = None
        if parameters.get(self.NETWORK_FLOWS):  # before anything is written: a cancel leaves nothing
            edges = ways.edge_flows({s: one.extra for s, one in found.uptakes.items()}, several, progress_within(feedback, 75, 95))  # fmt: skip
        progress_within(feedback, 95, 96)(1.0)
        method = tr("Uptake model of the Propensity to Cycle Tool (Lovelace et al. 2017) by length and gradient of the fastest way by bike; new cyclists taken from those who do not cycle.")  # fmt: skip
        metadata = self.metadata(tr("Cycling potential"), method, notes, frame.crs)
        column = measure_name("extra_cyclists", scenarios[0], several)
        geometry = "LineString" if set(frame.geometry.geom_type.dropna()) <= {"LineString"} else "MultiLineString"
        written = (*od.keep, *potential_fields(scenarios))
        output = Output(written, metadata, geometry, None, widths(column, float(frame[column].max())))
        results: dict[str, Any] = {self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback)}
        if edges is not None:
            if not len(edges):
                feedback.pushWarning(tr("No new cyclist takes a road: the layer of flows on the roads is empty."))
            metadata = self.metadata(tr("More cyclists on the roads"), method, notes, edges.crs)
            most = float(edges[column].max()) if len(edges) else 1.0
            output = Output(edge_fields(scenarios), metadata, "LineString", None, widths(column, most))
            results[self.NETWORK_FLOWS] = self.write(parameters, self.NETWORK_FLOWS, edges, output, context, feedback)
        return results

    def _picture(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, found: _Found,
        coefficients: dict[str, Coefficients],
    ) -> dict[str, Any]:  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        flows, offset = found.flows, found.alpha_offset
        if not target:
            return {}
        import numpy

        from ...analysis.cycling.uptake import MAX_KM, share
        from ...charts.uptake_curve import uptake_curve

        used = numpy.isfinite(flows.distance_km) & numpy.isfinite(flows.gradient_pct) & ~flows.beyond & (flows.workers > 0)  # fmt: skip
        if not used.any():
            feedback.pushWarning(tr("No flow has a length and a gradient: the picture is not drawn."))
            return {}
        km, workers = flows.distance_km[used], flows.workers[used]
        gradient = float(numpy.average(flows.gradient_pct[used], weights=workers))
        grid, names = numpy.linspace(0.1, MAX_KM, 300), scenario_names()
        curves = [
            (
                tr("{}: what it adds").format(names[s]) if s == "government_target" else names[s],
                share(grid, gradient, coefficients[s], alpha_offset=offset if s == "government_target" else 0.0),
                s == "ebike",
            )
            for s in found.uptakes
        ]
        band = numpy.digitize(km, numpy.r_[1:10, 10:30:2])
        sums = [numpy.bincount(band, weights) for weights in (workers, workers * km, flows.cyclists[used])]
        some = sums[0] > 0
        bands = (sums[1][some] / sums[0][some], sums[2][some] / sums[0][some], sums[0][some])
        note = tr("Curves at the mean gradient, {} %. Model fitted on England and the Netherlands (2011): an order of magnitude.").format(f"{gradient:.1f}")  # fmt: skip
        figure = uptake_curve(grid, curves, bands, tr("Who cycles to work, by distance"), (tr("way by bike (km)"), tr("share of workers")), tr("observed (as large as the workers)"), note)  # fmt: skip
        return {self.PICTURE: write_beside(target, lambda part: figure.savefig(part, format="png"))}


def _known(one: Uptake) -> Any:
    import numpy

    return numpy.isfinite(one.cyclists)


def _totals(one: Uptake) -> tuple[float, float, float]:
    """Cyclists, car kilometres and kg of CO2 of the flows where they are known."""
    import numpy

    return float(numpy.nansum(one.cyclists)), float(numpy.nansum(one.car_km)), float(numpy.nansum(one.co2_kg))


def _rounded(value: float) -> str:
    """Two figures, as an order of magnitude."""
    return f"{float(f'{value:.2g}'):.10g}"
