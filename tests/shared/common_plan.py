# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of several people in PostGIS: who they are, how the plan is made, and what stands in it for someone without QGIS."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from atlas_pcaet.records.plan_address import PlanAddress
from qgis.core import QgsApplication, QgsProcessingException, QgsProject
from throwaway_postgres import PORT

SECRET = "mot-de-passe-d-essai"  # pragma: allowlist secret
PEOPLE = ("createur", "agente", "agent", "lectrice", "passant", "chef")
PLACE = 'pcaet "2026" d\'essai'


def told(folder: Path, sql: str, user: str = "postgres", database: str = "postgres") -> list[tuple]:
    """Rows of ``sql`` by a session of its own, without QGIS; '§' stands for the plan's schema."""
    psycopg2 = pytest.importorskip("psycopg2", reason="psycopg2 is not there: it comes with Debian's QGIS")
    quoted = '"' + PLACE.replace('"', '""') + '"'
    connection = psycopg2.connect(host=str(folder), port=PORT, dbname=database, user=user, password=SECRET)
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(sql.replace("§", quoted))
        return cursor.fetchall() if cursor.description else []


def created(**changed) -> dict:
    """``pcaet:createplan`` by ``createur``; raises what it refuses."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    given = {"NAME": "PCAET commun", "CONNECTION": "par createur", "SCHEMA": PLACE, "ROLES": True} | changed
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:createplan")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    fine, message = algorithm.checkParameterValues(given, context)
    if not fine:
        raise QgsProcessingException(message)
    results, done = algorithm.run(given, context, feedback, catchExceptions=False)
    assert done
    assert SECRET not in feedback.htmlLog()
    assert SECRET not in str(results)
    return results


def by(address: PlanAddress, person: str) -> str:
    return str(PlanAddress(connection=f"par {person}", schema=address.schema))


def action(context, number):
    return next(node for node in context.index.actions.values() if node.number == number)
