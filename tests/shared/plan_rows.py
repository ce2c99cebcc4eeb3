# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of a plan: counted, and made with what a test says of them."""

from __future__ import annotations

import struct

from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.links import Place, SourceLayer
from atlas_pcaet.records.plan_file import PlanCrs, transaction

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
LAYER = SourceLayer("Aires", "aires.gpkg|layername=aires", "abc", "id_lieu")


def count(connection, table: str) -> int:
    return connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]


def made(connection, **facts) -> str:
    with transaction(connection):
        return create_action(connection, NewAction(**({"title": "Une action"} | facts)), "A. B.")


def multipoint(x: float, y: float, key: str | None = None, fid: int = 1) -> Place:
    """ISO WKB, little-endian: a MultiPoint of one Point."""
    wkb = struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, x, y)
    return Place(wkb, (x, y, x, y), key, fid)
