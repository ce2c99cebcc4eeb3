# SPDX-License-Identifier: GPL-2.0-or-later
"""The scores of BNA: its steps, its points, its weights, as its own table and its SQL give them."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from atlas_pcaet.analysis.cycling.bna_score import JOBS, POPULATION, place_score, read_scoring, step_score
from atlas_pcaet.analysis.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "resources" / "parameters" / "acces_bna.csv"
STEPS = ((0.03, 0.1), (0.2, 0.4), (0.5, 0.8))


@pytest.fixture(scope="module")
def scoring():
    return read_scoring(TABLE)


@pytest.mark.parametrize(
    ("share", "score"),
    [
        (0, 0), (0.03, 0.1), (0.2, 0.4), (0.5, 0.8), (1, 1),  # the steps themselves
        (0.015, 0.05), (0.115, 0.25), (0.35, 0.6), (0.75, 0.9),  # half way between two
    ],
)  # fmt: skip
def test_people_and_jobs_are_scored_by_steps_linear_between(scoring, share, score):
    assert scoring.steps == STEPS
    for item in (POPULATION, JOBS):
        assert scoring.score(item, np.array([share * 2000.0]), np.array([2000.0])) == pytest.approx([score], abs=1e-12)


def test_nothing_within_reach_by_any_street_is_no_score_and_nothing_on_low_stress_is_zero():
    assert np.isnan(step_score(np.zeros(1), np.zeros(1), STEPS)).all()
    assert np.isnan(place_score(np.zeros(1), np.zeros(1), (0.3, 0.2, 0.2))).all()
    assert step_score(np.zeros(1), np.ones(1), STEPS).tolist() == [0]
    assert place_score(np.zeros(1), np.ones(1), (0.3, 0.2, 0.2)).tolist() == [0]


# By hand from the SQL of access_schools: first + second + third, then the rest in equal parts; all of them, the most.
@pytest.mark.parametrize(
    ("points", "low", "every", "score"),
    [
        ((0.3, 0.2, 0.2), 1, 5, 0.3), ((0.3, 0.2, 0.2), 2, 5, 0.5), ((0.3, 0.2, 0.2), 3, 5, 0.7), ((0.3, 0.2, 0.2), 4, 5, 0.85),
        ((0.3, 0.2, 0.2), 5, 5, 1.0), ((0.3, 0.2, 0.2), 1, 1, 1.0), ((0.3, 0.2, 0.2), 2, 2, 1.0), ((0.3, 0.2, 0.2), 1, 2, 0.3),
        ((0.6, 0.2, 0), 1, 4, 0.6), ((0.6, 0.2, 0), 2, 4, 0.8), ((0.6, 0.2, 0), 3, 4, 0.9), ((0.7, 0, 0), 1, 3, 0.7),
        ((0.7, 0, 0), 2, 3, 0.85), ((0, 0, 0), 1, 4, 0.25), ((0.4, 0.2, 0.1), 3, 9, 0.7), ((0.4, 0.2, 0.1), 6, 9, 0.85),
    ],
)  # fmt: skip
def test_the_first_second_and_third_places_bring_their_points(points, low, every, score):
    assert place_score(np.array([low]), np.array([every]), points) == pytest.approx([score], abs=1e-12)


def test_the_overall_score_weighs_what_is_there(scoring):
    one = np.ones(1)
    everything = {item: one for inside in scoring.weights.values() for item in inside}
    assert scoring.overall(everything) == pytest.approx([100.0])
    assert scoring.overall(dict.fromkeys(everything, 0 * one)) == pytest.approx([0.0])
    # People at 0.4 (15), opportunity by schools alone at 0.7 (20), transit without any station within reach (left out).
    scores = {POPULATION: 0.4 * one, "schools": 0.7 * one, JOBS: np.nan * one, "transit": np.nan * one}
    assert scoring.overall(scores) == pytest.approx([100 * (15 * 0.4 + 20 * 0.7) / 35])
    # Jobs and schools weigh the same in opportunity.
    assert scoring.overall({JOBS: one, "schools": 0 * one}) == pytest.approx([50.0])
    # Doctors 0.2 and supermarkets 0.25 in core services (20), beside retail (15).
    scores = {"doctors": one, "supermarkets": 0 * one, "retail": 0.5 * one}
    assert scoring.overall(scores) == pytest.approx([100 * (20 * 0.2 / 0.45 + 15 * 0.5) / 35])
    assert np.isnan(scoring.overall({"schools": np.nan * one})).all()


def test_the_shipped_table_is_that_of_the_reference(scoring):
    folder = Path(os.environ.get("ATLAS_PCAET_DATA", ROOT.parent / "shared" / "data")).parent / "tables"
    if not (folder / "bna_access_scoring.csv").exists():
        pytest.skip("bna_access_scoring.csv is not here")
    with (folder / "bna_access_scoring.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    steps, seen = [], 0
    short = {"opportunity": "opportunity", "core": "core_services", "recreation": "recreation"}
    for item, kind, value in ((row["item"], row["type"], row["value"]) for row in rows):
        category, _colon, name = item.partition(": ")
        if kind == "detour":
            assert scoring.detour == float(value)
        elif item == "max_trip_distance_m":
            assert scoring.max_trip_m == float(value)
        elif item.startswith("population step"):
            steps.append(tuple(float(part) for part in value.split("/")))
        elif item.startswith("weight "):
            assert scoring.categories[item.removeprefix("weight ")] == float(value)
        elif kind == "w":
            assert scoring.weights[short[category]][name] == float(value)
        elif kind == "pts":
            for one in item.removesuffix(" first/second/third").split("|"):
                assert scoring.points[one] == tuple(float(part) for part in value.split("/"))
                seen += 1
    assert tuple(steps) == scoring.steps
    assert (seen, len(scoring.points)) == (14, 14)


def test_every_item_has_words_and_french_ones_are_understood(scoring):
    places = {item for inside in scoring.weights.values() for item in inside} - {POPULATION, JOBS}
    assert set(scoring.kinds.values()) == places
    for word, item in (
        ("École", "schools"), ("COLLÈGE", "schools"), ("Lycée", "schools"), ("gare", "transit"), ("Médecin", "doctors"),
        ("Supermarché", "supermarkets"), ("Université", "universities"), ("piscine", ""),
    ):  # fmt: skip
        assert scoring.item(word) == item


def test_a_table_that_is_not_one_is_told_by_its_line(tmp_path):
    text = TABLE.read_text(encoding="utf-8")
    for before, after, sentence in (
        ("step,1,0.03/0.1", "step,1,0.03", "line 4"),
        ("points,schools,0.3/0.2/0.2", "points,schools,3/2/2", "“3/2/2”"),
        ("connection,detour,1.25", "connexion,detour,1.25", "“connexion”"),
        ("connection,detour,1.25", "connection,detour,", "line 2"),
        ("weight,transit/transit,1", "weight,rail/transit,1", "“rail/transit”"),
        ("kinds,transit", "kinds,boats", "“boats”"),
    ):
        changed = tmp_path / "t.csv"
        changed.write_text(text.replace(before, after), encoding="utf-8")
        with pytest.raises(DataError, match=sentence):
            read_scoring(changed)
    (tmp_path / "short.csv").write_text("rule,item,value\nstep,1,0.1/0.1\n", encoding="utf-8")
    with pytest.raises(DataError, match="connection,detour"):
        read_scoring(tmp_path / "short.csv")
