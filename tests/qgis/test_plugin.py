# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin loads without its libraries, and takes everything back."""

from __future__ import annotations

import logging
import subprocess
import sys
import textwrap

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QMenu, QToolBar

LIBRARIES = [
    "geopandas",
    "shapely",
    "rasterio",
    "pandas",
    "matplotlib",
    "scipy",
    "numpy",
    "pyproj",
    "pyogrio",
    "pyarrow",
]


def in_a_new_python(code: str, root) -> subprocess.CompletedProcess:
    start = f"""
        import importlib.util, os, sys
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from qgis.core import QgsApplication
        application = QgsApplication([], True)
        application.initQgis()
        spec = importlib.util.spec_from_file_location("atlas_pcaet", {str(root / "__init__.py")!r}, submodule_search_locations=[{str(root)!r}])
        package = importlib.util.module_from_spec(spec)
        sys.modules["atlas_pcaet"] = package
        spec.loader.exec_module(package)
    """
    program = textwrap.dedent(start) + textwrap.dedent(code) + "\nsys.stdout.flush(); os._exit(0)\n"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)


def test_loading_imports_no_library(root):
    done = in_a_new_python(
        f"""
        before = set(sys.modules)
        plugin = package.classFactory(None)
        plugin.initProcessing()
        print(len(plugin.provider.algorithms()), sorted((set(sys.modules) - before) & set({LIBRARIES})))
        """,
        root,
    )
    count, _, imported = done.stdout.strip().partition(" ")
    assert int(count) >= 5, done.stderr
    assert imported == "[]"


def test_the_plugin_loads_with_every_library_missing_and_names_it(root):
    done = in_a_new_python(
        f"""
        class Blocked:
            def find_spec(self, name, path=None, target=None):
                if name.split(".")[0] in {LIBRARIES}:
                    raise ModuleNotFoundError(name)
        for name in {LIBRARIES}:
            sys.modules.pop(name, None)
        sys.meta_path.insert(0, Blocked())
        plugin = package.classFactory(None)
        plugin.initProcessing()
        from qgis.core import QgsProcessingContext, QgsProcessingFeedback
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("pcaet:corridorbands")
        print(algorithm.canExecute()[0], algorithm.canExecute()[1])
        feedback = QgsProcessingFeedback()
        print("ran:", algorithm.run({{}}, QgsProcessingContext(), feedback)[1], feedback.textLog().splitlines()[-1])
        checked = QgsApplication.processingRegistry().createAlgorithmById("pcaet:checkenvironment")
        results, fine = checked.run({{}}, QgsProcessingContext(), QgsProcessingFeedback())
        print(fine, results["PROBLEMS"])
        """,
        root,
    )
    lines = done.stdout.strip().splitlines()
    assert lines[0].startswith("False The Python library “numpy” is missing."), done.stderr
    assert lines[1].startswith("ran: False The Python library “numpy” is missing. Install")
    assert lines[2] == "True 7"


def test_everything_given_is_taken_back_twice(qgis_app, qgis_iface, qgis_processing):
    from atlas_pcaet import classFactory

    window = qgis_iface.mainWindow()

    def ours():
        menus = [m for m in window.findChildren(QMenu) if m.objectName() == "AtlasPcaetMenu"]
        bars = [b for b in window.findChildren(QToolBar) if b.objectName() == "AtlasPcaetToolbar"]
        provider = QgsApplication.processingRegistry().providerById("pcaet")
        return len(menus), len(bars), provider is not None, len(logging.getLogger("atlas_pcaet").handlers)

    for _turn in range(2):
        before = ours()
        plugin = classFactory(qgis_iface)
        plugin.initGui()
        during = ours()
        assert during[0] == before[0] + 1
        assert during[2]
        plugin.unload()
        QgsApplication.processEvents()
        QgsApplication.sendPostedEvents(None, 52)  # deferred deletes
        assert ours() == before


def test_every_parameter_has_help_and_every_algorithm_a_page(provider):
    for algorithm in provider.algorithms():
        assert algorithm.shortHelpString()
        assert algorithm.helpUrl()
        assert algorithm.name().isalnum()
        assert algorithm.name().islower()
        assert any(output.name() == "SKIPPED" for output in algorithm.outputDefinitions())
        for parameter in algorithm.parameterDefinitions():
            assert parameter.help(), f"{algorithm.name()}: {parameter.name()}"
            assert parameter.name() == parameter.name().upper()


def test_enums_are_static_strings(provider):
    for algorithm in provider.algorithms():
        for parameter in algorithm.parameterDefinitions():
            if parameter.type() == "enum":
                assert parameter.usesStaticStrings()


def test_the_settings_page_keeps_what_is_typed(qgis_app, qtbot):
    from atlas_pcaet.processing import preferences
    from atlas_pcaet.ui.settings_page import SettingsFactory
    from qgis.core import QgsCoordinateReferenceSystem

    before = preferences.author(), preferences.project_crs()
    page = SettingsFactory().createWidget(None)
    qtbot.addWidget(page)
    page.author.setText("  A. B. ")
    page.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:2975"))
    page.apply()
    try:
        assert (preferences.author(), preferences.project_crs()) == ("A. B.", "EPSG:2975")
        again = SettingsFactory().createWidget(None)
        qtbot.addWidget(again)
        assert again.author.text() == "A. B."
    finally:
        preferences.save(*before)
