# SPDX-License-Identifier: GPL-2.0-or-later
"""The national schema of cycle facilities, 0.3.5: its columns and lists, what a record breaks, and what turns with a line.

Source: etalab/amenagements-cyclables, schema 0.3.5 of 2024-10-04, a JSON Schema of GeoJSON features, and its CHANGELOG for
the former spellings. ``_d`` is the right side and ``_g`` the left side of the line in the direction it is drawn. The
schema's pattern of INSEE codes has no end; here a code has five characters, as its description says.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

import geopandas
import shapely

from ..carpool.national_schema import ERROR, INSEE, Column, Problem
from ..errors import noop

VERSION = "0.3.5"
NONE = "AUCUN"
TRACK, LANE, GREENWAY, CYCLE_STREET = "PISTE CYCLABLE", "BANDE CYCLABLE", "VOIE VERTE", "VELO RUE"
CONTRAFLOW_TRACK, CONTRAFLOW_LANE = "DOUBLE SENS CYCLABLE PISTE", "DOUBLE SENS CYCLABLE BANDE"
CONTRAFLOW = "DOUBLE SENS CYCLABLE NON MATERIALISE"
BUS_LANE, MIXED_PATH = "COULOIR BUS+VELO", "AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE"
CENTRAL_LANE, SHOULDER = "CHAUSSEE A VOIE CENTRALE BANALISEE", "ACCOTEMENT REVETU HORS CVCB"
GUTTER, OTHER = "GOULOTTE", "AUTRE"
AME = (
    TRACK, LANE, CONTRAFLOW_TRACK, CONTRAFLOW_LANE, CONTRAFLOW, GREENWAY, CYCLE_STREET, BUS_LANE, "RAMPE", GUTTER, MIXED_PATH,
    CENTRAL_LANE, SHOULDER, NONE, OTHER,
)  # fmt: skip
REGIME = ("ZONE 30", "AIRE PIETONNE", "ZONE DE RENCONTRE", "EN AGGLOMERATION", "HORS AGGLOMERATION", "AUTRE")
ONE_WAY, TWO_WAY = "UNIDIRECTIONNEL", "BIDIRECTIONNEL"
IN_SERVICE, IN_WORKS, TEMPORARY = "EN SERVICE", "EN TRAVAUX", "PROVISOIRE"

# Columns written once for each side, without their suffix.
STEMS = ("code_com", "ame", "regime", "sens", "largeur", "local", "statut", "revet")
# What a road is beside the schema; those in pairs turn with the line too.
ROAD_PAIRS = ("parking",)
ROAD = (
    "highway", "nature", "importance", "name", "lanes", "oneway", "maxspeed_kmh", "parking_d", "parking_g", "adt_veh_day",
    "width_road_m", "layer", "other_tags",
)  # fmt: skip
TURNED = {"yes": "-1", "-1": "yes"}


def _side(side: str) -> tuple[Column, ...]:
    return (
        Column(f"code_com_{side}", required=True, pattern=INSEE),
        Column(f"ame_{side}", required=True, enum=AME),
        Column(f"regime_{side}", enum=REGIME),
        Column(f"sens_{side}", enum=(ONE_WAY, TWO_WAY)),
        Column(f"largeur_{side}", "number"),
        Column(f"local_{side}", enum=("TROTTOIR", "INTERMEDIAIRE", "CHAUSSEE")),
        Column(f"statut_{side}", enum=(IN_WORKS, IN_SERVICE, TEMPORARY)),
        Column(f"revet_{side}", enum=("LISSE", "RUGUEUX", "MEUBLE")),
    )


SCHEMA = (
    Column("id_local", required=True),
    Column("reseau_loc", enum=("REV", "Structurant", "Autre")),
    Column("nom_loc", "array"),
    Column("id_osm"),
    Column("num_iti"),
    *_side("d"),
    *_side("g"),
    Column("access_ame", enum=("ROLLER", "VELO DE ROUTE", "VTC", "VTT")),
    Column("date_maj", "date"),
    Column("trafic_vit", "integer"),
    Column("lumiere", "boolean"),
    Column("d_service", "number"),
    Column("comm"),
    Column("source"),
    Column("project_c"),
    Column("ref_geo"),
)
BY_NAME = {column.name: column for column in SCHEMA}
NATIONAL = tuple(BY_NAME)
# Former and usual names: revetement_* of 0.3.2, acces_ame of the QGIS template 0.3.3, regime_v_* of the documentation;
# amenagement_cyclable_* and insee* of the BD TOPO (the first from memory, not seen).
FORMER_NAMES = {
    "revetement_d": "revet_d", "revetement_g": "revet_g", "acces_ame": "access_ame",
    "regime_v_d": "regime_d", "regime_v_g": "regime_g", "inseecom_d": "code_com_d", "inseecom_g": "code_com_g",
    "insee_commune_droite": "code_com_d", "insee_commune_gauche": "code_com_g",
    "amenagement_cyclable_droit": "ame_d", "amenagement_cyclable_gauche": "ame_g",
    "sens_amenagement_cyclable_droit": "sens_d", "sens_amenagement_cyclable_gauche": "sens_g",
}  # fmt: skip


def check_record(properties: Mapping[str, Any]) -> list[Problem]:
    """What the properties of one GeoJSON feature break, as JSON values; the rule is the JSON Schema's own keyword.

    Rules: ``required``, ``type``, ``enum``, ``pattern``, ``format``. A null is a wrong type: an optional value that is
    missing is left out.
    """
    found = []
    for column in SCHEMA:
        if column.name not in properties:
            if column.required:
                sentence = noop("The value is missing; the schema requires it.")
                found.append(Problem(0, column.name, "", "required", sentence))
            continue
        problem = _broken(column, properties[column.name])
        if problem is not None:
            found.append(problem)
    return found


def _broken(column: Column, value: Any) -> Problem | None:
    facts: dict[str, Any] = {"value": value}
    rule = sentence = ""
    if not _IS[column.kind](value):
        rule, sentence = "type", _NOT_A[column.kind]
    elif column.enum and value not in column.enum:
        rule, sentence = "enum", noop("“{value}” is not one of: {values}.")
        facts["values"] = ", ".join(column.enum)
    elif column.pattern and not re.fullmatch(column.pattern, value):
        rule, sentence = "pattern", noop("“{value}” has not the form {pattern}.")
        facts["pattern"] = column.pattern
    elif column.kind == "date" and not _is_date(value):
        rule, sentence = "format", noop("“{value}” is not a date written YYYY-MM-DD.")
    return Problem(0, column.name, str(value), rule, sentence, facts, None, ERROR) if rule else None


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


_IS = {
    "string": lambda value: isinstance(value, str),
    "date": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list) and all(isinstance(item, str) for item in value),
}
_NOT_A = {
    "string": noop("“{value}” is not a text."),
    "date": noop("“{value}” is not a text."),
    "number": noop("“{value}” is not a number with a decimal point."),
    "integer": noop("“{value}” is not a whole number."),
    "boolean": noop("“{value}” is neither true nor false."),
    "array": noop("“{value}” is not an array of texts."),
}


def metres(text: str) -> float | None:
    """A width as people write it, in metres: ``2``, ``2,5 m``, ``250 cm``, ``7'4"``; None for what is not one width."""
    clean = text.strip().casefold()
    feet = re.fullmatch(r"""(\d+)'\s*(?:(\d+)(?:"|''))?""", clean)
    if feet:
        return round((int(feet[1]) + int(feet[2] or 0) / 12) * 0.3048, 3)
    found = re.fullmatch(r"(\d+(?:[.,]\d+)?|[.,]\d+)\s*(mm|cm|dm|m|ft|metres?|m\u00e8tres?)?\.?", clean)
    if not found:
        return None
    unit = {"mm": 0.001, "cm": 0.01, "dm": 0.1, "ft": 0.3048}.get(found[2] or "", 1.0)
    return round(float(found[1].replace(",", ".")) * unit, 3)


def repaired(text: str) -> str:
    """``text`` as it was before UTF-8 was read as Latin-1 (``chaussÃ©e``); itself where it was not."""
    for encoding in ("cp1252", "latin-1") if "Ã" in text or "Â" in text else ():
        try:
            return text.encode(encoding).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def other_side(name: str) -> str:
    """``ame_g`` for ``ame_d``; other names as they are."""
    if name[:-2] not in (*STEMS, *ROAD_PAIRS):
        return name
    return name[:-1] + ("g" if name.endswith("d") else "d")


def reverse_lines(facilities: geopandas.GeoDataFrame, rows: Any) -> geopandas.GeoDataFrame:
    """``facilities`` with the lines of ``rows`` (boolean, n) drawn the other way: every ``_d`` and ``_g`` change places.

    The direction of traffic (``oneway``) is said again by the new drawing.
    """
    turned = facilities.copy()
    for stem in (*STEMS, *ROAD_PAIRS):
        right, left = f"{stem}_d", f"{stem}_g"
        if right in turned and left in turned:
            turned[right] = facilities[right].where(~rows, facilities[left])
            turned[left] = facilities[left].where(~rows, facilities[right])
    if "oneway" in turned:
        turned["oneway"] = facilities["oneway"].where(~rows, facilities["oneway"].replace(TURNED))
    shapes = turned.geometry.to_numpy().copy()
    shapes[rows] = shapely.reverse(shapes[rows])
    return turned.set_geometry(shapes, crs=facilities.crs)
