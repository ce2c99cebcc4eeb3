# SPDX-License-Identifier: GPL-2.0-or-later
"""The urban background given to a computation: a map, a number, or none, for each pollutant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsPointXY, QgsProcessingContext, QgsProcessingFeedback, QgsRasterLayer

from ...i18n import tr
from ..reading import pyproj_crs

if TYPE_CHECKING:
    import numpy

    from ..base import PcaetAlgorithm

BACKGROUNDS = {"nox": "NOX", "no2": "NO2", "pm10": "PM10", "pm25": "PM25"}


class Backgrounds:
    """What the parameters ``BACKGROUND_…`` and ``BACKGROUND_RASTER_…`` of a run say."""

    def __init__(
        self, algorithm: PcaetAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:  # fmt: skip
        self._algorithm, self._parameters, self._context, self._feedback = algorithm, parameters, context, feedback

    def given(self, key: str) -> QgsRasterLayer | float | None:
        """The background asked for: a map, a number in µg/m³, or none."""
        name = BACKGROUNDS[key]
        layer = self._algorithm.parameterAsRasterLayer(self._parameters, f"BACKGROUND_RASTER_{name}", self._context)
        if layer is not None:
            return layer
        if self._parameters.get(f"BACKGROUND_{name}") in (None, ""):
            return None
        return float(self._algorithm.parameterAsDouble(self._parameters, f"BACKGROUND_{name}", self._context))

    def known(self) -> dict[str, QgsRasterLayer | float]:
        """Those that were given, by pollutant."""
        return {key: value for key in BACKGROUNDS if (value := self.given(key)) is not None}

    def at(self, key: str, east: numpy.ndarray, north: numpy.ndarray, crs: Any) -> numpy.ndarray:
        """The background at places of ``crs`` (n,), in µg/m³, NaN where it is not known."""
        import numpy

        given = self.given(key)
        if given is None:
            return numpy.full(len(east), numpy.nan)
        if not isinstance(given, QgsRasterLayer):
            return numpy.full(len(east), given)
        values = sampled(given, east, north, crs)
        missing = int(numpy.isnan(values).sum())
        if missing:
            self._feedback.pushWarning(
                tr("The background “{layer}” is unknown at {count} receptors: their totals are empty.").format(
                    layer=given.name(), count=missing
                )
            )
        return values


def sampled(layer: QgsRasterLayer, east: numpy.ndarray, north: numpy.ndarray, crs: Any) -> numpy.ndarray:
    """Values of the first band of a raster at places of ``crs`` (n,), NaN outside and where it has no data."""
    import numpy
    import pyproj

    to_layer = pyproj.Transformer.from_crs(crs, pyproj_crs(layer.crs()), always_xy=True)
    x, y = to_layer.transform(east, north)
    provider = layer.dataProvider()
    found = [provider.sample(QgsPointXY(a, b), 1) for a, b in zip(x, y, strict=True)]
    return numpy.array([value if known else numpy.nan for value, known in found], dtype=float)
