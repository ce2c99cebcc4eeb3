# SPDX-License-Identifier: GPL-2.0-or-later
"""The models shipped as ``models/*.model3``: chains of our algorithms, under ASCII ids and French names.

A model's id is its name; the name shown is written here. QGIS gives the outputs of a model lower-case keys: ours are as
those of our algorithms, in capitals, and ``SKIPPED`` adds up what the steps left out. Files are made by ``tools/models.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingOutputNumber,
    QgsProcessingProvider,
)
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from .base import DOCUMENTATION, ICONS, group_name

FOLDER = Path(__file__).resolve().parent / "models"
GROUP_ID = "crossing"
# In the order they are loaded: the last one holds the others.
MODELS = {
    "diagnosticair": "Diagnostic air (modèle)",
    "diagnostichabitat": "Diagnostic habitat (modèle)",
    "modelecovoiturage": "Covoiturage (modèle)",
    "modelevelo": "Vélo (modèle)",
    "diagnosticcomplet": "Diagnostic complet (modèle)",
}
SKIPPED = "SKIPPED"


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model with a name to show, help on each parameter, and keys in capitals."""

    def createInstance(self) -> ShippedModel:
        made = ShippedModel()
        made.loadVariant(self.toVariant())
        made.setSourceFilePath(self.sourceFilePath())
        made.describe()
        return made

    def displayName(self) -> str:
        return MODELS.get(self.name(), self.name())

    def group(self) -> str:
        return group_name(GROUP_ID)

    def groupId(self) -> str:
        return GROUP_ID

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(ICONS / "atlas_pcaet.svg")

    def helpUrl(self) -> str:
        return f"{DOCUMENTATION}/{GROUP_ID}#{self.name()}"

    def shortHelpString(self) -> str:
        return str(self.helpContent().get("ALG_DESC", ""))

    def describe(self) -> None:
        """Give the parameters their help, and the outputs their label and key; call once the steps are known.

        What a later step reads may be left empty: the model then makes it for that step only.
        """
        between = self._between()
        told = self.helpContent()
        labels = {
            output.description().lower(): output.comment().description()
            for child in self.childAlgorithms().values()
            for output in child.modelOutputs().values()
        }
        for definition in self.parameterDefinitions():
            key = definition.name()
            if definition.isDestination():
                definition.setName(key.upper())
                definition.setDescription(labels.get(key, key))
                if key.lower() in between:
                    definition.setFlags(definition.flags() | Qgis.ProcessingParameterFlag.Optional)
            definition.setHelp(str(told.get(key, "")))
        for output in self.outputDefinitions():
            key = output.name()
            if key in labels:
                output.setName(key.upper())
                output.setDescription(labels[key])
        if self.outputDefinition(SKIPPED) is None:
            self.addOutput(QgsProcessingOutputNumber(SKIPPED, tr("Features left out")))

    def _between(self) -> set[str]:
        """The outputs, in lower case, of the steps that another step follows."""
        return {
            output.description().lower()
            for child in self.childAlgorithms().values() if self.dependentChildAlgorithms(child.childId())
            for output in child.modelOutputs().values()
        }  # fmt: skip

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        destinations = {d.name(): d for d in self.parameterDefinitions() if d.isDestination()}
        # A step takes its result from here even when nobody asked for it: it is then a temporary one.
        given = dict(parameters)
        for key, definition in destinations.items():
            value = parameters.get(key)
            unsaid = value in (None, "", QgsProcessing.TEMPORARY_OUTPUT)
            # A step looks for it under the one key or the other.
            given[key] = given[key.lower()] = definition.generateTemporaryDestination(context) if unsaid else value
        results = super().processAlgorithm(given, context, feedback)
        if not results:
            return {}
        steps = results.get("CHILD_RESULTS") or {}
        skipped = sum(int(step.get(SKIPPED) or 0) for step in steps.values() if isinstance(step, dict))
        own = {key: results[key.lower()] for key in destinations if key.lower() in results}
        kept = {key: value for key, value in results.items() if key not in {k.lower() for k in own}}
        return kept | own | {SKIPPED: skipped}


def load_models(provider: QgsProcessingProvider) -> None:
    """Add the shipped models to ``provider``, once its algorithms are registered: their steps are looked up there."""
    if QgsApplication.processingRegistry().providerById(provider.id()) is None:
        return
    for name in MODELS:
        model = ShippedModel()
        if model.fromFile(str(FOLDER / f"{name}.model3")):
            provider.addAlgorithm(model)
            model.describe()
