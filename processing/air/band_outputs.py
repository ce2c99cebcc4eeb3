# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``pcaet:corridorbands`` writes: columns of its two outputs, and colours for any table of classes."""

from __future__ import annotations

from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsStyle, QgsVectorLayer

from ...i18n import tr
from ..writing import Field


def colour_bands(layer: QgsVectorLayer, labels: list[str]) -> None:
    """Give the classes of the user's own table a colour each, light to dark; the shipped style knows the default ones."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    shipped = renderer.categories()  # kept: a category owns its symbol
    known = {category.value() for category in shipped}
    if set(labels) <= known:
        return
    symbol = shipped[0].symbol()
    ramp = QgsStyle.defaultStyle().colorRamp("YlOrRd")
    categories = []
    for rank, label in enumerate(labels):
        shade = symbol.clone()
        if ramp is not None:
            shade.setColor(ramp.color(0.1 + 0.9 * rank / max(len(labels) - 1, 1)))
        categories.insert(0, QgsRendererCategory(label, shade, tr("TMJA {} veh/day").format(label)))
    layer.setRenderer(QgsCategorizedSymbolRenderer(renderer.classAttribute(), categories))


def band_fields() -> tuple[Field, ...]:
    """Columns of the bands."""
    return (
        Field("aadt_class", "text", tr("Traffic class, TMJA (veh/day)")),
        Field("half_width_m", "real", tr("Half-width from the axis, widest section (m)")),
        Field("half_width_min_m", "real", tr("Half-width from the axis, narrowest section (m)")),
        Field("zone", "text", tr("Zones")),
        Field("area_ha", "real", tr("Area (ha)")),
        Field("population", "real", tr("Inhabitants (estimate)")),
        Field("population_low", "real", tr("Inhabitants, at least")),
        Field("population_high", "real", tr("Inhabitants, at most")),
        Field("schematic", "integer", tr("Sections drawn schematically")),
    )


def exposure_fields() -> tuple[Field, ...]:
    """Columns of the exposure table."""
    return (
        Field("zone", "text", tr("Zone")),
        Field("aadt_class", "text", tr("Traffic class, TMJA (veh/day)")),
        Field("road_km", "real", tr("Roads with a count (km)")),
        Field("uncounted_km", "real", tr("Roads without a count (km)")),
        Field("veh_km_day", "real", tr("Traffic (veh.km/day)")),
        Field("hgv_km_day", "real", tr("Heavy traffic, PL (veh.km/day)")),
        Field("population", "real", tr("Inhabitants (estimate)")),
        Field("population_low", "real", tr("Inhabitants, at least")),
        Field("population_high", "real", tr("Inhabitants, at most")),
        Field("buildings", "integer", tr("Buildings")),
        Field("sensitive", "integer", tr("Sensitive places")),
        Field("schematic", "integer", tr("Sections drawn schematically")),
    )
