# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:corridorbands``: study bands along counted roads, and who and what lies in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorDestination,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers, plausible, without_doubt
from ..parameter_tables import BAND_WIDTHS
from ..writing import Output
from .band_outputs import band_fields, colour_bands, exposure_fields

if TYPE_CHECKING:
    import geopandas
    import pandas

FLOOR_HEIGHT_M = 3.0
ANY_FIELD = QgsProcessingParameterField.DataType.Any


class CorridorBands(PcaetAlgorithm):
    """Screening of traffic corridors."""

    GROUP_ID = "air"
    ROADS, AADT_FIELD, HGV_FIELD = "ROADS", "AADT_FIELD", "HGV_FIELD"
    WIDTH_FIELD, LENGTH_FIELD = "WIDTH_FIELD", "LENGTH_FIELD"
    ZONES, ZONE_FIELD = "ZONES", "ZONE_FIELD"
    POPULATION, POPULATION_FIELD = "POPULATION", "POPULATION_FIELD"
    BUILDINGS, FLOORS_FIELD, HEIGHT_FIELD = "BUILDINGS", "FLOORS_FIELD", "HEIGHT_FIELD"
    SENSITIVE, BAND_TABLE, PROJECT_CRS = "SENSITIVE", "BAND_TABLE", "PROJECT_CRS"
    OUTPUT, EXPOSURE, POPULATION_EXPOSED = "OUTPUT", "EXPOSURE", "POPULATION_EXPOSED"

    def name(self) -> str:
        return "corridorbands"

    def displayName(self) -> str:
        return tr("Study bands along roads (screening)")

    def tags(self) -> list[str]:
        return [tr("traffic"), "TMJA", "PPA", tr("air"), tr("exposure"), tr("screening")]

    def shortHelpString(self) -> str:
        return tr(
            "Draws a band on each side of every counted road, wider where traffic is higher, and counts the kilometres, "
            "vehicle-kilometres, inhabitants, buildings and sensitive places inside, by zone and traffic class.\n\n"
            "What the result means: it is a screening, inspired by the 2019 guide on air and health in road impact "
            "studies (note technique of 22 February 2019, NOR TRET1833075N). It says where to look, not what people "
            "breathe. The widths of the default table are to be confirmed against the guide.\n\n"
            "A road without a count is left out, counted and listed: national files write 0 or nothing. Each place is in "
            "the highest class that reaches it, so nobody is counted twice. Population is shared out inside each cell; "
            "“population_low” and “population_high” bound the estimate: 95 % of cases if the people of each cell were one "
            "block placed at random in it, a prudent hypothesis."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self._declare_roads()
        self._declare_exposed()
        self._declare_options()
        self._declare_outputs()

    def _field(self, name: str, label: str, parent: str, help_text: str, optional: bool = True) -> None:
        self.declare(QgsProcessingParameterField(name, label, None, parent, ANY_FIELD, False, optional), help_text)

    def _layer(self, name: str, label: str, kind: Any, help_text: str, optional: bool = True) -> None:
        self.declare(QgsProcessingParameterFeatureSource(name, label, [kind], None, optional), help_text)

    def _declare_roads(self) -> None:
        self._layer(
            self.ROADS,
            tr("Roads"),
            QgsProcessing.SourceType.VectorLine,
            tr("Road sections with a traffic count."),
            False,
        )
        self._field(
            self.AADT_FIELD,
            tr("Traffic: TMJA field (veh/day)"),
            self.ROADS,
            tr(
                "Annual average daily traffic, both directions together. Numbers or texts such as “12 345”. Empty, 0, negative and “n.c.” are missing counts."
            ),
            False,
        )
        self._field(
            self.HGV_FIELD,
            tr("Heavy vehicles: PL field (%)"),
            self.ROADS,
            tr(
                "Share of heavy vehicles in the traffic, in %; 0 is unknown. Only used for heavy vehicle-kilometres, left empty where the share of one section is unknown."
            ),
        )
        self._field(
            self.WIDTH_FIELD,
            tr("Road width field (m)"),
            self.ROADS,
            tr(
                "Width of the carriageway. Distances are then measured from the road's edge; without it, from the axis."
            ),
        )
        self._field(
            self.LENGTH_FIELD,
            tr("Official length field (m)"),
            self.ROADS,
            tr(
                "Length of the section in the road authority's reference. Kilometres are then official ones, and a section drawn more than 5 % shorter is flagged “tracé schématique”."
            ),
        )

    def _declare_exposed(self) -> None:
        polygon = QgsProcessing.SourceType.VectorPolygon
        self._layer(
            self.ZONES,
            tr("Zones (PPA, EPCI, communes…)"),
            polygon,
            tr("Perimeters that cut the bands. They may overlap. Without zones, only the whole is counted."),
        )
        self._field(
            self.ZONE_FIELD,
            tr("Zone name field"),
            self.ZONES,
            tr("Features with the same value are one zone. Without it each feature is a zone named by its id."),
        )
        self._layer(
            self.POPULATION,
            tr("Population (cells, IRIS, communes)"),
            polygon,
            tr("Polygons that carry a number of inhabitants, for example the 200 m cells of Filosofi."),
        )
        self._field(
            self.POPULATION_FIELD,
            tr("Inhabitants field"),
            self.POPULATION,
            tr("Number of inhabitants of each polygon. Required with a population layer."),
        )
        self._layer(
            self.BUILDINGS,
            tr("Buildings"),
            polygon,
            tr(
                "Footprints. Population is then shared out over the buildings of each cell by floor area, and buildings are counted by their centroid. Filter the layer on housing first: a warehouse would attract inhabitants."
            ),
        )
        self._field(
            self.FLOORS_FIELD,
            tr("Number of floors field"),
            self.BUILDINGS,
            tr("Floors of each building. Where it is missing, the height is used; without height, one floor."),
        )
        self._field(
            self.HEIGHT_FIELD,
            tr("Building height field (m)"),
            self.BUILDINGS,
            tr("Height, turned into floors of 3 m where the number of floors is missing."),
        )
        self._layer(
            self.SENSITIVE,
            tr("Sensitive places"),
            QgsProcessing.SourceType.VectorPoint,
            tr(
                "Nurseries, schools, hospitals, homes for the elderly, sports grounds: points that are counted inside the bands."
            ),
        )

    def _declare_options(self) -> None:
        table = QgsProcessingParameterFile(self.BAND_TABLE, tr("Table of band widths"), extension="csv", optional=True)
        self.declare(
            table,
            tr(
                "CSV with the columns tmja_min, tmja_max, largeur_m_de_part_et_d_autre, source_status. Default: the plugin's table, inspired by the 2019 guide, to be confirmed."
            ),
            advanced=True,
        )
        crs = QgsProcessingParameterCrs(
            self.PROJECT_CRS,
            tr("Computation CRS when the roads' own does not measure metres"),
            preferences.project_crs(),
            True,
        )
        self.declare(
            crs,
            tr(
                "Projected CRS in metres. Used only when the roads are in degrees or in a CRS that stretches lengths, such as Web Mercator."
            ),
            advanced=True,
        )

    def _declare_outputs(self) -> None:
        bands = QgsProcessingParameterVectorDestination(
            self.OUTPUT, tr("Study bands"), QgsProcessing.SourceType.VectorPolygon
        )
        self.declare(bands, tr("Bands cut by traffic class and by combination of zones."))
        exposure = QgsProcessingParameterVectorDestination(
            self.EXPOSURE, tr("Exposure table"), QgsProcessing.SourceType.Vector, None, True, True
        )
        self.declare(
            exposure, tr("One row per zone and traffic class, and a row “ensemble” that counts each place once.")
        )
        self.declare_skipped()
        self.addOutput(QgsProcessingOutputNumber(self.POPULATION_EXPOSED, tr("Inhabitants within a band")))

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        if parameters.get(self.POPULATION) and not parameters.get(self.POPULATION_FIELD):
            return False, tr("Choose the field of the population layer that holds the inhabitants.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        from ...analysis.air.band_table import read_band_table
        from ...analysis.air.corridor_exposure import exposure_table
        from ...analysis.air.traffic_bands import traffic_bands

        table_file = self.parameterAsFile(parameters, self.BAND_TABLE, context) or str(BAND_WIDTHS)
        table = read_band_table(table_file)
        skips = Skips(feedback)
        roads, crs = self._read_roads(parameters, context, feedback, table, skips)
        zones = self._read_zones(parameters, context, crs, skips, progress_within(feedback, 10, 15))
        bands = traffic_bands(roads, table, zones, progress_within(feedback, 15, 60))
        people, buildings = self._read_people(parameters, context, feedback, crs, skips, bands.parts)
        sensitive = self._read_sensitive(crs, skips, bands.parts, progress_within(feedback, 85, 88))
        exposure = exposure_table(
            roads, table, zones, bands, people, buildings, sensitive, progress_within(feedback, 88, 92)
        )
        layer = bands.frame.set_crs(crs)
        layer[["population", "population_low", "population_high"]] = (
            people.by_piece(len(layer)) if people else float("nan")
        )
        notes = self._notes(feedback, roads, people, table_file, table) + skips.notes()
        progress_within(feedback, 92, 93)(0)
        return self._write(parameters, context, feedback, layer, exposure, notes, table.labels) | {
            "SKIPPED": skips.count,
            self.POPULATION_EXPOSED: float(exposure["population"].iloc[-1]) if people else None,
        }

    def _read_roads(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        table: Any,
        skips: Skips,
    ) -> tuple[Any, Any]:
        import numpy

        from ...analysis.air.traffic_bands import Roads

        keys = (self.AADT_FIELD, self.HGV_FIELD, self.WIDTH_FIELD, self.LENGTH_FIELD)
        columns = [self.parameterAsString(parameters, key, context) for key in keys]
        frame = self.read(self.ROADS, columns, skips, progress_within(feedback, 0, 10))
        crs = self.work_crs(parameters, self.PROJECT_CRS, frame, context, feedback)
        frame = frame.to_crs(crs)
        aadt, hgv_pct, width, length = (
            numbers(frame, column, self.input(self.ROADS).name, feedback) for column in columns
        )
        layer = self.input(self.ROADS).name
        aadt = without_doubt(aadt, frame, layer, columns[0], feedback)
        width = plausible(width, 0, 100, frame, layer, columns[2], feedback)
        hgv_pct = plausible(hgv_pct, 0, 100, frame, layer, columns[1], feedback)
        hgv_pct = numpy.where(hgv_pct == 0, numpy.nan, hgv_pct)  # national files write 0 for an unknown share
        traffic_class = table.classify(aadt)
        self._check_length_unit(frame, length, layer, columns[3])
        missing = numpy.isnan(aadt) | (aadt == 0)
        skips.add(layer, frame.index[missing].tolist(), tr("no traffic count"))
        skips.add(layer, frame.index[aadt < 0].tolist(), tr("negative traffic count"))
        skips.add(layer, frame.index[(aadt > 0) & (traffic_class < 0)].tolist(), tr("traffic outside the band table"))
        if (traffic_class < 0).all():
            raise DataError(
                noop(
                    "No road of the layer “{layer}” has a usable count in the field “{field}”. Choose the field that holds the TMJA."
                ),
                layer=layer,
                field=columns[0],
            )
        return Roads(frame.geometry.to_numpy(), aadt, traffic_class, width, length, hgv_pct), crs

    def _check_length_unit(self, frame: Any, length: Any, layer: str, field: str) -> None:
        import numpy

        known = length > 0
        if known.any() and numpy.median(frame.length.to_numpy()[known] / length[known]) > 300:
            raise DataError(
                noop(
                    "The field “{field}” of the layer “{layer}” seems to hold kilometres: the drawn lengths are some 1000 times larger. Multiply it by 1000 in the field calculator."
                ),
                layer=layer,
                field=field,
            )

    def _read_zones(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        crs: Any,
        skips: Skips,
        progress: Callable[[float], None],
    ) -> Any:
        from ...analysis.air.traffic_bands import dissolve_zones

        if not self.has(self.ZONES):
            return None
        field = self.parameterAsString(parameters, self.ZONE_FIELD, context)
        frame = self.read(self.ZONES, [field], skips, progress).to_crs(crs)
        names = frame[field] if field else frame.index.to_series()
        blank = names.isna() | (names.astype(str).str.strip() == "")
        skips.add(self.input(self.ZONES).name, frame.index[blank].tolist(), tr("no zone name"))
        if blank.all():
            raise DataError(
                noop("The field “{field}” of the layer “{layer}” is empty: zones need a name."),
                field=field,
                layer=self.input(self.ZONES).name,
            )
        return dissolve_zones(names[~blank].astype(str).to_numpy(), frame.geometry[~blank].to_numpy(), progress)

    def _read_people(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        crs: Any,
        skips: Skips,
        parts: Any,
    ) -> tuple[Any, Any]:
        from ...analysis.air import corridor_exposure
        from ...analysis.overlay import first_cover

        centroids = areas = located = None
        if self.has(self.BUILDINGS):
            keys = (self.FLOORS_FIELD, self.HEIGHT_FIELD)
            columns = [self.parameterAsString(parameters, key, context) for key in keys]
            frame = self.read(self.BUILDINGS, columns, skips, progress_within(feedback, 60, 70)).to_crs(crs)
            floors, height = (numbers(frame, column, self.input(self.BUILDINGS).name, feedback) for column in columns)
            centroids = frame.geometry.centroid.to_numpy()
            areas = corridor_exposure.floor_area(frame.geometry.to_numpy(), floors, height, FLOOR_HEIGHT_M)
            located = first_cover(centroids, parts, progress_within(feedback, 70, 75))
        if not self.has(self.POPULATION):
            feedback.pushInfo(tr("No population layer: the number of inhabitants is not known, and left empty."))
            return None, located
        field = self.parameterAsString(parameters, self.POPULATION_FIELD, context)
        cells = self.read(self.POPULATION, [field], skips, progress_within(feedback, 75, 80)).to_crs(crs)
        values = numbers(cells, field, self.input(self.POPULATION).name, feedback)
        unknown = ~(values >= 0)
        skips.add(
            self.input(self.POPULATION).name,
            cells.index[unknown].tolist(),
            tr("number of inhabitants missing or negative"),
        )
        shapes, values = cells.geometry.to_numpy()[~unknown], values[~unknown]
        progress = progress_within(feedback, 80, 85)
        if centroids is None:
            return corridor_exposure.people_by_area(values, shapes, parts, progress), located
        return corridor_exposure.people_by_floor_area(values, shapes, centroids, areas, parts, progress), located

    def _read_sensitive(self, crs: Any, skips: Skips, parts: Any, progress: Callable[[float], None]) -> Any:
        from ...analysis.overlay import first_cover

        if not self.has(self.SENSITIVE):
            return None
        frame = self.read(self.SENSITIVE, [], skips, progress).to_crs(crs)
        return first_cover(frame.geometry.to_numpy(), parts, progress)

    def _notes(
        self, feedback: QgsProcessingFeedback, roads: Any, people: Any, table_file: str, table: Any
    ) -> list[str]:
        notes = [
            tr("Screening, inspired by the 2019 guide; band widths are to be confirmed ({file}: {source}).").format(
                file=Path(table_file).name,
                source=" / ".join(dict.fromkeys(s for s in table.source if s)) or tr("no source given"),
            )
        ]
        schematic, counted = roads.schematic, roads.counted
        if schematic.any():
            notes.append(
                tr(
                    "Tracé schématique: {count} sections of {total} are drawn more than 5 % shorter than their official length, {counted} of them with a count; the band there is not where the road is."
                ).format(count=int(schematic.sum()), total=len(schematic), counted=int((schematic & counted).sum()))
            )
        if self.has(self.BUILDINGS):
            notes.append(
                tr("Floors: the field where given, else height / {metres} m, else one floor.").format(
                    metres=f"{FLOOR_HEIGHT_M:g}"
                )
            )
        if people is not None and people.cells_without_building:
            notes.append(
                tr("{count} populated cells hold no building: their population was shared by ground area.").format(
                    count=people.cells_without_building
                )
            )
        for note in notes:
            feedback.pushInfo(note)
        return notes

    def _write(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        bands: geopandas.GeoDataFrame,
        exposure: pandas.DataFrame,
        notes: list[str],
        labels: list[str],
    ) -> dict[str, Any]:
        method = tr(
            "Study bands by traffic class: note technique of 22 February 2019 (NOR TRET1833075N) and its guide on air and health."
        )
        results: dict[str, Any] = {}
        if parameters.get(self.EXPOSURE) is not None:
            title = tr("Exposure (screening)")
            output = Output(exposure_fields(), self.metadata(title, method, notes))
            results[self.EXPOSURE] = self.write(parameters, self.EXPOSURE, exposure, output, context, feedback)
        title = tr("Study bands (screening)")
        output = Output(
            band_fields(),
            self.metadata(title, method, notes, bands.crs),
            "MultiPolygon",
            "corridor_bands",
            lambda layer: colour_bands(layer, labels),
        )
        results[self.OUTPUT] = self.write(parameters, self.OUTPUT, bands, output, context, feedback)
        return results
