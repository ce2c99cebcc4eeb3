# SPDX-License-Identifier: GPL-2.0-or-later
"""Write the shipped models (processing/models/*.model3): .venv/bin/python tools/models.py [FOLDER]

Each is a list of inputs, steps and outputs; what they say is in French, as the models are changed in QGIS by their users.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_HASH_SEED"] = "0"  # else Qt writes attributes in another order each time
sys.path.append(str(Path(__file__).parent / "loader"))

from model_chains import CHAINS, Chain, Step
from plugin_package import plugin_package
from qgis.core import (
    QgsApplication,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

STEP_X, STEP_Y, LINE_Y = 340.0, 130.0, 65.0
BOX, NOTE = QSizeF(240, 42), QSizeF(220, 50)


def registered() -> None:
    """Our provider in the registry: steps are looked up there."""
    plugin_package()
    from atlas_pcaet.processing.provider import PcaetProvider

    KEPT.append(PcaetProvider())
    QgsApplication.processingRegistry().addProvider(KEPT[0])


KEPT: list[Any] = []


def source(value: Any) -> QgsProcessingModelChildParameterSource:
    """``"@NAME"`` is an input of the model, ``"step.OUTPUT"`` in a tuple a result, anything else a value."""
    if isinstance(value, tuple):
        return QgsProcessingModelChildParameterSource.fromChildOutput(*value)
    if isinstance(value, str) and value.startswith("@"):
        return QgsProcessingModelChildParameterSource.fromModelParameter(value[1:])
    return QgsProcessingModelChildParameterSource.fromStaticValue(value)


def built(chain: Chain) -> QgsProcessingModelAlgorithm:
    """The model of a chain."""
    model = QgsProcessingModelAlgorithm(chain.name, "Atlas PCAET", "crossing")
    told: dict[str, Any] = {"ALG_DESC": chain.told, "ALG_CREATOR": "Atlas PCAET"}
    for row, (definition, help_text) in enumerate(chain.inputs):
        told[definition.name()] = help_text
        placed = QgsProcessingModelParameter(definition.name())
        placed.setPosition(QPointF(0, row * LINE_Y))
        placed.setSize(BOX)
        model.addModelParameter(definition.clone(), placed)  # the model owns it; chains share theirs
    top = 0.0
    for step in chain.steps:
        model.addChildAlgorithm(child(step, top, told))
        top += max(STEP_Y, LINE_Y * len(step.outputs))
    model.setHelpContent(told)
    model.setParameterOrder([definition.name() for definition, _told in chain.inputs])
    model.setOutputOrder([name.lower() for step in chain.steps for name in step.outputs])
    model.updateDestinationParameters()
    return model


def child(step: Step, top: float, told: dict[str, Any]) -> QgsProcessingModelChildAlgorithm:
    """One step, with its outputs that are outputs of the model."""
    made = QgsProcessingModelChildAlgorithm(f"pcaet:{step.algorithm}")
    if made.algorithm() is None:
        raise SystemExit(f"no algorithm {step.algorithm}")
    known = {d.name() for d in made.algorithm().parameterDefinitions()}
    if wrong := set(step.inputs) - known:
        raise SystemExit(f"{step.algorithm} has no {sorted(wrong)}")
    made.setChildId(step.id)
    made.setDescription(step.label)
    made.setPosition(QPointF(STEP_X, top))
    for key, value in step.inputs.items():
        made.addParameterSources(key, [source(value)])
    outputs = {}
    for line, (name, (key, label, help_text)) in enumerate(step.outputs.items()):
        output = QgsProcessingModelOutput(name, name)
        output.setChildId(step.id)
        output.setChildOutputName(key)
        output.setMandatory(True)  # what a later step reads must be there
        output.comment().setDescription(label)
        output.comment().setPosition(QPointF(2.8 * STEP_X, top + line * LINE_Y))
        output.comment().setSize(NOTE)
        output.setPosition(QPointF(2 * STEP_X, top + line * LINE_Y))
        outputs[name] = output
        told[name.lower()] = help_text
    made.setModelOutputs(outputs)
    return made


def main() -> None:
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    registered()
    from atlas_pcaet.processing.models import FOLDER

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(exist_ok=True)
    provider = QgsApplication.processingRegistry().providerById("pcaet")
    for chain in CHAINS:
        model = built(chain)
        if not model.toFile(str(folder / f"{chain.name}.model3")):
            raise SystemExit(f"{chain.name} was not written")
        provider.refreshAlgorithms()  # the last model holds the others
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
