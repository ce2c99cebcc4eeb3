# SPDX-License-Identifier: GPL-2.0-or-later
"""What the shipped models take, do and give; ``models.py`` writes them.

In a step, ``"@NAME"`` is an input of the model, a pair (step, output) the result of a step, anything else a value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

Input = tuple[QgsProcessingParameterDefinition, str]
LINE, POLYGON, POINT, ANY = (
    QgsProcessing.SourceType.VectorLine,
    QgsProcessing.SourceType.VectorPolygon,
    QgsProcessing.SourceType.VectorPoint,
    QgsProcessing.SourceType.Vector,
)
FIELD = QgsProcessingParameterField.DataType.Any
INTEGER, REAL = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double


@dataclass(frozen=True)
class Step:
    """An algorithm of ours, its inputs, and which of its results the model gives: name → (result, label, help)."""

    id: str
    algorithm: str
    label: str
    inputs: dict[str, Any]
    outputs: dict[str, tuple[str, str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Chain:
    """A model."""

    name: str
    told: str
    inputs: list[Input]
    steps: list[Step]


def layer(name: str, label: str, told: str, *kinds: QgsProcessing.SourceType, optional: bool = False) -> Input:
    return QgsProcessingParameterFeatureSource(name, label, list(kinds), None, optional), told


def column(name: str, label: str, parent: str, told: str, optional: bool = False) -> Input:
    return QgsProcessingParameterField(name, label, None, parent, FIELD, False, optional), told


def number(
    name: str, label: str, told: str, default: float | None = None, kind: Any = REAL, optional: bool = False,
    low: float = -1e9, high: float = 1e9,
) -> Input:  # fmt: skip
    return QgsProcessingParameterNumber(name, label, kind, default, optional, low, high), told


def file(name: str, label: str, extension: str, told: str, optional: bool = False) -> Input:
    return QgsProcessingParameterFile(name, label, extension=extension, optional=optional), told


def text(name: str, label: str, told: str) -> Input:
    return QgsProcessingParameterString(name, label, None, False, True), told


COMMUNES_TOLD = "Les communes, IRIS ou carreaux par lesquels on compte ; ils ne se chevauchent pas."
UNITS = [
    layer("COMMUNES", "Communes (unités)", COMMUNES_TOLD, POLYGON),
    column("CODE_FIELD", "Champ du code des communes", "COMMUNES", "Code INSEE des communes, unique."),
    column("INHABITANTS_FIELD", "Champ des habitants des communes", "COMMUNES", "Nombre d’habitants de chaque commune, pour les taux."),
]  # fmt: skip
FLOW_UNITS = [
    layer("COMMUNES", "Communes (unités)", f"{COMMUNES_TOLD} Donner aussi les communes autour pour les flux domicile-travail.", POLYGON),
    *UNITS[1:],
]  # fmt: skip
CELLS = [
    layer("POPULATION", "Population (carreaux)", "Carreaux de 200 m (Filosofi) ou autres surfaces avec leurs habitants.", POLYGON),
    column("POPULATION_FIELD", "Champ des habitants des carreaux", "POPULATION", "Nombre d’habitants de chaque carreau."),
]  # fmt: skip
FLEET = [
    file("FLEET", "Parc roulant", "csv", "Table du parc (« Construire un parc »). Vide : un parc d’exemple, inventé, et tout le dit.", optional=True),
    number("FLEET_YEAR", "Année du parc", "Une année que le parc contient ; l’exemple a 2018, 2025 et 2030.", 2025, INTEGER, low=1990, high=2060),
]  # fmt: skip
ROADS = layer(
    "ROADS", "Routes comptées", "Tronçons avec trafic, part de poids lourds et vitesse, quand ils sont connus.", LINE
)
BUILDINGS = layer(
    "BUILDINGS",
    "Bâtiments",
    "Emprises des bâtiments, où l’air est calculé à la façade la plus proche d’une route.",
    POLYGON,
    POINT,
)
AIR = [
    ROADS,
    text("TRAFFIC_MAPPING", "Champs des comptages", "Par exemple « aadt=TMJA; hgv_share_pct=PL » ; vide, les noms habituels sont reconnus."),
    number("COUNT_YEAR", "Année des comptages", "Année à laquelle les comptages se rapportent.", 2025, INTEGER, low=1990, high=2060),
    number("DEFAULT_HGV", "Part de poids lourds par défaut (%)", "Là où elle est inconnue. Vide : la route n’a pas d’émission.", None, optional=True, low=0, high=100),
    number("DEFAULT_SPEED", "Vitesse par défaut (km/h)", "Là où elle est inconnue. Vide : la route n’a pas d’émission.", None, optional=True, low=5, high=130),
    *FLEET,
    file("WEATHER", "Météo horaire", "csv", "Un an d’une station (vent, direction, nébulosité), au format de Météo-France."),
    number("LATITUDE", "Latitude de la station (°)", "Pour l’élévation du soleil.", None, low=-90, high=90),
    number("LONGITUDE", "Longitude de la station (°)", "Pour l’élévation du soleil.", None, low=-180, high=180),
    number("BACKGROUND_NOX", "Fond de NOx (µg/m³)", "Fond urbain sans les routes, d’une station de fond.", None, low=0, high=500),
    number("BACKGROUND_NO2", "Fond de NO2 (µg/m³)", "Fond urbain sans les routes, d’une station de fond.", None, low=0, high=500),
    BUILDINGS,
]  # fmt: skip
AIR_TOLD = (
    "Des comptages à l’exposition des habitants : trafic préparé, émissions des routes, noyau de vent, concentrations aux "
    "bâtiments, habitants au-dessus des valeurs limites par commune.\n\nDépistage : chaque étape dit ses limites dans les "
    "métadonnées de sa couche. Le parc et le fond décident du résultat."
)
HOUSING = [
    (QgsProcessingParameterRasterLayer("THERMAL", "Thermographie"), "Mosaïque d’une bande thermique."),
    (
        QgsProcessingParameterEnum("THERMAL_KIND", "Ce que contient la thermographie", ["digital", "brightness", "surface"], False, "digital", False, True),
        "digital : nombres non étalonnés ; brightness : températures apparentes ; surface : températures de toiture.",
    ),
    layer("FLOWN_BUILDINGS", "Bâtiments survolés", "Emprises, filtrées si possible sur les logements.", POLYGON),
    column("ROOF_FIELD", "Champ du matériau de toiture", "FLOWN_BUILDINGS", "Les toits sont classés dans leur famille ; sans lui, tous ensemble.", optional=True),
    column("DWELLINGS_FIELD", "Champ des logements", "FLOWN_BUILDINGS", "Nombre de logements du bâtiment : rien n’est dit de moins de 11 ménages."),
    layer("DPE", "DPE (ADEME)", "Table ou points des DPE ; vide, la priorité s’en passe.", ANY, optional=True),
]  # fmt: skip
HOUSING_TOLD = (
    "De la thermographie aux logements à visiter d’abord : classe de déperdition des toits, DPE joints, priorité par "
    "bâtiment et par unité.\n\nLa thermographie aérienne compare les toits, elle ne les mesure pas. Document de travail : "
    "rien n’est dit d’unités de moins de 11 ménages."
)
CARPOOL = [
    (
        QgsProcessingParameterMultipleLayers("AREA_FILES", "Fichiers des lieux de covoiturage", QgsProcessing.SourceType.TypeFile),
        "Base nationale des lieux de covoiturage (BNLC) ou fichiers du même schéma (CSV).",
    ),
    layer("NETWORK_ROADS", "Routes du réseau", "BD TOPO, OSM ou autre : elles doivent se toucher aux carrefours, ou cocher la case ci-dessous.", LINE),
    (QgsProcessingParameterBoolean("CROSSINGS", "Couper les routes où elles se croisent", False), "Pour un réseau dessiné sans nœud aux carrefours ; les ponts sont alors coupés aussi."),
    file("SPEEDS", "Vitesses du réseau", "csv", "Vitesse par nature de route. Vide : la table du plugin.", optional=True),
    file("FLOWS", "Flux domicile-travail", "", "Fichier MOBPRO de l’INSEE, ou une table de flux entre communes (CSV)."),
    number("REACH_M", "Du carreau à la route, au plus (m)", "Au-delà, un carreau est dit sans route.", 300, low=1, high=10000),
]  # fmt: skip
CARPOOL_TOLD = (
    "Des lieux de covoiturage à leur effet : fichier contrôlé, réseau préparé, habitants desservis, covoitureurs "
    "potentiels, kilomètres et CO2 évités.\n\nLes parts de covoitureurs, l’équipage et les jours sont des hypothèses, "
    "dites dans les métadonnées."
)
CYCLING = [
    layer("FACILITIES", "Voirie et aménagements cyclables", "OSM (lignes), ou schéma national des aménagements cyclables, avec les rues.", LINE),
    layer("PLACES", "Lieux à rejoindre", "Écoles, commerces, services…", POINT, POLYGON),
    column("KIND_FIELD", "Champ de la nature des lieux", "PLACES", "École, collège, crèche…"),
    number("PROJECTS_COUNT", "Projets à choisir", "Nombre de projets, du premier au dernier à construire.", 8, INTEGER, low=1, high=100),
]  # fmt: skip
CYCLING_TOLD = (
    "Des aménagements aux projets : aménagements contrôlés, kilomètres par commune, stress du trafic, chaînons manquants, "
    "lieux atteints sur des rues calmes, projets à construire d’abord.\n\nLe stress vient d’attributs souvent supposés : "
    "la couche dit lesquels. Les coûts sont des ordres de grandeur."
)

AIR_STEPS = [
    Step("traffic", "preparetraffic", "Préparer les comptages", {"INPUT": "@ROADS", "MAPPING": "@TRAFFIC_MAPPING", "YEAR": "@COUNT_YEAR"}),
    Step(
        "emissions", "roademissions", "Émissions des routes",
        {
            "ROADS": ("traffic", "OUTPUT"), "AADT_FIELD": "aadt", "HGV_FIELD": "hgv_share_pct", "SPEED_FIELD": "speed_kmh",
            "DEFAULT_HGV": "@DEFAULT_HGV", "DEFAULT_SPEED": "@DEFAULT_SPEED", "FLEET": "@FLEET", "YEAR": "@FLEET_YEAR",
        },
        {"EMISSIONS": ("OUTPUT", "Émissions des routes", "Routes avec leurs émissions de NOx, PM10, PM2,5 et CO2.")},
    ),
    Step("kernel", "windkernel", "Noyau de vent", {"WEATHER": "@WEATHER", "LATITUDE": "@LATITUDE", "LONGITUDE": "@LONGITUDE"}),
    Step(
        "concentrations", "roaddispersion", "Concentrations",
        {
            "ROADS": ("emissions", "OUTPUT"), "NOX_FIELD": "nox_g_km_h", "PM10_FIELD": "pm10_g_km_h", "PM25_FIELD": "pm25_g_km_h",
            "ROAD_ID_FIELD": "road_id", "KERNEL": ("kernel", "OUTPUT"), "RECEPTORS": "@BUILDINGS",
            "BACKGROUND_NOX": "@BACKGROUND_NOX", "BACKGROUND_NO2": "@BACKGROUND_NO2",
        },
        {"CONCENTRATIONS": ("OUTPUT", "Concentrations aux bâtiments", "NO2 et particules ajoutées par les routes, aux façades.")},
    ),
    Step(
        "exposure", "airexposure", "Exposition",
        {
            "RECEPTORS": ("concentrations", "OUTPUT"), "POPULATION": "@POPULATION", "CELL_FIELD": "@POPULATION_FIELD",
            "DIVISION": "@COMMUNES", "DIVISION_FIELD": "@CODE_FIELD",
        },
        {"EXPOSURE": ("OUTPUT", "Exposition", "Table : habitants au-dessus des limites, par commune (son code) et pour l’ensemble.")},
    ),
]  # fmt: skip
HOUSING_STEPS = [
    Step(
        "roofs", "roofheatloss", "Déperdition des toits",
        {"THERMAL": "@THERMAL", "BUILDINGS": "@FLOWN_BUILDINGS", "KIND": "@THERMAL_KIND", "ROOF_FIELD": "@ROOF_FIELD"},
    ),
    Step(
        "certificates", "joindpe", "Joindre les DPE", {"BUILDINGS": ("roofs", "OUTPUT"), "DPE": "@DPE"},
        {"ROOFS": ("OUTPUT", "Déperdition des toits", "Bâtiments avec leur classe de déperdition et leur DPE.")},
    ),
    Step(
        "priority", "retrofitpriority", "Logements à visiter d’abord",
        {
            "BUILDINGS": ("certificates", "OUTPUT"), "DWELLINGS_FIELD": "@DWELLINGS_FIELD", "UNITS": "@COMMUNES",
            "UNIT_FIELD": "@CODE_FIELD",
        },
        {
            "HOMES": ("OUTPUT", "Logements à visiter d’abord", "Bâtiments classés ; document de travail, jamais publié."),
            "HOMES_BY_UNIT": ("OUTPUT_UNITS", "Priorité par unité", "Unités, masquées sous 11 ménages."),
        },
    ),
]  # fmt: skip
CARPOOL_STEPS = [
    Step(
        "areas", "importcarpoolareas", "Contrôler les lieux", {"FILES": "@AREA_FILES", "COMMUNES": "@COMMUNES", "CODE_FIELD": "@CODE_FIELD"},
        {"AREAS": ("OUTPUT", "Lieux de covoiturage", "Lieux contrôlés.")},
    ),
    Step("network", "preparenetwork", "Préparer le réseau", {"ROADS": "@NETWORK_ROADS", "SPEEDS": "@SPEEDS", "CROSSINGS": "@CROSSINGS"}),
    Step(
        "catchment", "carpoolcatchment", "Desserte",
        {
            "AREAS": ("areas", "OUTPUT"), "NETWORK": ("network", "OUTPUT"), "DEMAND": "@POPULATION",
            "POPULATION_FIELD": "@POPULATION_FIELD", "REACH_M": "@REACH_M",
        },
        {
            "CATCHMENTS": ("OUTPUT", "Zones de desserte", "Ce que chaque lieu dessert en 5, 10 et 15 minutes."),
            "ALLOCATION": ("ALLOCATION", "Carreaux et leur lieu", "Habitants avec le lieu le plus proche, ou sans lieu à temps."),
        },
    ),
    Step(
        "demand", "carpooldemand", "Potentiel",
        {
            "AREAS": ("areas", "OUTPUT"), "CAPACITY_FIELD": "proposed_nbre_pl", "NETWORK": ("network", "OUTPUT"), "FLOWS": "@FLOWS",
            "COMMUNES": "@COMMUNES", "CODE_FIELD": "@CODE_FIELD", "HOMES": "@POPULATION", "WORKERS_FIELD": "@POPULATION_FIELD",
        },
        {"DEMAND": ("OUTPUT", "Potentiel des lieux", "Covoitureurs potentiels, places nécessaires, origines.")},
    ),
    Step(
        "impact", "carpoolimpact", "Effet en un an",
        {
            "INPUT": ("demand", "OUTPUT"), "POTENTIAL_FIELD": "potential_users", "DISTANCE_FIELD": "distance_km",
            "DETOUR_FIELD": "detour_km", "FLEET": "@FLEET", "YEAR": "@FLEET_YEAR",
        },
        {"IMPACT": ("OUTPUT", "Effet des lieux", "Kilomètres, CO2, NOx et PM10 évités en un an.")},
    ),
]  # fmt: skip
CYCLING_STEPS = [
    Step(
        "facilities", "importcyclefacilities", "Contrôler les aménagements",
        {"INPUT": "@FACILITIES", "COMMUNES": "@COMMUNES", "CODE_FIELD": "@CODE_FIELD", "WITH_STREETS": True},
        {"CYCLE_FACILITIES": ("OUTPUT", "Aménagements cyclables", "Rues et aménagements contrôlés, au schéma national.")},
    ),
    Step(
        "figures", "cyclenetworkstats", "Chiffres par commune",
        {
            "INPUT": ("facilities", "OUTPUT"), "ROADS": ("facilities", "OUTPUT"), "ZONES": "@COMMUNES", "ZONE_FIELD": "@CODE_FIELD",
            "POPULATION_FIELD": "@INHABITANTS_FIELD",
        },
        {"FIGURES": ("OUTPUT", "Chiffres par commune", "Kilomètres d’aménagements et taux de cyclabilité.")},
    ),
    Step(
        "stress", "cyclestress", "Stress du trafic", {"STREETS": ("facilities", "OUTPUT")},
        {"STRESS": ("OUTPUT", "Stress du trafic", "Rues avec leur niveau de stress, de 1 à 4.")},
    ),
    Step(
        "gaps", "cyclegaps", "Chaînons manquants", {"STREETS": ("stress", "OUTPUT"), "BASE": "facilities", "MIN_COMPONENT_M": 300},
        {"GAPS": ("OUTPUT", "Chaînons manquants", "Liens entre morceaux d’aménagements, par rang.")},
    ),
    Step(
        "access", "cycleaccess", "Lieux atteints",
        {
            "STREETS": ("stress", "OUTPUT"), "PEOPLE": "@POPULATION", "POPULATION_FIELD": "@POPULATION_FIELD", "PLACES": "@PLACES",
            "KIND_FIELD": "@KIND_FIELD", "JUNCTIONS": True,
        },
        {"ACCESS": ("OUTPUT", "Lieux atteints à vélo", "Carreaux avec ce qu’ils atteignent sur des rues calmes.")},
    ),
    Step(
        "projects", "cycleprojects", "Projets",
        {
            "STREETS": ("stress", "OUTPUT"), "PEOPLE": "@POPULATION", "WEIGHT_FIELD": "@POPULATION_FIELD", "COUNT": "@PROJECTS_COUNT",
        },
        {"PROJECTS": ("OUTPUT", "Projets cyclables", "Rues à traiter d’abord, avec leur gain et leur coût.")},
    ),
]  # fmt: skip


def names(inputs: list[Input]) -> dict[str, str]:
    """Inputs of a model taken from inputs of the same name."""
    return {definition.name(): f"@{definition.name()}" for definition, _told in inputs}


def outputs(steps: list[Step]) -> dict[str, tuple[str, str, str]]:
    """All that a model gives, given again under the same name."""
    return {name: (name, label, told) for step in steps for name, (_key, label, told) in step.outputs.items()}


def whole() -> Chain:
    """The four models, then the crossing of their results."""
    parts = (
        ("air", "diagnosticair", "Diagnostic air", [*AIR, *CELLS, *UNITS[:2]], AIR_STEPS),
        ("housing", "diagnostichabitat", "Diagnostic habitat", [*HOUSING, *UNITS[:2]], HOUSING_STEPS),
        ("carpool", "modelecovoiturage", "Covoiturage", [*CARPOOL, *FLEET, *CELLS, *UNITS[:2]], CARPOOL_STEPS),
        ("cycling", "modelevelo", "Vélo", [*CYCLING, *CELLS, *UNITS], CYCLING_STEPS),
    )  # fmt: skip
    steps = [Step(part, name, label, names(inputs), outputs(inner)) for part, name, label, inputs, inner in parts]
    crossing = Step(
        "crossing", "crossterritory", "Croiser les thèmes",
        {
            "UNITS": "@COMMUNES", "UNIT_FIELD": "@CODE_FIELD", "POPULATION_FIELD": "@INHABITANTS_FIELD",
            "EXPOSURE": ("air", "EXPOSURE"), "ROOFS": ("housing", "ROOFS"), "CARPOOL": ("carpool", "ALLOCATION"),
            "CYCLING": ("cycling", "ACCESS"), "PLAN": "@PLAN", "WEIGHTS": "@WEIGHTS",
        },
        {"CROSSED": ("OUTPUT", "Unités croisées", "Communes avec les quatre thèmes, les actions et le score.")},
    )  # fmt: skip
    inputs = [
        *FLOW_UNITS, *CELLS, *AIR, *HOUSING, *CARPOOL, *CYCLING,
        file("PLAN", "Plan d’actions", "", "Le GeoPackage du plan, ou son adresse dans une base. Vide : rien n’est dit des actions.", optional=True),
        file("WEIGHTS", "Poids des thèmes", "csv", "CSV : theme, weight, source. Vide : tous comptent autant, ce qui est une hypothèse.", optional=True),
    ]  # fmt: skip
    told = (
        "Les quatre diagnostics (air, habitat, covoiturage, vélo), puis leur croisement par commune avec les actions du "
        "plan.\n\nChaque résultat est aussi une couche. Le croisement compare les communes, il ne mesure pas ; ce que rien "
        "ne couvre manque, et n’est pas zéro."
    )
    return Chain("diagnosticcomplet", told, inputs, [*steps, crossing])


CHAINS = [
    Chain("diagnosticair", AIR_TOLD, [*UNITS[:2], *CELLS, *AIR], AIR_STEPS),
    Chain("diagnostichabitat", HOUSING_TOLD, [*UNITS[:2], *HOUSING], HOUSING_STEPS),
    Chain("modelecovoiturage", CARPOOL_TOLD, [*FLOW_UNITS[:2], *CELLS, *CARPOOL, *FLEET], CARPOOL_STEPS),
    Chain("modelevelo", CYCLING_TOLD, [*UNITS, *CELLS, *CYCLING], CYCLING_STEPS),
    whole(),
]
