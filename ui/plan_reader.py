# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the plan's file for the docks: by Python's sqlite3 when it is GDAL's own library, else through QGIS."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qgis.core import QgsProviderRegistry

from ..processing.plan.plan_access import one_sqlite
from ..records import plan_file, storage


class PlanReader:
    """Committed rows of a plan. ``rows`` is the query that the index asks for."""

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

    def version(self) -> int:
        """A number that changes when another program has written; 0 where it is not known."""
        if self._connection is None:
            return 0
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _inlined(sql: str, values: Sequence[Any]) -> str:
    """The values written into the text, quoted: QGIS's own connection takes none."""
    for number in range(len(values), 0, -1):
        value = values[number - 1]
        text = repr(float(value)) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"
        sql = sql.replace(f"?{number}", text) if f"?{number}" in sql else sql.replace("?", text, 1)
    return sql
