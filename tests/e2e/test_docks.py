# SPDX-License-Identifier: GPL-2.0-or-later
"""The docks in the real desktop, in a light and in a dark theme: what ``docks_session.py`` did, and what the file holds."""

from __future__ import annotations

import json
import subprocess

import pytest

SHOTS = ("aucun_plan", "fiche", "refus", "verrou", "conflit", "aucun_resultat", "actions_ici", "couche_retiree")


@pytest.fixture(scope="module", params=["default", "Night Mapping"])
def session(request, root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("panneaux")
    done = subprocess.run(
        [str(root / "tools" / "docks_session"), str(folder), request.param],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert (folder / "report.json").exists(), done.stderr[-3000:]
    report = json.loads((folder / "report.json").read_text())
    assert report["errors"] == []
    return folder, request.param.replace(" ", "_"), {step["name"]: step for step in report["steps"]}


def test_a_plan_is_created_from_the_empty_dock(session):
    steps = session[2]
    assert steps["empty"]["page"]
    assert steps["created"] == {"name": "created", "file": True, "open": True, "page": True}


def test_an_action_and_a_sub_action_are_added(session):
    steps = session[2]
    title = "Des flux de marchandises et une collecte moins émetteurs"
    assert steps["added"]["stored"] == [["44", title, "a_venir"]]
    assert steps["sub"]["rows"] == [
        "PCAET d'essai",
        f"44 – {title}",
        "44.1 – Étudier les flux de marchandises 😀 عنوان",
    ]
    assert steps["sub"]["stored"] == [[1]]


def test_three_selected_features_are_attached_by_their_key(session):
    attached = session[2]["attached"]
    assert attached["key"] == "road_id"
    assert attached["listed"] == 3
    assert attached["stored"] == [[3, 3, 3]]


def test_a_status_is_changed_and_undone(session):
    status = session[2]["status"]
    assert status["changed"] == [["realise"]]
    assert status["pill"] == "Réalisé"
    assert "Réalisé" in status["undo"]
    assert status["undone"] == [["a_venir"]]
    assert status["pill_after"] == "À venir"


def test_attaching_is_undone_and_redone_after_it_was_saved(session):
    places = session[2]["places undone"]
    assert (places["detached"], places["again"], places["listed"]) == ([[0]], [[3]], 3)


def test_the_form_saves_and_a_refusal_is_the_sentence_of_the_rule(session):
    form = session[2]["form"]
    assert form["refused"] == "La fin de l'action est avant son début : corrigez l'une des deux dates."
    assert not form["editable"]
    assert form["stored"] == [["Service déchets", "2022", "2025"]]


def test_a_lock_keeps_the_change_and_the_retry_writes_it(session):
    locked = session[2]["locked"]
    assert "en cours d’écriture ailleurs" in locked["told"]
    assert locked["kept"]
    assert locked["retried"]
    assert locked["stored"] == [["bloque"]]


def test_the_second_editor_is_told_and_neither_text_is_lost(session):
    conflict = session[2]["conflict"]
    assert conflict["told"].startswith("Cette fiche a été modifiée par quelqu'un d'autre")
    assert conflict["first"] == [["Le titre de la première"]]
    assert conflict["typed"] == "Le titre de la seconde personne"
    assert conflict["written"]
    assert conflict["second"] == [["Le titre de la seconde personne"]]
    assert conflict["journal"][0][0] >= 1


def test_actions_are_found_by_words_view_click_and_locator(session):
    found = session[2]["found"]
    assert found["search"][-1].startswith("44.1")
    assert found["nothing"]
    assert found["without"][-1].startswith("44.1")
    assert (found["in_view"], found["elsewhere"]) == (1, 0)
    assert found["is_tool"]
    assert found["here"] == "Ici\xa0: 1 action. Tout montrer."
    assert found["locator"] == ["44.1 – Étudier les flux de marchandises 😀 عنوان"]
    assert found["chosen"] == "44.1"


def test_the_identify_tool_offers_the_actions_of_a_feature(session):
    identified = session[2]["identified"]
    assert identified["offered"]
    assert identified["here"] == "Ici\xa0: 1 action. Tout montrer."
    assert identified["none"] == ""


def test_what_is_due_cards_calendar_values_and_history_in_the_desktop(session):
    found = session[2]["following"]
    assert found["due"][0].startswith("Échue")
    assert found["after"].get("realise", 0) == found["before"].get("realise", 0) + 1
    assert "44" in found["bars"]
    assert found["pasted"] == [[12.5, None], [None, "trop_tot"]]
    assert found["brought"]
    assert found["back"] == [["en_cours"]]  # what it was made with
    assert found["table"] == 2
    assert "1 action" in found["touching"]


def test_an_arrow_key_moves_the_sheet(session):
    assert session[2]["keyboard"]["moved"]
    assert session[2]["keyboard"]["title"].startswith("44 –")


def test_the_record_survives_its_layer_and_the_plan_reopens(session):
    reopened = session[2]["reopened"]
    assert reopened["survived"] == 3
    assert reopened["drawn"]
    assert reopened["closed"]
    assert len(reopened["rows"]) == 3
    assert reopened["places"] == 3
    assert reopened["recent"] == ["plan essayé.gpkg"]
    assert session[2]["project"] == {"name": "project", "adopted": True, "rows": 3}


def test_a_file_that_is_not_a_plan_leaves_the_open_one(session):
    refused = session[2]["refused"]
    assert not refused["opened"]
    assert "faux.gpkg" in refused["told"]
    assert refused["still"]


def test_an_earlier_plan_is_offered_an_update_that_keeps_a_copy(session):
    updated = session[2]["updated"]
    assert not updated["opened"]
    assert "Mettre à jour un plan" in updated["offered"]
    assert updated["updated"]
    assert updated["rows"][-1] == "1.1 – Sous-action d'avant"
    assert updated["copies"] == 1


def test_the_screenshots_are_there(session):
    folder, theme, _steps = session
    for name in SHOTS:
        assert (folder / f"{name}_{theme}.png").stat().st_size > 20_000
