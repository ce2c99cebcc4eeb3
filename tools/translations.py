# SPDX-License-Identifier: GPL-2.0-or-later
"""Extract the strings of the plugin into the .ts file and compile it, or check that it is complete.

Every literal given to ``tr(…)`` or ``noop(…)`` is a source string, all in one context. (pylupdate5 takes the context
from the enclosing class, which a function cannot know when it runs.) ``--check`` fails when a string is new, gone,
untranslated, has other placeholders than its source, or is not a literal.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("processing", "ui", "cartography", "analysis", "records", "charts", "i18n")
TS = ROOT / "i18n" / "atlas_pcaet_fr.ts"
CONTEXT = "AtlasPcaet"


def sources() -> tuple[dict[str, list[str]], list[str]]:
    """Source strings with the places they stand, and the calls that cannot be extracted."""
    found: dict[str, list[str]] = {}
    faults = []
    files = [ROOT / "plugin.py", *(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))]
    for file in files:
        place = file.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "noop")):
                continue
            text = node.args[0] if node.args else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                found.setdefault(text.value, []).append(place)
            elif not _is_sentence_of_error(text):
                faults.append(f"{place}:{node.lineno}: the argument of {node.func.id}() is not a literal")
    return found, faults


def _is_sentence_of_error(node: ast.AST | None) -> bool:
    """``tr(error.sentence)``: the template of a DataError, marked where it is raised."""
    return isinstance(node, ast.Attribute) and node.attr == "sentence"


def translations() -> dict[str, str]:
    """What the .ts file holds; an empty text is not translated yet."""
    if not TS.exists():
        return {}
    return {
        message.findtext("source", ""): message.findtext("translation", "") or ""
        for message in ET.parse(TS).getroot().iter("message")
    }


def write(found: dict[str, list[str]], known: dict[str, str]) -> None:
    """Write the .ts file in the order of the sources and compile it."""
    root = ET.Element("TS", version="2.1", language="fr_FR", sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for text, places in found.items():
        message = ET.SubElement(context, "message")
        for place in dict.fromkeys(places):
            ET.SubElement(message, "location", filename=f"../{place}")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        translation.text = known.get(text, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    TS.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{ET.tostring(root, "unicode")}\n', "utf-8")
    subprocess.run(["lrelease", "-silent", str(TS), "-qm", str(TS.with_suffix(".qm"))], check=True)


def faults_of(found: dict[str, list[str]], known: dict[str, str]) -> list[str]:
    """What keeps the French from being complete."""
    faults = [f"new, run make i18n: {text[:80]!r} ({found[text][0]})" for text in found if text not in known]
    faults += [f"gone, run make i18n: {text[:80]!r}" for text in known if text not in found]
    for text, translation in known.items():
        if not translation:
            faults.append(f"not translated: {text[:80]!r}")
        elif sorted(re.findall(r"{\w*}", text)) != sorted(re.findall(r"{\w*}", translation)):
            faults.append(f"other placeholders: {text[:80]!r}")
    return faults


def main() -> int:
    found, faults = sources()
    if "--check" in sys.argv:
        faults += faults_of(found, translations())
    else:
        write(found, translations())
        untranslated = [text for text, translation in translations().items() if not translation]
        print(f"{len(found)} strings, {len(untranslated)} to translate")
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
