# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan in PostGIS by the real qgis_process and the real desktop, with two editors: ``postgis_session.py`` tells what it did."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from throwaway_postgres import PORT, throwaway_postgres

SECRET = "mot-de-passe-d-essai"  # pragma: allowlist secret
PEOPLE = ("agente", "agent", "lectrice")
INI = """[PythonPlugins]
atlas_pcaet=true
processing=true
[locale]
overrideFlag=true
userLocale={language}
[qgis]
checkVersion=false
showTips=false
askToSaveProjectChanges=false
[PostgreSQL]
connections\\En%20clair\\host={host}
connections\\En%20clair\\port={port}
connections\\En%20clair\\database=postgres
connections\\En%20clair\\username=agente
connections\\En%20clair\\password={secret}
connections\\En%20clair\\saveUsername=true
connections\\En%20clair\\savePassword=true
connections\\En%20clair\\sslmode=SslDisable
"""


@pytest.fixture(scope="module")
def server():
    """A server that asks for passwords, where ``agente`` may make schemas and groups."""
    with throwaway_postgres(SECRET) as made:
        made.people(PEOPLE, "agente")
        yield made.folder


def profile(folder: Path, server: Path, language: str) -> Path:
    """A profile of QGIS with a connection that keeps its password in clear, as some do."""
    settings = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(INI.format(language=language, host=server, port=PORT, secret=SECRET))
    return folder


@pytest.fixture(scope="module")
def session(root, server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("commun")
    environment = os.environ | {
        "QGIS_CUSTOM_CONFIG_PATH": str(profile(tmp_path_factory.mktemp("profil"), server, "fr")),
        "ATLAS_PCAET_SESSION": str(folder), "ATLAS_PCAET_SERVER": str(server), "ATLAS_PCAET_PORT": PORT,
        "ATLAS_PCAET_SECRET": SECRET,
    }  # fmt: skip
    script = root / "tests" / "e2e" / "postgis_session.py"
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", str(root / "tools" / "qgis"), "--lang", "fr", "--code", str(script)],
        capture_output=True, text=True, timeout=300, check=False, env=environment,
    )  # fmt: skip
    assert (folder / "report.json").exists(), done.stderr[-3000:]
    report = json.loads((folder / "report.json").read_text())
    assert report["errors"] == []
    return folder, {step["name"]: step for step in report["steps"]}


def test_qgis_process_makes_a_plan_in_a_database_and_never_shows_the_password(
    qgis_process, server, tmp_path, monkeypatch
):
    environment = {"QGIS_CUSTOM_CONFIG_PATH": str(profile(tmp_path / "profil", server, "en_US"))}
    by_profile = ["env", *(f"{key}={value}" for key, value in environment.items())]
    inputs = {"CONNECTION": "En clair", "SCHEMA": "par_qgis_process", "NAME": "PCAET", "ROLES": True}
    done = qgis_process("pcaet:createplan", inputs, prefix=by_profile)
    assert done.results["PLAN"] == "postgres:En clair/par_qgis_process"
    assert len(done.results["UUID"]) == 36
    assert SECRET not in done.stdout + done.stderr
    again = qgis_process("pcaet:createplan", inputs, prefix=by_profile)
    assert again.code != 0
    assert "exists already in the database" in again.stderr
    assert SECRET not in again.stdout + again.stderr
    given = {"PLAN": done.results["PLAN"], "TITLE": "A", "NUMBER": "1"}
    action = qgis_process("pcaet:createaction", given, prefix=by_profile)
    assert action.code == 0, action.stderr
    written = qgis_process(
        "pcaet:exportactions",
        {"PLAN": done.results["PLAN"], "FORMAT": "xlsx", "OUTPUT": str(tmp_path / "actions.xlsx")}, prefix=by_profile,
    )  # fmt: skip
    assert written.results["WRITTEN"] == 1
    assert SECRET not in action.stdout + action.stderr + written.stdout + written.stderr


def test_a_plan_is_made_in_the_database_by_the_dialog_and_opens(session):
    created = session[1]["created"]
    assert created["path"] == "postgres:Commun, agente/pcaet_commun"
    assert created["empty"]
    assert not created["secret"]


def test_actions_places_and_status_are_written_and_undone(session):
    edited = session[1]["edited"]
    assert edited["rows"] == [
        "PCAET commun",
        "44 – Des flux de marchandises moins émetteurs",
        "45 – Rénover les écoles",
    ]
    assert edited["changed"] == [["realise"]]
    assert edited["undone"] == [["a_venir"]]
    assert (edited["places"], edited["listed"]) == ([[3, 3]], 3)


def test_view_history_and_indicators_are_read_from_the_database(session):
    read = session[1]["read"]
    assert read["in_view"] == 1
    assert read["history"] >= 6  # added, three places, a status and its undoing
    assert [[read["indicators"]]] == read["stored"]


def test_a_refusal_is_the_sentence_of_the_rule_alone(session):
    assert (
        session[1]["conflict"]["refused"] == "La fin de l'action est avant son début : corrigez l'une des deux dates."
    )


def test_the_second_editor_sees_both_versions_and_chooses(session):
    conflict = session[1]["conflict"]
    lines = conflict["told"].split("\n")
    assert lines[0].startswith("Cette fiche a été modifiée par quelqu'un d'autre")
    assert "C. D." in lines[1]
    assert "Le titre de la première" in lines[2]
    assert "Le titre de la seconde personne" in lines[2]
    fields = {label: (theirs, mine) for label, theirs, mine in conflict["side_by_side"]}
    assert fields["Titre"] == ("Le titre de la première", "Le titre de la seconde personne")
    assert fields["Pilote"][0] == "Voirie"
    assert fields["Statut"][0] == "Bloqué"
    assert fields["Fin"] == ("(vide)", "2025")
    assert next(iter(fields)) == "Titre"  # what both changed comes first
    assert conflict["bar"] == []
    assert len(conflict["buttons"]) == 2
    assert conflict["first"] == [["Le titre de la première", "Voirie", "bloque"]]
    assert conflict["hidden"]
    # Her title over the other's; what only the other changed stays.
    assert conflict["second"] == [["Le titre de la seconde personne", "Voirie", "bloque"]]


def test_the_second_editor_takes_theirs(session):
    theirs = session[1]["theirs"]
    assert theirs["stored"][0][1] == "Service B"
    assert theirs["shown"] == "Service B"
    assert not theirs["editable"]


def test_what_another_adds_is_seen_when_one_comes_back_to_qgis(session):
    assert "46 – Par la seconde" in session[1]["seen"]["rows"]


def test_an_algorithm_in_a_thread_of_qgis_reads_and_writes_the_plan_of_the_database(session):
    ran = session[1]["algorithm"]
    assert ran["done"] == [True, True]
    assert ran["stored"] == [["56", "Depuis la boîte à outils"]]
    assert "56 – Depuis la boîte à outils" in ran["rows"]


def test_a_cut_connection_loses_nothing(session):
    cut = session[1]["cut"]
    assert cut["killed"][0][0] >= 1
    assert cut["stored"] == [["en_pause"]]
    assert len(cut["rows"]) == 4


def test_a_saved_project_holds_no_password_and_adopts_the_plan(session):
    project = session[1]["project"]
    assert project["closed"]
    assert not project["secret"]
    assert project["adopted"] == "postgres:Commun, agente/pcaet_commun"
    assert len(project["rows"]) == 4


def test_a_reader_opens_it_from_the_list_and_the_docks_say_that_it_is_read_only(session):
    reader = session[1]["reader"]
    assert reader["listed"] == ["PCAET commun (pcaet_commun)"]
    assert reader["path"] == "postgres:Commun, lectrice/pcaet_commun"
    assert reader["told"]
    assert reader["refused"] == reader["told"]
    assert reader["stored"] == [["a_venir"]]
    assert reader["recent"][:2] == ["postgres:Commun, lectrice/pcaet_commun", "postgres:Commun, agente/pcaet_commun"]


def test_the_screenshots_are_there(session):
    for name in ("creer", "fiche", "conflit", "deux_versions", "base", "lecture_seule"):
        assert (session[0] / f"{name}.png").stat().st_size > 5_000
