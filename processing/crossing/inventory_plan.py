# SPDX-License-Identifier: GPL-2.0-or-later
"""Values of the inventory into a plan, under the codes of Territoires en Transitions and in its units."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QDateTime

from ...i18n import tr
from ...records import plan_file
from ...records.actions import find
from ...records.errors import RecordError
from ...records.indicators.definitions import TET, Definition
from ...records.indicators.sectors import sectors_of_codes, with_sector
from ...records.indicators.storing import make_lacking
from ...records.values import NewValue, store_value
from .. import preferences
from ..parameter_tables import PCAET_SECTORS
from ..plan.plan_access import refuse_if_open, writing
from ..provenance import plugin_version

if TYPE_CHECKING:
    import pandas

    from ...analysis.inventory.tables import InventoryTables, Quantity


@dataclass
class Stored:
    """How many values entered the plan, as numbers and as reasons, and what could not."""

    values: int = 0
    reasons: int = 0
    made: set[str] = field(default_factory=set)
    missing_codes: set[str] = field(default_factory=set)
    other_units: set[str] = field(default_factory=set)
    unknown_territories: set[str] = field(default_factory=set)


def check_plan(plan: str, context: QgsProcessingContext) -> None:
    """Raise ``RecordError`` where ``plan`` cannot be written: no plan, or a layer of it in an edit session."""
    refuse_if_open(plan, context)
    with closing(plan_file.open_plan(plan)):
        pass


def store_inventory(
    plan: str, table: pandas.DataFrame, tables: InventoryTables, source: str, algorithm: str,
    context: QgsProcessingContext, feedback: QgsProcessingFeedback,
) -> Stored:  # fmt: skip
    """Store the rows that have a code and a year; all or nothing. Raises ``RecordError`` as the plan does.

    An indicator that the plan lacks is made, under its official code and in its official unit. One that was put aside
    stays so, and no territory is made: that is said, and left out. A missing value of a sector is stored as a reason; an
    unknown total of a target is not stored.
    """
    stored = Stored()
    rows = table[(table["code_tet"] != "") & (table["level"] != "energy") & table["year"].notna()]
    stamp = QDateTime.currentDateTimeUtc().toString("yyyy-MM-ddTHH:mm:ssZ")
    facts = {"stored_by": f"Atlas PCAET {plugin_version()}", "stored_at": stamp, "algorithm": algorithm}
    single = table["territory"].nunique() == 1
    with writing(plan, context) as connection:
        units = _indicator_units(connection)
        for row in rows.to_dict("records"):
            _store_row(connection, row, units, tables, stored, single, source, facts)
    _say(stored, feedback)
    return stored


def _indicator_units(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """(code in the plan, unit) of each indicator, by its code; by its Territoires en Transitions code where it has one."""
    columns = {row[1] for row in connection.execute("PRAGMA table_info(indicator)")}
    known = {
        str(code): (str(code), str(unit or ""))
        for code, unit in connection.execute("SELECT code, unit FROM indicator WHERE deleted = 0")
    }
    if "code_tet" in columns:
        rows = connection.execute("SELECT code_tet, code, unit FROM indicator WHERE deleted = 0 AND code_tet <> ''")
        known = {str(tet): (str(code), str(unit or "")) for tet, code, unit in rows} | known
    return known


def _store_row(
    connection: sqlite3.Connection, row: dict[str, Any], units: dict[str, tuple[str, str]], tables: InventoryTables,
    stored: Stored, single: bool, source: str, facts: dict[str, Any],
) -> None:  # fmt: skip
    from ...analysis.inventory.tables import from_regulatory

    quantity = tables.quantities[row["quantity"]]
    official = str(row["code_tet"])
    code, named = units.get(official, (official, quantity.unit_tet))
    unit = tables.unit(named) if named else tables.units[quantity.unit]
    if unit is None or unit.dimension not in (quantity.dimension, "mass" if quantity.dimension == "ghg" else ""):
        stored.other_units.add(f"{code} ({named})")
        return
    territory = _territory(connection, str(row["territory"] or ""), single, stored)
    if territory is None:
        return
    known = row["value"] == row["value"]
    if not known and (row["kind"] == "target" or row["level"] == "total"):
        return
    value = from_regulatory(float(row["value"]), unit, quantity) if known else None
    if official not in units:
        if not make_lacking(connection, _definition(row, quantity), preferences.author()):
            stored.missing_codes.add(code)
            return
        stored.made.add(code)
        units[official] = (code, named)
    new = NewValue(
        indicator=code, year=int(row["year"]), kind=str(row["kind"]), value=value,
        reason=None if known else "non_renseigne", territory=territory or None, unit=named or None, source=source,
        provenance=facts | {"regulatory_unit": quantity.unit, "flags": row["flags"] or ""},
    )  # fmt: skip
    store_value(connection, new, preferences.author())
    stored.values += int(known)
    stored.reasons += int(not known)


def _definition(row: dict[str, Any], quantity: Quantity) -> Definition:
    """The indicator of a row, in words of ours: importing the official definitions brings it up to date."""
    name = f"{quantity.label} – {row['sector_label']}" if row["level"] == "sector" else quantity.label
    code = str(row["code_tet"])
    made = Definition(
        code, name, 0, quantity.unit_tet, direction="down", source="pcaet:emissionsinventory", method=TET, code_tet=code
    )
    return with_sector(made, sectors_of_codes(PCAET_SECTORS))


def _territory(connection: sqlite3.Connection, name: str, single: bool, stored: Stored) -> str | None:
    """The territory of the plan that ``name`` names; empty for the plan's own where only one is told; None: unknown."""
    if not name:
        return "" if single else None
    try:
        return find(connection, "territory", name)
    except RecordError:
        empty = connection.execute("SELECT count(*) FROM territory WHERE deleted = 0").fetchone()[0] == 0
        if single and empty:
            return ""
        stored.unknown_territories.add(name)
        return None


def _say(stored: Stored, feedback: QgsProcessingFeedback) -> None:
    feedback.pushInfo(
        tr("Plan: {values} values stored, {reasons} stored as missing.").format(
            values=stored.values, reasons=stored.reasons
        )
    )
    if stored.made:
        feedback.pushInfo(tr("Indicators added to the plan: {}.").format(", ".join(sorted(stored.made))))
    for names, sentence in (
        (stored.missing_codes, tr("The plan has put aside the indicators of these codes, whose values are not stored: {}. Restore them, then run again.")),
        (stored.other_units, tr("Indicators whose unit is not known here, whose values are not stored: {}. Correct the unit.")),
        (stored.unknown_territories, tr("The plan has no territory of these names, whose values are not stored: {}. Make them, or correct the names.")),
    ):  # fmt: skip
        if names:
            feedback.pushWarning(sentence.format(", ".join(sorted(names))))
