# SPDX-License-Identifier: GPL-2.0-or-later
"""``make demo``: the atlas, the results and the project a newcomer finds."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import zipfile

import pytest


@pytest.fixture(scope="module")
def demo(root):
    done = subprocess.run([str(root / "tools" / "demo")], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    return root / "build" / "demo", done.stdout


@pytest.fixture(scope="module")
def pages(demo):
    text = subprocess.run(
        ["pdftotext", "-layout", str(demo[0] / "atlas.pdf"), "-"], capture_output=True, text=True, check=True
    )
    return text.stdout.split("\f")[:-1]


def test_the_files_are_there_and_named(demo):
    folder, said = demo
    for name in ("atlas.pdf", "results.gpkg", "projet.qgz", "territoire_fictif.gpkg"):
        assert (folder / name).stat().st_size > 1000
        assert str(folder / name) in said
    assert re.search(r"done in \d+ s", said)


def test_every_page_says_that_the_data_are_fictional(pages):
    assert len(pages) > 12
    assert all("fictif" in page.lower() or "fictive" in page.lower() for page in pages)


def test_the_text_is_text_in_french_with_sources_and_date(pages):
    assert all("Sources :" in page.replace("\u00a0", " ") for page in pages)
    territory = [page for page in pages if "En chiffres" in page]
    assert len(territory) >= 12
    for page in territory:
        assert "Légende" in page
        assert re.search(r"Page \d+", page)
        assert re.search(r"\d\d/\d\d/20\d\d", page)
        assert "NULL" not in page
        assert " nan" not in page


def test_the_example_fleet_is_flagged_on_every_page(pages):
    assert all("parc d’exemple, inventé" in " ".join(page.split()) for page in pages)


def test_the_concentrations_of_the_demo_make_sense(demo):
    """Above the background everywhere, and more near roads than far."""
    connection = sqlite3.connect(demo[0] / "results.gpkg")
    try:
        least, near, far = connection.execute(
            "SELECT min(no2_ug_m3), avg(CASE WHEN road_distance_m < 30 THEN nox_road_ug_m3 END), "
            "avg(CASE WHEN road_distance_m > 300 THEN nox_road_ug_m3 END) FROM concentrations"
        ).fetchone()
    finally:
        connection.close()
    assert least >= 10  # the background given to the demo
    assert near > 5 * far > 0


def test_the_scenario_of_the_demo_only_lowers(demo):
    """Trucks leave the busiest roads and come nowhere else: nobody breathes more."""
    connection = sqlite3.connect(demo[0] / "results.gpkg")
    try:
        lowest, highest = connection.execute(
            "SELECT min(no2_change_ug_m3), max(no2_change_ug_m3) FROM scenario_batiments"
        ).fetchone()
        saved = connection.execute("SELECT sum(nox_change_kg_yr) FROM scenario_routes WHERE scenario = 1").fetchone()[0]
    finally:
        connection.close()
    assert saved < 0
    assert lowest < -0.05
    assert highest < 1e-3


def test_nothing_is_left_in_english(pages):
    whole = "\n".join(pages)
    for word in ("Figure ", "Value", "Study bands", "about ", "between", "Inhabitants", "Buildings", "printed on"):
        assert word not in whole


def test_estimates_are_rounded(pages):
    estimates = re.findall(r"environ ([\d\u202f ]+), entre", "\n".join(pages))
    assert estimates
    assert all(int(re.sub(r"\D", "", text)) % 10 == 0 for text in estimates)


def test_the_layout_s_font_is_embedded(demo):
    fonts = subprocess.run(["pdffonts", str(demo[0] / "atlas.pdf")], capture_output=True, text=True, check=True).stdout
    assert "OpenSans" in fonts


def test_the_project_shows_every_layer_of_the_demo(demo, tmp_path):
    shutil.unpack_archive(demo[0] / "projet.qgz", tmp_path, "zip")
    project = next(tmp_path.glob("*.qgs")).read_text(encoding="utf-8")
    for table in ("bandes_etude", "exposition", "routes_fictives", "population_fictive", "communes"):
        assert f"layername={table}" in project
    assert zipfile.is_zipfile(demo[0] / "projet.qgz")
