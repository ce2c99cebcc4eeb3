# SPDX-License-Identifier: GPL-2.0-or-later
"""What a schema does not see in carpool places: where they stand, which are the same, how old they are.

Every function looks and proposes; none changes what was read. Positions are longitudes and latitudes in WGS 84.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..errors import DataError, noop
from ..territory.codes import normal_code
from .national_schema import INFORMATION, INSEE, WARNING, Problem, iso_date

if TYPE_CHECKING:
    import geopandas

# Where French places are, (west, south, east, north): areas of use of the national systems in the EPSG registry: 2154
# mainland, 5490 Antilles, 2972 Guyane, 2975 La Réunion, 4471 Mayotte, 4467 Saint-Pierre-et-Miquelon.
FRANCE = (
    (-9.86, 41.15, 10.38, 51.56), (-63.66, 14.08, -57.52, 18.54), (-54.61, 2.05, -49.41, 8.88),
    (51.83, -24.72, 58.24, -18.28), (43.68, -14.49, 46.70, -11.33), (-57.10, 43.41, -55.90, 47.37),
)  # fmt: skip
LAMBERT_93 = 2154
EARTH_M = 6_371_008.8  # mean radius of the Earth (IUGG), for a first sieve only
STALE_YEARS = 5
DECIMALS = 4  # “au moins 4 chiffres après le point décimal”, schema 0.2.0
NEAR_M = 0.5  # below it, two places have the same coordinates
# Arrondissements have codes of their own; layers of communes often have the city only (COG, INSEE).
CITIES = ((r"751[0-2]\d", "75056"), (r"6938\d", "69123"), (r"132[01]\d", "13055"))
WITHOUT_PLACES = {"Auto-stop", "Ligne de covoiturage"}  # stops, where nobody parks
# UTF-8 read as Windows-1252 (é → Ã©), and DOS accents read as Windows-1252 (é → ‚).
DAMAGED = (
    (r"[ÃÂ][\x80-\xbfŒœŠšŸŽžƒˆ˜\u2013-\u203a€™]", "utf-8"),
    (r"(?<=[A-Za-z])[‚Šˆ‡‰‹](?=[a-z])", "cp850"),
)


def positions(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Longitude, latitude (°) and what was done, each (n,), from two coordinates that may be anything.

    ``how`` is "" as written, ``swapped``, ``lambert_93``, ``lambert_93_swapped``, or ``none`` (NaN): missing, or nowhere
    in France however it is read.
    """
    import pyproj

    longitude, latitude = x.astype("float64").copy(), y.astype("float64").copy()
    how = np.full(len(x), "none", dtype=object)
    inside = in_france(x, y)
    how[inside] = ""
    swapped = ~inside & in_france(y, x)
    longitude[swapped], latitude[swapped], how[swapped] = y[swapped], x[swapped], "swapped"
    to_degrees = pyproj.Transformer.from_crs(LAMBERT_93, 4326, always_xy=True)
    for name, east, north in (("lambert_93", x, y), ("lambert_93_swapped", y, x)):
        left = (how == "none") & (np.abs(east) > 1000) & (np.abs(north) > 1000)
        # Lists: pyproj takes an array of one for a number, in a way that numpy gives up.
        degrees = to_degrees.transform(np.where(left, east, np.nan).tolist(), np.where(left, north, np.nan).tolist())
        lon, lat = (np.array(values, dtype="float64") for values in degrees)
        right = left & in_france(lon, lat, FRANCE[:1])
        longitude[right], latitude[right], how[right] = lon[right], lat[right], name
    longitude[how == "none"] = latitude[how == "none"] = np.nan
    return longitude, latitude, how


def in_france(
    longitude: np.ndarray, latitude: np.ndarray, boxes: Sequence[tuple[float, float, float, float]] = FRANCE
) -> np.ndarray:
    """True (n,) where a position is in the area of one of the French systems; NaN is nowhere."""
    inside = np.zeros(len(longitude), dtype=bool)
    for west, south, east, north in boxes:
        inside |= (longitude >= west) & (longitude <= east) & (latitude >= south) & (latitude <= north)
    return inside


def position_problems(table: pd.DataFrame, how: np.ndarray, lon: np.ndarray, lat: np.ndarray) -> list[Problem]:
    """Coordinates that were not read as they are written, or have too few decimals."""
    sentences = {
        "swapped": noop("Longitude and latitude are swapped; the place is drawn at {proposal}."),
        "lambert_93": noop("The coordinates are in Lambert-93; the place is drawn at {proposal}."),
        "lambert_93_swapped": noop("The coordinates are in Lambert-93, north before east; the place is drawn at {proposal}."),
        "none": noop("There is no position in France in these coordinates: the place is left out."),
    }  # fmt: skip
    problems = []
    for row, (x, y) in enumerate(zip(table["Xlong"], table["Ylat"], strict=True)):
        value = f"{x} {y}".strip()
        if how[row]:
            proposal = None if how[row] == "none" else f"{lon[row]:.7f} {lat[row]:.7f}"
            rule = "no_position" if how[row] == "none" else str(how[row])
            facts: dict[str, Any] = {"proposal": proposal}
            problems.append(Problem(row, "Xlong, Ylat", value, rule, sentences[how[row]], facts, proposal, WARNING))
        elif min(_decimals(x), _decimals(y)) < DECIMALS:
            sentence = noop(
                "The coordinates have fewer than {count} decimals: the place is known to some ten metres or more."
            )
            facts = {"count": DECIMALS}
            problems.append(Problem(row, "Xlong, Ylat", value, "few_decimals", sentence, facts, None, INFORMATION))
    return problems


def _decimals(text: str) -> int:
    found = re.fullmatch(r"\s*-?\d+(?:[.,](\d*))?\s*", text)
    return len(found[1] or "") if found else 99


def communes_of(
    longitude: np.ndarray, latitude: np.ndarray, insee: Sequence[str], communes: geopandas.GeoDataFrame
) -> pd.DataFrame:
    """The commune each place stands in, and how far the commune it declares is.

    ``communes`` has polygons, in a CRS of metres, and the columns ``code`` and ``name``. Returns, one row per place, ``code`` and ``name``
    (None outside every commune), ``known`` (the layer has the declared code), ``distance_m`` to that commune (NaN when
    unknown; 0 inside), and ``nearest`` and ``nearest_m``, the commune nearest to a place (0 m inside). On a border the declared commune wins. Raises ``DataError`` when no code is an INSEE code.
    """
    import geopandas
    import shapely

    codes = communes["code"].to_numpy(dtype=object)
    if not any(re.fullmatch(INSEE, code) for code in codes):
        raise DataError(
            noop("No value of the code field of the communes is an INSEE code (first value: {value}). Choose the field that holds it."),
            value=codes[0] if len(codes) else "–",
        )  # fmt: skip
    places = geopandas.GeoSeries(geopandas.points_from_xy(longitude, latitude), crs=4326)
    points, shapes = places.to_crs(communes.crs).to_numpy(), communes.geometry.to_numpy()
    located = np.flatnonzero(np.isfinite(longitude))
    tree = shapely.STRtree(shapes)
    hit, commune = tree.query(points[located], predicate="intersects")
    (_place, nearest), metres = tree.query_nearest(points[located], return_distance=True, all_matches=False)
    near = dict(zip(located.tolist(), zip(codes[nearest], metres.tolist(), strict=True), strict=True))
    around: dict[int, list[int]] = {}
    for place, position in zip(located[hit].tolist(), commune.tolist(), strict=True):
        around.setdefault(place, []).append(position)
    by_code: dict[str, list[int]] = {}
    for position, code in enumerate(codes):
        by_code.setdefault(code, []).append(position)
    rows = []
    for place, declared in enumerate(insee):
        code = next((c for c in (declared, city_of(declared)) if c in by_code), None)
        here = sorted(around.get(place, []), key=lambda p: (codes[p] != code, codes[p]))
        known = code is not None
        distance = np.nan
        if code is not None and np.isfinite(longitude[place]):
            distance = shapely.distance(shapes[by_code[code]], points[place]).min()
        found = here[0] if here else None
        name = communes["name"].iloc[found] if found is not None else None
        here_code = codes[found] if found is not None else None
        rows.append((here_code, name, known, float(distance), *near.get(place, (None, np.nan))))
    return pd.DataFrame(rows, columns=["code", "name", "known", "distance_m", "nearest", "nearest_m"])


def city_of(code: str) -> str:
    """The commune of an arrondissement of Paris, Lyon or Marseille; another code is its own."""
    return next((city for pattern, city in CITIES if re.fullmatch(pattern, code)), code)


def insee_agreement(insee: Sequence[str], located: pd.DataFrame) -> np.ndarray:
    """1 where the declared code is the commune of the place, 0 where it is another, NaN where the place is in none; (n,)."""
    same = [
        np.nan if found is None else float(normal_code(code) == found or city_of(code) == city_of(found))
        for code, found in zip(insee, located["code"], strict=True)
    ]
    return np.array(same, dtype="float64")


def insee_problems(table: pd.DataFrame, located: pd.DataFrame, agrees: np.ndarray) -> list[Problem]:
    """Places that do not stand in the commune whose code they bear; ``table`` has at least ``insee`` and ``ad_lieu``."""
    postal = noop("{insee} is the postal code written in the address; the place stands in {commune}.")
    unknown = noop("No commune of the layer has the code {insee}; the place stands in {commune}.")
    other = noop("The place stands in {commune}, {distance} away from {insee}.")
    outside = noop("The place stands in no commune of the layer; the nearest, {nearest}, is {distance} away.")
    problems = []
    for row, insee in enumerate(table["insee"]):
        found = located.iloc[row]
        facts: dict[str, Any] = {"insee": insee, "commune": " ".join(filter(None, (found["code"], found["name"])))}
        if found["code"] is None and found["nearest"] is not None:
            facts |= {"nearest": found["nearest"], "distance": _length(found["nearest_m"])}
            problems.append(Problem(row, "insee", insee, "outside_communes", outside, facts, None, WARNING))
        if agrees[row] != 0 or insee == "":
            continue
        if re.search(rf"\b{re.escape(insee)}\b", table["ad_lieu"].iloc[row]):
            rule, sentence = "insee_is_postal_code", postal
        elif not found["known"] or not np.isfinite(found["distance_m"]):
            rule, sentence = "insee_unknown", unknown
        else:
            rule, sentence = "insee_differs", other
            facts["distance"] = _length(found["distance_m"])
        problems.append(Problem(row, "insee", insee, rule, sentence, facts, found["code"], WARNING))
    return problems


def _length(metres: float) -> str:
    return f"{max(metres, 1):.0f} m" if metres < 1000 else f"{metres / 1000:.0f} km"


def pairs_within(longitude: np.ndarray, latitude: np.ndarray, distance_m: float) -> pd.DataFrame:
    """Pairs of places within ``distance_m`` on the ellipsoid: columns ``first``, ``second`` (positions) and ``metres``."""
    import pyproj
    from scipy.spatial import cKDTree

    located = np.flatnonzero(np.isfinite(longitude) & np.isfinite(latitude))
    lon, lat = np.radians(longitude[located]), np.radians(latitude[located])
    sphere = EARTH_M * np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    near = np.empty((0, 2), dtype=np.intp)
    if len(located):
        near = located[cKDTree(sphere).query_pairs(1.01 * distance_m + 0.01, output_type="ndarray")]
    first, second = near[:, 0], near[:, 1]
    geod = pyproj.Geod(ellps="WGS84")
    ends = (longitude[first], latitude[first], longitude[second], latitude[second])
    metres = np.array(geod.inv(*(values.tolist() for values in ends))[2], dtype="float64")
    pairs = pd.DataFrame({"first": first, "second": second, "metres": metres})
    return pairs[pairs["metres"] <= distance_m].sort_values(["first", "second"], ignore_index=True)


def duplicates_to_keep(
    pairs: pd.DataFrame, capacity: np.ndarray, dates: Sequence[datetime.date | None], is_open: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Which place each one repeats, and at what distance: ``(kept, metres)``, (n,), -1 and NaN where it repeats none.

    Of places near each other an open one is kept before a closed one, then the one with most places, then the newest,
    then the first. What is left out is always near a kept one.
    """
    size = len(capacity)
    kept, metres = np.full(size, -1, dtype=np.intp), np.full(size, np.nan)
    near: dict[int, list[tuple[int, float]]] = {}
    for first, second, distance in pairs.itertuples(index=False):
        near.setdefault(int(first), []).append((int(second), distance))
        near.setdefault(int(second), []).append((int(first), distance))

    def rank(place: int) -> tuple[bool, float, int, int]:
        day = dates[place]
        places = capacity[place] if np.isfinite(capacity[place]) else -1.0
        return (not is_open[place], -places, -day.toordinal() if day else 0, place)

    chosen: set[int] = set()
    for place in sorted(near, key=rank):
        if kept[place] >= 0:
            continue
        chosen.add(place)
        for other, distance in near[place]:
            if other not in chosen and (kept[other] < 0 or distance < metres[other]):
                kept[other], metres[other] = place, distance
    return kept, metres


def duplicate_problems(
    table: pd.DataFrame, ids: Sequence[str], kept: np.ndarray, metres: np.ndarray
) -> list[Problem]:  # fmt: skip
    """One problem for each place that repeats another."""
    again = noop("The place is {metres} m from {kept}, which is kept.")
    same = noop(
        "The place has the same coordinates as {kept} under another name: one of the two positions may be wrong."
    )
    problems = []
    for row in np.flatnonzero(kept >= 0):
        other_name = table["nom_lieu"].iloc[row].casefold() != table["nom_lieu"].iloc[kept[row]].casefold()
        sentence = same if metres[row] < NEAR_M and other_name else again
        facts = {"metres": round(float(metres[row])), "kept": ids[kept[row]]}
        problems.append(Problem(int(row), "", ids[row], "duplicate", sentence, facts, ids[kept[row]], WARNING))
    return problems


def state_problems(
    table: pd.DataFrame, dates: Sequence[datetime.date | None], is_open: Sequence[str | None], capacity: np.ndarray,
    today: datetime.date,
) -> list[Problem]:  # fmt: skip
    """Dates in the future or older than five years, closed places, places without capacity."""
    leap = today.month == 2 and today.day == 29
    oldest = today.replace(year=today.year - STALE_YEARS, day=28 if leap else today.day)
    problems = []
    for row, (day, opened) in enumerate(zip(dates, is_open, strict=True)):
        written = table["date_maj"].iloc[row]
        facts = {"day": day, "today": today, "years": STALE_YEARS}
        if day is not None and day > today:
            sentence = noop("The date {day} is after {today}.")
            problems.append(Problem(row, "date_maj", written, "future_date", sentence, facts, None, WARNING))
        elif day is not None and day < oldest:
            sentence = noop("The place was last updated on {day}, more than {years} years ago.")
            problems.append(Problem(row, "date_maj", written, "stale_date", sentence, facts, None, INFORMATION))
        if opened == "false":
            sentence = noop("The place is closed.")
            problems.append(Problem(row, "ouvert", table["ouvert"].iloc[row], "closed", sentence, {}, None, WARNING))
        if without_capacity(capacity[row], table["type"].iloc[row]):
            sentence = noop("The number of parking places is not known: it is missing, 0 or not a number.")
            value = table["nbre_pl"].iloc[row]
            problems.append(Problem(row, "nbre_pl", value, "no_capacity", sentence, {}, None, WARNING))
    return problems


def without_capacity(capacity: float, kind: str) -> bool:
    """True when the parking places are not known: missing, or 0 where people park."""
    return not np.isfinite(capacity) or (capacity == 0 and kind not in WITHOUT_PLACES)


def day_of(text: str | None) -> datetime.date | None:
    """The date of a proposed value."""
    return iso_date(text) if text else None


def damaged_texts(table: pd.DataFrame, columns: Sequence[str]) -> list[Problem]:
    """Accents lost when a file was read in the wrong encoding before it came here (``all‚e``, ``ParkingÃ©``)."""
    problems = []
    for column in columns:
        for row, text in enumerate(table[column]):
            repaired = repaired_text(text)
            if repaired is None and "�" not in text:
                continue
            sentence = noop("Accents were lost in “{value}”: it was once read in the wrong encoding.")
            problems.append(
                Problem(row, column, text, "lost_accents", sentence, {"value": text}, repaired, INFORMATION)
            )
    return problems


def repaired_text(text: str) -> str | None:
    """The text before it was read in the wrong encoding, or None when it does not look so."""
    repaired = text
    for pattern, encoding in DAMAGED:
        repaired = re.sub(pattern, lambda found, read=encoding: _redecoded(found[0], read), repaired)  # type: ignore[misc]
    return repaired if repaired != text else None


def _redecoded(text: str, encoding: str) -> str:
    try:
        return text.encode("cp1252").decode(encoding)
    except (UnicodeDecodeError, UnicodeEncodeError):
        return text
