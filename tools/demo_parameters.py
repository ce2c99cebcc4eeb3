# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters of each step of the demo, as JSON for ``qgis_process run … -``.

demo_parameters.py STEP FOLDER TITLE
"""

from __future__ import annotations

import datetime
import json
import random
import sqlite3
import sys
from pathlib import Path

import demo_crossing

STEP, FOLDER, TITLE = sys.argv[1], Path(sys.argv[2]).resolve(), sys.argv[3]
# Facts of a real action sheet (CAPSO, waste collection and freight), in our own words, on fictional roads.
PLAN_STEPS: dict[str, tuple[str, dict[str, object]]] = {
    "plan": ("createplan", {"NAME": "Plan de démonstration (lieux fictifs)"}),
    "action": (
        "createaction",
        {
            "NUMBER": "44",
            "TITLE": "Des flux de marchandises et une collecte des déchets moins émetteurs",
            "AXIS": "Préserver les ressources",
            "PILOT": "CAPSO",
            "DESCRIPTION": (
                "Les particules fines et les oxydes d’azote se concentrent le long des grands axes. L’action vise des "
                "livraisons, une collecte et des transports moins émetteurs : une étude des flux de marchandises, puis "
                "des véhicules plus propres pour la collecte des déchets et les bus."
            ),
        },
    ),
    "under1": (
        "createaction",
        {
            "NUMBER": "44.1",
            "PARENT": "44",
            "TITLE": "Étudier les flux de marchandises",
            "STATUS": "À venir",
            "START": "2022",
            "END": "2025",
        },
    ),
    "under2": (
        "createaction",
        {
            "NUMBER": "44.2",
            "PARENT": "44",
            "TITLE": "Des véhicules de collecte et des bus plus propres",
            "STATUS": "En cours",
        },
    ),
    "place1": ("attachfeatures", {"ACTION": "44.1", "EXPRESSION": 'to_real("hgv_pct") > 12', "ROLE": "concerne"}),
    "place2": ("attachfeatures", {"ACTION": "44.2", "EXPRESSION": '"width_m" = 7', "ROLE": "concerne"}),
    "place3": (
        "attachfeatures",
        {"ACTION": "44", "EXPRESSION": '"population" > 0.5 * maximum("population")', "ROLE": "localise"},
    ),
    "actions": (
        "importactions",
        {"INPUT": str(Path(__file__).with_name("demo_actions.csv")), "FORMAT": "table", "MODE": "merge"},
    ),
    "place4": ("attachfeatures", {"ACTION": "1", "EXPRESSION": '"priority_rank" <= 40', "ROLE": "localise"}),
    "place5": ("attachfeatures", {"ACTION": "3", "EXPRESSION": '"usable" = 1', "ROLE": "localise"}),
    "place6": ("attachfeatures", {"ACTION": "5", "ROLE": "localise"}),
    "place7": ("attachfeatures", {"ACTION": "6", "EXPRESSION": "\"kind\" = 'collège'", "ROLE": "localise"}),
    "value": (
        "storevalue",
        {
            "INDICATOR": "apc_air_bandes",
            "YEAR": 2026,
            "KIND": "result",
            "ACTION": "44",
            "SOURCE": "démonstration, données fictives",
        },
    ),
}
TERRITORY, RESULTS = FOLDER / "territoire_fictif.gpkg", FOLDER / "results.gpkg"
# The layer and the key of the places of each action.
PLACES = {
    "place1": (TERRITORY, "routes_fictives", "road_id"),
    "place2": (TERRITORY, "routes_fictives", "road_id"),
    "place3": (TERRITORY, "communes", "code"),
    "place4": (RESULTS, "a_visiter", "building_id"),
    "place5": (RESULTS, "aires_covoiturage", "area_id"),
    "place6": (RESULTS, "projets_velo", "rank"),
    "place7": (TERRITORY, "lieux_sensibles_fictifs", "place_id"),
}


def layer(file: Path, table: str) -> str:
    return f"{file}|layername={table}"


def target(table: str) -> str:
    return f"ogr:dbname='{RESULTS}' table=\"{table}\" (geom)"


def communes_of_the_east() -> str:
    """The list a decree would give: codes of the communes in the eastern half, as text."""
    rows = sqlite3.connect(TERRITORY).execute(
        "SELECT c.code, c.name, (r.minx + r.maxx) / 2 FROM communes c JOIN rtree_communes_geom r ON r.id = c.fid"
    )
    known = sorted(rows, key=lambda row: row[2])
    return ", ".join(f"{name} ({code})" for code, name, _x in known[len(known) // 2 :])


def screening(zones: str, zone_field: str, bands: str, exposure: str) -> dict[str, object]:
    return {
        "ROADS": layer(TERRITORY, "routes_fictives"),
        "AADT_FIELD": "aadt",
        "HGV_FIELD": "hgv_pct",
        "WIDTH_FIELD": "width_m",
        "LENGTH_FIELD": "length_m",
        "ZONES": zones,
        "ZONE_FIELD": zone_field,
        "POPULATION": layer(TERRITORY, "population_fictive"),
        "POPULATION_FIELD": "inhabitants",
        "BUILDINGS": layer(TERRITORY, "batiments_fictifs"),
        "FLOORS_FIELD": "floors",
        "HEIGHT_FIELD": "height_m",
        "SENSITIVE": layer(TERRITORY, "lieux_sensibles_fictifs"),
        "OUTPUT": target(bands),
        "EXPOSURE": target(exposure),
    }


AIR_STEPS = {
    "traffic": "preparetraffic",
    "emissions": "roademissions",
    "kernel": "windkernel",
    "concentrations": "roaddispersion",
    "exposure": "airexposure",
    "scenario": "trafficscenario",
}


def air_step(step: str) -> dict[str, object]:
    """From the fictional counts to what the roads add at the façades; everything is fictional, and says so."""
    roads = layer(TERRITORY, "routes_fictives")
    return {
        "traffic": {"INPUT": roads, "MAPPING": "hgv_share_pct=hgv_pct", "YEAR": 2025, "OUTPUT": target("trafic")},
        "emissions": {
            "ROADS": layer(RESULTS, "trafic"), "AADT_FIELD": "aadt", "HGV_FIELD": "hgv_share_pct", "SPEED_FIELD": "speed_kmh",
            "DEFAULT_SPEED": 70, "DEFAULT_HGV": 6, "YEAR": 2025, "OUTPUT": target("emissions"),
        },
        "kernel": {
            "WEATHER": str(FOLDER / "meteo_fictive.csv"), "LATITUDE": 50.7, "LONGITUDE": 2.3, "OUTPUT": str(FOLDER / "noyau.npz"),
            "ROSE": str(FOLDER / "rose_fictive.png"), "PICTURE": str(FOLDER / "noyau_fictif.png"),
        },
        "concentrations": {
            "ROADS": layer(RESULTS, "emissions"), "NOX_FIELD": "nox_g_km_h", "PM10_FIELD": "pm10_g_km_h",
            "PM25_FIELD": "pm25_g_km_h", "ROAD_ID_FIELD": "road_id", "KERNEL": str(FOLDER / "noyau.npz"),
            "RECEPTORS": layer(TERRITORY, "batiments_fictifs"), "BACKGROUND_NOX": 12, "BACKGROUND_NO2": 10,
            "OUTPUT": target("concentrations"), "CONTOURS": target("courbes_no2"), "CELL_SIZE": 40,
            "PROFILE": str(FOLDER / "profil_fictif.png"),
        },
        "scenario": {
            "ROADS": layer(RESULTS, "emissions"), "AADT_FIELD": "aadt", "HGV_FIELD": "hgv_used_pct", "SPEED_FIELD": "speed_used_kmh",
            "SELECTION": '"aadt" > 10000', "CLOSED_TO_HGV": True, "YEAR": 2025, "KERNEL": str(FOLDER / "noyau.npz"),
            "RECEPTORS": layer(TERRITORY, "batiments_fictifs"), "BACKGROUND_NOX": 12, "BACKGROUND_NO2": 10,
            "OUTPUT": target("scenario_routes"), "OUTPUT_RECEPTORS": target("scenario_batiments"),
        },
        "exposure": {
            "RECEPTORS": layer(RESULTS, "concentrations"), "POPULATION": layer(TERRITORY, "population_fictive"),
            "CELL_FIELD": "inhabitants", "WEIGHT_FIELD": "floors", "ZONES": layer(RESULTS, "zones"), "ZONE_FIELD": "name",
            "DIVISION": layer(TERRITORY, "communes"), "DIVISION_FIELD": "name",
            "SENSITIVE": layer(TERRITORY, "lieux_sensibles_fictifs"), "SENSITIVE_NAME": "name",
            "OUTPUT": f"ogr:dbname='{RESULTS}' table=\"exposition_air\"", "RANKED": target("lieux_sensibles_classes"),
            "HISTOGRAM": str(FOLDER / "exposition_fictive.png"),
        },
    }[step]  # fmt: skip


HOUSING_STEPS = {
    "strips": "thermalnormalise",
    "roofs": "roofheatloss",
    "certificates": "joindpe",
    "flux": "roofflux",
    "first": "retrofitpriority",
    "spots": "hotspots",
    "sheets": "visitsheets",
}


def housing_step(step: str) -> dict[str, object]:
    """From two fictional strips to the homes to visit first."""
    flown = FOLDER / "thermo_fictive.gpkg"
    return {
        "strips": {
            "STRIPS": [str(FOLDER / "bande_1.tif"), str(FOLDER / "bande_2.tif")], "ROADS": layer(flown, "rues_fictives"),
            "WIDTH_FIELD": "largeur_m", "TABLE": str(FOLDER / "bandes_fictives.csv"), "FOOTPRINTS": target("bandes_de_vol"),
            "SURFACE": str(FOLDER / "microclimat_fictif.tif"), "WRITE_RASTER": str(FOLDER / "mosaique_fictive.tif"),
            "PICTURE": str(FOLDER / "raccords_fictifs.png"),
        },
        "roofs": {
            "THERMAL": str(FOLDER / "mosaique_fictive.tif"), "BUILDINGS": layer(flown, "batiments_survoles"), "KIND": "brightness",
            "ROOF_FIELD": "toit", "CLASSES": "6", "SURFACE": str(FOLDER / "microclimat_fictif.tif"), "OUTPUT": target("deperdition"),
            "DISTRIBUTION": str(FOLDER / "classes_fictives.png"),
        },
        "certificates": {
            "BUILDINGS": layer(RESULTS, "deperdition"), "DPE": str(FOLDER / "dpe_fictifs.csv"), "OUTPUT": target("deperdition_dpe"),
            "CONFLICTS": f"ogr:dbname='{RESULTS}' table=\"dpe_en_desaccord\"",
        },
        "flux": {
            "BUILDINGS": layer(RESULTS, "deperdition_dpe"), "U_FIELD": "dpe_u_roof", "AIR": 0, "DEW_POINT": -2, "WIND": 1,
            "OUTPUT": target("flux_toits"),
        },
        "first": {
            "BUILDINGS": layer(RESULTS, "deperdition_dpe"), "DWELLINGS_FIELD": "dwellings", "FIRST": 50,
            "UNITS": layer(TERRITORY, "population_fictive"), "UNIT_FIELD": "cell_id", "OUTPUT": target("a_visiter"), "OUTPUT_UNITS": target("priorite_carreaux"),
        },
        "sheets": {
            "BUILDINGS": layer(RESULTS, "a_visiter"), "LAYERS": [layer(flown, "rues_fictives")], "HOW_MANY": 5,
            "TITLE": "Fiches de visite — données fictives", "OUTPUT": str(FOLDER / "fiches_de_visite.pdf"),
        },
        "spots": {"INPUT": layer(RESULTS, "deperdition"), "FIELD": "z_score", "DISTANCE_M": 150, "OUTPUT": target("points_chauds")},
    }[step]  # fmt: skip


CARPOOL_STEPS = {
    "places": "importcarpoolareas",
    "network": "preparenetwork",
    "catchment": "carpoolcatchment",
    "demand": "carpooldemand",
    "siting": "carpoolsiting",
    "impact": "carpoolimpact",
}


def carpool_step(step: str) -> dict[str, object]:
    """From an invented national file and invented flows to the areas to add and the kilometres they avoid."""
    network, flows = str(FOLDER / "reseau_fictif.npz"), str(FOLDER / "flux_fictifs.csv")
    areas = layer(RESULTS, "aires_covoiturage")
    return {
        "places": {
            "FILES": [str(FOLDER / "aires_fictives.csv")], "COMMUNES": layer(TERRITORY, "communes"), "CODE_FIELD": "code",
            "OUTPUT": target("aires_covoiturage"), "REPORT": f"ogr:dbname='{RESULTS}' table=\"aires_anomalies\"",
        },
        "network": {
            "ROADS": layer(TERRITORY, "routes_fictives"), "SPEEDS": str(FOLDER / "vitesses_fictives.csv"), "CROSSINGS": True, "OUTPUT": network,
            "EDGES": target("reseau_troncons"),
        },
        "catchment": {
            "AREAS": areas, "NETWORK": network, "THRESHOLDS": "5, 10, 15", "DEMAND": layer(TERRITORY, "population_fictive"),
            "POPULATION_FIELD": "inhabitants", "REACH_M": 2000, "WIDTH_M": 250, "OUTPUT": target("desserte_covoiturage"),
            "ALLOCATION": target("desserte_carreaux"), "GAPS": target("sans_aire"), "PICTURE": str(FOLDER / "desserte_fictive.png"),
        },
        "demand": {
            "AREAS": areas, "CAPACITY_FIELD": "proposed_nbre_pl", "NETWORK": network, "FLOWS": flows, "COMMUNES": layer(TERRITORY, "communes"),
            "CODE_FIELD": "code", "HOMES": layer(TERRITORY, "population_fictive"), "WORKERS_FIELD": "inhabitants", "FLOW_LINES": target("flux_covoiturage"),
            "OUTPUT": target("potentiel_covoiturage"), "ORIGINS": target("origines_covoiturage"), "PICTURE": str(FOLDER / "origines_fictives.png"),
        },
        "siting": {
            "DEMAND": layer(TERRITORY, "population_fictive"), "WEIGHT_FIELD": "inhabitants", "CANDIDATES": f"{FOLDER / 'covoiturage_fictif.gpkg'}|layername=sites_candidats",
            "ID_FIELD": "site", "EXISTING": areas, "COUNT": 8, "NETWORK": network, "MAX_TIME": 5, "REACH_M": 2000, "OUTPUT": target("sites_covoiturage"),
            "PICTURE": str(FOLDER / "gain_fictif.png"),
        },
        "impact": {
            "INPUT": layer(RESULTS, "potentiel_covoiturage"), "POTENTIAL_FIELD": "potential_users", "DISTANCE_FIELD": "distance_km",
            "DETOUR_FIELD": "detour_km", "YEAR": 2025, "OUTPUT": target("effet_covoiturage"),
        },
    }[step]  # fmt: skip


CYCLING_STEPS = {
    "facilities": "importcyclefacilities",
    "figures": "cyclenetworkstats",
    "stress": "cyclestress",
    "gaps": "cyclegaps",
    "access": "cycleaccess",
    "projects": "cycleprojects",
}


def cycling_step(step: str) -> dict[str, object]:
    """From invented streets to the links to build first."""
    streets, stress, people = (
        layer(RESULTS, "amenagements_cyclables"),
        layer(RESULTS, "stress_velo"),
        layer(TERRITORY, "population_fictive"),
    )
    return {
        "facilities": {
            "INPUT": layer(FOLDER / "velo_fictif.gpkg", "rues_cyclables_fictives"), "COMMUNES": layer(TERRITORY, "communes"), "CODE_FIELD": "code",
            "WITH_STREETS": True, "OUTPUT": target("amenagements_cyclables"),
        },
        "figures": {
            "INPUT": streets, "ROADS": streets, "ZONES": layer(TERRITORY, "communes"), "ZONE_FIELD": "name", "POPULATION_FIELD": "population",
            "OUTPUT": target("chiffres_velo"),
        },
        "stress": {"STREETS": streets, "OUTPUT": target("stress_velo"), "PICTURE": str(FOLDER / "stress_fictif.png")},
        "gaps": {"STREETS": stress, "BASE": "facilities", "MIN_COMPONENT_M": 300, "OUTPUT": target("chainons_manquants"), "COMPONENTS": target("morceaux_velo"), "DEAD_ENDS": target("fins_velo")},
        "access": {
            "STREETS": stress, "PEOPLE": people, "POPULATION_FIELD": "inhabitants", "PLACES": layer(TERRITORY, "lieux_sensibles_fictifs"),
            "KIND_FIELD": "kind", "JUNCTIONS": True, "OUTPUT": target("acces_velo"), "PICTURE": str(FOLDER / "acces_fictif.png"),
        },
        "projects": {
            "STREETS": stress, "PEOPLE": people, "WEIGHT_FIELD": "inhabitants", "COUNT": 8, "OUTPUT": target("projets_velo"),
            "PICTURE": str(FOLDER / "projets_fictifs.png"),
        },
    }[step]  # fmt: skip


def fictional_weather() -> None:
    """A year of invented wind, mostly from the south-west, written as a station would."""
    chance = random.Random(7)
    begin = datetime.datetime(2025, 1, 1)
    with (FOLDER / "meteo_fictive.csv").open("w") as file:
        file.write("date;ff;dd;n\n")
        for hour in range(8760):
            moment = begin + datetime.timedelta(hours=hour)
            side = chance.choices((230, 50, 320), (0.6, 0.25, 0.15))[0]
            direction = round(chance.gauss(side, 35)) % 360 or 360
            speed = chance.weibullvariate(4.5, 2)
            file.write(f"{moment:%Y%m%d%H};{speed:.1f};{direction};{chance.randint(0, 8)}\n")


def parameters() -> dict[str, object]:
    if STEP in ("territory", "fictional"):
        given = {
            "COMMUNES": str(FOLDER / "communes.gpkg"),
            "CODE_FIELD": "code",
            "NAME_FIELD": "name",
            "POPULATION_FIELD": "population",
        }
        return (given if STEP == "territory" else {}) | {"SEED": 7, "OUTPUT_FOLDER": str(FOLDER)}
    if STEP == "zones":
        return {
            "CODES": communes_of_the_east(),
            "COMMUNES": layer(TERRITORY, "communes"),
            "CODE_FIELD": "code",
            "NAME": "PPA fictif de démonstration",
            "KIND": "PPA",
            "SOURCE": "liste fictive",
            "OUTPUT": target("zones"),
        }
    if STEP == "bands":
        return screening(layer(TERRITORY, "communes"), "name", "bandes_etude", "exposition")
    if STEP == "ppa":
        return screening(layer(RESULTS, "zones"), "name", "bandes_etude_ppa", "exposition_ppa")
    if STEP in AIR_STEPS:
        return air_step(STEP)
    if STEP in HOUSING_STEPS:
        return housing_step(STEP)
    if STEP in CARPOOL_STEPS:
        return carpool_step(STEP)
    if STEP in CYCLING_STEPS:
        return cycling_step(STEP)
    if STEP in PLAN_STEPS:
        algorithm, facts = PLAN_STEPS[STEP]
        facts = facts | {"PLAN": str(FOLDER / "plan.gpkg")}
        if algorithm == "attachfeatures":
            file, table, key = PLACES[STEP]
            facts |= {"LAYER": layer(file, table), "KEY_FIELD": key}
        if algorithm == "storevalue":
            query = "SELECT population FROM exposition WHERE zone = 'ensemble'"
            facts["VALUE"] = sqlite3.connect(RESULTS).execute(query).fetchone()[0]
        return facts
    if STEP in demo_crossing.STEPS:
        here = (lambda table: layer(TERRITORY, table), lambda table: layer(RESULTS, table), target)
        return demo_crossing.crossing_step(STEP, FOLDER, *here)
    if STEP == "atlas":
        return {
            "COVERAGE": layer(TERRITORY, "communes"),
            "NAME_FIELD": "name",
            "LAYERS": [
                layer(TERRITORY, "lieux_sensibles_fictifs"),
                layer(RESULTS, "potentiel_covoiturage"),
                layer(RESULTS, "projets_velo"),
                layer(RESULTS, "stress_velo"),
                layer(RESULTS, "emissions"),
                layer(RESULTS, "a_visiter"),
                layer(RESULTS, "bandes_etude"),
                layer(RESULTS, "priorite_carreaux"),
                layer(RESULTS, "croisement"),
            ],
            "NEED": layer(RESULTS, "sans_aire"),
            "NEED_WHERE": "où l’on habite à plus de 15 minutes d’une aire de covoiturage",
            "TITLE": TITLE,
            "PLAN": str(FOLDER / "plan.gpkg"),
            "OUTPUT": str(FOLDER / "atlas.pdf"),
        }
    raise SystemExit(f"unknown step {STEP}")


if STEP == "algorithm-of":
    name = sys.argv[2]
    steps = AIR_STEPS | HOUSING_STEPS | CARPOOL_STEPS | CYCLING_STEPS | demo_crossing.STEPS
    sys.stdout.write(steps[name] if name in steps else PLAN_STEPS[name][0])
    sys.exit()
if STEP == "weather":
    fictional_weather()
    sys.exit()
json.dump({"inputs": parameters()}, sys.stdout, ensure_ascii=False)
