# SPDX-License-Identifier: GPL-2.0-or-later
"""A page of sections as HTML (Jinja2, every text escaped) and as PDF (Qt's rich text: text stays text)."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QMarginsF, QUrl
from qgis.PyQt.QtGui import QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..environment.libraries import how_to_install
from ..provenance import plugin_version
from ..writing import write_beside

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "resources" / "templates"
LONGEST_TABLE = 500  # rows printed; the table of the algorithm holds all of them
PRINTED_DPI = 300


@dataclass(frozen=True)
class Picture:
    """A chart and the sentence that says what it shows."""

    figure: Figure
    sentence: str
    address: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of texts; ``numbers`` are the positions of the columns set to the right, ``widths`` in % of the page."""

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    title: str = ""
    numbers: tuple[int, ...] = ()
    note: str = ""
    widths: tuple[int, ...] = ()


@dataclass
class Section:
    """A heading with its sentences, then its charts, then its tables; ``new_page`` begins one when it is printed."""

    title: str
    sentences: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    new_page: bool = False


@dataclass(frozen=True)
class Page:
    """The whole: what :func:`as_html` and :func:`as_document` render."""

    title: str
    subtitle: str
    sections: Sequence[Section]
    origin: str


def as_html(page: Page) -> str:
    """The page as one HTML text, pictures inside. Raises ``DataError`` without jinja2."""
    addresses = [
        "data:image/png;base64," + base64.b64encode(_png(p.figure)).decode() for s in page.sections for p in s.pictures
    ]
    return _html(page, addresses, printed=False)


def as_document(page: Page) -> QTextDocument:
    """The page as Qt's rich text, to be printed. Raises ``DataError`` without jinja2."""
    pictures = [p for s in page.sections for p in s.pictures]
    addresses = [f"picture{rank}" for rank in range(len(pictures))]
    document = QTextDocument()
    for address, picture in zip(addresses, pictures, strict=True):
        image = QImage.fromData(_png(picture.figure), "PNG")
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), image)
    document.setHtml(_html(page, addresses, printed=True))
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, page.title)
    return document


def check_folder(target: str) -> None:
    """Raise ``DataError`` when the folder of ``target`` is not there: asked before anything is written."""
    folder = Path(target).parent
    if target and not folder.is_dir():
        raise DataError(
            noop("The folder “{folder}” does not exist. Create it, or choose another one."), folder=str(folder)
        )


def write_html(html: str, target: str) -> str:
    """Write the page; returns its name. Raises ``DataError``."""
    return write_beside(target, lambda part: _write_text(part, html))


def write_pdf(document: QTextDocument, target: str) -> str:
    """Write the page as an A4 PDF; returns its name. Raises ``DataError``."""
    title = document.metaInformation(QTextDocument.MetaInformation.DocumentTitle)
    return write_beside(target, lambda part: _write_pdf(document, title, part))


def _write_pdf(document: QTextDocument, title: str, part: str) -> None:
    writer = QPdfWriter(part)
    writer.setTitle(title)
    writer.setCreator(f"Atlas PCAET {plugin_version()}")
    writer.setResolution(PRINTED_DPI)
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    render: Callable[[Any], None] = getattr(document, "print", None) or document.print_
    render(writer)
    del writer
    with Path(part).open("rb") as stream:
        stream.seek(max(0, Path(part).stat().st_size - 1024))
        if b"%%EOF" not in stream.read():
            raise OSError(tr("the file is not whole, the disk may be full"))


def _html(page: Page, addresses: Sequence[str], *, printed: bool) -> str:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise DataError(
            noop("The report needs the library jinja2, which is not installed. {remedy}"),
            remedy=how_to_install("jinja2"),
        ) from error
    following = iter(addresses)
    sections = [
        {
            "title": s.title, "new_page": s.new_page, "sentences": s.sentences,
            "pictures": [Picture(p.figure, p.sentence, next(following)) for p in s.pictures],
            "tables": [shortened(table) for table in s.tables if table.rows],
        }
        for s in page.sections
    ]  # fmt: skip
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    template = environment.get_template("plan_page.html")
    return template.render(
        title=page.title, subtitle=page.subtitle, sections=sections, origin=page.origin, printed=printed, language=QgsApplication.locale()[:2]
    )  # fmt: skip


def shortened(table: Table) -> Table:
    """The first rows of a long table, and how many more there are."""
    if len(table.rows) <= LONGEST_TABLE:
        return table
    more = tr("{} more rows are in the table of the algorithm.").format(len(table.rows) - LONGEST_TABLE)
    return replace(table, rows=table.rows[:LONGEST_TABLE], note=f"{table.note} {more}".strip())


def _png(figure: Figure) -> bytes:
    stream = io.BytesIO()
    figure.savefig(stream, format="png")
    return stream.getvalue()


def _write_text(part: str, text: str) -> None:
    Path(part).write_text(text, encoding="utf-8")
