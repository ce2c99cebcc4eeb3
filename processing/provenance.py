# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a number comes from: algorithm, version, parameters, inputs with their fingerprints, date, method."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qgis.core import QgsDataSourceUri, QgsLayerMetadata
from qgis.PyQt.QtCore import QDateTime

from ..i18n import tr


@cache
def plugin_version() -> str:
    """The version written in metadata.txt, the only place it is written."""
    import configparser

    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


@dataclass(frozen=True)
class InputTrace:
    """One input as it was read."""

    key: str
    name: str
    address: str
    count: int
    digest: str

    def line(self) -> str:
        return tr("{key} = {name} ({address}), {count} features, blake2b {digest}").format(
            key=self.key, name=self.name, address=self.address, count=self.count, digest=self.digest
        )


def without_password(address: str) -> str:
    """A layer address that may be stored: no user, password or authentication id."""
    if not any(secret in address for secret in ("password=", "user=", "authcfg=")):
        return address
    uri = QgsDataSourceUri(address)
    uri.setUsername("")
    uri.setPassword("")
    uri.setAuthConfigId("")
    return uri.uri(False)


def layer_metadata(
    *,
    title: str,
    algorithm: str,
    parameters: dict[str, Any],
    inputs: Iterable[InputTrace],
    method: str,
    notes: Iterable[str] = (),
    crs: Any = None,
) -> QgsLayerMetadata:
    """Metadata that travels with an output layer. ``method`` is a sentence with its reference; ``notes`` its limits."""
    now = QDateTime.currentDateTimeUtc()
    metadata = QgsLayerMetadata()
    metadata.setIdentifier(f"{algorithm}@{now.toString('yyyyMMddTHHmmssZ')}")
    metadata.setTitle(title)
    metadata.setType("dataset")
    metadata.setAbstract("\n".join([method, *notes]))
    metadata.addHistoryItem(f"{algorithm}, Atlas PCAET {plugin_version()}, {now.toString('yyyy-MM-ddTHH:mm:ssZ')}")
    metadata.addHistoryItem(
        tr("Parameters: {}").format(json.dumps(parameters, ensure_ascii=False, default=str, sort_keys=True))
    )
    for trace in inputs:
        metadata.addHistoryItem(tr("Input: {}").format(trace.line()))
    if crs is not None:
        metadata.setCrs(crs)
    return metadata
