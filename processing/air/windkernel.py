# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:windkernel``: the weather of a station folded into one table, for any number of roads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ...i18n import tr
from .. import provenance
from ..base import PcaetAlgorithm, progress_within
from ..parameter_tables import HOURLY_PROFILE
from ..writing import write_beside

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ...analysis.air.weather import Weather
    from ...analysis.air.wind_rose import Rose

UNITS = ["auto", "m/s", "km/h", "kt"]
REAL = QgsProcessingParameterNumber.Type.Double


class WindKernel(PcaetAlgorithm):
    """Make a kernel, a wind rose and a picture of the kernel."""

    REQUIRES = ("numpy", "scipy", "pandas")
    GROUP_ID = "air"
    WEATHER, UNIT, LATITUDE, LONGITUDE = "WEATHER", "UNIT", "LATITUDE", "LONGITUDE"
    Z0, ZREF, HEIGHT, SIGMA_Z0, RECEPTOR_HEIGHT = "Z0", "ZREF", "HEIGHT", "SIGMA_Z0", "RECEPTOR_HEIGHT"
    HGV_SHARE, OUTPUT, ROSE, PICTURE, HOURS = "HGV_SHARE", "OUTPUT", "ROSE", "PICTURE", "HOURS"

    def name(self) -> str:
        return "windkernel"

    def displayName(self) -> str:
        return tr("Wind kernel")

    def tags(self) -> list[str]:
        return [tr("wind"), tr("weather"), tr("air"), tr("dispersion"), "R-LINE", "Météo-France", "EPW"]

    def shortHelpString(self) -> str:
        return tr(
            "Folds an hourly weather file into one table: the mean concentration around a point of road, by distance and "
            "direction. Concentrations along any number of roads then take seconds.\n\n"
            "Read: Météo-France's hourly files (RADOME, SYNOP, climatological base), EPW, or any CSV with a date, a speed "
            "and a direction. Stability by Turner's method from wind, cloud and sun; plume and meander by R-LINE v1.2. "
            "Hours are weighted by the traffic of their hour of the day.\n\n"
            "A file that is not a whole year gives a kernel of its own period: its results are not an annual mean, and "
            "say so. An hour of unknown cloud counts as half covered.\n\n"
            "Without hourly weather, a wind rose serves: a CSV with a direction, a speed and a frequency, or a column for "
            "each class of speed. It says neither the hour nor the stability, and the result says so."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(
            QgsProcessingParameterFile(self.WEATHER, tr("Hourly weather file, or wind rose")),
            tr(
                "CSV, text or EPW. Missing values may be empty, “mq” or 9999; times are UTC (local standard time in EPW). Or the table of a wind rose."
            ),
        )
        unit = QgsProcessingParameterEnum(self.UNIT, tr("Unit of the wind speed"), UNITS, False, "auto", True, True)
        self.declare(unit, tr("auto: the unit written in the column's name, else m/s."), advanced=True)
        for key, label, default, low, high, help_text, advanced in (
            (self.LATITUDE, tr("Latitude of the station (degrees)"), 48.0, -90, 90, tr("For the height of the sun."), False),
            (self.LONGITUDE, tr("Longitude of the station (degrees)"), 2.0, -180, 180, tr("For the height of the sun."), False),
            (self.Z0, tr("Roughness length z0 (m)"), 0.3, 0.001, 3, tr("Open country 0.05 to 0.1; suburbs 0.3 to 0.8; town 0.7 to 1.5."), False),
            (self.ZREF, tr("Height of the wind (m)"), 10.0, 1, 200, tr("Height of the anemometer above the ground."), True),
            (self.HEIGHT, tr("Height of the emission (m)"), 0.7, 0, 10, tr("Exhausts, mixed behind the vehicles."), True),
            (self.SIGMA_Z0, tr("Initial vertical spread (m)"), 2.0, 0, 10, tr("1.3 behind cars, 3.2 behind trucks."), True),
            (self.RECEPTOR_HEIGHT, tr("Height of the receptors (m)"), 1.5, 0, 50, tr("1.5 m: the height people breathe at."), True),
            (self.HGV_SHARE, tr("Share of the emission from heavy vehicles (%)"), 20.0, 0, 100, tr("Weights the daily profiles of cars and trucks."), True),
        ):  # fmt: skip
            self.declare(
                QgsProcessingParameterNumber(key, label, REAL, default, False, low, high), help_text, advanced=advanced
            )
        kernel = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Wind kernel"), tr("Kernels (*.npz)"))
        self.declare(kernel, tr("The table, with what it was made of. It is given to “Concentrations along roads”."))
        for key, label, help_text in (
            (self.ROSE, tr("Wind rose"), tr("A picture: where the wind comes from.")),
            (self.PICTURE, tr("Picture of the kernel"), tr("A picture: where what a road emits goes.")),
        ):
            picture = QgsProcessingParameterFileDestination(key, label, tr("Pictures (*.png)"), None, True, False)
            self.declare(picture, help_text)
        self.addOutput(QgsProcessingOutputNumber(self.HOURS, tr("Hours used")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.air.weather import read_weather
        from ...analysis.air.wind_kernel import Release, make_kernel
        from ...analysis.air.wind_rose import is_rose, read_rose, rose_kernel

        def real(key: str) -> float:
            return float(self.parameterAsDouble(parameters, key, context))

        unit = self.parameterAsEnumString(parameters, self.UNIT, context)
        unit = "" if unit in ("", "auto") else unit
        file = self.parameterAsFile(parameters, self.WEATHER, context)
        release = Release(real(self.HEIGHT), real(self.SIGMA_Z0), real(self.RECEPTOR_HEIGHT))
        progress = progress_within(feedback, 5, 90)
        results: dict[str, Any]
        if is_rose(file):
            rose = read_rose(file, unit)
            notes = _tell_rose(rose, feedback)
            kernel = rose_kernel(rose, real(self.Z0), real(self.ZREF), release, progress)
            winds, weather = rose, None
            results = {self.HOURS: 0, "SKIPPED": 0}
        else:
            weather = read_weather(file, unit)
            notes = self._tell(weather, feedback)
            position = (real(self.LATITUDE), real(self.LONGITUDE))
            profile = _daily_profile(real(self.HGV_SHARE) / 100)
            kernel, _classes = make_kernel(
                weather, profile, position, real(self.Z0), real(self.ZREF), release, progress
            )
            winds = weather
            results = {self.HOURS: len(weather), "SKIPPED": weather.read - len(weather)}
        kernel.facts.update(
            weather_file=Path(file).name, notes=notes, plugin=provenance.plugin_version(), parameters=self._parameters
        )
        results[self.OUTPUT] = write_beside(self.parameterAsFileOutput(parameters, self.OUTPUT, context), kernel.save)
        for key, draw in ((self.ROSE, lambda: _rose(winds, weather)), (self.PICTURE, lambda: _picture(kernel))):
            target = self.parameterAsFileOutput(parameters, key, context)
            if target:
                results[key] = write_beside(target, lambda path, draw=draw: draw().savefig(path, format="png"))
        return results

    def _tell(self, weather: Weather, feedback: QgsProcessingFeedback) -> list[str]:
        """Say what was done to the file, and keep it with the kernel."""
        notes = [tr(note.sentence).format(**note.facts) for note in weather.notes]
        notes.append(
            tr("{hours} hours, {period}; calms below 1 m/s: {calms} %.").format(
                hours=len(weather), period=weather.period, calms=f"{100 * weather.calms:.1f}"
            )
        )
        for note in notes:
            feedback.pushInfo(note)
        if not weather.whole_year:
            warning = tr("This is not a whole year: results are those of the period, not an annual mean.")
            feedback.pushWarning(warning)
            notes.append(warning)
        return notes


def _daily_profile(heavy_share: float) -> Any:
    """Traffic of each hour of the day (24,), of light and heavy vehicles by their share of the emission."""
    import numpy

    from ...analysis.numbers import parse_number
    from ...analysis.parameter_table import read_rows

    rows = read_rows(HOURLY_PROFILE, ("hour", "vl_percent", "pl_percent"))
    light, heavy = (
        numpy.array([parse_number(row[name]) for _line, row in rows]) for name in ("vl_percent", "pl_percent")
    )
    return (1 - heavy_share) * light / light.sum() + heavy_share * heavy / heavy.sum()


def _tell_rose(rose: Rose, feedback: QgsProcessingFeedback) -> list[str]:
    """What a rose leaves unsaid, and how it was filled in."""
    notes = [
        tr("Wind rose: {winds} winds; calms below 1 m/s: {calms} %.").format(
            winds=len(rose.speed), calms=f"{100 * rose.calms:.1f}"
        ),
        tr("A rose does not say the hour: traffic is taken as even over the day."),
    ]
    if not rose.stability_known:
        notes.append(
            tr("The rose has no class of stability: the air is taken as neutral (D), which understates still nights.")
        )
    for note in notes:
        feedback.pushWarning(note)
    return notes


def _rose(winds: Weather | Rose, weather: Weather | None) -> Figure:
    from ...charts.wind_rose import wind_rose

    compass = [tr("N"), tr("NE"), tr("E"), tr("SE"), tr("S"), tr("SW"), tr("W"), tr("NW")]
    title, calms = tr("Where the wind comes from"), f"{100 * winds.calms:.1f}"
    if weather is None:
        note = tr("Wind rose; calms below 1 m/s: {} %.").format(calms)
        return wind_rose(winds.speed, winds.direction, title, compass, note, winds.frequency)  # type: ignore[union-attr]
    note = tr("{period}, {hours} hours, calms below 1 m/s: {calms} %.").format(
        period=weather.period, hours=len(weather), calms=calms
    )
    if not weather.whole_year:
        title = tr("Where the wind comes from – not a whole year")
    return wind_rose(weather.speed, weather.direction, title, compass, note)


def _picture(kernel: Any) -> Figure:
    import numpy

    from ...charts.wind_kernel import kernel_picture

    grid = numpy.linspace(-500, 500, 401)
    east, north = numpy.meshgrid(grid, grid)
    around = numpy.deg2rad(numpy.arange(360))
    near = kernel.at(10 * numpy.sin(around), 10 * numpy.cos(around)).mean()
    label = tr("share of the mean concentration at 10 m")
    note = tr("{period}; R-LINE v1.2, z0 {z0} m.").format(
        period=kernel.facts["period"] or tr("wind rose"), z0=kernel.facts["z0_m"]
    )
    return kernel_picture(grid, kernel.at(east, north) / near, tr("Around a point of road"), label, note)
