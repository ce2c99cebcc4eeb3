# SPDX-License-Identifier: GPL-2.0-or-later
"""Real towns for cycling: their streets with their stress as the tool wrote them, and the graphs of their vertices."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import geopandas
import numpy
import pytest
import shapely

networkx = pytest.importorskip("networkx")
TOWNS = {"helsinki": "EPSG:3067", "lemans": "EPSG:2154", "redon": "EPSG:2154", "olemps": "EPSG:2154"}
DIVIDED = ["Quasi-autoroute", "Bretelle"]


@dataclass
class Town:
    """A town: its file, the streets with their stress as the tool wrote them, and the graphs of their vertices."""

    name: str
    file: Path
    run: object
    folder: Path
    crs: str
    made: dict = field(default_factory=dict)

    def path(self, name: str, ending: str = "gpkg") -> str:
        return str(self.folder / f"{self.name}_{name}.{ending}")

    def call(self, algorithm: str, *outputs: str, **inputs):
        """Results of one algorithm, and the layers of ``outputs``, each ``KEY=name``."""
        targets = dict(output.split("=") for output in outputs)
        done = self.run(f"pcaet:{algorithm}", inputs | {"PROJECT_CRS": self.crs} | {k: self.path(n) for k, n in targets.items()})  # fmt: skip
        return done, [
            geopandas.read_file(done.results[key], layer=Path(done.results[key]).stem, engine="pyogrio")
            for key in targets
        ]

    @cached_property
    def streets(self) -> geopandas.GeoDataFrame:
        signals = {} if self.name == "olemps" else {"SIGNALS": str(self.file)}
        self.done, [made] = self.call("cyclestress", "OUTPUT=stress", STREETS=str(self.file), **signals)
        return made.to_crs(self.crs)

    @cached_property
    def graph(self):
        """Every vertex a node (lines share one only where they join); ``seconds``, ``metres`` and ``lts`` (None where it is not known) of each step that a bike may take."""
        graph = networkx.MultiDiGraph()
        for row in self.streets.itertuples():
            spots = [(round(x, 2), round(y, 2)) for line in shapely.get_parts(row.geometry) for x, y in shapely.get_coordinates(line)]  # fmt: skip
            if not row.bike_kmh > 0:
                continue
            for a, b in itertools.pairwise(spots):
                metres = float(numpy.hypot(a[0] - b[0], a[1] - b[1]))
                step = {"metres": metres, "seconds": metres / row.bike_kmh * 3.6}
                if row.bike_forward and metres:
                    graph.add_edge(a, b, **step, lts=row.lts_forward, level=row.level)
                if row.bike_backward and metres:
                    graph.add_edge(b, a, **step, lts=row.lts_backward, level=row.level)
        return graph

    def calm(self, most: int = 2):
        return networkx.MultiDiGraph((a, b, step) for a, b, step in self.graph.edges(data=True) if step["lts"] <= most)

    def spread(self, count: int, seed: int = 3) -> list:
        """Vertices of the largest calm part that lie on calm streets of the ground only, drawn at random."""
        calm = self.calm()
        part = max(networkx.strongly_connected_components(calm), key=len)
        loud = {
            n for a, b, step in self.graph.edges(data=True) if not step["lts"] <= 2 or step["level"] for n in (a, b)
        }
        fine = sorted(part - loud)
        rank = numpy.random.default_rng(seed).choice(len(fine), count, replace=False)
        return [fine[i] for i in rank]

    def points(self, name: str, nodes: list, **columns) -> str:
        geopandas.GeoDataFrame(columns, geometry=[shapely.Point(n) for n in nodes], crs=self.crs).to_file(
            self.path(name)
        )
        return self.path(name)


def refusal(done, target: Path) -> str:
    """What a run that wrote nothing says, each line once."""
    assert done.code != 0
    told = "\n".join(dict.fromkeys(line for line in done.stderr.splitlines() if line))
    assert "Traceback" not in told
    assert not list(target.parent.glob(f"{target.stem}*"))
    return told
