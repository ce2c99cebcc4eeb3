# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roaddispersion``: what roads add to the air at façades, at points, or on a raster."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..numeric_fields import numbers
from ..writing import Field, Output, write_beside

POLLUTANTS = {"nox": "NOX", "pm10": "PM10", "pm25": "PM25"}
BACKGROUNDS = {"nox": "NOX", "no2": "NO2", "pm10": "PM10", "pm25": "PM25"}
NAMES = {"nox": "NOx", "no2": "NO2", "pm10": "PM10", "pm25": "PM2,5"}
NO2_METHODS = ["bachlin2008", "gral2", "gral3", "romberg1996"]
ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double
SECONDS_PER_HOUR, METRES_PER_KM = 3600.0, 1000.0
RECEPTORS_A_SECOND = 120_000  # measured by benchmarks/bench_dispersion.py; for the message before a long run
SHORTEST_M = 1.0


class RoadDispersion(PcaetAlgorithm):
    """Concentrations along roads, by a kernel."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "air"
    ROADS, KERNEL, RECEPTORS, ROAD_ID_FIELD = "ROADS", "KERNEL", "RECEPTORS", "ROAD_ID_FIELD"
    CELL_SIZE, CUTOFF, HALF_WIDTH = "CELL_SIZE", "CUTOFF", "HALF_WIDTH"
    NO2_METHOD, PROJECT_CRS, OUTPUT, RASTER = "NO2_METHOD", "PROJECT_CRS", "OUTPUT", "RASTER"
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
        self.declare(output, tr("The receptors with their fields and their concentrations."))
        raster = QgsProcessingParameterRasterDestination(self.RASTER, tr("Concentrations (raster)"), None, True, False)
        self.declare(raster, tr("One band for each pollutant, without receptors or beside them."))
        self.declare_skipped()
        self.addOutput(QgsProcessingOutputNumber(self.OUT_OF_REACH, tr("Receptors that no road reaches")))

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
        if parameters.get(self.RECEPTORS) in (None, "") and parameters.get(self.RASTER) in (None, ""):
            return False, tr("Give receptors, or a raster to write.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.air.wind_kernel import Kernel

        skips = Skips(feedback)
        kernel = Kernel.load(self.parameterAsFile(parameters, self.KERNEL, context))
        if not kernel.facts.get("whole_year"):
            feedback.pushWarning(_period_note(kernel))
        roads, points, crs, chosen = self._roads(parameters, context, feedback, skips)
        results: dict[str, Any] = {}
        if self.has(self.RECEPTORS):
            results |= self._at_receptors(parameters, context, feedback, skips, kernel, roads, points, crs, chosen)
        if parameters.get(self.RASTER) not in (None, ""):
            results[self.RASTER] = self._raster(parameters, context, feedback, kernel, points, crs, chosen)
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
        twice = frame.geometry.to_wkb().duplicated().to_numpy()
        skips.add(source.name, frame.index[numpy.isnan(rate).all(axis=0)].tolist(), tr("no emission"))
        skips.add(source.name, frame.index[short].tolist(), tr("shorter than 1 m"))
        skips.add(source.name, frame.index[twice & ~short].tolist(), tr("drawn twice at the same place"))
        rate[:, short | twice] = numpy.nan
        if not numpy.isfinite(rate).any():
            raise DataError(
                noop("No road of the layer “{layer}” has an emission. Run “Emissions of roads” first, or choose its fields."),
                layer=source.name,
            )  # fmt: skip
        return frame, road_points(lines, rate), crs, chosen

    def _at_receptors(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        kernel: Any, roads: Any, points: Any, crs: Any, chosen: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy
        import shapely

        from ...analysis.air.kernel_sum import concentrations
        from ...analysis.air.receptors import facades, first_contributors, nearest_road

        source = self.input(self.RECEPTORS)
        written = _fields(chosen)
        keep = kept_fields(source.source.fields(), [f.name for f in written])
        frame = self.read(self.RECEPTORS, [f.name for f in keep], skips, progress_within(feedback, 8, 15))
        placed = frame.geometry.to_crs(crs).to_numpy()
        lines = roads.geometry.to_numpy()
        if source.geometry_type() == Qgis.GeometryType.Polygon:
            east, north = facades(placed, lines)
        else:
            centre = shapely.centroid(placed)
            east, north = shapely.get_x(centre), shapely.get_y(centre)
        cutoff = self.parameterAsDouble(parameters, self.CUTOFF, context)
        least = self.parameterAsDouble(parameters, self.HALF_WIDTH, context)
        feedback.pushInfo(
            tr("{receptors} receptors, {points} points of road: about {seconds} s.").format(
                receptors=len(east), points=len(points), seconds=max(1, round(len(east) / RECEPTORS_A_SECOND))
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
        title = tr("Concentrations, {}").format(kernel.facts.get("period", ""))
        metadata = self.metadata(title, _method(), [*_notes(kernel), *skips.notes()], frame.crs)
        metadata.setRights(_rights(self.input(self.ROADS)))
        kind = "MultiPolygon" if source.geometry_type() == Qgis.GeometryType.Polygon else "MultiPoint"
        style = "air_buildings" if kind == "MultiPolygon" else "air_points"
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

        background = {
            key: self._background(key, parameters, context, feedback, east, north, crs) for key in BACKGROUNDS
        }
        high = background["no2"] > background["nox"]
        if high.any():
            raise DataError(
                noop("The background of NO2 ({no2}) is above that of NOx ({nox}), which contains it. Check both."),
                no2=f"{background['no2'][high][0]:g}", nox=f"{background['nox'][high][0]:g}",
            )  # fmt: skip
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

    def _background(
        self, key: str, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        east: Any, north: Any, crs: Any,
    ) -> Any:  # fmt: skip
        """The background at each receptor (n,), NaN where it is not known."""
        import numpy

        name = BACKGROUNDS[key]
        layer = self.parameterAsRasterLayer(parameters, f"BACKGROUND_RASTER_{name}", context)
        if layer is not None:
            values = _sampled(layer, east, north, crs)
            missing = int(numpy.isnan(values).sum())
            if missing:
                feedback.pushWarning(
                    tr("The background “{layer}” is unknown at {count} receptors: their totals are empty.").format(
                        layer=layer.name(), count=missing
                    )
                )
            return values
        if parameters.get(f"BACKGROUND_{name}") in (None, ""):
            return numpy.full(len(east), numpy.nan)
        return numpy.full(len(east), self.parameterAsDouble(parameters, f"BACKGROUND_{name}", context))

    def _raster(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, kernel: Any,
        points: Any, crs: Any, chosen: list[str],
    ) -> str:  # fmt: skip
        """What roads add, one band for each pollutant; written beside, then renamed."""
        from ...analysis.air.concentration_raster import Grid, tiles

        cell = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        cutoff = self.parameterAsDouble(parameters, self.CUTOFF, context)
        least = self.parameterAsDouble(parameters, self.HALF_WIDTH, context)
        left, top = points.east.min() - cutoff / 2, points.north.max() + cutoff / 2
        grid = Grid(
            left, top, cell,
            int((points.east.max() + cutoff / 2 - left) / cell) + 1, int((top - points.north.min() + cutoff / 2) / cell) + 1,
        )  # fmt: skip
        progress = progress_within(feedback, 88, 99)
        target = self.parameterAsOutputLayer(parameters, self.RASTER, context)
        made = tiles(kernel, points, grid, cutoff, least)
        return write_beside(target, lambda part: _write_raster(part, grid, crs, chosen, made, progress))


def _rights(source: Any) -> list[str]:
    """What the roads say of themselves, for instance that their fleet is an example, goes on to what comes of them."""
    layer = next((owner for owner in source.owners if isinstance(owner, QgsVectorLayer)), None)
    return list(layer.metadata().rights()) if layer is not None else []


def _sampled(layer: QgsRasterLayer, east: Any, north: Any, crs: Any) -> Any:
    """Values of the first band of a raster at places of ``crs`` (n,), NaN outside and where it has no data."""
    import numpy
    import pyproj

    from ..reading import pyproj_crs

    to_layer = pyproj.Transformer.from_crs(crs, pyproj_crs(layer.crs()), always_xy=True)
    x, y = to_layer.transform(east, north)
    provider = layer.dataProvider()
    from qgis.core import QgsPointXY

    found = [provider.sample(QgsPointXY(a, b), 1) for a, b in zip(x, y, strict=True)]
    return numpy.array([value if known else numpy.nan for value, known in found], dtype=float)


def _write_raster(file: str, grid: Any, crs: Any, chosen: list[str], tiles: Any, progress: Any) -> None:
    from osgeo import gdal

    driver = gdal.GetDriverByName("GTiff")
    options = ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=3", "BIGTIFF=IF_SAFER"]
    dataset = driver.Create(file, grid.columns, grid.rows, len(chosen), gdal.GDT_Float32, options)
    if dataset is None:
        raise OSError(gdal.GetLastErrorMsg())
    dataset.SetGeoTransform((grid.left, grid.cell, 0, grid.top, 0, -grid.cell))
    dataset.SetProjection(crs.to_wkt())
    for band, key in enumerate(chosen, start=1):
        dataset.GetRasterBand(band).SetDescription(f"{key}_road_ug_m3")
    for row, column, values in tiles:
        progress(row / grid.rows)
        for band, block in enumerate(values, start=1):
            if dataset.GetRasterBand(band).WriteArray(block, column, row) != 0:
                raise OSError(gdal.GetLastErrorMsg())
    dataset.FlushCache()
    del dataset


def _period_note(kernel: Any) -> str:
    return tr("Weather of {} only: these are means of that period, not annual means.").format(
        kernel.facts.get("period", "?")
    )


def _notes(kernel: Any) -> list[str]:
    facts = kernel.facts
    notes = [] if facts.get("whole_year") else [_period_note(kernel)]
    return [
        *notes,
        tr("Weather: {file}, {hours} hours, {period}; z0 {z0} m.").format(
            file=facts.get("weather_file", "?"),
            hours=facts.get("hours"),
            period=facts.get("period"),
            z0=facts.get("z0_m"),
        ),
        tr("Uncertainty of about 30 %. Streets between buildings, barriers, tunnels and slopes are not modelled."),
    ]


def _method() -> str:
    return tr("R-LINE v1.2 (Snyder et al. 2013) folded over hourly weather; NO2 by an annual empirical curve.")


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
