# SPDX-License-Identifier: GPL-2.0-or-later
"""What a review found the readers to lose, shift or take for something else."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import reading_files as files
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.reading.formats import read


def table(tmp_path: Path, text: str):
    file = tmp_path / "plan.csv"
    file.write_text(text, encoding="utf-8")
    return files.only(file)


def test_a_line_of_a_table_longer_than_its_headers_is_doubtful(tmp_path):
    plan = table(tmp_path, "N°;Titre\n1;Semer;perdu;aussi\n2;Voir;;\n")
    (told,) = [r for r in plan.remarks if r.counts]
    assert (told.location.line, told.original) == (2, "perdu | aussi")
    assert "4 fields for 2 headers" in told.text


@pytest.mark.parametrize(
    ("cells", "expected", "doubtful"),
    [
        (["0.45", "1", "0"], [45, 100, 0], 0),  # shares, as a spreadsheet keeps percentages
        (["45", "1", "100"], [45, 1, 100], 0),
        (["45 %", "1 %"], [45, 1], 0),
        (["0.45", "60"], [45, 60], 1),
        (["1", "0"], [None, 0], 1),  # 1 % or all of it: nothing is invented
        (["150", "-3", "abc", "20"], [None, None, None, 20], 3),
    ],
)
def test_the_scale_of_progress_is_that_of_its_column(tmp_path, cells, expected, doubtful):
    lines = "".join(f"Action {n};En cours;{cell}\n" for n, cell in enumerate(cells))
    plan = table(tmp_path, f"Titre;Statut;Avancement %\n{lines}")
    assert [a.fields.get("progress_pct") for a in plan.actions] == expected
    assert {(a.fields["status"], a.fields["status_original"]) for a in plan.actions} == {("en_cours", "En cours")}
    assert [r.field for a in plan.actions for r in a.remarks if r.counts] == ["progress_pct"] * doubtful


def test_a_column_of_confidentiality_is_read_whatever_its_header(tmp_path):
    for header in ("Confidentiel", "Confidentialité", "Confidentialité de l'action"):
        plan = table(tmp_path, f"Titre;{header}\nSemer;Oui\nVoir;Non\nDire;\n")
        assert [a.fields.get("confidential") for a in plan.actions] == [True, False, None]


@pytest.mark.parametrize("form", ["auto", "sheet_text"])
def test_a_sheet_with_a_title_too_long_is_refused_and_spoils_no_other(tmp_path, form):
    long = "Agir " * 80
    text = "Fiche 1 : Semer\nObjectifs : Du blé\nPilote : Service vert\nStatut : En cours\n"
    file = tmp_path / "fiches.txt"
    file.write_text(text + text.replace("1 : Semer", f"2 : {long}").replace("blé", "vent"), encoding="utf-8")
    first, second = files.only(file, form).actions
    assert (first.fields["objectives"], second.fields["objectives"]) == ("Du blé", "Du vent")
    assert first.refused is None and second.refused is not None and "300 at most" in second.refused.text


@pytest.mark.parametrize("style", ["Heading1", "Titre1"])
def test_a_word_heading_is_one_even_without_the_styles_of_the_document(tmp_path, style):
    body = [
        files.paragraph("Rouler moins", style),
        files.table(["Objectifs", "Moins"], ["Statut", "En cours"], ["Pilote", "Elle"]),
    ]
    body += [files.paragraph("Marcher " * 50, style), files.table(["Objectifs", "Plus"])]
    file = files.docx(tmp_path / "a.docx", *body)
    bare = tmp_path / "sans_styles.docx"
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(bare, "w") as made:
        for name in source.namelist():
            if name != "word/styles.xml":
                made.writestr(name, source.read(name))
    first, second = files.only(bare).actions
    assert (first.title, first.fields["objectives"], second.refused is not None) == ("Rouler moins", "Moins", True)


def test_an_element_of_ademe_that_is_no_action_is_refused_alone(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"intitule": "Semer"}, "rien", {"intitule": ["l"]}, None]), encoding="utf-8")
    actions = files.only(file).actions
    assert [(a.title, a.refused is not None) for a in actions] == [("Semer", False), ("", True), ("", True), ("", True)]
    file.write_text(json.dumps([{"id": 1, "nom": "A", "actions": [{"intitule": "Semer"}, 3]}]), encoding="utf-8")
    assert [a.refused is not None for a in files.only(file).actions] == [False, True]
    file.write_text(
        json.dumps([{"id": 1, "actions": [{"intitule": "Semer", "secteurs": 3, "volets": "x"}]}]), encoding="utf-8"
    )
    assert [a.title for a in files.only(file).actions] == ["Semer"]


def test_a_list_of_indicators_is_refused_and_says_where_it_goes(tmp_path):
    file = tmp_path / "indicateurs.csv"
    file.write_text("identifiantReferentiel,titre,unite\ncae_1.a,Gaz,kteq CO2\n", encoding="utf-8")
    with pytest.raises(RecordError, match="pcaet:importindicators"):
        read(file)
    (tmp_path / "plan.csv").write_text("N°;Titre\n1;Semer\n", encoding="utf-8")
    sources = read(tmp_path)
    assert (sources.count(), [name for name, _error in sources.failures]) == (1, ["indicateurs.csv"])


def test_our_own_sheets_are_refused_with_the_way_to_import_the_plan(tmp_path):
    body = "<text:p>1 – Semer</text:p><table:table><table:table-row><table:table-cell><text:p>Statut</text:p></table:table-cell></table:table-row></table:table><text:p>PCAET d'essai. Atlas PCAET 0.9.1, 23/11/2026.</text:p>"
    with pytest.raises(RecordError, match="format xlsx"):
        read(files.odt(tmp_path / "fiches.odt", body))


def test_the_known_formats_leave_out_the_one_that_is_refused(tmp_path):
    (tmp_path / "a.bmp").write_bytes(b"BM")
    with pytest.raises(RecordError) as caught:
        read(tmp_path / "a.bmp")
    assert "xlsx" in str(caught.value) and "xls," not in str(caught.value)
