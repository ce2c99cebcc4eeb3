# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of aliases under ``resources/parameters``: labels of rubrics, words for statuses, sentences of templates."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from .normalised import key

PARAMETERS = Path(__file__).resolve().parent.parent.parent / "resources" / "parameters"


def _rows(name: str) -> list[dict[str, str]]:
    with (PARAMETERS / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def rubrics() -> dict[str, str]:
    """Normalised label of a rubric or header → our field."""
    return {key(row["alias"]): row["field"] for row in _rows("alias_rubriques.csv")}


@cache
def entries(domain: str) -> dict[str, str]:
    """Normalised word → code of the list ``domain``."""
    return {key(row["alias"]): row["code"] for row in _rows("alias_listes.csv") if row["domain"] == domain}


@cache
def seasons() -> dict[str, tuple[int, int]]:
    """Normalised name of a season → its first and last months, in the year that is written."""
    return {key(row["season"]): (int(row["first_month"]), int(row["last_month"])) for row in _rows("saisons.csv")}


@cache
def template_sentences() -> tuple[tuple[str, str], ...]:
    """(normalised beginning, ``instruction`` or ``example``) of what a template holds instead of answers."""
    return tuple((key(row["begins_with"]), row["kind"]) for row in _rows("consignes_modeles.csv"))
