# SPDX-License-Identifier: GPL-2.0-or-later
"""Small territories for an atlas, and the text of the pages that come out."""

from __future__ import annotations

import re
import subprocess

from qgis.core import QgsProject

X, Y = 650_000, 7_060_000
ALL = ["contents", "council", "territories", "themes", "actions", "notes"]


def box(left, bottom, right, top) -> str:
    a, b, c, d = X + left, Y + bottom, X + right, Y + top
    return f"POLYGON (({a} {b}, {c} {b}, {c} {d}, {a} {d}, {a} {b}))"


def text_of(pdf) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    return done.stdout.replace("\u00a0", " ").replace("\u202f", " ").split("\f")[:-1]


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def added(made):
    QgsProject.instance().addMapLayer(made)
    return made


def check_contents(pages: list[str]) -> list[tuple[str, int]]:
    """Each line of the contents names a page on which its title is, and which bears its number."""
    listed = []
    contents = [page for page in pages if re.search(r"^ *Title +Page", page, re.MULTILINE)]
    for page in contents:
        for line in page.splitlines():
            found = re.match(r"\s*(\S.*?)\s{2,}(\d+)$", line)
            if found:
                listed.append((found[1], int(found[2])))
    for title, number in listed:
        assert f"Page {number}" in flat(pages[number - 1]), (title, number)
    return listed
