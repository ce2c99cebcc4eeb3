# SPDX-License-Identifier: GPL-2.0-or-later
"""The scores of the Bicycle Network Analysis (PeopleForBikes): what low stress reaches of what all streets reach.

Source: the SQL of brokenspoke-analyzer (access_schools, access_population, access_overall) and its parameters, in
``resources/parameters/acces_bna.csv``. One change, because missing is not zero: an item of which nothing is within reach
by any street, or that nobody gave, is left out of the weights (BNA keeps people and jobs in them, at 0).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..network.road_rules import fold
from ..numbers import parse_number
from ..parameter_table import read_rows

POPULATION, JOBS = "population", "jobs"  # the items scored by steps
TOTAL = 100.0
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Scoring:
    """The table: ``steps`` (share, score) in increasing order; ``points`` of the first, second and third place of an item;
    ``categories`` with their weights; ``weights`` of the items of each; ``kinds``: the item that a folded word stands for."""

    detour: float
    max_trip_m: float
    steps: tuple[tuple[float, float], ...]
    points: Mapping[str, tuple[float, float, float]]
    categories: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    kinds: Mapping[str, str]

    def item(self, kind: str) -> str:
        """The item that a kind of place stands for, empty when there is none."""
        return self.kinds.get(fold(kind), "")

    def score(self, item: str, low: Floats, every: Floats) -> Floats:
        """Score 0 to 1 (n,) of an item from what is connected on low stress and by all streets (n,)."""
        if item in (POPULATION, JOBS):
            return step_score(low, every, self.steps)
        return place_score(low, every, self.points[item])

    def overall(self, scores: Mapping[str, Floats]) -> Floats:
        """Score 0 to 100 (n,) from those of the items (n,), at least one; NaN items left out, NaN where all are."""
        count = len(next(iter(scores.values())))
        total, weight = np.zeros(count), np.zeros(count)
        for category, of_category in self.categories.items():
            inside = self.weights[category]
            score = _weighted([(inside[item], values) for item, values in scores.items() if item in inside], count)
            known = np.isfinite(score)
            total += np.where(known, of_category * score, 0.0)
            weight += np.where(known, of_category, 0.0)
        return np.divide(TOTAL * total, weight, out=np.full(count, np.nan), where=weight > 0)


def _weighted(parts: list[tuple[float, Floats]], count: int) -> Floats:
    """The mean (n,) of known values by their weights."""
    total, weight = np.zeros(count), np.zeros(count)
    for each, values in parts:
        known = np.isfinite(values)
        total += np.where(known, each * values, 0.0)
        weight += np.where(known, each, 0.0)
    return np.divide(total, weight, out=np.full(count, np.nan), where=weight > 0)


def step_score(low: Floats, every: Floats, steps: tuple[tuple[float, float], ...]) -> Floats:
    """Score (n,) of people or jobs: the share on low stress, linear between the steps, 0 at 0 and 1 at 1.

    NaN where ``every`` is 0 or NaN: nothing is within reach by any street.
    """
    low, every = np.asarray(low, dtype=float), np.asarray(every, dtype=float)
    share = np.divide(low, every, out=np.full(every.shape, np.nan), where=every > 0)
    shares, scores = zip((0.0, 0.0), *steps, (1.0, 1.0), strict=True)
    return np.where(np.isnan(share), np.nan, np.interp(share, shares, scores))


def place_score(low: Floats, every: Floats, points: tuple[float, float, float]) -> Floats:
    """Score (n,) of places of one item, by how many are connected on low stress out of ``every`` (n,).

    The first, second and third bring their points, the others an equal part of the rest; a point of 0 ends the list there;
    all of them connected is 1. NaN where there is none by any street.
    """
    low, every = np.asarray(low, dtype=float), np.asarray(every, dtype=float)
    given = points[: next((rank for rank, point in enumerate(points) if point == 0), len(points))]
    reached = np.concatenate([[0.0], np.cumsum(given)])
    listed = len(given)
    rest = np.divide(low - listed, every - listed, out=np.zeros(every.shape), where=every > listed)
    first = reached[np.clip(np.nan_to_num(low), 0, listed).astype(np.int64)]
    score = np.where(low > listed, reached[-1] + (1.0 - reached[-1]) * rest, first)
    score = np.where(low >= every, 1.0, score)
    return np.where((every > 0) & np.isfinite(low), score, np.nan)


def read_scoring(path: str | Path) -> Scoring:
    """The scoring of a CSV table (rule, item, value). Raises ``DataError`` naming the file and the line or what it lacks."""
    file = Path(path)
    texts: dict[str, dict[str, tuple[int, str]]] = {
        rule: {} for rule in ("connection", "step", "category", "weight", "points", "kinds")
    }
    for line, row in read_rows(file, ("rule", "item", "value")):
        if row["rule"] not in texts:
            raise _wrong(file, line, row["rule"])
        texts[row["rule"]][row["item"]] = line, row["value"]
    for rule, item in (
        ("connection", "detour"),
        ("connection", "max_trip_m"),
        ("category", ""),
        ("weight", ""),
        ("step", ""),
    ):
        if not texts[rule] or (item and item not in texts[rule]):
            raise DataError(
                noop("The table “{file}” has no line “{rule}”. Copy the shipped table and change its values."),
                file=file.name, rule=f"{rule},{item}".rstrip(","),
            )  # fmt: skip
    numbers = {
        rule: {item: _numbers(file, *texts[rule][item], parts) for item in texts[rule]}
        for rule, parts in (("connection", 1), ("step", 2), ("category", 1), ("weight", 1), ("points", 3))
    }
    categories = {item: values[0] for item, values in numbers["category"].items()}
    weights: dict[str, dict[str, float]] = {category: {} for category in categories}
    for name, values in numbers["weight"].items():
        category, _slash, item = name.partition("/")
        if category not in weights or (item not in (POPULATION, JOBS) and item not in numbers["points"]):
            raise _wrong(file, texts["weight"][name][0], name)
        weights[category][item] = values[0]
    known = {item for inside in weights.values() for item in inside}
    kinds: dict[str, str] = {}
    for item, (line, words) in texts["kinds"].items():
        if item not in known:
            raise _wrong(file, line, item)
        kinds |= {fold(word): item for word in words.split("|")}
    points = {item: (values[0], values[1], values[2]) for item, values in numbers["points"].items()}
    steps = tuple(sorted((values[0], values[1]) for values in numbers["step"].values()))
    one = numbers["connection"]
    return Scoring(one["detour"][0], one["max_trip_m"][0], steps, points, categories, weights, kinds)


def _numbers(file: Path, line: int, text: str, parts: int) -> list[float]:
    """``parts`` numbers from 0, separated by slashes; shares, points and steps go up to 1."""
    values = [parse_number(part) for part in text.split("/")]
    if len(values) != parts or not all(value >= 0 for value in values) or (parts > 1 and max(values) > 1):
        raise _wrong(file, line, text)
    return values


def _wrong(file: Path, line: int, text: str) -> DataError:
    return DataError(
        noop("The table “{file}”, line {line}: “{value}” is not what stands there in the shipped table. Copy it and change its values."),
        file=file.name, line=line, value=text,
    )  # fmt: skip
