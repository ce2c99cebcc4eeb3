# SPDX-License-Identifier: GPL-2.0-or-later
"""The interface is complete in French, and what is compiled is what is translated."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest
from atlas_pcaet.i18n import load_translator, tr
from qgis.PyQt.QtCore import QCoreApplication


@pytest.fixture(scope="module")
def tool(root):
    spec = importlib.util.spec_from_file_location("translations", root / "tools" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_string_is_translated_with_its_placeholders(tool):
    found, faults = tool.sources()
    assert faults + tool.faults_of(found, tool.translations()) == []


def test_the_compiled_file_holds_every_translation(qgis_app, tool):
    translator = load_translator("fr")
    assert translator is not None
    QCoreApplication.installTranslator(translator)
    try:
        stale = [text for text, french in tool.translations().items() if tr(text) != french]
    finally:
        QCoreApplication.removeTranslator(translator)
    assert stale == []
    assert tr("Value") == "Value"


def test_there_is_no_translator_for_a_language_we_do_not_have(qgis_app):
    assert load_translator("eo") is None


def test_the_check_sees_what_is_missing(tool):
    faults = tool.faults_of({"A {x}": ["f.py"], "new": ["f.py"]}, {"A {x}": "B {y}", "gone": "parti"})
    assert len(faults) == 3


def test_the_reference_of_the_algorithms_is_what_the_code_says(root):
    done = subprocess.run(
        [sys.executable, str(root / "tools" / "algorithm_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-500:]
