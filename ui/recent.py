# SPDX-License-Identifier: GPL-2.0-or-later
"""The plans opened lately, kept in the user's settings."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings

KEY = "atlas_pcaet/recent_plans"
KEPT = 8


def recent_plans() -> list[str]:
    """Paths, the last opened first; those that are gone are left out."""
    stored = QgsSettings().value(KEY, [])
    paths = [stored] if isinstance(stored, str) else list(stored or [])
    return [path for path in paths if Path(path).is_file()]


def remember_plan(path: str) -> None:
    """Put ``path`` first."""
    others = [known for known in recent_plans() if Path(known) != Path(path)]
    QgsSettings().setValue(KEY, [path, *others][:KEPT])
