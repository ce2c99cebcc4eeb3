# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers of whole documents, on small files written here; bad input gives one sentence."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import reading_files as files
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.reading.formats import read, recognise
from atlas_pcaet.records.reading.spreadsheets import read_sheets

PLANS = Path(__file__).resolve().parents[1] / "data" / "plans"
TET = ["Axe (x)", "Sous-axe (x.x)", "Titre de l'action", "Titre de la sous-action", "Statut ", "Financeur 1", "Montant € HT", "Date de début", "Date de fin"]  # fmt: skip


def only(path: Path, form: str = "auto", mapping: dict[str, str] | None = None):
    (document,) = read(path, form, mapping).documents
    return document


def test_a_plan_in_text_gives_its_tree_its_links_and_only_the_amounts_of_its_rubrics():
    plan = only(PLANS / "plan_vallee.txt")
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
    plan = only(PLANS / "fiches_vallee.txt", form)
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
    first, second = only(file).actions
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
    (action,) = only(files.odt(tmp_path / "fiche.odt", body, forms)).actions
    assert (action.number, action.title, action.fields["objectives"]) == ("5", "Isoler", "Moins de bruit")
    assert (action.fields["mitigation"], action.fields["adaptation"], action.fields["status"]) == (
        True,
        False,
        "a_venir",
    )


@pytest.mark.parametrize(("driver", "name"), [("XLSX", "plan.xlsx"), ("ODS", "plan.ods")])
def test_territoires_en_transitions_is_read_by_label_whatever_the_order(tmp_path, driver, name):
    rows = [
        [TET[n] for n in (0, 1, 3, 2, 4, 5, 6, 8, 7)],
        [
            "1. Bouger",
            "1.1. À vélo",
            "",
            "Fiche 2 - Garer",
            "A discuter",
            "Région",
            "1 200,50",
            "31/12/2027",
            "01/01/2026",
        ],
        ["1. Bouger", "1.1. À vélo", "Poser des arceaux", "Fiche 2 - Garer", "Réalisé", "", "", "", ""],
        ["2. Autre", "", "Orpheline", "Fiche 2 - Garer", "", "", "", "", ""],
        ["2. Autre", "", "", "Deux dates", "", "", "", "01/01/2025", "01/01/2026"],
    ]
    plan = only(files.workbook(tmp_path / name, rows, "Plan", driver))
    assert plan.format == "tet_xlsx"
    first, orphan, wrong = plan.actions
    assert (first.number, first.title, first.fields["status"]) == ("2", "Garer", "a_discuter")
    assert [(s.number, s.name) for s in first.axes[0]] == [("1", "Bouger"), ("1.1", "À vélo")]
    assert [(b.funder, b.amount_min, b.tax) for b in first.budgets] == [("Région", 1200.5, "HT")]
    assert (first.fields["start_date"], first.fields["end_date"]) == ("2026-01-01", "2027-12-31")
    assert [c.title for c in first.children] == ["Poser des arceaux"]
    assert orphan.refused is not None
    assert wrong.fields["start_date"] is None and wrong.fields["calendar_certainty"] == "ambiguous"


def test_a_table_is_read_by_its_mapping_and_by_its_labels(tmp_path):
    file = tmp_path / "suivi.csv"
    file.write_text("Code;Quoi;Où en est-on;Combien\n1;Planter;Terminée;1 500 €\n2;;En cours;\n", encoding="cp1252")
    plan = only(file, "table", {"number": "Code", "title": "Quoi", "status": "Où en est-on", "budget": "Combien"})
    assert [(a.number, a.title, a.fields.get("status")) for a in plan.actions] == [
        ("1", "Planter", "realise"),
        ("2", "", "en_cours"),
    ]
    assert plan.actions[0].budgets[0].amount_min == 1500
    assert plan.actions[1].refused is not None
    file.write_text("N°;Intitulé;Avancement\n1;Planter;45 %\n", encoding="utf-8")
    (action,) = only(file).actions
    assert (action.number, action.title, action.fields["progress_pct"]) == ("1", "Planter", 45)


@pytest.mark.parametrize(
    ("mapping", "told"),
    [
        ({"titre": "Quoi"}, "not a field"),
        ({"title": "Absent"}, "no column “Absent”"),
        ({"title": "Quoi", "sheet": "X"}, "no sheet"),
    ],
)
def test_a_wrong_mapping_is_one_sentence(tmp_path, mapping, told):
    file = tmp_path / "suivi.csv"
    file.write_text("Code;Quoi\n1;Planter\n", encoding="utf-8")
    with pytest.raises(RecordError, match=told):
        read(file, "table", mapping)


def test_ademe_json_in_both_shapes_and_a_plan_chosen(tmp_path):
    flat = [
        {
            "id_demarche": "1",
            "collectivite": "CC A",
            "ordre": 1,
            "intitule": "Fiche 2 - Agir",
            "secteurs": ["Déchets"],
            "porteurs": ["Entreprise"],
        },
        {"id_demarche": "2", "collectivite": "CC B", "ordre": 1, "intitule": "Semer", "secteurs": [], "porteurs": []},
    ]
    file = tmp_path / "extrait.json"
    file.write_text(json.dumps(flat), encoding="utf-8")
    plan = only(file)
    assert [(a.number, a.title, a.axes[0][0].name, a.source_id) for a in plan.actions] == [
        ("2", "Agir", "CC A", "1/1"), (None, "Semer", "CC B", "2/1"),
    ]  # fmt: skip
    assert [(t.domain, t.label) for t in plan.actions[0].tags] == [("sector", "Déchets"), ("holder_type", "Entreprise")]
    assert [a.title for a in only(file, "auto", {"id_demarche": "2"}).actions] == ["Semer"]
    with pytest.raises(RecordError, match="no action of the plan"):
        read(file, "auto", {"id_demarche": "3"})
    nested = [
        {"id": 7, "typesDemarche": [{"libcourt": "PCAET"}], "actions": [
            {"intitule": "B.9. Isoler", "secteurs": [{"secteur": {"libelle": "Résidentiel"}}], "volets": [{"libelle": "Climat"}], "typesPorteur": [{"libelle": "Association"}]}]},
    ]  # fmt: skip
    file.write_text(json.dumps(nested), encoding="utf-8")
    (action,) = only(file).actions
    assert (action.number, action.title) == ("B.9", "Isoler")
    assert [(t.domain, t.label) for t in action.tags] == [
        ("sector", "Résidentiel"),
        ("holder_type", "Association"),
        ("tag", "Climat"),
    ]


def test_ademe_programme_in_one_cell_with_irregular_lines_and_forced_zeros(tmp_path):
    file = tmp_path / "pcaet_enr.csv"
    file.write_text(
        "\ufeffId;Nom;Collectivités porteuses;Contact;Programme d'actions;ENR_1_2_Production;ENR_1_3_Production\r\n"
        '10;PCAET A;CC A;Nom Effacé;"Fiche 1 - Agir¤secteurs#Déchets#Eau¤porteurs#Entreprise|Semer¤secteurs#¤porteurs#";1.0E-5;0.001\r\n'
        "11;PCAET B;CC B;;Voir¤secteurs#Forêt¤porteurs#Association;12\r\n"
        "12;PCAET C;CC C;;;1;2\r\n",
        encoding="utf-8",
    )
    plan = only(file)
    assert plan.format == "ademe_csv"
    assert [(a.number, a.title, a.axes[0][0].name) for a in plan.actions] == [
        ("1", "Agir", "CC A"),
        (None, "Semer", "CC A"),
        (None, "Voir", "CC B"),
    ]
    assert [t.label for t in plan.actions[0].tags] == ["Déchets", "Eau", "Entreprise"]
    told = [(r.certainty, r.text) for r in plan.remarks]
    assert any("2 cells hold a forced zero (1.0E-5)" in text for _c, text in told)
    assert ("doubtful", "The line has 6 fields for 7 headers: what is read may be shifted. Check it.") in told
    assert "Effacé" not in str(vars(plan))


def test_ademe_sheets_have_an_axis_per_plan(tmp_path):
    file = tmp_path / "Fiches_Action.csv"
    file.write_text(
        "\ufeffId_action;Id_demarche;Nom_demarche;Intitule_action;Description_action;Date_lancement;Contact_principal;Secteur;Cible_action\r\n"
        '1;10;PCAET A;Agir;"Une ""grande"" action\r\nsur deux lignes";01/02/2024;X;Déchets | Eau;grand public | acteurs publics (collectivités,administrations)\r\n'
        "2;11;PCAET B;Semer;;;;;\r\n",
        encoding="utf-8",
    )
    first, second = only(file).actions
    assert [a.axes[0][0].name for a in (first, second)] == ["PCAET A", "PCAET B"]
    assert first.fields["description"] == 'Une "grande" action\nsur deux lignes'
    assert first.fields["start_date"] == "2024-02-01"
    assert [t.label for t in first.tags] == [
        "Déchets",
        "Eau",
        "grand public",
        "acteurs publics (collectivités,administrations)",
    ]


def test_a_folder_is_read_file_by_file_and_a_broken_one_stops_no_other(tmp_path):
    (tmp_path / "a.txt").write_bytes((PLANS / "plan_vallee.txt").read_bytes())
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


def test_formulas_merged_cells_errors_and_macros_are_told(tmp_path):
    styles = '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'

    def text(place: str, value: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'

    heads = "".join(
        text(f"{c}1", label)
        for c, label in zip("ABCD", ("Axe (x)", "Titre de l'action", "Descriptif", "Date de fin"), strict=True)
    )
    data = (
        f'<sheetData><row r="1">{heads}</row>'
        f'<row r="2">{text("A2", "1. Bouger")}{text("B2", "Un")}<c r="C2" t="str"><f>A1&amp;"x"</f><v>calculé</v></c><c r="D2" s="1"><v>46022</v></c></row>'
        f'<row r="3">{text("B3", "Deux")}<c r="C3"><f>SUM(A1:A2)</f></c><c r="D3" t="e"><v>#REF!</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    )
    file = files.raw_workbook(tmp_path / "plan.xlsm", data, {"xl/vbaProject.bin": b"x"}, styles)
    plan = only(file)
    assert [(a.title, [s.name for s in a.axes[0]]) for a in plan.actions] == [("Un", ["Bouger"]), ("Deux", ["Bouger"])]
    assert plan.actions[0].fields["description"] == "calculé"
    assert plan.actions[0].fields["end_date"] == "2025-12-31"  # serial 46022 of Excel
    told = " ".join(r.text for r in plan.remarks)
    for word in ("no computed value", "#REF!", "2 formulas", "merged", "macros"):
        assert word in told


def test_three_hundred_characters_are_a_title_and_one_more_is_not(tmp_path):
    file = tmp_path / "longs.csv"
    file.write_text(f"Titre;Description\n{'a' * 300};x\n{'b' * 301};y\n", encoding="utf-8")
    first, second = only(file).actions
    assert first.refused is None
    assert second.refused is not None and "301" in second.refused.text


def test_an_identifier_given_twice_is_refused_the_second_time(tmp_path):
    file = tmp_path / "uuid.csv"
    file.write_text("uuid;Titre\nabc;Un\nabc;Deux\n", encoding="utf-8")
    first, second = only(file).actions
    assert (first.refused, second.refused is not None) == (None, True)


def test_american_dates_and_repeated_numbers_are_doubtful(tmp_path):
    file = tmp_path / "dates.csv"
    file.write_text("N°;Titre;Date de fin\n1;Un;12/14/20\n1;Deux;03/04/20\n", encoding="utf-8")
    actions = only(file).actions
    assert [a.fields["end_date"] for a in actions] == ["2020-12-14", "2020-04-03"]
    for action in actions:
        assert {r.field for r in action.remarks if r.counts} >= {"end_date", "number"}


def test_the_cells_are_those_gdal_reads(tmp_path):
    rows = [["Titre", "Texte"], ['Un <é> & "deux"', "ligne 1\nligne 2"], ["=1+1", "@x"]]
    for driver, name in (("XLSX", "a.xlsx"), ("ODS", "a.ods")):
        (sheet,) = read_sheets(files.workbook(tmp_path / name, rows, driver=driver))
        assert sheet.rows[1].cells == rows[1]
        assert sheet.rows[0].cells == rows[0]


def test_the_format_is_recognised(tmp_path):
    assert recognise(PLANS / "plan_vallee.txt") == "plan_text"
    (tmp_path / "fiche.txt").write_text(
        "Action 1 : Agir\n\nSous-action 1\tDescriptif\tFaire\nAction 2 : Voir\n", encoding="utf-8"
    )
    assert recognise(tmp_path / "fiche.txt") == "sheet_text"
    assert recognise(files.workbook(tmp_path / "t.xlsx", [TET, ["1", "", "A", "", "", "", "", "", ""]])) == "tet_xlsx"


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
    assert [(a.number, a.title, a.fields["end_date"]) for a in only(file).actions] == [
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
    plan = only(files.docx(tmp_path / "plan.docx", *map(files.paragraph, lines)))
    assert [(a.number, a.title, a.fields["description"]) for a in plan.actions] == [
        ("1", "MARCHER", "Des trottoirs."), ("2", "ROULER", "Des pistes."),
    ]  # fmt: skip
    assert [(b.amount_min, b.tax) for b in plan.actions[0].budgets] == [(10000, "HT")]


def test_a_workbook_with_a_sheet_per_tab_is_read_as_sheets(tmp_path):
    rows = [["Titre de l'action", "Semer"], ["Objectifs", "Du blé"], ["Pilote", "Service vert"], ["Statut", "En cours"]]
    (action,) = only(files.workbook(tmp_path / "fiche.xlsx", rows)).actions
    assert (action.title, action.fields["objectives"], action.fields["status"]) == ("Semer", "Du blé", "en_cours")


def test_a_line_that_names_its_parent_is_a_sub_action_and_columns_not_read_are_told(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("N°;Titre;Action parente;Couleur\n1;Semer;;rouge\n1.1;Labourer;1;\n2;Perdue;9;\n", encoding="utf-8")
    plan = only(file)
    assert [(a.title, [c.title for c in a.children], a.refused is not None) for a in plan.actions] == [
        ("Semer", ["Labourer"], False), ("Perdue", [], True),
    ]  # fmt: skip
    assert any("Couleur" in r.text for r in plan.remarks)


def test_the_export_of_territoires_en_transitions_is_read(tmp_path):
    rows = [
        ["Présentation de l'action", "", "", "", "", "", ""],
        ["Axe (x)", "Sous-sous-axe (x.x.x)", "Titre de l'action", "Statut", "Direction ou service pilote", "Budgets d'investissement", "L'action se répète tous les ans"],
        ["(Action non classée)", "", "Semer", "En pause", "Service A\nService B", "2024 :\n - 100 € HT prévisionnels\n - 80 € HT dépensés", "Oui"],
    ]  # fmt: skip
    (action,) = only(files.workbook(tmp_path / "export.xlsx", rows)).actions
    assert (action.axes, action.fields["status"], action.fields["continuous"]) == ([], "en_pause", True)
    assert [a.name for a in action.actors] == ["Service A", "Service B"]
    assert [(b.year, b.amount_min, b.phase, b.nature) for b in action.budgets] == [
        (2024, 100, "planned", "investment"),
        (2024, 80, "spent", "investment"),
    ]


def test_a_range_that_its_own_parser_refuses_is_kept_as_a_range(tmp_path):
    rows = [
        ["Axe (x)", "Titre de l'action", "Budget prévisionnel total € HT"],
        ["A", "Semer", "Entre 200 et 500"],
        ["A", "Voir", "-12"],
        ["A", "Dire", "beaucoup"],
    ]
    first, second, third = only(files.workbook(tmp_path / "tet.xlsx", rows)).actions
    assert [(b.amount_min, b.amount_max, b.tax, b.currency) for b in first.budgets] == [(200, 500, "HT", "EUR")]
    for action in (second, third):
        assert action.budgets == [] and any(r.field == "budget_text" and r.counts for r in action.remarks)


def test_markup_in_a_description_is_cleaned_and_its_original_kept(tmp_path):
    file = tmp_path / "html.csv"
    written = '<p>Texte</p><!--[if gte mso 9]><xml><w:LatentStyles DefLockedState=""false""></w:LatentStyles></xml><![endif]-->'
    file.write_text(f'Titre;Description\nSemer;"{written}"\n', encoding="utf-8")
    (action,) = only(file).actions
    assert action.fields["description"] == "Texte"
    assert any("LatentStyles" in r.original and r.certainty == "repaired" for r in action.remarks)


def test_an_evaluation_gives_values_by_territory_and_reasons_of_absence():
    plan = only(PLANS / "evaluation_vallee.txt")
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
    (action,) = only(files.docx(tmp_path / "a.docx", body)).actions
    assert (action.fields["impact_ghg"], action.fields["impact_air"]) == (True, False)
    assert action.fields["objectives"] == "Oui\nvraiment\nPuis encore"
    assert [a.name for a in action.actors] == ["Région", "Europe"]


def test_labels_side_by_side_have_their_texts_on_the_next_line(tmp_path):
    body = files.paragraph("Fiche 1 – Semer", "Titre1") + files.table(
        ["Calendrier", "Statut", "Budget"], ["2027", "En cours", "10 k€"], ["Pilote", "Service vert"]
    )
    (action,) = only(files.docx(tmp_path / "a.docx", body)).actions
    assert (action.fields["start_date"], action.fields["status"], action.budgets[0].amount_min) == (
        "2027-01-01",
        "en_cours",
        10_000,
    )
    assert action.fields["pilot"] == "Service vert"
