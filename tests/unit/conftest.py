# SPDX-License-Identifier: GPL-2.0-or-later
"""What tests of several files begin with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import plan_copies
import pytest
from atlas_pcaet.records.plan_file import create_plan, open_plan
from plan_rows import LAMBERT


@pytest.fixture
def plan_file(tmp_path) -> Path:
    """A plan just created, without action."""
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT, "A. B.")
    return tmp_path / "plan.gpkg"


@pytest.fixture
def plan(plan_file) -> Iterator[sqlite3.Connection]:
    """The same, open."""
    with closing(open_plan(plan_file)) as connection:
        yield connection


@pytest.fixture
def office(tmp_path) -> Path:
    """The plan, with an axis, two actions, a place and a value; ``field`` is its copy."""
    return plan_copies.office_plan(tmp_path / "bureau")


@pytest.fixture
def field(office, tmp_path) -> Path:
    """The copy of the plan that was away."""
    return plan_copies.field_copy(office, tmp_path / "terrain")
