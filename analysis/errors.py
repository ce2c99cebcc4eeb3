# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user can mend: one exception, with the place in the data and a sentence that says the remedy."""

from __future__ import annotations

from typing import Any


def noop(text: str) -> str:
    """Mark a sentence for translation at the boundary; the extraction looks for this name."""
    return text


class DataError(Exception):
    """Input that cannot be used as it is.

    ``sentence`` is an English template marked with :func:`noop`; ``facts`` fill it (layer, field, row, value…).
    The boundary translates the template and raises ``QgsProcessingException``.
    """

    def __init__(self, sentence: str, **facts: Any) -> None:
        super().__init__(sentence.format(**facts))
        self.sentence = sentence
        self.facts = facts


class Cancelled(Exception):
    """The user cancelled; raised by the progress callable between two blocks of work."""
