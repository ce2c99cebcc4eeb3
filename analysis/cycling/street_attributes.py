# SPDX-License-Identifier: GPL-2.0-or-later
"""What each street says of itself, read once into arrays: class, speed, traffic, lanes, directions, facility on each side.

Three kinds of layers: the national schema of cycle facilities (0.3.5: ``ame_d``, ``trafic_vit``…) with the helper columns
of our import; lines of OpenStreetMap (columns, and ``other_tags``); any other by a mapping of columns. In all of them
``_d`` is the right side by the direction of the line, which is that of travel forward, ``_g`` the left side.
Nothing is assumed here: what is not said is NaN, -1 or "".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..network.road_rules import (
    _TAG,
    BACKWARD,
    BACKWARD_WORDS,
    BOTH,
    FORWARD,
    FORWARD_WORDS,
    NO,
    NOT_YET,
    fold,
)
from ..parameter_table import column_name, mapping_pairs, resolve_columns
from . import facility_schema as schema
from .osm_facilities import open_tags, osm_facilities, tag_columns
from .stress_tables import Defaults

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Codes = NDArray[np.int8]
Texts = NDArray[Any]

AME = tuple(name.casefold() for name in schema.AME)
RANK = {name: rank for rank, name in enumerate(schema.AME)}
UNSAID = -1
CONTRAFLOW = tuple(RANK[name] for name in (schema.CONTRAFLOW_TRACK, schema.CONTRAFLOW_LANE, schema.CONTRAFLOW))
# Each thing and the columns it is read from; the first that has a value wins.
KNOWN = {
    "class": ("highway", "nature"),
    "importance": ("importance",),
    "speed": ("trafic_vit", "maxspeed_kmh", "maxspeed", "vma", "vitesse_moyenne_vl", "vit_moy_vl"),
    "adt": ("adt_veh_day", "tmja", "aadt", "adt", "mja"),
    "lanes": ("lanes", "nb_voies", "nombre_de_voies"),
    "lanes_forward": ("lanes:forward", "lanes_forward"),
    "lanes_backward": ("lanes:backward", "lanes_backward"),
    "oneway": ("oneway", "sens_de_circulation", "sens"),
    "width_road": ("width_road_m", "width", "largeur_de_chaussee", "largeur"),
    "blocked": ("lane_blocked",),
    "level": ("position_par_rapport_au_sol", "pos_sol", "layer"),
    "bridge": ("bridge",),
    "tunnel": ("tunnel",),
    "state": ("etat_de_l_objet", "etat"),
    **{f"{key}_{side}": (f"{key}_{side}",) for key in ("ame", "sens", "largeur", "regime", "statut", "parking") for side in "dg"},
    "tags": ("other_tags", "tags"),
}  # fmt: skip
# Tags of OpenStreetMap, from other_tags or from columns of that name.
SPEED_TAGS = ("maxspeed", "zone:maxspeed", "maxspeed:type", "source:maxspeed")
TAGS = (
    *SPEED_TAGS, "lanes", "lanes:forward", "lanes:backward", "oneway", "width", "layer", "bridge", "tunnel", "junction", "access",
    "vehicle", "motor_vehicle", "motorroad", "bicycle", "oneway:bicycle", "cycleway", "lane_markings",
)  # fmt: skip
# What the tags of OpenStreetMap are turned into before they are read here.
FROM_TAGS = [f"{stem}_{side}" for stem in ("ame", "sens", "largeur", "regime", "statut", "parking") for side in "dg"]
# Classes with no motor traffic; how a bike goes there: 10 km/h ridden, 5 km/h walked (reference mobility §1e), 15 on a cycleway.
OFF_TRAFFIC = {"cycleway": 15.0, "path": 10.0, "bridleway": 10.0, "footway": 5.0, "pedestrian": 5.0}
ROADS = {
    "motorway", "trunk", "primary", "secondary", "tertiary", "motorway_link", "trunk_link", "primary_link", "secondary_link",
    "tertiary_link", "unclassified", "residential", "living_street", "service", "road", "track", "busway", "",
}  # fmt: skip
OPPOSITE = ("opposite", "opposite_lane", "opposite_track", "opposite_share_busway")
YES = ("yes", "designated", "permissive", "oui", "true", "1")
MILE_KM = 1.609344


@dataclass(frozen=True)
class Streets:
    """What n streets say. Side columns are (right = ``d``, left = ``g``); direction columns (forward, backward).

    ``highway``: (n,) OSM class, "" unknown; ``speed_kmh``, ``adt``, ``lanes`` (both directions), ``width_road_m``: (n,) NaN
    unknown; ``speed_usual_kmh``: (n,) what the regime implies without a sign; ``lanes_each``: (n, 2); ``centre_line``: (n,)
    1, 0 or -1; ``way``: (n,) directions of motor traffic; ``facility``: (n, 2) ranks in ``AME``, -1 nothing said;
    ``both_ways``: (n, 2) facility ridden both ways; ``lane_width_m``: (n, 2); ``parking``: (n, 2) 1, 0 or -1;
    ``kerb``: (n,) False where the road edge has none (outside built-up areas); ``blocked``: (n,) lanes often blocked;
    ``motor``: (n,) motor traffic; ``open``: (n,) bikes may go; ``walked``: (n,) the bike is walked;
    ``against``: (n,) bikes may go against a one-way street; ``level``: (n,); ``unread``: texts of speeds not understood.
    """

    highway: Texts
    speed_kmh: Floats
    speed_usual_kmh: Floats
    adt: Floats
    lanes: Floats
    lanes_each: Floats
    centre_line: Codes
    width_road_m: Floats
    way: Codes
    facility: Codes
    both_ways: Flags
    lane_width_m: Floats
    parking: Codes
    kerb: Flags
    blocked: Flags
    motor: Flags
    open: Flags
    walked: Flags
    against: Flags
    level: NDArray[np.int16]
    unread: tuple[str, ...]


def among(texts: Texts, words: Collection[str]) -> Flags:
    """Whether each text (n,) is one of ``words``; each distinct text is looked up once."""
    codes, names = pd.factorize(texts)
    return np.array([name in words for name in names] + [False], dtype=bool)[codes]


def resolve(columns: Sequence[str], mapping: str) -> dict[str, list[str]]:
    """The columns of each thing, the first that has a value to be taken; ``mapping`` is ``speed=V85; adt=tmja``.

    A column named in the mapping comes alone. Columns of :data:`TAGS` are under ``tag:…``. Raises ``DataError`` for a thing
    that is not known, a column that is not there, or a layer of which nothing is recognised.
    """
    folded = {column_name(name, {}): name for name in columns}
    named = {key for _part, key, _name in mapping_pairs(mapping)}
    found = {key: [column] for key, column in resolve_columns(columns, mapping, KNOWN).items() if key in named}
    for key, names in KNOWN.items():
        if key not in found and (there := [folded[name] for name in names if name in folded]):
            found[key] = there
    found |= {f"tag:{tag}": [folded[tag]] for tag in TAGS if tag in folded}
    if not {"class", "speed", "ame_d", "ame_g"} & set(found):
        raise DataError(
            noop("No column of the layer says the class of the streets, their speed or their cycle facilities. Name them in the mapping, for example: class=nature; speed=vitesse; ame_d=type. Its fields are: {fields}."),
            fields=", ".join(columns),
        )  # fmt: skip
    return found


def speed_of(text: str, words: Mapping[str, float]) -> float:
    """A speed limit in km/h: ``50``, ``30 mph``, ``FR:zone30``, a word of ``words``; of several, the highest; else NaN."""
    values = []
    for part in fold(text).split(";"):
        found = re.fullmatch(r"(?:[a-z]{2}:)?(?:zone:?)?(\d+(?:[.,]\d+)?)\s*(mph|km/h|kmh|kph)?", part.strip())
        if found:
            values.append(float(found[1].replace(",", ".")) * (MILE_KM if found[2] == "mph" else 1.0))
        else:
            values.append(words.get(part.strip(), np.nan))
    known = [value for value in values if 0 < value <= 200]
    return max(known) if known else np.nan


def with_national_columns(table: pd.DataFrame) -> pd.DataFrame:
    """Lines of OpenStreetMap (n) with the national columns that their tags stand for; ways of the same tags are read once."""
    tags = {
        tag: name for tag, name in tag_columns([str(c) for c in table.columns]).items() if tag not in ("name", "osm_id")
    }
    key = table[list(tags.values())].astype(object).fillna("").astype(str).agg("\x1f".join, axis=1)
    codes, first = pd.factorize(key)[0], ~key.duplicated().to_numpy()
    made, _notes = osm_facilities(open_tags(table[first], tags))
    made = made[[name for name in made.columns if name in FROM_TAGS]].take(codes)
    return table.drop(columns=[c for c in table.columns if c in made.columns]).join(made.set_index(table.index))


def read_streets(table: pd.DataFrame, columns: Mapping[str, list[str]], defaults: Defaults) -> Streets:
    """What the rows of ``table`` (n) say; ``columns`` as :func:`resolve` gives them; ``defaults`` for codes of speed."""
    said = _Said(table, columns, defaults.class_as)
    osm = any(column_name(name, {}) == "highway" for name in columns.get("class", ()))
    highway = _classes(said)
    way = _way(said, osm, highway)
    sides = _sides(said)
    way = np.where(way == 0, _way_by_contraflow(sides.facility), way).astype(np.int8)
    speed, unread = _speed(said, sides.regime, defaults)
    closed, walked, motor = _access(said, highway)
    on_foot = sides.regime == "aire pietonne"
    on_foot = on_foot.any(axis=1) & (on_foot | (sides.regime == "")).all(axis=1)
    walked, motor = walked | on_foot, motor & ~on_foot
    each = np.column_stack([said.number("lanes_forward"), said.number("lanes_backward")])
    lanes, markings = said.number("lanes"), said.tag("lane_markings")
    lanes = np.where(np.isnan(lanes), each.sum(axis=1), lanes)
    # In OpenStreetMap a number of lanes counts marked ones (wiki, Key:lanes): two of them have a line between. In BD TOPO not.
    marked = np.where(lanes >= 2, np.where(said.text("importance") != "", -1, 1), np.where(lanes == 1, 0, -1))
    centre = np.where(markings == "no", 0, np.where(markings == "yes", 1, marked))
    against = (said.tag("oneway:bicycle") == "no") | among(said.tag("cycleway"), OPPOSITE)
    return Streets(
        highway, speed, _by_word(sides.regime, defaults.words("regime_usual_kmh")), said.number("adt"), lanes,
        each, centre.astype(np.int8), said.number("width_road"),
        way, sides.facility, sides.both_ways, sides.lane_width_m, _parking(said), ~(sides.regime == "hors agglomeration").any(axis=1),
        among(said.text("blocked"), YES), motor, ~closed, walked, against, _levels(said), unread,
    )  # fmt: skip


class _Said:
    """Columns as folded texts or numbers, each distinct value read once; a tag is looked for in its column, then in other_tags."""

    def __init__(self, table: pd.DataFrame, columns: Mapping[str, list[str]], class_as: Mapping[str, str]) -> None:
        self.table, self.columns, self.class_as, self.count = table, columns, class_as, len(table)
        self.nothing = np.full(self.count, "", dtype=object)  # one for all: never written to
        self._tags: dict[str, Texts] = {}
        for name in columns.get("tags", ())[:1]:
            codes, texts = pd.factorize(table[name])
            opened = {tag: np.full(len(texts) + 1, "", dtype=object) for tag in TAGS}
            for code, text in enumerate(texts):
                for tag, value in _TAG.findall(str(text)):
                    if tag in opened:
                        opened[tag][code] = value
            self._tags = {tag: _folded(values)[codes] for tag, values in opened.items() if (values != "").any()}

    def tag(self, name: str) -> Texts:
        """A tag of OpenStreetMap (n,), "" where missing."""
        return _first(
            [*(self.column(c) for c in self.columns.get(f"tag:{name}", ())), self._tags.get(name, self.nothing)]
        )

    def text(self, key: str) -> Texts:
        """One of :data:`KNOWN` (n,), "" where missing."""
        tags = [self._tags[name] for name in KNOWN[key] if name in self._tags]
        return _first([*(self.column(name) for name in self.columns.get(key, ())), *tags, self.nothing])

    def number(self, key: str) -> Floats:
        """The same as numbers above 0, NaN elsewhere: national files write 0 for what is not known."""
        return _numbers(self.text(key))

    def column(self, name: str) -> Texts:
        """One column as folded texts (n,)."""
        return _folded(self.table[name])


def _folded(values: Any) -> Texts:
    codes, names = pd.factorize(values)
    return np.array([fold(_plain(name)) for name in names] + [""], dtype=object)[codes]


def _first(columns: list[Texts]) -> Texts:
    made = columns[0]
    for column in columns[1:]:
        empty = made == ""
        if empty.any():
            made = np.where(empty, column, made)
    return made


def _plain(value: Any) -> str:
    text = str(value)
    return text[:-2] if re.fullmatch(r"-?\d+\.0", text) else text


def _numbers(texts: Texts) -> Floats:
    codes, names = pd.factorize(texts)
    values = np.array([_number(str(name)) for name in names] + [np.nan])[codes]
    return np.where(values > 0, values, np.nan)


def _number(text: str) -> float:
    """The first number of a text such as ``3,5 m``; of ``2;3`` the greatest; NaN for a text that is none."""
    values = [re.fullmatch(r"(\d+(?:[.,]\d+)?)\s*(?:m)?", part.strip()) for part in text.split(";")]
    read = [float(found[1].replace(",", ".")) for found in values if found]
    return max(read) if read else np.nan


def _classes(said: _Said) -> Texts:
    """OSM classes (n,): as the column ``highway`` writes them, else by the table those of BD TOPO, by nature and importance."""
    written, other = said.nothing, said.nothing
    for name in said.columns.get("class", ()):
        texts = said.column(name)
        if column_name(name, {}) == "highway":
            written = texts
        else:
            other = texts
    if other is said.nothing:
        return written
    ranked = np.array(
        [f"{name} {rank}" for name, rank in zip(other, said.text("importance"), strict=True)], dtype=object
    )
    codes, names = pd.factorize(ranked)
    plain = [str(name).rpartition(" ")[0] for name in names]
    pairs = zip(names, plain, strict=True)
    known = [said.class_as.get(str(name)) or said.class_as.get(bare) or bare for name, bare in pairs]
    taken = [name if name in ROADS or name in OFF_TRAFFIC or name in ("steps", "ferry") else "" for name in known]
    return np.where(written == "", np.array(taken, dtype=object)[codes], written)


def _way(said: _Said, osm: bool, highway: Texts) -> Codes:
    """Directions of motor traffic (n,); 0 where nothing is said."""
    written = said.text("oneway")
    way = np.zeros(said.count, dtype=np.int8)
    way[written != ""] = BOTH
    way[among(written, FORWARD_WORDS)] = FORWARD
    way[among(written, BACKWARD_WORDS)] = BACKWARD
    round_trip = among(said.tag("junction"), ["roundabout", "circular"]) | (highway == "motorway")
    way[round_trip & (written == "")] = FORWARD
    if osm and "tags" in said.columns:  # in OpenStreetMap, a street without the tag goes both ways
        way[way == 0] = BOTH
    return way


def _way_by_contraflow(facility: Codes) -> Codes:
    """A contraflow facility on one side says that motor traffic goes the other way; both ways elsewhere."""
    contra = np.isin(facility, CONTRAFLOW)
    return np.where(contra[:, 1], FORWARD, np.where(contra[:, 0], BACKWARD, BOTH)).astype(np.int8)


class _Sides(NamedTuple):
    """Columns are (right, left): ranks in :data:`AME`, ridden both ways, width in m, folded regime ("" unknown)."""

    facility: Codes
    both_ways: Flags
    lane_width_m: Floats
    regime: Texts


def _sides(said: _Said) -> _Sides:
    """The two sides by the national columns. Facilities under construction do not count."""
    facility = np.full((said.count, 2), UNSAID, dtype=np.int8)
    both = np.zeros((said.count, 2), dtype=bool)
    width, regime = np.full((said.count, 2), np.nan), np.full((said.count, 2), "", dtype=object)
    always = [RANK[name] for name in (schema.GREENWAY, "RAMPE", schema.GUTTER, schema.MIXED_PATH)]
    legacy = {"double sens cyclable": schema.CONTRAFLOW.casefold()}  # schema 0.3.0 and before
    for column, side in enumerate("dg"):
        codes, names = pd.factorize(said.text(f"ame_{side}"))
        words = [legacy.get(str(text), str(text)) for text in names]
        ranks = [AME.index(word) if word in AME else UNSAID for word in words]
        facility[:, column] = np.array([*ranks, UNSAID], dtype=np.int8)[codes]
        facility[said.text(f"statut_{side}") == "en travaux", column] = RANK[schema.NONE]
        sense = said.text(f"sens_{side}")
        both[:, column] = (sense == "bidirectionnel") | ((sense == "") & np.isin(facility[:, column], always))
        width[:, column], regime[:, column] = said.number(f"largeur_{side}"), said.text(f"regime_{side}")
    return _Sides(facility, both, width, regime)


def _speed(said: _Said, regime: Texts, defaults: Defaults) -> tuple[Floats, tuple[str, ...]]:
    """Speed (n,) in km/h from the columns, else from a regime that has a sign; the texts that are not understood."""
    words, unread = defaults.words("limit_kmh"), set()
    speed = np.full(said.count, np.nan)
    for texts in (said.text("speed"), *(said.tag(tag) for tag in SPEED_TAGS)):
        codes, names = pd.factorize(texts)
        values = np.array([speed_of(str(name), words) for name in names] + [np.nan])
        unread |= {str(n) for n, v in zip(names, values, strict=False) if n and np.isnan(v)}
        speed = np.where(np.isnan(speed), values[codes], speed)
    speed = np.where(np.isnan(speed), _by_word(regime, defaults.words("regime_sign_kmh")), speed)
    return speed, tuple(sorted(unread - {"sign", "zone", "fr:sign", "0", "none"}))


def _by_word(texts: Texts, words: Mapping[str, float]) -> Floats:
    """The highest value of the two sides (n,), NaN where neither is a known word."""
    value = np.full(texts.shape, np.nan)
    for word, amount in words.items():
        value[texts == word] = amount
    return np.fmax(value[:, 0], value[:, 1])


def _access(said: _Said, highway: Texts) -> tuple[Flags, Flags, Flags]:
    """Where bikes may not go at all, where they are walked, and where motor traffic goes (n,)."""
    bicycle, vehicle, access = said.tag("bicycle"), said.tag("vehicle"), said.tag("access")
    general = np.where(vehicle != "", vehicle, access)
    ridden = among(bicycle, YES)
    off = among(highway, OFF_TRAFFIC)
    on_foot = among(highway, ["footway", "pedestrian"]) & ~ridden
    shut = among(np.where(bicycle != "", bicycle, general), NO)
    # Where people walk, a bike may be walked, whatever is said of riding it.
    closed = shut & ~(off & among(bicycle, NO) & ~among(access, NO))
    closed |= among(highway, ["motorway", "motorway_link", "steps"]) | (said.tag("motorroad") == "yes")
    closed |= ~(off | among(highway, ROADS))
    closed |= (highway == "busway") & ~ridden
    closed |= among(said.text("state"), NOT_YET)
    walked = on_foot | (bicycle == "dismount") | (off & among(bicycle, NO))
    motor = ~off & among(highway, ROADS)
    motor &= ~among(said.tag("motor_vehicle"), ["no"]) & ~((vehicle == "no") & (said.tag("motor_vehicle") == ""))
    return closed, walked, motor


def _parking(said: _Said) -> Codes:
    """Parked cars on the right and on the left (n, 2): 1, 0 or -1."""
    parking = np.full((said.count, 2), -1, dtype=np.int8)
    for column, side in enumerate("dg"):
        texts = said.text(f"parking_{side}")
        parking[among(texts, YES), column] = 1
        parking[among(texts, ("no", "non", "false", "0")), column] = 0
    return parking


def _levels(said: _Said) -> NDArray[np.int16]:
    """Level (n,): what is written, else 1 on a bridge and -1 in a tunnel."""
    level = pd.to_numeric(pd.Series(said.text("level")), errors="coerce").to_numpy(dtype=float)
    level = np.where(np.isfinite(level) & (np.abs(level) < 100), level, 0.0)
    above = ~among(said.text("bridge"), ["", "no"]) & (level == 0)
    below = ~among(said.text("tunnel"), ["", "no"]) & (level == 0)
    return np.where(above, 1, np.where(below, -1, level)).astype(np.int16)
