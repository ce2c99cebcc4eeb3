# SPDX-License-Identifier: GPL-2.0-or-later
"""What each format of ``pcaet:exportactions`` writes, and where."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QDate

from ...i18n import tr
from ...records.errors import RecordError, noop
from ...records.spatial_index import ENVELOPE_DOUBLES
from ...records.writing.losses import Losses
from ...records.writing.plan_content import PlanContent
from ...records.writing.whole_file import safe_name, write_whole
from .. import provenance

# Format → the extensions its file may have, the first by default.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "tet_xlsx": (".xlsx",), "tet_indicators": (".xlsx",), "ademe_csv": (".csv",), "xlsx": (".xlsx",), "ods": (".ods",),
    "geojson": (".geojson", ".json"), "gpkg": (".gpkg",), "sheets_odt": (".odt",), "sheets_docx": (".docx",),
    "sheets_pdf": (".pdf",), "deposit_checklist": (".xlsx", ".ods", ".csv"),
}  # fmt: skip
FORMATS = tuple(EXTENSIONS)
SHEETS = ("sheets_odt", "sheets_docx", "sheets_pdf")
_UNNAMED = ("", ".file")  # what a temporary output has for an extension


@dataclass
class Written:
    """Where the result stands, how many actions (indicators, elements) it holds, and what is to be said of it."""

    path: str
    count: int
    notes: list[str] = field(default_factory=list)


def destination(target: str, wanted: str, plan: str) -> Path:
    """The file (or folder, for sheets) to write. Raises ``RecordError`` for the plan itself or another extension."""
    path = Path(target)
    if path.resolve() == Path(plan).resolve():
        raise RecordError(noop("OUTPUT is the plan itself: choose another file."))
    suffix = path.suffix.lower()
    if wanted in SHEETS and (path.is_dir() or suffix in _UNNAMED):
        return path.with_suffix("") if suffix else path
    if suffix in _UNNAMED:
        return path.with_suffix(EXTENSIONS[wanted][0])
    if suffix not in EXTENSIONS[wanted]:
        raise RecordError(
            noop("“{file}”: the format {format} is written with the extension {extensions}. Change the name or the format."),
            file=path.name, format=wanted, extensions=", ".join(EXTENSIONS[wanted]),
        )  # fmt: skip
    return path


def export(
    wanted: str, target: Path, plan: sqlite3.Connection, content: PlanContent, losses: Losses,
    context: QgsProcessingContext, feedback: QgsProcessingFeedback,
) -> Written:  # fmt: skip
    """Write ``content`` in the format ``wanted``. Raises ``RecordError`` with one sentence, and leaves no file then."""
    if wanted in SHEETS:
        return _sheets(wanted, target, content, feedback)
    if wanted == "deposit_checklist":
        return _checklist(target, plan, content)
    if wanted == "geojson":
        from ...records.writing.geojson import write_geojson

        return _told(write_geojson(target, plan, content, losses, _to_wgs84(content, context)))
    if wanted == "gpkg":
        from ...records.writing.geopackage import write_geopackage

        return _told(write_geopackage(target, plan, content, losses))
    if wanted == "tet_xlsx":
        from ...records.writing.tet_xlsx import write_tet

        return _told(write_tet(target, content, losses))
    if wanted == "tet_indicators":
        from ...records.writing.tet_indicators import write_indicators

        return _told(write_indicators(target, content, losses))
    if wanted == "ademe_csv":
        from ...records.writing.ademe_csv import write_ademe

        return _told(write_ademe(target, content, losses))
    from ...records.writing.plain_table import write_table

    return _told(write_table(target, content, losses))


def _told(done: tuple[Path, int]) -> Written:
    return Written(str(done[0]), done[1])


def _checklist(target: Path, plan: sqlite3.Connection, content: PlanContent) -> Written:
    from ...records.writing.deposit_checklist import FILLED, MISSING, PARTIAL, checklist, write_checklist

    elements = checklist(plan, content)
    states = [element.state for element in elements]
    path = write_checklist(target, elements, str(content.plan["name"]))
    said = tr("{filled} elements of the file are filled in, {partial} in part, {missing} are missing.").format(
        filled=states.count(FILLED), partial=states.count(PARTIAL), missing=states.count(MISSING)
    )
    return Written(str(path), len(elements), [said])


def _to_wgs84(content: PlanContent, context: QgsProcessingContext) -> Callable[[bytes], dict[str, Any]]:
    source = QgsCoordinateReferenceSystem(str(content.plan["crs"]))
    transform = QgsCoordinateTransform(source, QgsCoordinateReferenceSystem("EPSG:4326"), context.transformContext())

    def shape(blob: bytes) -> dict[str, Any]:
        geometry = QgsGeometry()
        geometry.fromWkb(blob[8 + 8 * ENVELOPE_DOUBLES[(blob[3] >> 1) & 0b111] :])
        geometry.transform(transform)
        found: dict[str, Any] = json.loads(geometry.asJson(7))
        return found

    return shape


def _sheets(wanted: str, target: Path, content: PlanContent, feedback: QgsProcessingFeedback) -> Written:
    from ...cartography import sheet_document

    write = {
        "sheets_odt": sheet_document.write_odt, "sheets_pdf": sheet_document.write_pdf,
        "sheets_docx": sheet_document.write_docx,
    }[wanted]  # fmt: skip
    footer = tr("{plan}. Atlas PCAET {version}, {date}.").format(
        plan=content.plan["name"], version=provenance.plugin_version(), date=QDate.currentDate().toString("dd/MM/yyyy")
    )
    sheets = [(action, sheet_document.sheet_of(action, content)) for action in content.actions]
    try:
        if target.suffix:
            everything = [sheet for _action, sheet in sheets]
            return Written(str(write_whole(target, lambda part: write(everything, footer, part))), len(sheets))
        target.mkdir(parents=True, exist_ok=True)
        taken: set[str] = set()
        for number, (action, sheet) in enumerate(sheets):
            if feedback.isCanceled():
                return Written(str(target), number, [tr("Cancelled: the sheets written so far are kept.")])
            name = _free(safe_name(f"{action.number} {action.title}"), taken)
            file = target / f"{name}{EXTENSIONS[wanted][0]}"
            write_whole(file, lambda part, one=sheet: write([one], footer, part))  # type: ignore[misc]
            feedback.setProgress(100 * (number + 1) / len(sheets))
    except sheet_document.SheetError as error:
        raise RecordError("{message}", message=str(error)) from error
    except OSError as error:
        raise RecordError(
            noop("“{file}” could not be written: {reason}. Free some space or choose another place, then run again."),
            file=target.name, reason=error.strerror or str(error),
        ) from error  # fmt: skip
    return Written(str(target), len(sheets))


def _free(name: str, taken: set[str]) -> str:
    """``name``, with a number when another sheet of the folder has it already, whatever the case."""
    unique, copy = name, 1
    while unique.casefold() in taken:
        copy += 1
        unique = f"{name}-{copy}"
    taken.add(unique.casefold())
    return unique
