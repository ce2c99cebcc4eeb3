# SPDX-License-Identifier: GPL-2.0-or-later
"""A prepared network in one file: arrays, what they come from, and the fingerprint of the data they were made of."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import DataError, noop
from .road_network import RoadNetwork

FORMAT = 2  # raised when the arrays change: a file of another number is prepared again
ARRAYS = tuple(f.name for f in fields(RoadNetwork) if f.name not in ("crs_wkt", "ids"))
SUFFIX = ".reseau.npz"


def save(path: str | Path, network: RoadNetwork, facts: Mapping[str, Any]) -> None:
    """Write a network with ``facts`` (JSON: source, fingerprint, report). Raises ``OSError``."""
    header = json.dumps({**facts, "format": FORMAT, "crs_wkt": network.crs_wkt}, ensure_ascii=False)
    ids = np.array([str(one) for one in network.ids])
    with Path(path).open("wb") as file:  # an open file: numpy adds .npz to a name
        np.savez(file, header=np.array(header), ids=ids, **{name: getattr(network, name) for name in ARRAYS})


def read_facts(path: str | Path) -> dict[str, Any]:
    """The facts of a network file, without its arrays. Raises ``DataError`` as :func:`load` does."""
    return _open(path, ())[0]


def load(path: str | Path) -> tuple[RoadNetwork, dict[str, Any]]:
    """The network and its facts.

    Raises ``DataError`` for a file that is absent, is not a network, is cut short, or is of another version.
    """
    facts, arrays = _open(path, (*ARRAYS, "ids"))
    network = RoadNetwork(**arrays, crs_wkt=facts["crs_wkt"])
    edges, nodes, roads = network.edges, network.nodes, len(network.kmh)
    good = (
        all(len(getattr(network, name)) == edges for name in ("head", "road", "length_m", "first", "last"))
        and all(len(getattr(network, name)) == roads for name in ("direction", "level", "assumed", "ids"))
        and len(network.access) in (0, roads)
        and max(network.tail.max(initial=-1), network.head.max(initial=-1)) < nodes
        and network.road.max(initial=-1) < roads
        and network.last.max(initial=-1) < len(network.points)
    )
    if not good:
        raise _unusable(path)
    return network, facts


def _open(path: str | Path, names: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    file = Path(path)
    if not file.is_file():
        raise DataError(
            noop("The network “{file}” does not exist. Make it with “Prepare a road network”."), file=str(path)
        )
    try:
        with np.load(file) as stored:
            facts = json.loads(str(stored["header"]))
            if facts.get("format") != FORMAT:
                raise DataError(
                    noop("The network “{file}” was made by another version of the plugin. Prepare it again."), file=file.name
                )  # fmt: skip
            return facts, {name: stored[name] for name in names}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, EOFError, AttributeError, TypeError) as error:
        raise _unusable(path) from error


def _unusable(path: str | Path) -> DataError:
    return DataError(
        noop("The network “{file}” is not one, or is cut short. Make it again with “Prepare a road network”."),
        file=Path(path).name,
    )


def fingerprint(path: str | Path, options: Mapping[str, Any]) -> str:
    """What changes when the data or the options change: size and date of the files, not their content.

    Reading a département to see that it has not changed would take longer than reading its network. Edits that wait
    beside a GeoPackage (``-wal``) count.
    """
    state = hashlib.blake2b(digest_size=16)
    state.update(json.dumps({"format": FORMAT, **options}, sort_keys=True, default=str).encode())
    source = Path(path)
    companions = [source, Path(f"{source}-wal"), *(source.with_suffix(end) for end in (".dbf", ".shx", ".cpg"))]
    for file in dict.fromkeys(companions):
        if file.is_file():
            stat = file.stat()
            if file == source or stat.st_size:
                state.update(f"{file.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return state.hexdigest()
