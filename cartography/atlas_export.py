# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheets written: one PDF with bookmarks, a picture of each page, or a georeferenced PDF of each map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.core import Qgis, QgsFeedback, QgsLayoutExporter

from ..i18n import tr
from .atlas_contents import contents_rows
from .atlas_outline import Bookmark, add_outline
from .atlas_pages import AtlasError
from .atlas_sequence import Sheet, SheetSequence
from .atlas_templates import PRINT_DPI

Say = Callable[[str], None]
Name = Callable[[int, str, str], str]


def pdf_settings() -> QgsLayoutExporter.PdfExportSettings:
    """Text as text, 150 dpi for what cannot be lines."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = PRINT_DPI
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.forceVectorOutput = False
    settings.exportMetadata = True
    return settings


def to_pdf(
    sheets: Sequence[Sheet], numbers: Sequence[int], file: Path, title: str, feedback: QgsFeedback, say: Say
) -> bool:
    """One PDF of ``sheets``. False when the user cancelled; ``AtlasError`` when it cannot be made."""
    sequence = SheetSequence(sheets, numbers, say, feedback)
    result, message = QgsLayoutExporter.exportToPdf(sequence, str(file), pdf_settings(), feedback)
    if sequence.failure is not None:
        raise sequence.failure
    if result == QgsLayoutExporter.ExportResult.Canceled or feedback.isCanceled():
        return False
    if result != QgsLayoutExporter.ExportResult.Success:
        raise AtlasError(tr("The PDF could not be written: {}.").format(message or tr("unknown reason")))
    check_whole(file)
    first = numbers[0] - 1 if numbers else 0
    marks = [Bookmark(row.title, row.page - first, row.level) for row in contents_rows(sheets, numbers)]
    if marks and not add_outline(file, title, marks):
        say(
            tr(
                "The PDF has no bookmarks: the library pypdf is not installed. Its page of contents is whole; “One PDF "
                "per chapter” is another way to find one's way."
            )
        )
    return True


def check_whole(pdf: Path) -> None:
    """Raises ``OSError`` when ``pdf`` does not end as a PDF does: Qt does not say when the disk was full."""
    with pdf.open("rb") as stream:
        stream.seek(max(0, pdf.stat().st_size - 1024))
        if b"%%EOF" not in stream.read():
            raise OSError(tr("the file is not whole, the disk may be full"))


def to_pictures(
    sheets: Sequence[Sheet], numbers: Sequence[int], folder: Path, name: Name, feedback: QgsFeedback, say: Say
) -> bool:
    """A PNG of each page in ``folder``. False when the user cancelled."""
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = PRINT_DPI

    def write(exporter: QgsLayoutExporter, number: int, title: str) -> int:
        return int(exporter.exportToImage(str(folder / name(number, title, "png")), settings))

    return _each(sheets, numbers, write, feedback, say)


def to_geopdfs(
    sheets: Sequence[Sheet], numbers: Sequence[int], folder: Path, name: Name, feedback: QgsFeedback, say: Say
) -> bool:
    """A georeferenced PDF of each page that follows a feature, in ``folder``. False when the user cancelled."""
    settings = pdf_settings()
    settings.writeGeoPdf = True
    settings.appendGeoreference = True
    settings.includeGeoPdfFeatures = False

    def write(exporter: QgsLayoutExporter, number: int, title: str) -> int:
        return int(exporter.exportToPdf(str(folder / name(number, title, "pdf")), settings))

    kept = [(sheet, number) for sheet, number in zip(sheets, numbers, strict=True) if sheet.layout.referenceMap()]
    return _each([sheet for sheet, _number in kept], [number for _sheet, number in kept], write, feedback, say)


def _each(
    sheets: Sequence[Sheet], numbers: Sequence[int], write: Callable[[QgsLayoutExporter, int, str], int],
    feedback: QgsFeedback, say: Say,
) -> bool:  # fmt: skip
    sequence = SheetSequence(sheets, numbers, say, feedback)
    if not sequence.beginRender():
        raise AtlasError(tr("The pages could not be prepared."))
    try:
        for position in range(len(sheets)):
            if feedback.isCanceled():
                return False
            feedback.setProgress(100 * position / len(sheets))
            sequence.next()
            if sequence.failure is not None:
                raise sequence.failure
            result = write(QgsLayoutExporter(sequence.layout()), numbers[position], sheets[position].title)
            if result != int(QgsLayoutExporter.ExportResult.Success):
                raise AtlasError(
                    tr("The page {number} (“{title}”) could not be written. Free some space or choose another folder.").format(
                        number=numbers[position], title=sheets[position].title
                    )
                )  # fmt: skip
    finally:
        sequence.endRender()
    return True
