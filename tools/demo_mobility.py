# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented carpool places, candidate sites and home–work flows over the demo, with the mistakes of real files.

demo_mobility.py FOLDER
"""

from __future__ import annotations

import csv
import sys
import warnings
from pathlib import Path

import geopandas
import numpy as np
import shapely

warnings.simplefilter("ignore")
FOLDER = Path(sys.argv[1]).resolve()
TERRITORY = FOLDER / "territoire_fictif.gpkg"
PLACES, CANDIDATES, WORKERS_PER_INHABITANT = 8, 40, 0.42
AREA_COLUMNS = [
    "id_local",
    "nom_lieu",
    "ad_lieu",
    "com_lieu",
    "insee",
    "type",
    "date_maj",
    "ouvert",
    "source",
    "Xlong",
    "Ylat",
    "nbre_pl",
    "nbre_pmr",
    "duree",
    "horaires",
    "proprio",
    "lumiere",
    "comm",
]
FLOW_COLUMNS = [
    "COMMUNE",
    "ARM",
    "DCFLT",
    "DCLT",
    "AGEREVQ",
    "CS1",
    "DEROU",
    "DIPL",
    "EMPL",
    "ILT",
    "ILTUU",
    "IMMI",
    "INATC",
    "INEEM",
    "INPOM",
    "IPONDI",
    "LPRM",
    "METRODOM",
    "NA5",
    "NPERR",
    "REGION",
    "REGLT",
    "SEXE",
    "STAT",
    "STOCD",
    "TP",
    "TRANS",
    "TYPL",
    "TYPMR",
    "VOIT",
]
MODES = {"5": 0.8, "6": 0.1, "3": 0.05, "2": 0.05}  # car, public transport, bike, walk


def main() -> None:
    chance = np.random.default_rng(23)
    communes = geopandas.read_file(TERRITORY, layer="communes", engine="pyogrio")
    roads = geopandas.read_file(TERRITORY, layer="routes_fictives", engine="pyogrio")
    spots = _roadside(roads, chance, PLACES + CANDIDATES, communes.crs)
    _areas(spots[:PLACES], communes, chance)
    _candidates(spots[PLACES:], chance)
    _flows(communes, chance)
    (FOLDER / "vitesses_fictives.csv").write_text(
        "base;class;car_kmh;bike_kmh;walk_kmh;source\nany;default;65;15;5;invented for the demo\n", encoding="utf-8"
    )


def _roadside(
    roads: geopandas.GeoDataFrame, chance: np.random.Generator, count: int, crs: object
) -> geopandas.GeoSeries:
    """Points a few metres off the roads, at least 1 km apart."""
    kept: list[shapely.Point] = []
    while len(kept) < count:
        line = roads.geometry.iloc[int(chance.integers(len(roads)))]
        spot = line.interpolate(float(chance.random()), normalized=True)
        spot = shapely.Point(spot.x + chance.uniform(-20, 20), spot.y + chance.uniform(-20, 20))
        if all(spot.distance(other) > 1000 for other in kept):
            kept.append(spot)
    return geopandas.GeoSeries(kept, crs=crs)


def _areas(spots: geopandas.GeoSeries, communes: geopandas.GeoDataFrame, chance: np.random.Generator) -> None:
    """The national file: one place twice, a code of another commune, a date to come, a capacity that is missing."""
    degrees = spots.to_crs(4326)
    inside = geopandas.sjoin(
        spots.to_frame("geometry").set_geometry("geometry"), communes[["code", "geometry"]], how="left"
    )
    codes = inside[~inside.index.duplicated()]["code"].fillna(communes["code"].iloc[0]).tolist()
    rows = []
    for number, (point, code) in enumerate(zip(degrees, codes, strict=True), start=1):
        kind = "Parking" if number % 3 else "Aire de covoiturage"
        rows.append(
            [f"F-{number:03d}", f"Aire fictive {number}", "lieu inventé", "", code, kind, "2025-03-01", "true", "", f"{point.x:.6f}",
             f"{point.y:.6f}", int(chance.integers(8, 60)), 1, "", "", "", "true", "fictif"]
        )  # fmt: skip
    rows.append([*rows[0][:9], f"{degrees.iloc[0].x + 0.0002:.6f}", *rows[0][10:]])
    rows[-1][0], rows[-1][11] = "F-099", 5
    rows[1][4] = next(code for code in communes["code"] if code != codes[1])
    rows[2][6] = "2030-01-01"
    rows[3][11] = ""
    rows[4][7] = "false"
    with (FOLDER / "aires_fictives.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(AREA_COLUMNS)
        writer.writerows(rows)


def _candidates(spots: geopandas.GeoSeries, chance: np.random.Generator) -> None:
    made = geopandas.GeoDataFrame(
        {
            "site": [f"Site fictif {number}" for number in range(1, len(spots) + 1)],
            "cout_keur": np.round(chance.uniform(20, 120, len(spots)), 0), "places": chance.integers(15, 80, len(spots)),
        },
        geometry=list(spots), crs=spots.crs,
    )  # fmt: skip
    made.to_file(FOLDER / "covoiturage_fictif.gpkg", layer="sites_candidats", engine="pyogrio")


def _flows(communes: geopandas.GeoDataFrame, chance: np.random.Generator) -> None:
    """A detail file of workers by a gravity model, weighted like the census: one line stands for about four people."""
    centre = communes.geometry.centroid
    people = communes["population"].to_numpy(dtype=float) * WORKERS_PER_INHABITANT
    jobs = people**1.3 * chance.lognormal(0, 0.4, len(people))
    away = np.hypot(
        np.subtract.outer(centre.x.to_numpy(), centre.x.to_numpy()),
        np.subtract.outer(centre.y.to_numpy(), centre.y.to_numpy()),
    )
    pull = jobs * np.exp(-away / 9000)
    flow = people[:, None] * pull / pull.sum(axis=1, keepdims=True)
    codes = communes["code"].tolist()
    with (FOLDER / "flux_fictifs.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(FLOW_COLUMNS)
        for home, row in zip(codes, flow, strict=True):
            for work, number in zip(codes, row, strict=True):
                for mode, share in MODES.items():
                    left = number * share
                    while left > 0.5:
                        weight = min(left, 4 + chance.random())
                        line = dict.fromkeys(FLOW_COLUMNS, "Z") | {
                            "COMMUNE": home,
                            "ARM": "ZZZZZ",
                            "DCFLT": "99999",
                            "DCLT": work,
                        }
                        writer.writerow((line | {"IPONDI": f"{weight:.6f}", "TRANS": mode}).values())
                        left -= weight


if __name__ == "__main__":
    main()
