# SPDX-License-Identifier: GPL-2.0-or-later
"""An invented night flight over the densest square of the demo: two strips that do not agree, streets, metal roofs, known U.

demo_thermal.py FOLDER
"""

from __future__ import annotations

import importlib.util
import sys
import warnings
from pathlib import Path

import geopandas
import numpy as np
import pandas as pd
import shapely

warnings.simplefilter("ignore")
FOLDER = Path(sys.argv[1]).resolve()
SIDE, OVERLAP, PIXEL, STREETS = 1600.0, 200.0, 1.0, 160.0  # m
OFFSET, CLIMATE, NOISE = 1.5, 1.0, 0.3  # K
GRASS, STREET, ZINC = -6.0, -2.0, -14.0  # °C as the camera reads them
PERIODS = (
    ("avant 1948", 2.5),
    ("1948-1974", 2.2),
    ("1975-1977", 0.9),
    ("1983-1988", 0.45),
    ("2001-2005", 0.25),
    ("2006-2012", 0.2),
)


def plugin(name: str) -> object:
    """A module of ``analysis``, which needs no QGIS."""
    root = Path(__file__).resolve().parent.parent
    spec = importlib.util.spec_from_file_location(
        "atlas_pcaet", root / "__init__.py", submodule_search_locations=[str(root)]
    )
    assert spec and spec.loader
    sys.modules["atlas_pcaet"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["atlas_pcaet"])
    return importlib.import_module(f"atlas_pcaet.analysis.{name}")


def main() -> None:
    chance = np.random.default_rng(11)
    buildings = geopandas.read_file(FOLDER / "territoire_fictif.gpkg", layer="batiments_fictifs", engine="pyogrio")
    centre = buildings.geometry.centroid
    east, north = (np.floor(axis / SIDE).astype(int) for axis in (centre.x, centre.y))
    count = pd.Series(1, index=buildings.index).groupby([east, north]).sum()
    column, row = count.idxmax()
    west, south = column * SIDE, row * SIDE
    box = shapely.box(west, south, west + SIDE, south + SIDE)
    homes = buildings[shapely.within(buildings.geometry.to_numpy(), box)].reset_index(drop=True)
    homes = _described(homes, chance)
    lines = [
        shapely.LineString([(west, south + d), (west + SIDE, south + d)]) for d in np.arange(STREETS / 2, SIDE, STREETS)
    ]
    lines += [
        shapely.LineString([(west + d, south), (west + d, south + SIDE)]) for d in np.arange(STREETS / 2, SIDE, STREETS)
    ]
    streets = geopandas.GeoDataFrame({"largeur_m": [8.0] * len(lines)}, geometry=lines, crs=buildings.crs)
    file = FOLDER / "thermo_fictive.gpkg"
    file.unlink(missing_ok=True)
    homes.drop(columns=["periode", "u_fictif"]).to_file(file, layer="batiments_survoles", engine="pyogrio")
    streets.to_file(file, layer="rues_fictives", engine="pyogrio")
    _certificates(homes, chance).to_csv(FOLDER / "dpe_fictifs.csv", index=False)
    _strips(homes, lines, west, south, buildings.crs, chance)


def _described(homes: geopandas.GeoDataFrame, chance: np.random.Generator) -> geopandas.GeoDataFrame:
    period = chance.choice(len(PERIODS), len(homes), p=(0.25, 0.3, 0.1, 0.15, 0.1, 0.1))
    renovated = chance.uniform(size=len(homes)) < 0.2
    u = np.array([PERIODS[i][1] for i in period]) * chance.uniform(0.8, 1.2, len(homes))
    homes["toit"] = chance.choice(["TUILES", "ARDOISES", "ZINC ALUMINIUM"], len(homes), p=(0.7, 0.22, 0.08))
    homes["periode"] = [PERIODS[i][0] for i in period]
    homes["u_fictif"] = np.where(renovated, 0.2, u)
    return homes


def _certificates(homes: geopandas.GeoDataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """DPE of a third of the homes, in ADEME's headers, with invented numbers and no address."""
    some = homes[chance.uniform(size=len(homes)) < 0.33]
    centre = some.geometry.centroid
    letter = np.searchsorted([0.22, 0.3, 0.6, 1.2, 1.9, 2.4], some["u_fictif"] * chance.uniform(0.8, 1.2, len(some)))
    return pd.DataFrame({
        "numero_dpe": [f"FICTIF{i:06d}" for i in some.index],
        "date_etablissement_dpe": chance.choice(["2019-03-11", "2022-10-04", "2024-05-21"], len(some), p=(0.2, 0.4, 0.4)),
        "etiquette_dpe": [("ABCDEFG")[i] for i in letter],
        "periode_construction": some["periode"].to_numpy(),
        "type_energie_principale_chauffage": chance.choice(["Gaz naturel", "Fioul domestique", "Électricité"], len(some), p=(0.6, 0.15, 0.25)),
        "u_plancher_haut_deperditif": some["u_fictif"].round(2).to_numpy(),
        "coordonnee_cartographique_x_ban": centre.x.round(1).to_numpy(), "coordonnee_cartographique_y_ban": centre.y.round(1).to_numpy(),
    })  # fmt: skip


def _strips(
    homes: geopandas.GeoDataFrame, lines: list, west: float, south: float, crs: object, chance: np.random.Generator
) -> None:
    import rasterio
    from rasterio.features import rasterize
    from rasterio.transform import from_origin

    balance = plugin("thermal.roof_balance")
    night = balance.Night(0.0, -2.0)  # type: ignore[attr-defined]
    surface, _flux = balance.surface_of(homes["u_fictif"].to_numpy(), np.full(len(homes), 0.91), night)  # type: ignore[attr-defined]
    sky = (night.sky + 273.15) ** 4
    read = (0.91 * (surface + 273.15) ** 4 + 0.09 * sky) ** 0.25 - 273.15
    read = np.where(homes["toit"] == "ZINC ALUMINIUM", ZINC, read)
    size = int(SIDE / PIXEL)
    transform = from_origin(west, south + SIDE, PIXEL, PIXEL)
    image = np.full((size, size), GRASS, dtype=np.float32)
    rasterize([(line.buffer(4), STREET) for line in lines], out=image, transform=transform)
    rasterize(list(zip(homes.geometry, read.tolist(), strict=True)), out=image, transform=transform)
    row, column = np.mgrid[0:size, 0:size].astype(np.float32)
    image += CLIMATE * np.sin(column / 450) * np.cos(row / 380)
    middle, half = size // 2, int(OVERLAP / PIXEL / 2)
    for number, (top, bottom, offset) in enumerate(((0, middle + half, 0.0), (middle - half, size, OFFSET)), start=1):
        part = image[top:bottom] + offset + chance.normal(0, NOISE, (bottom - top, size))
        profile = {
            "driver": "GTiff", "width": size, "height": bottom - top, "count": 1, "dtype": "float32", "crs": crs, "nodata": -9999,
            "transform": from_origin(west, south + SIDE - top * PIXEL, PIXEL, PIXEL), "tiled": True, "compress": "deflate",
        }  # fmt: skip
        with rasterio.open(FOLDER / f"bande_{number}.tif", "w", **profile) as target:
            target.write(part.astype(np.float32), 1)
            target.update_tags(TIFFTAG_DATETIME="2026:01:15 22:30:00", TIFFTAG_IMAGEDESCRIPTION="vol fictif")


if __name__ == "__main__":
    main()
