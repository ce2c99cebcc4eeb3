# SPDX-License-Identifier: GPL-2.0-or-later
"""Print a deb822 entry for a release's backports, with the mirror and key of the entry that serves the release."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def deb822_entries(text: str) -> list[dict[str, str]]:
    """Stanzas of a ``.sources`` file as dictionaries of single-line fields; comments are left out."""
    entries = []
    for stanza in re.split(r"\n\s*\n", text):
        lines = [line for line in stanza.splitlines() if not line.startswith("#")]
        fields = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", "\n".join(lines), re.MULTILINE))
        if fields:
            entries.append(fields)
    return entries


def one_line_entries(text: str) -> list[dict[str, str]]:
    """``deb [options] uri suite components`` lines of a ``.list`` file in the same form."""
    entries = []
    for line in text.splitlines():
        match = re.match(r"deb\s+(?:\[(?P<options>[^\]]*)\]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s+(?P<parts>.+)", line)
        if match:
            signed = re.search(r"signed-by=(\S+)", match["options"] or "")
            entries.append(
                {"Types": "deb", "URIs": match["uri"], "Suites": match["suite"], "Components": match["parts"]}
                | ({"Signed-By": signed[1]} if signed else {})
            )
    return entries


def backports_entry(codename: str, folder: Path = Path("/etc/apt")) -> str:
    """The backports stanza for ``codename``. Raises ``SystemExit`` when no entry serves the release."""
    files = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))]
    for file in files:
        if not file.is_file() or file.suffix not in (".list", ".sources"):
            continue
        read = deb822_entries if file.suffix == ".sources" else one_line_entries
        for entry in read(file.read_text()):
            if "deb" in entry.get("Types", "").split() and codename in entry.get("Suites", "").split():
                key = f"Signed-By: {entry['Signed-By']}\n" if entry.get("Signed-By") else ""
                return f"Types: deb\nURIs: {entry['URIs']}\nSuites: {codename}-backports\nComponents: main\n{key}"
    raise SystemExit(f"No apt source of this machine serves {codename}: add one, then run make setup again.")


if __name__ == "__main__":
    sys.stdout.write(backports_entry(sys.argv[1]))
