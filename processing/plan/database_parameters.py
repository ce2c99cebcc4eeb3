# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of a plan that is made in a new schema of a database, instead of a file."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterProviderConnection,
    QgsProcessingParameterString,
)

from ...cartography.plan_database import PROVIDER
from ...i18n import tr
from ...records.plan_address import PlanAddress
from ..base import PcaetAlgorithm

CONNECTION, SCHEMA, ROLES = "CONNECTION", "SCHEMA", "ROLES"


def declare_database(algorithm: PcaetAlgorithm) -> None:
    """Declare the connection, the schema and the groups of users, all optional."""
    connection = QgsProcessingParameterProviderConnection(
        CONNECTION, tr("Database (instead of a file)"), PROVIDER, None, True
    )
    algorithm.declare(connection, tr("A PostgreSQL connection of QGIS, whose account may make a schema."))
    schema = QgsProcessingParameterString(SCHEMA, tr("Schema"), None, False, True)
    algorithm.declare(
        schema, tr("The name of the new schema, for example pcaet_2026: lower case, without accents or spaces.")
    )
    roles = QgsProcessingParameterBoolean(ROLES, tr("Make the groups of users"), False, True)
    algorithm.declare(
        roles,
        tr("Three groups named after the schema, with the least rights: …_lecture reads, …_saisie changes actions, places and values, …_responsable does the rest; the administrator then makes people members of one."),
    )  # fmt: skip


def database_address(algorithm: PcaetAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> PlanAddress:  # fmt: skip
    """The schema asked for; ``in_database`` is False when no connection was given."""
    return PlanAddress(
        connection=algorithm.parameterAsConnectionName(parameters, CONNECTION, context).strip(),
        schema=algorithm.parameterAsString(parameters, SCHEMA, context).strip(),
    )


def schema_problem(address: PlanAddress) -> str:
    """Why no schema can be made at ``address``, in a sentence; empty when it can, or when none is asked for."""
    lacks = address.in_database and not address.schema
    return tr("Give the name of the new schema, for example pcaet_2026.") if lacks else ""


def say_known_groups(known: list[str], feedback: QgsProcessingFeedback) -> None:
    """Warn of the groups that were there already, for their members come with them."""
    if known:
        feedback.pushWarning(
            tr("These groups existed already, and their members have the same rights on this plan: {}.").format(
                ", ".join(known)
            )
        )
