# SPDX-License-Identifier: GPL-2.0-or-later
"""What a plan is known by: a file, or a schema of a database by the name of its connection in QGIS; never a password.

As text, in a parameter, a setting or a layer's property: the file's path, or ``postgres:connection/schema``. The name of a
connection holds no slash (QGIS refuses it), so that all after the first one is the schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .errors import RecordError, noop

SCHEME = "postgres:"


@dataclass(frozen=True)
class PlanAddress:
    """A ``file``, or a ``connection`` and a ``schema``; the others are empty."""

    file: str = ""
    connection: str = ""
    schema: str = ""

    @classmethod
    def of(cls, text: str | Path) -> PlanAddress:
        """The address that ``text`` is. Raises ``RecordError`` for ``postgres:`` without a connection and a schema."""
        written = str(text)
        if not written.startswith(SCHEME):
            return cls(file=written)
        connection, _, schema = written.removeprefix(SCHEME).partition("/")
        if not connection or not schema:
            raise RecordError(
                noop("“{address}” is not the address of a plan in a database: write postgres:connection/schema."),
                address=written,
            )
        return cls(connection=connection, schema=schema)

    @property
    def in_database(self) -> bool:
        """True for a schema of a database, False for a file."""
        return bool(self.connection)

    @property
    def name(self) -> str:
        """What a person knows it by: the name of the file, or of the schema and its connection."""
        return f"{self.schema} ({self.connection})" if self.in_database else Path(self.file).name

    def __str__(self) -> str:
        return f"{SCHEME}{self.connection}/{self.schema}" if self.in_database else self.file


def file_only(text: str | Path) -> str:
    """The path ``text``. Raises ``RecordError`` when it is a plan in a database, which only the docks write yet."""
    address = PlanAddress.of(text)
    if address.in_database:
        raise RecordError(
            noop("The plan “{plan}” is in a database: this algorithm works on plans in a file only, for now. Use the docks, or give the GeoPackage of a plan."),
            plan=address.name,
        )  # fmt: skip
    return address.file
