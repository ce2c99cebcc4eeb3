# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of ``pcaet:exportatlas``, each with its help, in the order of the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExpression,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...cartography.atlas_pages import PAPERS
from ...i18n import tr
from ..plan.plan_access import plan_parameter

if TYPE_CHECKING:
    from .exportatlas import ExportAtlas

PARTS = ("contents", "council", "territories", "themes", "actions", "notes")
CHAPTERS = ("axis", "theme", "none")
FILES = ("one", "chapter", "group")


def declare_content(atlas: ExportAtlas) -> None:
    """What is printed."""
    coverage = QgsProcessingParameterFeatureSource(
        atlas.COVERAGE, tr("Pages: communes or other territories"), [QgsProcessing.SourceType.VectorPolygon]
    )
    atlas.declare(coverage, tr("One page per feature."))
    name = QgsProcessingParameterField(atlas.NAME_FIELD, tr("Name field"), None, atlas.COVERAGE)
    atlas.declare(name, tr("Title of each page. Pages follow the alphabetical order of the names."))
    layers = QgsProcessingParameterMultipleLayers(
        atlas.LAYERS, tr("Layers drawn on the maps"), QgsProcessing.SourceType.TypeMapLayer
    )
    atlas.declare(layers, tr("From the top of the map to the bottom, with their own style. Figures come from them."))
    title = QgsProcessingParameterString(atlas.TITLE, tr("Title"), tr("Territorial atlas"))
    atlas.declare(title, tr("Written on the cover and at the top of each page."))
    plan = plan_parameter(atlas.PLAN, optional=True)
    atlas.declare(
        plan,
        tr(
            "A plan made by the plugin: each page lists the actions attached to a place in it, each action has a page "
            "(without map when it has no place), and the values of its indicators are printed. Confidential actions are not."
        ),
    )
    need = QgsProcessingParameterFeatureSource(
        atlas.NEED, tr("Sectors with a need"), [QgsProcessing.SourceType.VectorAnyGeometry], None, True
    )
    atlas.declare(
        need, tr("Each page says how many of its sectors an action touches: filter the layer, or select in it.")
    )
    where = QgsProcessingParameterString(atlas.NEED_WHERE, tr("What these sectors are"), "", optional=True)
    atlas.declare(
        where,
        tr(
            "The end of the sentence “Here, 3 actions touch 2 of the 5 sectors …”: “where people live near a busy road”."
        ),
    )
    parts = QgsProcessingParameterEnum(
        atlas.PARTS, tr("Parts"), list(PARTS), True, list(PARTS), True, usesStaticStrings=True
    )
    atlas.declare(
        parts,
        tr(
            "Beside the cover: contents (page numbers), council (a summary of one page), territories, themes (a page "
            "per theme of the layers), actions (a page per action), notes (how to read, sources, limits, glossary)."
        ),
    )


def declare_order(atlas: ExportAtlas) -> None:
    """How it is parted."""
    chapters = QgsProcessingParameterEnum(
        atlas.CHAPTERS, tr("Chapters of the actions"), list(CHAPTERS), False, "axis", usesStaticStrings=True
    )
    atlas.declare(
        chapters, tr("axis: one chapter per axis of the plan; theme: per theme of the actions; none: one chapter.")
    )
    group = QgsProcessingParameterExpression(atlas.GROUP, tr("Group of a territory"), "", atlas.COVERAGE, True)
    atlas.declare(
        group, tr("An expression (a canton, an EPCI…): territories with the same value make a chapter, or a PDF, of that name.")
    )  # fmt: skip
    files = QgsProcessingParameterEnum(atlas.FILES, tr("Files"), list(FILES), False, "one", usesStaticStrings=True)
    atlas.declare(
        files,
        tr(
            "one: one PDF; chapter: one PDF per chapter; group: one PDF per group, with its territories and the actions there."
        ),
    )


def declare_page(atlas: ExportAtlas) -> None:
    """What a page looks like."""
    paper = QgsProcessingParameterEnum(atlas.PAPER, tr("Paper"), list(PAPERS), False, "a4", usesStaticStrings=True)
    atlas.declare(paper, tr("a4: upright; a3: lying, with larger maps."))
    template = QgsProcessingParameterFile(atlas.TEMPLATE, tr("Page template"), extension="qpt", optional=True)
    atlas.declare(
        template,
        tr("A layout template of yours for the territory pages, taken as it is. Default: the plugin's page."),
        advanced=True,
    )
    folder = QgsProcessingParameterFile(
        atlas.TEMPLATES, tr("Folder of templates"), QgsProcessingParameterFile.Behavior.Folder, optional=True
    )
    atlas.declare(
        folder,
        tr(
            "Templates of yours that take the place of the plugin's of the same name: couverture, sommaire, conseil, "
            "territoire, theme, action, action_sans_lieu, notes, then _a4.qpt or _a3.qpt."
        ),
        advanced=True,
    )
    themes = QgsProcessingParameterString(atlas.THEMES, tr("Themes"), "", True, True)
    atlas.declare(
        themes,
        tr(
            "One theme a line: “Title: layer, layer”. Empty: the layers the plugin made, by the theme of their algorithm."
        ),
        advanced=True,
    )


def declare_outputs(atlas: ExportAtlas) -> None:
    """What is written."""
    output = QgsProcessingParameterFileDestination(atlas.OUTPUT, tr("Atlas"), tr("PDF files (*.pdf)"))
    atlas.declare(
        output, tr("The PDF. It is written beside, then renamed when whole. Several PDFs take its name and their own.")
    )
    for key, label, help_text in (
        (atlas.IMAGES, tr("Folder of pictures"), tr("A PNG of each page, at 150 dpi. Its text cannot be searched.")),
        (
            atlas.GEOPDF,
            tr("Folder of GeoPDF"),
            tr("A georeferenced PDF of each page with a map, for a tablet in the field."),
        ),
    ):
        folder = QgsProcessingParameterFolderDestination(key, label, None, True, False)
        atlas.declare(folder, help_text, advanced=True)
