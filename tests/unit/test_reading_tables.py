# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers of workbooks and tables, among them those of Territoires en transitions and ADEME, on small files written here."""

from __future__ import annotations

import json

import pytest
import reading_files as files
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.reading.formats import read
from atlas_pcaet.records.reading.spreadsheets import read_sheets


@pytest.mark.parametrize(("driver", "name"), [("XLSX", "plan.xlsx"), ("ODS", "plan.ods")])
def test_territoires_en_transitions_is_read_by_label_whatever_the_order(tmp_path, driver, name):
    rows = [
        [files.TET[n] for n in (0, 1, 3, 2, 4, 5, 6, 8, 7)],
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
    plan = files.only(files.workbook(tmp_path / name, rows, "Plan", driver))
    assert plan.format == "tet_xlsx"
    first, orphan, wrong = plan.actions
    assert (first.number, first.title, first.fields["status"]) == ("2", "Garer", "a_discuter")
    assert [(s.number, s.name) for s in first.axes[0]] == [("1", "Bouger"), ("1.1", "À vélo")]
    assert [(b.funder, b.amount_min, b.tax) for b in first.budgets] == [("Région", 1200.5, "HT")]
    assert (first.fields["start_date"], first.fields["end_date"]) == ("2026-01-01", "2027-12-31")
    assert [c.title for c in first.children] == ["Poser des arceaux"]
    assert orphan.refused is not None
    assert wrong.fields["start_date"] is None and wrong.fields["calendar_certainty"] == "ambiguous"


def test_the_export_of_territoires_en_transitions_is_read(tmp_path):
    rows = [
        ["Présentation de l'action", "", "", "", "", "", ""],
        ["Axe (x)", "Sous-sous-axe (x.x.x)", "Titre de l'action", "Statut", "Direction ou service pilote", "Budgets d'investissement", "L'action se répète tous les ans"],
        ["(Action non classée)", "", "Semer", "En pause", "Service A\nService B", "2024 :\n - 100 € HT prévisionnels\n - 80 € HT dépensés", "Oui"],
    ]  # fmt: skip
    (action,) = files.only(files.workbook(tmp_path / "export.xlsx", rows)).actions
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
    first, second, third = files.only(files.workbook(tmp_path / "tet.xlsx", rows)).actions
    assert [(b.amount_min, b.amount_max, b.tax, b.currency) for b in first.budgets] == [(200, 500, "HT", "EUR")]
    for action in (second, third):
        assert action.budgets == [] and any(r.field == "budget_text" and r.counts for r in action.remarks)


def test_a_table_is_read_by_its_mapping_and_by_its_labels(tmp_path):
    file = tmp_path / "suivi.csv"
    file.write_text("Code;Quoi;Où en est-on;Combien\n1;Planter;Terminée;1 500 €\n2;;En cours;\n", encoding="cp1252")
    plan = files.only(file, "table", {"number": "Code", "title": "Quoi", "status": "Où en est-on", "budget": "Combien"})
    assert [(a.number, a.title, a.fields.get("status")) for a in plan.actions] == [
        ("1", "Planter", "realise"),
        ("2", "", "en_cours"),
    ]
    assert plan.actions[0].budgets[0].amount_min == 1500
    assert plan.actions[1].refused is not None
    file.write_text("N°;Intitulé;Avancement\n1;Planter;45 %\n", encoding="utf-8")
    (action,) = files.only(file).actions
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
    plan = files.only(file)
    assert [(a.number, a.title, a.axes[0][0].name, a.source_id) for a in plan.actions] == [
        ("2", "Agir", "CC A", "1/1"), (None, "Semer", "CC B", "2/1"),
    ]  # fmt: skip
    assert [(t.domain, t.label) for t in plan.actions[0].tags] == [("sector", "Déchets"), ("holder_type", "Entreprise")]
    assert [a.title for a in files.only(file, "auto", {"id_demarche": "2"}).actions] == ["Semer"]
    with pytest.raises(RecordError, match="no action of the plan"):
        read(file, "auto", {"id_demarche": "3"})
    nested = [
        {"id": 7, "typesDemarche": [{"libcourt": "PCAET"}], "actions": [
            {"intitule": "B.9. Isoler", "secteurs": [{"secteur": {"libelle": "Résidentiel"}}], "volets": [{"libelle": "Climat"}], "typesPorteur": [{"libelle": "Association"}]}]},
    ]  # fmt: skip
    file.write_text(json.dumps(nested), encoding="utf-8")
    (action,) = files.only(file).actions
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
    plan = files.only(file)
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
    first, second = files.only(file).actions
    assert [a.axes[0][0].name for a in (first, second)] == ["PCAET A", "PCAET B"]
    assert first.fields["description"] == 'Une "grande" action\nsur deux lignes'
    assert first.fields["start_date"] == "2024-02-01"
    assert [t.label for t in first.tags] == [
        "Déchets",
        "Eau",
        "grand public",
        "acteurs publics (collectivités,administrations)",
    ]


def test_a_workbook_with_a_sheet_per_tab_is_read_as_sheets(tmp_path):
    rows = [["Titre de l'action", "Semer"], ["Objectifs", "Du blé"], ["Pilote", "Service vert"], ["Statut", "En cours"]]
    (action,) = files.only(files.workbook(tmp_path / "fiche.xlsx", rows)).actions
    assert (action.title, action.fields["objectives"], action.fields["status"]) == ("Semer", "Du blé", "en_cours")


def test_a_line_that_names_its_parent_is_a_sub_action_and_columns_not_read_are_told(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("N°;Titre;Action parente;Couleur\n1;Semer;;rouge\n1.1;Labourer;1;\n2;Perdue;9;\n", encoding="utf-8")
    plan = files.only(file)
    assert [(a.title, [c.title for c in a.children], a.refused is not None) for a in plan.actions] == [
        ("Semer", ["Labourer"], False), ("Perdue", [], True),
    ]  # fmt: skip
    assert any("Couleur" in r.text for r in plan.remarks)


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
    plan = files.only(file)
    assert [(a.title, [s.name for s in a.axes[0]]) for a in plan.actions] == [("Un", ["Bouger"]), ("Deux", ["Bouger"])]
    assert plan.actions[0].fields["description"] == "calculé"
    assert plan.actions[0].fields["end_date"] == "2025-12-31"  # serial 46022 of Excel
    told = " ".join(r.text for r in plan.remarks)
    for word in ("no computed value", "#REF!", "2 formulas", "merged", "macros"):
        assert word in told


def test_three_hundred_characters_are_a_title_and_one_more_is_not(tmp_path):
    file = tmp_path / "longs.csv"
    file.write_text(f"Titre;Description\n{'a' * 300};x\n{'b' * 301};y\n", encoding="utf-8")
    first, second = files.only(file).actions
    assert first.refused is None
    assert second.refused is not None and "301" in second.refused.text


def test_an_identifier_given_twice_is_refused_the_second_time(tmp_path):
    file = tmp_path / "uuid.csv"
    file.write_text("uuid;Titre\nabc;Un\nabc;Deux\n", encoding="utf-8")
    first, second = files.only(file).actions
    assert (first.refused, second.refused is not None) == (None, True)


def test_american_dates_and_repeated_numbers_are_doubtful(tmp_path):
    file = tmp_path / "dates.csv"
    file.write_text("N°;Titre;Date de fin\n1;Un;12/14/20\n1;Deux;03/04/20\n", encoding="utf-8")
    actions = files.only(file).actions
    assert [a.fields["end_date"] for a in actions] == ["2020-12-14", "2020-04-03"]
    for action in actions:
        assert {r.field for r in action.remarks if r.counts} >= {"end_date", "number"}


def test_the_cells_are_those_gdal_reads(tmp_path):
    rows = [["Titre", "Texte"], ['Un <é> & "deux"', "ligne 1\nligne 2"], ["=1+1", "@x"]]
    for driver, name in (("XLSX", "a.xlsx"), ("ODS", "a.ods")):
        (sheet,) = read_sheets(files.workbook(tmp_path / name, rows, driver=driver))
        assert sheet.rows[1].cells == rows[1]
        assert sheet.rows[0].cells == rows[0]


def test_markup_in_a_description_is_cleaned_and_its_original_kept(tmp_path):
    file = tmp_path / "html.csv"
    written = '<p>Texte</p><!--[if gte mso 9]><xml><w:LatentStyles DefLockedState=""false""></w:LatentStyles></xml><![endif]-->'
    file.write_text(f'Titre;Description\nSemer;"{written}"\n', encoding="utf-8")
    (action,) = files.only(file).actions
    assert action.fields["description"] == "Texte"
    assert any("LatentStyles" in r.original and r.certainty == "repaired" for r in action.remarks)
