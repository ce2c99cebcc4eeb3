# SPDX-License-Identifier: GPL-2.0-or-later
"""OpenStreetMap ways as cycle facilities of the national schema: what each side of the line bears.

The mapping is ours (reference mobility §1d). Traffic keeps to the right: a plain ``cycleway=lane`` of a one-way street is on
the traffic's right, what goes against it on its left. A way of its own (``highway=cycleway``…) is written on the right
side, two-way unless it says otherwise, as the national base does. A street without facility has ``AUCUN`` on both sides.
Speeds that a tag implies are those of the Code de la route: 50 in town (R413-3), 80 outside (R413-2), 30 and 20 in zones
(R110-2); 5 km/h stands for a walking pace, as the schema says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from ..carpool.national_schema import WARNING, Problem, iso_date
from ..errors import noop
from ..network.road_rules import _TAG, BACKWARD_WORDS, FORWARD_WORDS
from . import facility_schema as schema
from .facility_schema import NONE, ONE_WAY, TWO_WAY, metres

Tags = Mapping[str, str]
PATHS = {"cycleway", "path", "track", "bridleway", "footway", "pedestrian", "steps"}
WALKED = {"footway", "pedestrian"}
NO_BIKES = {"motorway", "motorway_link"}
ADVISORY = {"advisory", "suggestion_lane"}
WORDS = {"d": "right", "g": "left"}
OTHER_SIDE = {"d": "g", "g": "d"}
# cycleway=… on one side, with the traffic and against it; what is not here is not known.
KINDS = {
    "lane": (schema.LANE, schema.CONTRAFLOW_LANE),
    "track": (schema.TRACK, schema.CONTRAFLOW_TRACK),
    "share_busway": (schema.BUS_LANE, schema.BUS_LANE),
    "shoulder": (schema.SHOULDER, schema.SHOULDER),
    "yes": (schema.OTHER, schema.OTHER),
    "opposite": (schema.CONTRAFLOW, schema.CONTRAFLOW),
    "opposite_lane": (schema.CONTRAFLOW_LANE, schema.CONTRAFLOW_LANE),
    "opposite_track": (schema.CONTRAFLOW_TRACK, schema.CONTRAFLOW_TRACK),
    "opposite_share_busway": (schema.BUS_LANE, schema.BUS_LANE),
} | dict.fromkeys(("", "no", "none", "separate", "sidepath", "use_sidepath", "shared_lane", "shared", "asl", "crossing", "link"), (NONE, NONE))  # fmt: skip
ON_CARRIAGEWAY = {
    schema.LANE, schema.CONTRAFLOW_LANE, schema.CONTRAFLOW, schema.BUS_LANE, schema.CENTRAL_LANE, schema.CYCLE_STREET,
}  # fmt: skip
SURFACES = {
    "LISSE": "asphalt concrete concrete:plates paved paving_stones chipseal metal wood rubber tartan",
    "RUGUEUX": "sett cobblestone unhewn_cobblestone concrete:lanes compacted fine_gravel gravel pebblestone grass_paver",
    "MEUBLE": "unpaved ground dirt earth sand mud grass woodchips clay rock",
}
SURFACE_OF = {word: value for value, words in SURFACES.items() for word in words.split()}
LIT = {"yes": "true", "24/7": "true", "automatic": "true", "sunset-sunrise": "true", "dusk-dawn": "true", "no": "false", "disused": "false"}  # fmt: skip
IMPLIED_KMH = {
    "urban": 50, "rural": 80, "zone30": 30, "zone:30": 30, "zone20": 20, "zone:20": 20, "living_street": 20, "walk": 5, "pedestrian": 5,
    "motorway": 130,
}  # fmt: skip
SPEED_TAGS = ("zone:maxspeed", "source:maxspeed", "maxspeed:type", "zone:traffic")
NO_PARKING = {"no", "none", "no_parking", "no_stopping", "no_standing", "fire_lane"}
# Tags that a layer may have as columns of their own, under their name or with "_" for ":".
COLUMNS = (
    "access", "bicycle", "bicycle_road", "busway", "check_date", "construction", "cyclestreet", "cycleway", "cycleway:both",
    "cycleway:lane", "cycleway:left", "cycleway:left:lane", "cycleway:left:oneway", "cycleway:left:surface",
    "cycleway:left:width", "cycleway:right", "cycleway:right:lane", "cycleway:right:oneway", "cycleway:right:surface",
    "cycleway:right:width", "cycleway:surface", "cycleway:width", "designation", "foot", "footway", "highway", "junction",
    "lanes", "layer", "lit", "maxspeed", "maxspeed:type", "motorroad", "name", "oneway", "oneway:bicycle", "parking:both",
    "parking:left", "parking:right", "parking:lane:both", "parking:lane:left", "parking:lane:right", "path",
    "ramp:bicycle", "segregated", "shoulder", "shoulder:surface", "source:maxspeed", "surface", "temporary",
    "traffic_sign", "width", "zone:maxspeed", "zone:traffic",
)  # fmt: skip
IDS = ("osm_id", "full_id", "@id", "osmid", "id")


class Note(NamedTuple):
    """Something of one way to be said: column of the schema, what was read, rule, sentence."""

    column: str
    value: str
    rule: str
    sentence: str


def tag_columns(names: Sequence[str]) -> dict[str, str]:
    """Tag → column of the layer, for the tags read here, ``other_tags`` and ``osm_id``."""
    folded = {name.casefold(): name for name in reversed(names)}
    found = {tag: folded[key] for tag in COLUMNS for key in (tag.replace(":", "_"), tag) if key in folded}
    for key, candidates in (("other_tags", ("other_tags", "tags", "all_tags")), ("osm_id", IDS)):
        name = next((folded[c] for c in candidates if c in folded), None)
        if name is not None:
            found[key] = name
    return found


def open_tags(table: pd.DataFrame, columns: Mapping[str, str]) -> list[dict[str, str]]:
    """The tags of each row (n,), lower case but for the name; those of ``other_tags`` opened."""
    opened: list[dict[str, str]] = [{} for _ in range(len(table))]
    if "other_tags" in columns:
        for tags, text in zip(opened, table[columns["other_tags"]], strict=True):
            if isinstance(text, str):
                tags.update((key, value.casefold()) for key, value in _TAG.findall(text))
    for tag, name in columns.items():
        if tag != "other_tags":
            written = table[name].notna().to_numpy()
            for tags, value, there in zip(opened, table[name], written, strict=True):
                if there and str(value).strip():
                    text = str(value).strip()
                    tags[tag] = text if tag in ("name", "osm_id") else text.casefold()
    return opened


def osm_facilities(ways: Sequence[Tags]) -> tuple[pd.DataFrame, list[Problem]]:
    """National and road columns (n rows) of ``ways``, and what is to be checked, by row. ``ame_d`` is null for what is no way."""
    rows, problems = [], []
    for row, tags in enumerate(ways):
        record, notes = _record(tags)
        rows.append(record)
        problems += [
            Problem(row, n.column, n.value, n.rule, n.sentence, {"value": n.value}, None, WARNING) for n in notes
        ]
    return pd.DataFrame(rows, columns=[*schema.NATIONAL, *schema.ROAD], dtype=object), problems


def _record(tags: Tags) -> tuple[dict[str, Any], list[Note]]:
    highway, in_works = tags.get("highway", ""), False
    if highway == "construction":
        highway, in_works = tags.get("construction", ""), True
    if not highway or highway == "proposed":
        return {}, []
    oneway = _oneway(tags)
    own = highway in PATHS
    sides, notes = _own_way(tags, highway, oneway) if own else _street(tags, highway, oneway)
    if in_works and all(ame == NONE for ame, _sens in sides.values()):
        return {}, []
    speed, told = (None, []) if own and highway != "pedestrian" else _speed(tags, highway)
    width, told_width = _width(tags, "width", "largeur_d" if own else "width_road_m")
    notes += told + told_width
    name = tags.get("name")
    identifier = tags.get("osm_id", "")
    record: dict[str, Any] = {
        "id_local": f"osm-{identifier}" if identifier else None, "id_osm": identifier or None,
        "nom_loc": json.dumps([name], ensure_ascii=False) if name else None, "name": name, "trafic_vit": speed, "maxspeed_kmh": speed,
        "lumiere": LIT.get(tags.get("lit", "")), "date_maj": tags.get("check_date") if iso_date(tags.get("check_date", "")) else None,
        "highway": highway, "oneway": oneway, "lanes": int(tags["lanes"]) if re.fullmatch(r"\d{1,2}", tags.get("lanes", "")) else None,
        "width_road_m": None if own else width, "layer": tags.get("layer"),
    }  # fmt: skip
    regime = _regime(tags, highway)
    for side, (ame, sens) in sides.items():
        more, said = _beside(tags, side, ame, width if own else None, own)
        notes += said
        statut = None if ame == NONE else schema.IN_WORKS if in_works else schema.TEMPORARY if tags.get("temporary") == "yes" else schema.IN_SERVICE  # fmt: skip
        values = {"ame": ame, "sens": sens, "regime": regime, "statut": statut, "parking": _parking(tags, WORDS[side]), **more}  # fmt: skip
        record |= {f"{stem}_{side}": value for stem, value in values.items()}
    return record, notes


def _oneway(tags: Tags) -> str:
    text = tags.get("oneway", "")
    if text in FORWARD_WORDS:
        return "yes"
    if text in BACKWARD_WORDS:
        return "-1"
    round_trip = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") == "motorway"
    return "yes" if not text and round_trip else "no"


def _own_way(tags: Tags, highway: str, oneway: str) -> tuple[dict[str, tuple[str, str | None]], list[Note]]:
    """A way apart from the streets is written once, on the side its riders keep to."""
    ame = _own_kind(tags, highway)
    both = oneway == "no" or tags.get("oneway:bicycle") == "no"
    side = "g" if oneway == "-1" and not both else "d"
    sens = None if ame == NONE else TWO_WAY if both and tags.get("oneway:bicycle") != "yes" else ONE_WAY
    return {"d": (NONE, None), "g": (NONE, None)} | {side: (ame, sens)}, []


def _own_kind(tags: Tags, highway: str) -> str:
    bicycle, foot, segregated = tags.get("bicycle", ""), tags.get("foot", ""), tags.get("segregated", "")
    if bicycle == "no" or bicycle == "dismount":
        return NONE
    if highway == "steps":
        return schema.GUTTER if tags.get("ramp:bicycle") in ("yes", "left", "right", "both") else NONE
    if tags.get("designation") == "greenway" or "fr:c115" in tags.get("traffic_sign", ""):
        return schema.GREENWAY
    if highway == "cycleway":
        return schema.GREENWAY if foot == "designated" and segregated != "yes" else schema.TRACK
    if bicycle == "designated":
        if segregated == "yes":
            return schema.TRACK
        if highway in WALKED:
            return schema.MIXED_PATH
        if foot == "designated":
            return schema.GREENWAY
        return schema.MIXED_PATH if segregated == "no" else schema.TRACK
    if bicycle in ("yes", "permissive") and segregated in ("yes", "no"):
        return schema.TRACK if segregated == "yes" else schema.MIXED_PATH
    return NONE


def _street(tags: Tags, highway: str, oneway: str) -> tuple[dict[str, tuple[str, str | None]], list[Note]]:
    """The two sides of a street; ``flow`` is the side of its traffic, ``against`` the one of bikes that meet it."""
    flow = {"yes": "d", "-1": "g"}.get(oneway, "")
    against = OTHER_SIDE.get(flow, "")
    both = tags.get("cycleway:both", "")
    kinds = {side: tags.get(f"cycleway:{word}") or both for side, word in WORDS.items()}
    plain = tags.get("cycleway", "")
    notes: list[Note] = []
    for side in ((against,) if plain.startswith("opposite") else (flow,)) if flow else ("d", "g"):
        kinds[side] = kinds[side] or plain
    sides: dict[str, tuple[str, str | None]] = {}
    for side, kind in kinds.items():
        sides[side], said = _side(tags, side, kind, flow, against)
        notes += [note for note in said if (note.rule, note.value) not in {(n.rule, n.value) for n in notes}]
    contraflow = bool(against) and tags.get("oneway:bicycle") == "no"
    if contraflow and sides[against][0] == NONE and not any(kind.startswith("opposite") for kind in kinds.values()):
        sides[against] = schema.CONTRAFLOW, ONE_WAY
    rest, filler = _rest(tags, highway)
    for side in ("d", "g") if not flow or contraflow else (flow,):
        free = sides[side][0] == NONE or (filler == schema.CYCLE_STREET and sides[side][0] == schema.CONTRAFLOW)
        if free and rest in ("both", WORDS[side]):
            sides[side] = filler, ONE_WAY
    return sides, notes


def _side(tags: Tags, side: str, kind: str, flow: str, against: str) -> tuple[tuple[str, str | None], list[Note]]:
    """Facility and direction of one side, from its ``cycleway`` value."""
    column, word = f"ame_{side}", WORDS[side]
    if kind not in KINDS:
        return (NONE, None), [Note(column, kind, "unknown_value", noop("cycleway = “{value}” is not known: read as no facility."))]  # fmt: skip
    if kind.startswith("opposite") and not flow:
        sentence = noop(
            "cycleway = “{value}” goes against the traffic, but the street is two-way: read as no facility."
        )
        return (NONE, None), [Note(column, kind, "contraflow_two_way", sentence)]
    way = tags.get(f"cycleway:{word}:oneway") or tags.get("cycleway:both:oneway") or tags.get("cycleway:oneway", "")
    contra = side == against and (way == "-1" or (tags.get("oneway:bicycle") == "no" and way not in ("yes", "no")))
    ame = KINDS[kind][contra]
    lane = tags.get(f"cycleway:{word}:lane") or tags.get("cycleway:both:lane") or tags.get("cycleway:lane", "")
    if kind in ("lane", "shared_lane") and lane in ADVISORY:
        ame = schema.CENTRAL_LANE
    sens = None if ame == NONE else TWO_WAY if way == "no" else ONE_WAY
    return (ame, sens), []


def _rest(tags: Tags, highway: str) -> tuple[str, str]:
    """What a street bears beside its cycleway tags, and on which side: cycle street, bus lane open to bikes, shoulder."""
    if "yes" in (tags.get("cyclestreet"), tags.get("bicycle_road")):
        return "both", schema.CYCLE_STREET
    if highway == "busway" and tags.get("bicycle") in ("yes", "designated"):
        return "both", schema.BUS_LANE
    where = {"yes": "both"}.get(tags.get("shoulder", ""), tags.get("shoulder", ""))
    shut = highway in NO_BIKES or tags.get("motorroad") == "yes" or tags.get("bicycle") == "no"
    paved = SURFACE_OF.get(tags.get("shoulder:surface", "asphalt")) == "LISSE"
    return (where, schema.SHOULDER) if where in ("both", "left", "right") and paved and not shut else ("", "")


def _beside(tags: Tags, side: str, ame: str, width: float | None, own: bool) -> tuple[dict[str, Any], list[Note]]:
    """Width, surface and place of the facility of one side."""
    if ame == NONE:
        return {}, []
    word = WORDS[side]
    if own:
        surface = tags.get("surface", "")
        walked = "sidewalk" in (tags.get("footway"), tags.get("path"), tags.get("cycleway"))
        return {"largeur": width, "revet": SURFACE_OF.get(surface), "local": "TROTTOIR" if walked else None}, []
    key = next((k for k in (f"cycleway:{word}:width", "cycleway:both:width", "cycleway:width") if k in tags), "")
    width, notes = _width(tags, key, f"largeur_{side}")
    surface = (
        tags.get(f"cycleway:{word}:surface") or tags.get("cycleway:both:surface") or tags.get("cycleway:surface", "")
    )
    on_road = ame in ON_CARRIAGEWAY
    surface = surface or (tags.get("surface", "") if on_road else "")
    return {"largeur": width, "revet": SURFACE_OF.get(surface), "local": "CHAUSSEE" if on_road else None}, notes


def _width(tags: Tags, key: str, column: str) -> tuple[float | None, list[Note]]:
    text = tags.get(key, "")
    value = metres(text)
    unread = Note(column, text, "number", noop("“{value}” is not a width in metres."))
    return value, [unread] if text and value is None else []


def kmh(text: str) -> int | None:
    """A speed limit as OSM writes it, in km/h: ``50``, ``30 mph``, ``FR:urban``, ``walk``; None for the others."""
    word = text.removeprefix("fr:")
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)\s*(mph|km/h|kmh)?", word)
    if found:
        return round(float(found[1]) * (1.609344 if found[2] == "mph" else 1)) or None
    return IMPLIED_KMH.get(word)


def _speed(tags: Tags, highway: str) -> tuple[int | None, list[Note]]:
    """The limit of the traffic in km/h: written, else implied by a zone or by the kind of street."""
    text = tags.get("maxspeed", "")
    speed = kmh(text)
    if speed is not None:
        return speed, []
    sentence = noop("maxspeed = “{value}” is not a speed that can be read.")
    notes = (
        [Note("trafic_vit", text, "integer", sentence)] if text and text not in ("none", "signals", "variable") else []
    )
    ways = [s for s in (kmh(tags.get(f"maxspeed:{way}", "")) for way in ("forward", "backward")) if s is not None]
    implied = [kmh(tags[tag]) for tag in SPEED_TAGS if tag in tags]
    by_kind = {"living_street": 20, "pedestrian": 5}.get(highway)
    return next((s for s in (max(ways, default=None), *implied, by_kind) if s is not None), None), notes


def _regime(tags: Tags, highway: str) -> str | None:
    by_kind = {"living_street": "ZONE DE RENCONTRE", "pedestrian": "AIRE PIETONNE"}.get(highway)
    if by_kind:
        return by_kind
    texts = [tags.get(tag, "") for tag in (*SPEED_TAGS, "maxspeed")]
    said = {text.removeprefix("fr:").replace("zone:", "zone") for text in texts if text.startswith("fr:")}
    said.add(f"zone{tags.get('zone:maxspeed', '').removeprefix('fr:')}")
    for words, regime in (
        ({"zone30"}, "ZONE 30"), ({"zone20", "living_street"}, "ZONE DE RENCONTRE"),
        ({"urban"}, "EN AGGLOMERATION"), ({"rural", "motorway"}, "HORS AGGLOMERATION"),
    ):  # fmt: skip
        if said & words:
            return regime
    return None


def _parking(tags: Tags, word: str) -> str:
    """yes, no or unknown for one side, by the present tags and the former ``parking:lane``."""
    for key in (f"parking:{word}", "parking:both", f"parking:lane:{word}", "parking:lane:both"):
        if key in tags:
            return "no" if tags[key] in NO_PARKING else "yes"
    return "unknown"
