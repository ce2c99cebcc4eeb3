# SPDX-License-Identifier: GPL-2.0-or-later
"""Any spreadsheet or CSV of actions, by a mapping of its headers; without one, by the labels that are known.

The mapping gives, for each of our fields, the header of its column (``{"title": "Libellé", "status": "État"}``); ``sheet``
and ``header`` (a line) may say where to look.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import RecordError, noop
from . import aliases
from .normalised import key
from .spreadsheets import Row, Sheet, read_sheets
from .structure import Document
from .tet_xlsx import read_sheet, tell_unread

FIELDS = frozenset(
    {
        "title", "sub_title", "number", "uuid", "source_id", "axis_1", "axis_2", "axis_3", "axis_4", "axis_5", "stakes",
        "objectives", "description", "expected_results", "audience", "means", "funding_text", "governance", "comment",
        "status", "priority", "participation", "scope", "progress_pct", "calendar", "start", "end", "continuous",
        "confidential", "pilot", "pilot_person", "pilot_service", "pilot_organisation", "contracting_authority", "elected",
        "partner", "funder", "amount", "budget", "budget_total", "operating_budget", "investment_budget", "impact",
        "indicators", "theme", "subtheme", "sector", "tag", "target_tag", "target_ademe", "holder_type", "action_type",
        "framework", "territory", "linked", "parent", "status_original", "source_system", "source_document", "source_page",
    }
)  # fmt: skip
_ELSEWHERE = {"sheet", "header", "action", "id_demarche"}
_DEPTH = 12


def read_table(path: Path, mapping: dict[str, str]) -> Document:
    """Every line of the sheets that have the headers as an action.

    Raises ``RecordError`` when the mapping names an unknown field or a header the file lacks, or when no title column is
    found.
    """
    unknown = sorted(set(mapping) - FIELDS - _ELSEWHERE)
    if unknown:
        raise RecordError(
            noop("MAPPING: “{field}” is not a field. Known: {known}."),
            field=unknown[0],
            known=", ".join(sorted(FIELDS)),
        )
    document = Document(path.name, "table", holds_sub_actions=False)
    sheets = [s for s in read_sheets(path) if not mapping.get("sheet") or key(s.name) == key(mapping["sheet"])]
    if mapping.get("sheet") and not sheets:
        raise RecordError(noop("“{file}” has no sheet “{sheet}”."), file=path.name, sheet=mapping["sheet"])
    wanted = {name: header for name, header in mapping.items() if name in FIELDS}
    found = []
    for sheet in sheets:
        header = _header(sheet, wanted, mapping.get("header"))
        if header:
            read_sheet(document, sheet, *header)
            found.append(sheet)
    if not found:
        _not_found(path, sheets, wanted)
    tell_unread(document, sheets, found)
    return document


def _header(sheet: Sheet, wanted: dict[str, str], line: str | None) -> tuple[Row, dict[int, str]] | None:
    best: tuple[Row, dict[int, str]] | None = None
    for row in sheet.rows[:_DEPTH] if not line else [r for r in sheet.rows if str(r.line) == str(line)]:
        fields = _mapped(row, wanted) if wanted else _known(row)
        if "title" in fields.values() and (best is None or len(fields) > len(best[1])):
            best = (row, fields)
    return best


def _mapped(row: Row, wanted: dict[str, str]) -> dict[int, str]:
    """The columns of the mapping; nothing unless every header is on the line."""
    labels: dict[str, int] = {}
    for n, cell in enumerate(row.cells):
        labels.setdefault(key(cell) or cell, n)
    found = {}
    for name, header in wanted.items():
        if (key(header) or header) in labels:
            found[labels[key(header) or header]] = name
    return found if len(found) == len(wanted) else {}


def _known(row: Row) -> dict[int, str]:
    found: dict[int, str] = {}
    for n, cell in enumerate(row.cells):
        name = aliases.rubrics().get(key(cell))
        if name and name != "section" and (name not in found.values() or name in ("funder", "amount")):
            found[n] = name
    return found if len(found) >= 2 or (found and len([c for c in row.cells if c]) == 1) else {}


def _not_found(path: Path, sheets: list[Sheet], wanted: dict[str, str]) -> None:
    headers = next((row.cells for sheet in sheets for row in sheet.rows if any(row.cells)), [])
    present = {key(cell) for sheet in sheets for row in sheet.rows[:_DEPTH] for cell in row.cells}
    missing = [header for header in wanted.values() if key(header) not in present]
    if missing:
        raise RecordError(
            noop("“{file}” has no column “{column}”. Its first line holds: {headers}."),
            file=path.name, column=missing[0], headers=", ".join(h for h in headers if h)[:300],
        )  # fmt: skip
    raise RecordError(
        noop("“{file}”: no column of titles is recognised. Name it in the mapping, for example {{\"title\": \"{example}\"}}."),
        file=path.name, example=next((h for h in headers if h), "Titre")[:60],
    )  # fmt: skip
