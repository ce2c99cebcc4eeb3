# SPDX-License-Identifier: GPL-2.0-or-later
"""Small CSV tables that people write by hand: comma or semicolon, UTF-8 or the encoding of Windows, names in any case."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from .errors import DataError, noop


def read_rows(
    path: str | Path, columns: Sequence[str], aliases: Mapping[str, str] | None = None
) -> list[tuple[int, dict[str, str]]]:
    """The lines of a table as (line number, text by column), empty lines left out.

    ``columns`` must be there; ``aliases`` gives the column that another name stands for. Case, accents and spaces
    around names do not matter. Raises ``DataError`` naming the file and what it lacks.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = file.read_text(encoding="cp1252", errors="replace")
    except OSError as error:
        raise DataError(
            noop("The table “{file}” cannot be read: {reason}."), file=str(file), reason=error.strerror or str(error)
        ) from error
    header = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=header.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    names = [column_name(name, aliases or {}) for name in next(reader, [])]
    missing = [name for name in columns if name not in names]
    if missing:
        raise DataError(
            noop("The table “{file}” lacks the column {columns}. It has: {known}."),
            file=file.name, columns=", ".join(missing), known=", ".join(filter(None, names)) or "–",
        )  # fmt: skip
    rows = []
    for row in reader:
        if any(cell.strip() for cell in row):
            padded = [*row, *[""] * (len(names) - len(row))]
            rows.append((reader.line_num, {n: c.strip() for n, c in zip(names, padded, strict=False) if n}))
    if not rows:
        raise DataError(noop("The table “{file}” has no line."), file=file.name)
    return rows


def column_name(text: str, aliases: Mapping[str, str]) -> str:
    """A column's name, folded, then looked up in ``aliases``."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    folded = "".join(c for c in plain if not unicodedata.combining(c)).replace(" ", "_").replace("-", "_")
    return aliases.get(folded, folded)


def mapping_pairs(text: str) -> list[tuple[str, str, str]]:
    """What a user maps, ``aadt=TMJA; hgv_share_pct=PL``: each part as written, its key and its name, stripped.

    A part without “=” has an empty name. Parts are separated by semicolons or lines.
    """
    parts = [part.strip() for part in text.replace("\n", ";").split(";")]
    sides = ((part, part.partition("=")) for part in parts if part)
    return [(part, key.strip(), name.strip()) for part, (key, _equal, name) in sides]


def resolve_columns(columns: Sequence[str], mapping: str, known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The column of each thing of ``known``: as ``mapping`` says, else the first of its usual names that is there.

    Raises ``DataError`` for a thing that is not known or a column that is not there; case and accents do not matter.
    """
    folded = {column_name(name, {}): name for name in columns}
    found: dict[str, str] = {}
    for _part, key, name in mapping_pairs(mapping):
        if key not in known:
            raise DataError(noop("MAPPING: “{key}” is not known. Use {known}."), key=key, known=", ".join(known))
        if column_name(name, {}) not in folded:
            raise DataError(
                noop("MAPPING: there is no column “{column}” for {key}. The layer has: {known}."),
                column=name, key=key, known=", ".join(columns),
            )  # fmt: skip
        found[key] = folded[column_name(name, {})]
    for key, names in known.items():
        usual = next((folded[name] for name in names if name in folded), None)
        if key not in found and usual is not None:
            found[key] = usual
    return found
