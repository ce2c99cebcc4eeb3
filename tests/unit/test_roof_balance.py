# SPDX-License-Identifier: GPL-2.0-or-later
"""Physics oracles, the anchored line on roofs of known U, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from atlas_pcaet.analysis.errors import DataError
from atlas_pcaet.analysis.thermal import anchored_flux
from atlas_pcaet.analysis.thermal import roof_balance as balance

DATA = (
    Path(os.environ.get("ATLAS_PCAET_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "data")) / "thermo"
)
NIGHT = balance.Night(0.0, -2.0, 0.0, 1.0)


@pytest.mark.parametrize(("kelvin", "watts"), [(273.15, 315.6578), (293.15, 418.7659), (300.0, 459.3003)])
def test_black_body(kelvin, watts):
    assert float(balance.black_body(kelvin - 273.15)) == pytest.approx(watts, abs=5e-5)


@pytest.mark.parametrize(
    ("air", "dew", "cloud", "watts", "sky"),
    [
        (0, -2, 0, 246.621, -16.3367),
        (0, -2, 10, 283.614, -7.2049),
        (20, 10, 0, 341.032, 5.3394),
    ],
)
def test_the_sky_is_that_of_ladybug(air, dew, cloud, watts, sky):
    """ladybug-core 0.44.62, calc_horizontal_infrared(cloud, air, dew point), whose σ is 5.6697e-8: numbers of the reference."""
    found = float(balance.sky_temperature(air, dew, cloud))
    assert found == pytest.approx(sky, abs=1e-3)
    assert float(balance.black_body(found)) * 5.6697e-8 / balance.SIGMA == pytest.approx(watts, abs=1e-3)


def test_outer_resistance_is_that_of_iso_6946():
    """v = 4 m/s, emissivity 0.9, mean temperature 0 and 10 °C: 0.0414 and 0.0406 m²K/W."""
    for mean, expected in ((0.0, 0.0414), (10.0, 0.0406)):
        radiation = 4 * 0.9 * balance.SIGMA * (mean + 273.15) ** 3
        assert 1 / (balance.Night(mean, mean, wind=4.0).convection + radiation) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(("emissivity", "expected"), [(0.90, -3.825), (0.95, -4.442), (0.84, -2.996), (0.28, 18.96)])
def test_emissivity_correction(emissivity, expected):
    """A camera reads –5 °C under a sky at –16.34 °C; zinc gives nonsense, which is why it is excluded."""
    night = balance.Night(0.0, -2.0)
    assert float(balance.kinetic(-5.0, emissivity, night)) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(("u", "surface", "loss"), [(0.2, -4.755, 4.79), (0.5, -4.168, 11.82), (1.0, -3.223, 23.15), (2.0, -1.455, 44.47), (2.5, -0.625, 54.51)])  # fmt: skip
def test_roofs_of_the_reference_table(u, surface, loss):
    found, flux = balance.surface_of(np.array([u]), np.array([0.9]), NIGHT)
    assert found[0] == pytest.approx(surface, abs=2e-3)
    assert flux[0] == pytest.approx(loss, abs=2e-2)
    assert balance.transmittance(found, flux, 19.0)[0] == pytest.approx(u)


@pytest.mark.skipif(not DATA.is_dir(), reason="the table of cases is not here")
def test_every_case_of_the_table():
    for row in pd.read_csv(DATA / "reference_bilan_toiture.csv").to_dict("records"):
        night = balance.Night(row["Ta_C"], row["Td_C"], row["nebulosite_dixiemes"], row["vent_m_s"], row["Ti_C"])
        assert night.sky == pytest.approx(row["Tciel_C"], abs=6e-3)
        found, flux = balance.surface_of(np.array([row["U_vrai_W_m2K"]]), np.array([row["emissivite"]]), night)
        assert found[0] == pytest.approx(row["Ts_C"], abs=2e-3)
        assert flux[0] == pytest.approx(row["q_W_m2"], abs=2e-2)


def scene(count, noise=0.2, seed=1):
    chance = np.random.default_rng(seed)
    u = chance.uniform(0.15, 2.5, count)
    surface, _loss = balance.surface_of(u, np.full(count, 0.9), NIGHT)
    return u, surface + chance.normal(0, noise, count)


def test_a_camera_that_is_wrong_by_three_degrees_changes_little():
    """The absolute balance would be wrong by more than 1 W/m²/K; anchors take the shift."""
    u, surface = scene(200)
    known = np.arange(200) < 60
    line = anchored_flux.anchor(surface[known] + 3, u[known], np.full(60, 0.9), NIGHT)
    assert line.fitted
    assert line.explained > 0.9
    found = anchored_flux.roof_flux(surface + 3, np.full(200, 0.05), line, NIGHT)
    assert np.median(np.abs(found.u - u)[~known]) < 0.25
    inside = (u >= found.u_low) & (u <= found.u_high)
    assert 0.7 <= inside[~known].mean() <= 1.0


def test_where_exposure_differs_the_interval_of_a_good_roof_does_not_tell_0_2_from_0_5():
    """Shelter and sky view move roofs by some 0.6 K (reference, §0.2)."""
    u, surface = scene(300, noise=0.6)
    line = anchored_flux.anchor(surface, u, np.full(300, 0.9), NIGHT)
    found = anchored_flux.roof_flux(surface, np.full(300, 0.05), line, NIGHT)
    good = u < 0.25
    assert np.median(found.u_high[good]) > 0.5


def test_few_anchors_take_the_exchange_of_the_wind():
    u, surface = scene(10)
    line = anchored_flux.anchor(surface, u, np.full(10, 0.9), NIGHT)
    assert not line.fitted
    assert line.exchange == pytest.approx(8 + 4 * 0.9 * balance.SIGMA * (np.median(surface) + 273.15) ** 3)


def test_what_would_mislead_is_refused():
    u, surface = scene(60)
    with pytest.raises(DataError, match="Only 3 roofs have a known U"):
        anchored_flux.anchor(surface[:3], u[:3], np.full(3, 0.9), NIGHT)
    with pytest.raises(DataError, match="does not follow U"):
        anchored_flux.anchor(np.random.default_rng(2).normal(-3, 1, 60), u, np.full(60, 0.9), NIGHT)
    with pytest.raises(DataError, match=r"With a wind of 3\.5 m/s"):
        anchored_flux.refuse_wind(3.5)
    anchored_flux.refuse_wind(2.5)


@pytest.mark.parametrize(("u", "kwh"), [(2.5, 151.5), (0.5, 30.3), (0.2, 12.1)])
def test_a_square_metre_in_h1a(root, u, kwh):
    """Degree hours of the zone H1a below 400 m: 60 585 K.h, without free gains (reference, by hand)."""
    table = pd.read_csv(root / "resources" / "parameters" / "degres_heures.csv")
    hours = float(table[(table["zone"] == "H1A") & (table["altitude"] == "inférieur à 400m")]["dh19_kh"].iloc[0])
    assert hours == pytest.approx(60_585, abs=1)
    assert anchored_flux.yearly_loss(np.array([u]), np.array([1.0]), hours, 1.0, 0.0)[0] == pytest.approx(kwh, abs=0.05)
