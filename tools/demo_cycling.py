# SPDX-License-Identifier: GPL-2.0-or-later
"""An invented town of streets, some with cycle facilities that stop short, over the densest square of the demo.

demo_cycling.py FOLDER
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import geopandas
import numpy as np
import shapely

warnings.simplefilter("ignore")
FOLDER = Path(sys.argv[1]).resolve()
SIDE, BLOCK = 3600.0, 150.0  # m
BIG, MIDDLE = 8, 4  # every eighth street is a main road, every fourth a collector
SPEEDS = {"primary": 50, "tertiary": 50, "residential": 30}


def main() -> None:
    chance = np.random.default_rng(31)
    people = geopandas.read_file(FOLDER / "territoire_fictif.gpkg", layer="population_fictive", engine="pyogrio")
    heaviest = people.loc[people["inhabitants"].idxmax()].geometry.centroid
    count = int(SIDE / BLOCK) + 1
    x = heaviest.x - SIDE / 2 + np.arange(count) * BLOCK
    y = heaviest.y - SIDE / 2 + np.arange(count) * BLOCK
    jitter = chance.uniform(-25, 25, (count, count, 2))
    rows, shapes = [], []
    for row in range(count):
        for column in range(count):
            for east in (True, False):
                there = (row, column + 1) if east else (row + 1, column)
                if max(there) >= count:
                    continue
                rank = row if east else column
                kind = "primary" if rank % BIG == 0 else "tertiary" if rank % MIDDLE == 0 else "residential"
                if kind == "residential" and chance.random() < 0.15:
                    continue
                ends = [(x[c] + jitter[r, c, 0], y[r] + jitter[r, c, 1]) for r, c in ((row, column), there)]
                shapes.append(shapely.LineString(ends))
                rows.append(_street(len(rows), kind, chance))
    made = geopandas.GeoDataFrame(rows, geometry=shapes, crs=people.crs)
    made.to_file(FOLDER / "velo_fictif.gpkg", layer="rues_cyclables_fictives", engine="pyogrio")


def _street(number: int, kind: str, chance: np.random.Generator) -> dict[str, object]:
    """A street of the national schema: main roads have a track on one stretch in three, collectors a lane on one in four."""
    ame, width = "AUCUN", None
    if kind == "primary" and chance.random() < 0.35:
        ame, width = "PISTE CYCLABLE", 2.0
    elif kind == "tertiary" and chance.random() < 0.25:
        ame, width = "BANDE CYCLABLE", 1.5
    elif kind == "residential" and chance.random() < 0.03:
        ame = "VELO RUE"
    return {
        "id_local": f"R-{number:05d}", "highway": kind, "oneway": "no", "trafic_vit": SPEEDS[kind], "ame_d": ame, "ame_g": ame,
        "largeur_d": width, "largeur_g": width, "regime_d": "EN AGGLOMERATION", "regime_g": "EN AGGLOMERATION",
        "lanes": 2, "adt_veh_day": {"primary": 9000, "tertiary": 3500, "residential": 600}[kind],
    }  # fmt: skip


if __name__ == "__main__":
    main()
