# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer that “Level of traffic stress” writes, read back as streets of a network."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource

from ...analysis.errors import DataError, noop
from ...i18n import tr
from ..base import PcaetAlgorithm, Skips

if TYPE_CHECKING:
    import geopandas

    from ...analysis.cycling.stress_network import Streets

NEEDED = ("lts_forward", "lts_backward", "bike_forward", "bike_backward", "bike_kmh")
# Facilities of the national schema that are apart from motor traffic.
PROTECTED = {
    "PISTE CYCLABLE",
    "DOUBLE SENS CYCLABLE PISTE",
    "VOIE VERTE",
    "AMENAGEMENT MIXTE PIETON VELO HORS VOIE VERTE",
}


def stress_parameter(name: str) -> QgsProcessingParameterFeatureSource:
    return QgsProcessingParameterFeatureSource(
        name, tr("Streets with their stress"), [QgsProcessing.SourceType.VectorLine]
    )


def stress_help() -> str:
    return tr(
        "The layer made by “Level of traffic stress”, with all the streets: facilities alone do not say what lies between them."
    )


def read_streets(
    algorithm: PcaetAlgorithm, key: str, skips: Skips, progress: Callable[[float], None], more: tuple[str, ...] = ()
) -> tuple[geopandas.GeoDataFrame, Streets]:
    """The streets of the parameter ``key`` with the columns ``more``, and what they allow. Raises ``DataError``.

    Rows of several parts are cut into one row for each, so that directions stay those of their line.
    """
    import numpy
    import pandas

    from ...analysis.cycling.stress_network import UNKNOWN, Streets

    source = algorithm.input(key)
    names = source.field_names()
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise DataError(
            noop("The layer “{layer}” lacks {fields}: make it with “Level of traffic stress”."),
            layer=source.name, fields=", ".join(missing),
        )  # fmt: skip
    sides = [name for name in ("ame_d", "ame_g") if name in names]
    level = ["level"] if "level" in names else []
    frame = algorithm.read(key, list(dict.fromkeys([*NEEDED, *sides, *level, *more])), skips, progress)
    frame = frame.explode(index_parts=False)

    def whole(name: str) -> Any:
        return pandas.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float)

    stress = numpy.column_stack([numpy.nan_to_num(whole(name), nan=UNKNOWN) for name in NEEDED[:2]]).astype(numpy.int8)
    allowed = numpy.column_stack([whole(name) == 1 for name in NEEDED[2:4]])
    facilities = [frame[name].fillna("AUCUN").astype(str).str.upper().str.strip().to_numpy() for name in sides]
    facility = numpy.zeros(len(frame), dtype=bool)
    protected = numpy.zeros(len(frame), dtype=bool)
    for words in facilities:
        facility |= ~numpy.isin(words, ["", "AUCUN"])
        protected |= numpy.isin(words, list(PROTECTED))
    levels = numpy.nan_to_num(whole("level")) if level else numpy.zeros(len(frame))
    return frame, Streets(
        stress, allowed, numpy.nan_to_num(whole("bike_kmh")), levels.astype(numpy.int16), facility, protected
    )  # fmt: skip
