# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever is given to the readers, they answer, in time, or refuse in one sentence. Seeds are fixed."""

from __future__ import annotations

import random
import time
import zipfile
from pathlib import Path

import pytest
import reading_files as files
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.reading import amounts, dates, indicator_lists, markup, mentions, numbers_titles
from atlas_pcaet.records.reading.formats import read
from atlas_pcaet.records.reading.structure import Location

PARSERS = {
    "calendar": dates.read_calendar, "date": dates.read_date, "amounts": amounts.amounts_in, "budgets": amounts.read_budgets,
    "markup": markup.plain, "boxes": markup.boxes, "title": numbers_titles.split_number, "mentions": mentions.mentions_in,
    "indicators": lambda text: indicator_lists.read_indicators(text, Location()),
}  # fmt: skip
ALPHABET = (
    "0123456789 .,;:/-–€£%°n'’«»()[]<>&éàûÉœ☐☒\t\n MKkmd anTHTC Fiche Action mars 2020 été à et de dont entre ¤#|"
)
LONG = ["a" * 20_000, "1 " * 5_000, "1" * 20_000, "<" * 20_000, "<!--" * 5_000, "2020 6- " * 2_000, "entre 1 et 2 " * 1_000, "Action 1.1" * 2_000]  # fmt: skip


@pytest.mark.parametrize("name", sorted(PARSERS))
def test_no_text_stops_a_parser(name):
    chance = random.Random(3)
    for _turn in range(1500):
        PARSERS[name]("".join(chance.choice(ALPHABET) for _ in range(chance.randint(0, 60))))
    for text in LONG:
        start = time.perf_counter()
        PARSERS[name](text)
        assert time.perf_counter() - start < 5, text[:20]


def was_read(path: Path, form: str = "auto") -> bool:
    """Read, or else refused in one line."""
    try:
        read(path, form)
    except RecordError as error:
        assert "\n" not in str(error)
        return False
    return True


def test_a_damaged_workbook_is_read_or_refused(tmp_path):
    chance = random.Random(5)
    whole = files.workbook(
        tmp_path / "a.xlsx", [["Axe (x)", "Titre de l'action", "Date de fin"], ["1. A", "Agir", "2026"]]
    ).read_bytes()
    found = set()
    for turn in range(150):
        content = bytearray(whole)
        if turn % 2:
            for _ in range(chance.randint(1, 20)):
                content[chance.randrange(len(content))] = chance.randrange(256)
        else:
            content = content[: chance.randrange(len(content))]
        (tmp_path / "b.xlsx").write_bytes(bytes(content))
        found.add(was_read(tmp_path / "b.xlsx"))
    assert found == {True, False}  # the damage is neither too small nor too large to tell anything


def test_a_workbook_with_damaged_parts_is_read_or_refused(tmp_path):
    chance = random.Random(6)
    whole = files.workbook(tmp_path / "a.ods", [["Axe (x)", "Titre de l'action"], ["1. A", "Agir"]], driver="ODS")
    with zipfile.ZipFile(whole) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    found = set()
    for _turn in range(100):
        with zipfile.ZipFile(tmp_path / "b.ods", "w") as made:
            for name, content in parts.items():
                mutable = bytearray(content)
                for _ in range(chance.randint(0, 4) if mutable else 0):
                    mutable[chance.randrange(len(mutable))] = chance.choice(b'<>"=0129AZa ')
                if chance.random() < 0.95:
                    made.writestr(name, bytes(mutable))
        found.add(was_read(tmp_path / "b.ods"))
    assert found == {True, False}


@pytest.mark.parametrize("name", ["plan_vallee.txt", "fiches_vallee.txt"])
def test_a_text_with_lines_lost_doubled_and_cut_is_read_or_refused(tmp_path, name):
    chance = random.Random(7)
    whole = (files.PLANS / name).read_text(encoding="utf-8").split("\n")
    read_as = {"auto": 0, "plan_text": 0, "sheet_text": 0}
    for _turn in range(60):
        lines = list(whole)
        for _ in range(chance.randint(1, 20)):
            n = chance.randrange(len(lines))
            lines[n : n + 1] = chance.choice(([], [lines[n]] * 2, [lines[n][: chance.randint(0, 30)]]))
        (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
        for form in read_as:
            read_as[form] += was_read(tmp_path / "a.txt", form)
    assert min(read_as.values()) > 30  # a few damaged lines are no reason to refuse most of the texts
