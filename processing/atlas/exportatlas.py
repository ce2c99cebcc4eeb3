# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:exportatlas``: a cover and one page per commune (or any other feature), as PDF."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate

from ...analysis.errors import DataError, noop
from ...cartography.atlas_document import LAYOUTS, ActionPage, AtlasDocument, Page
from ...cartography.printed_numbers import SECRET, estimate, few, grouped, measured
from ...i18n import tr
from .. import reading
from ..base import PcaetAlgorithm, Skips, progress_within
from ..pdf_export import document_layers, export_pdf, sources_of, to_geometry
from ..plan.actions_by_place import actions_touching
from .action_pages import action_pages

if TYPE_CHECKING:
    import geopandas
    import pandas

    from ...analysis.territory.page_figures import Sum
    from ...records.actions import ActionTitle

# Columns of our layers that add up, with their bounds, and whether a feature belongs whole to one page; any other layer is counted, measured in km or in hectares.
ADDITIVE = {
    "population": ("population_low", "population_high", False),
    "inhabitants": (None, None, False),
    "dwellings": (None, None, True),
    "area_ha": (None, None, False),
}
MASKED = "masked"  # a layer with this column hides its small units: a sum over a page could tell what one of them hides
SUMMARY_COLUMNS = 5
LISTED_ACTIONS = 6


class ExportAtlas(PcaetAlgorithm):
    """The atlas that goes into the PCAET document."""

    GROUP_ID = "atlas"
    COVERAGE, NAME_FIELD, LAYERS, TITLE = "COVERAGE", "NAME_FIELD", "LAYERS", "TITLE"
    PLAN, TEMPLATE, OUTPUT, PAGES = "PLAN", "TEMPLATE", "OUTPUT", "PAGES"

    def name(self) -> str:
        return "exportatlas"

    def displayName(self) -> str:
        return tr("Atlas as PDF")

    def tags(self) -> list[str]:
        return [tr("atlas"), "PDF", tr("print"), tr("layout"), tr("report")]

    def flags(self) -> Any:
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def shortHelpString(self) -> str:
        return tr(
            "Prints a cover with a summary table, then one page per feature of the coverage layer: map, legend, scale "
            "and figures of the page. Text stays text, so the PDF can be searched.\n\n"
            "Figures are sums over what lies in the page; a polygon cut by its border counts by its share of area. "
            "Estimates are rounded to what their uncertainty allows; the exact values stay in the layers.\n\n"
            "The page is a layout template (.qpt) that can be changed in QGIS; items are found by their id: carte, "
            "legende, chiffres (and synthese on the cover)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        coverage = QgsProcessingParameterFeatureSource(
            self.COVERAGE, tr("Pages: communes or other territories"), [QgsProcessing.SourceType.VectorPolygon]
        )
        self.declare(coverage, tr("One page per feature."))
        name = QgsProcessingParameterField(self.NAME_FIELD, tr("Name field"), None, self.COVERAGE)
        self.declare(name, tr("Title of each page. Pages follow the alphabetical order of the names."))
        layers = QgsProcessingParameterMultipleLayers(
            self.LAYERS, tr("Layers drawn on the maps"), QgsProcessing.SourceType.TypeMapLayer
        )
        self.declare(layers, tr("From the top of the map to the bottom, with their own style. Figures come from them."))
        title = QgsProcessingParameterString(self.TITLE, tr("Title"), tr("Territorial atlas"))
        self.declare(title, tr("Written on the cover and at the top of each page."))
        plan = QgsProcessingParameterFile(self.PLAN, tr("Action plan"), extension="gpkg", optional=True)
        self.declare(
            plan,
            tr(
                "A plan made by the plugin: each page lists the actions attached to a place in it, and each action with "
                "places has a page at the end."
            ),
        )
        template = QgsProcessingParameterFile(self.TEMPLATE, tr("Page template"), extension="qpt", optional=True)
        self.declare(
            template,
            tr("A layout template of yours for the territory pages. Default: the plugin's A4 page."),
            advanced=True,
        )
        output = QgsProcessingParameterFileDestination(self.OUTPUT, tr("Atlas"), tr("PDF files (*.pdf)"))
        self.declare(output, tr("The PDF. It is written beside, then renamed when whole."))
        self.addOutput(QgsProcessingOutputNumber(self.PAGES, tr("Pages of territories")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        skips = Skips(feedback)
        chosen = self.parameterAsLayerList(parameters, self.LAYERS, context)
        if not any(layer.isSpatial() for layer in chosen):
            raise DataError(noop("None of the layers of the atlas can be drawn. Choose layers with a geometry."))
        layers = document_layers(chosen, context)
        coverage, names = self._coverage(parameters, context, feedback, skips)
        figures = self._figures(coverage, layers, context, feedback, skips)
        labels = list(dict.fromkeys(label for rows in figures for label, _ in rows))[:SUMMARY_COLUMNS]
        figures, actions = self._with_actions(parameters, context, coverage, figures, feedback)
        template = self.parameterAsFile(parameters, self.TEMPLATE, context)
        document = AtlasDocument(
            title=self.parameterAsString(parameters, self.TITLE, context),
            subtitle=tr("{count} territories, printed on {date}").format(
                count=len(names), date=QDate.currentDate().toString("dd/MM/yyyy")
            ),
            sources=sources_of(layers),
            crs_authid=coverage.crs.to_string(),
            pages=[
                Page(name, to_geometry(shape), rows)
                for name, shape, rows in zip(names, coverage.geometry, figures, strict=True)
            ],
            layers=layers,
            summary_header=[tr("Territory"), *labels],
            summary=[[n, *(dict(r).get(label, "") for label in labels)] for n, r in zip(names, figures, strict=True)],
            template=Path(template) if template else LAYOUTS / "territoire_a4.qpt",
            actions=actions,
        )
        output = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        written = export_pdf(document, output, feedback)
        return {self.OUTPUT: str(written), self.PAGES: len(names), "SKIPPED": skips.count} if written else {}

    def _coverage(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> tuple[geopandas.GeoDataFrame, list[str]]:
        field = self.parameterAsString(parameters, self.NAME_FIELD, context)
        frame = self.read(self.COVERAGE, [field], skips, progress_within(feedback, 0, 5))
        if not reading.measures_metres(frame.crs, tuple(frame.total_bounds)):
            from .. import preferences

            frame = frame.to_crs(preferences.project_crs())
        names = frame[field].astype(object).where(frame[field].notna(), "").astype(str).str.strip()
        names[names == ""] = [tr("Without name (feature {})").format(fid) for fid in frame.index[names == ""]]
        order = names.map(_alphabetical).argsort(kind="stable")
        return frame.iloc[order], names.iloc[order].tolist()

    def _figures(
        self,
        coverage: geopandas.GeoDataFrame,
        layers: list[QgsMapLayer],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        skips: Skips,
    ) -> list[list[tuple[str, str]]]:
        """For each page, the printed figures of every vector layer."""
        from ...analysis.territory import page_figures

        pages: list[list[tuple[str, str]]] = [[] for _ in range(len(coverage))]
        vectors = [
            layer
            for layer in layers
            if isinstance(layer, QgsVectorLayer) and layer.isSpatial() and layer.fields().lookupField(MASKED) < 0
        ]
        for step, layer in enumerate(vectors):
            if layer.featureCount() == 0:
                feedback.pushWarning(tr("The layer “{}” has no feature: it gives no figure.").format(layer.name()))
                continue
            progress = progress_within(feedback, 5 + 25 * step / len(vectors), 5 + 25 * (step + 1) / len(vectors))
            sums = additive_columns(layer)
            source = reading.layer_input(f"LAYERS[{step}]", layer, context)
            columns = [name for s in sums for name in (s.field, s.low, s.high) if name]
            frame = self.read_source(source, columns, skips, progress).to_crs(coverage.crs)
            table = page_figures.figures(coverage.geometry.to_numpy(), frame, sums, progress)
            for page, rows in table.groupby("page"):
                pages[int(page)] += _printed(layer, rows, bool(sums))
        return pages

    def _with_actions(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        coverage: geopandas.GeoDataFrame,
        figures: list[list[tuple[str, str]]],
        feedback: QgsProcessingFeedback,
    ) -> tuple[list[list[tuple[str, str]]], list[ActionPage]]:
        """The figures of each page, followed by the actions that touch it; and the pages of the actions."""
        plan = self.parameterAsFile(parameters, self.PLAN, context)
        if not plan:
            return figures, []
        crs = QgsCoordinateReferenceSystem.fromWkt(coverage.crs.to_wkt())
        touching = actions_touching(plan, [to_geometry(shape) for shape in coverage.geometry], crs, context)
        pages, without = action_pages(plan, crs, context)
        if without:
            feedback.pushInfo(tr("Actions without a place, which have no page: {}.").format(without))
        return [[*rows, *_action_rows(actions)] for rows, actions in zip(figures, touching, strict=True)], pages


def _action_rows(actions: list[ActionTitle]) -> list[tuple[str, str]]:
    if not actions:
        return [(tr("Actions of the plan here"), tr("none"))]
    rows = []
    for action in actions[:LISTED_ACTIONS]:
        label = tr("Action {}").format(action.number) if action.number else tr("Action")
        rows.append((label, f"{action.title} ({action.status})" if action.status else action.title))
    if len(actions) > LISTED_ACTIONS:
        rows.append((tr("Other actions here"), grouped(len(actions) - LISTED_ACTIONS)))
    return rows


def additive_columns(layer: QgsVectorLayer) -> tuple[Sum, ...]:
    """The columns of ``layer`` that add up over features."""
    from ...analysis.territory.page_figures import Sum

    names = set(layer.fields().names())
    if layer.geometryType() == Qgis.GeometryType.Line:
        return ()
    return tuple(
        Sum(name, low if low in names else None, high if high in names else None, whole)
        for name, (low, high, whole) in ADDITIVE.items()
        if name in names
    )


def _printed(layer: QgsVectorLayer, rows: pandas.DataFrame, has_sums: bool) -> list[tuple[str, str]]:
    title = layer.name()
    printed = []
    for row in rows.itertuples():
        drawn = {
            "count": tr("{layer}: number"),
            "length_km": tr("{layer}: length"),
            "surface_ha": tr("{layer}: area"),
        }.get(row.measure, "")
        if drawn and has_sums:
            continue
        position = layer.fields().lookupField(row.measure)
        label = drawn.format(layer=title) if drawn else f"{title} : {layer.attributeDisplayName(position)}"
        printed.append((label, _value(row)))
    return printed


def _value(row: Any) -> str:
    if math.isnan(row.value):
        return tr("not available")
    text = {
        "count": lambda: grouped(row.value),
        "length_km": lambda: measured(row.value, "km"),
        "surface_ha": lambda: measured(row.value, "ha"),
        "area_ha": lambda: measured(row.value, "ha"),
    }.get(row.measure, lambda: _number(row))()
    if row.missing:
        text += tr(" ({} without a value)").format(grouped(row.missing))
    return text


def _number(row: Any) -> str:
    """A sum as printed: exact when it is a whole number without bounds, else an estimate."""
    if math.isnan(row.low) and float(row.value).is_integer():
        return grouped(row.value) if row.value > SECRET else few(row.value)
    return estimate(row.value, row.low, row.high)


def _alphabetical(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
