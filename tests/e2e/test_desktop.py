# SPDX-License-Identifier: GPL-2.0-or-later
"""The real desktop under Xvfb: an algorithm run from its dialog, a screenshot, and nothing left after unloading."""

from __future__ import annotations

import json
import subprocess

import pytest

ABSENT = {"menus": 0, "toolbars": 0, "provider": False}
PRESENT = {"menus": 1, "toolbars": 1, "provider": True}


@pytest.fixture(scope="module")
def session(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bureau")
    done = subprocess.run(
        [str(root / "tools" / "screenshot"), str(folder)], capture_output=True, text=True, timeout=300, check=False
    )
    assert (folder / "report.json").exists(), done.stderr[-3000:]
    return folder, json.loads((folder / "report.json").read_text())


def steps(report, name):
    return [{k: v for k, v in step.items() if k != "name"} for step in report["steps"] if step["name"] == name]


def test_no_error_was_raised(session):
    assert session[1]["errors"] == []


def test_the_plugin_is_loaded_with_its_menu_and_toolbar(session):
    assert steps(session[1], "loaded") == [PRESENT] * 3


def test_the_menu_is_in_french(session):
    (menu,) = steps(session[1], "menu")
    assert menu["action"]
    assert menu["text"].startswith("Bandes d’étude le long des routes")


def test_an_algorithm_runs_from_its_dialog_and_its_layer_is_styled(session):
    (ran,) = steps(session[1], "ran")
    assert ran["written"]
    assert ran["loaded"] == 1
    assert ran["renderer"] == "categorizedSymbol"
    assert "Surface (ha)" in ran["aliases"]


def test_a_plan_opens_with_its_relations_and_a_file_that_is_not_one_is_refused(session):
    (plan,) = steps(session[1], "plan")
    assert plan["opened"]
    assert plan["refused"]
    assert len(plan["layers"]) == 25  # the tables of records.tables
    assert {"Actions", "Indicateurs", "Lieux (lignes)"} <= set(plan["layers"])
    assert plan["relations"] == 33  # one for each foreign key of DESIGN's tables


def test_unloading_takes_everything_back(session):
    assert steps(session[1], "unloaded") == [ABSENT] * 3


def test_a_screenshot_of_the_window_is_saved(session):
    for name in ("desktop.png", "dialog.png", "plan.png"):
        assert (session[0] / name).stat().st_size > 20_000
