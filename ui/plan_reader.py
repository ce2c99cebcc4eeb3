# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a plan for the docks: its file by Python's sqlite3 when it is GDAL's own library, else through QGIS; its schema
of a database through QGIS's connection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from qgis.core import QgsProviderRegistry

from ..cartography.plan_database import PlanDatabase
from ..cartography.plan_layers import OpenPlan
from ..processing.plan.plan_access import one_sqlite
from ..records import plan_file, storage
from ..records.errors import RecordError
from ..records.plan_address import PlanAddress

# The latest numbers of the journal: a change written by a longer transaction may take a number below the last.
_LATEST = (
    "SELECT CAST(coalesce(sum(fid), 0) AS bigint) FROM (SELECT fid FROM journal ORDER BY fid DESC LIMIT 500) AS latest"
)


class PlanReader:
    """Committed rows of a plan in a file. ``rows`` is the query that the index asks for."""

    far = False  # an answer costs a way to a server and back

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: plan_file.PlanConnection | None = None
        self._by_qgis: Any = None
        if one_sqlite():
            if not storage.is_network(path):
                self._connection = plan_file.open_plan(path)
                self._connection.row_factory = None
        else:
            self._by_qgis = QgsProviderRegistry.instance().providerMetadata("ogr").createConnection(path, {})

    def rows(self, sql: str, *values: Any) -> Iterable[Sequence[Any]]:
        """Rows of ``sql`` with ``values`` for its ``?``; nothing is left open on a share."""
        if self._by_qgis is not None:
            return [list(row) for row in self._by_qgis.executeSql(_inlined(sql, values))]
        if self._connection is not None:
            return self._connection.execute(sql, values).fetchall()
        connection = plan_file.open_plan(self._path)
        try:
            connection.row_factory = None
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    @property
    def asked(self) -> Callable[..., Iterable[Sequence[Any]]]:
        """The same query; one that raises where ``rows`` of a database gives nothing."""
        return self.rows

    def version(self) -> int:
        """A number that changes when another program has written; 0 where it is not known."""
        if self._connection is None:
            return 0
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def may_write(self) -> bool:
        """True: a file that is read-only is told when it is written."""
        return True

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _Query:
    """Rows of a database, with what the index asks about boxes; ``failed`` is told a ``RecordError`` instead of its being raised."""

    def __init__(self, database: PlanDatabase, failed: Callable[[RecordError], None] | None = None) -> None:
        self._database, self._failed = database, failed
        self.in_box = f"geom && ST_MakeEnvelope(?1, ?3, ?2, ?4, {database.plan.srid:d})"

    def __call__(self, sql: str, *values: Any) -> Iterable[Sequence[Any]]:
        try:
            return self._database.rows(sql, *values)
        except RecordError as error:
            if self._failed is None:
                raise
            self._failed(error)
            return []


class DatabaseReader:
    """Committed rows of a plan in a database.

    ``rows`` gives nothing and tells ``failed`` when the server does not answer, for the panels that ask; ``asked`` raises.
    """

    far = True

    def __init__(self, address: PlanAddress, uri: str, failed: Callable[[RecordError], None]) -> None:
        self.database = PlanDatabase(address, uri)
        self.rows, self.asked = _Query(self.database, failed), _Query(self.database)

    def version(self) -> int:
        """A number that changes when someone has written, from the journal."""
        ((latest,),) = self.asked(_LATEST)
        return int(latest)

    def may_write(self) -> bool:
        """False when the account only reads."""
        return self.database.may_write()

    def close(self) -> None:
        """Nothing to let go: the connection is QGIS's."""


def reader_of(path: str, failed: Callable[[RecordError], None], plan: OpenPlan | None = None) -> PlanReader | DatabaseReader:  # fmt: skip
    """A reader of the plan at ``path``, by the layers of ``plan`` where this QGIS does not have its connection."""
    address = PlanAddress.of(path)
    if not address.in_database:
        return PlanReader(path)
    return DatabaseReader(address, plan.layers["action"].source() if plan else "", failed)


def _inlined(sql: str, values: Sequence[Any]) -> str:
    """The values written into the text, quoted: QGIS's own connection takes none."""
    for number in range(len(values), 0, -1):
        value = values[number - 1]
        text = repr(float(value)) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
        sql = sql.replace(f"?{number}", text) if f"?{number}" in sql else sql.replace("?", text, 1)
    return sql
