# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:demoterritory``: fictional layers to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
)

from ...analysis.errors import DataError, noop
from ...i18n import tr
from .. import preferences, reading, writing
from ..base import PcaetAlgorithm, Skips, StoredStyle, progress_within
from ..environment import libraries
from ..writing import Field, Output

if TYPE_CHECKING:
    import geopandas

FILE_NAME = "territoire_fictif.gpkg"
ANY_FIELD = QgsProcessingParameterField.DataType.Any


class DemoTerritoryAlgorithm(PcaetAlgorithm):
    """A seeded fictional territory."""

    REQUIRES = (*libraries.GEOMETRY, "scipy")
    GROUP_ID = "territory"
    COMMUNES, CODE_FIELD, NAME_FIELD = "COMMUNES", "CODE_FIELD", "NAME_FIELD"
    POPULATION_FIELD, SEED, OUTPUT_FOLDER = "POPULATION_FIELD", "SEED", "OUTPUT_FOLDER"

    def name(self) -> str:
        return "demoterritory"

    def displayName(self) -> str:
        return tr("Demonstration territory (fictional)")

    def tags(self) -> list[str]:
        return [tr("demo"), tr("example"), tr("fictional")]

    def shortHelpString(self) -> str:
        return tr(
            "Draws a fictional territory to try the plugin on: roads with counts (some missing), buildings with "
            "dwellings, a population grid of 200 m, sensitive places. Without communes it invents them too, and works "
            "offline. The same seed gives the same territory.\n\n"
            "Everything but the communes you give is invented and named “fictif”: it says nothing of a real place."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        communes = QgsProcessingParameterFeatureSource(
            self.COMMUNES, tr("Communes"), [QgsProcessing.SourceType.VectorPolygon], None, True
        )
        self.declare(communes, tr("Real communes to draw inside; without them, twelve fictional ones are made."))
        for key, label, help_text in (
            (self.CODE_FIELD, tr("Code field"), tr("INSEE code of each commune.")),
            (self.NAME_FIELD, tr("Name field"), tr("Name of each commune.")),
            (
                self.POPULATION_FIELD,
                tr("Inhabitants field"),
                tr("Population of each commune: how many buildings are drawn."),
            ),
        ):
            field = QgsProcessingParameterField(key, label, None, self.COMMUNES, ANY_FIELD, False, True)
            self.declare(field, help_text)
        seed = QgsProcessingParameterNumber(
            self.SEED, tr("Seed"), QgsProcessingParameterNumber.Type.Integer, 1, False, 0, 2_147_483_647
        )
        self.declare(seed, tr("Any whole number: the same number gives the same territory."))
        folder = QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, tr("Output folder"))
        self.declare(folder, tr("The file {} is written there.").format(FILE_NAME))
        for key, label in layer_labels().items():
            self.addOutput(QgsProcessingOutputVectorLayer(key, label))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fields = (self.CODE_FIELD, self.NAME_FIELD, self.POPULATION_FIELD)
        if parameters.get(self.COMMUNES) and not all(parameters.get(key) for key in fields):
            return False, tr("With communes, choose the fields of the code, the name and the inhabitants.")
        return super().checkParameterValues(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.territory import demo

        skips = Skips(feedback)
        random = numpy.random.default_rng(self.parameterAsInt(parameters, self.SEED, context))
        communes = (
            self._communes(parameters, context, feedback, skips)
            if self.has(self.COMMUNES)
            else demo.fictional_communes(random)
        )
        territory = demo.demo_territory(communes, random, progress_within(feedback, 10, 80))
        folder = Path(self.parameterAsFileOutput(parameters, self.OUTPUT_FOLDER, context))
        folder.mkdir(parents=True, exist_ok=True)
        frames = {
            "TERRITORY": (territory.communes, "communes", "MultiPolygon", commune_fields()),
            "ROADS": (territory.roads, "routes_fictives", "LineString", road_fields()),
            "BUILDINGS": (territory.buildings, "batiments_fictifs", "Polygon", building_fields()),
            "POPULATION": (territory.population, "population_fictive", "Polygon", population_fields()),
            "SENSITIVE": (territory.sensitive, "lieux_sensibles_fictifs", "Point", place_fields()),
        }
        results: dict[str, Any] = {self.OUTPUT_FOLDER: str(folder), "SKIPPED": skips.count}
        for step, (key, (frame, table, kind, fields)) in enumerate(frames.items()):
            progress_within(feedback, 80, 100)(step / len(frames))
            results[key] = self._store(folder / FILE_NAME, table, frame, kind, fields, layer_labels()[key], context)
        return results

    def _communes(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> geopandas.GeoDataFrame:
        from ...analysis.numbers import to_numbers

        keys = (self.CODE_FIELD, self.NAME_FIELD, self.POPULATION_FIELD)
        code, name, people = (self.parameterAsString(parameters, key, context) for key in keys)
        frame = self.read(self.COMMUNES, [code, name, people], skips, progress_within(feedback, 0, 10))
        if not reading.measures_metres(frame.crs, tuple(frame.total_bounds)):
            frame = frame.to_crs(preferences.project_crs())
        population, _ = to_numbers(frame[people])
        unknown = ~(population > 0)
        skips.add(self.input(self.COMMUNES).name, frame.index[unknown].tolist(), tr("no inhabitants"))
        if (~unknown).sum() < 3:
            raise DataError(
                noop(
                    "The layer “{layer}” has fewer than three communes with inhabitants: give at least three, or none."
                ),
                layer=self.input(self.COMMUNES).name,
            )
        table = frame[[code, name, frame.geometry.name]].set_axis(["code", "name", "geometry"], axis=1)
        table = table.set_geometry("geometry").assign(population=population)
        table["code"] = table["code"].astype(str)
        return table[~unknown].sort_values("code").reset_index(drop=True)

    def _store(
        self,
        file: Path,
        table: str,
        frame: geopandas.GeoDataFrame,
        kind: str,
        fields: tuple[Field, ...],
        title: str,
        context: QgsProcessingContext,
    ) -> str:
        from qgis.core import QgsProcessingContext as Context

        notes = [tr("Fictional data, drawn from a seed: it says nothing of a real place.")]
        metadata = self.metadata(title, tr("Seeded generator of Atlas PCAET."), notes)
        target = f"ogr:dbname='{file}' table=\"{table}\" (geom)"
        source, _other = writing.write(frame, target, Output(fields, metadata, kind, table), context)
        details = Context.LayerDetails(title, context.project(), table)
        details.setPostProcessor(StoredStyle.create())
        context.addLayerToLoadOnCompletion(source, details)
        return source


def layer_labels() -> dict[str, str]:
    """Outputs and their names."""
    return {
        "TERRITORY": tr("Communes"),
        "ROADS": tr("Roads (fictional)"),
        "BUILDINGS": tr("Buildings (fictional)"),
        "POPULATION": tr("Population, 200 m cells (fictional)"),
        "SENSITIVE": tr("Sensitive places (fictional)"),
    }


def commune_fields() -> tuple[Field, ...]:
    return (
        Field("code", "text", tr("INSEE code")),
        Field("name", "text", tr("Name")),
        Field("population", "integer", tr("Inhabitants")),
    )


def road_fields() -> tuple[Field, ...]:
    return (
        Field("road_id", "text", tr("Identifier")),
        Field("name", "text", tr("Name")),
        Field("aadt", "text", tr("TMJA (veh/day)")),
        Field("hgv_pct", "real", tr("PL (%)")),
        Field("width_m", "real", tr("Width (m)")),
        Field("length_m", "real", tr("Official length (m)")),
    )


def building_fields() -> tuple[Field, ...]:
    return (
        Field("building_id", "text", tr("Identifier")),
        Field("commune", "text", tr("INSEE code")),
        Field("dwellings", "integer", tr("Dwellings")),
        Field("floors", "integer", tr("Floors")),
        Field("height_m", "real", tr("Height (m)")),
    )


def population_fields() -> tuple[Field, ...]:
    return (
        Field("cell_id", "text", tr("Cell")),
        Field("inhabitants", "integer", tr("Inhabitants")),
    )


def place_fields() -> tuple[Field, ...]:
    return (
        Field("place_id", "text", tr("Identifier")),
        Field("kind", "text", tr("Kind")),
        Field("name", "text", tr("Name")),
    )
