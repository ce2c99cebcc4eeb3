# SPDX-License-Identifier: GPL-2.0-or-later
"""R-LINE v1.2 against EPA's own outputs, the field, closed forms, and what must hold whatever the weather."""

from __future__ import annotations

import math
import os
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas
import pytest
from atlas_pcaet.analysis.air import rline
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate

DATA = Path(os.environ.get("ATLAS_PCAET_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")) / "air"
DISTANCES = (18, 36, 48, 66, 90, 120, 180)
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the reference cases of EPA are not here")
LINE = np.array([[0, -500, 1, 0, 500, 1, 0, 1.0]])


def hour(**facts):
    neutral = {
        "ustar": 0.4,
        "wstar": 0.0,
        "zi": 800.0,
        "L": 1e5,
        "z0": 0.1,
        "d": 0.5,
        "ws": 4.0,
        "wd": 270.0,
        "zref": 10.0,
    }
    return SimpleNamespace(**(neutral | facts))


@pytest.fixture(scope="module")
def idaho():
    """Days 1 and 2: geometry and release rates of reference/air.md, section 4."""
    met = pandas.read_csv(DATA / "idaho_falls_met.tsv", sep="\t")
    published = pandas.read_csv(DATA / "idaho_falls_rline_v12_output.csv")
    receptors = np.array([[x, 0, 1.5] for x in DISTANCES], dtype=float)
    hours = []
    for row in published.itertuples():
        m = met[(met.day == row.day) & (met.period == row.period)].iloc[0]
        hours.append(
            SimpleNamespace(
                ustar=m.ustar, wstar=m.wstar, zi=max(m.zic, m.zim), L=m.L, z0=m.z0, d=5 * m.z0, ws=m.ws, wd=m.wd, zref=m.zref
            )
        )  # fmt: skip
    return published, rline.hourly_concentration(receptors, LINE, hours)


@needs_data
def test_every_value_of_epa_is_met_within_2_5_percent(idaho):
    published, computed = idaho
    expected = published[[f"C{x}" for x in DISTANCES]].to_numpy(dtype=float)
    ratio = computed / expected
    assert ratio.shape == expected.shape
    assert np.max(np.abs(ratio - 1)) <= 0.025
    assert abs(np.median(ratio) - 1) <= 0.002


@needs_data
def test_the_measured_tracer_is_met_within_a_factor_of_two(idaho):
    published, computed = idaho
    measured = pandas.read_csv(DATA / "idaho_falls_measured_ppb.csv")
    both = published[["day", "period"]].merge(measured, on=["day", "period"], how="left")
    release = both.day.map({1: 0.05, 2: 0.04}).to_numpy()[:, None]
    ppb = computed * (release / 54) / 5.34
    observed = both[[f"C{x}" for x in DISTANCES]].to_numpy(dtype=float)
    known = np.isfinite(observed)
    ratio = ppb[known] / observed[known]
    assert known.sum() > 100
    assert np.mean((ratio >= 0.5) & (ratio <= 2)) >= 0.9
    assert 0.7 <= math.exp(np.mean(np.log(ratio))) <= 1.1


@needs_data
def test_closed_forms_to_one_millionth():
    for case in pandas.read_csv(DATA / "analytic_cases.csv").itertuples():
        share = 1.0
        if isinstance(case.y_limits, str):
            begin, end = (float(v) for v in case.y_limits.strip("()").split(","))
            share = rline.lateral_term(case.sigma_y_m, begin, end)
        found = 1e6 * case.q_g_m_s * rline.vertical_term(case.sigma_z_m, case.U_m_s, case.h_m, case.z_m) * share
        assert found == pytest.approx(case.C_ug_m3, rel=1e-6)


weathers = st.builds(
    lambda ustar, length, ws, wd, wstar: hour(ustar=ustar, L=length, ws=ws, wd=wd, wstar=wstar if length < 0 else 0.0),
    st.floats(0.08, 0.8), st.sampled_from([-5.0, -50.0, -500.0, 1e5, 300.0, 40.0, 8.0]), st.floats(0.8, 10),
    st.floats(0, 360), st.floats(0, 1.5),
)  # fmt: skip
places = st.tuples(st.floats(-300, 300), st.floats(-400, 400)).filter(lambda p: abs(p[0]) > 5)
few = settings(max_examples=25, deadline=None)


@few
@given(weathers, places, st.floats(0.01, 50))
def test_twice_the_emission_is_twice_the_concentration(met, place, factor):
    receptor = [[*place, 1.5]]
    line = LINE.copy()
    once = rline.hourly_concentration(receptor, line, met)
    line[0, 7] = factor
    assert rline.hourly_concentration(receptor, line, met) == pytest.approx(factor * once, rel=1e-12)


@few
@given(weathers, places, st.floats(0, 360))
def test_turning_everything_changes_nothing(met, place, degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def turned(x, y):  # clockwise seen from above, as wind directions go
        return c * x + s * y, -s * x + c * y

    line = LINE.copy()
    line[0, :2], line[0, 3:5] = turned(*LINE[0, :2]), turned(*LINE[0, 3:5])
    rotated = SimpleNamespace(**(vars(met) | {"wd": (met.wd + degrees) % 360}))
    before = rline.hourly_concentration([[*place, 1.5]], LINE, met)
    after = rline.hourly_concentration([[*turned(*place), 1.5]], line, rotated)
    assert after == pytest.approx(before, rel=1e-6, abs=1e-9)


@few
@given(weathers, places, st.floats(0.05, 0.95))
def test_a_line_in_two_pieces_is_the_same_line(met, place, share):
    middle = -500 + 1000 * share
    pieces = np.array([[0, -500, 1, 0, middle, 1, 0, 1.0], [0, middle, 1, 0, 500, 1, 0, 1.0]])
    whole = rline.hourly_concentration([[*place, 1.5]], LINE, met)
    assert rline.hourly_concentration([[*place, 1.5]], pieces, met) == pytest.approx(whole, rel=1e-5, abs=1e-6)


@few
@given(weathers, places)
def test_reversing_a_line_changes_nothing(met, place):
    line = LINE[:, [3, 4, 5, 0, 1, 2, 6, 7]]
    whole = rline.hourly_concentration([[*place, 1.5]], LINE, met)
    assert rline.hourly_concentration([[*place, 1.5]], line, met) == pytest.approx(whole, rel=1e-6, abs=1e-9)


def test_what_is_emitted_goes_through_a_plane_downwind():
    """The vertical term times the wind, over all heights, is the emission: mass is kept."""
    flux, _error = integrate.quad(lambda z: 3.0 * rline.vertical_term(6.0, 3.0, 1.0, z), 0, 200)
    assert flux == pytest.approx(1.0, rel=1e-9)


def test_it_decays_away_from_the_road_downwind_and_is_lower_upwind():
    receptors = [[x, 0, 1.5] for x in (10, 20, 50, 100, 200, 400)]
    downwind = rline.hourly_concentration(receptors, LINE, hour(wd=270))
    upwind = rline.hourly_concentration(receptors, LINE, hour(wd=90))
    assert np.all(np.diff(downwind) < 0)
    assert np.all(upwind < downwind)
    assert np.all(upwind > 0)  # the meander


@pytest.mark.parametrize("wd", [180.0, 180.5, 183.0, 359.0])
def test_wind_along_the_road_agrees_with_a_fine_sum_of_points(wd):
    met = hour(wd=wd, ustar=0.2, L=60.0, ws=2.0)
    receptors = np.array([[8.0, 100.0, 1.5], [30.0, -200.0, 1.5]])
    pieces = 20_000
    y = -500 + (np.arange(pieces) + 0.5) * 1000 / pieces
    toward = np.deg2rad(wd)
    wind = -np.array([math.sin(toward), math.cos(toward)])
    computed = rline.hourly_concentration(receptors, LINE, met)
    for (rx, ry, rz), found in zip(receptors, computed, strict=True):
        dx, dy = np.full(pieces, rx), ry - y
        angle = np.arctan2(dy * wind[0] - dx * wind[1], dx * wind[0] + dy * wind[1])
        summed = rline.point_kernel(np.hypot(dx, dy), angle, 1.0, rz, 0.0, met).sum() * 1000 / pieces
        assert found == pytest.approx(summed, rel=2e-4)


def test_a_sequence_of_hours_gives_a_row_each():
    hours = [hour(wd=wd) for wd in (0, 90, 270)]
    found = rline.hourly_concentration([[20, 0, 1.5], [60, 0, 1.5]], LINE, hours)
    assert found.shape == (3, 2)
    assert found[2] == pytest.approx(rline.hourly_concentration([[20, 0, 1.5], [60, 0, 1.5]], LINE, hours[2]))


def test_a_positive_offset_is_to_the_right_of_the_direction():
    assert rline.offset_line(0, 0, 0, 100, 7) == pytest.approx((7, 0, 7, 100))
    assert rline.offset_line(0, 0, 100, 0, 7) == pytest.approx((0, -7, 100, -7))
    with pytest.raises(ValueError, match="without length"):
        rline.offset_line(1, 1, 1, 1, 3)


def test_an_initial_spread_lowers_what_is_near():
    wide = LINE.copy()
    wide[0, 6] = 3.0
    near = [[10, 0, 1.5]]
    assert rline.hourly_concentration(near, wide, hour()) < rline.hourly_concentration(near, LINE, hour())


@pytest.mark.parametrize(("receptors", "sources"), [([[0, 0]], LINE), ([[0, 0, 1.5]], [[0, 0, 1]])])
def test_a_wrong_shape_is_named(receptors, sources):
    with pytest.raises(ValueError, match=r"\(n, 3\)"):
        rline.hourly_concentration(receptors, sources, hour())
