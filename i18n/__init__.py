# SPDX-License-Identifier: GPL-2.0-or-later
"""Translation: source strings are English literals in ``tr("…")``; the French file stands beside this one."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

CONTEXT = "AtlasPcaet"


def tr(text: str) -> str:
    """The translation of ``text`` in the language of QGIS, or ``text`` itself."""
    return QCoreApplication.translate(CONTEXT, text)


def load_translator(locale: str | None = None) -> QTranslator | None:
    """A translator for ``locale`` (default: QGIS's), not installed yet; None where there is no such file."""
    language = (locale or QgsApplication.locale() or "en")[:2]
    translator = QTranslator()
    file = Path(__file__).parent / f"atlas_pcaet_{language}.qm"
    return translator if file.exists() and translator.load(str(file)) else None
