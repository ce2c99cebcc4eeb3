# SPDX-License-Identifier: GPL-2.0-or-later
"""Indicators and their values, found again by code or by name."""

from __future__ import annotations

import hashlib

from ..reading.normalised import key
from ..reading.structure import DOUBTFUL, REPAIRED, ReadAction, ReadIndicator, ReadValue
from .known import Store
from .report import Outcome, Translate, told


class IndicatorWriter:
    """Writes the indicators of one document."""

    def __init__(self, store: Store, document: str) -> None:
        self.store, self.document = store, document

    def of_action(self, action: str, read: ReadAction, outcome: Outcome) -> set[str]:
        """The indicators of an action, attached to it; returns which changed."""
        changed = set()
        for indicator in read.indicators:
            uuid = self.find_or_make(indicator, outcome)
            if self.store.hang("action_indicator", action, {"indicator_uuid": uuid}):
                changed.add("indicators")
            for value in indicator.values:
                if self._value(uuid, indicator, value, action, outcome):
                    changed.add("values")
        return changed

    def write(self, indicator: ReadIndicator, action: str | None, outcome: Outcome) -> None:
        """An indicator of the document itself; attached to ``action`` when one is given."""
        uuid = self.find_or_make(indicator, outcome)
        if action:
            self.store.hang("action_indicator", action, {"indicator_uuid": uuid})
        for value in indicator.values:
            self._value(uuid, indicator, value, action, outcome)

    def find_or_make(self, indicator: ReadIndicator, outcome: Outcome) -> str:
        """The indicator of that code and name, else of that name, else a new one."""
        known = self.store.indicators
        name = key(indicator.name)
        if indicator.code and indicator.code in known and key(known[indicator.code]["name"]) == name:
            return str(known[indicator.code]["uuid"])
        for row in known.values():
            if (
                key(row["name"]) == name
                and not row["deleted"]
                and (not indicator.code or row["code"].startswith(indicator.code))
            ):
                return str(row["uuid"])
        code = indicator.code or ""
        if not code or code in known:  # a number printed in a document may be another document's
            digest = hashlib.sha256(name.encode()).hexdigest()[:10]
            code = f"{code}_{digest}" if code else f"lu_{digest}"
        if code in known:
            return str(known[code]["uuid"])
        facts = {
            "plan_uuid": self.store.plan, "code": code, "name": indicator.name, "unit": indicator.unit,
            "nature": indicator.nature, "method": indicator.method, "source": self.document,
        }  # fmt: skip
        uuid = self.store.insert("indicator", facts)
        known[code] = facts | {"uuid": uuid, "deleted": 0}
        outcome.indicators += 1
        return uuid

    def _value(
        self, indicator: str, read: ReadIndicator, value: ReadValue, action: str | None, outcome: Outcome
    ) -> bool:
        territory = self.store.territory(value.territory) if value.territory else None
        facts = {
            "value": value.value, "reason": value.reason, "text": value.text, "certainty": value.certainty,
            "source": self.document, "unit": read.unit if value.value is not None else None,
        }  # fmt: skip
        former = self.store.connection.execute(
            "SELECT uuid, value, reason, text, certainty FROM value WHERE indicator_uuid = ? AND action_uuid IS ? "
            "AND territory_uuid IS ? AND year = ? AND kind = ? AND deleted = 0",
            (indicator, action, territory, value.year, value.kind),
        ).fetchone()
        if former is None:
            where = {
                "indicator_uuid": indicator,
                "action_uuid": action,
                "territory_uuid": territory,
                "year": value.year,
                "kind": value.kind,
            }
            self.store.insert("value", where | facts)
            outcome.values += 1
            return True
        if tuple(former)[1:] == (value.value, value.reason, value.text, value.certainty):
            return False
        self.store.update("value", former[0], facts)
        outcome.values += 1
        return True

    def write_remarks(self, indicator: ReadIndicator, translate: Translate) -> None:
        """Keep the original text of what was counted or is doubtful."""
        row = next((r for r in self.store.indicators.values() if key(r["name"]) == key(indicator.name)), None)
        for remark in indicator.remarks:
            mark = (row["uuid"], remark.field, remark.original, remark.location.file) if row else None
            if not row or mark is None or mark in self.store.readings or remark.certainty not in (REPAIRED, DOUBTFUL):
                continue
            self.store.readings.add(mark)
            self.store.insert(
                "reading",
                {
                    "table_name": "indicator", "row_uuid": row["uuid"], "column_name": remark.field, "original": remark.original,
                    "certainty": remark.certainty, "sentence": told(remark, translate), "document": remark.location.file,
                    "location": str(remark.location),
                },
            )  # fmt: skip
