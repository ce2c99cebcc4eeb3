# SPDX-License-Identifier: GPL-2.0-or-later
"""The roofs of Olemps (BD TOPO v3): a mosaic made over the real footprints, through the real executable."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely
from scipy.stats import spearmanr

pytestmark = pytest.mark.real
OFFSET = 1.5  # K, of the second strip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("toits")


@pytest.fixture(scope="module")
def flight(real_data, folder):
    """Two strips of 1 m over the footprints as they are; each roof has a temperature drawn from a U between 0.2 and 2.5."""
    import rasterio
    from rasterio.features import rasterize
    from rasterio.transform import from_origin

    olemps = real_data / "geo" / "bdtopo_olemps"
    buildings = geopandas.read_file(olemps / "v3" / "BATIMENT.shp", engine="pyogrio", columns=["ID"], encoding="utf-8")
    roads = geopandas.read_file(olemps / "v2" / "ROUTE.shp", engine="pyogrio", encoding="utf-8")
    chance = numpy.random.default_rng(1)
    u = chance.uniform(0.2, 2.5, len(buildings))
    west, south, east, north = (float(v) for v in buildings.total_bounds)
    columns, rows = int(east - west) + 20, int(north - south) + 20
    transform = from_origin(west - 10, north + 10, 1.0, 1.0)
    image = numpy.full((rows, columns), -6.0, dtype=numpy.float32)
    tarred = roads.to_crs(buildings.crs).geometry.buffer(4)
    rasterize([(shape, -2.0) for shape in tarred], out=image, transform=transform)
    read = -4.755 + (u - 0.2) * 4.13 / 2.3
    rasterize(list(zip(buildings.geometry, read.tolist(), strict=True)), out=image, transform=transform)
    row, column = numpy.mgrid[0:rows, 0:columns].astype(numpy.float32)
    image += 0.8 * numpy.sin(column / 500) * numpy.cos(row / 450)
    middle, files = rows // 2, []
    for number, (top, bottom, offset) in enumerate(((0, middle + 100, 0.0), (middle - 100, rows, OFFSET)), start=1):
        part = image[top:bottom] + offset + chance.normal(0, 0.3, (bottom - top, columns)).astype(numpy.float32)
        file = folder / f"bande_{number}.tif"
        profile = {
            "driver": "GTiff", "width": columns, "height": bottom - top, "count": 1, "dtype": "float32", "crs": buildings.crs,
            "transform": from_origin(west - 10, north + 10 - top, 1.0, 1.0), "tiled": True, "nodata": -9999,
        }  # fmt: skip
        with rasterio.open(file, "w", **profile) as target:
            target.write(part.astype(numpy.float32), 1)
        files.append(str(file))
    return files, buildings, u, olemps


def test_olemps_from_strips_to_a_list_of_homes(qgis_process, flight, folder):
    files, buildings, u, olemps = flight
    strips = qgis_process(
        "pcaet:thermalnormalise",
        {
            "STRIPS": files, "ROADS": str(olemps / "v2" / "ROUTE.shp"), "TABLE": str(folder / "bandes.csv"),
            "SURFACE": str(folder / "routes.tif"), "WRITE_RASTER": str(folder / "mosaique.tif"), "PICTURE": str(folder / "avant.png"),
        },
    )  # fmt: skip
    assert strips.results["SEAM_BEFORE"] == pytest.approx(OFFSET, abs=0.05)
    assert strips.results["ROAD_AFTER"] < 0.5 * strips.results["ROAD_BEFORE"]
    roofs = qgis_process(
        "pcaet:roofheatloss",
        {
            "THERMAL": strips.results["WRITE_RASTER"], "BUILDINGS": str(olemps / "v3" / "BATIMENT.shp"), "KIND": "brightness",
            "ROOF_FIELD": "MAT_TOITS", "SURFACE": strips.results["SURFACE"], "OUTPUT": str(folder / "toits.gpkg"),
            "DISTRIBUTION": str(folder / "classes.png"),
        },
    )  # fmt: skip
    table = geopandas.read_file(roofs.results["OUTPUT"], layer="toits", engine="pyogrio")
    assert len(table) == len(buildings) == 2273
    truth = dict(zip(buildings["ID"], u, strict=True))
    ranked = table[table["z_score"].notna()]
    assert len(ranked) > 1500
    own = numpy.array([truth[i] for i in ranked["ID"]])
    # Within a family, the order of the roofs is that of their U.
    for _family, rows in ranked.groupby("roof_family"):
        if len(rows) > 100:
            assert spearmanr(rows["z_score"], [truth[i] for i in rows["ID"]])[0] >= 0.95
    assert spearmanr(ranked["z_score"], own)[0] > 0.9
    reasons = table["excluded_reason"].value_counts()
    assert reasons.sum() == roofs.results["EXCLUDED"] == 2273 - len(ranked)
    small = table[table["excluded_reason"] == "too few pixels"]
    assert shapely.area(small.geometry.to_numpy()).max() < 60
    joined = qgis_process(
        "pcaet:joindpe",
        {"BUILDINGS": roofs.results["OUTPUT"], "CELLS": str(olemps / "v2" / "population.shp"), "OUTPUT": str(folder / "foyers.gpkg")},
    )  # fmt: skip
    homes = geopandas.read_file(joined.results["OUTPUT"], layer="foyers", engine="pyogrio")
    cells = geopandas.read_file(olemps / "v2" / "population.shp", engine="pyogrio")
    inside = geopandas.sjoin(
        homes.set_geometry(homes.geometry.representative_point())[["geometry"]], cells, predicate="within"
    )
    assert homes["cell_households"].notna().sum() == inside.index.nunique()
    first = qgis_process(
        "pcaet:retrofitpriority",
        {
            "BUILDINGS": joined.results["OUTPUT"], "PERIOD_FIELD": "DATE_APP", "DWELLINGS_FIELD": "NB_LOGTS", "FIRST": 50,
            "UNITS": str(olemps / "v2" / "population.shp"), "UNIT_FIELD": "id_car2010", "OUTPUT": str(folder / "visites.gpkg"),
            "OUTPUT_UNITS": str(folder / "carreaux.gpkg"),
        },
    )  # fmt: skip
    assert first.results["RANKED"] == len(ranked)
    units = geopandas.read_file(first.results["OUTPUT_UNITS"], layer="carreaux", engine="pyogrio")
    assert 0 < len(units) <= len(cells)
    assert first.results["MASKED"] == units["masked"].notna().sum()
    assert (units["households"].dropna() >= 11).all()
    assert (
        units.loc[units["masked"].notna(), ["households", "roofs_ranked", "warm_pct", "mean_score"]].isna().all().all()
    )


def test_a_raw_frame_without_crs_is_refused_in_one_sentence(qgis_process, real_data, flight, folder):
    frame = real_data / "thermo" / "samples" / "pingel_thermal.tif"
    done = qgis_process(
        "pcaet:roofheatloss",
        {"THERMAL": str(frame), "BUILDINGS": str(flight[3] / "v3" / "BATIMENT.shp"), "OUTPUT": str(folder / "x.gpkg")},
    )
    assert done.code != 0
    assert "has no CRS. Give it one" in done.stderr
    assert not (folder / "x.gpkg").exists()
