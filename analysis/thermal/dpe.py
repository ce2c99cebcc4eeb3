# SPDX-License-Identifier: GPL-2.0-or-later
"""DPE of ADEME, both generations of headers, brought to one schema and to the building they are of.

A DPE is a person's home: its number and address are kept only when they are asked for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..errors import DataError, noop
from ..numbers import to_numbers

Floats = NDArray[np.float64]
# Folded names of a column, newest export first; older ones have accents, capitals and parentheses.
COLUMNS = {
    "number": ("numero_dpe", "n_dpe", "identifiant_dpe"),
    "date": ("date_etablissement_dpe", "date_visite_diagnostiqueur", "date_reception_dpe", "date_etablissement"),
    "energy_class": ("etiquette_dpe", "classe_bilan_dpe", "classe_consommation_energie"),
    "ghg_class": ("etiquette_ges", "classe_emission_ges", "classe_estimation_ges"),
    "primary_kwh_m2": (
        "conso_5_usages_par_m2_ep", "conso_5_usages_m2_e_primaire", "conso_5_usages_par_m2_e_primaire", "conso_5_usages_ep_m2",
        "consommation_energie",
    ),
    "surface_m2": ("surface_habitable_logement", "surface_habitable_immeuble", "surface_thermique_lot", "surface_habitable"),
    "heating": ("type_energie_principale_chauffage", "type_energie_chauffage", "type_energie_n_1", "type_energie_n1"),
    "period": ("periode_construction", "annee_construction"),
    "u_roof": ("u_plancher_haut_deperditif", "u_plancher_haut"),
    "east": ("coordonnee_cartographique_x_ban", "coordonnee_cartographique_x", "x_ban"),
    "north": ("coordonnee_cartographique_y_ban", "coordonnee_cartographique_y", "y_ban"),
    "address": ("adresse_ban", "adresse_brut", "adresse_complete"),
}  # fmt: skip
NEEDED = ("date", "energy_class")
CLASSES = "ABCDEFG"
REFORM = pd.Timestamp(2021, 7, 1)  # from then on a DPE is of the decree of 31/03/2021
APART = 2  # classes between two DPE of one building that are worth a look


@dataclass(frozen=True)
class Joined:
    """For each building (n,): position of the DPE kept, -1 for none; how many it has; and pairs that disagree."""

    kept: NDArray[np.intp]
    count: NDArray[np.int64]
    conflicts: pd.DataFrame  # building, classes, dates


def folded(name: str) -> str:
    """A column's name in lower case, without accent nor sign: ``Conso_5_usages/m²_é_finale`` is conso_5_usages_m2_e_finale."""
    plain = unicodedata.normalize("NFKD", name.strip().casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"_+", "_", re.sub(r"[^0-9a-z]+", "_", plain)).strip("_")


def read_dpe(table: pd.DataFrame) -> pd.DataFrame:
    """The DPE of a table in the schema of :data:`COLUMNS`; one row for each number, the newest.

    Adds ``generation`` (2021 or 2012). Raises ``DataError`` naming what the table lacks.
    """
    by_name = {folded(name): name for name in table.columns}
    found = {key: next((by_name[name] for name in names if name in by_name), None) for key, names in COLUMNS.items()}
    for key in NEEDED:
        if found[key] is None:
            raise DataError(
                noop("The DPE table has no column “{column}”. It has: {known}."),
                column=COLUMNS[key][0], known=", ".join(map(str, table.columns))[:200],
            )  # fmt: skip
    made = pd.DataFrame(index=table.index)
    for key, column in found.items():
        made[key] = table[column] if column is not None else None
    made["date"] = _dates(made["date"])
    for key in ("energy_class", "ghg_class"):
        letter = made[key].astype(str).str.strip().str.upper()
        made[key] = letter.where(letter.isin(list(CLASSES)), None)
    for key in ("primary_kwh_m2", "surface_m2", "east", "north", "u_roof"):
        made[key] = to_numbers(made[key])[0]
    made["generation"] = np.where(made["date"] >= REFORM, 2021, 2012)
    made = made.sort_values(["generation", "date"], ascending=False, kind="stable")
    repeated = made["number"].notna() & made["number"].duplicated()
    return made[~repeated].sort_index()


def _dates(column: pd.Series) -> pd.Series:
    """Dates as they are written: 2023-05-02, or 02/05/2023 where a spreadsheet has been."""
    text = column.astype(str).str.slice(0, 10)
    written = pd.to_datetime(text, errors="coerce", format="%Y-%m-%d")
    return written.fillna(pd.to_datetime(text, errors="coerce", format="%d/%m/%Y"))


def join_nearest(
    dpe: pd.DataFrame, east: Floats, north: Floats, footprints: NDArray[np.object_], reach: float
) -> Joined:
    """Each DPE to the nearest footprint within ``reach`` m; of each building the newest of the newest generation is kept.

    ``east``, ``north`` (k,): the DPE in the CRS of the footprints (n,), NaN where unknown.
    """
    import shapely

    located = np.flatnonzero(np.isfinite(east) & np.isfinite(north) & dpe["energy_class"].notna().to_numpy())
    owner = np.full(len(dpe), -1)
    if len(located) and len(footprints):
        tree = shapely.STRtree(footprints)
        place, building = tree.query_nearest(
            shapely.points(east[located], north[located]), max_distance=reach, all_matches=False
        )
        owner[located[place]] = building
    return keep_newest(dpe, owner, len(footprints))


def keep_newest(dpe: pd.DataFrame, owner: NDArray[np.intp], count: int) -> Joined:
    """The DPE kept of each building from the building of each (k,), -1 for none."""
    kept = np.full(count, -1)
    some = np.flatnonzero(owner >= 0)
    dated = dpe["date"].fillna(pd.Timestamp(1900, 1, 1)).to_numpy()  # one without date is older than any other
    order = some[np.lexsort((dated[some], dpe["generation"].to_numpy()[some]))]
    kept[owner[order]] = order  # the last written is the newest
    rows = []
    table = pd.DataFrame({"building": owner[some], "class": dpe["energy_class"].to_numpy()[some], "date": dpe["date"].to_numpy()[some]})  # fmt: skip
    for building, group in table.groupby("building"):
        rank = [CLASSES.index(letter) for letter in group["class"]]
        if len(rank) > 1 and max(rank) - min(rank) >= APART:
            ordered = group.sort_values("date")
            rows.append(
                (building, " ".join(ordered["class"]), " ".join(ordered["date"].dt.strftime("%Y-%m-%d").fillna("?")))
            )
    conflicts = pd.DataFrame(rows, columns=["building", "classes", "dates"])
    return Joined(kept, np.bincount(owner[some], minlength=count).astype(np.int64), conflicts)


def covering(footprints: NDArray[np.object_], others: NDArray[np.object_], least: float = 0.5) -> NDArray[np.intp]:
    """Of each footprint (n,), the position of the other (m,) that covers it most, -1 where none covers ``least`` of it."""
    import shapely

    found = np.full(len(footprints), -1)
    own, other = shapely.STRtree(others).query(footprints, predicate="intersects")
    share = shapely.area(shapely.intersection(footprints[own], others[other])) / np.maximum(
        shapely.area(footprints[own]), 1e-9
    )
    order = np.argsort(share, kind="stable")
    order = order[share[order] >= least]
    found[own[order]] = other[order]  # the last written covers most
    return found


def thermo_gap(loss_score: Floats, energy_class: NDArray[np.object_]) -> Floats:
    """How much a roof is warmer than its DPE says (n,): from –1 (cold roof, class G) to 1 (warm roof, class A).

    The score (0–100) and the class are both brought to their share among those that have both, ties halved.
    """
    letter = np.array([float(CLASSES.index(c)) if c in tuple(CLASSES) else np.nan for c in energy_class])
    both = np.isfinite(loss_score) & np.isfinite(letter)
    gap = np.full(len(loss_score), np.nan)
    if both.sum() > 1:
        gap[both] = _share(loss_score[both]) - _share(letter[both])
    return gap


def _share(values: Floats) -> Floats:
    """Mean rank of each value from 0 to 1 (n,)."""
    from scipy import stats

    return np.asarray((stats.rankdata(values) - 0.5) / len(values))
