# SPDX-License-Identifier: GPL-2.0-or-later
"""A table of QGIS, with geometries or without, as texts: what a person wrote is judged before it is a number."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qgis.core import NULL, Qgis, QgsFeatureRequest

from ...analysis.errors import DataError, noop
from .. import provenance

if TYPE_CHECKING:
    import pandas

    from ..reading import Progress, VectorInput


def text_rows(source: VectorInput, columns: Mapping[str, str], progress: Progress) -> pandas.DataFrame:
    """The table ``source`` as texts, named by role (``columns``: field by role), index = feature ids.

    Raises ``DataError`` for a field that is not there and for a table without a row.
    """
    import pandas

    known = source.field_names()
    for name in columns.values():
        if name not in known:
            raise DataError(
                noop("The layer “{layer}” has no field “{field}”. Its fields are: {fields}."),
                layer=source.name, field=name, fields=", ".join(known),
            )  # fmt: skip
    fields = source.source.fields()
    positions = [fields.lookupField(name) for name in columns.values()]
    request = QgsFeatureRequest().setSubsetOfAttributes(positions).setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    total = max(source.source.featureCount(), 1)
    ids: list[int] = []
    rows: list[list[str]] = []
    for feature in source.source.getFeatures(request):
        ids.append(feature.id())
        rows.append([text_of(feature[position]) for position in positions])
        if len(rows) % 2000 == 0:
            progress(min(1.0, len(rows) / total))
    if not rows:
        raise DataError(
            noop("The layer “{layer}” has no feature. Choose another layer, or remove its filter."), layer=source.name
        )
    source.read_count = len(rows)
    return pandas.DataFrame(rows, columns=list(columns), dtype=object, index=pandas.Index(ids, name="fid"))


def text_of(value: Any) -> str:
    """A cell as text; empty for what is null."""
    if value is None or value == NULL:
        return ""
    if hasattr(value, "toString") and not isinstance(value, str):
        return str(value.toString("yyyy-MM-dd"))
    return str(value).strip()


def trace(source: VectorInput, rows: pandas.DataFrame) -> provenance.InputTrace:
    """How the table was read, for the provenance."""
    state = hashlib.blake2b(digest_size=16)
    state.update("\x1f".join(map(str, rows.columns)).encode())
    for row in rows.itertuples(index=False):
        state.update("\x1f".join(map(str, row)).encode() + b"\x1e")
    address = provenance.without_password(source.address)
    return provenance.InputTrace(source.key, source.name, address, len(rows), state.hexdigest())


def csv_path(source: VectorInput) -> str:
    """The path of the file behind the layer where it is a plain CSV, else nothing."""
    path = source.address.split("|")[0]
    return path if path.lower().endswith(".csv") else ""
