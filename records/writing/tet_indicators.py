# SPDX-License-Identifier: GPL-2.0-or-later
"""Indicators and their values as Territoires en Transitions (TET) exports them: the sheet ``Indicateurs``.

One line by indicator and source, its years as columns: results first, then objectives (TET, export of indicators, MIT
licence). TET's values are those of the collectivity as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ..errors import RecordError, noop
from ..index import natural
from ..indicators.units import convert
from .losses import CHANGED, LOST, MOVED, Losses
from .plan_content import PlanContent, Row
from .workbook import CELL_LIMIT, Cell, Column, Sheet, Workbook, write_workbook

HEADERS = (
    "Identifiant", "Nom de l'indicateur", "Indicateur parent", "Unité", "Pilote", "Direction ou service pilote",
    "Commentaire", "Source",
)  # fmt: skip
OWN = "Collectivité"
OPEN_SOURCES = ("rare", "pcaet", "citepa", "aldo", "snbc")  # those that TET shows on a line of their own
KINDS = {"result": "Résultat", "target": "Objectif"}
_WIDTHS = (14, 50, 40, 14, 24, 24, 40, 14)


@dataclass
class _Line:
    """The values of one indicator and source by (kind, year), with what is said of them."""

    values: dict[tuple[str, int], float] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)


def write_indicators(target: str | Path, content: PlanContent, losses: Losses) -> tuple[Path, int]:
    """Write the workbook; returns where it stands and the number of indicators. What TET cannot hold goes to ``losses``."""
    tables = _tables(content, losses)
    years = {kind: sorted({year for lines in tables.values() for line in lines.values() for k, year in line.values if k == kind}) for kind in KINDS}  # fmt: skip
    columns = [Column(label, width) for label, width in zip(HEADERS, _WIDTHS, strict=True)]
    order = [(kind, year) for kind in KINDS for year in years[kind]]
    columns += [Column(f"{year} {KINDS[kind]}", 14) for kind, year in order]
    rows: list[list[Cell]] = []
    for uuid in sorted(tables, key=lambda uuid: natural(_code(content.indicators[uuid]))):
        for source, line in tables[uuid].items():
            facts = _facts(content, uuid, source, line, losses)
            rows.append([*facts, *(_number(line.values.get(place)) for place in order)])
    if not rows:
        raise RecordError(noop("The plan has no indicator with a value, nor any linked to the actions chosen: nothing to write."))  # fmt: skip
    workbook = Workbook([Sheet("Indicateurs", tuple(columns), rows)], title=str(content.plan["name"]))
    return write_workbook(target, workbook), len(tables)


def _code(indicator: Row) -> str:
    return str(indicator["code_tet"] or indicator["code"])


def _tables(content: PlanContent, losses: Losses) -> dict[str, dict[str, _Line]]:
    """Lines by indicator and source; an indicator that an action names has a line even without a value."""
    own = _own_territories(content)
    made: dict[str, dict[str, _Line]] = {}
    for action in content.every_action():
        for indicator in action.indicators:
            made.setdefault(indicator["uuid"], {}).setdefault(OWN, _Line())
    for value in sorted(content.values, key=lambda row: (row["action_uuid"] is not None, row["year"])):
        indicator = content.indicators[value["indicator_uuid"]]
        where = f"{_code(indicator)} {value['year']}"
        if value["territory_uuid"] is not None and value["territory_uuid"] not in own:
            name = content.territories.get(value["territory_uuid"], {}).get("name", "?")
            losses.add(None, "value", f"{where} ({name}) : {_written(value, content)}", LOST, noop("TET holds the values of the collectivity only."))  # fmt: skip
        elif value["kind"] not in KINDS:
            losses.add(None, "value", f"{where} : {_written(value, content)}", LOST, noop("TET has results and objectives, no reference value."))  # fmt: skip
        else:
            source = value["source"] if (value["source"] or "").casefold() in OPEN_SOURCES else OWN
            line = made.setdefault(indicator["uuid"], {}).setdefault(source, _Line())
            _put(line, value, indicator, where, content, losses)
    return made


def _own_territories(content: PlanContent) -> set[str]:
    """The territory of the authority that holds the plan: by its SIREN, else the only EPCI there is."""
    holder = "".join(c for c in str(content.plan["holder_siren"] or "") if c.isdigit())[:9]
    by_siren = {
        u for u, t in content.territories.items() if holder and str(t["siren"] or t["code"] or "")[:9] == holder
    }
    groups = {u for u, t in content.territories.items() if t["kind"] == "EPCI"}
    return by_siren or (groups if len(groups) == 1 else set())


def _put(line: _Line, value: Row, indicator: Row, where: str, content: PlanContent, losses: Losses) -> None:
    place = (str(value["kind"]), int(value["year"]))
    label = f"{value['year']} {KINDS[value['kind']]}"
    said = ", ".join(str(text) for text in (value["comment"], value["text"]) if text)
    if value["value"] is None:
        line.comments.append(f"{label} : {content.label('reason', value['reason'])}{f' ({said})' if said else ''}")
        losses.add(None, "reason", f"{where} : {_written(value, content)}", MOVED, noop("TET has no reason of absence: it is in the comment."))  # fmt: skip
        return
    if place in line.values:
        losses.add(None, "value", f"{where} : {_written(value, content)}", LOST, noop("TET has one value by indicator, year and source: another one is written."))  # fmt: skip
        return
    number = float(value["value"])
    if value["unit"] and indicator["unit"] and value["unit"] != indicator["unit"]:
        try:
            number = convert(number, value["unit"], indicator["unit"])
        except RecordError:
            losses.add(None, "value", f"{where} : {_written(value, content)}", LOST, noop("Its unit does not convert into the indicator's."))  # fmt: skip
            return
        losses.add(None, "value", f"{where} : {_written(value, content)}", CHANGED, noop("Converted into the unit of the indicator, {unit}."), unit=indicator["unit"])  # fmt: skip
    line.values[place] = number
    if said:
        line.comments.append(f"{label} : {said}")
    if value["source"] and value["source"].casefold() not in OPEN_SOURCES:
        line.comments.append(f"{label}, source : {value['source']}")


def _written(value: Row, content: PlanContent) -> str:
    if value["value"] is None:
        return str(content.label("reason", value["reason"]))
    return f"{value['value']:g} {value['unit'] or ''}".strip()


def _facts(content: PlanContent, uuid: str, source: str, line: _Line, losses: Losses) -> list[Cell]:
    indicator = content.indicators[uuid]
    parent = content.indicators.get(indicator["parent_uuid"] or "")
    actions = [a for a in content.every_action() if any(i["uuid"] == uuid for i in a.indicators)]
    people = dict.fromkeys(name for action in actions for name in action.names("pilot_person"))
    services = dict.fromkeys(name for action in actions for name in action.names("pilot_service"))
    comment = "\n".join(line.comments)
    if len(comment) > CELL_LIMIT:
        losses.add(None, "comment", comment[CELL_LIMIT - 1 :], LOST, noop("Cut at {limit} characters, the limit of a cell."), limit=CELL_LIMIT)  # fmt: skip
        comment = comment[: CELL_LIMIT - 1] + "…"
    name = f"  {indicator['name']}" if parent else str(indicator["name"])
    return [
        _code(indicator), name, str(parent["name"]) if parent else None, indicator["unit"], "\n".join(people) or None,
        "\n".join(services) or None, comment or None, source,
    ]  # fmt: skip


def _number(value: float | None) -> Cell:
    return int(value) if value is not None and value.is_integer() and abs(value) < 1e15 else value
