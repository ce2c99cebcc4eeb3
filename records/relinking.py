# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of the places that actions are attached to, after their layer was updated: states, and proposals.

In the order of the reference (records.md, 1.3): the key and its value; the key written otherwise; the same form; the
best overlap, or the nearest. What is found by anything else than the key is proposed, never applied by itself.
A feature id is never trusted alone: a shapefile gives it to another feature when it is repacked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

OK, MOVED, CHANGED, LOST, AMBIGUOUS = "ok", "moved", "changed", "lost", "ambiguous"
KEY, VARIANT, FORM, OVERLAP, NEAREST = "key", "key_written_otherwise", "same_form", "overlap", "nearest"
# Two candidates nearer to each other than this are left to a person to tell apart.
MARGIN = 0.1
# A field under another name is taken for the key when it holds this share of the known keys, and no other does as well.
KNOWN_SHARE = 0.5

Digest = bytes


@dataclass(frozen=True)
class Candidate:
    """A feature (its position in what was read) that a place may be, by which rule, from 0 to 1."""

    feature: int
    rule: str
    score: float


@dataclass(frozen=True)
class Verdict:
    """The state of a link, the rule that found it and the features it may be, best first; none when it is lost."""

    state: str
    rule: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def found(self) -> Candidate | None:
        """The one feature it is; None when it is lost or ambiguous."""
        return self.candidates[0] if self.candidates and self.state not in (LOST, AMBIGUOUS) else None


@dataclass(frozen=True)
class Compared:
    """A place beside a feature: the same within a centimetre, the same form elsewhere, and the share in common."""

    same: bool
    moved: bool
    score: float


class Features:
    """What was read of a layer, to be looked up: keys as text (None without), digests of the forms, feature ids."""

    def __init__(self, keys: Sequence[str | None], forms: Sequence[Digest], fids: Sequence[int]) -> None:
        self.keys, self.forms, self.fids = keys, forms, fids
        self.by_key = _positions(keys)
        self.by_form = _positions(forms)

    @cached_property
    def by_variant(self) -> dict[str | bytes, list[int]]:
        """By the key as :func:`normal_key` writes it; made when a key is not found as it is."""
        return _positions(normal_key(key) if key is not None else None for key in self.keys)


def _positions(values: Iterable[str | bytes | None]) -> dict[str | bytes, list[int]]:
    found: dict[str | bytes, list[int]] = {}
    for position, value in enumerate(values):
        if value is not None:
            found.setdefault(value, []).append(position)
    return found


def normal_key(key: str) -> str:
    """A key without what spreadsheets and re-entries change: case, spaces, leading zeros, the ``.0`` of a number."""
    text = re.sub(r"\s+", "", key).casefold()
    text = re.sub(r"^(\d+)\.0+$", r"\1", text)
    return text.lstrip("0") or "0" if text else ""


def renamed_key(wanted: Iterable[str], columns: Mapping[str, Iterable[str | None]], name: str) -> str | None:
    """The field of a layer that bears the keys ``wanted`` now that none is called ``name``; None when no one does.

    First the same name in another case; else the field that holds the largest share of them, at least
    :data:`KNOWN_SHARE`, when it is alone to hold that many.
    """
    for column in columns:
        if column.casefold() == name.casefold():
            return column
    keys = set(wanted)
    shares = sorted(((len(keys & set(values)) / max(len(keys), 1), column) for column, values in columns.items()), reverse=True)  # fmt: skip
    best = [column for share, column in shares if share >= KNOWN_SHARE and share == shares[0][0]]
    return best[0] if len(best) == 1 else None


class Resolution:
    """The links to one layer, resolved: by key and form at once, by geometry for those that need it."""

    def __init__(
        self, features: Features, keys: Sequence[str | None], forms: Sequence[Digest | None], fids: Sequence[int | None]
    ) -> None:
        """Of each link: its key, the digest of its form (None when it has no geometry) and the feature id it knew."""
        self.features, self.keys, self.forms, self.fids = features, keys, forms, fids
        self.verdicts: dict[int, Verdict] = {}
        self.to_compare: list[tuple[int, int]] = []  # (link, feature), by key, of another form
        self.to_search: list[int] = []  # links that neither a key nor a form finds
        self._by_key: dict[int, tuple[str, list[int]]] = {}
        for link in range(len(keys)):
            self._look_up(link)

    def _look_up(self, link: int) -> None:
        rule, hits = self._key_hits(link)
        form = self.forms[link]
        alike = self.features.by_form.get(form, []) if form is not None else []
        if not hits:
            self._by_form(link, alike)
            return
        same = [feature for feature in hits if feature in alike] if len(alike) < 50 else sorted(set(hits) & set(alike))
        if len(same) == 1:
            state = OK if rule == KEY else CHANGED
            self.verdicts[link] = Verdict(state, rule, (Candidate(same[0], rule, 1.0),))
            return
        self._by_key[link] = (rule, hits)
        self.to_compare += [(link, feature) for feature in hits]

    def _key_hits(self, link: int) -> tuple[str, list[int]]:
        key = self.keys[link]
        if key is None:
            return "", []
        exact = self.features.by_key.get(key, [])
        return (KEY, exact) if exact else (VARIANT, self.features.by_variant.get(normal_key(key), []))

    def _by_form(self, link: int, alike: list[int]) -> None:
        if not alike:
            self.to_search.append(link)
            return
        state = OK if self.keys[link] is None else CHANGED
        if len(alike) > 1:
            own = [feature for feature in alike if self.features.fids[feature] == self.fids[link]]
            if len(own) != 1 or self.keys[link] is not None:
                self.verdicts[link] = Verdict(AMBIGUOUS, FORM, tuple(Candidate(f, FORM, 1.0) for f in alike[:5]))
                return
            alike = own
        self.verdicts[link] = Verdict(state, FORM, (Candidate(alike[0], FORM, 1.0),))

    def compared(self, results: Sequence[Compared]) -> None:
        """Settle the links of :attr:`to_compare`; ``results`` in its order."""
        beside: dict[int, list[tuple[int, Compared]]] = {}
        for (link, feature), result in zip(self.to_compare, results, strict=True):
            beside.setdefault(link, []).append((feature, result))
        for link, pairs in beside.items():
            self.verdicts[link] = self._of_key(link, pairs)

    def _of_key(self, link: int, pairs: list[tuple[int, Compared]]) -> Verdict:
        rule, _hits = self._by_key[link]
        form = self.forms[link]
        elsewhere = self.features.by_form.get(form, []) if form is not None else []
        ranked = sorted(pairs, key=lambda pair: (not pair[1].same, -pair[1].score, pair[0]))
        several = tuple(Candidate(feature, rule, result.score) for feature, result in ranked[:5])
        same = [feature for feature, result in pairs if result.same]
        if len(same) == 1:
            return Verdict(OK if rule == KEY else CHANGED, rule, several[:1])
        if len(pairs) > 1:
            return Verdict(AMBIGUOUS, rule, several)
        ((_feature, result),) = pairs
        if len(elsewhere) == 1:
            # The key is another feature's now, and the form bears another key: renumbered, or both changed.
            return Verdict(AMBIGUOUS, rule, (Candidate(elsewhere[0], FORM, 1.0), *several))
        if rule == VARIANT and result.score == 0:
            return Verdict(AMBIGUOUS, rule, several)
        if form is None:
            return Verdict(CHANGED, rule, several)
        return Verdict(MOVED if result.moved else CHANGED, rule, several)

    def searched(self, found: Iterable[tuple[int, int, float]], points: Callable[[int], bool]) -> None:
        """Settle the links of :attr:`to_search`; ``found`` gives (link, feature, score), ``points`` tells a point."""
        by_link: dict[int, list[Candidate]] = {}
        for link, feature, score in found:
            rule = NEAREST if points(link) else OVERLAP
            by_link.setdefault(link, []).append(Candidate(feature, rule, score))
        for link in self.to_search:
            several = sorted(by_link.get(link, ()), key=lambda c: (-c.score, c.feature))
            if not several:
                self.verdicts[link] = Verdict(LOST)
            elif len(several) > 1 and several[0].score - several[1].score < MARGIN:
                self.verdicts[link] = Verdict(AMBIGUOUS, several[0].rule, tuple(several))
            else:
                state = MOVED if several[0].rule == NEAREST else CHANGED
                self.verdicts[link] = Verdict(state, several[0].rule, (several[0],))


def proposal_id(link: str, known: tuple[str | None, bytes], new: tuple[str | None, bytes], layer: str) -> str:
    """The identifier of a proposal: another as soon as the key or the form of the link or of the feature is, or ``layer``.

    Not the version of the link: the run that proposes may write its state.
    """
    parts = (link, known[0] or "", known[1].hex(), new[0] or "", new[1].hex(), layer)
    return "p" + hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
