# SPDX-License-Identifier: GPL-2.0-or-later
"""Places found again: forms, shares in common, and what is decided from them."""

from __future__ import annotations

import random
import sqlite3
import struct
from contextlib import closing

import numpy as np
import pytest
import shapely
from atlas_pcaet.analysis.place_matching import MOST, candidates, compare, form_digests, overlap
from atlas_pcaet.records.actions import NewAction, create_action
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.links import (
    Place,
    SourceLayer,
    attach,
    geopackage_blob,
    known_links,
    relink,
    set_state,
    wkb_of,
)
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.relinking import Compared, Features, Resolution, normal_key, proposal_id, renamed_key

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
LAYER = SourceLayer("Aires", "aires.gpkg|layername=aires", "abc", "id_lieu")


def shapes(*texts: str) -> np.ndarray:
    return shapely.from_wkt(np.array(texts, dtype=object))


# ---- forms --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("POLYGON ((0 0, 9 0, 9 9, 0 0))", "POLYGON ((9 9, 0 0, 9 0, 9 9))"),  # another first vertex
        ("POLYGON ((0 0, 9 0, 9 9, 0 0))", "POLYGON ((0 0, 9 9, 9 0, 0 0))"),  # another direction
        ("POLYGON ((0 0, 9 0, 9 9, 0 0))", "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0)))"),
        ("LINESTRING (0 0, 5 5, 9 0)", "LINESTRING (9 0, 5 5, 0 0)"),
        ("MULTIPOINT (1 1, 2 2)", "MULTIPOINT (2 2, 1 1)"),
        ("POINT (0.001 5)", "POINT (-0.001 5.004)"),
        ("POINT Z (1 2 3)", "POINT (1 2)"),
    ],
)
def test_the_same_form_has_the_same_digest_however_it_is_written(one, other):
    first, second = form_digests(shapely.force_2d(shapes(one, other)))
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("POINT (1 2)", "POINT (1 2.02)"),
        ("POLYGON ((0 0, 9 0, 9 9, 0 0))", "LINESTRING (0 0, 9 0, 9 9, 0 0)"),
        ("MULTIPOINT (1 1, 2 2)", "MULTIPOINT (1 1, 2 2, 3 3)"),
        ("POLYGON ((0 0, 9 0, 9 9, 0 0))", "POLYGON ((0 0, 9 0, 9 9, 0 0), (5 2, 6 2, 6 3, 5 2))"),
    ],
)
def test_another_form_has_another_digest(one, other):
    first, second = form_digests(shapes(one, other))
    assert first != second


def test_digests_of_a_thousand_random_polygons_survive_a_rewriting_of_their_rings():
    chance = random.Random(4)
    polygons = []
    for _ in range(1000):
        x, y = chance.uniform(1e5, 1.2e6), chance.uniform(6e6, 7.2e6)
        angles = sorted(chance.uniform(0, 6.28) for _ in range(12))
        polygons.append(shapely.Polygon([(x + 50 * np.cos(a), y + 50 * np.sin(a)) for a in angles]))
    turned = []
    for polygon in polygons:
        ring = list(polygon.exterior.coords)[:-1]
        start = chance.randrange(12)
        ring = ring[start:] + ring[:start]
        turned.append(shapely.MultiPolygon([shapely.Polygon(ring[::-1])]))
    assert form_digests(np.array(polygons)) == form_digests(np.array(turned))


def test_within_a_centimetre_is_the_same_even_across_a_rounding():
    one, other = shapes("POLYGON ((0 0, 9.0049 0, 9 9, 0 0))", "MULTIPOLYGON (((0 0, 9.0051 0, 9 9, 0 0)))")
    assert form_digests(np.array([one])) != form_digests(np.array([other]))
    found = compare(np.array([one]), np.array([other]), 10)
    assert (found.same[0], found.moved[0], found.score[0]) == (True, False, 1)


def test_the_same_form_elsewhere_has_moved_and_another_has_not():
    one = shapes(
        "POINT (0 0)", "LINESTRING (0 0, 5 5)", "POLYGON ((0 0, 9 0, 9 9, 0 0))", "POLYGON ((0 0, 9 0, 9 9, 0 0))"
    )
    other = shapes("MULTIPOINT (700 1)", "LINESTRING (8 6, 3 1)", "POLYGON ((1 0, 10 0, 10 9, 1 0))", "POLYGON ((0 0, 8 0, 8 8, 0 0))")  # fmt: skip
    assert compare(one, other, 10).moved.tolist() == [True, True, True, False]


def test_shares_in_common_are_those_of_geometry():
    one = shapes(
        "POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))",
        "LINESTRING (0 0, 100 0)",
        "POINT (0 0)",
        "POLYGON ((0 0, 1 0, 1 1, 0 0))",
    )
    other = shapes(
        "POLYGON ((1 0, 3 0, 3 2, 1 2, 1 0))",
        "LINESTRING (50 1, 150 1)",
        "POINT (3 4)",
        "POLYGON ((5 5, 6 5, 6 6, 5 5))",
    )
    # 2/6; 50 m of each lie along the other, and the buffer's round end adds sqrt(100 - 1) m; 5 m of 10.
    assert overlap(one, other, 10) == pytest.approx([1 / 3, (50 + 99**0.5) / 100, 0.5, 0], abs=2e-3)


def test_candidates_are_those_of_every_pair_compared():
    chance = np.random.default_rng(5)

    def squares(count):
        x, y = chance.uniform(0, 300, (2, count))
        side = chance.uniform(5, 40, count)
        return shapely.box(x, y, x + side, y + side)

    places, features = squares(200), squares(300)
    place, feature, score = candidates(places, features, 10, 0.2)
    found = {(int(p), int(f)): float(s) for p, f, s in zip(place, feature, score, strict=True)}
    common = shapely.area(shapely.intersection(places[:, None], features[None, :]))
    expected = common / (shapely.area(places)[:, None] + shapely.area(features)[None, :] - common)
    best = np.sort(expected, axis=1)[:, ::-1]
    for p in range(200):
        own = sorted((s for (q, _f), s in found.items() if q == p), reverse=True)
        assert own == pytest.approx([s for s in best[p, :MOST] if s >= 0.2])
    for (p, f), s in found.items():
        assert s == pytest.approx(expected[p, f])


def test_nothing_to_search_finds_nothing():
    empty = np.empty(0, dtype=object)
    for places, features in ((empty, shapes("POINT (0 0)")), (shapes("POINT (0 0)"), empty), (empty, empty)):
        assert [len(column) for column in candidates(places, features, 10, 0.5)] == [0, 0, 0]


# ---- keys ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"), [("01001", "1001"), ("2A004", "2a004"), ("59 001", "59001"), ("12.0", "12"), ("0012.00", "12"), ("000", "0")]
)  # fmt: skip
def test_a_key_written_otherwise_is_the_same_key(one, other):
    assert normal_key(one) == normal_key(other)


@pytest.mark.parametrize(("one", "other"), [("1001", "10010"), ("2A004", "2B004"), ("1.5", "15"), ("A0", "A")])
def test_another_key_is_another(one, other):
    assert normal_key(one) != normal_key(other)


def test_the_field_that_holds_the_keys_is_the_key_field():
    keys = ["a", "b", "c", "d"]
    columns = {"name": ["x", "y", "z", None], "code": ["a", "b", "c", "e"], "other": ["a", None, None, None]}
    assert renamed_key(keys, columns, "id") == "code"
    assert renamed_key(keys, columns | {"ID": ["q"]}, "id") == "ID"
    assert renamed_key(keys, columns | {"twin": ["a", "b", "c", "e"]}, "id") is None  # nobody can tell which
    assert renamed_key(keys, {"other": ["a"]}, "id") is None
    assert renamed_key(keys, {}, "id") is None


# ---- decisions ----------------------------------------------------------------------------------------------------------


def resolution(keys, forms, fids, link_key, link_form, link_fid=None) -> Resolution:
    return Resolution(Features(keys, forms, fids), [link_key], [link_form], [link_fid])


def test_a_place_without_key_whose_form_stands_twice_is_told_by_its_id_only_then():
    assert resolution([None] * 2, [b"f", b"f"], [7, 8], None, b"f", 8).verdicts[0].found.feature == 1
    assert resolution([None] * 2, [b"f", b"f"], [7, 8], None, b"f", 3).verdicts[0].state == "ambiguous"
    assert resolution([None] * 2, [b"f", b"g"], [7, 8], None, b"f", 8).verdicts[0].found.feature == 0


def test_a_key_that_stays_while_the_form_went_to_another_is_ambiguous():
    found = resolution(["a", "b"], [b"new", b"old"], [1, 2], "a", b"old")
    found.compared([Compared(False, False, 0.0)])
    verdict = found.verdicts[0]
    assert (verdict.state, [c.feature for c in verdict.candidates], verdict.found) == ("ambiguous", [1, 0], None)


def test_two_candidates_a_tenth_apart_are_told_apart_and_nearer_ones_are_not():
    for second, state in ((0.79, "changed"), (0.81, "ambiguous")):
        found = resolution(["x", "y"], [b"1", b"2"], [1, 2], "gone", b"0")
        found.searched([(0, 0, 0.9), (0, 1, second)], lambda _link: False)
        assert found.verdicts[0].state == state


def test_a_link_without_geometry_is_known_by_its_key_and_else_lost():
    found = resolution(["a"], [b"1"], [1], "a", None)
    found.compared([Compared(False, False, 0.0)])
    assert found.verdicts[0].state == "changed"
    found = resolution(["a"], [b"1"], [1], "z", None)
    found.searched([], lambda _link: False)
    assert found.verdicts[0].state == "lost"


def test_a_proposal_is_another_as_soon_as_anything_in_it_is():
    model = ("link", ("key", b"old"), ("new", b"form"), "layer")
    others = [
        ("l", ("key", b"old"), ("new", b"form"), "layer"),
        ("link", (None, b"old"), ("new", b"form"), "layer"),
        ("link", ("key", b"o"), ("new", b"form"), "layer"),
        ("link", ("key", b"old"), (None, b"form"), "layer"),
        ("link", ("key", b"old"), ("new", b"f"), "layer"),
        ("link", ("key", b"old"), ("new", b"form"), "x"),
    ]
    assert proposal_id(*model) == proposal_id(*model)
    assert len({proposal_id(*each) for each in (model, *others)}) == 7


# ---- the store ----------------------------------------------------------------------------------------------------------


def point(x: float, y: float, key: str) -> Place:
    return Place(struct.pack("<BIIBI2d", 1, 4, 1, 1, 1, x, y), (x, y, x, y), key, 1)


@pytest.fixture
def plan(tmp_path):
    file = tmp_path / "plan.gpkg"
    create_plan(file, "PCAET d'essai", LAMBERT)
    with closing(open_plan(file)) as connection:
        with transaction(connection):
            action = create_action(connection, NewAction("A", number="1"))
            attach(connection, action, "point", LAYER, [point(10, 20, "a")])
        yield connection


def test_the_geometry_of_a_link_is_read_back_as_it_was_captured(plan):
    (link,) = known_links(plan)
    assert (link.wkb, link.layer, link.key_value, link.action) == (point(10, 20, "a").wkb, LAYER, "a", "1 – A")
    for flags, header in ((0b0001, b""), (0b0101, b"\0" * 48), (0b1001, b"\0" * 64)):
        assert wkb_of(b"GP\0" + bytes([flags]) + b"\0\0\0\0" + header + b"WKB") == b"WKB"
    assert wkb_of(geopackage_blob(b"WKB", (0, 0, 1, 1), 2154)) == b"WKB"


def test_a_link_changed_since_it_was_read_is_not_written_over(plan):
    (link,) = known_links(plan)
    plan.execute("UPDATE link_point SET comment = 'revu'")
    for write in (
        lambda: set_state(plan, link, "lost"),
        lambda: relink(plan, link, LAYER, point(1, 1, "b")),
    ):
        with pytest.raises(RecordError, match="“1 – A” was changed by someone else"), transaction(plan):
            write()
    assert plan.execute("SELECT state, key_value FROM link_point").fetchone()[:] == ("ok", "a")


def test_a_relinked_place_moves_in_the_index_and_its_extent_is_stated(plan):
    (link,) = known_links(plan)
    with transaction(plan):
        relink(plan, link, SourceLayer("Neuve", "n.gpkg", "def", "id"), point(500, 600, "b"), "A. B.")
    assert plan.execute("SELECT minx, maxy FROM rtree_link_point_geom").fetchone()[:] == (500, 600)
    assert plan.execute("SELECT max_x FROM gpkg_contents WHERE table_name = 'link_point'").fetchone()[0] == 500
    row = plan.execute(
        "SELECT layer_name, key_field, key_value, state, modified_by, version FROM link_point"
    ).fetchone()
    assert row[:] == ("Neuve", "id", "b", "ok", "A. B.", 2)


def test_an_unknown_state_is_refused_by_the_database(plan):
    (link,) = known_links(plan)
    with pytest.raises((RecordError, sqlite3.IntegrityError)), transaction(plan):
        set_state(plan, link, "perdu")
