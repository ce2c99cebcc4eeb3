# SPDX-License-Identifier: GPL-2.0-or-later
"""100,000 links checked against a layer of 100,000 polygons of 12 vertices: the whole of ``pcaet:checklinks``.

Found by the key, by the form under new keys, or by overlap once moved by 1 m under new keys; the outputs are written.
Beside a plain geopandas ``sjoin`` of the copies with the moved layer, both read from files, nothing decided nor written.
"""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from typing import Any

import measure

COUNT = 100_000
PLAN = measure.DATA / "liens.gpkg"
LAYERS = {name: measure.DATA / f"liens_{name}.gpkg" for name in ("same", "renamed", "shifted")}


def polygons() -> Any:
    """Buildings of 12 vertices on a grid of 40 m; always the same."""
    import numpy as np
    import shapely

    draw = np.random.default_rng(1)
    side = int(np.ceil(np.sqrt(COUNT)))
    column, row = np.divmod(np.arange(COUNT), side)
    angle = np.sort(draw.uniform(0, 2 * np.pi, (COUNT, 12)), axis=1)
    radius = draw.uniform(6, 14, (COUNT, 12))
    x = 650_000 + 40 * column[:, None] + radius * np.cos(angle)
    y = 7_060_000 + 40 * row[:, None] + radius * np.sin(angle)
    return shapely.polygons(np.stack([np.c_[x, x[:, :1]], np.c_[y, y[:, :1]]], axis=2))


def prepare() -> None:
    """The plan, attached to the layer as the store does, and the three layers after an update."""
    if PLAN.exists() and all(path.exists() for path in LAYERS.values()):
        return
    measure.plugin_package()
    import geopandas
    import shapely
    from atlas_pcaet.records.actions import NewAction, create_action
    from atlas_pcaet.records.links import Place, SourceLayer, attach
    from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
    from osgeo import osr

    measure.DATA.mkdir(parents=True, exist_ok=True)
    PLAN.unlink(missing_ok=True)
    shapes = polygons()
    mended = shapely.make_valid(shapes)
    shapes = mended[shapely.get_type_id(mended) == 3]
    keys = [f"B{number:06d}" for number in range(len(shapes))]
    new = [f"N{number:06d}" for number in range(len(shapes))]
    random.Random(2).shuffle(new)
    for name, own, moved in (("same", keys, 0.0), ("renamed", new, 0.0), ("shifted", new, 1.0)):
        placed = shapely.transform(shapes, lambda xy, moved=moved: xy + moved)
        frame = geopandas.GeoDataFrame({"id": own}, geometry=placed, crs="EPSG:2154")
        frame.to_file(LAYERS[name], layer="batiments", driver="GPKG")
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    create_plan(PLAN, "Cent mille liens", PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", reference.ExportToWkt()))
    texts = shapely.to_wkb(shapely.multipolygons(shapes[:, None]), byte_order=1)
    bounds = shapely.bounds(shapes)
    places = [Place(bytes(t), tuple(b), k, n) for n, (t, b, k) in enumerate(zip(texts, bounds, keys, strict=True))]
    source = SourceLayer("batiments", f"{LAYERS['same']}|layername=batiments", "bench", "id")
    with closing(open_plan(PLAN)) as plan, transaction(plan):
        for number in range(100):
            action = create_action(plan, NewAction(f"Action {number}", number=str(number)))
            attach(plan, action, "polygon", source, places[number::100])


def checked(name: str, update: bool = False) -> float:
    prepare()
    measure.start_qgis()
    measure.plugin_package()
    from atlas_pcaet.processing.plan.checklinks import CheckLinks
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    plan = PLAN
    if update:
        plan = PLAN.with_name("liens_ecrits.gpkg")
        shutil.copy(PLAN, plan)
    parameters = {
        "PLAN": str(plan), "LAYERS": [f"{LAYERS[name]}|layername=batiments"], "REPLACED": "batiments",
        "OUTPUT": str(measure.DATA / "liens_lieux.gpkg"), "OUTPUT_PROPOSALS": str(measure.DATA / "liens_p.gpkg"),
        "UPDATE_STATES": update,
    }  # fmt: skip
    algorithm = CheckLinks().create()
    done: list[Any] = []

    def run() -> None:
        context = QgsProcessingContext()
        done.append(algorithm.run(parameters, context, QgsProcessingFeedback(), catchExceptions=False)[0])

    spent = measure.seconds_of(run)
    counts = {key: done[0][key] for key in ("OK", "MOVED", "CHANGED", "LOST", "AMBIGUOUS")}
    expected = "OK" if name == "same" else "CHANGED"
    if counts[expected] < 0.99 * sum(counts.values()):
        raise SystemExit(f"{name}: {counts}")
    return spent


def case_found_by_key() -> float:
    """Nothing changed: each place found by its key, in order."""
    return checked("same")


def case_found_by_form() -> float:
    """New keys: each place found by its form, a proposal each."""
    return checked("renamed")


def case_found_by_overlap() -> float:
    """New keys and 1 m away: each place found by the best overlap, a proposal each."""
    return checked("shifted")


def case_states_written() -> float:
    """The same, and the state of each link written in the plan, with its journal."""
    return checked("shifted", update=True)


def case_geopandas_sjoin() -> float:
    """The copies and the moved layer read from files and joined where they intersect."""
    prepare()
    import geopandas

    def join() -> None:
        links = geopandas.read_file(PLAN, layer="link_polygon")
        features = geopandas.read_file(LAYERS["shifted"])
        geopandas.sjoin(links[["uuid", "geometry"]], features, predicate="intersects")

    return measure.seconds_of(join)


if __name__ == "__main__":
    measure.main(__file__, "100,000 links against 100,000 polygons", "geopandas_sjoin")
