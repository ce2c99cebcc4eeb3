# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportatlas``: the document that goes into the PCAET, as PDF: territories, themes, actions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
)

from ...analysis.errors import DataError, noop
from ...cartography.atlas_pages import LAYOUTS
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips
from ..pdf_export import Wanted, export_documents
from . import atlas_parameters
from .atlas_content import AtlasContent
from .file_names import distinct_names
from .groups import groups_of


class ExportAtlas(PcaetAlgorithm):
    """The atlas that goes into the PCAET document."""

    GROUP_ID = "atlas"
    COVERAGE, NAME_FIELD, LAYERS, TITLE = "COVERAGE", "NAME_FIELD", "LAYERS", "TITLE"
    PLAN, TEMPLATE, OUTPUT, PAGES = "PLAN", "TEMPLATE", "OUTPUT", "PAGES"
    NEED, NEED_WHERE, PARTS, CHAPTERS, GROUP, FILES = "NEED", "NEED_WHERE", "PARTS", "CHAPTERS", "GROUP", "FILES"
    PAPER, TEMPLATES, THEMES, IMAGES, GEOPDF = "PAPER", "TEMPLATES", "THEMES", "IMAGES", "GEOPDF"
    DOCUMENTS, SHEETS = "DOCUMENTS", "SHEETS"

    def name(self) -> str:
        return "exportatlas"

    def displayName(self) -> str:
        return tr("Atlas as PDF")

    def tags(self) -> list[str]:
        return [tr("atlas"), "PDF", tr("print"), tr("layout"), tr("report"), "GeoPDF", tr("council")]

    def flags(self) -> Any:
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def shortHelpString(self) -> str:
        return tr(
            "Prints a cover with a summary table, contents, a summary for the council, one page per feature of the coverage "
            "layer (one sentence, map, legend, figures beside those of the whole, chart), one page per theme and per action, "
            "then how to read, sources, limits. Text stays text, so the PDF can be searched.\n\n"
            "Figures are sums over what lies in the page; a polygon cut by its border counts by its share of area. "
            "Estimates are rounded to what their uncertainty allows; the exact values stay in the layers. A chart ranks "
            "territories by one figure: it does not say why they differ.\n\n"
            "Bookmarks need the library pypdf; without it the PDF is whole and has none.\n\n"
            "The page is a layout template (.qpt) that can be changed in QGIS; items are found by their id: carte, "
            "legende, chiffres, graphique (and synthese on the cover). Source: the layers you choose, named on each page."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        atlas_parameters.declare_content(self)
        atlas_parameters.declare_order(self)
        atlas_parameters.declare_page(self)
        atlas_parameters.declare_outputs(self)
        self.addOutput(QgsProcessingOutputNumber(self.PAGES, tr("Pages of territories")))
        self.addOutput(QgsProcessingOutputNumber(self.SHEETS, tr("Printed pages")))
        self.addOutput(QgsProcessingOutputNumber(self.DOCUMENTS, tr("PDF files")))
        self.declare_skipped()

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        fine, message = super().checkParameterValues(parameters, context)
        if not fine:
            return fine, message
        folder = self.parameterAsString(parameters, self.TEMPLATES, context).strip()
        if folder and not Path(folder).is_dir():
            return False, tr(
                "The folder of templates “{}” does not exist. Choose another one, or leave it empty."
            ).format(folder)
        text = parameters.get(self.GROUP)
        expression = QgsExpression(text if isinstance(text, str) else "")
        if expression.expression().strip() and expression.hasParserError():
            return False, tr(
                "The expression of the group, “{expression}”, cannot be read: {reason}. Correct it."
            ).format(expression=text, reason=expression.parserErrorString().strip())
        by_group = self.parameterAsEnumString(parameters, self.FILES, context) == "group"
        if by_group and not self.parameterAsExpression(parameters, self.GROUP, context).strip():
            return False, tr("One PDF per group needs the group of a territory: give an expression.")
        if parameters.get(self.GEOPDF) and not _writes_geopdf():
            return False, tr(
                "This QGIS cannot write GeoPDF: its GDAL has no PDF driver. Leave the folder of GeoPDF empty."
            )
        return True, ""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        chosen = self.parameterAsLayerList(parameters, self.LAYERS, context)
        if not any(layer.isSpatial() for layer in chosen):
            raise DataError(noop("None of the layers of the atlas can be drawn. Choose layers with a geometry."))
        skips = Skips(feedback)
        self._tell_templates(parameters, context, feedback)
        content = AtlasContent(self, parameters, context, feedback, skips)
        content.read()
        output = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        files = self.parameterAsEnumString(parameters, self.FILES, context)
        wanted = Wanted(
            output, distinct_names, files == "chapter", self._folder(parameters, self.IMAGES, context),
            self._folder(parameters, self.GEOPDF, context),
        )  # fmt: skip
        groups = groups_of(content.groups) if files == "group" else []
        if groups:
            names = distinct_names(group for group, _positions in groups)
            documents = (
                (content.document(positions, group), output.with_name(f"{output.stem}_{name}{output.suffix}"))
                for (group, positions), name in zip(groups, names, strict=True)
            )
            written = export_documents(documents, wanted, feedback, count=len(groups))
        else:
            written = export_documents([(content.document(), output)], wanted, feedback)
        if written is None:
            return {}
        if written.files != [output]:
            feedback.pushInfo(tr("Written: {}.").format(", ".join(file.name for file in written.files)))
        return {
            self.OUTPUT: str(written.files[0]), self.PAGES: len(content.names), self.SHEETS: written.pages,
            self.DOCUMENTS: len(written.files), "SKIPPED": skips.count,
        } | self._folders(wanted)  # fmt: skip

    def _tell_templates(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Name the templates of the user's folder that no page takes, for their name is not one of ours."""
        text = self.parameterAsString(parameters, self.TEMPLATES, context).strip()
        if not text:
            return
        known = {file.name for file in LAYOUTS.glob("*.qpt")}
        own = {file.name for file in Path(text).glob("*.qpt")}
        wanted = {
            name
            for name in known
            if name.endswith(f"_{self.parameterAsEnumString(parameters, self.PAPER, context)}.qpt")
        }
        if own - known:
            feedback.pushWarning(
                tr("Templates whose name is not one of the plugin's, not used: {}.").format(
                    ", ".join(sorted(own - known))
                )
            )
        if not own & wanted:
            feedback.pushWarning(
                tr(
                    "The folder “{folder}” has no template for this paper: the plugin's are used. Their names are: {names}."
                ).format(folder=text, names=", ".join(sorted(wanted)))
            )

    def _folder(self, parameters: dict[str, Any], key: str, context: QgsProcessingContext) -> Path | None:
        folder = self.parameterAsString(parameters, key, context) if parameters.get(key) else ""
        return Path(folder) if folder else None

    def _folders(self, wanted: Wanted) -> dict[str, str]:
        pairs = ((self.IMAGES, wanted.pictures), (self.GEOPDF, wanted.geopdfs))
        return {key: str(folder) for key, folder in pairs if folder is not None}


def _writes_geopdf() -> bool:
    from osgeo import gdal

    return gdal.GetDriverByName("PDF") is not None
