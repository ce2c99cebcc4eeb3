# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of the PASSAGE plan read from the plan's own text, official data of the real folder, communes of the Nord."""

from __future__ import annotations

import re

import geopandas
import pandas
import pytest

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def passage(real_data):
    """(activity, value, share) as the plan prints them: three lines, their total, and what is beside."""
    text = (real_data / "documents" / "plan_passage.txt").read_text(encoding="utf-8")
    table = re.findall(
        r"^(Activités portuaires|Trafic maritime|Trafic terrestre \(dont tunnel\)|Total) ([\d ]+) (\d+%)",
        text,
        re.MULTILINE,
    )
    beside = re.search(r"ont\s+émis ([\d ]+) tCO2e en 2016, soit (\d+%)", text)
    return [*table, ("Activités non spécifiquement liées", beside[1], beside[2])]


def test_the_table_of_the_strait_holds_as_printed(qgis_process, passage, tmp_path):
    assert len(passage) == 5
    file = tmp_path / "detroit.csv"
    file.write_text("activite;tco2e;part\n" + "".join(";".join(row) + "\n" for row in passage), encoding="utf-8")
    inputs = {
        "INPUT": str(file), "SECTOR_FIELD": "activite", "VALUE_FIELD": "tco2e", "SHARE_FIELD": "part", "UNIT": "tCO2e", "YEAR": 2016,
        "OUTPUT": str(tmp_path / "o.gpkg"), "CHECKS": str(tmp_path / "c.gpkg"), "TREEMAP": str(tmp_path / "t.png"),
    }  # fmt: skip
    done = qgis_process("pcaet:emissionsinventory", inputs)
    assert done.results["ERRORS"] == 0
    said = done.said.replace("\u202f", " ")
    assert "223 073 + 2 449 840 + 1 746 178 = 4 419 091" in said
    assert "beside them, 10 051 764, 14 470 855 in all" in said
    assert "2 + 17 + 12 = 31 %" in said
    table = pandas.DataFrame(geopandas.read_file(done.results["OUTPUT"], layer="o", engine="pyogrio")).set_index(
        "sector"
    )
    assert table.loc["total", "value"] == 223_073 + 2_449_840 + 1_746_178 + 10_051_764
    assert [round(table.loc[name, "share_pct"]) for name, _v, _s in passage if name != "Total"] == [
        int(s.strip("%")) for n, _v, s in passage if n != "Total"
    ]
    assert (tmp_path / "t.png").stat().st_size > 5000


def test_a_wrong_digit_in_the_table_is_an_error(qgis_process, passage, tmp_path):
    file = tmp_path / "detroit.csv"
    rows = [(n, v.replace("2 449 840", "2 494 840"), s) for n, v, s in passage]
    file.write_text("activite;tco2e;part\n" + "".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    inputs = {
        "INPUT": str(file),
        "SECTOR_FIELD": "activite",
        "VALUE_FIELD": "tco2e",
        "UNIT": "tCO2e",
        "YEAR": 2016,
        "OUTPUT": str(tmp_path / "o.gpkg"),
    }
    done = qgis_process("pcaet:emissionsinventory", inputs)
    assert done.results["ERRORS"] == 1
    assert "The total given is 4 419 091" in done.said.replace("\u202f", " ")


def test_the_official_data_of_the_real_folder(qgis_process, real_data, tmp_path):
    communes = geopandas.read_file(real_data / "geo" / "communes_59_62.gpkg", engine="pyogrio")
    capso = communes[communes["nom_epci"].str.contains("Saint-Omer", na=False)]
    assert len(capso) == 53
    territory = tmp_path / "capso.geojson"
    capso[["insee", "geometry"]].to_crs(4326).to_file(territory, driver="GeoJSON", engine="pyogrio")
    inputs = {
        "TERRITORY": str(territory),
        "CODE_FIELD": "insee",
        "FOLDER": str(real_data),
        "YEAR": 2026,
        "OUTPUT": str(tmp_path / "d.gpkg"),
        "SUMMARY": str(tmp_path / "d.html"),
    }
    done = qgis_process("pcaet:checkdata", inputs)
    table = pandas.DataFrame(geopandas.read_file(done.results["OUTPUT"], layer="d", engine="pyogrio")).set_index("name")
    state = table["state"].to_dict()
    year = table["year"].to_dict()
    # data/README.md: the counts are of 2019, the buildings of Olemps (Aveyron), the weather of Lorient in 2014, no DPE.
    roads = next(name for name in state if name.startswith("Trafic moyen"))
    assert (state[roads], year[roads]) == ("too_old", 2019)
    assert state["BD TOPO, bâtiments"] == "elsewhere"
    assert state["Diagnostics de performance énergétique (logements existants)"] == "missing"
    assert year["Données climatologiques horaires d'une station"] == 2014
    places = table.loc["Base nationale des lieux de covoiturage (BNLC)"]
    assert places["place"] == "mobility/bnlc_59_62.csv"
    known = set(pandas.read_csv(real_data / "mobility" / "bnlc_59_62.csv", dtype=str)["insee"].dropna())
    assert places["coverage_pct"] == pytest.approx(100 * len(known & set(capso["insee"])) / 53)
    assert table.loc["Limites de communes et EPCI (ADMIN EXPRESS)", "coverage_pct"] == 100
    assert "<table>" in (tmp_path / "d.html").read_text(encoding="utf-8")


def test_flows_between_all_communes_of_two_departements_conserve_tonnes(qgis_process, real_data, tmp_path):
    """Invented tonnes between real communes: each code of the national layer is found, as text and without its zero."""
    communes = geopandas.read_file(real_data / "geo" / "communes_59_62.gpkg", engine="pyogrio")
    codes = communes["insee"].tolist()
    rows = ["de;vers;classe;t;annee"] + [
        f"{a};{b};MF{1 + i % 6};{1 + i % 97};2019"
        for i, (a, b) in enumerate(zip(codes, codes[1:] + codes[:1], strict=True))
    ]
    rows += [f"extraction;{code};MF3;10;2019" for code in codes[::10]] + [
        f"monde;{code};MF4;5;2019" for code in codes[::7]
    ]
    file = tmp_path / "flux.csv"
    file.write_text("\n".join(rows) + "\n")
    inputs = {
        "FLOWS": str(file), "ORIGIN_FIELD": "de", "DESTINATION_FIELD": "vers", "CATEGORY_FIELD": "classe", "TONNES_FIELD": "t", "YEAR_FIELD": "annee",
        "ZONES": str(real_data / "geo" / "communes_59_62.gpkg"), "ZONE_FIELD": "insee", "NAME_FIELD": "nom", "OUTPUT": str(tmp_path / "b.gpkg"),
        "FLOW_LINES": str(tmp_path / "l.gpkg"), "SANKEY": str(tmp_path / "s.png"),
    }  # fmt: skip
    done = qgis_process("pcaet:materialflows", inputs)
    count = len(codes)
    inside = sum(1 + i % 97 for i in range(count))
    assert done.results["INTERNAL_T"] == inside
    assert done.results["DMC_T"] == 10 * len(codes[::10]) + 5 * len(codes[::7])
    table = pandas.DataFrame(geopandas.read_file(done.results["OUTPUT"], layer="b", engine="pyogrio"))
    zones = table[(table["zone"] != "*") & (table["category"] == "total")]
    assert len(zones) == count
    assert zones["exports_zones_t"].sum() == zones["imports_zones_t"].sum() == inside
    lines = geopandas.read_file(done.results["FLOW_LINES"], layer="l", engine="pyogrio")
    assert len(lines) == count
    assert lines["tonnes"].sum() == inside
