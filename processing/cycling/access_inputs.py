# SPDX-License-Identifier: GPL-2.0-or-later
"""What “Access by bike on low stress” reads: streets as a network, climbs, people, places and their kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingFeedback

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips
from ..housing.thermal_layers import raster_reader
from ..numeric_fields import numbers
from ..writing import Field
from .access_layers import Cells, Kind, stems

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.cycling.access import Doors, Entrances
    from ...analysis.cycling.bna_score import Scoring
    from ...analysis.cycling.stress_network import Streets, StressNetwork

MOST_KINDS = 40
COVERED_LEAST = 0.95  # of the streets' length, by the terrain model
SHOWN = 10
CROSSING = ("crossing_lts_forward", "crossing_lts_backward")  # as “Level of traffic stress” writes them
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Destinations:
    """Places (p,) that are on the streets: their ``doors``, ``weights`` and ``counts`` (p, k) by kind."""

    doors: Doors
    kinds: Sequence[Kind]
    weights: numpy.ndarray
    counts: numpy.ndarray


def with_junctions(streets: Streets, frame: geopandas.GeoDataFrame) -> Streets:
    """The streets with the stress of the junctions met where it is known and higher; unknown stays unknown."""
    import numpy
    import pandas

    from ...analysis.cycling.stress_network import UNKNOWN

    met = numpy.column_stack([pandas.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float) for name in CROSSING])  # fmt: skip
    higher = numpy.maximum(streets.stress, numpy.nan_to_num(met, nan=UNKNOWN)).astype(numpy.int8)
    return replace(streets, stress=numpy.where(streets.stress == UNKNOWN, streets.stress, higher))


def climb_of(
    stress: StressNetwork, dem: str, progress: Progress, feedback: QgsProcessingFeedback, notes: list[str]
) -> numpy.ndarray:
    """Metres climbed (m, 2) on each edge. Raises ``DataError`` for a terrain model that does not cover the streets."""
    import numpy

    from ...analysis.cycling.access import climbed
    from ...analysis.cycling.gradient import read_terrain

    network, file = stress.network, Path(dem).name
    low, high = (
        network.points.min(axis=0),
        network.points.max(axis=0),
    )  # of the vertices: a street may bend out of its nodes
    bounds = (float(low[0]), float(low[1]), float(high[0]), float(high[1]))
    try:
        terrain = read_terrain(dem, bounds, network.crs_wkt, progress, raster_reader())
    except DataError as error:
        if "does not cover" in error.sentence:
            raise _not_covering(file, 0.0) from error
        raise
    climb = climbed(network, terrain, progress)
    there, back = network.ways("bike")
    ridden = there | back
    known = ridden & numpy.isfinite(climb).all(axis=1)
    share = float(network.length_m[known].sum() / network.length_m[ridden].sum())
    if share < COVERED_LEAST:
        raise _not_covering(file, share)
    if not known[ridden].all():
        feedback.pushWarning(
            tr("Terrain model “{file}”: {share} % of the length of the streets has no altitude and is taken as flat.").format(
                file=file, share=f"{100 * (1 - share):.2f}"
            )
        )  # fmt: skip
    if terrain.strange:
        feedback.pushWarning(
            tr("Terrain model “{file}”: {count} altitudes cannot be true and count as unknown. Declare its value of no data.").format(
                file=file, count=terrain.strange
            )
        )  # fmt: skip
    notes.append(
        tr("Climbs on “{file}” averaged to {cell} m; bridges and tunnels by their ends.").format(
            file=file, cell=f"{terrain.cell_m:.0f}"
        )
    )
    return climb


def _not_covering(file: str, share: float) -> DataError:
    return DataError(
        noop("The terrain model “{file}” covers {share} % of the streets. Choose that of the whole territory, or run without."),
        file=file, share=f"{100 * share:.0f}",
    )  # fmt: skip


def read_cells(
    algorithm: PcaetAlgorithm, key: str, fields: tuple[str, str], keep: tuple[Field, ...], crs: Any, entrances: Entrances,
    reach: tuple[float, float], skips: Skips, progress: Progress,
) -> Cells:  # fmt: skip
    """The people of the parameter ``key``, and where they enter the streets. Raises ``DataError`` when no cell has a number."""
    import numpy
    import shapely

    source = algorithm.input(key)
    frame = algorithm.read(key, list(dict.fromkeys(filter(None, (*fields, *(f.name for f in keep))))), skips, progress)
    values = [numbers(frame, name, source.name, skips.feedback) for name in fields]
    for column, name in zip(values, fields, strict=True):
        wrong = column < 0
        if wrong.any():
            skips.feedback.pushWarning(
                tr("Layer “{layer}”, field “{field}”: {count} negative values count as unknown.").format(
                    layer=source.name, field=name, count=int(wrong.sum())
                )
            )
            column[wrong] = numpy.nan
        if name and numpy.isnan(column).all():
            raise DataError(
                noop("No feature of the layer “{layer}” has a number in the field “{field}”. Choose another field."),
                layer=source.name, field=name,
            )  # fmt: skip
    centre = shapely.centroid(frame.geometry.to_crs(crs).to_numpy())
    x, y = shapely.get_x(centre), shapely.get_y(centre)
    doors = entrances.doors(x, y, *reach)
    cells = Cells(frame, source.name, values[0], values[1], x, y, doors)
    if not doors.found.any():
        raise _off_streets(source.name, reach[0])
    missing, lost = int(numpy.isnan(values[0]).sum()), int((~doors.found).sum())
    if missing:
        skips.feedback.pushInfo(
            tr("{count} places have no number of {what}: they count for nobody, not for zero.").format(count=missing, what=tr("inhabitants"))
        )  # fmt: skip
    if lost:
        skips.feedback.pushWarning(
            tr("Layer “{layer}”: {count} features have no street within {reach} m; what they reach is not known, and they are left out of the shares.").format(
                layer=source.name, count=lost, reach=f"{reach[0]:g}"
            )
        )  # fmt: skip
    return cells


def read_places(
    algorithm: PcaetAlgorithm, key: str, fields: tuple[str, str], crs: Any, entrances: Entrances, reach: tuple[float, float],
    limits: Sequence[float], scoring: Scoring, skips: Skips, progress: Progress,
) -> Destinations:  # fmt: skip
    """The places of the parameter ``key`` that are on the streets; ``fields``: of their kind and weight, or "".

    Those without a kind, a weight or a street are left out and counted. Raises ``DataError`` when none is left, or for a
    field of kinds that is not one.
    """
    import numpy
    import shapely

    source, (kind_field, weight_field) = algorithm.input(key), fields
    frame = algorithm.read(key, list(dict.fromkeys(filter(None, fields))), skips, progress)
    names, keys = _kinds(frame, kind_field, source.name, skips)
    weight = numbers(frame, weight_field, source.name, skips.feedback) if weight_field else numpy.ones(len(frame))
    good = numpy.array([bool(one) for one in keys])
    skips.add(source.name, frame.index[~good].tolist(), tr("no kind"))
    usable = weight >= 0
    skips.add(source.name, frame.index[good & ~usable].tolist(), tr("no weight, or a negative one"))
    centre = shapely.centroid(frame.geometry.to_crs(crs).to_numpy())
    doors = entrances.doors(shapely.get_x(centre), shapely.get_y(centre), *reach)
    far = tr("no street within {reach} m").format(reach=f"{reach[0]:g}")
    skips.add(source.name, frame.index[good & usable & ~doors.found].tolist(), far)
    if not doors.found.any():
        raise _off_streets(source.name, reach[0])
    kept = good & usable & doors.found
    if not kept.any():
        raise DataError(
            noop("No feature of the layer “{layer}” has a kind, a weight and a street. Check the fields."),
            layer=source.name,
        )
    order = sorted({keys[row] for row in numpy.flatnonzero(kept)})
    shown = [names[one] for one in order]
    made = [Kind(name, stem, scoring.item(name)) for name, stem in zip(shown, stems(shown, limits), strict=True)]
    rank = numpy.array([order.index(keys[row]) for row in numpy.flatnonzero(kept)])
    counts = numpy.zeros((int(kept.sum()), len(made)))
    counts[numpy.arange(len(counts)), rank] = 1.0
    return Destinations(doors.rows(kept), made, counts * weight[kept, None], counts)


def _kinds(frame: geopandas.GeoDataFrame, field: str, layer: str, skips: Skips) -> tuple[dict[str, str], list[str]]:
    """The kinds as shown, by their folded text, and that of each place (p,), "" where there is none."""
    from ...analysis.carpool.area_file import text_of
    from ...analysis.network.road_rules import fold

    if not field:
        name = tr("places")
        return {fold(name): name}, [fold(name)] * len(frame)
    texts = [text_of(value).strip() for value in frame[field]]
    keys = [fold(text) for text in texts]
    spellings: dict[str, Counter[str]] = {}
    for one, text in zip(keys, texts, strict=True):
        if one:
            spellings.setdefault(one, Counter())[text] += 1
    if len(spellings) > MOST_KINDS:
        raise DataError(
            noop("The field “{field}” of the layer “{layer}” has {count} different kinds, for example {some}: at most {most} can be columns. Choose the field of kinds, or group them."),
            field=field, layer=layer, count=len(spellings), most=MOST_KINDS, some=", ".join(sorted(spellings)[:3]),
        )  # fmt: skip
    several = [", ".join(sorted(found)) for found in spellings.values() if len(found) > 1]
    if several:
        skips.feedback.pushInfo(tr("Taken as one kind: {kinds}.").format(kinds="; ".join(several[:SHOWN])))
    return {one: found.most_common(1)[0][0] for one, found in spellings.items()}, keys


def _off_streets(layer: str, reach: float) -> DataError:
    return DataError(
        noop("No feature of the layer “{layer}” has a street that a bike may use within {reach} m. Check the CRS of both layers, and that the streets cover it."),
        layer=layer, reach=f"{reach:g}",
    )  # fmt: skip
