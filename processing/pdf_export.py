# SPDX-License-Identifier: GPL-2.0-or-later
"""A printed document: its layers, its footer, and the PDF written beside, checked, then renamed."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsFeedback,
    QgsGeometry,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProviderRegistry,
)
from qgis.PyQt.QtCore import QDate

from ..analysis.errors import DataError, noop
from ..cartography import atlas_export
from ..cartography.atlas_contents import chapters
from ..cartography.atlas_document import AtlasDocument, AtlasError
from ..cartography.atlas_sequence import Sheet, page_numbers
from ..i18n import tr
from . import provenance


@dataclass(frozen=True)
class Wanted:
    """What is written of a document: its file, whether a PDF for each chapter instead, folders of pictures and GeoPDF.

    ``names`` gives file names, all different, for titles.
    """

    output: Path
    names: Callable[[Iterable[str]], list[str]]
    by_chapter: bool = False
    pictures: Path | None = None
    geopdfs: Path | None = None


@dataclass
class Written:
    """What was written: the PDF files in order, and how many pages of paper, pictures and GeoPDF."""

    files: list[Path] = field(default_factory=list)
    pages: int = 0
    pictures: int = 0
    geopdfs: int = 0


def export_pdf(document: AtlasDocument, output: Path, feedback: QgsProcessingFeedback) -> Path | None:
    """Write beside, then rename; a numbered name beside when the PDF is open elsewhere."""
    written = export_documents([(document, output)], Wanted(output, list), feedback, 0)
    return written.files[0] if written else None


def export_documents(
    documents: Iterable[tuple[AtlasDocument, Path]], wanted: Wanted, feedback: QgsProcessingFeedback, start: float = 30,
    count: int = 1,
) -> Written | None:  # fmt: skip
    """Each document in its file (a generator may make them one at a time). None when cancelled: nothing is then left.

    All is written in hidden folders beside, and renamed when the last page of the last document is there.
    """
    folders = [folder for folder in (wanted.output.parent, wanted.pictures, wanted.geopdfs) if folder is not None]
    for folder in folders:
        if not folder.is_dir() and not folder.parent.is_dir():
            raise DataError(
                noop("The folder “{folder}” does not exist. Create it, or choose another one."), folder=str(folder)
            )
    if not wanted.output.parent.is_dir():
        raise DataError(
            noop("The folder “{folder}” does not exist. Create it, or choose another one."),
            folder=str(wanted.output.parent),
        )
    try:
        with ExitStack() as stack:
            shops = [stack.enter_context(_workshop(folder)) for folder in folders]
            return _write_all(documents, wanted, dict(zip(folders, shops, strict=True)), feedback, start, count)
    except AtlasError as error:
        raise QgsProcessingException(str(error)) from error
    except OSError as error:
        raise DataError(
            noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
            file=wanted.output.name,
            reason=error.strerror or str(error),
        ) from error


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A hidden folder in ``folder``, which is made, and taken away again if nothing came into it."""
    fresh = not folder.is_dir()
    folder.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".pcaet-", suffix=".part", dir=folder) as workshop:
            yield Path(workshop)
    finally:
        if fresh and not any(folder.iterdir()):
            folder.rmdir()


def _write_all(
    documents: Iterable[tuple[AtlasDocument, Path]], wanted: Wanted, shops: dict[Path, Path], feedback: QgsProcessingFeedback,
    start: float, count: int,
) -> Written | None:  # fmt: skip
    written, parts = Written(), []
    shop = shops[wanted.output.parent]
    step = (100 - start) / count
    for position, (document, output) in enumerate(documents):
        inner = _within(feedback, start + step * position, start + step * (position + 1))
        with document.composed() as sheets:
            numbers = page_numbers(sheets)
            made = _write_pdfs(document, sheets, numbers, output, wanted, shop, inner)
            whole = made is not None and _write_pages(
                document, sheets, numbers, position, wanted, shops, inner, written
            )
        _tell(document, feedback)
        if made is None or not whole or feedback.isCanceled():
            feedback.pushInfo(tr("Cancelled: nothing was written."))
            return None
        parts += made
        written.pages += numbers[-1] - 1 + sheets[-1].pages
    for part, target in parts:
        written.files.append(_rename(part, target, feedback))
    for folder, where in shops.items():
        if folder in (wanted.pictures, wanted.geopdfs):
            for file in sorted(where.iterdir()):
                if file.is_file():
                    _rename(file, folder / file.name, feedback)
    return written


def _write_pdfs(
    document: AtlasDocument, sheets: list[Sheet], numbers: list[int], output: Path, wanted: Wanted, shop: Path, feedback: QgsFeedback
) -> list[tuple[Path, Path]] | None:  # fmt: skip
    """The PDF files of one document, as (written, wanted); None when cancelled."""
    groups: list[tuple[Path, list[int]]] = [(output, list(range(len(sheets))))]
    if wanted.by_chapter:
        parted = chapters(sheets)
        names = wanted.names([title or tr("Cover") for title, _positions in parted])
        groups = [
            (output.with_name(f"{output.stem}_{rank:02}_{name}{output.suffix}"), positions)
            for rank, (name, (_title, positions)) in enumerate(zip(names, parted, strict=True))
        ]
    parts = []
    for target, positions in groups:
        part = shop / target.name
        chosen, of = [sheets[i] for i in positions], [numbers[i] for i in positions]
        if not document.export_sheets(chosen, of, part, feedback):
            return None
        parts.append((part, target))
    return parts


def _write_pages(
    document: AtlasDocument, sheets: list[Sheet], numbers: list[int], position: int, wanted: Wanted, shops: dict[Path, Path],
    feedback: QgsFeedback, written: Written,
) -> bool:  # fmt: skip
    """The pictures and the GeoPDF of one document. False when cancelled."""
    plain = wanted.names([sheet.title for sheet in sheets])
    names = dict(zip(numbers, plain, strict=True))

    def name(number: int, _title: str, extension: str) -> str:
        return f"{position + 1:02}_{number:03}_{names[number]}.{extension}"

    if wanted.pictures is not None:
        shop = shops[wanted.pictures]
        if not atlas_export.to_pictures(sheets, numbers, shop, name, feedback, document.remarks.append):
            return False
        written.pictures = sum(1 for file in shop.iterdir() if file.suffix == ".png")
    if wanted.geopdfs is not None:
        shop = shops[wanted.geopdfs]
        if not atlas_export.to_geopdfs(sheets, numbers, shop, name, feedback, document.remarks.append):
            return False
        written.geopdfs = sum(1 for file in shop.iterdir() if file.suffix == ".pdf")
    return True


def _tell(document: AtlasDocument, feedback: QgsProcessingFeedback) -> None:
    """What the document had to leave out or change, once each."""
    for sentence in dict.fromkeys(document.remarks):
        feedback.pushWarning(sentence)


def _within(feedback: QgsProcessingFeedback, start: float, end: float) -> QgsFeedback:
    """A feedback whose progress is a part of that of ``feedback``, and that stops with it."""
    inner = _Inner(feedback)
    inner.progressChanged.connect(lambda done: feedback.setProgress(start + (end - start) * done / 100))
    feedback.canceled.connect(inner.cancel)
    return inner


class _Inner(QgsFeedback):
    """Asks the feedback of the run itself, so that a script's own feedback is heard too."""

    def __init__(self, outer: QgsProcessingFeedback) -> None:
        super().__init__()
        self._outer = outer

    def isCanceled(self) -> bool:
        return bool(super().isCanceled() or self._outer.isCanceled())


def _rename(part: Path, output: Path, feedback: QgsProcessingFeedback) -> Path:
    for number in range(1, 100):
        target = output if number == 1 else output.with_name(f"{output.stem}_{number}{output.suffix}")
        try:
            part.replace(target)
        except PermissionError:  # Windows: a reader holds the file
            continue
        if target != output:
            feedback.pushWarning(
                tr("“{wanted}” is open elsewhere: the result is in “{written}”.").format(wanted=output, written=target)
            )
        return target
    raise OSError(tr("the file and its numbered copies are open elsewhere"))


def sources_of(layers: list[QgsMapLayer]) -> str:
    """The footer: each layer with its producer and date, and the program."""
    parts = []
    for layer in layers:
        history = layer.metadata().history()
        stamp = history[0].rsplit(",", 1)[-1].strip()[:10] if history and history[0].startswith("pcaet:") else ""
        made = QDate.fromString(stamp, "yyyy-MM-dd").toString("dd/MM/yyyy")
        rights = ", ".join(layer.metadata().rights())
        detail = ", ".join(text for text in (rights, made) if text)
        parts.append(f"{layer.name()} ({detail})" if detail else layer.name())
    return tr("Sources: {layers}. Atlas PCAET {version}, {date}.").format(
        layers=tr("; ").join(parts),
        version=provenance.plugin_version(),
        date=QDate.currentDate().toString("dd/MM/yyyy"),
    )


def document_layer(layer: QgsMapLayer, context: QgsProcessingContext) -> QgsMapLayer:
    """A copy for the document; a layer given by its path comes without the style stored with it."""
    clone = layer.clone()
    project = context.project()
    if project is None or project.mapLayer(layer.id()) is None:
        clone.loadDefaultStyle()
        clone.setMetadata(layer.metadata())
    return clone


def document_layers(layers: list[QgsMapLayer], context: QgsProcessingContext) -> list[QgsMapLayer]:
    """Copies of those that can be drawn, each with a name of its own."""
    return distinct([document_layer(layer, context) for layer in layers if layer.isSpatial()])


def to_geometry(shape: Any) -> QgsGeometry:
    import shapely

    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shape))
    return geometry


def layer_title(layer: QgsMapLayer) -> str:
    """The name the user gave the layer; for one still named after its file or table, the title of its metadata."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    table = str(parts.get("layerName") or "")
    if layer.name() not in (Path(str(parts.get("path") or "")).stem, table):
        return str(layer.name())
    return str(layer.metadata().title() or table or layer.name())


def distinct(layers: list[QgsMapLayer]) -> list[QgsMapLayer]:
    """Layers with the same title take a number, so that a page does not show two lines of one name."""
    seen: Counter[str] = Counter()
    for layer in layers:
        title = layer_title(layer)
        seen[title] += 1
        layer.setName(f"{title} ({seen[title]})" if seen[title] > 1 else title)
    return layers
