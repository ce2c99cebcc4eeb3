# SPDX-License-Identifier: GPL-2.0-or-later
"""Weather files as they are, stability, and the kernel against the direct hourly sum."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from atlas_pcaet.analysis.air import rline, stability
from atlas_pcaet.analysis.air.weather import Weather, read_weather
from atlas_pcaet.analysis.air.wind_kernel import (
    Kernel,
    Release,
    make_kernel,
    paris_offset,
    ring_distances,
    traffic_weights,
    wind_classes,
)
from atlas_pcaet.analysis.errors import Cancelled, DataError

DATA = Path(os.environ.get("ATLAS_PCAET_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")) / "air"
FLAT = np.ones(24)


def nothing(_fraction):
    pass


def written(tmp_path, text, encoding="utf-8"):
    file = tmp_path / "vent.csv"
    file.write_bytes(text.encode(encoding))
    return file


# ---- files ------------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not DATA.is_dir(), reason="the station's file is not here")
def test_the_hourly_file_of_lorient():
    weather = read_weather(DATA / "RADOMEH_HACKATON_56185001.txt")
    assert len(weather) == 744  # January 2014
    assert weather.period == "2014-01-01 – 2014-01-31"
    assert not weather.whole_year
    assert weather.speed[:2].tolist() == [6.1, 7.2]
    assert weather.direction[:2].tolist() == [230.0, 230.0]
    assert weather.temperature[0] == pytest.approx(282.15)  # kelvin stay kelvin
    assert weather.cloud[0] == 1.0  # 8 octas


def test_the_climatological_base_of_meteo_france(tmp_path):
    text = "NUM_POSTE;NOM_USUEL;LAT;LON;ALTI;AAAAMMJJHH;RR1;FF;DD;T;N\n59343001;LESQUIN;50.57;3.09;47;2025010100;0.0;4.2;210;5.4;7\n59343001;LESQUIN;50.57;3.09;47;2025010101;0.0;;;5.2;\n"
    weather = read_weather(written(tmp_path, text))
    assert len(weather) == 1
    assert (weather.speed[0], weather.direction[0], weather.cloud[0]) == (4.2, 210, 0.875)
    assert weather.temperature[0] == pytest.approx(278.55)
    assert weather.notes[0].facts == {"count": 1, "total": 2}


@pytest.mark.parametrize(
    ("header", "speed", "unit", "expected"),
    [
        ("date,vitesse (km/h),direction", 36.0, "", 10.0),
        ("date,ff [kt],dd", 10.0, "", 5.14444),
        ("date,ff,dd", 10.0, "", 10.0),
        ("date,ff,dd", 36.0, "km/h", 10.0),
        ("date,ff,dd", 10.0, "kt", 5.14444),
    ],
)
def test_units_of_the_wind(tmp_path, header, speed, unit, expected):
    weather = read_weather(written(tmp_path, f"{header}\n2025-01-01 00:00,{speed},180\n"), unit)
    assert weather.speed[0] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2025-03-01 07:00", "2025-03-01 07:00"), ("01/03/2025 07:00", "2025-03-01 07:00"), ("2025030107", "2025-03-01 07:00"), ("20250301070000", "2025-03-01 07:00"), ("2025-03-01T07:00:00Z", "2025-03-01 07:00")],
)  # fmt: skip
def test_dates_as_they_are_written(tmp_path, date, expected):
    weather = read_weather(written(tmp_path, f"date;ff;dd\n{date};3;90\n"))
    assert weather.time[0] == pd.Timestamp(expected)


def test_north_is_360_zero_is_a_calm_and_variable_has_no_direction(tmp_path):
    rows = "".join(
        f"2025-01-01 0{h}:00;{ff};{dd}\n"
        for h, (ff, dd) in enumerate([(3, 360), (0.2, 0), (3, 0), (2, 990), (2, "VRB"), ("mq", 90)])
    )
    weather = read_weather(written(tmp_path, "date;ff;dd\n" + rows))
    assert np.nan_to_num(weather.direction, nan=-1).tolist() == [0, -1, 0, -1, -1]
    assert [note.facts["count"] for note in weather.notes if "direction" in note.sentence] == [3]


def test_an_energyplus_file(tmp_path):
    line = "2005,1,1,{hour},0,A,5.0,2.0,80,101000,0,0,300,0,0,0,0,0,0,0,270,4.5,5,5,10,77,9,0,0,0,0,0,0,0,0\n"
    text = "LOCATION,Lille,-,FRA,X,070150,50.57,3.1,1.0,52.0\n" + "HEADER\n" * 7
    weather = read_weather(written(tmp_path, text + line.format(hour=1) + line.format(hour=24)))
    assert weather.local_time
    assert weather.time.hour.tolist() == [0, 23]  # EPW counts hours from 1 to 24
    assert (weather.speed[0], weather.direction[0], weather.cloud[0]) == (4.5, 270.0, 0.5)
    assert weather.temperature[0] == pytest.approx(278.15)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("date;dd\n2025-01-01;1\n", "neither hourly weather nor a wind rose: no column “ff”"),
        ("date;ff;dd\n2025-01-01 00:00;mq;mq\n", "no hour with a date and a wind speed"),
        ("date;ff;dd\n2025-01-01 00:00;90;10\n", "it is in another unit"),
        ("LOCATION,Lille\n", "EPW file “vent.csv” has no hour"),
    ],
)
def test_a_file_that_cannot_serve_is_one_sentence(tmp_path, text, sentence):
    with pytest.raises(DataError, match=sentence.replace(".", r"\.")):
        read_weather(written(tmp_path, text))


def test_hours_written_twice_count_once_and_a_leap_year_is_whole(tmp_path):
    time = pd.date_range("2024-01-01", periods=8784, freq="h")
    rows = "".join(f"{t:%Y%m%d%H};3.5;{(i * 7) % 360}\n" for i, t in enumerate(time))
    weather = read_weather(written(tmp_path, "date;ff;dd\n" + rows + f"{time[0]:%Y%m%d%H};9;90\n"))
    assert len(weather) == 8784
    assert weather.whole_year
    assert any("twice" in note.sentence for note in weather.notes)


# ---- stability --------------------------------------------------------------------------------------------------------


def test_the_sun_of_the_solstice_over_paris():
    """90° - 48.85° + 23.44° at solar noon, which is about 11:52 UTC at 2.35° E."""
    elevation = stability.solar_elevation(pd.DatetimeIndex(["2025-06-21 11:52", "2025-06-21 00:00"]), 48.85, 2.35)
    assert elevation[0] == pytest.approx(64.6, abs=0.3)
    assert elevation[1] < 0


@pytest.mark.parametrize(
    ("speed", "cloud", "elevation", "expected"),
    [
        # US EPA-454/R-99-005, table 6-7: wind, cloud, sun; A is 0, D is 3, F is 5.
        (0.5, 0.0, 70, 0), (2.5, 0.2, 40, 1), (5.2, 0.0, 20, 3), (3.0, 1.0, 50, 3), (1.0, 0.2, -10, 5), (3.0, 0.8, -10, 4),
        (8.0, 0.0, -10, 3), (2.5, 0.0, -10, 5),
    ],
)  # fmt: skip
def test_classes_of_the_table(speed, cloud, elevation, expected):
    assert stability.pasquill(np.array([speed]), np.array([cloud]), np.array([float(elevation)]))[0] == expected


def test_the_wind_of_an_hour_is_the_measured_one_at_its_height():
    for number in range(6):
        met = stability.hour(3.0, 0.0, number, 0.3, 10.0)
        found = rline.similarity(np.asarray(10.0), met.ustar, met.L, met.z0, met.d)
        assert float(found) == pytest.approx(3.0)
    assert stability.obukhov_length(5, 0.1) == pytest.approx(26 * 0.1**0.17)


# ---- kernel -----------------------------------------------------------------------------------------------------------


def weather_of(hours, seed=0, **facts):
    chance = np.random.default_rng(seed)
    made = {
        "time": pd.date_range("2025-02-01", periods=hours, freq="h"), "speed": chance.weibull(2, hours) * 5,
        "direction": chance.uniform(0, 360, hours), "temperature": np.full(hours, 283.0), "cloud": chance.uniform(0, 1, hours),
        "local_time": False, "read": hours,
    }  # fmt: skip
    return Weather(**(made | facts))


@pytest.fixture(scope="module")
def fortnight():
    weather = weather_of(14 * 24)
    profile = np.linspace(0.2, 2.0, 24)
    kernel, classes = make_kernel(weather, profile, (48.0, 2.0), 0.3, 10.0, Release(), nothing)
    return weather, profile, kernel, classes


def test_the_kernel_is_the_direct_hourly_sum_within_one_percent(fortnight):
    weather, profile, kernel, _classes = fortnight
    elevation = stability.solar_elevation(weather.time, 48.0, 2.0)
    number = stability.pasquill(weather.speed, weather.cloud, elevation)
    mets = [
        stability.hour(max(s, 0.5), d, int(c), 0.3, 10.0)
        for s, d, c in zip(weather.speed, weather.direction, number, strict=True)
    ]
    weights = traffic_weights(weather.time, profile, False)
    receptors = np.array(
        [[10, 0, 1.5], [-15, 200, 1.5], [40, -30, 1.5], [150, 0, 1.5], [-300, 100, 1.5], [20, 520, 1.5]]
    )
    line = np.array([[0, -500, 0.7, 0, 500, 0.7, 2.0, 1.0]])
    direct = np.average(rline.hourly_concentration(receptors, line, mets), axis=0, weights=weights)
    y = np.arange(-500, 500, 1.0) + 0.5
    folded = np.array([kernel.at(np.full(len(y), rx), ry - y).sum() for rx, ry, _rz in receptors])
    assert folded == pytest.approx(direct, rel=0.01)


def test_all_the_hours_are_in_the_classes(fortnight):
    _weather, _profile, _kernel, classes = fortnight
    assert classes.origin.sum() == pytest.approx(1.0)
    assert np.all(classes.origin >= 0)


def test_a_west_wind_goes_east():
    weather = weather_of(48, direction=np.full(48, 270.5), speed=np.full(48, 6.0))
    kernel, _ = make_kernel(weather, FLAT, (48.0, 2.0), 0.3, 10.0, Release(), nothing)
    east, west, north = (kernel.at(np.array(x), np.array(y)) for x, y in ((100.0, 0.0), (-100.0, 0.0), (0.0, 100.0)))
    assert east > 10 * west
    assert east > 10 * north
    assert west > 0


def test_directions_of_ten_degrees_are_spread_and_unknown_ones_go_everywhere():
    weather = weather_of(3, direction=np.array([90.0, 90.0, np.nan]), speed=np.array([3.0, 3.0, 3.0]))
    origin = wind_classes(weather, np.ones(3), np.full(3, 3)).origin.sum(axis=0)
    assert origin.sum() == pytest.approx(1)
    assert origin[85:96].sum() == pytest.approx(2 / 3 + 11 / 360 / 3)
    assert origin[200] == pytest.approx(1 / 360 / 3)


def test_the_profile_follows_the_legal_time_of_france():
    time = pd.DatetimeIndex(
        ["2025-01-15 07:00", "2025-07-15 07:00", "2025-03-30 00:59", "2025-03-30 01:00", "2025-10-26 01:00"]
    )
    assert paris_offset(time).tolist() == [1, 2, 1, 2, 1]
    profile = np.arange(24.0)
    assert traffic_weights(time[:2], profile, False).tolist() == [8 / 11.5, 9 / 11.5]
    assert traffic_weights(time[:1], profile, True).tolist() == [7 / 11.5]


def test_a_kernel_is_saved_and_read_and_another_file_is_refused(fortnight, tmp_path):
    kernel = fortnight[2]
    kernel.save(tmp_path / "noyau.npz")
    again = Kernel.load(tmp_path / "noyau.npz")
    assert np.array_equal(again.table, kernel.table)
    assert again.facts == kernel.facts
    for content in (b"", b"PK\x03\x04xxxx", b"texte"):
        (tmp_path / "faux.npz").write_bytes(content)
        with pytest.raises(DataError, match=r"“faux\.npz” is not a wind kernel"):
            Kernel.load(tmp_path / "faux.npz")
    np.savez(tmp_path / "autre.npz", a=np.ones(3))
    with pytest.raises(DataError, match="not a wind kernel"):
        Kernel.load(tmp_path / "autre.npz")


def test_the_look_up_meets_the_rows_of_the_table(fortnight):
    kernel = fortnight[2]
    rings = ring_distances()
    for row in (20, 60, 90):
        found = kernel.at(np.array(0.0), np.array(rings[row]))
        assert found == pytest.approx(kernel.table[row, 0] / rings[row], rel=1e-6)


def test_cancelling_stops_the_folding():
    def stop(_fraction):
        raise Cancelled

    with pytest.raises(Cancelled):
        make_kernel(weather_of(100), FLAT, (48.0, 2.0), 0.3, 10.0, Release(), stop)
