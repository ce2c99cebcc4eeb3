# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped models: loaded with the provider, French names over ASCII ids, help on everything, remade the same."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from qgis.core import Qgis, QgsApplication, QgsProcessingContext, QgsProcessingModelAlgorithm

NAMES = {
    "diagnosticair": "Diagnostic air",
    "diagnostichabitat": "Diagnostic habitat",
    "modelecovoiturage": "Covoiturage",
    "modelevelo": "Vélo",
    "diagnosticcomplet": "Diagnostic complet",
}


@pytest.fixture(params=NAMES)
def model(request, provider):
    found = QgsApplication.processingRegistry().algorithmById(f"pcaet:{request.param}")
    assert found is not None
    return found


def test_a_model_has_an_ascii_id_and_a_french_name(model):
    assert model.displayName().startswith(NAMES[model.name()])
    assert model.name().isascii()
    assert model.groupId() == "crossing"


def test_a_model_says_what_it_does_and_what_each_of_its_parameters_is(model):
    assert len(model.shortHelpString()) > 100
    for definition in model.parameterDefinitions():
        assert definition.help(), definition.name()
        assert definition.name() == definition.name().upper()
        assert definition.description() != definition.name()


def test_the_copy_that_runs_is_as_the_one_that_is_shown(model):
    copy = model.create()
    shown, runs = (
        [(d.name(), d.description(), d.help()) for d in algorithm.parameterDefinitions()] for algorithm in (model, copy)
    )
    assert shown == runs
    assert copy.canExecute()[0]
    assert {o.name() for o in copy.outputDefinitions()} >= {
        "SKIPPED",
        *(d.name() for d in copy.destinationParameterDefinitions()),
    }


def test_every_step_of_a_model_is_an_algorithm_of_ours_and_takes_what_it_is_given(model):
    for step in model.childAlgorithms().values():
        assert step.algorithmId().startswith("pcaet:")
        assert step.algorithm() is not None
        known = {d.name() for d in step.algorithm().parameterDefinitions()}
        assert set(step.parameterSources()) <= known
    assert model.validate()[0]


def test_the_complete_model_holds_the_others_and_the_crossing(provider):
    model = QgsApplication.processingRegistry().algorithmById("pcaet:diagnosticcomplet")
    steps = {step.algorithmId() for step in model.childAlgorithms().values()}
    assert steps == {f"pcaet:{name}" for name in (*list(NAMES)[:4], "crossterritory")}


def test_only_the_results_that_no_step_follows_are_required(provider):
    """From the list of steps of ``tools/model_chains.py``, read by hand."""
    last = {
        "diagnosticair": {"EXPOSURE"}, "diagnostichabitat": {"HOMES", "HOMES_BY_UNIT"}, "modelecovoiturage": {"CATCHMENTS", "ALLOCATION", "IMPACT"},
        "modelevelo": {"FIGURES", "GAPS", "ACCESS", "PROJECTS"}, "diagnosticcomplet": {"CROSSED"},
    }  # fmt: skip
    for name, wanted in last.items():
        model = QgsApplication.processingRegistry().algorithmById(f"pcaet:{name}").create()
        destinations = model.destinationParameterDefinitions()
        required = {d.name() for d in destinations if not d.flags() & Qgis.ProcessingParameterFlag.Optional}
        assert required == wanted, name


def test_a_result_between_two_steps_may_be_left_empty(provider):
    """The air model asked for its exposure only: emissions and concentrations are made for the step that reads them."""
    from atlas_pcaet.processing.models import ShippedModel

    seen = {}

    def remembered(model, parameters, context, feedback):
        seen.update(parameters)
        return {}

    model = QgsApplication.processingRegistry().algorithmById("pcaet:diagnosticair").create()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QgsProcessingModelAlgorithm, "processAlgorithm", remembered)
        ShippedModel.processAlgorithm(model, {"EXPOSURE": "e.gpkg", "EMISSIONS": None}, QgsProcessingContext(), None)
    assert seen["exposure"] == "e.gpkg"
    assert all(seen[key] == seen[key.lower()] for key in ("EXPOSURE", "EMISSIONS", "CONCENTRATIONS"))
    made = {seen["emissions"], seen["concentrations"]}
    assert len(made) == 2
    assert all(path.endswith(".gpkg") for path in made)


def test_only_the_models_with_flows_speak_of_them(provider):
    spoken = {
        name for name in NAMES
        if "flux" in QgsApplication.processingRegistry().algorithmById(f"pcaet:{name}").parameterDefinition("COMMUNES").help()
    }  # fmt: skip
    assert spoken == {"modelecovoiturage", "diagnosticcomplet"}


def test_a_user_s_copy_opens_in_the_designer(model, tmp_path):
    """What “save as” writes loads as an ordinary model, with the same steps."""
    assert model.toFile(str(tmp_path / "copie.model3"))
    copy = QgsProcessingModelAlgorithm()
    assert copy.fromFile(str(tmp_path / "copie.model3"))
    assert set(copy.childAlgorithms()) == set(model.childAlgorithms())


def test_loading_again_gives_each_model_once(provider):
    provider.refreshAlgorithms()
    names = [algorithm.name() for algorithm in provider.algorithms()]
    assert all(names.count(name) == 1 for name in NAMES)


def test_the_files_shipped_are_those_that_the_tool_writes(root, tmp_path):
    command = [sys.executable, str(root / "tools" / "models.py"), str(tmp_path)]
    here = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}  # its own folder is imported
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=here, check=False)
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        shipped = root / "processing" / "models" / f"{name}.model3"
        assert shipped.read_bytes() == (tmp_path / f"{name}.model3").read_bytes()


def test_no_path_of_a_machine_is_in_a_model(root):
    for file in (root / "processing" / "models").glob("*.model3"):
        text = file.read_text(encoding="utf-8")
        assert str(root) not in text
        assert "/home/" not in text
        assert "/tmp/" not in text
