# SPDX-License-Identifier: GPL-2.0-or-later
"""The last steps of the demo: the plan frozen and reported, the themes crossed, what the action's places change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

STEPS = {
    "freeze": "freezeplan",
    "cross": "crossterritory",
    "effects": "actioneffects",
    "report": "planreport",
}


def crossing_step(
    step: str, folder: Path, territory: Callable[[str], str], result: Callable[[str], str], target: Callable[[str], str]
) -> dict[str, object]:
    """Parameters of a step; ``territory`` and ``result`` give a layer by its table, ``target`` a table to write."""
    plan = str(folder / "plan.gpkg")
    return {
        "freeze": {"PLAN": plan, "NAME": "Adoption (démonstration)", "KIND": "adopted"},
        "cross": {
            "UNITS": territory("communes"), "UNIT_FIELD": "name", "POPULATION_FIELD": "population", "EXPOSURE": result("concentrations"),
            "ROOFS": result("deperdition"), "CARPOOL": result("desserte_carreaux"), "CYCLING": result("acces_velo"), "PLAN": plan,
            "OUTPUT": target("croisement"), "PICTURE": str(folder / "croisement_fictif.png"),
        },
        "effects": {
            "PLAN": plan, "RESULTS": [result("scenario_routes"), result("scenario_batiments"), result("projets_velo")],
            "OUTPUT": target("effets_actions"),
        },
        "report": {
            "PLAN": plan, "OUTPUT_HTML": str(folder / "bilan.html"), "OUTPUT_PDF": str(folder / "bilan.pdf"),
            "OUTPUT": target("bilan_actions"),
        },
    }[step]  # fmt: skip
