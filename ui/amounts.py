# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers of things, in words."""

from __future__ import annotations

from ..i18n import tr


def actions(count: int) -> str:
    """``12 actions``, ``1 action``, ``no action``."""
    return tr("{} actions").format(count) if count > 1 else tr("1 action") if count else tr("no action")


def places(count: int) -> str:
    """``12 places``, ``1 place``, ``no place``."""
    return tr("{} places").format(count) if count > 1 else tr("1 place") if count else tr("no place")
