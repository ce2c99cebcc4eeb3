# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user can mend in a plan."""

from __future__ import annotations

from typing import Any


def noop(text: str) -> str:
    """Mark a sentence for translation at the boundary; the extraction looks for this name."""
    return text


class RecordError(Exception):
    """A plan that cannot be opened or a row that cannot be written; ``sentence`` is a template filled by ``facts``."""

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__(sentence.format(**facts))
        self.sentence = sentence
        self.facts = facts
