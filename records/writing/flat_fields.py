# SPDX-License-Identifier: GPL-2.0-or-later
"""An action in one row, with labels instead of codes: what tables and maps show of it."""

from __future__ import annotations

from .plan_content import Action, PlanContent
from .workbook import Cell

# Columns of the plan taken as they are.
_TEXTS = (
    "stakes", "objectives", "description", "expected_results", "audience", "means", "funding_text", "governance",
    "budget_text", "calendar_text", "start_date", "end_date", "comment",
)  # fmt: skip
_LISTS = ("status", "priority", "scope", "participation")
_THREE_STATES = (
    "mitigation", "adaptation", "impact_ghg", "impact_energy", "impact_air", "impact_storage", "continuous",
)  # fmt: skip
ROLES = (
    "contracting_authority", "pilot_organisation", "pilot_service", "pilot_person", "elected", "partner", "funder", "target",
)  # fmt: skip
FIELDS: tuple[tuple[str, str], ...] = (
    ("uuid", "TEXT"), ("number", "TEXT"), ("title", "TEXT"), ("mother", "TEXT"), ("axis", "TEXT"), ("status", "TEXT"),
    ("priority", "TEXT"), ("progress_pct", "REAL"), *((name, "TEXT") for name in ROLES), ("scope", "TEXT"),
    ("participation", "TEXT"), *((name, "TEXT") for name in _TEXTS), *((name, "BOOLEAN") for name in _THREE_STATES),
    ("tags", "TEXT"), ("indicators", "TEXT"), ("budgets", "TEXT"), ("references", "TEXT"), ("places", "INTEGER"),
)  # fmt: skip


def flat(action: Action, content: PlanContent) -> dict[str, Cell]:
    """The fields of :data:`FIELDS`; several names stand one by line; a box that cannot be read stays empty."""
    row = action.row
    made: dict[str, Cell] = {
        "uuid": action.uuid, "number": action.number or None, "title": action.title,
        "mother": action.mother.name if action.mother else None,
        "axis": " › ".join(axis.label for axis in action.path) or None, "progress_pct": row["progress_pct"],
    }  # fmt: skip
    made |= {name: content.label(name, row[name]) for name in _LISTS}
    made |= {role: "\n".join(action.names(role)) or None for role in ROLES}
    made |= {name: row[name] for name in _TEXTS}
    made |= {name: None if row[name] is None else bool(row[name]) for name in _THREE_STATES}
    made["tags"] = "\n".join(label for tags in action.tags.values() for _code, label in tags) or None
    made["indicators"] = "\n".join(str(indicator["name"]) for indicator in action.indicators) or None
    made["budgets"] = "\n".join(str(budget["text"]) for budget in action.budgets) or None
    made["references"] = "\n".join(f"{r['document']} {r['code'] or ''}".strip() for r in action.references) or None
    made["places"] = len(action.places)
    return {name: made[name] for name, _kind in FIELDS}
