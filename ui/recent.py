# SPDX-License-Identifier: GPL-2.0-or-later
"""The plans opened lately, kept in the user's settings."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings

from ..cartography.plan_database import connection_names
from ..records.errors import RecordError
from ..records.plan_address import PlanAddress

KEY = "atlas_pcaet/recent_plans"
KEPT = 8


def recent_plans() -> list[str]:
    """Paths and addresses in a database, the last opened first; those whose file or connection is gone are left out."""
    stored = QgsSettings().value(KEY, [])
    paths = [stored] if isinstance(stored, str) else list(stored or [])
    connections = connection_names()
    return [path for path in paths if _is_there(path, connections)]


def _is_there(path: str, connections: list[str]) -> bool:
    try:
        address = PlanAddress.of(path)
    except RecordError:
        return False
    return address.connection in connections if address.in_database else Path(path).is_file()


def remember_plan(path: str) -> None:
    """Put ``path`` first."""
    others = [known for known in recent_plans() if Path(known) != Path(path)]
    QgsSettings().setValue(KEY, [path, *others][:KEPT])
