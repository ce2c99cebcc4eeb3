# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the tables shipped with the plugin are; users copy and change them, algorithms take theirs when given."""

from __future__ import annotations

from pathlib import Path

PARAMETERS = Path(__file__).resolve().parent.parent / "resources" / "parameters"

BAND_WIDTHS = PARAMETERS / "bande_etude.csv"
EXHAUST_FACTORS = PARAMETERS / "facteurs_emission.csv"
EXAMPLE_FLEET = PARAMETERS / "parc_exemple.csv"
STICKERS = PARAMETERS / "critair_euro.csv"
HOURLY_PROFILE = PARAMETERS / "profil_horaire.csv"
LIMIT_VALUES = PARAMETERS / "valeurs_limites.csv"
DEFAULT_FLOWS = PARAMETERS / "trafic_defaut.csv"
ROOF_FAMILIES = PARAMETERS / "familles_toiture.csv"
LOSS_CLASSES = PARAMETERS / "classes_deperdition.csv"
DEGREE_HOURS = PARAMETERS / "degres_heures.csv"
HEATING_ENERGIES = PARAMETERS / "energies_chauffage.csv"
NETWORK_SPEEDS = PARAMETERS / "vitesses_reseau.csv"
CARPOOL_FACTORS = PARAMETERS / "facteurs_covoiturage.csv"
CARPOOL_SHARES = PARAMETERS / "parts_covoiturage.csv"
CYCLE_WIDTHS = PARAMETERS / "largeurs_cyclables.csv"
CYCLING_UPTAKE = PARAMETERS / "potentiel_velo.csv"
STRESS_FURTH = PARAMETERS / "stress_furth.csv"
STRESS_BNA = PARAMETERS / "stress_bna.csv"
STRESS_DEFAULTS = PARAMETERS / "trafic_stress_defaut.csv"
CYCLE_COSTS = PARAMETERS / "couts_cyclables.csv"
CYCLE_ACCESS = PARAMETERS / "acces_bna.csv"
MATERIAL_CLASSES = PARAMETERS / "classes_ewmfa.csv"
FLOW_PLACES = PARAMETERS / "lieux_flux.csv"
OFFICIAL_DATA = PARAMETERS / "donnees_officielles.csv"
FRAMEWORKS = PARAMETERS / "cadres_reference.csv"
CROSSING_WEIGHTS = PARAMETERS / "poids_croisement.csv"
PCAET_SECTORS = PARAMETERS / "secteurs_pcaet.csv"
