# SPDX-License-Identifier: GPL-2.0-or-later
"""The fictional territory: reproducible, inside its communes, and marked as fictional."""

import numpy as np
import pytest
from atlas_pcaet.analysis.territory import demo


@pytest.fixture(scope="module")
def territory():
    random = np.random.default_rng(3)
    return demo.demo_territory(demo.fictional_communes(random), random)


def test_the_same_seed_gives_the_same_territory(territory):
    random = np.random.default_rng(3)
    again = demo.demo_territory(demo.fictional_communes(random), random)
    for name in ("communes", "roads", "buildings", "population", "sensitive"):
        first, second = getattr(territory, name), getattr(again, name)
        assert first.drop(columns="geometry").equals(second.drop(columns="geometry"))
        assert first.geometry.geom_equals_exact(second.geometry, 0).all()


def test_communes_do_not_overlap_and_are_whole(territory):
    shapes = territory.communes.geometry
    assert len(shapes) == 12
    assert shapes.is_valid.all()
    assert shapes.area.sum() == pytest.approx(
        shapes.union_all().area if hasattr(shapes, "union_all") else shapes.unary_union.area
    )


def test_the_cells_hold_exactly_the_population_of_the_communes(territory):
    assert territory.population["inhabitants"].sum() == territory.communes["population"].sum()
    assert np.allclose(territory.population.geometry.area, 200 * 200)


def test_some_counts_are_missing_in_the_ways_of_real_files(territory):
    counts = territory.roads["aadt"]
    assert counts.isna().any()
    assert {"0", "n.c."} <= set(counts)
    assert 0.05 < (counts.isna() | counts.isin(["0", "n.c."])).mean() < 0.2


def test_buildings_stand_in_their_commune(territory):
    communes = territory.communes.set_index("code").geometry
    home = communes.loc[territory.buildings["commune"]].reset_index(drop=True)
    assert home.buffer(1).contains(territory.buildings.geometry.centroid).all()


def test_everything_invented_says_so(territory):
    assert territory.roads["name"].str.contains("fictif").all()
    assert territory.sensitive["name"].str.contains("fictif").all()
    assert territory.buildings["building_id"].str.contains("FICTIF").all()
    assert territory.communes["name"].str.contains("fictive").all()
