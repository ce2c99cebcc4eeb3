# SPDX-License-Identifier: GPL-2.0-or-later
"""The parameters ``NETWORK`` and ``MODE``, and the prepared network they lead to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ...i18n import tr

if TYPE_CHECKING:
    from ...analysis.network.road_network import RoadNetwork

MODES = ("car", "bike", "walk")  # ui and analysis say the same; a static list, whatever the language


def network_parameter(name: str) -> QgsProcessingParameterFile:
    return QgsProcessingParameterFile(
        name, tr("Road network"), QgsProcessingParameterFile.Behavior.File, "", None, False,
        tr("Road network (*.npz)"),
    )  # fmt: skip


def network_help() -> str:
    return tr("The file made by “Prepare a road network”.")


def mode_parameter(name: str) -> QgsProcessingParameterEnum:
    return QgsProcessingParameterEnum(name, tr("Means of travel"), list(MODES), False, MODES[0], False, True)


def mode_help() -> str:
    return tr("car, bike or walk: the speeds and the roads of the network for it.")


def open_network(path: str, feedback: QgsProcessingFeedback) -> tuple[RoadNetwork, dict[str, Any]]:
    """The network of a file and its facts; warns when the roads have changed since. Raises ``DataError``."""
    from ...analysis.network import network_file

    network, facts = network_file.load(path)
    source = facts.get("source", "")
    if source and Path(source).is_file():
        now = network_file.fingerprint(source, facts.get("options", {}))
        if now != facts.get("fingerprint"):
            feedback.pushWarning(
                tr("“{source}” has changed since the network was prepared: prepare it again to use the new roads.").format(
                    source=Path(source).name
                )
            )  # fmt: skip
    return network, facts


def network_notes(facts: dict[str, Any]) -> list[str]:
    """Where the travel times come from, for the metadata of a result."""
    return [
        tr("Travel times without congestion nor waiting at junctions, on “{layer}” ({source}); {share} % of the length has an assumed speed.").format(
            layer=facts.get("layer", "?"), source=facts.get("base", "?"), share=f"{100 * facts.get('assumed_share', 0):.0f}"
        )
    ]  # fmt: skip
