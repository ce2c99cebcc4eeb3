# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:roofheatloss``: how the roof of each building compares with the roofs of its family."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..kept_fields import kept_fields
from ..parameter_tables import LOSS_CLASSES, ROOF_FAMILIES
from ..reading import measures_metres, pyproj_crs
from ..writing import Field, Output, write_beside
from .class_style import style_by_class
from .thermal_layers import raster_reader, unreadable, workers

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.thermal.heat_loss_class import FamilyFigures, Scheme, Standing
    from ...analysis.thermal.roof_reading import Reading

KINDS = ["digital", "brightness", "surface", "classes"]
SCHEMES = ["5", "6", "7", "table"]
ANY_FIELD = QgsProcessingParameterField.DataType.Any
REAL = QgsProcessingParameterNumber.Type.Double


class RoofHeatLoss(PcaetAlgorithm):
    """Relative class of heat loss of roofs."""

    GROUP_ID = "housing"
    THERMAL, BAND, BUILDINGS, KIND, EROSION_M = "THERMAL", "BAND", "BUILDINGS", "KIND", "EROSION_M"
    ROOF_FIELD, STRIPS, STRIP_FIELD, CORRECTION, SURFACE = (
        "ROOF_FIELD",
        "STRIPS",
        "STRIP_FIELD",
        "CORRECTION",
        "SURFACE",
    )
    CLASSES, CLASS_TABLE, WINDOW_M, NODATA = "CLASSES", "CLASS_TABLE", "WINDOW_M", "NODATA"
    OUTPUT, DISTRIBUTION, RANKED, EXCLUDED = "OUTPUT", "DISTRIBUTION", "RANKED", "EXCLUDED"

    def name(self) -> str:
        return "roofheatloss"

    def displayName(self) -> str:
        return tr("Heat loss of roofs, by class")

    def tags(self) -> list[str]:
        return [tr("thermography"), tr("roofs"), tr("housing"), tr("heat loss"), "OPAH", tr("retrofit")]

    def shortHelpString(self) -> str:
        return tr(
            "Reads an aerial thermography on each building and says how its roof compares with the roofs of the same "
            "family: class, score, lowest and highest likely class, confidence from A to D.\n\n"
            "ADEME's sheet says it: aerial thermography compares buildings, it does not measure them. A warm roof is a "
            "symptom, not a consumption: visit before concluding. No kWh is given here.\n\n"
            "The edge of each footprint is left out (1 m or 1.5 pixels, less for small roofs). Metal, glass and panels do "
            "not show their temperature: they are excluded and hatched, never classed. Uncalibrated numbers serve: the "
            "class does not change when the image is scaled or shifted. A family of fewer than 30 roofs is not ranked."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(
            QgsProcessingParameterRasterLayer(self.THERMAL, tr("Thermography")),
            tr("Mosaic with one thermal band: digital numbers or temperatures, or a raster of classes."),
        )
        band = QgsProcessingParameterBand(self.BAND, tr("Band"), 1, self.THERMAL, True)
        self.declare(band, tr("The thermal band."), advanced=True)
        polygon = [QgsProcessing.SourceType.VectorPolygon]
        self.declare(
            QgsProcessingParameterFeatureSource(self.BUILDINGS, tr("Buildings"), polygon),
            tr("Footprints, for instance BD TOPO BATIMENT; filter them on dwellings to rank homes among homes."),
        )
        kind = QgsProcessingParameterEnum(self.KIND, tr("What the raster holds"), KINDS, False, "digital", False, True)
        self.declare(
            kind,
            tr("digital: uncalibrated numbers. brightness: apparent temperatures. surface: temperatures of the roof. classes: the provider's own classes, of which the majority is taken."),
        )  # fmt: skip
        roof = QgsProcessingParameterField(
            self.ROOF_FIELD, tr("Material of the roof field"), None, self.BUILDINGS, ANY_FIELD, False, True
        )
        self.declare(roof, tr("Text or MAJIC code (mat_toit_txt, materiaux_de_la_toiture). Roofs are ranked within their family; without it, all together."))  # fmt: skip
        schemes = QgsProcessingParameterEnum(self.CLASSES, tr("Number of classes"), SCHEMES, False, "5", True, True)
        self.declare(schemes, tr("5, 6 or 7 classes, or a table of yours."))
        table = QgsProcessingParameterFile(self.CLASS_TABLE, tr("Table of classes"), extension="csv", optional=True)
        self.declare(table, tr("CSV with class, label, colour, z_low, z_high; with “table” above."), advanced=True)
        for key, label, low, high, help_text in (
            (self.EROSION_M, tr("Edge left out (m)"), 0, 10, tr("Empty: 1 m or 1.5 pixels, less for small roofs. A number is used as it is; 0 leaves nothing out.")),
            (self.WINDOW_M, tr("Compare within (m)"), 50, 50_000, tr("Each roof is compared with those of its family within this distance. Empty: with all.")),
            (self.NODATA, tr("Value of missing pixels"), None, None, tr("When the raster does not declare it. Empty: guessed from the corners, and said.")),
        ):  # fmt: skip
            number = QgsProcessingParameterNumber(key, label, REAL, None, True)
            if low is not None:
                number.setMinimum(low)
                number.setMaximum(high)
            self.declare(number, help_text, advanced=True)
        strips = QgsProcessingParameterFeatureSource(self.STRIPS, tr("Strips of the mosaic"), polygon, None, True)
        self.declare(strips, tr("Polygons of the flight lines, as “Normalise strips” writes them."), advanced=True)
        strip = QgsProcessingParameterField(
            self.STRIP_FIELD, tr("Strip name field"), "strip", self.STRIPS, ANY_FIELD, False, True
        )
        self.declare(strip, tr("Names the strip, as in the correction."), advanced=True)
        correction = QgsProcessingParameterFile(
            self.CORRECTION, tr("Correction of strips"), extension="csv", optional=True
        )
        self.declare(
            correction, tr("Table that “Normalise strips” writes: the offset of each strip is taken off its roofs.")
        )
        surface = QgsProcessingParameterRasterLayer(self.SURFACE, tr("Correction surface"), None, True)
        self.declare(surface, tr("Raster that “Normalise strips” writes from the roads: taken off at each building."))
        output = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Heat loss of roofs"), QgsProcessing.SourceType.VectorPolygon
        )
        self.declare(output, tr("The buildings with their fields, their reading and their class."))
        picture = QgsProcessingParameterFileDestination(
            self.DISTRIBUTION, tr("Distribution by class"), tr("Pictures (*.png)"), None, True, False
        )
        self.declare(picture, tr("A picture: roofs by class, and those that are not ranked."))
        self.addOutput(QgsProcessingOutputNumber(self.RANKED, tr("Roofs ranked")))
        self.addOutput(QgsProcessingOutputNumber(self.EXCLUDED, tr("Roofs not ranked")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        if problem := unreadable(parameters.get(self.THERMAL)):
            return False, problem
        if self.parameterAsEnumString(parameters, self.CLASSES, context) == "table" and not parameters.get(
            self.CLASS_TABLE
        ):
            return False, tr("Give the table of classes, or choose 5, 6 or 7 classes.")
        if parameters.get(self.CORRECTION) and parameters.get(self.STRIPS) in (None, ""):
            return False, tr("The correction of strips needs the polygons of the strips.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.thermal.footprints import eroded

        skips = Skips(feedback)
        layer = self.parameterAsRasterLayer(parameters, self.THERMAL, context)
        if layer is None:
            raise DataError(noop("The thermography cannot be opened as a raster."))
        kind = self.parameterAsEnumString(parameters, self.KIND, context)
        facts, crs = self._raster(layer, kind, max(1, self.parameterAsInt(parameters, self.BAND, context)), feedback)
        source = self.input(self.BUILDINGS)
        written = _fields(kind)
        keep = kept_fields(source.source.fields(), [f.name for f in written])
        roof_field = self.parameterAsString(parameters, self.ROOF_FIELD, context)
        columns = [*(f.name for f in keep), *([roof_field] if roof_field else [])]
        frame = self.read(self.BUILDINGS, list(dict.fromkeys(columns)), skips, progress_within(feedback, 0, 10))
        if frame.crs != crs:
            feedback.pushInfo(tr("The buildings are reprojected to the raster's CRS for the reading."))
        placed = frame.geometry.to_crs(crs).to_numpy()
        given = parameters.get(self.EROSION_M)
        erosion = None if given in (None, "") else self.parameterAsDouble(parameters, self.EROSION_M, context)
        inner = eroded(placed, facts.pixel, erosion)
        frame["erosion_m"] = inner.erosion_m
        if kind == "classes":
            notes = self._majority(parameters, context, feedback, facts, frame, placed, inner.shapes)
        else:
            notes = self._rank(parameters, context, feedback, kind, facts, frame, placed, inner, roof_field)
        return self._finish(parameters, context, feedback, skips, frame, keep, kind, notes)

    def _raster(self, layer: QgsRasterLayer, kind: str, band: int, feedback: QgsProcessingFeedback) -> tuple[Any, Any]:
        """Facts of the raster, and its CRS, which the project may have given it."""
        import dataclasses

        from ...analysis import raster
        from ...analysis.thermal.thermal_raster import check

        if layer.providerType() != "gdal":
            raise DataError(
                noop("The thermography “{layer}” is not a raster file. Save it as a GeoTIFF, then run again."),
                layer=layer.name(),
            )
        facts = raster.facts(layer.source(), raster_reader())
        if layer.crs().isValid():
            facts = dataclasses.replace(facts, crs_wkt=layer.crs().toWkt())
        check(facts, kind, band, layer.name())
        crs = pyproj_crs(layer.crs())
        extent = layer.extent()
        if not measures_metres(crs, (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())):
            raise DataError(
                noop("The raster “{layer}” is not in a CRS in metres. Reproject it (Raster › Projections › Warp), then run again."),
                layer=layer.name(),
            )  # fmt: skip
        return facts, crs

    def _figures(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, facts: Any,
        shapes: Any, majority: bool,
    ) -> Any:  # fmt: skip
        from ...analysis import zonal
        from ...analysis.thermal.roof_reading import QUANTILES
        from ...analysis.thermal.thermal_raster import missing_value

        band = max(1, self.parameterAsInt(parameters, self.BAND, context))
        missing: list[float] = []
        if parameters.get(self.NODATA) not in (None, ""):
            missing = [self.parameterAsDouble(parameters, self.NODATA, context)]
        elif (guess := missing_value(facts.path, facts, band, raster_reader())) is not None:
            missing = [guess]
            feedback.pushWarning(
                tr("The raster declares no missing value; {value} fills its corners and counts as missing.").format(
                    value=f"{guess:g}"
                )
            )
        return zonal.zonal_figures(
            facts.path, shapes, progress_within(feedback, 10, 80), band, missing, QUANTILES, workers(), raster_reader(), majority
        )  # fmt: skip

    def _rank(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, kind: str, facts: Any,
        frame: geopandas.GeoDataFrame, placed: Any, inner: Any, roof_field: str,
    ) -> list[str]:  # fmt: skip
        """Fill the frame with readings, classes and confidence; what to say of them."""
        import numpy
        import shapely

        from ...analysis.thermal import heat_loss_class, roof_families, roof_reading, thermal_raster

        figures = self._figures(parameters, context, feedback, facts, inner.shapes, False)
        middle = figures.quantile[2]
        known = middle[numpy.isfinite(middle)]
        scale, shift, notes = 1.0, 0.0, []
        if kind != "digital" and len(known):
            scale, shift, unit = thermal_raster.celsius(float(numpy.median(known)))
            if unit != "°C":
                notes.append(tr("Temperatures in {} were turned into °C.").format(unit))
        progress_within(feedback, 80, 90)(0)
        table = roof_families.read_families(ROOF_FAMILIES)
        texts = frame[roof_field].to_numpy() if roof_field else numpy.full(len(frame), None)
        families = table.of_all(texts)
        reading = roof_reading.read_roofs(figures, families, _meets(facts, placed), scale, shift)
        day = thermal_raster.seen_by_day(facts, reading.median, kind != "digital")
        if day:
            notes.append(_day_note(day))
        east, north = (f(shapely.centroid(placed)) for f in (shapely.get_x, shapely.get_y))
        taken, reference, residual = self._correction(parameters, context, feedback, frame, east, north)
        value = numpy.where([r is None for r in reading.excluded], reading.median - taken * scale, numpy.nan)
        error = heat_loss_class.median_error(reading.quantile[0], reading.quantile[4], reading.count, residual * scale)
        scheme = self._scheme(parameters, context)
        names = numpy.array([family.name for family in families], dtype=object)
        found, told = heat_loss_class.standing(value, names, error, scheme)
        if parameters.get(self.WINDOW_M) not in (None, ""):
            window = self.parameterAsDouble(parameters, self.WINDOW_M, context)
            found = heat_loss_class.local_standing(value, names, error, scheme, east, north, window)
        spread_of = {family.name: family.spread for family in told}
        allowed = numpy.array([roof_reading.SURE_SPREAD if kind != "digital" else spread_of[n] for n in names])
        excluded = reading.excluded.copy()
        excluded[(numpy.isnan(found.z)) & (excluded == None)] = "few_roofs"  # noqa: E711 - an array of objects
        grades = roof_reading.confidence(reading, inner.nominal, families, reference, allowed)
        grades[excluded == "few_roofs"] = "D"
        _fill(frame, reading, found, taken * scale, names, grades, excluded)
        notes += [_family_note(family) for family in told if family.count]
        notes.append(
            tr("Bounds of the classes (score): {}.").format(", ".join(f"{bound:g}" for bound in scheme.bounds))
        )
        for note in notes:
            feedback.pushInfo(note)
        return [*notes, tr("Aerial thermography compares buildings, it does not measure them (ADEME): a warm roof is a symptom, to be visited.")]  # fmt: skip

    def _correction(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
        frame: geopandas.GeoDataFrame, east: Any, north: Any,
    ) -> tuple[Any, Any, float]:  # fmt: skip
        """What is taken off each roof, the distance to its road reference (NaN without), and what is left between strips."""
        import numpy
        import shapely

        from ...analysis.thermal.correction import read_offsets, surface_at

        taken, residual = numpy.zeros(len(frame)), 0.0
        reference = numpy.full(len(frame), numpy.nan)
        file = self.parameterAsFile(parameters, self.CORRECTION, context)
        layer = self.parameterAsRasterLayer(parameters, self.THERMAL, context)
        if file and self.has(self.STRIPS):
            field = self.parameterAsString(parameters, self.STRIP_FIELD, context)
            if not field:
                raise DataError(noop("Choose the field that names the strips."))
            strips = self.read(self.STRIPS, [field], Skips(feedback), lambda _f: None).to_crs(pyproj_crs(layer.crs()))
            tree = shapely.STRtree(strips.geometry.to_numpy())
            roof, strip = tree.query(shapely.points(east, north), predicate="intersects")
            names = numpy.full(len(frame), None, dtype=object)
            names[roof] = strips[field].astype(str).to_numpy()[strip]
            offsets = read_offsets(file)
            offset = offsets.of(names)
            unknown = int(numpy.isnan(offset).sum())
            if unknown:
                feedback.pushWarning(
                    tr("{count} buildings are on no strip of the correction: nothing is taken off them.").format(
                        count=unknown
                    )
                )
            taken += numpy.nan_to_num(offset)
            if numpy.isfinite(offsets.residual):
                residual = offsets.residual
            else:
                feedback.pushWarning(
                    tr("What the correction of strips leaves is not known: the likely classes do not contain it.")
                )
        surface = self.parameterAsRasterLayer(parameters, self.SURFACE, context)
        if surface is not None:
            import pyproj

            move = pyproj.Transformer.from_crs(pyproj_crs(layer.crs()), pyproj_crs(surface.crs()), always_xy=True)
            x, y = move.transform(east, north)
            value, reference = surface_at(surface.source(), numpy.asarray(x), numpy.asarray(y), raster_reader())
            beyond = int(numpy.isnan(value).sum())
            if beyond:
                feedback.pushWarning(
                    tr(
                        "{count} buildings are beyond the correction surface: nothing is taken off them for the micro-climate, compare them with care."
                    ).format(count=beyond)
                )
            taken += numpy.nan_to_num(value)
        return taken, reference, residual

    def _majority(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, facts: Any,
        frame: geopandas.GeoDataFrame, placed: Any, shapes: Any,
    ) -> list[str]:  # fmt: skip
        """The provider's class that covers most of each roof, and its share."""
        import numpy

        from ...analysis.thermal import roof_reading

        figures = self._figures(parameters, context, feedback, facts, shapes, True)
        reading = roof_reading.read_roofs(figures, [roof_reading.ANY] * len(frame), _meets(facts, placed))
        ranked = numpy.array([reason is None for reason in reading.excluded])
        odd = figures.majority[ranked & (figures.majority % 1 != 0)]
        if len(odd):
            raise DataError(noop("The raster holds {value}, which is not the number of a class. Choose KIND = digital, brightness or surface."), value=f"{odd[0]:g}")  # fmt: skip
        frame["n_px"], frame["valid_pct"] = reading.count, reading.valid_pct
        frame["loss_class"] = numpy.where(ranked, figures.majority, numpy.nan)
        frame["class_share_pct"] = numpy.where(ranked, 100 * figures.majority_share, numpy.nan)
        frame["excluded_reason"] = [_reason(code) for code in reading.excluded]
        note = tr(
            "Classes of the provider: their bounds are theirs. The class is that of most pixels of the roof; no kWh can be drawn from it."
        )
        feedback.pushInfo(note)
        return [note]

    def _scheme(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Scheme:
        from ...analysis.thermal.heat_loss_class import read_scheme

        chosen = self.parameterAsEnumString(parameters, self.CLASSES, context) or "5"
        if chosen == "table":
            return read_scheme(self.parameterAsFile(parameters, self.CLASS_TABLE, context))
        return read_scheme(LOSS_CLASSES, chosen)

    def _finish(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback, skips: Skips,
        frame: geopandas.GeoDataFrame, keep: tuple[Field, ...], kind: str, notes: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        import numpy

        ranked = int(numpy.isfinite(frame["loss_class"].astype(float)).sum())
        told = tr("{ranked} roofs ranked, {excluded} not: {reasons}.").format(
            ranked=ranked, excluded=len(frame) - ranked,
            reasons=", ".join(f"{reason} {count}" for reason, count in frame["excluded_reason"].value_counts().items()) or "–",
        )  # fmt: skip
        feedback.pushInfo(told)
        if not ranked:
            feedback.pushWarning(tr("No roof is ranked: every class is empty. Look at the reasons in excluded_reason."))
        method = tr(
            "Median of the pixels of the eroded footprint, robust score (median, MAD) within the family of the roof."
        )
        metadata = self.metadata(tr("Heat loss of roofs"), method, [*notes, told, *skips.notes()], frame.crs)
        metadata.setRights([tr("working document, compares and does not measure")])
        scheme = self._scheme(parameters, context) if kind != "classes" else None
        values = sorted({int(v) for v in frame["loss_class"].dropna()})

        def restyle(layer: QgsVectorLayer) -> None:
            style_by_class(layer, scheme, values)

        output = Output((*keep, *_fields(kind)), metadata, "MultiPolygon", None, restyle)
        results: dict[str, Any] = {
            self.OUTPUT: self.write(parameters, self.OUTPUT, frame, output, context, feedback),
            self.RANKED: ranked, self.EXCLUDED: len(frame) - ranked, "SKIPPED": skips.count,
        }  # fmt: skip
        target = self.parameterAsFileOutput(parameters, self.DISTRIBUTION, context)
        if target:
            figure = _picture(frame, scheme, values)
            results[self.DISTRIBUTION] = write_beside(target, lambda part: figure.savefig(part, format="png"))
        return results


def _meets(facts: Any, shapes: Any) -> Any:
    """True where a footprint (n,) meets the raster."""
    import numpy
    import shapely

    corner = numpy.array([(0, 0), (facts.width, 0), (facts.width, facts.height), (0, facts.height)], dtype=float)
    x0, dx, rx, y0, ry, dy = facts.transform
    frame = shapely.Polygon(
        numpy.c_[x0 + corner[:, 0] * dx + corner[:, 1] * rx, y0 + corner[:, 0] * ry + corner[:, 1] * dy]
    )
    return shapely.intersects(shapes, frame)


def _fill(
    frame: geopandas.GeoDataFrame, reading: Reading, found: Standing, taken: numpy.ndarray, families: Any, grades: Any, excluded: Any
) -> None:  # fmt: skip
    for name, values in (
        ("t_median", reading.median), ("t_p10", reading.quantile[0]), ("t_p90", reading.quantile[4]), ("t_mean", reading.mean),
        ("n_px", reading.count), ("valid_pct", reading.valid_pct), ("t_correction", taken), ("roof_family", families),
        ("z_score", found.z), ("loss_class", found.loss_class), ("loss_score", found.score), ("class_low", found.class_low),
        ("class_high", found.class_high), ("confidence", grades), ("excluded_reason", [_reason(code) for code in excluded]),
    ):  # fmt: skip
        frame[name] = values


def _reason(code: str | None) -> str | None:
    if code is None:
        return None
    return {
        "outside": tr("outside the raster"),
        "no_data": tr("missing pixels"),
        "few_pixels": tr("too few pixels"),
        "material": tr("material that does not show its temperature"),
        "few_roofs": tr("fewer than 30 roofs to compare with"),
    }[code]


def _day_note(reason: str) -> str:
    return {
        "time": tr("WARNING: the file says that the image was taken by day. Sun warms roofs: the classes mean nothing."),
        "hot": tr("WARNING: roofs are warmer than 25 °C: the image seems taken by day or in summer. The classes mean nothing then."),
        "spread": tr("WARNING: roofs differ by more than 15 °C: the image seems taken in the sun. The classes mean nothing then."),
    }[reason]  # fmt: skip


def _family_note(family: FamilyFigures) -> str:
    return tr("Family “{name}”: {count} roofs, median {median}, spread (1.4826 MAD) {spread}.").format(
        name=family.name, count=family.count, median=f"{family.median:.2f}", spread=f"{family.spread:.2f}"
    )


def _picture(frame: geopandas.GeoDataFrame, scheme: Scheme | None, values: list[int]) -> Any:
    from ...charts.class_distribution import class_distribution

    if scheme is not None:
        labels, colours = list(scheme.labels), list(scheme.colours)
        counts = [int((frame["loss_class"] == i + 1).sum()) for i in range(len(labels))]
    else:
        labels, colours = [str(v) for v in values], ["#8a8a8a"] * len(values)
        counts = [int((frame["loss_class"] == v).sum()) for v in values]
    return class_distribution(
        labels, counts, colours, (tr("not ranked"), int(frame["loss_class"].isna().sum())),
        tr("Roofs by class of heat loss"), tr("roofs"),
        tr("Compares roofs of one family among themselves; does not measure a consumption (ADEME)."),
    )  # fmt: skip


def _fields(kind: str) -> tuple[Field, ...]:
    common = (
        Field("erosion_m", "real", tr("Edge left out (m)")),
        Field("n_px", "integer", tr("Valid pixels")),
        Field("valid_pct", "real", tr("Valid pixels (%)")),
        Field("loss_class", "integer", tr("Class of heat loss")),
        Field("excluded_reason", "text", tr("Why it is not ranked")),
    )
    if kind == "classes":
        return (*common, Field("class_share_pct", "real", tr("Share of the class (%)")))
    unit = tr("digital number") if kind == "digital" else "°C"
    return (
        *common,
        Field("t_median", "real", tr("Median of the roof ({})").format(unit)),
        Field("t_p10", "real", tr("10th percentile ({})").format(unit)),
        Field("t_p90", "real", tr("90th percentile ({})").format(unit)),
        Field("t_mean", "real", tr("Mean of the roof ({})").format(unit)),
        Field("t_correction", "real", tr("Taken off by normalisation ({})").format(unit)),
        Field("roof_family", "text", tr("Family of the roof")),
        Field("z_score", "real", tr("Robust score in its family")),
        Field("loss_score", "real", tr("Score, 0 to 100 (100: warmest)")),
        Field("class_low", "integer", tr("Lowest likely class")),
        Field("class_high", "integer", tr("Highest likely class")),
        Field("confidence", "text", tr("Confidence (A to D)")),
    )
