# SPDX-License-Identifier: GPL-2.0-or-later
"""Colours of the classes of heat loss; roofs that are not ranked are hatched, never coloured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsFillSymbol, QgsRuleBasedRenderer, QgsVectorLayer

from ...i18n import tr

if TYPE_CHECKING:
    from ...analysis.thermal.heat_loss_class import Scheme

RAMP = ("#1f2a78", "#74add1", "#e0f3f8", "#fee090", "#f46d43", "#e75480")  # six colours, as French campaigns used


def style_by_class(layer: QgsVectorLayer, scheme: Scheme | None, values: list[int]) -> None:
    """A rule for each class of ``scheme``, or for each of the provider's ``values``; the rest hatched."""
    if scheme is not None:
        rows = [
            (i + 1, label, colour) for i, (label, colour) in enumerate(zip(scheme.labels, scheme.colours, strict=True))
        ]
    else:
        rows = [(v, str(v), RAMP[round(i * (len(RAMP) - 1) / max(len(values) - 1, 1))]) for i, v in enumerate(values)]
    rules = QgsRuleBasedRenderer.Rule(None)
    for number, label, colour in rows:
        symbol = QgsFillSymbol.createSimple({"color": colour, "outline_color": "#6b6b6b", "outline_width": "0.05"})
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, f'"loss_class" = {number}', f"{number} – {label}" if scheme else label))  # fmt: skip
    hatched = QgsFillSymbol.createSimple(
        {"style": "b_diagonal", "color": "#6b6b6b", "outline_color": "#6b6b6b", "outline_width": "0.1"}
    )
    rules.appendChild(QgsRuleBasedRenderer.Rule(hatched, 0, 0, "ELSE", tr("not ranked")))
    layer.setRenderer(QgsRuleBasedRenderer(rules))
