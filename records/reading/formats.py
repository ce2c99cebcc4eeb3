# SPDX-License-Identifier: GPL-2.0-or-later
"""Which reader a file needs, and reading a file or a whole folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import RecordError, noop
from . import ademe
from .blocks import Block, blocks_of_text
from .docx import read_docx
from .evaluations import EvaluationReader, is_evaluation
from .normalised import key
from .odt import read_odt
from .plan_text import PlanReader, is_plan
from .sheets import has_label, has_sheets, read_sheets_of
from .spreadsheets import Sheet, read_delimited, read_sheets, read_text
from .structure import DOUBTFUL, Document, Location, Remark
from .tables import read_table
from .tet_xlsx import is_tet, read_tet

WORKBOOKS = (".xlsx", ".xlsm", ".xltx", ".xls", ".ods", ".ots")
_TOO_OLD = (".xls",)  # of Excel before 2007: recognised so as to be refused with a remedy
TEXTS = (".txt", ".md", ".text")
READ = (*WORKBOOKS, *TEXTS, ".csv", ".tsv", ".json", ".docx", ".docm", ".odt")
# The files of a folder that a chosen format concerns.
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "tet_xlsx": WORKBOOKS, "table": (*WORKBOOKS, ".csv", ".tsv"), "docx": (".docx", ".docm"), "odt": (".odt",),
    "ademe_json": (".json",), "ademe_csv": (".csv",), "sheet_text": TEXTS, "plan_text": TEXTS,
}  # fmt: skip
_NUMBER_TWICE = noop("The number {number} is that of {count} actions of this source: “{other}”… Check which is right.")
_SAME_TWICE = noop("The same number and title come {count} times in this source. Check that they are not one action.")
_NOTHING = noop("“{file}”: no action is recognised. Check the format, or describe the columns in the mapping.")


@dataclass
class Sources:
    """What was read of a file or of a folder; ``failures`` are the files that could not be."""

    documents: list[Document] = field(default_factory=list)
    failures: list[tuple[str, RecordError]] = field(default_factory=list)

    def count(self) -> int:
        """Actions found, whatever becomes of them; a sub-action belongs to its action."""
        return sum(len(document.actions) for document in self.documents)


def recognise(path: Path) -> str:
    """The format of ``path`` by its extension and what it holds. Raises ``RecordError`` when none fits."""
    extension = path.suffix.lower()
    if extension in WORKBOOKS:
        sheets = read_sheets(path)
        _refuse_indicators(path, sheets)
        return "collection" if _was_sent(sheets) else "tet_xlsx" if is_tet(sheets) else "table"
    if extension in (".csv", ".tsv"):
        sheet = read_delimited(path)
        _refuse_indicators(path, [sheet])
        return "ademe_csv" if ademe.is_ademe(sheet) else "tet_xlsx" if is_tet([sheet]) else "table"
    if extension in (".docx", ".docm", ".doc"):
        return "docx"
    if extension in (".odt", ".json"):
        return "odt" if extension == ".odt" else "ademe_json"
    if extension in TEXTS:
        text = read_text(path)
        tabbed = any(len(block.cells) > 1 and has_label(block) for block in blocks_of_text(text))
        if is_plan(text) and not tabbed:
            return "plan_text"
        return "sheet_text"
    raise RecordError(
        noop("“{file}” is of no known format. Known: {known}."),
        file=path.name,
        known=", ".join(e[1:] for e in READ if e not in _TOO_OLD),
    )


# Headers of the definitions and targets of indicators of Territoires en Transitions (its files import-indicateur-*.csv).
_INDICATORS = key("identifiantReferentiel")
_OF_INDICATORS = noop(
    "“{file}” holds indicators (column “{column}”), not actions: import it with “Import indicators” (pcaet:importindicators)."
)


def _refuse_indicators(path: Path, sheets: list[Sheet]) -> None:
    """Raise ``RecordError`` for a list of indicators, each of which would be taken for an action."""
    for sheet in sheets:
        headers = sheet.rows[0].cells if sheet.rows else []
        column = next((cell for cell in headers if key(cell) == _INDICATORS), None)
        if column:
            raise RecordError(_OF_INDICATORS, file=path.name, column=column)


def _was_sent(sheets: list[Sheet]) -> bool:
    """True for a workbook of a collection: its sheet “Envoi” says which."""
    return any(key(s.name) == "envoi" and any(row.cell(0) == "collection" for row in s.rows) for s in sheets)


def is_returned(path: Path) -> bool:
    """True for a workbook of a collection, or for a folder whose workbooks all are; False for what cannot be read."""
    files = [f for f in path.iterdir() if f.is_file() and f.suffix.lower() in READ] if path.is_dir() else [path]
    try:
        return bool(files) and all(f.suffix.lower() in WORKBOOKS and _was_sent(read_sheets(f)) for f in files)
    except (RecordError, OSError):
        return False


def read(path: Path, wanted: str = "auto", mapping: dict[str, str] | None = None) -> Sources:
    """Read ``path``; in a folder, every file of a known extension, in the order of names, each by itself.

    Raises ``RecordError`` when it does not exist, or when a single file cannot be read; in a folder a file that cannot
    be read is kept in ``failures``.
    """
    mapping = mapping or {}
    if not path.exists():
        raise RecordError(noop("“{file}” does not exist."), file=str(path))
    sources = Sources()
    if not path.is_dir():
        sources.documents.append(_read_file(path, wanted, mapping))
    else:
        files = sorted(
            p
            for p in path.iterdir()
            if p.is_file() and p.suffix.lower() in EXTENSIONS.get(wanted, READ) and not p.name.startswith((".", "~"))
        )
        if not files:
            raise RecordError(noop("The folder “{folder}” holds no file that can be read."), folder=path.name)
        for file in files:
            try:
                sources.documents.append(_read_file(file, wanted, mapping))
            except RecordError as error:
                sources.failures.append((file.name, error))
    _flag_repeated(sources)
    return sources


def _read_file(path: Path, wanted: str, mapping: dict[str, str]) -> Document:
    form = wanted if wanted != "auto" else "table" if mapping.get("title") else recognise(path)
    if form == "tet_xlsx":
        return read_tet(path)
    if form == "table":
        return _read_table(path, mapping)
    if form == "ademe_json":
        return ademe.read_json(path, mapping.get("id_demarche", ""))
    if form == "ademe_csv":
        return ademe.read_csv(path, mapping.get("id_demarche", ""))
    if form == "collection":
        raise RecordError(
            noop("“{file}” is a workbook of a collection: choose FORMAT = collection, which takes one workbook or their folder."),
            file=path.name,
        )  # fmt: skip
    document = Document(path.name, form)
    if form in ("docx", "odt"):
        blocks = read_docx(path) if form == "docx" else read_odt(path)
        _refuse_own_sheets(path, blocks)
        _read_blocks(document, blocks, path, "\n\n".join(block.text for block in blocks))
    else:
        text = read_text(path)
        if form == "plan_text":
            PlanReader(document, path.name).read(text)
        else:
            _read_blocks(document, blocks_of_text(text), path, text)
    if document.empty():
        raise RecordError(_NOTHING, file=path.name)
    document.holds_sub_actions = any(action.children for action in document.actions)
    return document


_OWN_FOOTER = re.compile(r"\. Atlas PCAET \d[\w.+-]*, [^.]{1,60}\.")
_OWN_SHEETS = noop(
    "“{file}” holds sheets made by Atlas PCAET to be read by people: import the plan itself, or its export in the format xlsx, which hold all that the sheets leave out."
)


def _refuse_own_sheets(path: Path, blocks: list[Block]) -> None:
    """Raise ``RecordError`` for the sheets of our own export, whose tables are laid out for the eye."""
    if any(not block.table and _OWN_FOOTER.search(block.text) and len(block.text) < 400 for block in blocks):
        raise RecordError(_OWN_SHEETS, file=path.name)


def _read_table(path: Path, mapping: dict[str, str]) -> Document:
    """A table; a workbook whose tabs are sheets of labels and texts is read as sheets."""
    try:
        return read_table(path, mapping)
    except RecordError:
        document = Document(path.name, "table")
        for sheet in [] if mapping.get("title") else read_sheets(path):
            blocks = [Block(tuple(row.cells), row.line, 0, True) for row in sheet.rows]
            if has_sheets(blocks):
                document.remarks += sheet.remarks
                read_sheets_of(blocks, document, path.name, sheet.name)
        if document.empty():
            raise
        return document


def _read_blocks(document: Document, blocks: list[Block], path: Path, text: str) -> None:
    """A document of labels is one of sheets; of numbered indicators, an evaluation; else a plan in running text."""
    if is_evaluation(blocks):
        EvaluationReader(document, path.name).read(blocks)
    tabled = any(block.table and not block.empty for block in blocks)
    if has_sheets(blocks) and (tabled or not is_plan(text)):
        read_sheets_of(blocks, document, path.name)
    elif not document.indicators:
        PlanReader(document, path.name).read(text)


def _flag_repeated(sources: Sources) -> None:
    """Say which numbers come twice in a source, and which number and title do."""
    by_number: dict[tuple[str, str | None], list[int]] = {}
    everything = [action for document in sources.documents for action in document.actions]
    for n, action in enumerate(everything):
        plan = str(action.axes[0][0].number) if action.axes and action.axes[0][0].kind == "demarche" else ""
        if action.number:
            by_number.setdefault((plan, action.number.casefold()), []).append(n)
    for same in by_number.values():
        if len(same) < 2:
            continue
        for n in same:
            action = everything[n]
            others = [everything[m] for m in same if m != n]
            alike = [o for o in others if o.title.casefold() == action.title.casefold()]
            sentence = _SAME_TWICE if alike else _NUMBER_TWICE
            facts: dict[str, Any] = {"count": len(same), "number": action.number, "other": others[0].title[:80]}
            action.remark("number", action.number or "", DOUBTFUL, sentence, **facts)


def failure_remarks(sources: Sources) -> list[Remark]:
    """The files of a folder that could not be read, for the report."""
    return [
        Remark(Location(name), "", "", DOUBTFUL, error.sentence, dict(error.facts)) for name, error in sources.failures
    ]
