# SPDX-License-Identifier: GPL-2.0-or-later
"""The text of an action stands right under its table, where its template asks for it, and its foot stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from atlas_pcaet.cartography.atlas_fitting import FollowingLabel
from atlas_pcaet.cartography.atlas_templates import load_template
from qgis.core import QgsLayoutItemLabel, QgsProject

LAYOUTS = Path(__file__).resolve().parents[2] / "resources" / "layouts"


@pytest.fixture
def page(qgis_new_project):
    layout = load_template(QgsProject.instance(), LAYOUTS / "action_sans_lieu_a4.qpt")
    label = layout.itemById("texte")
    assert isinstance(label, QgsLayoutItemLabel)
    return layout, label


def bottom(item) -> float:
    return item.scenePos().y() + item.rect().height()


def test_it_rises_to_the_foot_of_what_is_shown(page):
    """The chart, of 34 mm from 50 mm down, is then the lowest: the frame of the table is hidden."""
    layout, label = page
    foot = bottom(label)
    for name in ("chiffres", "phrase_graphique"):
        layout.itemById(name).setVisibility(False)
    FollowingLabel(label).place(layout)
    assert label.scenePos().y() == pytest.approx(50 + 34 + FollowingLabel.GAP)
    assert bottom(label) == pytest.approx(foot)


def test_it_never_goes_lower_than_in_the_template(page):
    layout, label = page
    before = label.scenePos().y()
    picture = layout.itemById("graphique")
    picture.attemptSetSceneRect(picture.sceneBoundingRect().adjusted(0, 0, 0, 200))
    FollowingLabel(label).place(layout)
    assert label.scenePos().y() == pytest.approx(before)


def test_what_stands_beside_it_does_not_move_it(page):
    layout, label = page
    before = label.scenePos().y()
    for name in ("chiffres", "phrase_graphique", "graphique"):
        layout.itemById(name).setVisibility(False)
    layout.itemById("graphique").setVisibility(True)
    picture = layout.itemById("graphique")
    picture.attemptSetSceneRect(picture.sceneBoundingRect().translated(500, 0))
    FollowingLabel(label).place(layout)
    assert label.scenePos().y() == pytest.approx(before)
