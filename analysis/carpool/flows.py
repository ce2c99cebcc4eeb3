# SPDX-License-Identifier: GPL-2.0-or-later
"""Flows from home to work between the communes of a layer, summed from INSEE's MOBPRO file or any table of flows.

A row of MOBPRO is a person of a sample, with a weight (IPONDI): weights are summed, rows never counted. INSEE asks for
caution below 200 workers. Nothing is left out without being counted, by its weight.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..numbers import parse_number
from ..territory.codes import normal_code
from .flow_file import FlowFile, Progress

SMALL_FLOW = 200.0  # workers: INSEE, detail files of the census, "effectifs inférieurs à 200 à manier avec précaution"
EITHER, ORIGIN, DESTINATION = "either", "origin", "destination"
ENDS = (EITHER, ORIGIN, DESTINATION)  # which end of a flow must be in the layer
CAR_CODES = ("5",)  # TRANS since the base 2017; 4 before
SURE, CAUTION = "usable", "caution"
# Municipal arrondissements and their commune (INSEE, code officiel géographique).
_DISTRICTS = {
    **{str(75101 + i): "75056" for i in range(20)},
    **{str(69381 + i): "69123" for i in range(9)},
    **{str(13201 + i): "13055" for i in range(16)},
}
_NONE, _UNKNOWN, _ABROAD = -3, -1, -2
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Flows:
    """What a table of flows has between the communes of the layer.

    ``table``: origin, destination (codes of the layer), workers, rows (lines summed), reliability. ``left_out``: by
    reason, (workers, rows). ``unknown``: workers by code that the layer has not, the heaviest first. ``merged``: former
    code → code of the layer, where one was followed. ``modes``: the codes of means of travel seen.
    """

    table: pd.DataFrame
    left_out: dict[str, tuple[float, int]]
    unknown: dict[str, float]
    merged: dict[str, str]
    modes: frozenset[str]
    rows: int
    digest: str = ""

    def lost(self, *reasons: str) -> float:
        """Workers left out for these reasons."""
        return sum(self.left_out.get(reason, (0.0, 0))[0] for reason in reasons)


def read_flows(
    path: str | Path, communes: Collection[str], progress: Progress, mapping: dict[str, str] | None = None,
    merges: Mapping[str, str] | None = None, car_codes: Collection[str] = CAR_CODES, ends: str = EITHER,
) -> Flows:  # fmt: skip
    """Flows of a CSV, or of INSEE's archive, between ``communes``; in blocks, whatever its size.

    ``mapping``: role → column (``flow_file.read_flow_mapping``), empty for MOBPRO. ``merges``: former code → present one.
    Raises ``DataError`` naming the file, and ``Cancelled`` through ``progress``.
    """
    file = FlowFile(path, mapping)
    total = FlowSum(communes, merges or {}, car_codes, ends)
    for block in file.blocks(progress):
        total.add(block)
    return total.flows(file.digest)


@dataclass
class FlowSum:
    """Adds up blocks of a table of flows; ``add`` takes columns of texts named by role (``Columns``)."""

    communes: Collection[str]
    merges: Mapping[str, str]
    car_codes: Collection[str] = CAR_CODES
    ends: str = EITHER
    inside: bool = False  # keep the flows of which both ends are in one commune
    rows: int = 0
    _left: dict[str, list[float]] = field(default_factory=dict)
    _unknown: dict[str, float] = field(default_factory=dict)
    _modes: set[str] = field(default_factory=set)
    _merged: dict[str, str] = field(default_factory=dict)
    _sums: list[pd.DataFrame] = field(default_factory=list)
    _known: dict[str, tuple[int, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._codes = [normal_code(code) for code in dict.fromkeys(self.communes)]
        self._index = {code: i for i, code in enumerate(self._codes)}
        self._cars = {_plain(code) for code in self.car_codes}

    def add(self, block: pd.DataFrame) -> None:
        """Sort the rows of a block into flows and what is left out, each row once and in this order."""
        workers = _weights(block["flow"])
        origin, home = self._places(block["origin"])
        if "district" in block:
            district, name = self._places(block["district"])
            origin, home = np.where(district >= 0, district, origin), np.where(district >= 0, name, home)
        destination, work = self._places(block["destination"])
        if "foreign" in block:
            destination = np.where(_translated(block["foreign"], _works_abroad), _ABROAD, destination)
        self.rows += len(block)
        rest = np.ones(len(block), dtype=bool)
        rest = self._leave("unreadable", np.isnan(workers), rest, workers)
        rest = self._leave("outside", ~self._wanted(origin, destination), rest, workers)
        if "mode" in block:
            rest = self._leave("other_mode", ~self._by_car(block["mode"]), rest, workers)
        rest = self._leave("abroad", (destination == _ABROAD) | (origin == _ABROAD), rest, workers)
        for reason, place, code in (("unknown_origin", origin, home), ("unknown_destination", destination, work)):
            lost = rest & (place < 0)
            names, rank = np.unique(code[lost].astype(str), return_inverse=True)
            for name, weight in zip(names.tolist(), np.bincount(rank, workers[lost]), strict=True):
                self._unknown[name] = self._unknown.get(name, 0.0) + float(weight)
            rest = self._leave(reason, place < 0, rest, workers)
        if not self.inside:
            rest = self._leave("intrazonal", origin == destination, rest, workers)
        table = pd.DataFrame({"o": origin[rest], "d": destination[rest], "workers": workers[rest], "rows": 1})
        self._sums.append(_summed(table))

    def flows(self, digest: str = "") -> Flows:
        """The flows added up so far."""
        total = _summed(pd.concat(self._sums)) if self._sums else _summed(pd.DataFrame({"o": [], "d": [], "workers": [], "rows": []}, dtype=float))  # fmt: skip
        codes = np.array(self._codes, dtype=object)
        table = pd.DataFrame(
            {
                "origin": codes[total["o"].to_numpy(dtype=np.int64)],
                "destination": codes[total["d"].to_numpy(dtype=np.int64)],
                "workers": total["workers"].to_numpy(dtype=float),
                "rows": total["rows"].to_numpy(dtype=np.int64),
            }
        )
        table["reliability"] = np.where(table["workers"] < SMALL_FLOW, CAUTION, SURE)
        unknown = dict(sorted(self._unknown.items(), key=lambda one: -one[1]))
        left = {reason: (weight, int(rows)) for reason, (weight, rows) in self._left.items()}
        return Flows(table, left, unknown, self._merged, frozenset(self._modes), self.rows, digest)  # fmt: skip

    def _leave(self, reason: str, those: Flags, rest: Flags, workers: Floats) -> Flags:
        """Count rows of ``rest`` among ``those`` under a reason; returns what remains."""
        gone = rest & those
        if gone.any():
            count = self._left.setdefault(reason, [0.0, 0])
            count[0] += float(np.nansum(workers[gone]))
            count[1] += int(gone.sum())
        return rest & ~those

    def _wanted(self, origin: Ints, destination: Ints) -> Flags:
        if self.ends == ORIGIN:
            return np.asarray(origin >= 0)
        if self.ends == DESTINATION:
            return np.asarray(destination >= 0)
        return np.asarray((origin >= 0) | (destination >= 0))

    def _places(self, column: pd.Series) -> tuple[Ints, NDArray[Any]]:
        """The commune of each row (n,), negative where there is none, and the code as written."""
        coded = column.astype("category").cat
        found = []
        for text in coded.categories:
            if text not in self._known:
                code = normal_code(str(text))
                self._known[text] = (self._place(code), code)
            found.append(self._known[text])
        found.append((_NONE, ""))
        places, codes = zip(*found, strict=True)
        position = coded.codes.to_numpy()
        return np.array(places, dtype=np.int64)[position], np.array(codes, dtype=object)[position]

    def _place(self, code: str) -> int:
        """The commune of the layer that a code stands for: itself, the one it was merged into, or that of a district."""
        if code in self._index:
            return self._index[code]
        if code in ("", "ZZZZZ"):
            return _NONE
        if _is_abroad(code):
            return _ABROAD
        for present in (self.merges.get(code, ""), _DISTRICTS.get(code, "")):
            if present in self._index:
                self._merged[code] = present
                return self._index[present]
        return _UNKNOWN

    def _by_car(self, column: pd.Series) -> Flags:
        self._modes.update(_plain(str(code)) for code in column.astype("category").cat.categories)
        return _translated(column, lambda code: _plain(code) in self._cars)


def _translated(column: pd.Series, rule: Any) -> Flags:
    """``rule`` of each text (n,), asked once for each different text; False where missing."""
    coded = column.astype("category").cat
    return np.array([*(bool(rule(str(code))) for code in coded.categories), False])[coded.codes.to_numpy()]


def _is_abroad(code: str) -> bool:
    """Foreign codes begin with 99 (INSEE's countries) or a letter (communes across the border)."""
    return code.startswith("99") or code[:1].isalpha()


def _works_abroad(foreign: str) -> bool:
    """DCFLT names the place of work abroad; 99999 there is France."""
    return foreign.strip().upper() not in ("", "99999", "ZZZZZ")


def _plain(code: str) -> str:
    text = code.strip()
    return text[:-2] if text.endswith(".0") else text


def _weights(column: pd.Series) -> Floats:
    """Workers (n,), NaN for what is not a number of 0 or more; decimal points or commas."""
    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan).copy()
    unread = np.flatnonzero(np.isnan(values))
    texts = column.to_numpy(dtype=object)[unread]
    values[unread] = [parse_number(text) if isinstance(text, str) and text.strip() else np.nan for text in texts]
    values[~(values >= 0) | ~np.isfinite(values)] = np.nan
    return np.asarray(values, dtype=np.float64)


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    return table.groupby(["o", "d"], as_index=False)[["workers", "rows"]].sum()
