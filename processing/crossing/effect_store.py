# SPDX-License-Identifier: GPL-2.0-or-later
"""Effects into the plan: one value for each action and figure whose indicator the plan has."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QDateTime

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ...records.indicators.definitions import Definition
from ...records.indicators.storing import make_lacking
from ...records.indicators.units import convert, converts
from ...records.values import NewValue, store_value
from .. import preferences
from ..plan.plan_access import writing
from ..provenance import plugin_version

if TYPE_CHECKING:
    import pandas

PREFIX = "apc_effet_"


def store_effects(
    path: str, table: pandas.DataFrame, options: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> int:  # fmt: skip
    """Store the figures of ``table`` in one transaction; returns how many.

    ``options``: year, kind, mapping and parameters. An indicator of ours (``apc_effet_…``) that the plan lacks is made; one
    of the mapping is not: that, what is in a unit that cannot be converted, and what two results tell, is said and left
    out.
    """
    known = table[table["value"].notna()]
    codes = _codes(options["mapping"], set(known["quantity"]))
    twice = known.duplicated(["action_uuid", "quantity"], keep=False)
    lacking: set[str] = set()
    units: set[str] = set()
    made: set[str] = set()
    stored = 0
    with writing(path, context) as plan:
        indicators = {row[0]: row[1] for row in plan.execute("SELECT code, unit FROM indicator WHERE deleted = 0")}
        for row in known[~twice].to_dict("records"):
            code = codes[row["quantity"]]
            if code == PREFIX + row["quantity"] and code not in indicators and make_lacking(plan, _definition(code, row), preferences.author()):  # fmt: skip
                made.add(code)
                indicators[code] = row["unit"]
            if code not in indicators:
                lacking.add(f"{code} ({row['unit']})")
            elif indicators[code] and not converts(row["unit"], indicators[code]) and row["unit"] != indicators[code]:
                units.add(f"{code} ({indicators[code]}, {row['unit']})")
            else:
                _store(plan, row, code, indicators[code], options)
                stored += 1
    feedback.pushInfo(tr("Plan: {} values stored.").format(stored))
    if made:
        feedback.pushInfo(tr("Indicators added to the plan: {}.").format(", ".join(sorted(made))))
    for names, sentence in (
        (lacking, tr("The plan lacks these indicators (with their unit), or has put them aside, and their figures are not stored: {}. Restore them, or name indicators of the plan in the mapping.")),
        (units, tr("The unit of the indicator and that of the figure do not agree: {}. They are not stored.")),
        (set(known[twice]["quantity"]), tr("Several results tell {} of one action: choose one result to store it.")),
    ):  # fmt: skip
        if names:
            feedback.pushWarning(sentence.format(", ".join(sorted(names))))
    return stored


def _definition(code: str, row: dict[str, Any]) -> Definition:
    return Definition(
        code, tr("Effect of the actions: {}").format(row["label"]), 0, row["unit"], source="pcaet:actioneffects"
    )


def _codes(mapping: str, quantities: set[str]) -> dict[str, str]:
    """The code of the indicator of each figure."""
    from ...analysis.parameter_table import mapping_pairs

    codes = {quantity: PREFIX + quantity for quantity in quantities}
    for part, key, name in mapping_pairs(mapping):
        if not name or key not in quantities:
            raise DataError(
                noop("MAPPING: “{part}” is not “figure=indicator” with one of the figures told here: {known}."),
                part=part, known=", ".join(sorted(quantities)) or "–",
            )  # fmt: skip
        codes[key] = name
    return codes


def _store(plan: sqlite3.Connection, row: dict[str, Any], code: str, unit: str | None, options: dict[str, Any]) -> None:
    stamp = QDateTime.currentDateTimeUtc().toString("yyyy-MM-ddTHH:mm:ssZ")
    same = not unit or unit == row["unit"]
    provenance = {
        "algorithm": "pcaet:actioneffects", "stored_by": f"Atlas PCAET {plugin_version()}", "stored_at": stamp,
        "parameters": options["parameters"], "estimate": True, "measured": {"value": row["value"], "unit": row["unit"]},
        "result": {key: row[key] for key in ("result", "algorithm", "computed_on", "digest", "basis")},
        "notes": [note for note in (row["remark"], row["shared_with"]) if isinstance(note, str) and note],
    }  # fmt: skip
    new = NewValue(
        code, options["year"], options["kind"], value=row["value"] if same else convert(row["value"], row["unit"], unit),
        action=row["action_uuid"], unit=unit or row["unit"], source=tr("{result} ({algorithm}), screening").format(result=row["result"], algorithm=row["algorithm"]),
        provenance=provenance,
    )  # fmt: skip
    store_value(plan, new, preferences.author())
