# SPDX-License-Identifier: GPL-2.0-or-later
"""Paths of attached files: one that leads outside the folder of the plan is handed to nobody."""

from __future__ import annotations

import re

from ..errors import noop
from .losses import LOST, Losses
from .plan_content import PlanContent

_ELSEWHERE = re.compile(r"^(?:/|~|[A-Za-z]:|\w+://)")


def leads_outside(path: str) -> bool:
    """True for an absolute path, one of a drive or of an address, and one that goes up."""
    plain = path.strip().replace("\\", "/")
    return bool(_ELSEWHERE.match(plain)) or ".." in plain.split("/")


def withhold_outside(content: PlanContent, losses: Losses) -> None:
    """Take such paths off the content, and say so. The database refuses them; a file changed by other means may not."""
    for action in content.every_action():
        for piece in action.attachments:
            if piece["path"] and leads_outside(str(piece["path"])):
                told = noop(
                    "The path leads outside the folder of the plan: it is not written. Copy the file beside the plan."
                )
                losses.add(action, "attachment", piece["path"], LOST, told)
                piece["path"] = None
