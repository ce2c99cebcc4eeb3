# SPDX-License-Identifier: GPL-2.0-or-later
"""Hourly weather files as stations give them: Météo-France (three layouts), EPW, or any table with a date and a wind.

What a file says in its own way (kelvin, km/h, octas, ``mq``, a direction of 0 for a calm) is turned into m/s, degrees
and fractions, and counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..numbers import parse_number
from ..parameter_table import column_name
from .emission_factors import Floats

CALM = 0.5  # m/s: below, a vane says nothing; the hour is kept at this speed
KNOT, KMH = 0.514444, 1 / 3.6
UNITS = {"m/s": 1.0, "km/h": KMH, "kt": KNOT}
FASTEST = 60.0  # m/s: above, it is another unit or a mistake
MISSING = {"", "mq", "na", "nan", "null", "none", "-", "n.c.", "nc", "9999", "999", "-999", "-9999"}
TIME = ("date", "aaaammjjhh", "datetime", "time", "date_heure", "heure_tu", "utc", "validity_time", "horodatage")
SPEED = ("ff", "vitesse", "vitesse_vent", "wind_speed", "windspeed", "ws", "vent_vitesse", "speed", "u")
DIRECTION = ("dd", "direction", "direction_vent", "wind_direction", "winddirection", "wd", "vent_direction", "dir")
TEMPERATURE = ("t", "temperature", "temp", "tair", "dry_bulb")
CLOUD = ("n", "nebulosite", "cloud", "cloud_cover", "nbas", "total_sky_cover")
HOURS_OF_A_YEAR = 8760
EPW_HEADER = 8


@dataclass(frozen=True)
class Note:
    """What was done to a file: a ``sentence`` to be translated, filled by ``facts``."""

    sentence: str
    facts: dict[str, object]


@dataclass
class Weather:
    """Hours in order: time (UTC, or local standard time in an EPW), speed (m/s), direction (degrees, NaN when variable or
    unknown), temperature (K), cloud (0 to 1), NaN where missing; hours without wind are left out and counted.
    """

    time: pd.DatetimeIndex
    speed: Floats
    direction: Floats
    temperature: Floats
    cloud: Floats
    local_time: bool
    read: int
    notes: list[Note] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.speed)

    @property
    def calms(self) -> float:
        """Share of hours below 1 m/s."""
        return float(np.mean(self.speed < 1)) if len(self) else float("nan")

    @property
    def whole_year(self) -> bool:
        """True when every month is there, about evenly: else a mean over it is not an annual one."""
        months = np.bincount(self.time.month, minlength=13)[1:]
        return bool(len(self) >= 0.75 * HOURS_OF_A_YEAR and months.min() > 0.5 * len(self) / 12)

    @property
    def period(self) -> str:
        """``2014-01-01 – 2014-01-31``."""
        return f"{self.time[0]:%Y-%m-%d} – {self.time[-1]:%Y-%m-%d}" if len(self) else ""


def read_weather(path: str | Path, unit: str = "") -> Weather:
    """Read a weather file; ``unit`` of the wind speed (m/s, km/h, kt) when the file does not say it.

    Raises ``DataError`` naming the file: no date, no wind, no usable hour, or speeds that cannot be what they claim.
    """
    file = Path(path)
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise DataError(
            noop("The weather file “{file}” cannot be read: {reason}."),
            file=str(file),
            reason=error.strerror or str(error),
        ) from error
    text = raw.decode("utf-8-sig", errors="replace") if _is_utf8(raw) else raw.decode("cp1252", errors="replace")
    lines = text.splitlines()
    if lines and lines[0].startswith("LOCATION"):
        table, local = _epw(file, lines), True
    else:
        table, local = _delimited(file, lines), False
    return _weather(file, table, local, unit)


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _epw(file: Path, lines: list[str]) -> pd.DataFrame:
    """EnergyPlus weather: positions are fixed (EnergyPlus Auxiliary Programs, "EPW CSV format")."""
    rows = [line.split(",") for line in lines[EPW_HEADER:] if line.count(",") >= 22]
    if not rows:
        raise DataError(noop("The EPW file “{file}” has no hour."), file=file.name)
    hour = [f"{int(r[0]):04d}-{int(r[1]):02d}-{int(r[2]):02d} {int(r[3]) - 1:02d}:00" for r in rows]
    return pd.DataFrame(
        {
            "time": hour,
            "speed": [r[21] for r in rows],
            "direction": [r[20] for r in rows],
            "temperature": [r[6] for r in rows],
            "cloud": [str(parse_number(r[22]) * 10) for r in rows],  # tenths, as per cent
        }
    ).assign(speed_name="wind speed (m/s)")


def _delimited(file: Path, lines: list[str]) -> pd.DataFrame:
    if not lines:
        raise DataError(noop("The weather file “{file}” is empty."), file=file.name)
    delimiter = max(";,\t", key=lines[0].count)
    names = [name.strip().strip('"') for name in lines[0].split(delimiter)]
    plain = [column_name(re.sub(r"[\(\[].*?[\)\]]", "", name), {}).strip("_") for name in names]
    found = {
        role: next((plain.index(name) for name in wanted if name in plain), None)
        for role, wanted in (
            ("time", TIME), ("speed", SPEED), ("direction", DIRECTION), ("temperature", TEMPERATURE), ("cloud", CLOUD),
        )
    }  # fmt: skip
    for role, label in (("time", "date"), ("speed", "ff"), ("direction", "dd")):
        if found[role] is None:
            raise DataError(
                noop("“{file}” is neither hourly weather nor a wind rose: no column “{example}”. Weather needs a date, ff (m/s) and dd (degrees). It has: {known}."),
                file=file.name, example=label, known=", ".join(names)[:200],
            )  # fmt: skip
    rows = [cells for line in lines[1:] if len(cells := line.split(delimiter)) >= len(names) - 1]
    last = max(position for position in found.values() if position is not None)
    table = pd.DataFrame(
        {
            role: [row[position].strip().strip('"') if position is not None else "" for row in rows if len(row) > last]
            for role, position in found.items()
        }
    )
    return table.assign(speed_name=names[found["speed"] or 0])


def _weather(file: Path, table: pd.DataFrame, local: bool, unit: str) -> Weather:
    time = _times(table["time"])
    speed, direction, temperature, cloud = (
        _values(table[name]) for name in ("speed", "direction", "temperature", "cloud")
    )
    notes: list[Note] = []
    factor, said = _unit(str(table["speed_name"].iloc[0]) if len(table) else "", unit)
    if said != "m/s":
        notes.append(Note(noop("Wind speeds in {unit} were turned into m/s."), {"unit": said}))
    speed = speed * factor
    usable = ~np.isnat(time) & np.isfinite(speed) & (speed >= 0)
    if not usable.any():
        raise DataError(noop("The weather file “{file}” has no hour with a date and a wind speed."), file=file.name)
    if np.median(speed[usable]) > 20 or np.max(speed[usable]) > FASTEST:
        raise DataError(
            noop("In the weather file “{file}” the wind reaches {speed} m/s: it is in another unit. Choose km/h or knots."),
            file=file.name, speed=f"{np.max(speed[usable]):.0f}",
        )  # fmt: skip
    missing = int((~usable).sum())
    if missing:
        notes.append(
            Note(
                noop("{count} hours of {total} without wind or date were left out."),
                {"count": missing, "total": len(table)},
            )
        )
    kept = np.flatnonzero(usable)
    _order, first = np.unique(time[kept], return_index=True)
    if len(first) < len(kept):
        notes.append(Note(noop("{count} hours written twice were taken once."), {"count": len(kept) - len(first)}))
    kept = kept[first]
    direction, temperature, cloud = direction[kept], temperature[kept], cloud[kept]
    # 0 is a calm in Météo-France's files and north is 360; 990, -1 and VRB are a wind without direction.
    known = (direction >= 0) & (direction <= 360) & ~((direction == 0) & (speed[kept] < CALM))
    if (~known).any():
        notes.append(
            Note(
                noop("{count} hours of calm or variable wind have no direction: they are spread over all."),
                {"count": int((~known).sum())},
            )
        )
    return Weather(
        pd.DatetimeIndex(time[kept]), speed[kept], np.where(known, direction % 360, np.nan),
        np.where(temperature < 150, temperature + 273.15, temperature), _fraction(cloud), local, len(table), notes,
    )  # fmt: skip


def _times(column: pd.Series) -> np.ndarray:
    digits = column.str.replace(r"\D", "", regex=True).str.slice(0, 12)
    compact = column.str.fullmatch(r"\d{10,14}")
    stamped = pd.to_datetime(digits.str.slice(0, 10).where(compact), format="%Y%m%d%H", errors="coerce")
    written = pd.to_datetime(column.where(~compact), errors="coerce", utc=True, format="mixed", dayfirst=False)
    european = pd.to_datetime(column.where(~compact), errors="coerce", utc=True, format="%d/%m/%Y %H:%M")
    other = european.fillna(written).dt.tz_localize(None)
    return stamped.fillna(other).to_numpy(dtype="datetime64[ns]")


def _values(column: pd.Series) -> Floats:
    texts = column.fillna("").astype(str).str.strip()
    return np.array([np.nan if t.casefold() in MISSING else parse_number(t) for t in texts], dtype=float)


def _unit(name: str, unit: str) -> tuple[float, str]:
    """The factor to m/s: the one asked for, else the one written in the column's name, else m/s."""
    if unit:
        return UNITS[unit], unit
    folded = name.casefold().replace(" ", "")
    if "km/h" in folded or "kmh" in folded:
        return KMH, "km/h"
    if re.search(r"[\(\[_](kt|kts|noeuds|nœuds|knots?)\b", folded):
        return KNOT, "kt"
    return 1.0, "m/s"


def _fraction(cloud: Floats) -> Floats:
    """Cloud cover from 0 to 1, from octas (9: sky not visible) or per cent."""
    known = cloud[np.isfinite(cloud)]
    scale = 8.0 if len(known) and known.max() <= 9 else 100.0
    return np.clip(cloud / scale, 0, 1)
