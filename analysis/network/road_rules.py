# SPDX-License-Identifier: GPL-2.0-or-later
"""What a road allows, from its attributes: speed for each mode, directions, level; BD TOPO, OSM or any layer by mapping.

Speeds that no field gives come from a table (``resources/parameters/vitesses_reseau.csv``) and are counted as assumed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import to_numbers
from ..parameter_table import read_rows, resolve_columns

MODES = ("car", "bike", "walk")
FORWARD, BACKWARD, BOTH = 1, 2, 3
# Each thing and the names it goes by: BD TOPO 3 (GeoPackage, then shapefile), BD TOPO 2, OSM.
KNOWN = {
    "id": ("cleabs", "id", "osm_id", "objectid"),
    "class": ("highway", "nature"),
    "importance": ("importance",),
    "speed": ("vitesse_moyenne_vl", "vit_moy_vl", "speed_kmh"),
    "maxspeed": ("maxspeed", "vma"),
    "oneway": ("sens_de_circulation", "sens", "oneway"),
    "level": ("position_par_rapport_au_sol", "pos_sol", "layer"),
    "state": ("etat_de_l_objet", "etat"),
    "car_access": ("acces_vehicule_leger", "acces_vl"),
    "walk_access": ("acces_pieton", "acces_ped"),
    "bridge": ("bridge",),
    "tunnel": ("tunnel",),
    "junction": ("junction",),
    "access": ("access",),
    "motorcar_access": ("motorcar",),
    "motor_access": ("motor_vehicle",),
    "vehicle_access": ("vehicle",),
    "bike_access": ("bicycle",),
    "foot_access": ("foot",),
    "bike_oneway": ("oneway:bicycle",),
    "cycleway": ("cycleway",),
    "tags": ("other_tags", "tags"),
}
IN_TAGS = (
    "maxspeed", "oneway", "layer", "bridge", "tunnel", "junction", "access", "motorcar", "motor_vehicle", "vehicle", "bicycle", "foot",
    "oneway:bicycle", "cycleway",
)  # fmt: skip
# Who may pass, the most precise tag first: bicycle=yes wins over vehicle=no, which wins over access=yes.
OSM_ACCESS = (
    ("motorcar_access", "motor_access", "vehicle_access", "access"), ("bike_access", "vehicle_access", "access"), ("foot_access", "access"),
)  # fmt: skip
FORWARD_WORDS = {"yes", "true", "1", "sens direct", "direct", "ft", "t", "f", "sens unique", "oui", "vrai", "o"}
BACKWARD_WORDS = {"-1", "reverse", "sens inverse", "inverse", "tf"}
BOTH_WORDS = {
    "", "no", "non", "false", "faux", "0", "n", "b", "double sens", "double", "sans objet", "nc", "nr", "reversible", "alternating", "unknown",
}  # fmt: skip
NO = {"no", "private", "agricultural", "forestry", "delivery", "customers;no", "military"}
SHUT = {"physiquement impossible", "restreint aux ayants droit"}
NOT_YET = {"en construction", "en projet", "projet", "construction", "proposed", "non exploite", "abandoned", "razed"}
_TAG = re.compile(r'"((?:[^"\\]|\\.)*)"=>"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Speeds:
    """Speeds in km/h (car, bike, walk) of each ``base class``; 0 where the mode may not go. ``driven``: share of a limit;
    ``closed``: classes that homes and sites do not open on, such as motorways."""

    by_class: Mapping[str, tuple[float, float, float]]
    driven: float
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Roads:
    """What each road (n,) allows.

    ``kmh``: (n, 3) for car, bike and walk, 0 where not allowed; ``direction``: (n, 3) of FORWARD, BACKWARD or BOTH;
    ``level``: (n,) 0 on the ground, above 0 on a bridge, below 0 in a tunnel; ``assumed``: (n,) True where the speed of
    cars is from the table's class rather than from a field; ``base``: osm, bdtopo or any; ``classes``: (n,) texts;
    ``access``: (n,) False where homes and sites do not open on the road (motorways, bridges…), empty where all do;
    ``unread``: texts of the direction that no list knows, with their count.
    """

    kmh: NDArray[np.float64]
    direction: NDArray[np.int8]
    level: NDArray[np.int16]
    assumed: NDArray[np.bool_]
    base: str
    classes: NDArray[Any]
    access: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, dtype=bool))
    unread: Mapping[str, int] = field(default_factory=dict)


def read_speeds(path: str | Path) -> Speeds:
    """The table of speeds. Raises ``DataError`` naming the line of a speed that is not a number from 0 to 200."""
    by_class, driven, closed = {}, 1.0, set()
    for line, row in read_rows(path, ("base", "class", "car_kmh", "bike_kmh", "walk_kmh")):
        name = f"{row['base'].casefold()} {fold(row['class'])}"
        texts = [row[f"{mode}_kmh"] for mode in MODES]
        if fold(row["class"]) == "maxspeed":
            texts[1:] = ["0", "0"]
        try:
            car, bike, walk = (float(text.replace(",", ".")) for text in texts)
        except ValueError:
            car = bike = walk = np.nan
        if not all(0 <= value <= 200 for value in (car, bike, walk)):
            raise DataError(
                noop("Table of speeds “{file}”, line {line}: speeds are numbers from 0 to 200 km/h."),
                file=Path(path).name, line=line,
            )  # fmt: skip
        if name.endswith(" maxspeed"):
            driven = car
        else:
            by_class[name] = (car, bike, walk)
            if row.get("access", "").strip() == "0":
                closed.add(name)
    if "any default" not in by_class:
        raise DataError(
            noop("The table of speeds “{file}” lacks the line any;default, for lines of which nothing is known."),
            file=Path(path).name,
        )
    return Speeds(by_class, driven, frozenset(closed))


def resolve(columns: Sequence[str], mapping: str) -> dict[str, str]:
    """The column of each thing: ``mapping`` is ``speed=V85; oneway=sens``, the rest is recognised by its name.

    Raises ``DataError`` for a thing that is not known or a column that is not there.
    """
    return resolve_columns(columns, mapping, KNOWN)


def roads(
    table: pd.DataFrame,
    columns: Mapping[str, str],
    speeds: Speeds,
    progress: Callable[[float], None] = lambda _part: None,
) -> Roads:
    """What the roads of ``table`` (n rows) allow; ``columns`` as :func:`resolve` gives them.

    A speed field wins over a speed limit, a limit over the class. Lines of which nothing is known go both ways at the
    speed of the line any;default.
    """
    texts = _texts(table, columns)
    progress(0.4)
    given = columns.get("class", "").casefold()
    base = "osm" if given == "highway" else "bdtopo" if given == "nature" else "any"
    classes = texts["class"]
    kmh, known = _by_class(base, classes, texts["importance"], speeds)
    progress(0.6)
    driven = _driven(table, columns, texts, speeds.driven)
    may_drive = kmh[:, 0] > 0
    use = np.isfinite(driven) & (driven > 0) & (may_drive | ~known)
    kmh[use, 0] = driven[use]
    progress(0.8)
    allowed = _access(base, texts)
    kmh[~allowed] = 0
    if base == "osm":  # a way made for bikes where signs say so, ridden and not walked
        ridden = np.isin(texts["bike_access"], ["yes", "designated", "permissive"]) & (kmh[:, 1] > 0) & (classes != "steps")  # fmt: skip
        kmh[ridden, 1] = np.maximum(kmh[ridden, 1], 10.0)
    level = _levels(texts)
    shut = np.isin(classes, [name.removeprefix(f"{base} ") for name in speeds.closed if name.startswith(f"{base} ")])
    return Roads(
        kmh, _directions(base, texts), level, ~use & (kmh[:, 0] > 0), base, classes, ~shut & (level == 0), _unread(texts["oneway"])
    )  # fmt: skip


def fold(text: str) -> str:
    """Lower case without accents; what UTF-8 read as Latin-1 has made of an accent is put right first."""
    if "Ã" in text:
        # A no-break space, the second half of «à», may have become a plain one.
        text = text.replace("Ã ", "à").replace("Ã\xa0", "à")
        try:
            text = text.encode("cp1252").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            text = text.replace("Ã©", "é").replace("Ã¨", "è")
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _texts(table: pd.DataFrame, columns: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Every known thing as folded texts (n,), empty where missing; OSM's other tags are opened."""
    count = len(table)
    missing = np.full(count, "", dtype=object)  # one for all: never written to
    texts: dict[str, NDArray[Any]] = dict.fromkeys(KNOWN, missing)
    for key, name in columns.items():
        if key not in ("tags", "id"):
            texts[key] = _folded(table[name])
    if "tags" in columns:
        opened: dict[str, NDArray[Any]] = {name: np.full(count, "", dtype=object) for name in IN_TAGS}
        for row, text in enumerate(table[columns["tags"]]):
            if isinstance(text, str):
                for name, value in _TAG.findall(text):
                    if name in opened:
                        opened[name][row] = value.casefold()
        for key, names in KNOWN.items():
            for name in names:
                if name in opened:
                    texts[key] = np.where(texts[key] == "", opened[name], texts[key])
    return texts


def _folded(column: pd.Series) -> NDArray[Any]:
    """Each distinct text is folded once: a million roads have a dozen of them."""
    codes, values = pd.factorize(column)
    words = np.array([fold(_plain(value)) for value in values] + [""], dtype=object)
    return words[codes]


def _plain(value: Any) -> str:
    text = str(value)
    return text[:-2] if re.fullmatch(r"-?\d+\.0", text) else text


def _by_class(
    base: str, classes: NDArray[Any], importance: NDArray[Any], speeds: Speeds
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Speeds (n, 3) of the classes, and whether each class is known (n,)."""
    default = speeds.by_class["any default"]
    kmh = np.tile(np.asarray(default, dtype=float), (len(classes), 1))
    known = np.zeros(len(classes), dtype=bool)
    for name in pd.unique(classes):
        row = speeds.by_class.get(f"{base} {name}")
        if row is not None:
            kmh[classes == name], known[classes == name] = row, True
        elif base == "osm":  # construction, platform, proposed: not a way
            kmh[classes == name], known[classes == name] = 0.0, True
    if base == "bdtopo":
        for rank in ("1", "2", "3", "4", "5", "6"):
            row = speeds.by_class.get(f"bdtopo importance {rank}")
            if row is not None:
                kmh[(classes == "route a 1 chaussee") & (importance == rank)] = row
    return kmh, known


def _driven(table: pd.DataFrame, columns: Mapping[str, str], texts: dict[str, NDArray[Any]], share: float) -> NDArray[np.float64]:  # fmt: skip
    """Speed of cars (n,) in km/h from the fields: the mean speed, or the share of the limit that is driven; NaN without."""
    speed = np.full(len(table), np.nan)
    limits = texts["maxspeed"]
    for text in pd.unique(limits):
        found = re.fullmatch(r"(?:fr:)?(\d+(?:\.\d+)?)\s*(mph)?", str(text)) or re.fullmatch(
            r"fr:(?:zone)?(\d+)()", str(text)
        )
        if found:
            speed[limits == text] = share * float(found[1]) * (1.609344 if found[2] else 1.0)
    if "speed" in columns:
        mean, _unread = to_numbers(table[columns["speed"]])
        good = np.isfinite(mean) & (mean > 0) & (mean <= 200)
        speed[good] = mean[good]
    return speed


def _access(base: str, texts: dict[str, NDArray[Any]]) -> NDArray[np.bool_]:
    """Whether car, bike and walker may use each road (n, 3)."""
    allowed = np.ones((len(texts["class"]), 3), dtype=bool)
    if base == "osm":
        for mode, keys in enumerate(OSM_ACCESS):
            said = texts[keys[-1]]
            for key in keys[-2::-1]:
                said = np.where(texts[key] != "", texts[key], said)
            allowed[:, mode] = ~np.isin(said, list(NO))
    allowed[np.isin(texts["car_access"], list(SHUT)), 0] = False
    allowed[np.isin(texts["walk_access"], ["restreint aux ayants droit", "physiquement impossible"]), 2] = False
    allowed[np.isin(texts["state"], list(NOT_YET))] = False
    return allowed


def _unread(oneway: NDArray[Any]) -> dict[str, int]:
    """Directions that no list knows: they count as both ways, and are to be told."""
    words, counts = np.unique(oneway.astype(str), return_counts=True)
    known = FORWARD_WORDS | BACKWARD_WORDS | BOTH_WORDS
    return {str(word): int(count) for word, count in zip(words, counts, strict=True) if word not in known}


def _directions(base: str, texts: dict[str, NDArray[Any]]) -> NDArray[np.int8]:
    """Directions (n, 3); a walker goes both ways, a bike too where a contraflow says so."""
    oneway = texts["oneway"]
    car = np.full(len(oneway), BOTH, dtype=np.int8)
    car[np.isin(oneway, list(FORWARD_WORDS))] = FORWARD
    car[np.isin(oneway, list(BACKWARD_WORDS))] = BACKWARD
    if base == "osm":
        round_trip = np.isin(texts["junction"], ["roundabout", "circular"]) | (texts["class"] == "motorway")
        car[round_trip & (oneway == "")] = FORWARD
    bike = car.copy()
    against = (texts["bike_oneway"] == "no") | np.char.startswith(texts["cycleway"].astype(str), "opposite")
    bike[against] = BOTH
    # A path for bikes may go one way; one that is only walked goes both.
    return np.column_stack([car, bike, np.full(len(car), BOTH, dtype=np.int8)])


def _levels(texts: dict[str, NDArray[Any]]) -> NDArray[np.int16]:
    """Level (n,): the layer that is written, else 1 on a bridge and -1 in a tunnel."""
    level = pd.to_numeric(pd.Series(texts["level"]), errors="coerce").to_numpy(dtype=float)
    level = np.where(np.isfinite(level) & (np.abs(level) < 100), level, 0.0)
    above = ~np.isin(texts["bridge"], ["", "no"]) & (level == 0)
    below = ~np.isin(texts["tunnel"], ["", "no"]) & (level == 0)
    return np.where(above, 1, np.where(below, -1, level)).astype(np.int16)
