# SPDX-License-Identifier: GPL-2.0-or-later
"""A wind rose in place of hourly weather: how often the wind comes from each side at each speed, and what it cannot say.

Two layouts are read: a row for each direction and speed (``direction; vitesse; frequence``, and ``stabilite`` from A to F
if it is known), or a row for each direction and a column for each class of speed (``direction; 0-2; 2-4; >4``). A row
without direction is calm or variable wind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import column_name
from .emission_factors import Floats
from .weather import CALM, DIRECTION, FASTEST, SPEED, TIME, UNITS
from .wind_kernel import DEGREES, Classes, Kernel, Progress, Release, fold

FREQUENCY = (
    "frequence",
    "frequency",
    "freq",
    "pct",
    "pourcentage",
    "part",
    "occurrence",
    "occurrences",
    "nombre",
    "count",
)
STABILITY = ("stabilite", "stability", "classe_de_stabilite", "pasquill")
NEUTRAL = 3  # D
OPEN_ENDED = 1.25  # a class without upper bound is taken from its lower bound to so many times it
RANGE = re.compile(r"^\W*(?P<low>\d+(?:[.,]\d+)?)\s*(?:-|–|à|a|to|_)\s*(?P<high>\d+(?:[.,]\d+)?)\D*$")
ABOVE = re.compile(r"^\W*(?:>|≥|>=|plus de|sup\w*|over)\s*=?\s*(?P<low>\d+(?:[.,]\d+)?)\D*$", re.IGNORECASE)
BELOW = re.compile(r"^\W*(?:<|≤|<=|moins de|inf\w*|under)\s*=?\s*(?P<high>\d+(?:[.,]\d+)?)\D*$", re.IGNORECASE)


@dataclass(frozen=True)
class Rose:
    """Winds (n,): speed (m/s), direction of origin (degrees, NaN for calm or variable), frequency (sums to 1), Pasquill
    class (0 for A); ``stability_known`` is False where every wind is taken as neutral.
    """

    speed: Floats
    direction: Floats
    frequency: Floats
    stability: np.ndarray
    stability_known: bool

    @property
    def calms(self) -> float:
        """Share of winds below 1 m/s."""
        return float(self.frequency[self.speed < 1].sum())


def is_rose(path: str | Path) -> bool:
    """True when a file reads as a rose: a direction, no date, and frequencies or classes of speed."""
    try:
        with Path(path).open("rb") as file:
            names = _names(_decoded(file.readline()))
    except OSError:
        return False
    plain = [_plain(name) for name in names]
    if any(name in TIME for name in plain) or not any(name in DIRECTION for name in plain):
        return False
    return any(name in FREQUENCY for name in plain) or sum(_class_speed(name) is not None for name in names) >= 2


def read_rose(path: str | Path, unit: str = "") -> Rose:
    """Read a rose; speeds in ``unit`` (m/s, km/h, kt; m/s if empty), frequencies in any unit: they are brought to a sum of 1.

    Raises ``DataError`` naming the file and line: a number that is none, a direction outside 0 to 360, nothing above 0.
    """
    file = Path(path)
    lines = _decoded(file.read_bytes()).splitlines()
    delimiter = _delimiter(lines[0])
    names = _names(lines[0])
    plain = [_plain(name) for name in names]
    rows = [
        (number, [cell.strip().strip('"') for cell in line.split(delimiter)])
        for number, line in enumerate(lines[1:], start=2)
        if line.strip()
    ]
    factor = UNITS[unit or "m/s"]
    towards = next(i for i, name in enumerate(plain) if name in DIRECTION)
    if any(name in FREQUENCY for name in plain):
        winds = _long(file, plain, rows, towards)
    else:
        winds = _wide(file, names, rows, towards)
    if not winds or sum(w[2] for w in winds) <= 0:
        raise DataError(noop("The wind rose “{file}” has no frequency above 0."), file=file.name)
    speed, direction, frequency, stability = (np.array(part, dtype=float) for part in zip(*winds, strict=True))
    if np.max(speed) * factor > FASTEST:
        raise DataError(
            noop("In the weather file “{file}” the wind reaches {speed} m/s: it is in another unit. Choose km/h or knots."),
            file=file.name, speed=f"{np.max(speed) * factor:.0f}",
        )  # fmt: skip
    kept = frequency > 0
    known = bool(np.isfinite(stability[kept]).all())
    return Rose(
        np.maximum(speed[kept] * factor, CALM), np.where(direction[kept] >= 0, direction[kept] % 360, np.nan),
        frequency[kept] / frequency[kept].sum(), np.where(np.isfinite(stability[kept]), stability[kept], NEUTRAL).astype(int), known,
    )  # fmt: skip


def rose_classes(rose: Rose) -> Classes:
    """The winds of a rose by speed and stability, each direction spread over its sector."""
    keys, which = np.unique(np.stack([rose.stability, rose.speed]), axis=1, return_inverse=True)
    which = np.ravel(which)
    origin = np.zeros((keys.shape[1], DEGREES))
    half = _sector(rose.direction) / 2
    degree = np.arange(DEGREES)
    for row, direction, frequency in zip(which, rose.direction, rose.frequency, strict=True):
        if np.isnan(direction):
            origin[row] += frequency / DEGREES
            continue
        away = np.abs((degree - direction + 180) % 360 - 180)
        # Each degree stands for half a degree on both sides: the share of it inside the sector.
        inside = np.clip(half + 0.5 - away, 0, 1)
        origin[row] += frequency * inside / inside.sum()
    return Classes(keys[1], keys[0].astype(int), origin)


def rose_kernel(rose: Rose, z0: float, zref: float, release: Release, progress: Progress) -> Kernel:
    """The kernel of a rose. It knows neither the hour of the traffic nor, without classes, the stability of the air."""
    table = fold(rose_classes(rose), z0, zref, release, progress)
    counts = np.bincount(rose.stability, weights=rose.frequency, minlength=6)
    facts = {
        "kind": "rose",
        "period": "",
        "hours": 0,
        "whole_year": False,
        "calms_share": round(rose.calms, 4),
        "stability_known": rose.stability_known,
        "stability_share": {name: round(float(share), 4) for name, share in zip("ABCDEF", counts, strict=True)},
        "z0_m": z0,
        "zref_m": zref,
        "height_m": release.height,
        "sigma_z0_m": release.sigma_z0,
        "receptor_height_m": release.receptor_height,
        "model": "R-LINE v1.2",
    }
    return Kernel(table, facts)


def _long(file: Path, plain: list[str], rows: list[tuple[int, list[str]]], towards: int) -> list[tuple[float, ...]]:
    place = {
        role: next((i for i, name in enumerate(plain) if name in wanted), None)
        for role, wanted in (("speed", SPEED), ("frequency", FREQUENCY), ("stability", STABILITY))
    }
    if place["speed"] is None:
        raise DataError(
            noop("The wind rose “{file}” has no column for the speed. Name one “vitesse”, in m/s."), file=file.name
        )
    winds: list[tuple[float, ...]] = []
    for line, cells in rows:
        speed, frequency = (_number(file, line, cells, place[role]) for role in ("speed", "frequency"))
        letter = cells[place["stability"]].upper()[:1] if place["stability"] is not None else ""
        if letter and letter not in "ABCDEF":
            raise DataError(
                noop("The wind rose “{file}”, line {line}: “{value}” is not a class of stability. Write A to F."),
                file=file.name, line=line, value=letter,
            )  # fmt: skip
        stability = float("ABCDEF".index(letter)) if letter else float("nan")
        winds.append((speed, _direction(file, line, cells[towards]), frequency, stability))
    return winds


def _wide(file: Path, names: list[str], rows: list[tuple[int, list[str]]], towards: int) -> list[tuple[float, ...]]:
    speeds = {i: speed for i, name in enumerate(names) if (speed := _class_speed(name)) is not None}
    return [
        (speed, _direction(file, line, cells[towards]), _number(file, line, cells, column), float("nan"))
        for line, cells in rows
        for column, speed in speeds.items()
    ]


def _number(file: Path, line: int, cells: list[str], column: int | None) -> float:
    text = cells[column] if column is not None and column < len(cells) else ""
    value = parse_number(text) if text else 0.0
    if not np.isfinite(value) or value < 0:
        raise DataError(
            noop("The wind rose “{file}”, line {line}: “{value}” is not a number of 0 or more."),
            file=file.name, line=line, value=text,
        )  # fmt: skip
    return float(value)


def _direction(file: Path, line: int, text: str) -> float:
    """Degrees, or -1 for a wind without direction."""
    if not text or text.casefold() in ("calme", "calmes", "calm", "variable", "vrb"):
        return -1.0
    compass = {name: 22.5 * i for i, name in enumerate(
        ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"))}  # fmt: skip
    named = text.upper().replace("O", "W")
    value = compass[named] if named in compass else parse_number(text)
    if not 0 <= value <= 360:
        raise DataError(
            noop("The wind rose “{file}”, line {line}: “{value}” is not a direction. Write 0 to 360, or N, NE…"),
            file=file.name, line=line, value=text,
        )  # fmt: skip
    return float(value)


def _class_speed(name: str) -> float | None:
    """The speed that stands for a class: the one whose inverse is the mean inverse over the class."""
    for pattern in (RANGE, ABOVE, BELOW):
        found = pattern.match(re.sub(r"(m/s|km/h|kt)", "", name.strip()))
        if found:
            bounds = {key: parse_number(text) for key, text in found.groupdict().items()}
            low = max(bounds.get("low", 0.0), CALM)
            high = max(bounds.get("high", low * OPEN_ENDED), CALM)
            return low if high <= low else float((high - low) / np.log(high / low))
    return None


def _sector(direction: Floats) -> float:
    """Degrees between neighbouring directions of the rose."""
    known = np.unique(direction[np.isfinite(direction)] % 360)
    if len(known) < 2:
        return 10.0
    return float(np.min(np.diff(np.r_[known, known[0] + 360])))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def _delimiter(line: str) -> str:
    return max(";,\t", key=line.count)


def _names(line: str) -> list[str]:
    return [name.strip().strip('"') for name in line.strip().split(_delimiter(line))]


def _plain(name: str) -> str:
    return column_name(re.sub(r"[\(\[].*?[\)\]]", "", name), {}).strip("_")
