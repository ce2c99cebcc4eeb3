# SPDX-License-Identifier: GPL-2.0-or-later
"""The address of a plan, and what PostgreSQL says in the language of its server."""

from __future__ import annotations

import pytest
from atlas_pcaet.records import database_words
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.plan_address import PlanAddress, file_only
from atlas_pcaet.records.rules import CONFLICT, RULES


@pytest.mark.parametrize(
    ("text", "connection", "schema", "name"),
    [
        ("postgres:Commun/pcaet_2026", "Commun", "pcaet_2026", "pcaet_2026 (Commun)"),
        ("postgres:base de l'Aa/a/b c", "base de l'Aa", "a/b c", "a/b c (base de l'Aa)"),
        ("/plans/pcaet.gpkg", "", "", "pcaet.gpkg"),
        ("C:/plans/pcaet.gpkg", "", "", "pcaet.gpkg"),
        ("plans/pcaet", "", "", "pcaet"),
    ],
)
def test_an_address_is_read_and_written_the_same(text, connection, schema, name):
    address = PlanAddress.of(text)
    assert (address.connection, address.schema, address.name) == (connection, schema, name)
    assert address.in_database is bool(connection)
    assert str(address) == text


@pytest.mark.parametrize("text", ["postgres:", "postgres:Commun", "postgres:/pcaet", "postgres:Commun/"])
def test_an_address_without_connection_or_schema_is_refused_in_a_sentence(text):
    with pytest.raises(RecordError, match="write postgres:connection/schema"):
        PlanAddress.of(text)


def test_what_works_on_files_says_so_of_a_database():
    assert file_only("/plans/pcaet.gpkg") == "/plans/pcaet.gpkg"
    with pytest.raises(RecordError, match="“pcaet \\(Commun\\)” is in a database"):
        file_only("postgres:Commun/pcaet")


# As PostgreSQL 15 writes them (its src/backend/po/fr.po for the French), after what QGIS puts before.
REFERRED = (
    'PostGIS error while deleting features: ERROR:  update or delete on table "action" violates foreign key constraint '
    '"budget_action_uuid_fkey" on table "budget"\nDETAIL:  Key (uuid)=(a) is still referenced from table "budget".\n'
)
REFERRED_FR = (
    "Erreur PostGIS : ERREUR:  UPDATE ou DELETE sur la table « action » viole la contrainte de clé étrangère\n"
    "« budget_action_uuid_fkey » de la table « budget »\nDÉTAIL : La clé (uuid)=(a) est toujours référencée.\n"
)
FORBIDDEN = (
    "ERROR: 1 feature(s) not deleted.\nProvider errors:\n PostGIS error: ERROR:  permission denied for table plan\n"
)
FORBIDDEN_FR = "ERREUR : 1 entité.\n Erreur PostGIS : ERREUR:  droit refusé pour la table plan\n"


@pytest.mark.parametrize("rule", [*RULES], ids=lambda rule: f"{rule.table}.{rule.name}")
def test_the_sentence_of_a_rule_comes_out_alone(rule):
    text = (
        f"ERREUR : 1 modification non appliquée.\n  Erreur PostGIS : ERREUR:  {rule.sentence}\n"
        f"CONTEXTE : fonction PL/pgSQL pcaet.{rule.table}_{rule.name}(), ligne 1 à RAISE\n"
    )
    assert database_words.reason(text) == rule.sentence


def test_a_conflict_is_known_by_its_sentence_in_a_server_of_any_language():
    assert database_words.own_sentences(f"エラー:  {CONFLICT}\nCONTEXT:  PL/pgSQL関数") == [CONFLICT]


@pytest.mark.parametrize(
    ("text", "referred", "forbidden", "gone", "reason"),
    [
        (REFERRED, True, False, False, 'update or delete on table "action" violates foreign key constraint "budget_action_uuid_fkey" on table "budget"'),
        (REFERRED_FR, True, False, False, "UPDATE ou DELETE sur la table « action » viole la contrainte de clé étrangère « budget_action_uuid_fkey » de la table « budget »"),
        (FORBIDDEN, False, True, False, "permission denied for table plan"),
        (FORBIDDEN_FR, False, True, False, "droit refusé pour la table plan"),
        ("FATAL:  terminating connection due to administrator command\n", False, False, True, "terminating connection due to administrator command"),
        ("ERROR:  division by zero\nCONTEXT:  SQL statement", False, False, False, "division by zero"),
    ],
)  # fmt: skip
def test_what_postgresql_says_is_told_apart_and_kept_to_one_line(text, referred, forbidden, gone, reason):
    assert database_words.is_referred(text) is referred
    assert database_words.is_forbidden(text) is forbidden
    assert database_words.is_gone(text) is gone
    assert database_words.reason(text) == reason


@pytest.mark.parametrize("name", ["territory_member_once", "action_uuid_key", "indicator_code_key"])
def test_a_row_that_is_there_already_is_known_by_the_name_of_its_constraint(name):
    assert database_words.is_twice(f'ERROR:  duplicate key value violates unique constraint "{name}"')
    assert not database_words.is_twice(REFERRED)
