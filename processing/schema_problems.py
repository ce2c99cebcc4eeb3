# SPDX-License-Identifier: GPL-2.0-or-later
"""The words for what any national schema refuses, and how serious it is; each theme adds its own."""

from __future__ import annotations

from ..i18n import tr


def severity_names() -> dict[str, str]:
    """How serious a problem is, in words."""
    return {"error": tr("schema error"), "warning": tr("to check"), "information": tr("to know")}


def schema_problem_names() -> dict[str, str]:
    """What each rule of a table schema found, for the log."""
    return {
        "required": tr("required values missing"),
        "integer": tr("texts where a whole number is needed"),
        "number": tr("texts where a number is needed"),
        "boolean": tr("values that are neither true nor false"),
        "date": tr("dates not written YYYY-MM-DD"),
        "pattern": tr("values that have not the form the schema wants"),
        "enum": tr("values that are not in the schema's list"),
        "repeated_id": tr("identifiers written more than once"),
    }
