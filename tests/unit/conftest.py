# SPDX-License-Identifier: GPL-2.0-or-later
"""What tests of several files begin with."""

from __future__ import annotations

from pathlib import Path

import plan_copies
import pytest


@pytest.fixture
def office(tmp_path) -> Path:
    """The plan, with an axis, two actions, a place and a value; ``field`` is its copy."""
    return plan_copies.office_plan(tmp_path / "bureau")


@pytest.fixture
def field(office, tmp_path) -> Path:
    """The copy of the plan that was away."""
    return plan_copies.field_copy(office, tmp_path / "terrain")
