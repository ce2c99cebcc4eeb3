# SPDX-License-Identifier: GPL-2.0-or-later
"""Cycle facilities of any layer read into the national schema 0.3.5: what was changed is kept beside, and said.

A value that can be read in one way only is written as the schema writes it (case, accents, former spelling, centimetres,
two sides in one text). One that cannot stays as it was where the column is a text, is missing where it is a number, and is
an error either way. What says "nobody knows" (``NC``, ``null``, a width of 0) is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from ..carpool.area_file import text_of
from ..carpool.national_schema import ERROR, INFORMATION, TRUE, WARNING, Column, Problem, check_cell, proposed
from ..errors import DataError, noop
from ..network.road_rules import NOT_YET, fold
from ..parameter_table import column_name, mapping_pairs
from . import facility_schema as schema
from .facility_schema import BY_NAME, FORMER_NAMES, NATIONAL, ROAD, STEMS, metres, repaired
from .osm_facilities import open_tags, osm_facilities, tag_columns

UNKNOWN_WORDS = {
    "null", "none", "nan", "nc", "nr", "n/a", "na", "?", "-", "ne sait pas", "nsp", "inconnu", "non renseigne", "sans objet",
}  # fmt: skip
# Former spellings (CHANGELOG: DOUBLE SENS CYCLABLE until 0.3.0) and usual ones, as plain() writes them.
SPELLINGS = {
    "ame": {
        "double sens cyclable": schema.CONTRAFLOW, "dsc": schema.CONTRAFLOW, "velorue": schema.CYCLE_STREET,
        "piste": schema.TRACK, "pistes cyclables": schema.TRACK, "bande": schema.LANE, "bandes cyclables": schema.LANE,
        "voies vertes": schema.GREENWAY, "cvcb": schema.CENTRAL_LANE, "chaucidou": schema.CENTRAL_LANE,
        "couloir bus": schema.BUS_LANE, "accotement revetu": schema.SHOULDER, "aucune": schema.NONE, "aucun amenagement": schema.NONE,
        "neant": schema.NONE, "sans amenagement": schema.NONE,
    },
    "regime": {"zone30": "ZONE 30", "zone de rencontres": "ZONE DE RENCONTRE", "agglomeration": "EN AGGLOMERATION"},
    "sens": {
        "unidirectionnelle": schema.ONE_WAY, "uni": schema.ONE_WAY, "sens unique": schema.ONE_WAY,
        "bidirectionnelle": schema.TWO_WAY, "bi": schema.TWO_WAY, "double sens": schema.TWO_WAY,
    },
}  # fmt: skip
SEPARATORS = re.compile(r"[/|;,]| - ")
FROM_CM, TO_CM = 50, 1500  # a width written in centimetres
WIDEST_M = 12.0
# What the BD TOPO calls it: version 3 in a GeoPackage, its shapefiles, version 2.
BD_TOPO = {
    "nature": ("nature",), "state": ("etat_de_l_objet", "etat"), "oneway": ("sens_de_circulation", "sens"),
    "importance": ("importance",), "lanes": ("nombre_de_voies", "nb_voies"), "width_road_m": ("largeur_de_chaussee", "largeur"),
    "name": ("nom_voie_ban_droite", "nom_1_droite", "nom_1_d", "nom_voie_d"), "id_local": ("cleabs", "id"),
    "layer": ("position_par_rapport_au_sol", "pos_sol"),
}  # fmt: skip
BD_TOPO_WAYS = {
    "double": "no", "double sens": "no", "direct": "yes", "sens direct": "yes", "inverse": "-1", "sens inverse": "-1",
}  # fmt: skip
ROAD_NUMBERS = ("lanes", "maxspeed_kmh", "adt_veh_day", "width_road_m")


@dataclass(frozen=True)
class Columns:
    """Where each column comes from: a column of the layer, a constant, or one column for both sides."""

    of: dict[str, str]
    constant: dict[str, str] = field(default_factory=dict)
    both: dict[str, str] = field(default_factory=dict)

    def names(self) -> list[str]:
        return list(dict.fromkeys((*self.of.values(), *self.both.values())))

    def has_facilities(self) -> bool:
        return any(f"ame_{side}" in (*self.of, *self.constant) for side in "dg") or "ame" in self.both


@dataclass
class Facilities:
    """``table`` (n rows): national and road columns, ``original`` (JSON of what was changed, or None); ``problems`` by row."""

    table: pd.DataFrame
    problems: list[Problem]


def resolve(names: Sequence[str], mapping: str = "") -> Columns:
    """The columns of a layer: ``mapping`` is ``ame_d=type; ame_g='AUCUN'; largeur=larg``, the rest goes by its name.

    A name without ``_d`` or ``_g`` is one column for both sides; a value between quotes is the same for every line.
    Raises ``DataError`` for a name that is not known or a column that is not there.
    """
    folded = {column_name(name, {}): name for name in reversed(names)}
    known = {*NATIONAL, *ROAD, *STEMS}
    found = Columns({})
    for part, key, name in mapping_pairs(mapping):
        key = FORMER_NAMES.get(column_name(key, {}), column_name(key, {}))
        if key not in known or not name:
            raise DataError(
                noop("MAPPING: “{part}” is not understood. Write ame_d=field; ame_g='AUCUN', with one of: {known}."),
                part=part, known=", ".join((*NATIONAL, *ROAD, *STEMS)),
            )  # fmt: skip
        if name[0] in "'\"" and name[-1] == name[0] and len(name) > 1:
            found.constant.update({key: name[1:-1]} if key not in STEMS else {f"{key}_d": name[1:-1], f"{key}_g": name[1:-1]})  # fmt: skip
            continue
        column = name if name in names else folded.get(column_name(name, {}))
        if column is None:
            raise DataError(
                noop("MAPPING gives “{key}” the field “{field}”, which the layer has not. Its fields are: {fields}."),
                key=key, field=name, fields=", ".join(names),
            )  # fmt: skip
        (found.both if key in STEMS else found.of)[key] = column
    _recognise(folded, found)
    return found


def _recognise(folded: Mapping[str, str], found: Columns) -> None:
    """National names, former ones, and one name for both sides, where the mapping says nothing."""
    for key in (*NATIONAL, *ROAD):
        if key in folded and key not in found.of and key not in found.constant and key[:-2] not in found.both:
            found.of[key] = folded[key]
    for former, key in FORMER_NAMES.items():
        if former in folded and key not in found.of and key not in found.constant and key[:-2] not in found.both:
            found.of[key] = folded[former]
    # A column «sens» or «largeur» is the road's own, unless the facilities of both sides are in one column too.
    for stem in STEMS if "ame" in folded or "ame" in found.both else ():
        sides = {f"{stem}_d", f"{stem}_g"}
        if stem in folded and stem not in found.both and not sides & {*found.of, *found.constant}:
            found.both[stem] = folded[stem]


def read_values(text: str) -> dict[str, str]:
    """Folded value of a layer → value of the schema, from ``PC=PISTE CYCLABLE; 1=UNIDIRECTIONNEL``. Raises ``DataError``."""
    enums = {plain(value): value for column in schema.SCHEMA for value in column.enum}
    found = {}
    for part, value, national in mapping_pairs(text):
        if not value or plain(national) not in enums:
            raise DataError(
                noop("VALUES: “{part}” is not understood. Write PC=PISTE CYCLABLE; BC=BANDE CYCLABLE, with values of the schema."),
                part=part,
            )  # fmt: skip
        found[plain(value)] = enums[plain(national)]
    return found


def plain(text: str) -> str:
    """A text without case, accents nor punctuation: ``Couloir bus / vélo`` and ``COULOIR BUS+VELO`` are the same."""
    return " ".join(re.sub(r"[^0-9a-z]+", " ", fold(text)).split())


def read_facilities(table: pd.DataFrame, columns: Columns, values: Mapping[str, str] | None = None) -> Facilities:
    """``table`` (n rows of a layer) in the schema; ``values`` as :func:`read_values` gives them."""
    reader = _Reader(len(table), values or {})
    for stem, name in columns.both.items():
        reader.both_sides(stem, _texts(table[name]))
    for key, text in columns.constant.items():
        reader.column(key, np.full(len(table), text, dtype=object))
    for key, name in columns.of.items():
        if key in NATIONAL:
            reader.column(key, _texts(table[name]))
        else:
            reader.table[key] = _road(key, table[name])
    reader.split("ame")
    reader.missing(columns)
    return reader.done()


def osm_layer(table: pd.DataFrame) -> Facilities:
    """Lines of OpenStreetMap (n rows with ``highway``, and ``other_tags`` or a column per tag) in the schema."""
    columns = tag_columns(list(table.columns))
    made, problems = osm_facilities(open_tags(table, columns))
    made["original"] = None
    if "other_tags" in columns:
        made["other_tags"] = table[columns["other_tags"]].to_numpy(dtype=object)
    return Facilities(made, problems)


def bdtopo_layer(table: pd.DataFrame, columns: Columns) -> Facilities:
    """The BD TOPO: cycle tracks and greenways are lines of their own ``nature``; the others bear nothing that it knows.

    ``sens`` is the traffic's, read into ``oneway``, and ``largeur`` the carriageway's. A width or a number of lanes of 0 is
    not known. What is being built bears ``EN TRAVAUX``; a road being built is no way (``ame_d`` null).
    """
    read = read_facilities(table, columns)
    read.problems = [p for p in read.problems if p.row >= 0 or not p.column.startswith(("ame", "id_local"))]
    made = read.table
    texts = {key: _first(table, names) for key, names in BD_TOPO.items()}
    kinds = texts["nature"].map(fold)
    if not columns.has_facilities():
        made["ame_d"] = kinds.map({"piste cyclable": schema.TRACK, "voie verte": schema.GREENWAY}).fillna(schema.NONE)
        made["ame_g"] = schema.NONE
    works = texts["state"].map(fold).isin(NOT_YET)
    bare = (made["ame_d"] == schema.NONE) & (made["ame_g"] == schema.NONE)
    made.loc[works & ~bare, ["statut_d", "statut_g"]] = schema.IN_WORKS
    made.loc[works & bare, ["ame_d", "ame_g"]] = None
    made["nature"] = kinds
    made["oneway"] = texts["oneway"].map(fold).map(BD_TOPO_WAYS)
    for key in ("importance", "lanes", "width_road_m", "name", "layer", "id_local"):
        if made[key].isna().all():
            made[key] = _road(key, texts[key].map(lambda text: "" if plain(text) in ("nc", "nr") else text))
    return read


def _first(table: pd.DataFrame, names: Sequence[str]) -> pd.Series:
    """The texts (n,) of the first of ``names`` that the table has; empty without."""
    by_name = {column_name(str(name), {}): name for name in table.columns}
    name = next((by_name[n] for n in names if n in by_name), None)
    return pd.Series(_texts(table[name]) if name is not None else [""] * len(table), dtype=object)


def _texts(column: pd.Series) -> np.ndarray:
    """Each cell (n,) as the schema writes it; arrays as JSON."""
    return np.array([_text(value) for value in column], dtype=object)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple | np.ndarray):
        return json.dumps([str(item) for item in value], ensure_ascii=False)
    return str(text_of(value)).strip()


def _road(key: str, column: pd.Series) -> pd.Series:
    texts = pd.Series(_texts(column), dtype=object).map(repaired)
    if key in ROAD_NUMBERS:
        numbers = pd.to_numeric(texts.str.replace(",", "."), errors="coerce").astype(float)
        return numbers.where(numbers > 0)
    return texts.where(texts != "", None)


class _Reader:
    """Fills a table column by column; every distinct text is read once."""

    def __init__(self, size: int, values: Mapping[str, str]) -> None:
        self.size, self.values = size, values
        self.table = pd.DataFrame({name: pd.Series([None] * size, dtype=object) for name in (*NATIONAL, *ROAD)})
        self.original: list[dict[str, str]] = [{} for _ in range(size)]
        self.problems: list[Problem] = []

    def column(self, key: str, texts: np.ndarray) -> None:
        """Read ``texts`` (n,) into the national column ``key``."""
        codes, distinct = pd.factorize(texts)
        read = [self._read(BY_NAME[key], str(text)) for text in distinct]
        self.table[key] = pd.Series([read[code][0] for code in codes], dtype=object)
        for row in np.flatnonzero([read[code][1] is not None for code in codes]):
            problem = read[codes[row]][1]
            assert problem is not None
            self._say(int(row), problem)

    def both_sides(self, stem: str, texts: np.ndarray) -> None:
        """One text for the right and the left side: two values parted by a sign, or one value, which is the right's."""
        pairs = {text: self._pair(stem, text) for text in set(texts)}
        self.column(f"{stem}_d", np.array([pairs[text][0] for text in texts], dtype=object))
        self.column(f"{stem}_g", np.array([pairs[text][1] for text in texts], dtype=object))
        for row, text in enumerate(texts):
            self._said_of_pair(row, stem, text, pairs[text])

    def split(self, stem: str) -> None:
        """A right side that holds both values, with an empty left one."""
        right, left = self.table[f"{stem}_d"], self.table[f"{stem}_g"]
        for row in np.flatnonzero(left.isna() & right.notna()):
            text = str(right[row])
            pair = self._pair(stem, text) if text not in schema.AME else ("", "")
            if pair[1]:
                self.problems = [p for p in self.problems if (p.row, p.column) != (row, f"{stem}_d")]
                self.table.loc[row, f"{stem}_d"], self.table.loc[row, f"{stem}_g"] = pair
                self._said_of_pair(int(row), stem, text, pair)

    def missing(self, columns: Columns) -> None:
        """Required columns that the layer has not, once; required values that are missing, by line."""
        given = {*columns.of, *columns.constant, *(f"{stem}_{side}" for stem in columns.both for side in "dg")}
        for column in schema.SCHEMA:
            if not column.required:
                continue
            said = {p.row for p in self.problems if p.column == column.name}
            absent = self.table[column.name].isna()
            if column.name not in given or (absent.all() and not said):
                sentence = noop("No line has a value of “{column}”, which the schema requires.")
                self.problems.append(Problem(-1, column.name, "", "missing_column", sentence, {"column": column.name}, None, WARNING))  # fmt: skip
                continue
            sentence = noop("The value is missing; the schema requires it.")
            self.problems += [
                Problem(int(row), column.name, "", "required", sentence, {}, None, ERROR)
                for row in np.flatnonzero(absent) if row not in said
            ]  # fmt: skip

    def done(self) -> Facilities:
        self.table["original"] = [json.dumps(o, ensure_ascii=False) if o else None for o in self.original]
        return Facilities(self.table, sorted(self.problems, key=lambda p: p.row))

    def _say(self, row: int, problem: Problem) -> None:
        self.problems.append(replace(problem, row=row))
        self.original[row].setdefault(problem.column, problem.value)

    def _pair(self, stem: str, text: str) -> tuple[str, str]:
        column = BY_NAME[f"{stem}_d"]
        if not text or self._understood(column, text):
            return text, ""
        for sign in SEPARATORS.finditer(text):
            right, left = text[: sign.start()].strip(), text[sign.end() :].strip()
            if right and left and self._understood(column, right) and self._understood(column, left):
                return self._read(column, right)[0] or "", self._read(column, left)[0] or ""
        return text, ""

    def _understood(self, column: Column, text: str) -> bool:
        value, problem = self._read(column, text)
        return value is not None and (problem is None or problem.severity != ERROR)

    def _said_of_pair(self, row: int, stem: str, text: str, pair: tuple[Any, str]) -> None:
        if not text:
            return
        if pair[1] != "":
            sentence = noop("“{value}” holds both sides: right {right}, left {left}.")
            facts = {"value": text, "right": pair[0], "left": pair[1]}
            self._say(row, Problem(row, f"{stem}_d", text, "both_sides", sentence, facts, f"{pair[0]} / {pair[1]}", WARNING))  # fmt: skip
            self.original[row][f"{stem}_d"] = self.original[row][f"{stem}_g"] = text
        elif stem == "ame" and self.table.loc[row, "ame_d"] in schema.AME:
            sentence = noop("“{value}” is one value for two sides: read as the right one, the left is not known.")
            self._say(row, Problem(row, "ame_g", text, "one_side", sentence, {"value": text}, None, WARNING))

    def _read(self, column: Column, text: str) -> tuple[Any, Problem | None]:
        """The value of one cell, and what was changed or is wrong in it."""
        if not text:
            return None, None
        fixed = repaired(text)
        if fixed != text:
            value, problem = self._read(column, fixed)
            sentence = noop("“{value}” was read in a wrong encoding: read as {proposal}.")
            return value, problem if problem and problem.severity == ERROR else _problem(column, text, "encoding", sentence, str(value), INFORMATION)  # fmt: skip
        if plain(text) in UNKNOWN_WORDS or text.casefold() in UNKNOWN_WORDS:
            return None, _problem(column, text, "unknown_word", noop("“{value}” says that nobody knows: read as missing."), None, INFORMATION)  # fmt: skip
        if column.kind == "array":
            return _array(column, text)
        if column.kind in ("number", "integer"):
            return _number(column, text)
        loose = Column(column.name, column.kind, False, column.pattern, column.enum)
        broken = check_cell(loose, text)
        if broken is None:
            return ("true" if text in TRUE else "false") if column.kind == "boolean" else text, None
        value = self._enum(column, text) if column.enum else proposed(loose, text)
        if value is None:
            return (text if column.kind in ("string", "date") else None), broken
        return value, _changed(column, text, value)

    def _enum(self, column: Column, text: str) -> str | None:
        word = plain(text)
        known = {plain(value): value for value in column.enum}
        value = self.values.get(word)
        found = value if value in column.enum else known.get(word)
        return found or SPELLINGS.get(column.name.rpartition("_")[0], {}).get(word)


def _problem(column: Column, text: str, rule: str, sentence: str, proposal: str | None, severity: str) -> Problem:
    return Problem(-1, column.name, text, rule, sentence, {"value": text, "proposal": proposal}, proposal, severity)


def _changed(column: Column, text: str, value: Any) -> Problem:
    return _problem(column, text, "spelling", noop("“{value}” is read as {proposal}."), str(value), INFORMATION)


def _array(column: Column, text: str) -> tuple[Any, Problem | None]:
    """An array of names, kept as JSON; a plain text is one name."""
    try:
        items = json.loads(text) if text.startswith("[") else None
    except json.JSONDecodeError:
        items = None
    if isinstance(items, list) and all(isinstance(item, str) for item in items):
        kept = [item for item in items if item.strip()]
        return (json.dumps(kept, ensure_ascii=False) if kept else None), None
    value = json.dumps([text], ensure_ascii=False)
    return value, _problem(
        column, text, "array", noop("“{value}” is not an array: read as {proposal}."), value, INFORMATION
    )


def _number(column: Column, text: str) -> tuple[Any, Problem | None]:
    """A number as the schema wants it; widths in metres, read from centimetres where they are."""
    width = column.name.startswith("largeur")
    written = proposed(Column(column.name, column.kind), text)
    value = metres(text) if width else float(written) if written is not None else None
    if value is None:
        sentence = noop("“{value}” is not a number: read as missing.")
        return None, _problem(column, text, column.kind, sentence, None, ERROR)
    if value == 0:
        return None, _problem(column, text, "zero", noop("0 stands for a value that is not known: read as missing."), None, INFORMATION)  # fmt: skip
    if width and FROM_CM <= value <= TO_CM:
        proposal = f"{value / 100:g}"
        return value / 100, _problem(column, text, "centimetres", noop("“{value}” is in centimetres: read as {proposal} m."), proposal, WARNING)  # fmt: skip
    if value < 0 or (width and value > WIDEST_M):
        return None, _problem(column, text, "implausible", noop("“{value}” cannot be right: read as missing."), None, ERROR)  # fmt: skip
    same = re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text) is not None
    return (int(value) if float(value).is_integer() and not width else value), None if same else _changed(column, text, f"{value:g}")  # fmt: skip
