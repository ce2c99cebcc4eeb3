# SPDX-License-Identifier: GPL-2.0-or-later
"""Level of traffic stress of 500,000 streets, from their columns to both directions, with every kind of facility.

Beside a plain Python loop that applies the same rules street by street (whose levels must be the same), and one pass that
only reads the columns. StressMap (BostonCyclistsUnion) is no package that can be imported: it works on osmnx downloads.
"""

from __future__ import annotations

import csv
import math
import sys
from typing import Any

import measure
import numpy as np
import pandas as pd

COUNT = 500_000
FOOT = 0.3048
PARAMETERS = measure.ROOT / "resources" / "parameters"
CLASSES = (
    "residential",
    "unclassified",
    "tertiary",
    "secondary",
    "primary",
    "service",
    "living_street",
    "cycleway",
    "footway",
    "path",
)
SHARES = (0.35, 0.12, 0.1, 0.06, 0.05, 0.15, 0.02, 0.03, 0.08, 0.04)
AME = (
    "AUCUN",
    "PISTE CYCLABLE",
    "BANDE CYCLABLE",
    "COULOIR BUS+VELO",
    "CHAUSSEE A VOIE CENTRALE BANALISEE",
    "VELO RUE",
    "VOIE VERTE",
)


def columns() -> pd.DataFrame:
    """Streets with the columns of “Import cycle facilities”; a third say neither speed nor traffic."""
    draw = np.random.default_rng(11)

    def pick(values: tuple[Any, ...], shares: tuple[float, ...] | None = None) -> Any:
        return np.array(values, dtype=object)[draw.choice(len(values), COUNT, p=shares)]

    speed = draw.choice([20.0, 30.0, 50.0, 70.0, 80.0, np.nan], COUNT, p=[0.05, 0.25, 0.3, 0.05, 0.05, 0.3])
    oneway = pick(("no", "yes", "-1"), (0.75, 0.2, 0.05))
    made = {
        "highway": pick(CLASSES, SHARES), "oneway": oneway, "lanes": draw.choice([1.0, 2.0, 3.0, 4.0, np.nan], COUNT, p=[0.1, 0.4, 0.05, 0.05, 0.4]),
        "trafic_vit": speed, "adt_veh_day": np.where(draw.random(COUNT) < 0.3, np.round(draw.lognormal(7, 1, COUNT)), np.nan),
        "width_road_m": np.where(draw.random(COUNT) < 0.3, np.round(draw.uniform(3, 12, COUNT), 1), np.nan),
    }  # fmt: skip
    for side in "dg":
        made[f"ame_{side}"] = pick(AME, (0.84, 0.04, 0.06, 0.01, 0.02, 0.01, 0.02))
        made[f"sens_{side}"] = pick(("UNIDIRECTIONNEL",))
        made[f"largeur_{side}"] = np.where(draw.random(COUNT) < 0.5, np.round(draw.uniform(0.9, 2.5, COUNT), 2), np.nan)
        made[f"parking_{side}"] = pick(("yes", "no", "unknown"), (0.2, 0.3, 0.5))
    contra = (oneway == "yes") & (draw.random(COUNT) < 0.2)
    made["ame_g"] = np.where(contra, "DOUBLE SENS CYCLABLE NON MATERIALISE", made["ame_g"])
    return pd.DataFrame(made)


def case_ours() -> float:
    """From the columns to both directions."""
    measure.plugin_package()
    from atlas_pcaet.analysis.cycling.street_attributes import read_streets, resolve
    from atlas_pcaet.analysis.cycling.stress import segment_stress
    from atlas_pcaet.analysis.cycling.stress_tables import read_defaults, read_furth

    table, found = columns(), []

    def compute() -> None:
        defaults = read_defaults(PARAMETERS / "trafic_stress_defaut.csv")
        tables = read_furth(PARAMETERS / "stress_furth.csv")
        streets = read_streets(table, resolve(list(table.columns), ""), defaults)
        found.append(segment_stress(streets, tables, defaults))

    spent = measure.seconds_of(compute)
    told("ours", found[0].lts)
    return spent


def case_python_loop() -> float:
    """The same rules, one street at a time."""
    table, found = columns(), []

    def compute() -> None:
        rules = Loop()
        names = list(table.columns)
        found.extend(
            rules.street(dict(zip(names, row, strict=True)))
            for row in zip(*(table[n].tolist() for n in names), strict=True)
        )

    spent = measure.seconds_of(compute)
    told("python", np.array(found))
    return spent


def case_reading_the_columns() -> float:
    """Lower bound: every value of the columns read once (numbers summed, texts turned into ranks)."""
    table = columns()

    def read() -> list[Any]:
        return [
            pd.factorize(table[n])[0].sum() if table[n].dtype == object else np.nansum(table[n].to_numpy())
            for n in table
        ]

    return measure.seconds_of(read)


def told(who: str, lts: Any) -> None:
    counts = np.bincount(np.asarray(lts, dtype=int).ravel(), minlength=5).tolist()
    weighted = int((np.asarray(lts, dtype=np.int64) * np.arange(1, COUNT + 1)[:, None]).sum())
    print(f"{who}: levels 0 to 4: {counts}, check sum {weighted}", file=sys.stderr)


class Loop:
    """Furth's rules on one street, written without arrays from the tables and reference mobility §1e."""

    def __init__(self) -> None:
        with (PARAMETERS / "stress_furth.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.cells: dict[tuple[str, str], list[tuple[float, float, float, int]]] = {}
        for r in rows:
            cell = (
                float(r["second_min"] or 0),
                float(r["speed_kmh_min"] or 0),
                float(r["speed_kmh_max"] or math.inf),
                int(r["lts"]),
            )
            self.cells.setdefault((r["table"], r["lanes"]), []).append(cell)
        with (PARAMETERS / "trafic_stress_defaut.csv").open(encoding="utf-8", newline="") as file:
            self.defaults = list(csv.DictReader(file, delimiter=";"))
        self.known: dict[tuple[str, str, float], float] = {}

    def default(self, quantity: str, highway: str, lanes: float = math.inf) -> float:
        key = quantity, highway, lanes
        if key not in self.known:
            own = [d for d in self.defaults if d["quantity"] == quantity and d["class"] == highway]
            own = own or [d for d in self.defaults if d["quantity"] == quantity and d["class"] == "any"]
            value = [float(d["value"]) for d in own if float(d["lanes_from"] or 0) <= lanes]
            self.known[key] = value[-1]
        return self.known[key]

    def look(self, table: str, lanes: str, second: float, speed: float) -> int:
        best, level = -1.0, 0
        for least, low, high, lts in self.cells[table, lanes]:
            if best < least <= second and (low < speed <= high or speed == low == 0):
                best, level = least, lts
        return level

    def street(self, s: dict[str, Any]) -> tuple[int, int]:
        highway, way = s["highway"], {"no": 3, "yes": 1, "-1": 2}[s["oneway"]]
        known = "velo rue" if "VELO RUE" in (s["ame_d"], s["ame_g"]) else highway
        lanes = s["lanes"] if s["lanes"] == s["lanes"] else self.default("lanes_oneway" if way != 3 else "lanes", known)
        speed = s["trafic_vit"] if s["trafic_vit"] == s["trafic_vit"] else self.default("speed_kmh", known)
        adt = s["adt_veh_day"] if s["adt_veh_day"] > 0 else self.default("adt_veh_day", known, lanes)
        line = lanes >= 2 if s["lanes"] == s["lanes"] else self.default("centre_line", known) == 1
        each = lanes if way != 3 else math.ceil(lanes / 2)
        return tuple(self.direction(s, d, way, each, speed, adt, line) for d in (0, 1))  # type: ignore[return-value]

    def direction(self, s: dict[str, Any], d: int, way: int, lanes: float, speed: float, adt: float, line: bool) -> int:
        serving = []
        for rank, side in enumerate(("d", "g") if d == 0 else ("g", "d")):
            ame = s[f"ame_{side}"]
            if ame == "AUCUN":
                continue
            with_traffic = rank == 0 if way == 3 else (way == d + 1) != ame.startswith("DOUBLE")
            if with_traffic or (ame == "VOIE VERTE" and not s[f"sens_{side}"]):
                serving.append((ame, side))
        order = ("PISTE CYCLABLE", "VOIE VERTE", "VELO RUE", "BANDE CYCLABLE", "COULOIR BUS+VELO")
        serving.sort(key=lambda found: order.index(found[0]) if found[0] in order else len(order))
        walked = s["highway"] in ("footway",)
        if not (way & (d + 1)) and not serving and not walked:
            return 0
        ame, side = serving[0] if serving else ("AUCUN", "d")
        if s["highway"] in ("cycleway", "footway", "path") or ame in ("PISTE CYCLABLE", "VOIE VERTE"):
            return 1
        if ame == "VELO RUE" and speed <= 30:
            return 1
        mixed = self.mixed(s, 1.0 if way != 3 and way != d + 1 else lanes, way, speed, adt, line)
        if ame not in ("BANDE CYCLABLE", "COULOIR BUS+VELO"):
            return mixed
        lane = self.lane(s, ame, side, lanes, way, speed)
        return min(lane, mixed) if lane else mixed

    def mixed(self, s: dict[str, Any], lanes: float, way: int, speed: float, adt: float, line: bool) -> int:
        if lanes >= 3:
            return self.look("mixed", "3plus_lanes_per_dir", 0, speed)
        if lanes == 2:
            return self.look("mixed", "2_lanes_per_dir", adt, speed)
        wide = "two_way_1lane_per_dir_centerline_or_wide_oneway_1lane"
        if way == 3:
            return self.look("mixed", wide if line else "two_way_no_centerline", adt, speed)
        beside = [s["parking_d"], s["parking_g"]]
        rows = 2 if "unknown" in beside else beside.count("yes")
        is_wide = round(s["width_road_m"] / FOOT, 6) > (15, 22, 30)[rows]
        return self.look("mixed", wide if is_wide else "narrow_oneway_1lane", adt, speed)

    def lane(self, s: dict[str, Any], ame: str, side: str, lanes: float, way: int, speed: float) -> int:
        if ame == "COULOIR BUS+VELO":
            return min(4, 1 + self.look("bike_lane_no_parking", self.row(lanes), 6, speed))
        width = (
            s[f"largeur_{side}"]
            if s[f"largeur_{side}"] == s[f"largeur_{side}"]
            else self.default("lane_width_m", "any")
        )
        feet = round(width / FOOT, 6)
        if feet < 4:
            return 0
        if s[f"parking_{side}"] != "yes":
            return self.look("bike_lane_no_parking", self.row(lanes), feet, speed)
        reach = round((width + self.default("parking_width_m", "any")) / FOOT, 6)
        kind = "1_lane_per_dir_or_contraflow" if lanes < 2 else "oneway_multilane" if way != 3 else "two_way_2lanes_per_dir" if lanes < 3 else "other_two_way_multilane"  # fmt: skip
        return self.look("bike_lane_along_parking", kind, reach, speed) if reach >= 12 else 0

    @staticmethod
    def row(lanes: float) -> str:
        return {1: "1_lane_per_dir_or_contraflow", 2: "2_lanes_per_dir"}.get(int(lanes), "3plus_lanes_per_dir")


if __name__ == "__main__":
    measure.main(__file__, "Level of traffic stress of 500,000 streets, both directions", limit="reading_the_columns")
