# SPDX-License-Identifier: GPL-2.0-or-later
"""One million polygons with five attributes: read into a GeoDataFrame, and written with an index.

Goals (issue 2): fast path ≤ 1.9 × a bare Arrow stream, ≤ 4 s, ≤ 1.1 GB; QGIS path ≤ 20 s; write ≤ 10 s.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import measure

FILE = measure.DATA / "million.gpkg"
COLUMNS = ["ident", "usage", "hauteur", "logements", "annee"]
COUNT = 1_000_000


def frame():
    """A million rotated squares on a grid."""
    import geopandas
    import numpy as np
    import shapely

    random = np.random.default_rng(1)
    corner = np.stack(np.meshgrid(np.arange(1000), np.arange(1000)), axis=-1).reshape(-1, 2) * 30.0 + (
        600_000,
        6_900_000,
    )
    angle = random.uniform(0, np.pi, COUNT)
    turn = np.stack([np.cos(angle), np.sin(angle)], axis=-1) * random.uniform(4, 9, (COUNT, 1))
    side = np.stack([-turn[:, 1], turn[:, 0]], axis=-1)
    ring = np.stack([corner + turn, corner + side, corner - turn, corner - side, corner + turn], axis=1)
    return geopandas.GeoDataFrame(
        {
            "ident": [f"BATIMENT{i:016d}" for i in range(COUNT)],
            "usage": random.choice(["Résidentiel", "Agricole", "Indifférencié"], COUNT),
            "hauteur": random.uniform(2, 20, COUNT),
            "logements": random.integers(0, 20, COUNT),
            "annee": random.integers(1850, 2025, COUNT),
        },
        geometry=shapely.polygons(ring),
        crs="EPSG:2154",
    )


def ready() -> str:
    """The file, made once."""
    if not FILE.exists():
        measure.DATA.mkdir(parents=True, exist_ok=True)
        part = FILE.with_suffix(".part.gpkg")
        frame().to_file(part, layer="million", driver="GPKG", engine="pyogrio", dataset_options={"VERSION": "1.3"})
        part.replace(FILE)
    return str(FILE)


def case_arrow_stream() -> float:
    """The physical limit: every batch decoded to shapes, then dropped."""
    import shapely
    from pyogrio.raw import open_arrow

    def stream() -> None:
        with open_arrow(ready(), columns=COLUMNS, batch_size=65_536, use_pyarrow=True) as (meta, reader):
            for batch in reader:
                shapely.from_wkb(batch.column(meta["geometry_name"]).to_numpy(zero_copy_only=False))

    return measure.seconds_of(stream)


def _vector_input(fast: bool):
    # Imported before the clock starts, as for the other cases.
    import geopandas  # noqa: F401
    import pyarrow  # noqa: F401
    import pyogrio  # noqa: F401

    measure.plugin_package()
    measure.start_qgis()
    from atlas_pcaet.processing import reading
    from qgis.core import QgsProcessingContext, QgsVectorLayer

    source = reading.layer_input("INPUT", QgsVectorLayer(ready(), "million", "ogr"), QgsProcessingContext())
    assert source.fast is not None
    if not fast:
        source.fast = None
    return source


def case_ours_fast_path() -> float:
    source = _vector_input(True)
    return measure.seconds_of(lambda: source.frame(COLUMNS, lambda _f: None))


def case_ours_qgis_path() -> float:
    source = _vector_input(False)
    return measure.seconds_of(lambda: source.frame(COLUMNS, lambda _f: None))


def case_pyogrio_arrow() -> float:
    import pyogrio

    return measure.seconds_of(lambda: pyogrio.read_dataframe(ready(), use_arrow=True))


def case_geopandas_default() -> float:
    import geopandas

    return measure.seconds_of(lambda: geopandas.read_file(ready(), engine="pyogrio"))


if __name__ == "__main__":
    if len(sys.argv) == 1:  # in a process of its own, so that its memory is not counted in the cases
        subprocess.run(
            [sys.executable, "-c", "import bench_layers; bench_layers.ready()"], cwd=Path(__file__).parent, check=True
        )
    measure.main(__file__, "Read 1 M polygons with 5 attributes", limit="arrow_stream")
