# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of flows from home to work, read in blocks: INSEE's MOBPRO file of 1 GB, alone or in its archive, or any CSV."""

from __future__ import annotations

import codecs
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import IO, Any

import pandas as pd

from ..errors import DataError, noop
from ..parameter_table import column_name, mapping_pairs

BLOCK = 250_000  # lines held at a time
SAMPLE = 65_536  # bytes that say the separator and the encoding
SHOWN = 40
BROKEN = (pd.errors.ParserError, OSError, EOFError, zipfile.BadZipFile, zlib.error)
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Columns:
    """Names of the columns of a table of flows; those that it has not are empty.

    ``district``: a municipal arrondissement that stands for ``origin`` (``ZZZZZ``: none); ``foreign``: the place of
    work abroad (``99999``: in France); ``mode``: the means of travel; ``flow``: workers, a weight.
    """

    origin: str = ""
    destination: str = ""
    flow: str = ""
    mode: str = ""
    district: str = ""
    foreign: str = ""

    def items(self) -> list[tuple[str, str]]:
        """(role, column) of the columns that the table has."""
        return [(f.name, getattr(self, f.name)) for f in fields(self) if getattr(self, f.name)]


MOBPRO = Columns("COMMUNE", "DCLT", "IPONDI", "TRANS", "ARM", "DCFLT")  # FD_MOBPRO_YYYY.csv
ROLES = tuple(f.name for f in fields(Columns))


def read_flow_mapping(text: str) -> dict[str, str]:
    """Role → column, from ``origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P``. Raises ``DataError``."""
    found = {}
    for part, role, name in mapping_pairs(text):
        if role.casefold() not in ROLES or not name:
            raise DataError(
                noop("MAPPING: “{part}” is not understood. Write origin=…; destination=…; flow=…, with one of: {known}."),
                part=part, known=", ".join(ROLES),
            )  # fmt: skip
        found[role.casefold()] = name
    return found


def columns_of(names: Sequence[str], mapping: dict[str, str], source: str) -> Columns:
    """The columns of a table among ``names``: by the mapping, else MOBPRO's, those of INSEE's table of flows, or the roles.

    Raises ``DataError`` naming what ``source`` lacks.
    """
    folded = {column_name(name, {}): name for name in reversed(names) if name.strip()}
    if mapping:
        wanted = replace(Columns("origin", "destination", "flow"), **mapping)
    else:
        totals = sorted((name for name in folded if name.startswith("nbflux_")), reverse=True)
        known = [
            MOBPRO,
            Columns("CODGEO", "DCLT", totals[0] if totals else "NBFLUX"),
            Columns("origin", "destination", "flow"),
        ]
        wanted = next((c for c in known if all(column_name(n, {}) in folded for _role, n in c.items())), MOBPRO)  # fmt: skip
    missing = [name for _role, name in wanted.items() if column_name(name, {}) not in folded]
    if missing:
        sentence = (
            noop("MAPPING: “{source}” has no column {columns}. It has: {known}.")
            if mapping
            else noop("“{source}” is not INSEE's file of flows from home to work (MOBPRO): it lacks the column {columns}. It has: {known}. Say the columns of another table in MAPPING, for example origin=CODGEO; destination=DCLT; flow=NBFLUX_C22_ACTOCC15P.")
        )  # fmt: skip
        listed = [name for name in names if name.strip()]
        shown = ", ".join(listed[:SHOWN]) + (", …" if len(listed) > SHOWN else "")
        raise DataError(sentence, source=source, columns=", ".join(missing), known=shown or "–")
    return Columns(**{role: folded[column_name(name, {})] for role, name in wanted.items()})


class FlowFile:
    """A CSV of flows (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252), or the archive that INSEE gives it in.

    ``digest`` is known once :meth:`blocks` has been read to its end. Raises ``DataError`` naming the file when it cannot
    be read, is not a CSV, or lacks a column.
    """

    def __init__(self, path: str | Path, mapping: dict[str, str] | None = None) -> None:
        self.path = Path(path)
        self.digest = ""
        with self._open() as opened:
            try:
                sample = opened.stream.read(SAMPLE)
            except BROKEN as error:
                raise self._unreadable(error) from error
        self.encoding = _encoding(sample)
        header = sample.decode(self.encoding, errors="replace").lstrip("\ufeff").replace("\r", "\n").split("\n", 1)[0]
        if "\0" in header:
            raise DataError(
                noop("“{file}” is not a CSV file. Unpack it, or save the table as CSV."), file=self.path.name
            )
        self.delimiter = max(";,\t", key=header.count)
        self.names = [name.strip().strip('"').strip() for name in header.split(self.delimiter)]
        self.columns = columns_of(self.names, mapping or {}, self.path.name)

    def blocks(self, progress: Progress) -> Iterator[pd.DataFrame]:
        """Blocks of lines: a column of texts by role, categories but for ``flow``. Raises ``DataError`` and ``Cancelled``."""
        place = {self.names.index(name): role for role, name in self.columns.items()}
        kinds = {position: "object" if role == "flow" else "category" for position, role in place.items()}
        with self._open() as opened:
            try:
                # A header and nothing under it are no blocks: whoever finds no flow says so.
                with suppress(pd.errors.EmptyDataError):
                    reader = pd.read_csv(
                        opened.stream, sep=self.delimiter, header=None, skiprows=1, usecols=sorted(place), dtype=kinds,
                        chunksize=BLOCK, encoding=self.encoding, encoding_errors="replace", na_filter=False, engine="c",
                    )  # fmt: skip
                    for block in reader:
                        progress(min(1.0, opened.counted.count / max(opened.size, 1)))
                        yield block.rename(columns=place)
            except BROKEN as error:
                raise self._unreadable(error) from error
            self.digest = opened.counted.digest()

    def _open(self) -> _Opened:
        try:
            if zipfile.is_zipfile(self.path):
                return self._open_archive()
            counted = _Counted(self.path.open("rb"))
            return _Opened(io.BufferedReader(counted, 1 << 20), counted, self.path.stat().st_size)
        except BROKEN as error:
            raise self._unreadable(error) from error

    def _open_archive(self) -> _Opened:
        archive = zipfile.ZipFile(self.path)
        # INSEE puts a list of the codes (Varmod_MOBPRO_2021.csv) beside the file: the largest is the data.
        inside = [one for one in archive.infolist() if one.filename.lower().endswith((".csv", ".txt"))]
        if not inside:
            raise DataError(
                noop("The archive “{file}” holds no CSV file. Choose INSEE's archive of the detail file in CSV."), file=self.path.name
            )  # fmt: skip
        member = max(inside, key=lambda one: one.file_size)
        counted = _Counted(archive.open(member))
        return _Opened(io.BufferedReader(counted, 1 << 20), counted, member.file_size, archive)

    def _unreadable(self, error: BaseException) -> DataError:
        reason = getattr(error, "strerror", None) or str(error)
        return DataError(
            noop("“{file}” cannot be read: {reason}. Take the file again from where it comes."),
            file=self.path.name, reason=str(reason).strip().rstrip("."),
        )  # fmt: skip


class _Counted(io.RawIOBase):
    """A stream that counts its bytes and digests them on the way: a gigabyte is read once."""

    def __init__(self, raw: IO[bytes]) -> None:
        self.raw = raw
        self.count = 0
        self._state = hashlib.blake2b(digest_size=16)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = self.raw.read(len(buffer))
        buffer[: len(block)] = block
        self.count += len(block)
        self._state.update(block)
        return len(block)

    def close(self) -> None:
        self.raw.close()
        super().close()

    def digest(self) -> str:
        return self._state.hexdigest()


@dataclass(frozen=True)
class _Opened:
    stream: io.BufferedReader
    counted: _Counted
    size: int
    archive: zipfile.ZipFile | None = None

    def __enter__(self) -> _Opened:
        return self

    def __exit__(self, *_error: object) -> None:
        self.stream.close()
        if self.archive:
            self.archive.close()


def _encoding(sample: bytes) -> str:
    """UTF-8 where the sample is, else what Windows writes; codes are plain letters and digits in all of them."""
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
