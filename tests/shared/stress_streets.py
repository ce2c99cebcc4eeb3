# SPDX-License-Identifier: GPL-2.0-or-later
"""Streets that differ from a plain one, rated by the tables we ship."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from atlas_pcaet.analysis.cycling.street_attributes import read_streets, resolve
from atlas_pcaet.analysis.cycling.stress import segment_stress
from atlas_pcaet.analysis.cycling.stress_tables import read_defaults, read_furth

PARAMETERS = Path(__file__).resolve().parents[2] / "resources" / "parameters"
TABLES = read_furth(PARAMETERS / "stress_furth.csv")
DEFAULTS = read_defaults(PARAMETERS / "trafic_stress_defaut.csv")
# A street of which everything is said: two-way, one lane each way with a line between, 50 km/h, 1,200 vehicles a day.
PLAIN = {
    "highway": "residential", "oneway": "no", "lanes": 2, "trafic_vit": 50, "adt_veh_day": 1200, "ame_d": "AUCUN", "ame_g": "AUCUN",
    "parking_d": "no", "parking_g": "no",
}  # fmt: skip
# Plain street, mixed: 50 km/h, 1,200 vehicles a day, one lane each way with a line: 2. At 80 km/h and 5,000: 4.
FAST = {"trafic_vit": 80, "adt_veh_day": 5000}


def rated(*rows, assume=True, plain=PLAIN):
    """Stress of streets that differ from the plain one by ``rows``."""
    table = pd.DataFrame([plain | row for row in rows], dtype=object)
    return segment_stress(read_streets(table, resolve(list(table.columns), ""), DEFAULTS), TABLES, DEFAULTS, assume)


def levels(*rows, **more):
    """Forward and backward levels, None for 0."""
    made = rated(*rows, **more)
    return [tuple(int(v) or None for v in pair) for pair in made.lts]
