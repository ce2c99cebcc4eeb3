# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:thermalnormalise``: strips of a flight brought together, and the micro-climate read on the roads."""

from __future__ import annotations

import csv
import dataclasses
from collections import Counter
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsRasterLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..reading import measures_metres, pyproj_crs
from ..writing import Field, Output, write_beside
from . import mosaic
from .thermal_layers import raster_reader, unreadable

ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double
ROAD_WIDTH = 5.0  # m, where the layer says nothing


class ThermalNormalise(PcaetAlgorithm):
    """Offsets of strips, drift, altitude and road reference."""

    REQUIRES = ("numpy", "scipy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "housing"
    STRIPS, BAND, OFFSETS, TIMES, DRIFT = "STRIPS", "BAND", "OFFSETS", "TIMES", "DRIFT"
    ROADS, WIDTH_FIELD, TURN = "ROADS", "WIDTH_FIELD", "TURN"
    DEM, ALTITUDE, LAPSE = "DEM", "ALTITUDE", "LAPSE"
    TABLE, FOOTPRINTS, SURFACE, WRITE_RASTER, PICTURE = "TABLE", "FOOTPRINTS", "SURFACE", "WRITE_RASTER", "PICTURE"
    SEAM_BEFORE, SEAM_AFTER, DRIFT_K_HOUR, ROAD_BEFORE, ROAD_AFTER = (
        "SEAM_BEFORE", "SEAM_AFTER", "DRIFT_K_HOUR", "ROAD_BEFORE", "ROAD_AFTER",
    )  # fmt: skip

    def name(self) -> str:
        return "thermalnormalise"

    def displayName(self) -> str:
        return tr("Normalise strips of a thermography")

    def tags(self) -> list[str]:
        return [tr("thermography"), tr("strips"), tr("seams"), "TURN", tr("roads"), tr("mosaic")]

    def shortHelpString(self) -> str:
        return tr(
            "A flight takes hours, and its strips do not agree. This finds what to take off each building, in steps that are "
            "each optional: the offset of each strip, from what neighbouring strips see twice (weighted least squares); the "
            "drift in time, when tiles have their time; the altitude; the micro-climate, read on the roads, which are alike "
            "(TURN, Rahman et al. 2014).\n\n"
            "It writes a table of offsets, the polygons of the strips and a surface, which “Heat loss of roofs” applies "
            "building by building: the mosaic is not rewritten, unless asked.\n\n"
            "Where strips overlap, the last of the list is on top, as in a virtual raster. A night with fog on a valley or "
            "wet roads is not mended by this: look at the picture before and after."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        strips = QgsProcessingParameterMultipleLayers(
            self.STRIPS, tr("Strips, or their tiles"), QgsProcessing.SourceType.Raster
        )
        self.declare(
            strips, tr("Rasters in one CRS in metres, north up, which overlap. One alone serves for the roads.")
        )
        band = QgsProcessingParameterNumber(
            self.BAND, tr("Band"), QgsProcessingParameterNumber.Type.Integer, 1, True, 1
        )
        self.declare(band, tr("The thermal band."), advanced=True)
        offsets = QgsProcessingParameterBoolean(self.OFFSETS, tr("Offsets of the strips"), True)
        self.declare(offsets, tr("From the pixels that two strips both see; on roads alone when roads are given."))
        times = QgsProcessingParameterFile(
            self.TIMES, tr("Strip and time of each raster"), extension="csv", optional=True
        )
        self.declare(times, tr("CSV with raster, strip, time (2024-01-15 22:31:00, or seconds): tiles of one strip share their offset."), advanced=True)  # fmt: skip
        drift = QgsProcessingParameterBoolean(self.DRIFT, tr("Drift in time"), False)
        self.declare(drift, tr("Needs the times, and tiles: within whole strips it cannot be told from the offsets."), advanced=True)  # fmt: skip
        line = [QgsProcessing.SourceType.VectorLine]
        roads = QgsProcessingParameterFeatureSource(self.ROADS, tr("Roads"), line, None, True)
        self.declare(roads, tr("BD TOPO TRONCON_DE_ROUTE, tarred roads on the ground: no bridge, tunnel or path."))
        width = QgsProcessingParameterField(self.WIDTH_FIELD, tr("Width of the road field (m)"), None, self.ROADS, ANY_FIELD, False, True)  # fmt: skip
        self.declare(
            width, tr("largeur_de_chaussee. Without it, 5 m, which a street lined with cars does not always have.")
        )
        turn = QgsProcessingParameterBoolean(self.TURN, tr("Micro-climate read on the roads"), True)
        self.declare(turn, tr("Needs the roads. The surface says how much each place is above the median road."))
        dem = QgsProcessingParameterRasterLayer(self.DEM, tr("Altitude"), None, True)
        self.declare(dem, tr("Terrain model, for the altitude step."), advanced=True)
        altitude = QgsProcessingParameterBoolean(self.ALTITUDE, tr("Altitude"), False)
        self.declare(altitude, tr("Off by default: on still nights valleys are colder, not hills."), advanced=True)
        lapse = QgsProcessingParameterNumber(
            self.LAPSE, tr("Change with altitude (per metre)"), REAL, None, True, -0.1, 0.1
        )
        self.declare(
            lapse, tr("-0.0065 in a standard atmosphere. Empty: fitted on the roads (Theil-Sen)."), advanced=True
        )
        table = QgsProcessingParameterFileDestination(
            self.TABLE, tr("Correction of strips"), tr("Tables (*.csv)"), None, True
        )
        self.declare(table, tr("The offset of each raster, for “Heat loss of roofs”."))
        footprints = QgsProcessingParameterVectorDestination(
            self.FOOTPRINTS, tr("Polygons of the strips"), QgsProcessing.SourceType.VectorPolygon, None, True
        )
        self.declare(footprints, tr("Which raster each place is taken from, the last of the list on top."))
        surface = QgsProcessingParameterRasterDestination(self.SURFACE, tr("Correction surface"), None, True, False)
        self.declare(surface, tr("Band 1: to take off at each place; band 2: distance to the nearest road read (m)."))
        mosaic_ = QgsProcessingParameterRasterDestination(self.WRITE_RASTER, tr("Corrected mosaic"), None, True, False)
        self.declare(mosaic_, tr("The strips with their offsets taken off; the surface is not. Rarely needed, and as large as the strips."))  # fmt: skip
        picture = QgsProcessingParameterFileDestination(self.PICTURE, tr("Before and after"), tr("Pictures (*.png)"), None, True, False)  # fmt: skip
        self.declare(picture, tr("A picture: seams between strips, and roads, before and after."))
        for key, label in (
            (self.SEAM_BEFORE, tr("Seams before (standard deviation)")),
            (self.SEAM_AFTER, tr("Seams after (standard deviation)")),
            (self.DRIFT_K_HOUR, tr("Drift (per hour)")),
            (self.ROAD_BEFORE, tr("Roads before (standard deviation)")),
            (self.ROAD_AFTER, tr("Roads after (standard deviation)")),
        ):
            self.addOutput(QgsProcessingOutputNumber(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        given = parameters.get(self.STRIPS)
        for strip in given if isinstance(given, (list, tuple)) else [given]:
            if problem := unreadable(strip):
                return False, problem
        if self.parameterAsBool(parameters, self.DRIFT, context) and not parameters.get(self.TIMES):
            return False, tr("The drift needs the table of times.")
        if self.parameterAsBool(parameters, self.ALTITUDE, context) and parameters.get(self.DEM) in (None, ""):
            return False, tr("The altitude step needs a terrain model.")
        turn = self.parameterAsBool(parameters, self.TURN, context) and parameters.get(self.ROADS) not in (None, "")
        if parameters.get(self.SURFACE) not in (None, "") and not turn:
            return False, tr("The correction surface needs roads, and the step of the micro-climate.")
        if self.parameterAsBool(parameters, self.ALTITUDE, context) and not turn:
            return False, tr("The altitude step needs roads, and the step of the micro-climate.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.thermal.strips import bounds

        skips = Skips(feedback)
        layers = self.parameterAsLayerList(parameters, self.STRIPS, context)
        band = max(1, self.parameterAsInt(parameters, self.BAND, context))
        rasters, nodata, crs = self._rasters(layers, band, feedback)
        extent = tuple(
            f(values) for f, values in zip((min, min, max, max), zip(*map(bounds, rasters), strict=True), strict=True)
        )
        names = [Path(facts.path).stem for facts in rasters]
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            raise DataError(noop("Two strips have the same file name, “{name}”: rename one, or the table could not tell them apart."), name=twice[0])  # fmt: skip
        roads, width = self._roads(parameters, context, feedback, skips, crs)
        results: dict[str, Any] = {}
        offset, seams = numpy.zeros(len(rasters)), None
        if self.parameterAsBool(parameters, self.OFFSETS, context) and len(rasters) > 1:
            offset, seams, told = self._offsets(
                parameters, context, feedback, rasters, nodata, band, names, roads, width
            )
            results |= told
        partition = mosaic.partition(rasters, nodata, band)
        results |= self._write_strips(parameters, context, feedback, skips, crs, names, partition, offset, seams)
        road_change, clouds = None, []
        if seams and seams[2] is not None:
            clouds.append(_drift_cloud(*seams))
        if roads is not None and self.parameterAsBool(parameters, self.TURN, context):
            road_change, height, told = self._surface(
                parameters, context, feedback, rasters, nodata, band, offset, roads, width, extent, crs
            )
            results |= told
            if height is not None:
                clouds.append((tr("With altitude"), tr("altitude (m)"), height[0], height[1], height[2]))
        if parameters.get(self.WRITE_RASTER) not in (None, ""):
            target = self.parameterAsOutputLayer(parameters, self.WRITE_RASTER, context)
            progress = progress_within(feedback, 85, 98)
            results[self.WRITE_RASTER] = write_beside(
                target, lambda part: mosaic.write(part, rasters, nodata, band, offset, crs, progress, raster_reader())
            )
        target = self.parameterAsFileOutput(parameters, self.PICTURE, context)
        if target and (seams or road_change):
            figure = _picture(names, seams, road_change, clouds)
            results[self.PICTURE] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        return results | {"SKIPPED": skips.count}

    def _rasters(
        self, layers: list[Any], band: int, feedback: QgsProcessingFeedback
    ) -> tuple[list[Any], list[Any], Any]:
        from ...analysis import raster
        from ...analysis.thermal.thermal_raster import check, missing_value

        rasters, nodata, crs = [], [], None
        for layer in layers:
            if not isinstance(layer, QgsRasterLayer) or layer.providerType() != "gdal":
                raise DataError(
                    noop("“{layer}” is not a raster file. Save it as a GeoTIFF, then run again."), layer=layer.name()
                )
            facts = raster.facts(layer.source(), raster_reader())
            if layer.crs().isValid():
                facts = dataclasses.replace(facts, crs_wkt=layer.crs().toWkt())
            check(facts, "digital", band, layer.name())
            own = pyproj_crs(layer.crs())
            if crs is not None and own != crs:
                raise DataError(
                    noop("The strip “{layer}” is in another CRS than the first one. Warp the strips to one CRS, then run again."),
                    layer=layer.name(),
                )  # fmt: skip
            crs = own
            guess = missing_value(facts.path, facts, band, raster_reader())
            if guess is not None:
                feedback.pushWarning(
                    tr(
                        "The raster “{layer}” declares no missing value; {value} fills its corners and counts as missing."
                    ).format(layer=layer.name(), value=f"{guess:g}")
                )
            declared = () if facts.nodata is None else (facts.nodata,)
            rasters.append(facts)
            nodata.append(declared if guess is None else (*declared, guess))
        if not rasters:
            raise DataError(noop("Give one strip at least."))
        extent = layers[0].extent()
        if not measures_metres(crs, (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())):
            raise DataError(
                noop("The raster “{layer}” is not in a CRS in metres. Reproject it (Raster › Projections › Warp), then run again."),
                layer=layers[0].name(),
            )  # fmt: skip
        return rasters, nodata, crs

    def _roads(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any
    ) -> tuple[Any, Any]:  # fmt: skip
        import numpy

        if not self.has(self.ROADS):
            return None, None
        field = self.parameterAsString(parameters, self.WIDTH_FIELD, context)
        frame = self.read(self.ROADS, [field], skips, progress_within(feedback, 0, 5))
        width = numbers(frame, field, self.input(self.ROADS).name, feedback)
        unknown = ~(width > 0)
        if field and unknown.any():
            feedback.pushInfo(
                tr("{count} roads without width are taken as {metres} m wide.").format(
                    count=int(unknown.sum()), metres=f"{ROAD_WIDTH:g}"
                )
            )
        return frame.geometry.to_crs(crs).to_numpy(), numpy.where(unknown, ROAD_WIDTH, width)

    def _offsets(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, rasters: list[Any],
        nodata: list[Any], band: int, names: list[str], roads: Any, width: Any,
    ) -> tuple[Any, Any, dict[str, Any]]:  # fmt: skip
        import numpy
        import shapely

        from ...analysis.thermal.strip_times import read_times
        from ...analysis.thermal.strips import overlaps, solve

        chosen = None
        if roads is not None:
            surface = shapely.unary_union(shapely.buffer(roads, numpy.maximum(width / 2 - 1, 0.5), cap_style="flat"))
            shapely.prepare(surface)

            def chosen(east: Any, north: Any) -> Any:
                return shapely.contains_xy(surface, east, north)

        progress = progress_within(feedback, 5, 45)
        found = overlaps(rasters, band, nodata, progress, chosen, raster_reader())
        if not found and chosen is not None:
            feedback.pushWarning(tr("Strips share no road: their offsets are taken from all the pixels they both see."))
            found = overlaps(rasters, band, nodata, progress, None, raster_reader())
        file = self.parameterAsFile(parameters, self.TIMES, context)
        strips, seconds = read_times(file, names) if file else (names, None)
        drift = self.parameterAsBool(parameters, self.DRIFT, context)
        made = solve(len(rasters), found, strips, seconds if drift else None)
        if made.groups > 1:
            feedback.pushWarning(
                tr("The strips make {count} groups that do not overlap: nothing ties one group to another. Compare roofs within a group only.").format(count=made.groups)
            )  # fmt: skip
        before = numpy.array([o.difference for o in found])
        weight = numpy.array([o.pixels for o in found], dtype=float)
        deviation = [float(numpy.sqrt(numpy.average(values**2, weights=weight))) for values in (before, made.residual)]
        feedback.pushInfo(
            tr("{count} overlaps; seams {before} before, {after} after (root mean square).").format(
                count=len(found), before=f"{deviation[0]:.3f}", after=f"{deviation[1]:.3f}"
            )
        )
        if made.checks == 0:
            feedback.pushWarning(
                tr(
                    "Each overlap serves to find one offset: nothing is left to check them. Look at the seam on the mosaic."
                )
            )
        results: dict[str, Any] = {
            self.SEAM_BEFORE: deviation[0],
            self.SEAM_AFTER: deviation[1] if made.checks else None,
        }
        if drift:
            results[self.DRIFT_K_HOUR] = made.drift * 3600
        return made.offset, (found, made, seconds if drift else None), results

    def _write_strips(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips, crs: Any,
        names: list[str], partition: Any, offset: Any, seams: Any,
    ) -> dict[str, Any]:  # fmt: skip
        import geopandas
        import numpy

        results: dict[str, Any] = {}
        residual = numpy.full(len(names), numpy.nan)
        if seams and seams[1].checks:
            found, made, _seconds = seams
            for number in range(len(names)):
                own = [r for o, r in zip(found, made.residual, strict=True) if number in (o.first, o.second)]
                residual[number] = numpy.sqrt(numpy.mean(numpy.square(own))) if own else numpy.nan
        target = self.parameterAsFileOutput(parameters, self.TABLE, context)
        if target:
            rows = zip(names, offset, residual, strict=True)
            results[self.TABLE] = write_beside(target, lambda part: _write_table(part, rows))
        if parameters.get(self.FOOTPRINTS) not in (None, ""):
            frame = geopandas.GeoDataFrame({"strip": names, "offset": offset}, geometry=list(partition), crs=crs)
            method = tr("Weighted least squares of the median differences of overlapping strips.")
            metadata = self.metadata(tr("Polygons of the strips"), method, skips.notes(), crs)
            fields = (
                Field("strip", "text", tr("Strip")),
                Field("offset", "real", tr("To take off (unit of the raster)")),
            )
            results[self.FOOTPRINTS] = self.write(
                parameters, self.FOOTPRINTS, frame, Output(fields, metadata, "MultiPolygon"), context, feedback
            )
        return results

    def _surface(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, rasters: list[Any],
        nodata: list[Any], band: int, offset: Any, roads: Any, width: Any, extent: Any, crs: Any,
    ) -> tuple[Any, Any, dict[str, Any]]:  # fmt: skip
        """The micro-climate read on the roads, and what it and the altitude change there."""
        import numpy

        from ...analysis import zonal
        from ...analysis.thermal import road_reference

        shapes, east, north = road_reference.pieces(roads, width)
        value, count = numpy.full(len(shapes), numpy.nan), numpy.zeros(len(shapes), dtype=numpy.int64)
        for number, facts in enumerate(rasters):
            progress = progress_within(feedback, 45 + 35 * number / len(rasters), 45 + 35 * (number + 1) / len(rasters))
            figures = zonal.zonal_figures(
                facts.path, shapes, progress, band, nodata[number], (0.5,), reader=raster_reader()
            )
            better = figures.count > count
            value[better] = figures.quantile[0][better] - offset[number]
            count = numpy.maximum(count, figures.count)
        height, lapse = self._lapse(parameters, context, feedback, east, north, value, crs)
        level = value - lapse * numpy.nan_to_num(height - numpy.nanmedian(height)) if lapse else value
        made, used = road_reference.surface(east, north, level, count, extent)
        before = value[used] - numpy.median(value[used])
        after = level[used] - numpy.median(level[used]) - road_reference.at(made, east[used], north[used])
        deviation = [float(numpy.nanstd(values)) for values in (before, after)]
        feedback.pushInfo(
            tr("{used} of {total} pieces of road read; their standard deviation goes from {before} to {after}.").format(
                used=int(used.sum()), total=len(used), before=f"{deviation[0]:.2f}", after=f"{deviation[1]:.2f}"
            )
        )
        results: dict[str, Any] = {self.ROAD_BEFORE: deviation[0], self.ROAD_AFTER: deviation[1]}
        if parameters.get(self.SURFACE) not in (None, ""):
            target = self.parameterAsOutputLayer(parameters, self.SURFACE, context)
            terrain = None
            if lapse:
                terrain = (
                    self.parameterAsRasterLayer(parameters, self.DEM, context).source(),
                    lapse,
                    float(numpy.nanmedian(height)),
                )
            results[self.SURFACE] = write_beside(target, lambda part: mosaic.write_surface(part, made, crs, terrain))
        cloud = None
        if lapse:
            cloud = (height[used], before, level[used] - numpy.median(level[used]))
        return (before, after), cloud, results

    def _lapse(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, east: Any, north: Any,
        value: Any, crs: Any,
    ) -> tuple[Any, float]:  # fmt: skip
        """Height of each piece of road (n,) and the change with altitude; none unless asked for."""
        import numpy

        from ...analysis.thermal.correction import surface_at
        from ...analysis.thermal.road_reference import lapse

        if not self.parameterAsBool(parameters, self.ALTITUDE, context):
            return numpy.full(len(east), numpy.nan), 0.0
        dem = self.parameterAsRasterLayer(parameters, self.DEM, context)
        if pyproj_crs(dem.crs()) != crs:
            raise DataError(noop("The terrain model “{layer}” is in another CRS than the strips. Warp it, then run again."), layer=dem.name())  # fmt: skip
        height, _distance = surface_at(dem.source(), east, north, raster_reader())
        given = parameters.get(self.LAPSE)
        found = lapse(height, value) if given in (None, "") else self.parameterAsDouble(parameters, self.LAPSE, context)
        feedback.pushInfo(tr("Change with altitude: {} per 100 m.").format(f"{100 * found:+.2f}"))
        return height, float(found)


def _write_table(file: str, rows: Any) -> None:
    with Path(file).open("w", newline="", encoding="utf-8-sig") as target:
        table = csv.writer(target, delimiter=";")
        table.writerow(("strip", "offset", "residual_sd"))
        for name, offset, residual in rows:
            table.writerow((name, f"{offset:.6f}", "" if residual != residual else f"{residual:.6f}"))


def _drift_cloud(found: Any, made: Any, seconds: Any) -> tuple[Any, ...]:
    """Differences of overlaps by the time between their rasters: strips put right, then the drift too."""
    import numpy

    first, second = numpy.array([o.first for o in found]), numpy.array([o.second for o in found])
    apart = seconds[first] - seconds[second]
    return (
        tr("With time"),
        tr("time between the two (min)"),
        apart / 60,
        made.residual + made.drift * apart,
        made.residual,
    )


def _picture(names: list[str], seams: Any, roads: Any, clouds: list[Any]) -> Any:
    from ...charts.normalisation import normalisation

    panel = None
    if seams:
        found, made, _seconds = seams
        pairs = [f"{names[o.first]} – {names[o.second]}" for o in found]
        panel = (pairs[:40], [o.difference for o in found][:40], made.residual[:40])
    return normalisation(
        panel, roads, (tr("Between strips"), tr("Along the roads")), (tr("before"), tr("after")),
        tr("difference (unit of the raster)"), tr("pieces of road"), tr("Forty pairs of strips at most are drawn."), clouds,
    )  # fmt: skip
