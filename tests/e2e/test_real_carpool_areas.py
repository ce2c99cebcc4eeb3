# SPDX-License-Identifier: GPL-2.0-or-later
"""The 105 national places of Nord and Pas-de-Calais through the real executable. Expected counts are made here, from the raw file."""

from __future__ import annotations

import csv
import datetime
import itertools
import json
import math
import re

import geopandas
import pandas
import pytest

pytestmark = pytest.mark.real
DAY = "2026-11-23"


@pytest.fixture(scope="module")
def bnlc(real_data):
    return real_data / "mobility" / "bnlc_59_62.csv"


@pytest.fixture(scope="module")
def raw(bnlc):
    with bnlc.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("aires")


def imported(qgis_process, folder, name, **inputs):
    outputs = {"OUTPUT": str(folder / f"{name}.gpkg"), "REPORT": str(folder / f"{name}_anomalies.gpkg")}
    done = qgis_process("pcaet:importcarpoolareas", {"DATE": DAY} | inputs | outputs)
    areas = geopandas.read_file(done.results["OUTPUT"], layer=name, engine="pyogrio").set_index("area_id")
    report = geopandas.read_file(done.results["REPORT"], layer=f"{name}_anomalies", engine="pyogrio")
    return done, areas, report


@pytest.fixture(scope="module")
def checked(qgis_process, real_data, bnlc, folder):
    communes = real_data / "geo" / "communes_59_62.gpkg"
    return imported(qgis_process, folder, "aires", FILES=[str(bnlc)], COMMUNES=str(communes), NAME_FIELD="nom")


def metres(one: dict[str, str], other: dict[str, str]) -> float:
    """Great circle, on the mean sphere: within 0.3 % of the ellipsoid."""
    a, b, c, d = (math.radians(float(r[k])) for r in (one, other) for k in ("Ylat", "Xlong"))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))


def test_every_anomaly_of_nord_and_pas_de_calais(checked, raw, real_data):
    done, areas, report = checked
    assert len(raw) == len(areas) == done.results["AREAS"] == 105
    assert areas[list(raw[0])].fillna("").to_numpy().tolist() == [list(row.values()) for row in raw]  # verbatim
    places = geopandas.GeoDataFrame(
        raw, geometry=geopandas.points_from_xy([float(r["Xlong"]) for r in raw], [float(r["Ylat"]) for r in raw]), crs=4326
    )  # fmt: skip
    communes = geopandas.read_file(real_data / "geo" / "communes_59_62.gpkg", engine="pyogrio")
    assert len(communes) == 1534
    joined = places.to_crs(communes.crs).sjoin(
        communes[["insee", "geometry"]].rename(columns={"insee": "here"}), "left", "within"
    )
    assert joined.index.is_unique
    here = joined["here"]
    other = joined.loc[here.notna() & (here != joined["insee"]), "id_lieu"]
    assert done.results["INSEE_DIFFERENT"] == len(other) == 61
    assert set(areas.index[areas["insee_agrees"] == 0]) == set(other)
    assert areas.index[areas["insee_location"].isna()].tolist() == joined.loc[here.isna(), "id_lieu"].tolist()
    pairs = [(a["id_lieu"], b["id_lieu"]) for a, b in itertools.combinations(raw, 2) if metres(a, b) <= 50]
    assert done.results["DUPLICATES"] == len(pairs) == 9  # as many as the reference (§0.5) lists
    repeated = areas["duplicate_of"].dropna()
    assert {frozenset(pair) for pair in repeated.items()} == {frozenset(pair) for pair in pairs}
    expected = {
        "FUTURE": sum(r["date_maj"] > DAY for r in raw), "CLOSED": sum(r["ouvert"] == "false" for r in raw),
        "WITHOUT_CAPACITY": sum(r["nbre_pl"] in ("", "0") for r in raw), "SKIPPED": 0, "ERRORS": 0,
    }  # fmt: skip
    assert {key: done.results[key] for key in expected} == expected
    stale = report[report["problem"] == "stale_date"]
    assert len(stale) == sum(r["date_maj"] < "2021-11-23" for r in raw)
    assert "59242-C-001" in done.said


def test_the_six_postal_codes_among_the_insee_codes(checked, raw):
    """59133, 59242, 59310, 59320, 59710, 59830 stand for several communes (reference §0.5); right at Illies only, 59320."""
    _done, areas, report = checked
    shared = {"59133", "59242", "59310", "59320", "59710", "59830"}
    for code in shared:
        own = areas[areas["insee"] == code]
        assert len(own) == sum(r["insee"] == code for r in raw) > 1
        right = own.index[own["insee_agrees"] == 1].tolist()
        assert right == [r["id_lieu"] for r in raw if r["insee"] == code and r["com_lieu"] == "ILLIES"]
        assert own["commune_location"].nunique() > 1
    postal = report[report["problem"] == "insee_is_postal_code"]
    written = [r["id_lieu"] for r in raw if r["insee"] in re.findall(r"\d{5}", r["ad_lieu"])]
    assert set(postal["id"]) == set(written) & set(areas.index[areas["insee_agrees"] == 0])


def test_anomalies_checked_by_hand_on_the_raw_lines(checked):
    _done, areas, report = checked
    # Line 62: «72 route nationale, 59830 Bachy», 3.277695 50.528861: Bachy is 59042, Cysoing's postal code 59830.
    bachy = areas.loc["59830-C-003"]
    assert (bachy["line"], bachy["insee"], bachy["insee_location"], bachy["commune_location"]) == (62, "59830", "59042", "Bachy")  # fmt: skip
    # Line 20: Templeuve Leclerc, 2026-12-13. The date is not changed.
    assert (areas.loc["59242-C-001", "line"], areas.loc["59242-C-001", "date_maj"]) == (20, "2026-12-13")
    assert report.loc[report["problem"] == "future_date", "id"].tolist() == ["59242-C-001"]
    # Lines 76 and 89: Lillers twice, 65 places each, of 2022 and of 2019: the newer is kept.
    assert areas.loc["62516-C-001", "duplicate_of"] == "62190-C-001"
    assert areas.loc["62516-C-001", "duplicate_m"] == pytest.approx(16.4, abs=0.1)
    assert (areas.loc["62190-C-001", "usable"], areas.loc["62516-C-001", "usable"]) == (1, 0)
    # Lines 73 and 82: Éperlecques without capacity in 2022, with 53 places in 2019: the one with places is kept.
    assert areas.loc["62087-C-001", "duplicate_of"] == "62297-C-001"
    assert pandas.isna(areas.loc["62087-C-001", "proposed_nbre_pl"])
    # Line 54: «ouvert» false, and «1 all‚e des Olympiades».
    closed = report[report["id"] == "59700-C-001"].set_index("problem")
    assert {"closed", "lost_accents"} <= set(closed.index)
    assert "1 allée des Olympiades" in closed.loc["lost_accents", "proposed"]
    # Line 92: Marconne. The layer has neither 62549 nor a polygon there; Marconnelle (62550) is near.
    (outside,) = report.loc[report["problem"] == "outside_communes"].itertuples()
    assert (outside.id, outside.line, outside.value) == ("62549-C-001", 92, "62549")
    assert "the nearest, 62550, is 99 m away" in outside.sentence
    # Lines 7 and 8: two names at the very same coordinates.
    assert areas.loc["59133-C-003", "duplicate_m"] == 0
    assert "one of the two positions may be wrong" in areas.loc["59133-C-003", "problem_text"]


def test_places_are_not_counted_twice(checked, raw):
    _done, areas, _report = checked
    whole = sum(int(r["nbre_pl"] or 0) for r in raw)
    usable = areas[areas["usable"] == 1]
    assert len(usable) == 105 - 9 - 1
    dropped = areas[areas["usable"] == 0]["nbre_pl"].fillna("0").astype(int).sum()
    assert usable["proposed_nbre_pl"].sum() == whole - dropped


@pytest.mark.parametrize(
    ("name", "delimiter", "encoding"),
    [("point_virgule", ";", "cp1252"), ("tabulations", "\t", "utf-8-sig"), ("latin", ",", "latin-1")],
)
def test_the_same_places_saved_by_a_spreadsheet(qgis_process, checked, raw, folder, name, delimiter, encoding):
    # A typographic ligature or quote that Latin-1 does not have is left out of the texts on both sides.
    kept = [{k: v.encode(encoding, "ignore").decode(encoding) for k, v in row.items()} for row in raw]
    with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(raw[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(kept)
    done, areas, _report = imported(qgis_process, folder, name, FILES=[str(folder / f"{name}.csv")])
    assert areas[list(raw[0])].fillna("").to_numpy().tolist() == [list(row.values()) for row in kept]
    assert done.results["DUPLICATES"] == 9
    assert areas.geometry.geom_equals(checked[1].geometry, align=True).all()


def test_swapped_and_lambert_93_places_come_back(qgis_process, checked, raw, real_data, folder):
    """The first 30 places swapped, the next 30 in Lambert-93 as another program (GDAL by geopandas) projects them."""
    points = geopandas.GeoSeries(geopandas.points_from_xy([float(r["Xlong"]) for r in raw], [float(r["Ylat"]) for r in raw]), crs=4326).to_crs(2154)  # fmt: skip
    rows = []
    for i, row in enumerate(raw):
        x, y = row["Xlong"], row["Ylat"]
        if i < 30:
            x, y = y, x
        elif i < 60:
            x, y = f"{points.iloc[i].x:.2f}", f"{points.iloc[i].y:.2f}"
        rows.append(row | {"Xlong": x, "Ylat": y, "nbre_pl": row["nbre_pl"] and f"{row['nbre_pl']} places"})
    with (folder / "abimees.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(raw[0]))
        writer.writeheader()
        writer.writerows(rows)
    communes = str(real_data / "geo" / "communes_59_62.gpkg")
    done, areas, report = imported(
        qgis_process, folder, "abimees_aires", FILES=[str(folder / "abimees.csv")], COMMUNES=communes
    )
    counts = report["problem"].value_counts()
    assert (counts["swapped"], counts["lambert_93"], counts["integer"]) == (30, 30, 104)
    assert done.results["ERRORS"] == 104 + 30 * 2  # 15 places; beyond 180 and 90
    assert areas["proposed_nbre_pl"].sum() == checked[1]["proposed_nbre_pl"].sum()
    moved = areas.geometry.to_crs(2154).distance(checked[1].geometry.to_crs(2154))
    assert moved.max() < 0.02  # metres: the rounding to a centimetre
    assert done.results["INSEE_DIFFERENT"] == 61


def test_what_is_exported_passes_the_national_schema(qgis_process, checked, real_data, folder, raw):
    schema = json.loads((real_data / "mobility" / "schemas" / "lieux-covoiturage_v0.3.1.json").read_text())
    given = {"INPUT": checked[0].results["OUTPUT"], "MAPPING": "id_local=id_lieu"}
    for proposed, expected in ((True, 96), (False, 105)):
        done = qgis_process("pcaet:exportcarpoolareas", given | {"PROPOSED": proposed, "OUTPUT": str(folder / "national.csv")})  # fmt: skip
        assert (done.results["AREAS"], done.results["DUPLICATES"]) == (expected, 105 - expected)
        with (folder / "national.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert list(rows[0]) == [field["name"] for field in schema["fields"]]
        assert len(rows) == expected
        assert [wrong for row in rows for wrong in broken(schema, row)] == []
    original = {r["id_lieu"]: r for r in raw}
    for row in rows:  # as they were read: every text the same, the coordinates within a centimetre
        before = original[row["id_local"]]
        assert all(row[k] == before[k] for k in row if k not in ("id_local", "Xlong", "Ylat"))
        assert abs(float(row["Xlong"]) - float(before["Xlong"])) < 1e-7


def broken(schema: dict, row: dict[str, str]) -> list[str]:
    """The fields of a row that break a Table Schema, by its JSON alone."""
    wrong = []
    for field in schema["fields"]:
        text, rule = row[field["name"]], field.get("constraints", {})
        if not text:
            wrong += [field["name"]] if rule.get("required") else []
            continue
        fine = re.search(rule.get("pattern", ""), text) is not None and text in rule.get("enum", [text])
        if field["type"] == "date":
            fine &= datetime.datetime.strptime(text, field["format"]).strftime(field["format"]) == text
        elif field["type"] == "boolean":
            fine &= text in ("true", "false")
        elif field["type"] in ("integer", "number"):
            fine &= re.fullmatch(r"-?\d+" if field["type"] == "integer" else r"-?\d+\.\d{4,}", text) is not None
            fine &= rule.get("minimum", -math.inf) <= float(text) <= rule.get("maximum", math.inf)
        wrong += [] if fine else [f"{row['id_local']} {field['name']}"]
    return wrong
