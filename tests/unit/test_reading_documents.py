# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers of texts, of whole documents and of folders, on small files written here; bad input gives one sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import reading_files as files
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.reading.formats import read, recognise


def test_a_plan_in_text_gives_its_tree_its_links_and_only_the_amounts_of_its_rubrics():
    plan = files.only(files.PLANS / "plan_vallee.txt")
    assert plan.format == "plan_text"
    assert [(a.number, a.title) for a in plan.actions] == [
        ("1", "OUVRIR UNE LIGNE DE CARS ENTRE LES BOURGS"), ("2", "GARER LES VELOS"), ("3", "VOIR LES TOITS"),
        ("4", "PARTAGER LES CAMIONS"),
    ]  # fmt: skip
    first, second, third, fourth = plan.actions
    assert [[step.name for step in a.axes[0]] for a in (first, third, fourth)] == [
        ["LES COMMUNES", "SE DEPLACER AUTREMENT"], ["LES COMMUNES", "SE CHAUFFER MIEUX"],
        ["Un plan des entreprises", "SE DEPLACER AUTREMENT"],
    ]  # fmt: skip
    assert any(
        "part" in r.text and r.counts for r in fourth.remarks
    )  # a heading that is not in the text is deduced, and said
    assert [(b.amount_min, b.amount_max, b.tax, b.per_year) for b in first.budgets] == [(200e3, 300e3, "HT", True)]
    assert (first.fields["start_date"], first.fields["end_date"]) == ("2026-09-01", "2028-06-30")
    assert [(a.name, a.role) for a in first.actors] == [
        ("Syndicat de la Vallée", "pilot_organisation"), ("Club des entreprises", "partner"), ("Région (transports, rail)", "partner"),
    ]  # fmt: skip
    assert [i.name for i in first.indicators] == ["Nombre de voyageurs", "Part de cars électriques"]
    assert ([b.state for b in second.budgets], second.fields["continuous"]) == (["to_define"], True)
    assert [(c.title, c.territory) for c in third.children] == [
        ("Stratégie de la Communauté de communes du Haut-Pré", "Communauté de communes du Haut-Pré")
    ]
    assert "thermographie" in third.children[0].fields["description"]
    assert [(x.kind, x.number) for x in third.links] == [("replaces", "2")]
    assert [(x.kind, x.number) for x in fourth.links] == [("variant", "1")]
    assert fourth.fields["calendar_certainty"] == "repaired"
    assert [(r.code, r.label) for _path, r in plan.axis_references] == [("4.2", "aller à pied")]
    assert "Merci" not in str(fourth.fields)


@pytest.mark.parametrize("form", ["auto", "sheet_text", "plan_text"])
def test_sheets_in_text_are_told_apart_by_their_headings(form):
    plan = files.only(files.PLANS / "fiches_vallee.txt", form)
    first, second = plan.actions
    assert (first.number, first.title, first.fields["stakes"]) == ("7", "Planter des haies", "Le bocage a reculé.")
    assert (first.fields["status"], first.fields["status_original"], first.fields["priority"]) == (
        "realise",
        "Terminé",
        "eleve",
    )
    assert [(a.name, a.role) for a in first.actors] == [("Service espaces verts", "pilot_service")]
    assert first.fields["start_date"] == "2027-01-01"
    assert first.budgets == [] and first.fields["budget_text"] == "0,25 euros/km"
    assert "status" not in second.fields and second.fields["status_original"] == "Peut-être"
    assert any(r.field == "status" and r.counts for r in second.remarks)


def test_word_sheets_are_read_from_cells_and_content_controls(tmp_path):
    file = files.docx(
        tmp_path / "fiches.docx",
        files.paragraph("Fiche 3 – Rouler moins", "Titre1"),
        files.table(
            ["Objectifs", "Moins de camions"],
            ["Impact de l'action", files.box("Atténuation", True) + files.box("Adaptation", False, "☒")],
            ["", files.box("GES", False) + files.box("Qualité de l'air", True)],
            ["Sous-action 1", "Descriptif", "Compter les camions. Puis les réduire."],
            ["", "Etat", "En cours"],
            ["PILOTAGE", ""],
            ["Maître d'ouvrage", "La communauté", "Partenaires", "CCI, communes"],
        ),
        files.paragraph("Fiche 4 – Marcher plus", "Titre1"),
        files.table(["Objectifs", "Des trottoirs"], ["Calendrier", "2027"]),
    )
    first, second = files.only(file).actions
    impacts = {
        n: first.fields.get(n) for n in ("mitigation", "adaptation", "impact_ghg", "impact_air", "impact_storage")
    }
    assert impacts == {
        "mitigation": True,
        "adaptation": False,
        "impact_ghg": False,
        "impact_air": True,
        "impact_storage": None,
    }
    assert [(c.title, c.fields["status"]) for c in first.children] == [("Compter les camions", "en_cours")]
    assert [(a.name, a.role) for a in first.actors] == [
        ("La communauté", "contracting_authority"), ("CCI", "partner"), ("communes", "partner"),
    ]  # fmt: skip
    assert (second.number, second.title, second.fields["objectives"]) == ("4", "Marcher plus", "Des trottoirs")


def test_odt_sheets_are_read_from_cells_and_form_boxes(tmp_path):
    def row(*cells: str) -> str:
        return (
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{c}</text:p></table:table-cell>" for c in cells)
            + "</table:table-row>"
        )

    forms = '<office:forms><form:form><form:checkbox form:id="c1" form:current-state="checked"/><form:checkbox form:id="c2"/></form:form></office:forms>'
    boxes = '<draw:control draw:control="c1"/> Atténuation <draw:control draw:control="c2"/> Adaptation'
    rows = row("Objectifs", "Moins<text:s text:c='2'/>de bruit") + row("Impact", boxes) + row("Statut", "À venir")
    body = f'<text:h text:outline-level="1">Action 5 : Isoler</text:h><table:table>{rows}</table:table>'
    (action,) = files.only(files.odt(tmp_path / "fiche.odt", body, forms)).actions
    assert (action.number, action.title, action.fields["objectives"]) == ("5", "Isoler", "Moins de bruit")
    assert (action.fields["mitigation"], action.fields["adaptation"], action.fields["status"]) == (
        True,
        False,
        "a_venir",
    )


def test_a_folder_is_read_file_by_file_and_a_broken_one_stops_no_other(tmp_path):
    (tmp_path / "a.txt").write_bytes((files.PLANS / "plan_vallee.txt").read_bytes())
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "ignored.png").write_bytes(b"")
    sources = read(tmp_path)
    assert (sources.count(), [name for name, _error in sources.failures]) == (4, ["b.xlsx"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(RecordError, match="no file that can be read"):
        read(tmp_path / "empty")


def broken(tmp_path: Path) -> dict[str, tuple[Path, str]]:
    """Bad files, each with what its sentence says."""
    made: dict[str, tuple[Path, str]] = {}

    def put(name: str, content: bytes, told: str) -> None:
        (tmp_path / name).write_bytes(content)
        made[name] = (tmp_path / name, told)

    put("zip.xlsx", b"PK\x03\x04" + b"\x00" * 40, "damaged")
    put("texte.xlsx", b"bonjour", "damaged")
    put(
        "secret.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "password",
    )
    put("ancien.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "before 2007")
    put("vide.csv", b"", "no column of titles")
    put("faux.json", b"{", "not readable JSON")
    put("autre.json", b'[{"a": 1}]', "neither the fields")
    put("profond.json", b"[" * 200_000, "not readable JSON")
    put("image.bmp", b"BM", "no known format")
    put("binaire.txt", b"\x00\x01\x02", "not a text file")
    put("prose.txt", "Une étude sans fiche.".encode(), "no action is recognised")
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'
    bomb = files.raw_workbook(tmp_path / "entites.xlsx", "")
    with zipfile.ZipFile(bomb, "a") as more:
        more.writestr("xl/styles.xml", entity)
    made["entites.xlsx"] = (bomb, "declares entities")
    cut = files.raw_workbook(tmp_path / "coupe.xlsx", "<sheetData><row>")
    made["coupe.xlsx"] = (cut, "damaged")
    renamed = files.docx(tmp_path / "texte_renomme.xlsx")
    made["texte_renomme.xlsx"] = (renamed, "not a workbook")
    made["classeur.docx"] = (files.raw_workbook(tmp_path / "classeur.docx", ""), "not a text document")
    return made


def test_every_broken_file_is_one_sentence_that_names_it(tmp_path):
    for name, (path, told) in broken(tmp_path).items():
        with pytest.raises(RecordError) as caught:
            read(path)
        assert told in str(caught.value), name
        assert path.name in str(caught.value), name
        assert "\n" not in str(caught.value)
    with pytest.raises(RecordError, match="does not exist"):
        read(tmp_path / "absent.xlsx")


def test_the_format_is_recognised(tmp_path):
    assert recognise(files.PLANS / "plan_vallee.txt") == "plan_text"
    (tmp_path / "fiche.txt").write_text(
        "Action 1 : Agir\n\nSous-action 1\tDescriptif\tFaire\nAction 2 : Voir\n", encoding="utf-8"
    )
    assert recognise(tmp_path / "fiche.txt") == "sheet_text"
    assert (
        recognise(files.workbook(tmp_path / "t.xlsx", [files.TET, ["1", "", "A", "", "", "", "", "", ""]]))
        == "tet_xlsx"
    )


def test_a_list_of_actions_in_a_word_table_is_an_action_a_line(tmp_path):
    file = files.docx(
        tmp_path / "liste.docx",
        files.paragraph("Nos actions"),
        files.table(
            ["N°", "Action", "Pilote", "Échéance"],
            ["1", "Semer", "Service vert", "2027"],
            ["2", "Récolter", "", "2028"],
        ),
    )
    assert [(a.number, a.title, a.fields["end_date"]) for a in files.only(file).actions] == [
        ("1", "Semer", "2027-12-31"), ("2", "Récolter", "2028-12-31"),
    ]  # fmt: skip


def test_a_plan_in_word_paragraphs_is_read_as_text(tmp_path):
    lines = (
        "AXE 1 – BOUGER",
        "ACTION 1 – MARCHER",
        "Des trottoirs.",
        "Budget : 10 000 € HT",
        "ACTION 2 – ROULER",
        "Des pistes.",
    )
    plan = files.only(files.docx(tmp_path / "plan.docx", *map(files.paragraph, lines)))
    assert [(a.number, a.title, a.fields["description"]) for a in plan.actions] == [
        ("1", "MARCHER", "Des trottoirs."), ("2", "ROULER", "Des pistes."),
    ]  # fmt: skip
    assert [(b.amount_min, b.tax) for b in plan.actions[0].budgets] == [(10000, "HT")]


def test_an_evaluation_gives_values_by_territory_and_reasons_of_absence():
    plan = files.only(files.PLANS / "evaluation_vallee.txt")
    assert plan.actions == []
    assert [(i.code, i.name) for i in plan.indicators] == [
        ("5", "NOMBRE DE RENCONTRES"), ("6", "NOMBRE DE COMMUNES PRESENTES"), ("7", "Arbres plantés"),
        ("8", "Litres économisés"), ("9", "Trajets évités"),
    ]  # fmt: skip
    values = [[(v.territory, v.year, v.value, v.reason) for v in i.values] for i in plan.indicators]
    assert values == [
        [("Vallée haute", 2024, 3, None), ("Vallée basse", 2024, 4, None)],
        [("Vallée haute", 2024, 3, None), ("Vallée basse", 2024, 7, None)],
        [], [(None, 2024, None, "inexistante")], [(None, 2024, None, "trop_tot")],
    ]  # fmt: skip
    assert [v.certainty for v in plan.indicators[0].values] == ["repaired", "certain"]
    assert any(r.counts for r in plan.indicators[4].remarks)
    assert plan.objectives == "Réunir les élus\nInformer"


def test_word_boxes_merged_cells_lists_and_what_was_deleted(tmp_path):
    old = '<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:t> GES </w:t></w:r>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r><w:t> Air</w:t></w:r>'
    merged = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>Objectifs</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Puis encore</w:t></w:r></w:p></w:tc></w:tr>"
    listed = "<w:tr><w:tc><w:p><w:r><w:t>Partenaires</w:t></w:r></w:p></w:tc><w:tc><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Région</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Europe</w:t></w:r></w:p></w:tc></w:tr>"
    body = (
        files.paragraph("Fiche 1 – Semer", "Titre1")
        + files.table(
            ["Impact", f"<w:r/>{old}{symbol}"],
            [
                "Objectifs",
                "<w:del><w:r><w:delText>Non</w:delText></w:r></w:del><w:r><w:t>Oui</w:t><w:br/><w:t>vraiment</w:t></w:r>",
            ],
        )
        + f"<w:tbl>{merged}{listed}</w:tbl>"
    )
    (action,) = files.only(files.docx(tmp_path / "a.docx", body)).actions
    assert (action.fields["impact_ghg"], action.fields["impact_air"]) == (True, False)
    assert action.fields["objectives"] == "Oui\nvraiment\nPuis encore"
    assert [a.name for a in action.actors] == ["Région", "Europe"]


def test_labels_side_by_side_have_their_texts_on_the_next_line(tmp_path):
    body = files.paragraph("Fiche 1 – Semer", "Titre1") + files.table(
        ["Calendrier", "Statut", "Budget"], ["2027", "En cours", "10 k€"], ["Pilote", "Service vert"]
    )
    (action,) = files.only(files.docx(tmp_path / "a.docx", body)).actions
    assert (action.fields["start_date"], action.fields["status"], action.budgets[0].amount_min) == (
        "2027-01-01",
        "en_cours",
        10_000,
    )
    assert action.fields["pilot"] == "Service vert"
