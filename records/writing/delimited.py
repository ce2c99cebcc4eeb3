# SPDX-License-Identifier: GPL-2.0-or-later
"""A CSV as French spreadsheets open it: UTF-8 with its mark, semicolons, CRLF; nothing in it is executed."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from .safe_text import for_xml, neutralised
from .whole_file import write_whole


def write_delimited(target: str | Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write ``rows`` under ``header``; None is empty, a line end inside a field is CRLF. Raises ``RecordError``."""

    def write(part: Path) -> None:
        with part.open("w", encoding="utf-8-sig", newline="") as opened:
            writer = csv.writer(opened, delimiter=";", lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows([_field(cell) for cell in row] for row in rows)

    return write_whole(target, write)


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return neutralised(for_xml(value)).replace("\n", "\r\n")
    return str(value)
