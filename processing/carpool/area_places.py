# SPDX-License-Identifier: GPL-2.0-or-later
"""Carpool areas as points of a network: which ones are taken, under which name, and where they meet the roads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..numeric_fields import numbers

if TYPE_CHECKING:
    import geopandas
    import numpy

    from ...analysis.network.road_network import RoadNetwork
    from ..base import PcaetAlgorithm, Skips

IDENTIFIERS = ("area_id", "id_lieu", "id_local")
USABLE = "usable"


def area_frame(
    algorithm: PcaetAlgorithm, key: str, id_field: str, network: RoadNetwork, skips: Skips, progress: Callable[[float], None],
    more: tuple[str, ...] = (),
) -> geopandas.GeoDataFrame:  # fmt: skip
    """The points of the parameter ``key`` in the CRS of the network, with ``area_id`` and the columns ``more``.

    Of a layer with the field ``usable``, only those where it is 1 are taken, the others are left out and counted. Raises ``DataError`` when none is left.
    """
    import pyproj
    import shapely

    source = algorithm.input(key)
    names = source.field_names()
    identifier = id_field or next((name for name in IDENTIFIERS if name in names), "")
    flag = USABLE if USABLE in names else ""
    frame = algorithm.read(key, list(dict.fromkeys(filter(None, (identifier, flag, *more)))), skips, progress)
    frame = frame.to_crs(pyproj.CRS.from_wkt(network.crs_wkt))
    frame = frame.set_geometry(shapely.centroid(frame.geometry.to_numpy()), crs=frame.crs)
    frame["area_id"] = [_text(value) or str(fid) for value, fid in zip(frame[identifier], frame.index, strict=True)] if identifier else frame.index.astype(str)  # fmt: skip
    if flag:
        shut = numbers(frame, flag, source.name, skips.feedback) != 1
        skips.add(source.name, frame.index[shut].tolist(), tr("not usable: closed, or repeating another area"))
        frame = frame[~shut]
    if not len(frame):
        raise DataError(
            noop("The layer “{layer}” has no usable area: all are closed or repeat others."), layer=source.name
        )
    return frame


def area_nodes(
    areas: geopandas.GeoDataFrame, network: RoadNetwork, mode: str, reach_m: float, layer: str, skips: Skips
) -> tuple[geopandas.GeoDataFrame, RoadNetwork, numpy.ndarray]:
    """The areas that are on the network, the network cut at them, and the node of each.

    Areas of several layers say theirs in the columns ``layer`` and ``fid``. Those without a road within ``reach_m`` are left out and counted; those on an island are told. Raises ``DataError`` when
    none is on the network.
    """
    from ...analysis.network.places import Locator

    places = Locator(network, mode).locate(areas.geometry.x.to_numpy(), areas.geometry.y.to_numpy(), reach_m)
    found = places.found
    names = areas["layer"] if "layer" in areas else [layer] * len(areas)
    ids = areas.get("fid", areas.index)
    for own in dict.fromkeys(names):
        lost = [fid for fid, name, on in zip(ids, names, found, strict=True) if name == own and not on]
        skips.add(own, lost, tr("no road within {reach} m").format(reach=f"{reach_m:g}"))
    layer = layer or " + ".join(dict.fromkeys(names))
    if not found.any():
        raise DataError(
            noop("No feature of the layer “{layer}” has a road of the network within {reach} m. Check the CRS of both, and that the network covers the layer."),
            layer=layer, reach=f"{reach_m:g}",
        )  # fmt: skip
    if places.island.any():
        skips.feedback.pushWarning(
            tr("Layer “{layer}”: {ids} stand on a small part of the network that does not connect with the rest; almost nobody reaches them. Check the roads there.").format(
                layer=layer, ids=", ".join(areas["area_id"][places.island][:20])
            )
        )  # fmt: skip
    cut, nodes = network.with_nodes(places.edge[found], places.along[found])
    return areas[found].copy(), cut, nodes


def _text(value: Any) -> str:
    import pandas

    if value is None or pandas.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
