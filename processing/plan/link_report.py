# SPDX-License-Identifier: GPL-2.0-or-later
"""What a check of links shows: the places by state, and the proposals a person accepts or not."""

from __future__ import annotations

from qgis.core import QgsMarkerSymbol, QgsRuleBasedRenderer, QgsVectorLayer

from ...i18n import tr
from ...records.errors import RecordError, noop
from ..writing import Field

ID, ACCEPTED = "proposal", "accepted"
_YES, _NO = {"oui", "yes", "o", "y", "x", "1", "true", "vrai"}, {"", "non", "no", "n", "0", "false", "faux"}


def state_names() -> dict[str, str]:
    """The states of a link, in words."""
    return {
        "ok": tr("in order"),
        "moved": tr("moved"),
        "changed": tr("changed"),
        "lost": tr("lost"),
        "ambiguous": tr("ambiguous"),
    }


def rule_names() -> dict[str, str]:
    """By what a place was found again."""
    return {
        "": tr("not found"),
        "key": tr("key"),
        "key_written_otherwise": tr("key written otherwise"),
        "same_form": tr("same form"),
        "overlap": tr("best overlap"),
        "nearest": tr("nearest"),
    }


def place_fields() -> tuple[Field, ...]:
    """One row per link."""
    return (
        Field("link", "text", tr("Link")),
        Field("action", "text", tr("Action")),
        Field("role", "text", tr("Role")),
        Field("layer", "text", tr("Layer")),
        Field("key_field", "text", tr("Key field")),
        Field("key_value", "text", tr("Key")),
        Field("state", "text", tr("State (code)")),
        Field("state_label", "text", tr("State of the link")),
        Field("former_state", "text", tr("State in the plan (code)")),
        Field("rule", "text", tr("Found by (code)")),
        Field("score", "real", tr("Share in common (0–1)")),
        Field("proposals", "integer", tr("Proposals")),
        Field("applied", "integer", tr("Applied (1 = yes)")),
        Field("sentence", "text", tr("What was found")),
    )


def proposal_fields() -> tuple[Field, ...]:
    """One row per feature a link may be."""
    return (
        Field(ID, "text", tr("Proposal")),
        Field(ACCEPTED, "text", tr("Accepted (yes or empty)")),
        Field("action", "text", tr("Action")),
        Field("layer", "text", tr("Layer")),
        Field("key_value", "text", tr("Key")),
        Field("state", "text", tr("State (code)")),
        Field("rule", "text", tr("Found by (code)")),
        Field("score", "real", tr("Share in common (0–1)")),
        Field("new_layer", "text", tr("New layer")),
        Field("new_key_field", "text", tr("New key field")),
        Field("new_key_value", "text", tr("New key")),
        Field("new_fid", "integer", tr("Feature")),
        Field("sentence", "text", tr("What was found")),
        Field("link", "text", tr("Link")),
    )


def accepted(marks: dict[str, str]) -> set[str]:
    """The proposals a person accepted. Raises ``RecordError`` for a mark that says neither yes nor no."""
    chosen = set()
    for proposal, text in marks.items():
        word = text.strip().casefold()
        if word not in _YES | _NO:
            raise RecordError(
                noop("Proposal {proposal}: “{mark}” is neither yes nor no. Write yes in the column “accepted”, or nothing."),
                proposal=proposal, mark=text,
            )  # fmt: skip
        if word in _YES:
            chosen.add(proposal)
    return chosen


def style_places(layer: QgsVectorLayer) -> None:
    """States by colour and by shape, for whoever sees no colours."""
    rules = QgsRuleBasedRenderer.Rule(None)
    names = state_names()
    for state, shape, colour in (
        ("lost", "cross_fill", "#b2182b"),
        ("ambiguous", "star", "#7b3294"),
        ("moved", "triangle", "#d95f02"),
        ("changed", "square", "#e6ab02"),
        ("ok", "circle", "#1b9e77"),
    ):
        symbol = QgsMarkerSymbol.createSimple(
            {"name": shape, "color": colour, "outline_color": "#ffffff", "outline_width": "0.2", "size": "3"}
        )
        rules.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, f"\"state\" = '{state}'", names[state]))
    layer.setRenderer(QgsRuleBasedRenderer(rules))
