# SPDX-License-Identifier: GPL-2.0-or-later
"""Which action of the plan an action that was read is: the same one, or a likely twin a person must judge."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from ..errors import noop
from ..reading.normalised import key
from ..reading.structure import ReadAction
from .known import KnownAction

ALIKE = 0.6  # likeness of two titles with one number
SHARED = 0.8  # share of words two titles have in common

SAME_TITLE = noop(
    "Likely the same as “{title}” (number {number}) of the plan: same title, but the numbers do not agree. Not merged: a person decides."
)
SAME_NUMBER = noop(
    "Likely the same as “{title}” (number {number}) of the plan: same number and a title that resembles it. Not merged: a person decides."
)
SAME_WORDS = noop(
    "Likely the same as “{title}” (number {number}) of the plan: nearly the same words. Not merged: a person decides."
)
ADDED_BEFORE = noop(
    "Likely the same as “{title}” (number {number}) of the plan, but an earlier import of this document added it: put it aside in the plan, then import again with the twins merged."
)


@dataclass(frozen=True)
class Twin:
    """A likely twin and the sentence that says why."""

    action: KnownAction
    sentence: str


class Matcher:
    """Finds each action of the plan at most once."""

    def __init__(self, actions: list[KnownAction]) -> None:
        self.used: set[str] = set()
        self.by_uuid = {action.uuid: action for action in actions}
        self._exact: dict[tuple[str | None, str, str], list[KnownAction]] = {}
        self._source: dict[tuple[str, str], KnownAction] = {}
        self._titles: dict[str, list[KnownAction]] = {}
        self._numbers: dict[str, list[KnownAction]] = {}
        self._words: dict[str, list[KnownAction]] = {}
        for action in actions:
            self._exact.setdefault((action.parent, action.number, action.title), []).append(action)
            system, identifier = action.row.get("source_system"), action.row.get("source_id")
            if system and identifier:
                self._source[system, identifier] = action
            if action.parent is None:
                self._titles.setdefault(action.title, []).append(action)
                self._numbers.setdefault(action.number, []).append(action)
                for word in set(action.title.split()):
                    if len(word) > 3:
                        self._words.setdefault(word, []).append(action)

    def same(self, read: ReadAction, parent: str | None) -> KnownAction | None:
        """The action whose uuid was given, or whose number and normalised title (and axes, when both have them) agree."""
        found = self.by_uuid.get(read.uuid or "")
        if found is None:
            exact = self._exact.get((parent, (read.number or "").casefold(), key(read.title)), [])
            path = tuple(key(step.name) for step in read.axes[0]) if read.axes else ()
            free = [a for a in exact if a.uuid not in self.used]
            found = next((a for a in free if a.path == path), None)
            if found is None:
                found = next((a for a in free if read.number or not path or not a.path), None)
        if found is None and read.source_system and read.source_id:
            known = self._source.get((read.source_system, read.source_id))
            if known and SequenceMatcher(None, known.title, key(read.title)).ratio() >= SHARED:
                found = known
        if found is None or found.uuid in self.used:
            return None
        self.used.add(found.uuid)
        return found

    def twin(self, read: ReadAction) -> Twin | None:
        """A likely twin among the actions nothing else was found to be."""
        title, number = key(read.title), (read.number or "").casefold()
        for known in self._free(self._titles.get(title, [])):
            return Twin(known, SAME_TITLE)
        if number:
            for known in self._free(self._numbers.get(number, [])):
                if SequenceMatcher(None, known.title, title).ratio() >= ALIKE:
                    return Twin(known, SAME_NUMBER)
        words = {word for word in title.split() if len(word) > 3}
        rarest = min(words, key=lambda word: len(self._words.get(word, ())) or 10**9, default="")
        if len(words) >= 4:
            for known in self._free(self._words.get(rarest, [])):
                theirs = {word for word in known.title.split() if len(word) > 3}
                if len(words & theirs) / len(words | theirs) >= SHARED:
                    return Twin(known, SAME_WORDS)
        return None

    def _free(self, actions: list[KnownAction]) -> list[KnownAction]:
        return [action for action in actions if action.uuid not in self.used]
