# SPDX-License-Identifier: GPL-2.0-or-later
"""The lists of values of a plan, with official labels and codes, verbatim (``A discuter`` has no accent at its source).

Sources, by the heading of each list: TET is Territoires en Transitions (ADEME, MIT licence: enumerations of the
back-end and ``plan_action/fiches@v4.13.0.sql``), where ``code_tet`` is what its database or files hold; ADEME is the open
data "Territoires & Climat", where ``code_ademe`` is the code or the label its files hold; the sectors and pollutants are
those of the order of 4 August 2016 on the PCAET. Lists without a source are our own.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """A value of a list: our stable code, its label in French, and its codes elsewhere (None where it has none)."""

    code: str
    label: str
    code_tet: str | None = None
    code_ademe: str | None = None


def _ours(*pairs: tuple[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(code, label) for code, label in pairs)


def _tet(*pairs: tuple[str, str]) -> tuple[Entry, ...]:
    """Values that TET knows by their label."""
    return tuple(Entry(code, label, code_tet=label) for code, label in pairs)


def _ademe(*pairs: tuple[str, str]) -> tuple[Entry, ...]:
    """Values that ADEME knows by their label."""
    return tuple(Entry(code, label, code_ademe=label) for code, label in pairs)


# The eight sectors of the order of 4 August 2016, ADEME's codes 1 to 8.
_SECTORS = (
    Entry("residentiel", "Résidentiel", None, "1"), Entry("tertiaire", "Tertiaire", None, "2"),
    Entry("transport_routier", "Transport routier", None, "3"), Entry("autres_transports", "Autres transports", None, "4"),
    Entry("agriculture", "Agriculture", None, "5"), Entry("dechets", "Déchets", None, "6"),
    Entry("industrie", "Industrie hors branche énergie", None, "7"), Entry("branche_energie", "Branche énergie", None, "8"),
)  # fmt: skip

_OFFICIAL: dict[str, tuple[Entry, ...]] = {
    # TET
    "status": _tet(
        ("a_venir", "À venir"), ("en_cours", "En cours"), ("realise", "Réalisé"), ("en_pause", "En pause"),
        ("abandonne", "Abandonné"), ("bloque", "Bloqué"), ("en_retard", "En retard"), ("a_discuter", "A discuter"),
    ),
    "priority": _tet(("eleve", "Élevé"), ("moyen", "Moyen"), ("bas", "Bas")),
    "participation": (
        Entry("pas_de_participation", "Pas de participation citoyenne", "pas-de-participation"),
        Entry("information", "Information", "information"), Entry("consultation", "Consultation", "consultation"),
        Entry("concertation", "Concertation", "concertation"), Entry("co_construction", "Co-construction", "co-construction"),
    ),
    "target_tet": _tet(
        ("grand_public", "Grand public"), ("associations", "Associations"),
        ("grand_public_associations", "Grand public et associations"), ("public_scolaire", "Public Scolaire"),
        ("autres_collectivites", "Autres collectivités du territoire"), ("acteurs_economiques", "Acteurs économiques"),
        ("acteurs_primaire", "Acteurs économiques du secteur primaire"),
        ("acteurs_secondaire", "Acteurs économiques du secteur secondaire"),
        ("acteurs_tertiaire", "Acteurs économiques du secteur tertiaire"), ("partenaires", "Partenaires"),
        ("collectivite", "Collectivité elle-même"), ("elus", "Elus locaux"), ("agents", "Agents"),
    ),
    # TET, 2023; code_tet is the one of the definitions of indicators of 2026, where it has one.
    "theme": (
        Entry("activites_economiques", "Activités économiques", "activites_economiques"),
        Entry("culture", "Culture, identité collective, sport"),
        Entry("eau", "Eau, milieux aquatiques et assainissement", "eau_assainissement"),
        Entry("dechets", "Économie circulaire et déchets", "eci_dechets"),
        Entry("energie_climat", "Énergie et climat", "energie_et_climat"),
        Entry("mobilite", "Mobilité et transport", "mobilite_et_transport"),
        Entry("nature", "Nature, environnement, air", "nature_environnement_air"),
        Entry("solidarite", "Solidarité et lien social", "solidarite_lien_social"),
        Entry("strategie", "Stratégie, organisation interne, coopération et valorisation", "strategie_orga_interne"),
        Entry("urbanisme", "Urbanisme, logement, aménagement, bâtiments", "urbanisme_et_amenagement"),
    ),
    # TET has 24; these ten are those whose label was read, the rest was not found.
    "effect": _tet(
        ("emissions_ges", "Réduction des émissions de gaz à effet de serre"),
        ("consommations", "Réduction des consommations énergétiques"), ("qualite_air", "Amélioration de la qualité de l'air"),
        ("polluants", "Réduction des polluants atmosphériques"), ("stockage_carbone", "Stockage carbone"),
        ("adaptation", "Adaptation au changement climatique"), ("efficacite", "Efficacité énergétique"),
        ("duree_usage", "Allongement de la durée d'usage"), ("cadre_de_vie", "Amélioration du cadre de vie"),
        ("sobriete", "Sobriété"),
    ),
    # States of the procedure: TET's codes, ADEME's labels; ADEME's “Mise en oeuvre” is an adopted plan too.
    "plan_status": (
        Entry("en_elaboration", "En cours d'élaboration", "en_elaboration", "En cours d'élaboration"),
        Entry("transmis_pour_avis", "Transmis pour avis", "transmis_pour_avis", "Dépôt pour avis"),
        Entry("adopte", "Adopté", "adopte", "Définitif"), Entry("archive", "Archivé", "archive"),
    ),
    "obligation": (
        Entry("obligatoire", "Obligatoire", "obligatoire", "O"), Entry("volontaire", "Volontaire", "volontaire", "V"),
    ),
    "piece": _tet(
        ("diagnostic", "Diagnostic"), ("strategie", "Stratégie territoriale"), ("plan_actions", "Plan d'actions"),
        ("suivi", "Dispositif de suivi et d'évaluation"), ("ees", "EES"), ("deliberation", "Délibération d'adoption"),
        ("reponse_avis", "Mémoire de réponse aux avis"), ("consultation", "Synthèse de la consultation"),
        ("bilan_precedent", "Bilan du PCAET précédent"),
    ),
    # ADEME
    "target_ademe": _ademe(
        ("acteurs_publics", "acteurs publics (collectivités,administrations)"), ("grand_public", "grand public"),
        ("industries", "industries"), ("agriculteurs", "agriculteurs"), ("associations", "associations"),
        ("commercants", "commerçants / artisans"), ("parapublics", "acteurs parapublics (bailleurs sociaux)"),
    ),
    "holder_type": _ademe(
        ("collectivite_porteuse", "Collectivité porteuse"), ("collectivite_infra", "Collectivité infra"),
        ("etablissement_public", "Etablissement public local"), ("etablissement_consulaire", "Etablissement consulaire"),
        ("entreprise", "Entreprise"), ("association", "Association"),
    ),
    "action_type": _ademe(
        ("investissement", "Investissement"), ("accompagnement", "Accompagnement"),
        ("communication", "Communication / Information"), ("sensibilisation", "Sensibilisation"),
        ("animation", "Animation"), ("etude", "Etude"), ("partenariat", "Partenariat"), ("financement", "Financement"),
        ("amenagement", "Aménagement"), ("concertation", "Concertation - mobilisation"), ("diagnostic", "Diagnostic"),
        ("observation", "Observation - suivi - évaluation"), ("formation", "Formation"), ("outil", "Outil"),
        ("service_public", "Service au public"), ("education", "Education à l'environnement"),
        ("gouvernance", "Gouvernance"), ("recherche", "Recherche"), ("guide", "Guide"), ("autres", "Autres"),
    ),
    "sector": _SECTORS,
    "action_sector": (
        *_SECTORS,
        *_ademe(
            ("agriculture_commun", "Agriculture(commun)"), ("communication", "Communication / formation / sensibilisation"),
            ("energie", "Gestion / production / distribution de l'énergie"), ("economie", "Développement économique"),
            ("amenagement", "Aménagement / urbanisme"), ("consommation", "Consommation responsable"),
            ("cooperation", "Coopération / partenariat"), ("biodiversite", "Biodiversité"), ("eau", "Eau"),
            ("tourisme", "Tourisme"), ("foret", "Forêt"), ("espaces_verts", "Espaces verts"), ("sante", "Santé"),
        ),
    ),
    # Order of 4 August 2016, ADEME's codes; code_tet is the indicator of TET for all sectors.
    "pollutant": (
        Entry("pm10", "PM10", "cae_4.b", "1"), Entry("pm25", "PM2,5", "cae_4.c", "2"), Entry("nox", "NOx", "cae_4.a", "3"),
        Entry("so2", "SO2", "cae_4.e", "4"), Entry("cov", "COV", "cae_4.d", "5"), Entry("nh3", "NH3", "cae_4.f", "6"),
    ),
    "renewable": (
        Entry("elec_eolien", "Électricité : éolien terrestre", None, "1"), Entry("elec_pv", "Électricité : photovoltaïque", None, "2"),
        Entry("elec_thermodynamique", "Électricité : solaire thermodynamique", None, "3"),
        Entry("elec_hydraulique", "Électricité : hydraulique", None, "4"),
        Entry("elec_biomasse", "Électricité : biomasse solide", None, "5"), Entry("elec_biogaz", "Électricité : biogaz", None, "6"),
        Entry("elec_geothermie", "Électricité : géothermie", None, "7"),
        Entry("chaleur_biomasse", "Chaleur : biomasse solide", None, "8"), Entry("chaleur_pac", "Chaleur : pompes à chaleur", None, "9"),
        Entry("chaleur_geothermie", "Chaleur : géothermie", None, "10"),
        Entry("chaleur_solaire", "Chaleur : solaire thermique", None, "11"), Entry("chaleur_biogaz", "Chaleur : biogaz", None, "12"),
        Entry("biomethane", "Biométhane", None, "13"), Entry("biocarburants", "Biocarburants", None, "14"),
    ),
    # The three definitions of the action sheets of CAPSO.
    "scope": _ours(
        ("patrimoine", "Patrimoine (exemplarité de la collectivité)"),
        ("competences", "Compétences (politiques menées par la collectivité)"),
        ("territoire", "Territoire (acteurs hors collectivité)"),
    ),
}  # fmt: skip

_OURS: dict[str, tuple[Entry, ...]] = {
    "reason": _ours(
        ("inexistante", "Données inexistantes"), ("non_communiquee", "Non communiquée"),
        ("trop_tot", "Trop tôt pour faire un bilan"), ("sans_objet", "Sans objet"), ("secret", "Secret statistique"),
        ("non_renseigne", "Non renseigné"),
    ),
    "role": _ours(("localise", "Localise"), ("concerne", "Concerne"), ("realise", "Réalise"), ("compte", "Compte")),
    "link_state": _ours(
        ("ok", "En ordre"), ("moved", "Déplacé"), ("changed", "Modifié"), ("lost", "Perdu"), ("ambiguous", "Ambigu"),
    ),
    "budget_state": _ours(
        ("costed", "Chiffré"), ("free", "Sans coût"), ("confidential", "Confidentiel"), ("to_define", "À définir"),
        ("other_budget", "Porté par un autre budget"), ("staff", "Temps de personnel"),
    ),
    "budget_nature": _ours(("investment", "Investissement"), ("operating", "Fonctionnement")),
    "currency": _ours(("EUR", "Euros"), ("GBP", "Livres sterling"), ("FTE", "Équivalents temps plein")),
    "tax": _ours(("HT", "Hors taxes"), ("TTC", "Toutes taxes comprises")),
    "phase": _ours(("planned", "Prévisionnel"), ("spent", "Dépensé")),
    "actor_role": _ours(
        ("contracting_authority", "Maître d'ouvrage"), ("pilot_person", "Personne pilote"),
        ("pilot_service", "Service pilote"), ("pilot_organisation", "Structure pilote"), ("elected", "Élu·e référent·e"),
        ("partner", "Partenaire"), ("funder", "Financeur"), ("target", "Cible"),
    ),
    "actor_kind": _ours(("person", "Personne"), ("service", "Service"), ("organisation", "Organisme"), ("other", "Autre")),
    "link_kind": _ours(
        ("linked", "Liée à"), ("variant", "Déclinaison de"), ("replaces", "Remplace"), ("contributes", "Contribue à"),
    ),
    "tag_domain": _ours(
        ("sector", "Secteur"), ("theme", "Thématique"), ("subtheme", "Sous-thématique"), ("effect", "Effet attendu"),
        ("target", "Cible"), ("action_type", "Type d'action"), ("holder_type", "Type de porteur"), ("tag", "Étiquette libre"),
        ("framework", "Cadre de référence"),
    ),
    "certainty": _ours(
        ("certain", "Certain"), ("repaired", "Réparé"), ("ambiguous", "Ambigu"), ("doubtful", "Douteux"),
        ("refused", "Refusé"), ("absent", "Absent"),
    ),
    "precision": _ours(("day", "Jour"), ("month", "Mois"), ("season", "Saison"), ("year", "Année")),
    "attachment_kind": _ours(("file", "Fichier"), ("link", "Lien"), ("note", "Note")),
    "milestone_kind": _ours(
        ("project", "Projet"), ("adopted", "Adopté"), ("mid_term", "Mi-parcours"), ("final", "Final"), ("other", "Autre"),
    ),
    "direction": _ours(("up", "À la hausse"), ("down", "À la baisse")),
    "indicator_kind": _ours(
        ("realisation", "Réalisation"), ("resultat", "Résultat"), ("impact", "Impact"), ("contexte", "Contexte"),
    ),
    "indicator_nature": _ours(("numeric", "Nombre"), ("ratio", "Rapport"), ("text", "Texte"), ("list", "Liste")),
    "value_kind": _ours(("result", "Résultat"), ("target", "Objectif"), ("reference", "Référence")),
    "territory_kind": _ours(
        ("commune", "Commune"), ("IRIS", "IRIS"), ("EPCI", "EPCI"), ("département", "Département"), ("other", "Autre"),
    ),
    "operation": _ours(("insert", "Ajout"), ("update", "Modification"), ("delete", "Suppression")),
}  # fmt: skip

ENUMERATIONS: dict[str, tuple[Entry, ...]] = _OFFICIAL | _OURS
