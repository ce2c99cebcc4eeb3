# SPDX-License-Identifier: GPL-2.0-or-later
"""Office files as they are: a zip of XML parts. A part that declares entities or that swells when opened is refused."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET  # nosec B405 - every part goes through parse(), which refuses declarations
import zipfile
import zlib
from contextlib import closing, suppress
from pathlib import Path
from xml.parsers import expat

from ..errors import RecordError, noop

LARGEST = 300_000_000  # bytes of one part, opened: an office file of this size is not a plan
# What zipfile raises for a damaged or foreign archive.
_BROKEN = (
    zipfile.BadZipFile,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    struct.error,
    zlib.error,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class OfficeFile:
    """The parts of an office file, read one by one. Raises ``RecordError`` with one sentence when it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as opened:
                start = opened.read(8)
            if start == _OLE:
                _refuse_ole(path)
            self._zip = zipfile.ZipFile(path)
            self.names = set(self._zip.namelist())
        except _BROKEN as error:
            raise RecordError(
                noop("“{file}” is damaged or is not an office file: open it in a spreadsheet or a word processor, save it again, then run."),
                file=path.name,
            ) from error  # fmt: skip
        except OSError as error:
            raise RecordError(
                noop("“{file}” cannot be read ({reason})."), file=path.name, reason=error.strerror or str(error)
            ) from error
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            self.close()
            raise RecordError(_PASSWORD, file=path.name)

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def __enter__(self) -> OfficeFile:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def bytes_of(self, name: str) -> bytes:
        """A part as it is. Raises ``RecordError`` when it is missing, damaged or too large."""
        try:
            if self._zip.getinfo(name).file_size > LARGEST:
                raise RecordError(
                    noop("“{file}”: the part “{part}” is far too large for a plan. Split the file."),
                    file=self.path.name, part=name,
                )  # fmt: skip
            with closing(self._zip.open(name)) as opened:
                return opened.read(LARGEST + 1)
        except KeyError as error:
            raise RecordError(
                noop("“{file}” lacks its part “{part}”: open it in its program, save it again, then run."),
                file=self.path.name, part=name,
            ) from error  # fmt: skip
        except (*_BROKEN, OSError) as error:
            raise RecordError(
                noop("“{file}” is damaged (part “{part}”): open it in its program, save it again, then run."),
                file=self.path.name, part=name,
            ) from error  # fmt: skip

    def xml(self, name: str) -> ET.Element:
        """A part as a tree."""
        return parse(self.bytes_of(name), self.path.name, name)


_PASSWORD = noop("“{file}” is protected by a password: save it without one, then run.")


def _refuse_ole(path: Path) -> None:
    """An OLE file is a protected workbook, or one of Excel or Word before 2007."""
    with path.open("rb") as opened:
        content = opened.read(4_000_000)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise RecordError(_PASSWORD, file=path.name)
    raise RecordError(
        noop("“{file}” is in a format of before 2007 (.xls, .doc): save it as .xlsx, .ods, .docx or .odt, then run."),
        file=path.name,
    )


class _Enough(Exception):
    """The root has been reached: no declaration can follow."""


def parse(content: bytes, file: str, part: str) -> ET.Element:
    """The tree of an XML part. Raises ``RecordError`` for a document type declaration (entities) and for broken XML."""
    refused = noop("“{file}”: the part “{part}” declares entities, which no office program writes: it is not read.")

    def declared(*_facts: object) -> None:
        raise RecordError(refused, file=file, part=part)

    def started(*_facts: object) -> None:
        raise _Enough

    checker = expat.ParserCreate()
    checker.StartDoctypeDeclHandler = declared
    checker.EntityDeclHandler = declared
    checker.StartElementHandler = started
    with suppress(_Enough, expat.ExpatError, LookupError, ValueError):
        checker.Parse(content, True)
    try:
        return ET.fromstring(content)  # nosec B314 - declarations were refused above
    except (ET.ParseError, LookupError, ValueError) as error:
        raise RecordError(
            noop("“{file}” is damaged (part “{part}”): open it in its program, save it again, then run."),
            file=file, part=part,
        ) from error  # fmt: skip


def local(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def attribute(element: ET.Element, name: str) -> str | None:
    """An attribute by its name without namespace."""
    for found, value in element.attrib.items():
        if found.rsplit("}", 1)[-1] == name:
            return value
    return None


def count(element: ET.Element, name: str, default: int = 1) -> int:
    """An attribute that is a whole number; ``default`` where it is missing or is none."""
    written = attribute(element, name) or ""
    return int(written) if written.isdecimal() and len(written) < 10 else default
