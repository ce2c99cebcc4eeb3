# SPDX-License-Identifier: GPL-2.0-or-later
"""A server, a connection of QGIS for each person, the plan they share and the docks' view of it; anew for each file."""

from __future__ import annotations

import pytest
from atlas_pcaet.records.plan_address import PlanAddress
from atlas_pcaet.ui.context import PlanContext
from common_plan import PEOPLE, PLACE, SECRET, by, created, told
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsDataSourceUri,
    QgsProject,
    QgsProviderRegistry,
    QgsSettings,
)
from throwaway_postgres import PORT, throwaway_postgres


@pytest.fixture(scope="module")
def server():
    """A server that asks for passwords, where ``createur`` may make schemas and groups."""
    with throwaway_postgres(SECRET) as made:
        made.people(PEOPLE, "createur")
        yield made.folder


@pytest.fixture(scope="module", autouse=True)
def logged(qgis_app):
    """All that QGIS's log says meanwhile: never a password."""
    lines: list[str] = []

    def keep(message: str, tag: str, _level) -> None:
        lines.append(f"{tag}: {message}")

    QgsApplication.messageLog().messageReceived.connect(keep)
    yield lines
    QgsApplication.messageLog().messageReceived.disconnect(keep)
    assert not [line for line in lines if SECRET in line]


@pytest.fixture(scope="module")
def connections(server, qgis_app):
    """A connection of QGIS for each person, by the authentication manager; one more that keeps its password in clear."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("atlas-pcaet-essai", True)
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    made, kept = {}, []

    def save(name: str, **account: str) -> None:
        uri = QgsDataSourceUri()
        uri.setConnection(
            str(account.pop("host", server)), PORT, account.pop("database", "postgres"), account.get("user", ""),
            account.get("password", ""), QgsDataSourceUri.SslMode.SslDisable, account.get("authcfg", ""),
        )  # fmt: skip
        metadata.saveConnection(metadata.createConnection(uri.uri(False), {}), name)
        made[name] = uri

    for person in PEOPLE:
        account = QgsAuthMethodConfig("Basic")
        account.setName(f"pcaet-{person}")
        account.setConfigMap({"username": person, "password": SECRET})
        _done, account = manager.storeAuthenticationConfig(account)
        kept.append(account.id())
        save(f"par {person}", authcfg=account.id())
    save("en clair", user="agente")
    settings = QgsSettings()
    for key, value in (
        ("username", "agente"),
        ("password", SECRET),
        ("saveUsername", "true"),
        ("savePassword", "true"),
    ):
        settings.setValue(f"PostgreSQL/connections/en clair/{key}", value)
    save("mauvais mot de passe", user="agente", password="autre-" + SECRET)  # pragma: allowlist secret
    save("serveur absent", host="/tmp/nulle-part", user="agente", password=SECRET)
    yield made
    for name in made:
        metadata.deleteConnection(name)
    for identifier in kept:
        manager.removeAuthenticationConfig(identifier)


@pytest.fixture(scope="module")
def address(provider, server, connections):
    """A plan that ``createur`` made with its groups; two editors, a reader and an owner."""
    results = created()
    for group, person in (
        ("_saisie", "agente"),
        ("_saisie", "agent"),
        ("_lecture", "lectrice"),
        ("_responsable", "chef"),
    ):
        quoted = '"' + (PLACE + group).replace('"', '""') + '"'
        told(server, f"GRANT {quoted} TO {person}")
    for number in range(1, 6):
        told(server, f"INSERT INTO §.action(plan_uuid, number, title, status) SELECT uuid, '{number}', 'Action {number}', 'en_cours' FROM §.plan")  # fmt: skip
    return PlanAddress.of(results["PLAN"])


@pytest.fixture
def opened(address, qgis_new_project):
    """Docks' contexts, closed afterwards; the second has a project of its own, as another QGIS."""
    made = []

    def open_as(person: str) -> PlanContext:
        context = PlanContext()
        context.open(by(address, person))
        context.sentences = []
        context.told.connect(lambda result: context.sentences.append(result))
        made.append(context)
        return context

    yield open_as
    for context in made:
        for layer in context.session.pending() if context.session else ():
            layer.rollBack()
        context.close()
    QgsProject.instance().clear()
