# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of the office and its copy in the field: edited, read back, and found sound after a merge."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

from atlas_pcaet.records import schema
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.links import Place, attach
from atlas_pcaet.records.plan_file import backup, create_plan, open_plan, transaction
from atlas_pcaet.records.sync.merging import Merged
from atlas_pcaet.records.values import NewValue, store_value
from plan_rows import LAMBERT, LAYER

VERSION_2 = Path(__file__).resolve().parents[1] / "data" / "plan_v2.sql"


def point(x: float, y: float, key: str) -> Place:
    return Place(struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, x, y), (x, y, x, y), key, 1)


def office_plan(folder: Path) -> Path:
    """A plan with an axis, two actions, a place and a value."""
    folder.mkdir()
    file = folder / "plan.gpkg"
    create_plan(file, "PCAET d'essai", LAMBERT, "A. B.")
    with closing(open_plan(file)) as plan, transaction(plan, "A. B."):
        one = create_action(plan, NewAction("Créer une aire", number="1", axis="Mobilité", status="a_venir"), "A. B.")
        create_action(plan, NewAction("Isoler les toits", number="2"), "A. B.")
        attach(plan, one, "point", LAYER, [point(650_000, 7_060_000, "a0")], author="A. B.")
        store_value(plan, NewValue("apc_air_bandes", 2024, "result", value=10.0, action="1"), "A. B.")
    return file


def field_copy(office: Path, folder: Path) -> Path:
    """The office's plan, taken away."""
    folder.mkdir()
    backup(office, folder / "plan.gpkg")
    return folder / "plan.gpkg"


def one(path: Path, query: str, *values: object) -> object:
    """The first row found, or its only value."""
    with closing(sqlite3.connect(path)) as plan:
        row = plan.execute(query, values).fetchone()
        return row[0] if row and len(row) == 1 else row


def rows(path: Path, query: str) -> list[tuple]:
    with closing(sqlite3.connect(path)) as plan:
        return plan.execute(query).fetchall()


def everything(path: Path) -> list[list[tuple]]:
    """Every row of every table, the journal among them."""
    return [rows(path, f"SELECT * FROM {table.name} ORDER BY fid") for table in schema.TABLES]


def sound(path: Path) -> None:
    """The file is whole, nothing refers to what is not there, and every place is in its spatial index."""
    with closing(open_plan(path)) as plan:
        assert plan.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert plan.execute("PRAGMA foreign_key_check").fetchall() == []
        for link in ("link_point", "link_line", "link_polygon"):
            placed = plan.execute(f"SELECT count(*) FROM {link} WHERE geom IS NOT NULL").fetchone()[0]
            assert plan.execute(f"SELECT count(*) FROM rtree_{link}_geom").fetchone()[0] == placed


def choice(merged: Merged, which: str) -> dict[str, str]:
    """Every conflict settled for ``which`` side."""
    return {conflict.id: which for conflict in merged.conflicts}
