# SPDX-License-Identifier: GPL-2.0-or-later
"""Write docs/algorithmes.md from the code: every algorithm, parameter and output, with its help, in French."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parent.parent


def start():
    """QGIS, and the plugin in French."""
    from qgis.core import QgsApplication
    from qgis.PyQt.QtCore import QCoreApplication

    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    spec = importlib.util.spec_from_file_location(
        "atlas_pcaet", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["atlas_pcaet"] = module
    spec.loader.exec_module(module)
    from atlas_pcaet.i18n import load_translator

    translator = load_translator("fr")
    QCoreApplication.installTranslator(translator)
    return application, translator


def reference() -> str:
    """The whole page."""
    from atlas_pcaet.processing.provider import ALGORITHMS
    from qgis.core import QgsProcessingParameterDefinition

    optional = QgsProcessingParameterDefinition.Flag.FlagOptional
    hidden = QgsProcessingParameterDefinition.Flag.FlagHidden
    lines = [
        "# Référence des algorithmes",
        "",
        "Page tirée du code par `make docs` : ne la modifiez pas à la main.",
        "",
    ]
    for kind in ALGORITHMS:
        algorithm = kind()
        algorithm.initAlgorithm({})
        lines += [f"## {algorithm.displayName()}", "", f"`pcaet:{algorithm.name()}` — {algorithm.group()}", ""]
        lines += [algorithm.shortHelpString(), "", "| Paramètre | Libellé | Aide |", "|---|---|---|"]
        for parameter in algorithm.parameterDefinitions():
            if parameter.flags() & hidden:
                continue
            note = " (facultatif)" if parameter.flags() & optional else ""
            lines.append(f"| `{parameter.name()}`{note} | {parameter.description()} | {parameter.help()} |")
        lines += ["", "| Sortie | Libellé |", "|---|---|"]
        lines += [f"| `{output.name()}` | {output.description()} |" for output in algorithm.outputDefinitions()]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    kept = start()
    page = reference()
    target = ROOT / "docs" / "algorithmes.md"
    if "--check" in sys.argv:
        stale = not target.exists() or target.read_text(encoding="utf-8") != page
        sys.stdout.write("docs/algorithmes.md is not what the code says: run make docs\n" if stale else "")
        sys.stdout.flush()
        os._exit(int(stale))
    target.write_text(page, encoding="utf-8")
    os._exit(0)
