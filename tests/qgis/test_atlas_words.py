# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of the atlas: places outside it, notes without codes, classes of a month, names that are cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas_pcaet.processing.atlas import notes
from atlas_pcaet.processing.atlas.action_pages import _sentence
from atlas_pcaet.processing.atlas.page_texts import LABEL_LENGTH, shortened
from atlas_pcaet.records.action_sheets import _past


def test_places_outside_the_atlas_are_counted_apart():
    places = [object()] * 7
    text = _sentence(places, 2, ["Arques", "Wizernes"], "")
    assert text == "Places of this action in 2 territories: 2 of 7; outside the atlas: 5."
    assert _sentence(places, 7, ["Arques", "Wizernes"], "") == "The 7 places of this action are in 2 territories."
    assert "None of the places" in _sentence(places, 0, [], "")


def test_a_note_keeps_its_versions_and_loses_its_decimal_points(monkeypatch):
    monkeypatch.setattr(notes, "uses_comma", lambda: True)
    text = notes._readable("R-LINE v1.2, 2.2 personnes, 1.2 %, version 1.2.3, couche_1.5.gpkg, 10.1016/j.x")
    assert text == "R-LINE v1.2, 2,2 personnes, 1,2 %, version 1.2.3, couche_1.5.gpkg, 10.1016/j.x"


def test_a_code_of_ours_is_the_name_of_the_algorithm(provider):
    name = notes._readable("pcaet:roaddispersion")
    assert "pcaet:" not in name


def test_a_long_note_is_parted_and_nothing_of_it_is_lost():
    text = " ".join(f"Phrase numéro {i}." for i in range(200))
    parts = notes.parts_of(text)
    assert len(parts) > 1
    assert max(map(len, parts)) <= notes.LONGEST
    assert " ".join(parts) == text


@pytest.mark.parametrize("kind", ["points", "buildings"])
def test_the_classes_of_a_month_name_no_annual_limit(kind):
    styles = Path(notes.__file__).resolve().parents[2] / "resources" / "styles"
    text = (styles / f"air_{kind}_period.qml").read_text(encoding="utf-8")
    assert "limite" not in text
    assert "OMS" not in text
    assert "NO2 : 10 à 20 µg/m³" in text
    assert "limite 2030" in (styles / f"air_{kind}.qml").read_text(encoding="utf-8")


def test_a_long_name_is_cut_and_its_value_is_not():
    text = shortened("Bayenghem-lès-Éperlecques " * 5, "environ 3 200")
    assert text.endswith("… : environ 3 200")
    assert len(text) <= LABEL_LENGTH


@pytest.mark.parametrize(
    ("end", "past"), [("2025", True), ("2026", False), ("2026-04", True), ("2026-05-02", False), (None, False)]
)
def test_an_end_is_past_when_all_of_it_is(end, past):
    assert _past(end, "2026-05-01") is past
