# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roaddispersion``: what roads add to the air at façades, at points, or on a raster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field, Output, write_beside
from . import concentration_map
from .backgrounds import BACKGROUNDS, Backgrounds
from .profile_picture import Scene, profile_picture
from .receptor_places import (
    are_buildings,
    check_backgrounds,
    dispersion_method,
    period_note,
    period_of,
    receptor_places,
    title_of,
)
from .road_traffic import warn_of_twins

POLLUTANTS = {"nox": "NOX", "pm10": "PM10", "pm25": "PM25"}
NAMES = {"nox": "NOx", "no2": "NO2", "pm10": "PM10", "pm25": "PM2,5"}
NO2_METHODS = ["bachlin2008", "gral2", "gral3", "romberg1996"]
ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double
SECONDS_PER_HOUR, METRES_PER_KM = 3600.0, 1000.0
CELLS_A_SECOND = 1e7  # measured by benchmarks/bench_dispersion.py; for the message before a long run
SHORTEST_M = 1.0


class RoadDispersion(PcaetAlgorithm):
    """Concentrations along roads, by a kernel."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "air"
    ROADS, KERNEL, RECEPTORS, ROAD_ID_FIELD = "ROADS", "KERNEL", "RECEPTORS", "ROAD_ID_FIELD"
    CELL_SIZE, CUTOFF, HALF_WIDTH = "CELL_SIZE", "CUTOFF", "HALF_WIDTH"
    NO2_METHOD, PROJECT_CRS, OUTPUT, RASTER = "NO2_METHOD", "PROJECT_CRS", "OUTPUT", "RASTER"
    CONTOURS, CONTOUR_LEVELS, PROFILE, PROFILE_ROAD = "CONTOURS", "CONTOUR_LEVELS", "PROFILE", "PROFILE_ROAD"
    OUT_OF_REACH = "OUT_OF_REACH"

    def name(self) -> str:
        return "roaddispersion"

    def displayName(self) -> str:
        return tr("Concentrations along roads")

    def tags(self) -> list[str]:
        return [tr("air"), tr("dispersion"), tr("concentrations"), "NO2", "PM10", "PM2,5", "R-LINE", "PPA"]

    def shortHelpString(self) -> str:
        return tr(
            "Computes what roads add to the air, and the total with the background: at points, at the façade of buildings "
            "nearest to a road, or on a raster when no receptor is given.\n\n"
            "Plume of R-LINE v1.2 folded over the weather by “Wind kernel”. Checked against EPA's own outputs within "
            "2.2 % and against a field tracer within a factor of two; print figures with an uncertainty of about 30 %. "
            "Streets between buildings, barriers, tunnels and slopes are not modelled.\n\n"
            "The result has the period of the kernel's weather: it is an annual mean only if the weather is a whole year. "
            "The background must be an urban background without the road itself, or the road is counted twice."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        roads = QgsProcessingParameterFeatureSource(
            self.ROADS, tr("Roads with their emissions"), [QgsProcessing.SourceType.VectorLine], None, False
        )
        self.declare(
            roads, tr("The output of “Emissions of roads”, or any roads with emissions in g/km of a mean hour.")
        )
        for key, name in POLLUTANTS.items():
            field = QgsProcessingParameterField(
                f"{name}_FIELD", tr("{} field (g/km/h)").format(NAMES[key]), None, self.ROADS, ANY_FIELD, False, True
            )
            self.declare(
                field, tr("Emission of the mean hour for a kilometre of road. At least one pollutant is needed.")
            )
        identity = QgsProcessingParameterField(
            self.ROAD_ID_FIELD, tr("Road name or id field"), None, self.ROADS, ANY_FIELD, False, True
        )
        self.declare(identity, tr("Names the first contributing road of each receptor; without it, the feature id."))
        self.declare(
            QgsProcessingParameterFile(self.KERNEL, tr("Wind kernel"), extension="npz"), tr("Made by “Wind kernel”.")
        )
        receptors = QgsProcessingParameterFeatureSource(
            self.RECEPTORS, tr("Receptors"),
            [QgsProcessing.SourceType.VectorPoint, QgsProcessing.SourceType.VectorPolygon], None, True,
        )  # fmt: skip
        self.declare(
            receptors,
            tr(
                "Points, or buildings: each is then computed at its façade nearest to a road. Without receptors, a raster."
            ),
        )
        for key in BACKGROUNDS:
            self._declare_background(key)
        method = QgsProcessingParameterEnum(
            self.NO2_METHOD, tr("From NOx to NO2"), NO2_METHODS, False, "bachlin2008", True, True
        )
        self.declare(method, tr("Annual curve: Bächlin 2008, two of GRAL's, or Romberg 1996."), advanced=True)
        for key, label, default, low, high, help_text in (
            (self.CELL_SIZE, tr("Cell size of the raster (m)"), 20.0, 2, 1000, tr("Each cell holds the mean of its area.")),
            (self.CUTOFF, tr("Reach of a road (m)"), 2000.0, 300, 3000, tr("Nothing is added past this distance; from 60 % of it on, less and less.")),
            (self.HALF_WIDTH, tr("Half-width of the roads (m)"), 5.0, 1, 50, tr("A receptor nearer to the axis is on the road: it is flagged, and computed at this distance.")),
        ):  # fmt: skip
            self.declare(
                QgsProcessingParameterNumber(key, label, REAL, default, True, low, high), help_text, advanced=True
            )
        crs = QgsProcessingParameterCrs(
            self.PROJECT_CRS,
            tr("Computation CRS when the roads' own does not measure metres"),
            preferences.project_crs(),
            True,
        )
        self.declare(crs, tr("Projected CRS in metres."), advanced=True)
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Concentrations"), QgsProcessing.SourceType.VectorAnyGeometry, None, True, True
        )
        self.declare(
            output,
            tr("The receptors with their fields and their concentrations. Without receptors, the raster (.tif)."),
        )
        raster = QgsProcessingParameterRasterDestination(self.RASTER, tr("Concentrations (raster)"), None, True, False)
        self.declare(
            raster,
            tr("What roads add, one band for each pollutant; then the totals and NO2 where backgrounds are given."),
        )
        self._declare_pictures()
        self.declare_skipped()
        self.addOutput(QgsProcessingOutputNumber(self.OUT_OF_REACH, tr("Receptors that no road reaches")))

    def _declare_pictures(self) -> None:
        contours = QgsProcessingParameterVectorDestination(
            self.CONTOURS, tr("Contours"), QgsProcessing.SourceType.VectorPolygon, None, True, False
        )
        self.declare(contours, tr("Polygons between levels, of NO2 if it is known, else of the first pollutant."))
        levels = QgsProcessingParameterString(
            self.CONTOUR_LEVELS, tr("Levels of the contours (µg/m³)"), None, False, True
        )
        self.declare(levels, tr("For example 10 20 30 40. Empty: the limits and steps between them."), advanced=True)
        profile = QgsProcessingParameterFileDestination(
            self.PROFILE, tr("Profile across a road"), tr("Pictures (*.png)"), None, True, False
        )
        self.declare(
            profile, tr("A picture: from one side of a road to the other, at the middle of its longest straight part.")
        )
        which = QgsProcessingParameterString(self.PROFILE_ROAD, tr("Road of the profile"), None, False, True)
        self.declare(which, tr("Its name or id. Empty: the road that emits the most for its length."), advanced=True)

    def _declare_background(self, key: str) -> None:
        name, label = BACKGROUNDS[key], NAMES[key]
        number = QgsProcessingParameterNumber(
            f"BACKGROUND_{name}", tr("Background {} (µg/m³)").format(label), REAL, None, True, 0, 500
        )
        self.declare(number, tr("Urban background without the roads. Without it, only what roads add is given."))
        raster = QgsProcessingParameterRasterLayer(
            f"BACKGROUND_RASTER_{name}", tr("Background {} (raster)").format(label), None, True
        )
        self.declare(raster, tr("A map of the background, in µg/m³, used instead of the number."), advanced=True)

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        if not any(parameters.get(f"{name}_FIELD") for name in POLLUTANTS.values()):
            return False, tr("Choose the emission field of one pollutant at least: NOx, PM10 or PM2.5.")
        wanted = (self.RECEPTORS, self.RASTER, self.OUTPUT, self.CONTOURS, self.PROFILE)
        if all(parameters.get(key) in (None, "") for key in wanted):
            return False, tr("Give receptors, or a raster to write.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.air.wind_kernel import Kernel

        skips = Skips(feedback)
        kernel = Kernel.load(self.parameterAsFile(parameters, self.KERNEL, context))
        if period_note(kernel):
            feedback.pushWarning(period_note(kernel))
        roads, points, crs, chosen = self._roads(parameters, context, feedback, skips)
        results: dict[str, Any] = {}
        if self.has(self.RECEPTORS):
            results |= self._at_receptors(parameters, context, feedback, skips, kernel, roads, points, crs, chosen)
        results |= self._map(parameters, context, feedback, skips, kernel, points, crs, chosen)
        target = self.parameterAsFileOutput(parameters, self.PROFILE, context)
        if target:
            cutoff, least = (self.parameterAsDouble(parameters, key, context) for key in (self.CUTOFF, self.HALF_WIDTH))
            method = self.parameterAsEnumString(parameters, self.NO2_METHOD, context) or "bachlin2008"
            scene = Scene(kernel, roads, points, crs, chosen, NAMES, cutoff, least, method)
            named = self.parameterAsString(parameters, self.PROFILE_ROAD, context)
            backgrounds = Backgrounds(self, parameters, context, feedback)
            figure = profile_picture(scene, named, self.input(self.ROADS).name, backgrounds, progress_within(feedback, 97, 99))  # fmt: skip
            results[self.PROFILE] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        return results | {"SKIPPED": skips.count}

    def _roads(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips
    ) -> tuple[Any, Any, Any, list[str]]:
        """The roads in a metric CRS, their points, and which pollutants they have."""
        import numpy

        from ...analysis.air.kernel_sum import road_points

        source = self.input(self.ROADS)
        columns = {
            key: self.parameterAsString(parameters, f"{name}_FIELD", context) for key, name in POLLUTANTS.items()
        }
        chosen = [key for key, column in columns.items() if column]
        identity = self.parameterAsString(parameters, self.ROAD_ID_FIELD, context)
        frame = self.read(self.ROADS, [*columns.values(), identity], skips, progress_within(feedback, 0, 8))
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        frame = frame.to_crs(crs)
        frame["road_id"] = frame[identity].astype(str) if identity else frame.index.astype(str)
        rate = numpy.array([numbers(frame, columns[key], source.name, feedback) for key in chosen])
        rate = numpy.where(rate >= 0, rate, numpy.nan) / SECONDS_PER_HOUR / METRES_PER_KM
        lines = frame.geometry.to_numpy()
        short = frame.length.to_numpy() < SHORTEST_M
        twice = frame.geometry.normalize().to_wkb().duplicated().to_numpy()
        skips.add(source.name, frame.index[numpy.isnan(rate).all(axis=0)].tolist(), tr("no emission"))
        skips.add(source.name, frame.index[short].tolist(), tr("shorter than 1 m"))
        skips.add(source.name, frame.index[twice & ~short].tolist(), tr("drawn twice at the same place"))
        rate[:, short | twice] = numpy.nan
        if not numpy.isfinite(rate).any():
            raise DataError(
                noop("No road of the layer “{layer}” has an emission. Run “Emissions of roads” first, or choose its fields."),
                layer=source.name,
            )  # fmt: skip
        warn_of_twins(lines, numpy.nansum(rate, axis=0), frame.index.to_numpy(), source.name, feedback)
        return frame, road_points(lines, rate), crs, chosen

    def _at_receptors(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        kernel: Any, roads: Any, points: Any, crs: Any, chosen: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy

        from ...analysis.air.kernel_sum import concentrations
        from ...analysis.air.receptors import expected_seconds, first_contributors, nearest_road

        source = self.input(self.RECEPTORS)
        written = _fields(chosen)
        keep = kept_fields(source.source.fields(), [f.name for f in written])
        frame = self.read(self.RECEPTORS, [f.name for f in keep], skips, progress_within(feedback, 8, 15))
        lines = roads.geometry.to_numpy()
        east, north = receptor_places(source, frame.geometry.to_crs(crs).to_numpy(), lines)
        cutoff = self.parameterAsDouble(parameters, self.CUTOFF, context)
        least = self.parameterAsDouble(parameters, self.HALF_WIDTH, context)
        feedback.pushInfo(
            tr("{receptors} receptors, {points} points of road: about {seconds} s.").format(
                receptors=len(east),
                points=len(points),
                seconds=max(1, round(expected_seconds(points, east, north, cutoff))),
            )
        )
        added = concentrations(kernel, points, east, north, progress_within(feedback, 15, 60), cutoff, least)
        distance = nearest_road(lines, east, north)
        best, share = first_contributors(kernel, points, east, north, cutoff, least, progress_within(feedback, 60, 88))
        out = distance >= cutoff
        if out.any():
            feedback.pushWarning(
                tr(
                    "{count} of {total} receptors are farther than {metres} m from every road: roads add nothing there."
                ).format(count=int(out.sum()), total=len(out), metres=f"{cutoff:.0f}")
            )
        on_road = distance < least
        if on_road.any():
            feedback.pushWarning(
                tr("{count} receptors are on a road: computed at {metres} m of its axis, and flagged.").format(
                    count=int(on_road.sum()), metres=f"{least:g}"
                )
            )
        self._fill(frame, parameters, context, feedback, dict(zip(chosen, added, strict=True)), east, north, crs)
        frame["road_distance_m"], frame["on_road"] = distance, on_road.astype(int)
        names = roads["road_id"].to_numpy()
        frame["top_road_id"] = numpy.where(best >= 0, names[best], None)
        frame["top_share_pct"] = share
        if not parameters.get(self.OUTPUT):
            return {self.OUT_OF_REACH: int(out.sum())}
        title = title_of(kernel)
        metadata = self.metadata(title, dispersion_method(), [*_notes(kernel), *skips.notes()], frame.crs)
        metadata.setRights(_rights(self.input(self.ROADS)))
        kind, style = ("MultiPolygon", "air_buildings") if are_buildings(source) else ("MultiPoint", "air_points")
        style += "_period" if period_note(kernel) else ""  # the limits are annual
        output = Output((*keep, *written), metadata, kind, style if "nox" in chosen else None)
        return {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback),
            self.OUT_OF_REACH: int(out.sum()),
        }

    def _fill(
        self, frame: Any, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        added: dict[str, Any], east: Any, north: Any, crs: Any,
    ) -> None:  # fmt: skip
        """What roads add, the totals where the background is known, and the background's share of them."""
        import numpy

        from ...analysis.air.no2 import nitrogen_dioxide

        given = Backgrounds(self, parameters, context, feedback)
        background = {key: given.at(key, east, north, crs) for key in BACKGROUNDS}
        check_backgrounds(background["nox"], background["no2"])
        for key, values in added.items():
            frame[f"{key}_road_ug_m3"] = values
            frame[f"{key}_ug_m3"] = values + background[key]
        if "nox" in added:
            method = self.parameterAsEnumString(parameters, self.NO2_METHOD, context) or "bachlin2008"
            known = numpy.isfinite(background["nox"])
            base = numpy.where(known, background["nox"], 0.0)
            total = nitrogen_dioxide(added["nox"], base, background["no2"], method)
            frame["no2_ug_m3"] = numpy.where(known, total, numpy.nan)
            with numpy.errstate(invalid="ignore", divide="ignore"):
                frame["background_share_pct"] = 100 * background["no2"] / frame["no2_ug_m3"].to_numpy()

    def _map(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        kernel: Any, points: Any, crs: Any, chosen: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        """The raster and its contours, where they are asked for; without receptors the output is the raster."""
        wanted = {key: parameters.get(key) not in (None, "") for key in (self.RASTER, self.OUTPUT, self.CONTOURS)}
        alone = wanted[self.OUTPUT] and not self.has(self.RECEPTORS) and not wanted[self.RASTER]
        if not (wanted[self.RASTER] or wanted[self.CONTOURS] or alone):
            return {}
        target = QgsProcessingUtils.generateTempFilename("concentrations.tif")
        key = self.RASTER if wanted[self.RASTER] else self.OUTPUT
        if wanted[self.RASTER] or alone:
            target = self.parameterAsOutputLayer(parameters, key, context)
            if Path(target).suffix.lower() not in (".tif", ".tiff"):
                target = self._as_raster(target, context)
        known = Backgrounds(self, parameters, context, feedback).known()
        written = concentration_map.bands(chosen, known)
        file = self._raster(parameters, context, feedback, kernel, points, crs, chosen, known, written, target)
        title = title_of(kernel)
        metadata = self.metadata(title, dispersion_method(), [*_notes(kernel), *skips.notes()], crs)
        metadata.setRights(_rights(self.input(self.ROADS)))
        concentration_map.dress(file, written, metadata)
        self.shown_as_stored(file, context)
        results = {key: file} if wanted[self.RASTER] or alone else {}
        if wanted[self.CONTOURS]:
            results[self.CONTOURS] = self._contours(parameters, context, feedback, file, written, metadata)
        return results

    def _as_raster(self, target: str, context: QgsProcessingContext) -> str:
        """A raster's name for an output that was named as a layer, which QGIS does for a temporary one."""
        if not target.startswith(QgsProcessingUtils.tempFolder()) and not target.lower().startswith("memory:"):
            raise DataError(
                noop("Without receptors the result is a raster, and “{file}” is not one. Give receptors, or a file name in .tif."),
                file=Path(target).name,
            )  # fmt: skip
        raster = QgsProcessingUtils.generateTempFilename("concentrations.tif")
        loaded = context.layersToLoadOnCompletion()
        if target in loaded:
            loaded[raster] = loaded.pop(target)
            context.setLayersToLoadOnCompletion(loaded)
        return raster

    def _raster(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, kernel: Any,
        points: Any, crs: Any, chosen: list[str], known: dict[str, Any], written: list[Any], target: str,
    ) -> str:  # fmt: skip
        """Written beside, then renamed."""
        from ...analysis.air.concentration_raster import Grid, tiles

        cell = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        cutoff = self.parameterAsDouble(parameters, self.CUTOFF, context)
        least = self.parameterAsDouble(parameters, self.HALF_WIDTH, context)
        left, top = points.east.min() - cutoff / 2, points.north.max() + cutoff / 2
        grid = Grid(
            left, top, cell,
            int((points.east.max() + cutoff / 2 - left) / cell) + 1, int((top - points.north.min() + cutoff / 2) / cell) + 1,
        )  # fmt: skip
        feedback.pushInfo(
            tr("{columns} × {rows} cells: about {seconds} s.").format(
                columns=grid.columns,
                rows=grid.rows,
                seconds=max(1, round(grid.columns * grid.rows * len(chosen) / CELLS_A_SECOND)),
            )
        )
        progress = progress_within(feedback, 88, 97)
        method = self.parameterAsEnumString(parameters, self.NO2_METHOD, context) or "bachlin2008"
        made = concentration_map.filled(
            tiles(kernel, points, grid, cutoff, least), grid, crs, chosen, known, written, method
        )
        return write_beside(
            target, lambda part: concentration_map.write_raster(part, grid, crs, written, made, progress)
        )

    def _contours(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, file: str,
        written: list[Any], metadata: Any,
    ) -> str:  # fmt: skip
        band = concentration_map.shown_band(written)
        shown = written[band - 1]
        levels = concentration_map.read_levels(
            self.parameterAsString(parameters, self.CONTOUR_LEVELS, context), shown.total
        )
        made = concentration_map.contours(file, band, levels)
        named = NAMES[shown.pollutant] if shown.total else tr("{}, added by roads").format(NAMES[shown.pollutant])
        made["pollutant"] = named
        metadata = metadata.clone()
        metadata.setTitle(tr("{title}: contours of {pollutant}").format(title=metadata.title(), pollutant=named))
        fields = (
            Field("pollutant", "text", tr("Pollutant")),
            Field("low_ug_m3", "real", tr("From (µg/m³)")),
            Field("high_ug_m3", "real", tr("To (µg/m³)")),
        )
        output = Output(fields, metadata, "MultiPolygon", "air_contours" if shown.total else None)
        return self.write(parameters, self.CONTOURS, made, output, context, feedback)


def _rights(source: Any) -> list[str]:
    """What the roads say of themselves, for instance that their fleet is an example, goes on to what comes of them."""
    layer = next((owner for owner in source.owners if isinstance(owner, QgsVectorLayer)), None)
    return list(layer.metadata().rights()) if layer is not None else []


def _notes(kernel: Any) -> list[str]:
    facts = kernel.facts
    return [
        *filter(None, [period_note(kernel)]),
        tr("Weather: {file}, {hours} hours, {period}; z0 {z0} m.").format(
            file=facts.get("weather_file", "?"),
            hours=facts.get("hours"),
            period=period_of(kernel),
            z0=facts.get("z0_m"),
        ),
        tr("Uncertainty of about 30 %. Streets between buildings, barriers, tunnels and slopes are not modelled."),
    ]


def _fields(chosen: list[str]) -> tuple[Field, ...]:
    fields = []
    for key in chosen:
        fields += [
            Field(f"{key}_ug_m3", "real", tr("{}, total (µg/m³)").format(NAMES[key])),
            Field(f"{key}_road_ug_m3", "real", tr("{}, added by roads (µg/m³)").format(NAMES[key])),
        ]
    if "nox" in chosen:
        fields += [
            Field("no2_ug_m3", "real", tr("{}, total (µg/m³)").format("NO2")),
            Field("background_share_pct", "real", tr("Share of the background in NO2 (%)")),
        ]
    return (
        *fields,
        Field("top_road_id", "text", tr("First contributing road")),
        Field("top_share_pct", "real", tr("Its share of what roads add (%)")),
        Field("road_distance_m", "real", tr("Distance to the nearest road (m)")),
        Field("on_road", "integer", tr("On a road")),
    )
