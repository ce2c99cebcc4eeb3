# SPDX-License-Identifier: GPL-2.0-or-later
"""The indicators every new plan defines: what the algorithms of Atlas PCAET compute.

Codes ``cae_…``, ``crte_…``, ``covoit_…`` and ``petr_…``, their labels, units, decimals and formulas are those of Territoires en
Transitions (ADEME, MIT licence; ``import-indicateur-definitions.csv``); the direction is ours.
"""

from __future__ import annotations

from typing import NamedTuple

TET = "Territoires en Transitions"


class Definition(NamedTuple):
    """An indicator; ``source`` is the algorithm that computes it, ``parent`` the code of the one it is a part of."""

    code: str
    name: str
    unit: str
    direction: str
    source: str
    method: str | None = None
    code_tet: str | None = None
    decimals: int | None = None
    formula: str | None = None
    parent: str | None = None


def _length(letter: str, what: str) -> Definition:
    """Kilometres of one kind of cycle facility."""
    return Definition(
        f"cae_44.{letter}", f"Linéaire {what}", "km / 1000 hab.", "up", "pcaet:cyclenetworkstats", TET, f"cae_44.{letter}", 2,
        parent="cae_44.a",
    )  # fmt: skip


def _places(letter: str, what: str) -> Definition:
    """Number of carpool places of one kind."""
    name = f"Nombre de lieux de covoiturage selon la typologie - {what}"
    code = f"covoit_lieu.{letter}"
    return Definition(code, name, "nb", "up", "pcaet:importcarpoolareas", TET, code)


INDICATORS = (
    Definition("apc_air_bandes", "Habitants dans les bandes d'étude des axes routiers (dépistage)", "hab", "down", "pcaet:corridorbands"),
    Definition("apc_trafic_vkm", "Trafic sur les routes comptées", "véh.km/jour", "down", "pcaet:corridorbands"),
    Definition("apc_lieux_sensibles", "Lieux sensibles dans les bandes d'étude", "lieux", "down", "pcaet:corridorbands"),
    Definition("petr_fols_53", "Part de véhicules propres dans la flotte", "%", "up", "pcaet:fleetimpact", code_tet="petr_fols_53"),
    Definition("apc_flotte_nox", "Oxydes d'azote émis par la flotte", "kg/an", "down", "pcaet:fleetimpact"),
    Definition("apc_flotte_litres", "Carburant consommé par la flotte", "l/an", "down", "pcaet:fleetimpact"),
    Definition("apc_flotte_km", "Kilomètres parcourus par la flotte", "km/an", "down", "pcaet:fleetimpact"),
    Definition("apc_air_limite_2030", "Habitants au-dessus de la limite 2030 du NO2", "hab", "down", "pcaet:airexposure"),
    Definition("apc_air_no2", "NO2 moyen pondéré par les habitants", "µg/m³", "down", "pcaet:airexposure"),
    Definition(
        "cae_44.a", "Linéaire d'aménagements cyclables pour 1000 hab", "km / 1000 hab.", "up", "pcaet:cyclenetworkstats", TET,
        "cae_44.a", 2, "+".join(f"opt_val(cae_44.a{letter})" for letter in "abcdefg"),
    ),
    _length("aa", "de pistes cyclables"),
    _length("ab", "de voies vertes"),
    _length("ac", "de bandes cyclables"),
    _length("ad", "de voies bus partagées"),
    _length("ae", "de double sens cyclables"),
    _length("af", "d'aménagements mixtes"),
    _length("ag", "d'aménagements autre"),
    Definition(
        "crte_6.1", "Linéaire d’aménagements cyclables sécurisés", "km", "up", "pcaet:cyclenetworkstats", TET, "crte_6.1", 2,
    ),
    _places("a", "Aire de covoiturage"),
    _places("b", "Auto-stop"),
    _places("c", "Délaissé routier"),
    _places("d", "Parking"),
    _places("e", "Parking relais"),
    _places("f", "Sortie d'autoroute"),
    _places("g", "Supermarché"),
)  # fmt: skip
