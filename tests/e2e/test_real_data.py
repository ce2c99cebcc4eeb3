# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole chain on real input, through the real executable. Expected sums are read from the files by pandas alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import geopandas
import numpy
import pandas
import pytest

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("réel")


@pytest.fixture(scope="module")
def communes(real_data):
    return real_data / "geo" / "communes_59_62.gpkg"


def exposure_of(results) -> pandas.DataFrame:
    return geopandas.read_file(results["EXPOSURE"], layer="exposition", engine="pyogrio")


def screening(qgis_process, folder, name, **inputs):
    (folder / name).mkdir(exist_ok=True)
    outputs = {"OUTPUT": str(folder / name / "bandes.gpkg"), "EXPOSURE": str(folder / name / "exposition.gpkg")}
    return qgis_process("pcaet:corridorbands", inputs | outputs)


def test_lorient_s_roads_and_buildings_without_population(qgis_process, real_data, folder):
    lorient = real_data / "geo" / "lorient"
    counted = qgis_process(
        "native:fieldcalculator",
        {
            "INPUT": str(lorient / "roads_traff.shp"), "FIELD_NAME": "tmja", "FIELD_TYPE": 0,
            "FORMULA": '12*"TV_D" + 4*"TV_E" + 8*"TV_N"', "OUTPUT": str(folder / "routes_lorient.gpkg"),
        },
    )  # fmt: skip
    done = screening(
        qgis_process, folder, "lorient", ROADS=counted.results["OUTPUT"], AADT_FIELD="tmja",
        BUILDINGS=str(lorient / "buildings.shp"), HEIGHT_FIELD="HEIGHT",
    )  # fmt: skip
    roads = geopandas.read_file(lorient / "roads_traff.shp", engine="pyogrio")
    aadt = 12 * roads["TV_D"] + 4 * roads["TV_E"] + 8 * roads["TV_N"]
    whole = exposure_of(done.results).iloc[-1]
    assert done.results["SKIPPED"] == 0
    assert len(roads) == 549
    assert whole["road_km"] == pytest.approx(roads.length.sum() / 1000, rel=1e-9)
    assert whole["veh_km_day"] == pytest.approx((aadt * roads.length).sum() / 1000, rel=1e-9)
    assert pandas.isna(whole["population"])
    assert done.results["POPULATION_EXPOSED"] is None
    assert "No population layer: the number of inhabitants is not known" in done.said
    # Every building, by distance instead of polygons; 1 m either side of a band's edge the drawn arc may differ.
    buildings = geopandas.read_file(lorient / "buildings.shp", engine="pyogrio")
    width = pandas.cut(aadt, [0, 10_000, 25_000, 50_000, 1e9], labels=[100.0, 150.0, 200.0, 300.0]).astype(float)
    centroids = buildings.centroid

    def within(margin: float) -> int:
        near = centroids.sindex.query(roads.geometry, predicate="dwithin", distance=width.to_numpy() + margin)
        return len(set(near[1].tolist()))

    assert len(buildings) == 1701
    assert within(-1) <= whole["buildings"] <= within(1)


def test_tmja_2018_kilometres_and_traffic_by_epci(qgis_process, real_data, communes, folder):
    source = real_data / "geo" / "tmja2018_59_62_chords.gpkg"
    done = screening(
        qgis_process, folder, "tmja2018", ROADS=str(source), AADT_FIELD="tmja", HGV_FIELD="pctPL", LENGTH_FIELD="longueur",
        ZONES=str(communes), ZONE_FIELD="nom_epci", POPULATION=str(communes), POPULATION_FIELD="pop",
    )  # fmt: skip
    roads = geopandas.read_file(source, engine="pyogrio")
    known = roads["tmja"] > 0
    assert (len(roads), (~known).sum()) == (231, 99)
    assert done.results["SKIPPED"] == 99
    table = exposure_of(done.results)
    whole = table.iloc[-1]
    assert whole["road_km"] == pytest.approx(roads["longueur"][known].sum() / 1000, rel=1e-9)
    assert whole["uncounted_km"] == pytest.approx(roads["longueur"][~known].sum() / 1000, rel=1e-9)
    assert whole["veh_km_day"] == pytest.approx((roads["longueur"] * roads["tmja"])[known].sum() / 1000, rel=1e-9)
    assert whole["schematic"] == 49
    assert "49 sections of 231 are drawn more than 5 % shorter" in done.said
    by_epci = geopandas.read_file(communes, engine="pyogrio").dissolve("nom_epci")
    pieces = geopandas.overlay(
        roads[known].reset_index(), by_epci.reset_index()[["nom_epci", "geometry"]], "intersection"
    )
    pieces["km"] = pieces.length / roads.length[pieces["index"]].to_numpy() * pieces["longueur"] / 1000
    pieces["veh_km"] = pieces["km"] * pieces["tmja"]
    expected = pieces.groupby("nom_epci")[["km", "veh_km"]].sum().sort_index()
    ours = table[table["zone"] != "ensemble"].groupby("zone")[["road_km", "veh_km_day"]].sum().sort_index()
    ours, expected = ours[ours["road_km"] > 0], expected[expected["km"] > 1e-6]
    assert ours.index.tolist() == expected.index.tolist()
    assert ours.to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-6)
    listed = next(line for line in done.said.splitlines() if "no traffic count" in line)
    assert len(listed.split(":")[-1].split(",")) == 99


def test_tmja_2019_mostly_without_a_count(qgis_process, real_data, communes, folder):
    source = real_data / "geo" / "tmja2019_59_62_chords.gpkg"
    done = screening(
        qgis_process, folder, "tmja2019", ROADS=str(source), AADT_FIELD="tmja", HGV_FIELD="ratio_pl", LENGTH_FIELD="longueur",
        ZONES=str(communes), ZONE_FIELD="nom_epci",
    )  # fmt: skip
    roads = geopandas.read_file(source, engine="pyogrio")
    assert len(roads) == 227
    assert done.results["SKIPPED"] == 194
    whole = exposure_of(done.results).iloc[-1]
    assert whole["road_km"] == pytest.approx(roads["longueur"][roads["tmja"] > 0].sum() / 1000, rel=1e-9)


@pytest.fixture(scope="module")
def lorient_concentrations(qgis_process, real_data, folder):
    """From hourly flows to façades, with the hourly wind of Lann Bihoué in January 2014."""
    lorient, made = real_data / "geo" / "lorient", folder / "air_lorient"
    made.mkdir(exist_ok=True)
    traffic = qgis_process(
        "pcaet:preparetraffic",
        {"INPUT": str(lorient / "roads_traff.shp"), "YEAR": 2014, "OUTPUT": str(made / "trafic.gpkg")},
    )
    assert (traffic.results["MEASURED"], traffic.results["MISSING"]) == (549, 0)
    fields = {"AADT_FIELD": "aadt", "HGV_FIELD": "hgv_share_pct", "SPEED_FIELD": "speed_kmh", "YEAR": 2018}
    emitted = qgis_process(
        "pcaet:roademissions", {"ROADS": traffic.results["OUTPUT"], **fields, "OUTPUT": str(made / "emissions.gpkg")}
    )
    assert emitted.results["SKIPPED"] == 0
    kernel = qgis_process(
        "pcaet:windkernel",
        {
            "WEATHER": str(real_data / "air" / "RADOMEH_HACKATON_56185001.txt"), "LATITUDE": 47.76, "LONGITUDE": -3.44,
            "OUTPUT": str(made / "noyau.npz"),
        },
    )  # fmt: skip
    assert kernel.results["HOURS"] == 744
    return qgis_process(
        "pcaet:roaddispersion",
        {
            "ROADS": emitted.results["OUTPUT"], "NOX_FIELD": "nox_g_km_h", "ROAD_ID_FIELD": "road_id",
            "KERNEL": kernel.results["OUTPUT"], "RECEPTORS": str(lorient / "buildings.shp"), "BACKGROUND_NOX": 15,
            "BACKGROUND_NO2": 10, "OUTPUT": str(made / "concentrations.gpkg"), "RASTER": str(made / "carte.tif"),
            "CELL_SIZE": 10, "CONTOURS": str(made / "courbes.gpkg"), "PROFILE": str(made / "profil.png"),
        },
    )  # fmt: skip


def test_lorient_s_map_has_the_values_of_the_facades(lorient_concentrations):
    """Façades more than 30 m from a road, where the mean of a cell of 10 m is near the value at a point."""
    import rasterio

    found = lorient_concentrations.results
    table = geopandas.read_file(found["OUTPUT"], layer="concentrations", engine="pyogrio")
    far = table[(table["road_distance_m"] > 30) & (table.geometry.area < 200)]
    with rasterio.open(found["RASTER"]) as map_:
        assert map_.descriptions == ("nox_road_ug_m3", "nox_ug_m3", "no2_ug_m3")
        centre = far.geometry.centroid
        value = numpy.array([v[2] for v in map_.sample(zip(centre.x, centre.y, strict=True))])
    assert len(far) > 50
    assert numpy.median(value / far["no2_ug_m3"]) == pytest.approx(1, abs=0.03)
    shapes = geopandas.read_file(found["CONTOURS"], engine="pyogrio")
    assert shapes["low_ug_m3"].min() == 10
    assert shapes.is_valid.all()
    assert Path(found["PROFILE"]).read_bytes().startswith(b"\x89PNG")


def test_lorient_from_flows_to_facades(lorient_concentrations):
    done = lorient_concentrations
    table = geopandas.read_file(done.results["OUTPUT"], layer="concentrations", engine="pyogrio")
    assert len(table) == 1701
    assert table["nox_road_ug_m3"].notna().all()
    by_distance = table.groupby(pandas.cut(table["road_distance_m"], [-1, 10, 40, 160, 1e4]), observed=True)[
        "nox_road_ug_m3"
    ].median()
    assert by_distance.is_monotonic_decreasing
    assert (table["no2_ug_m3"] >= 10).all()
    assert table["top_share_pct"].between(0, 100.001).all()
    assert "not annual means" in done.said


def test_january_is_in_the_title_and_never_a_year(lorient_concentrations):
    import sqlite3

    connection = sqlite3.connect(lorient_concentrations.results["OUTPUT"])
    try:
        text = "\n".join(row[0] for row in connection.execute("SELECT metadata FROM gpkg_metadata"))
    finally:
        connection.close()
    assert "<title>Concentrations, January 2014</title>" in text
    assert "2014-01-01 – 2014-01-31" in text
    assert "not annual means" in text


def test_the_national_file_of_2019_with_its_decimal_commas(qgis_process, real_data, folder):
    file = real_data / "air" / "tmja2019_59_62.csv"
    raw = pandas.read_csv(file, sep=";", decimal=",", encoding="utf-8")
    known = raw["TMJA"].fillna(0) > 0
    done = qgis_process(
        "pcaet:preparetraffic", {"INPUT": str(file), "YEAR": 2019, "OUTPUT": str(folder / "tmja_2019.gpkg")}
    )
    assert (done.results["MEASURED"], done.results["MISSING"]) == (int(known.sum()), int((~known).sum())) == (33, 194)
    made = geopandas.read_file(done.results["OUTPUT"], layer="tmja_2019", engine="pyogrio").set_index("road_id")
    expected = raw[known].set_index("objetID")
    assert made.loc[expected.index, "aadt"].tolist() == pytest.approx(expected["TMJA"].tolist())
    shares = expected["ratio_PL"].fillna(0)
    assert made.loc[expected.index, "hgv_share_pct"].fillna(0).tolist() == pytest.approx(shares.tolist())
    assert "straight chords" in done.said


def test_emissions_of_2018_by_epci(qgis_process, real_data, communes, folder):
    """Emissions split by length: what the parts of the EPCI and the rest outside hold is the whole."""
    source = real_data / "geo" / "tmja2018_59_62_chords.gpkg"
    fields = {"AADT_FIELD": "tmja", "HGV_FIELD": "pctPL", "DEFAULT_SPEED": 90, "DEFAULT_HGV": 10, "YEAR": 2018}
    done = qgis_process(
        "pcaet:roademissions", {"ROADS": str(source), **fields, "OUTPUT": str(folder / "emissions_2018.gpkg")}
    )
    assert done.results["SKIPPED"] == 99
    roads = geopandas.read_file(done.results["OUTPUT"], layer="emissions_2018", engine="pyogrio").dropna(
        subset=["nox_kg_yr"]
    )
    assert len(roads) == 132
    by_epci = (
        geopandas.read_file(communes, engine="pyogrio").dissolve("nom_epci").reset_index()[["nom_epci", "geometry"]]
    )
    pieces = geopandas.overlay(roads.reset_index(), by_epci, "intersection")
    pieces["kg"] = (
        pieces["nox_kg_yr"]
        * pieces.length
        / roads.length.to_numpy()[pieces["index"].map(dict(zip(roads.index, range(len(roads)), strict=True)))]
    )
    total = pieces.groupby("nom_epci")["kg"].sum().sort_values(ascending=False)
    outside = 1 - pieces.length.sum() / roads.length.sum()
    assert 0 <= outside < 0.1
    assert total.sum() <= roads["nox_kg_yr"].sum() * (1 + 1e-9)
    assert len(total) > 10
    # Between a car of the table and a truck: 0.2 to 3 g of NOx for a vehicle and a kilometre.
    vehicle_km = roads["tmja"] * 365 * roads.length / 1000
    assert 0.2 < 1000 * roads["nox_kg_yr"].sum() / vehicle_km.sum() < 3


def test_a_perimeter_from_a_list_of_codes(qgis_process, communes, folder):
    frame = geopandas.read_file(communes, engine="pyogrio")
    capso = frame[frame["nom_epci"].fillna("").str.contains("Saint-Omer")]
    assert len(capso) == 53
    text = "; ".join(f"{row.nom} {row.insee}" for row in capso.itertuples()) + "; 62999; " + capso["insee"].iloc[0]
    done = qgis_process(
        "pcaet:zonesfromcodes",
        {
            "CODES": text, "COMMUNES": str(communes), "CODE_FIELD": "insee", "NAME": "PPA", "KIND": "PPA",
            "OUTPUT": str(folder / "ppa.gpkg"),
        },
    )  # fmt: skip
    assert (done.results["UNKNOWN"], done.results["DUPLICATES"]) == (1, 1)
    zone = geopandas.read_file(folder / "ppa.gpkg", layer="ppa", engine="pyogrio")
    assert zone.area.iloc[0] == pytest.approx(capso.area.sum(), rel=1e-9)
    assert "62999" in done.said


def test_an_atlas_of_the_real_screening(qgis_process, communes, folder):
    if not (folder / "tmja2018" / "bandes.gpkg").exists():
        pytest.skip("the screening of 2018 did not run before this test")
    done = qgis_process(
        "pcaet:exportatlas",
        {
            "COVERAGE": f"{communes}|subset=nom_epci LIKE '%Saint-Omer%'", "NAME_FIELD": "nom",
            "LAYERS": [str(folder / "tmja2018" / "bandes.gpkg")], "TITLE": "TMJA 2018", "OUTPUT": str(folder / "atlas.pdf"),
        },
    )  # fmt: skip
    assert done.results["PAGES"] == 53


def test_lorient_s_air_is_printed_for_january_2014(qgis_process, lorient_concentrations, real_data, folder):
    """Squares of 600 m over the buildings; the title says the month, and no page says a year or a commune."""
    grid = qgis_process(
        "native:creategrid",
        {
            "TYPE": 2, "EXTENT": str(real_data / "geo" / "lorient" / "buildings.shp"), "HSPACING": 600, "VSPACING": 600,
            "CRS": "EPSG:2154", "OUTPUT": str(folder / "carres.gpkg"),
        },
    ).results["OUTPUT"]  # fmt: skip
    named = qgis_process(
        "native:fieldcalculator",
        {"INPUT": grid, "FIELD_NAME": "nom", "FIELD_TYPE": 2, "FORMULA": "'Secteur ' || \"id\"", "OUTPUT": str(folder / "secteurs.gpkg")},
    ).results["OUTPUT"]  # fmt: skip
    air = lorient_concentrations.results
    title, output = "Qualité de l’air à Lorient, janvier 2014", folder / "atlas_lorient.pdf"
    done = qgis_process(
        "pcaet:exportatlas",
        {
            "COVERAGE": named, "NAME_FIELD": "nom", "TITLE": title, "OUTPUT": str(output),
            "LAYERS": [air["OUTPUT"], air["CONTOURS"], str(folder / "air_lorient" / "emissions.gpkg")],
        },
    )  # fmt: skip
    said = subprocess.run(["pdftotext", "-layout", str(output), "-"], capture_output=True, text=True, check=True).stdout
    pages = said.split("\f")[:-1]
    assert done.results["PAGES"] == len(geopandas.read_file(named, engine="pyogrio")) == 9
    assert all(title in page for page in pages)
    assert "not annual means" in " ".join(pages[-1].split())  # what a month is not
    for wrong in ("NULL", " nan ", "(limite", "OMS"):  # limits are annual: the classes of a month do not name them
        assert not [page for page in pages[:-1] if wrong in page]
    assert "contours of NO2" in pages[0]
    assert output.stat().st_size / len(pages) <= 150_000
