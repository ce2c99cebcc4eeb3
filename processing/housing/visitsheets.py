# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:visitsheets``: a page for each block of buildings, for the adviser who visits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsPalLayerSettings,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QDate

from ...analysis.errors import DataError, noop
from ...cartography.atlas_document import AtlasDocument, Page
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips, progress_within
from ..numeric_fields import numbers
from ..pdf_export import document_layer, document_layers, export_pdf, sources_of, to_geometry
from .thermal_layers import in_metres

if TYPE_CHECKING:
    import geopandas

WHOLE = QgsProcessingParameterNumber.Type.Integer
SHOWN = ("loss_class", "confidence", "dpe_class", "dpe_period", "roof_family", "dwellings")


class VisitSheets(PcaetAlgorithm):
    """Sheets for visits, block by block."""

    REQUIRES = ("numpy", "pandas", "shapely", "pyproj", "geopandas")
    GROUP_ID = "housing"
    BUILDINGS, BLOCKS, BLOCK_FIELD, LAYERS = "BUILDINGS", "BLOCKS", "BLOCK_FIELD", "LAYERS"
    HOW_MANY, HOMES, TITLE, OUTPUT, PAGES = "HOW_MANY", "HOMES", "TITLE", "OUTPUT", "PAGES"

    def name(self) -> str:
        return "visitsheets"

    def displayName(self) -> str:
        return tr("Visit sheets")

    def tags(self) -> list[str]:
        return [tr("retrofit"), tr("housing"), "PDF", tr("print"), tr("visits")]

    def flags(self) -> Any:
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def shortHelpString(self) -> str:
        return tr(
            "Prints a sheet for each of the blocks with the most to do: a map with the ranks of the homes, and what is known of "
            "each. For the adviser who visits, on paper.\n\n"
            "Blocks are your polygons, or the buildings of each square of 100 m. They come by decreasing sum of the priorities of their "
            "homes.\n\n"
            "WORKING DOCUMENT: it names roofs one by one. It never goes to the public, nor into the PCAET."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygon = [QgsProcessing.SourceType.VectorPolygon]
        self.declare(
            QgsProcessingParameterFeatureSource(self.BUILDINGS, tr("Homes to visit first"), polygon),
            tr("The output of “Homes to visit first”."),
        )
        blocks = QgsProcessingParameterFeatureSource(self.BLOCKS, tr("Blocks"), polygon, None, True)
        self.declare(blocks, tr("Polygons of your sectors. Without them, the buildings of each square of 100 m."))
        name = QgsProcessingParameterField(self.BLOCK_FIELD, tr("Block name field"), None, self.BLOCKS, optional=True)
        self.declare(name, tr("Title of the sheet. Without it, a number."))
        layers = QgsProcessingParameterMultipleLayers(
            self.LAYERS, tr("Layers drawn on the maps"), QgsProcessing.SourceType.TypeMapLayer, None, True
        )
        self.declare(layers, tr("Below the homes: streets, classes of roofs, a base map."))
        for key, label, default, low, high, help_text in (
            (self.HOW_MANY, tr("Sheets"), 10, 1, 500, tr("The blocks with the most to do.")),
            (self.HOMES, tr("Homes by sheet"), 8, 1, 9, tr("The first homes of the block.")),
        ):
            self.declare(QgsProcessingParameterNumber(key, label, WHOLE, default, True, low, high), help_text)
        title = QgsProcessingParameterString(self.TITLE, tr("Title"), tr("Visit sheets – working document"))
        self.declare(title, tr("Written on each sheet."))
        output = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Sheets"), tr("PDF files (*.pdf)"))
        self.declare(output, tr("The PDF: a list of the blocks, then a sheet each."))
        self.addOutput(QgsProcessingOutputNumber(self.PAGES, tr("Sheets")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        import numpy

        from ...analysis.thermal.blocks import worst_blocks

        skips = Skips(feedback)
        source = self.input(self.BUILDINGS)
        shown = [name for name in SHOWN if name in source.field_names()]
        for name in ("priority_rank", "priority_score"):
            if name not in source.field_names():
                raise DataError(noop("The layer “{layer}” has no field {field}. Run “Homes to visit first” before."), layer=source.name, field=name)  # fmt: skip
        frame = self.read(
            self.BUILDINGS, ["priority_rank", "priority_score", *shown], skips, progress_within(feedback, 0, 20)
        )
        frame = in_metres(frame)
        outlines, names, of = self._blocks(parameters, context, skips, frame, feedback)
        score = numbers(frame, "priority_score", source.name, feedback)
        rank = numbers(frame, "priority_rank", source.name, feedback)
        chosen = worst_blocks(of, len(outlines), score, self.parameterAsInt(parameters, self.HOW_MANY, context) or 10)
        if not len(chosen):
            raise DataError(noop("No block of the layer “{layer}” has a home with a priority."), layer=source.name)
        most = self.parameterAsInt(parameters, self.HOMES, context) or 8
        pages, summary, ranks = [], [], []
        for block in chosen:
            own = numpy.flatnonzero((of == block) & numpy.isfinite(rank))
            own = own[numpy.argsort(rank[own])]
            rows = [self._row(frame, shown, int(i), int(rank[i])) for i in own[:most]]
            pages.append(Page(names[block], to_geometry(outlines[block]), rows))
            ranks += [int(rank[i]) for i in own[:most]]
            summary.append([names[block], str(len(own)), f"{int(rank[own[0]])}"])
        below = document_layers(self.parameterAsLayerList(parameters, self.LAYERS, context), context)
        layers = [self._labelled(parameters, context, ranks), *below]
        document = AtlasDocument(
            title=self.parameterAsString(parameters, self.TITLE, context),
            subtitle=tr("{count} blocks, printed on {date}. Working document: compares roofs, does not measure them.").format(
                count=len(pages), date=QDate.currentDate().toString("dd/MM/yyyy")
            ),
            sources=sources_of(layers), crs_authid=frame.crs.to_string(), pages=pages, layers=layers,
            summary_header=[tr("Block"), tr("Homes ranked"), tr("First rank")], summary=summary,
        )  # fmt: skip
        written = export_pdf(document, Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context)), feedback)
        return {self.OUTPUT: str(written), self.PAGES: len(pages), "SKIPPED": skips.count} if written else {}

    def _blocks(
        self, parameters: dict[str, Any], context: QgsProcessingContext, skips: Skips, frame: geopandas.GeoDataFrame,
        feedback: QgsProcessingFeedback,
    ) -> tuple[Any, list[str], Any]:  # fmt: skip
        """Outlines and names of the blocks (k,), and the block of each building (n,)."""
        import numpy
        import shapely

        from ...analysis.thermal.blocks import blocks_of

        shapes = frame.geometry.to_numpy()
        if not self.has(self.BLOCKS):
            outlines, of = blocks_of(shapes)
            return outlines, [tr("Block {}").format(number + 1) for number in range(len(outlines))], of
        field = self.parameterAsString(parameters, self.BLOCK_FIELD, context)
        blocks = self.read(self.BLOCKS, [field], skips, progress_within(feedback, 20, 30)).to_crs(frame.crs)
        outlines = blocks.geometry.to_numpy()
        inside, which = shapely.STRtree(outlines).query(shapely.point_on_surface(shapes), predicate="intersects")
        of = numpy.full(len(frame), -1)
        of[inside] = which
        names = (
            blocks[field].astype(str).tolist() if field else [tr("Block {}").format(n + 1) for n in range(len(blocks))]
        )
        return outlines, names, of

    def _row(self, frame: geopandas.GeoDataFrame, shown: list[str], row: int, rank: int) -> tuple[str, str]:
        """The rank of a home, and what is known of it in one line."""
        import pandas

        parts = []
        for name in shown:
            value = frame[name].iloc[row]
            if not pandas.isna(value) and str(value):
                text = f"{value:.0f}" if isinstance(value, float) else str(value)
                parts.append(_part(name).format(text))
        return tr("Rank {}").format(rank), ", ".join(parts)

    def _labelled(
        self, parameters: dict[str, Any], context: QgsProcessingContext, ranks: list[int]
    ) -> QgsVectorLayer:  # fmt: skip
        """The homes, with the ranks of those that a sheet lists."""
        layer = document_layer(self.parameterAsVectorLayer(parameters, self.BUILDINGS, context), context)
        label = QgsPalLayerSettings()
        listed = ", ".join(map(str, ranks))
        label.fieldName, label.isExpression = f'if("priority_rank" in ({listed}), "priority_rank", \'\')', True
        text = QgsTextFormat()
        text.setSize(8)
        halo = text.buffer()
        halo.setEnabled(True)
        text.setBuffer(halo)
        label.setFormat(text)
        layer.setLabeling(QgsVectorLayerSimpleLabeling(label))
        layer.setLabelsEnabled(True)
        layer.setName(tr("Homes to visit first"))
        return layer


def _part(name: str) -> str:
    """How a sheet says a field, in few words."""
    return {
        "loss_class": tr("class {}"),
        "confidence": tr("confidence {}"),
        "dpe_class": tr("DPE {}"),
        "dwellings": tr("dwellings: {}"),
    }.get(name, "{}")
