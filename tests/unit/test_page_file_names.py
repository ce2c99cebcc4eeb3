# SPDX-License-Identifier: GPL-2.0-or-later
"""File names from names of places."""

from __future__ import annotations

import pytest
from atlas_pcaet.processing.atlas.file_names import FORBIDDEN, LONGEST, distinct_names, file_name
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("a/b:c?", "a-b-c"),
        ("Saint-Omer", "Saint-Omer"),
        ("CON", "CON_"),
        ("nul.txt", "nul.txt_"),
        ("...", "page"),
        ("", "page"),
        ("fin. ", "fin"),
        ("E\u0301perlecques", "Éperlecques"),
    ],
)
def test_what_no_file_system_can_hold_is_replaced(name, file):
    assert file_name(name) == file


def test_names_that_become_the_same_are_numbered_whatever_their_case():
    assert distinct_names(["a/b", "a:b", "A-B", "c"]) == ["a-b", "a-b_2", "A-B_3", "c"]
    assert distinct_names(["a", "a_2", "a"]) == ["a", "a_2", "a_3"]


@given(st.lists(st.text(max_size=200), max_size=20))
def test_any_names_give_as_many_different_file_names(names):
    files = distinct_names(names)
    assert len({file.casefold() for file in files}) == len(names)
    for file in files:
        assert file
        assert not FORBIDDEN.search(file)
        assert not file.endswith((" ", "."))
        assert len(file.encode()) <= LONGEST + 4
