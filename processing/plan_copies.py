# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans that are in a database, for algorithms that work on files: copied for the run, and what changed written back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingUtils

from ..cartography.plan_database import PlanDatabase
from ..records import plan_copy, plan_file, postgres_rows
from ..records.errors import RecordError, noop
from ..records.plan_address import PlanAddress

TRIES = 3  # to copy a plan that others write meanwhile


@dataclass(frozen=True)
class _Copy:
    database: PlanDatabase
    path: Path
    former: Path  # the same, which nobody changes


class PlanCopies:
    """The copies of one run, by the address of their plan."""

    def __init__(self) -> None:
        self._copies: dict[str, _Copy] = {}

    def local(self, text: str) -> str:
        """The file of the plan at the address ``text``, copied from its database the first time it is asked for.

        Raises ``RecordError`` when the database does not answer, or holds no such plan.
        """
        if text not in self._copies:
            address = PlanAddress.of(text)
            database = PlanDatabase(address)
            folder = Path(QgsProcessingUtils.generateTempFilename("plan"))
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{_file_name(address.schema)}.gpkg"
            copy_from_database(database, path)
            former = path.with_suffix(".avant")
            shutil.copyfile(path, former)
            self._copies[text] = _Copy(database, path, former)
        return str(self._copies[text].path)

    def bring_back(self) -> int:
        """Write what the run changed into the databases; returns how many rows. Raises ``RecordError``."""
        rows = 0
        for copy in self._copies.values():
            with closing(plan_file.open_plan(copy.path)) as plan:
                changes = plan_copy.changes_since(plan, copy.former)
            if changes:
                copy.database.write(
                    postgres_rows.replayed(copy.database.address.schema, changes, copy.database.plan.srid)
                )
            rows += len(changes)
        return rows

    def addresses(self, results: dict[str, Any]) -> dict[str, Any]:
        """``results`` with the address of a plan where they hold its copy; files beside a copy are not results."""
        known = {str(copy.path): address for address, copy in self._copies.items()}
        folders = [copy.path.parent for copy in self._copies.values()]
        given = {key: known.get(value, value) if isinstance(value, str) else value for key, value in results.items()}
        return {
            key: None if isinstance(value, str) and Path(value).parent in folders else value
            for key, value in given.items()
        }

    def close(self) -> None:
        """Remove the copies."""
        for copy in self._copies.values():
            shutil.rmtree(copy.path.parent, ignore_errors=True)
        self._copies.clear()


def copy_from_database(database: PlanDatabase, path: Path) -> None:
    """Copy a plan with its journal into the new file ``path``, as it stood at one moment. Raises ``RecordError``."""
    ((crs,),) = database.rows("SELECT crs FROM plan LIMIT 1")
    authority, _, code = str(crs).partition(":")
    system = QgsCoordinateReferenceSystem(str(crs))
    known = plan_file.PlanCrs(authority, int(code), system.description(), system.toWkt(Qgis.CrsWktVariant.Wkt1Gdal))
    for turn in range(TRIES):
        before = database.latest()
        try:
            plan_copy.make_copy(path, known, database.copied_rows)
        except sqlite3.Error as error:  # rows read while they changed, most likely: once more
            path.unlink(missing_ok=True)
            if turn == TRIES - 1:
                raise RecordError(
                    noop("The plan “{plan}” could not be copied from its database: {reason}."),
                    plan=database.address.name, reason=str(error),
                ) from error  # fmt: skip
        else:
            if database.latest() == before:
                return
        path.unlink(missing_ok=True)
    raise RecordError(
        noop("The plan “{plan}” is written all the time: it could not be copied as it stands at one moment. Run again."),
        plan=database.address.name,
    )  # fmt: skip


def _file_name(schema: str) -> str:
    return "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in schema)
