# SPDX-License-Identifier: GPL-2.0-or-later
"""A wind rose in place of hourly weather: read in its layouts, and folded as the same winds hour by hour."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from atlas_pcaet.analysis.air.weather import Weather
from atlas_pcaet.analysis.air.wind_kernel import Release, make_kernel
from atlas_pcaet.analysis.air.wind_rose import is_rose, read_rose, rose_classes, rose_kernel
from atlas_pcaet.analysis.errors import DataError


def nothing(_fraction):
    pass


def table(tmp_path, text):
    file = tmp_path / "rose.csv"
    file.write_text(text, encoding="cp1252")
    return file


def test_a_rose_is_told_from_hourly_weather(tmp_path):
    assert is_rose(table(tmp_path, "direction;vitesse;fréquence\n0;2;10\n"))
    assert is_rose(table(tmp_path, "Direction (°);0-2 m/s;2-4 m/s;>4 m/s\n0;1;2;3\n"))
    assert not is_rose(table(tmp_path, "date;ff;dd\n2025010100;2;90\n"))
    assert not is_rose(table(tmp_path, "direction;remarque\n0;x\n"))
    assert not is_rose(tmp_path / "absent.csv")


def test_a_row_for_each_wind(tmp_path):
    rose = read_rose(table(tmp_path, "direction;vitesse;frequence;stabilite\nN;2,5;30;D\nOSO;5;60;C\n;0;10;F\n"))
    assert rose.speed.tolist() == [2.5, 5, 0.5]  # a calm is held at half a metre a second
    assert rose.direction[:2].tolist() == [0, 247.5]
    assert np.isnan(rose.direction[2])
    assert rose.frequency.tolist() == pytest.approx([0.3, 0.6, 0.1])
    assert rose.stability.tolist() == [3, 2, 5]
    assert rose.stability_known
    assert rose.calms == pytest.approx(0.1)


def test_a_column_for_each_class_of_speed(tmp_path):
    rose = read_rose(table(tmp_path, "dir;0-2;2-4;>4\n0;10;0;20\n90;40;30;0\n"))
    assert rose.frequency.tolist() == pytest.approx([0.1, 0.2, 0.4, 0.3])
    # The mean of 1/U over a class of even density between a and b is ln(b/a) / (b - a).
    assert rose.speed[3] == pytest.approx(2 / np.log(2))
    assert rose.speed[0] == pytest.approx(1.5 / np.log(4))  # from 0.5, where calms are held
    assert not rose.stability_known
    assert set(rose.stability) == {3}


def test_speeds_in_another_unit(tmp_path):
    rose = read_rose(table(tmp_path, "direction;vitesse;frequence\n0;36;1\n"), "km/h")
    assert rose.speed[0] == pytest.approx(10)


def test_a_direction_is_spread_over_its_sector(tmp_path):
    rows = "".join(f"{d};4;{100 if d == 90 else 0.0001}\n" for d in range(0, 360, 30))
    origin = rose_classes(read_rose(table(tmp_path, "direction;vitesse;frequence\n" + rows))).origin.sum(axis=0)
    assert origin.sum() == pytest.approx(1)
    assert origin[76:105].sum() == pytest.approx(29 / 30, abs=0.01)
    assert origin[80] == pytest.approx(1 / 30, abs=0.001)


def test_the_kernel_is_that_of_the_same_winds_hour_by_hour(tmp_path):
    """Covered skies are neutral by Turner's table above 3.4 m/s: the same winds, one by one, must give the same kernel."""
    directions = np.arange(0, 360, 10)
    chance = np.random.default_rng(4)
    hours = chance.integers(1, 30, len(directions))
    winds = np.repeat(directions, hours)
    weather = Weather(
        pd.date_range("2025-01-01", periods=len(winds), freq="h"), np.full(len(winds), 5.0), winds.astype(float),
        np.full(len(winds), 283.0), np.ones(len(winds)), False, len(winds),
    )  # fmt: skip
    expected, _ = make_kernel(weather, np.ones(24), (48.0, 2.0), 0.3, 10.0, Release(), nothing)
    rows = "".join(f"{d};5;{n}\n" for d, n in zip(directions, hours, strict=True))
    rose = read_rose(table(tmp_path, "direction;vitesse;frequence\n" + rows))
    found = rose_kernel(rose, 0.3, 10.0, Release(), nothing)
    assert found.table == pytest.approx(expected.table, rel=1e-6, abs=1e-9 * expected.table.max())
    assert found.facts["kind"] == "rose"
    assert found.facts["whole_year"] is False


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("direction;frequence\n0;1\n", "no column for the speed"),
        ("direction;vitesse;frequence\n400;2;1\n", "line 2: “400” is not a direction"),
        ("direction;vitesse;frequence\n0;2;1\n10;x;1\n", "line 3: “x” is not a number"),
        ("direction;vitesse;frequence\n0;2;-1\n", "not a number of 0 or more"),
        ("direction;vitesse;frequence;stabilite\n0;2;1;Z\n", "not a class of stability"),
        ("direction;vitesse;frequence\n0;2;0\n", "no frequency above 0"),
        ("direction;vitesse;frequence\n0;200;1\n", "another unit"),
    ],
)
def test_a_rose_that_cannot_serve_is_one_sentence(tmp_path, text, sentence):
    with pytest.raises(DataError, match=sentence):
        read_rose(table(tmp_path, text))
