# SPDX-License-Identifier: GPL-2.0-or-later
"""Best sites: 2,000 demand points, 300 candidates, 10 sites, within 5 and 7 km; beside spopt where it can be imported.

The scene: ``default_rng(7)``, points then candidates uniform on 50 × 50 km, weights of 1 to 199; 17,707 pairs within 5 km
and 33,302 within 7 km. spopt reads its sites from a solver whose zeros are not 0: what is told of it is counted again.
"""

from __future__ import annotations

import importlib.util
import sys

import measure
import numpy as np

SEED, DEMAND, CANDIDATES, SITES, SIDE_KM = 7, 2_000, 300, 10, 50.0


def scene(radius_km: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distances (demand, candidates), which are within the radius, and weights (demand,)."""
    chance = np.random.default_rng(SEED)
    demand, candidates = chance.uniform(0, SIDE_KM, (DEMAND, 2)), chance.uniform(0, SIDE_KM, (CANDIDATES, 2))
    weights = chance.integers(1, 200, DEMAND)
    away = np.hypot(*(demand[:, None] - candidates[None]).transpose(2, 0, 1))
    return away, away <= radius_km, weights


def told(who: str, covered: float, more: str = "") -> None:
    print(f"{who}: {covered:.0f} covered{more}", file=sys.stderr)


def ours(radius_km: float) -> float:
    measure.plugin_package()
    from atlas_pcaet.analysis.network import siting

    _, cover, weights = scene(radius_km)
    found: list[siting.Siting] = []
    spent = measure.seconds_of(lambda: found.append(siting.max_coverage(cover, weights, SITES)))
    told("ours", found[0].covered, f", proved: {found[0].proved}")
    if not found[0].proved:
        raise SystemExit("the optimum was not proved")
    return spent


def greedy(radius_km: float) -> float:
    measure.plugin_package()
    from atlas_pcaet.analysis.network import siting

    _, cover, weights = scene(radius_km)
    found: list[siting.Siting] = []
    spent = measure.seconds_of(lambda: found.append(siting.greedy(cover, weights, SITES)))
    told("greedy and exchanges", found[0].covered)
    return spent


def plain_milp(radius_km: float) -> float:
    """The same program given to scipy as it stands: no merging of rows, no search before."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, eye, hstack

    _, cover, weights = scene(radius_km)
    served = hstack([-csr_array(cover.astype(float)), eye(DEMAND)], format="csr")
    count = csr_array(np.r_[np.ones(CANDIDATES), np.zeros(DEMAND)][None, :])
    found = []
    spent = measure.seconds_of(
        lambda: found.append(
            milp(
                np.r_[np.zeros(CANDIDATES), -weights.astype(float)],
                integrality=np.r_[np.ones(CANDIDATES), np.zeros(DEMAND)],
                bounds=Bounds(0, 1),
                constraints=[LinearConstraint(served, -np.inf, 0), LinearConstraint(count, -np.inf, SITES)],
                options={"mip_rel_gap": 0.0},
            )
        )
    )
    told("plain milp", -found[0].fun)
    return spent


def spopt_with(radius_km: float, solver_name: str) -> float:
    import warnings

    warnings.filterwarnings("ignore")
    import pulp
    from spopt.locate import MCLP

    away, cover, weights = scene(radius_km)
    solver = pulp.HiGHS(msg=False) if solver_name == "HiGHS" else pulp.PULP_CBC_CMD(msg=False)
    found = []

    def compute() -> None:
        problem = MCLP.from_cost_matrix(away, weights, radius_km, SITES)
        found.append(problem.solve(solver, results=False))

    spent = measure.seconds_of(compute)
    read = [variable.value() for variable in found[0].fac_vars]
    opened, as_spopt = np.flatnonzero(np.array(read) > 0.5), int((np.array(read) > 0).sum())
    told(f"spopt with {solver_name}", float(weights[cover[:, opened].any(axis=1)].sum()), f", {as_spopt} sites above 0")
    return spent


def case_ours_5_km() -> float:
    return ours(5)


def case_ours_7_km() -> float:
    return ours(7)


def case_greedy_5_km() -> float:
    return greedy(5)


def case_greedy_7_km() -> float:
    return greedy(7)


def case_plain_milp_5_km() -> float:
    return plain_milp(5)


def case_plain_milp_7_km() -> float:
    return plain_milp(7)


if importlib.util.find_spec("spopt") and importlib.util.find_spec("pulp"):

    def case_spopt_highs_5_km() -> float:
        return spopt_with(5, "HiGHS")

    def case_spopt_highs_7_km() -> float:
        return spopt_with(7, "HiGHS")

    def case_spopt_cbc_7_km() -> float:
        return spopt_with(7, "CBC")

elif len(sys.argv) == 1:
    print(
        "spopt is not installed here: its cases are left out (pip install spopt pulp highspy, in a place of its own)."
    )


if __name__ == "__main__":
    measure.main(__file__, "Best sites: 2,000 demand points, 300 candidates, 10 sites", limit="ours_7_km")
