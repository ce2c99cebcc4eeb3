# SPDX-License-Identifier: GPL-2.0-or-later
"""The yearly collection: workbooks sent, filled in by another program, merged: nothing overwritten, nothing twice."""

from __future__ import annotations

import re
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from atlas_pcaet.records.collection.merging import merge
from atlas_pcaet.records.collection.reading import answers, merge_returned
from atlas_pcaet.records.collection.writing import Collection, send
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan, transaction
from atlas_pcaet.records.writing.plan_content import read_content

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
SQL = Path(__file__).resolve().parent.parent / "data" / "plan_to_write.sql"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SERVICE = "collecte-2025-Service-dechets.xlsx"


class Spreadsheet:
    """Another program: opens a workbook by its XML alone, changes cells, and saves it without styles or lists."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            strings = [
                "".join(t.text or "" for t in si.iter(f"{MAIN}t"))
                for si in ET.fromstring(package.read("xl/sharedStrings.xml"))
            ]
            names = [s.get("name") for s in ET.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet")]
            self.sheets: dict[str, list[list[str]]] = {}
            for n, name in enumerate(names, 1):
                grid = []
                for row in ET.fromstring(package.read(f"xl/worksheets/sheet{n}.xml")).iter(f"{MAIN}row"):
                    grid.append([])
                    for cell in row:
                        value = cell.findtext(f"{MAIN}v") or ""
                        grid[-1].append(strings[int(value)] if cell.get("t") == "s" else value)
                self.sheets[name] = grid

    def set(self, sheet: str, line: int, column: str, text: str) -> None:
        grid = self.sheets[sheet]
        while len(grid) < line:
            grid.append([""] * len(grid[1]))
        grid[line - 1][grid[1].index(column)] = text

    def drop_columns(self, sheet: str, *columns: str) -> None:
        wanted = [self.sheets[sheet][1].index(column) for column in columns]
        self.sheets[sheet] = [[c for n, c in enumerate(row) if n not in wanted] for row in self.sheets[sheet]]

    def save(self, path: Path) -> Path:
        main = MAIN.strip("{}")
        relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(self.sheets, 1))
        targets = "".join(
            f'<Relationship Id="r{n}" Type="{relations}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(self.sheets) + 1)
        )
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>',
            )
            package.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{targets}</Relationships>',
            )
            for n, grid in enumerate(self.sheets.values(), 1):
                rows = "".join(
                    f'<row r="{r}">'
                    + "".join(
                        f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' for text in row
                    )
                    + "</row>"
                    for r, row in enumerate(grid, 1)
                )
                package.writestr(
                    f"xl/worksheets/sheet{n}.xml",
                    f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
                )
        return path


@pytest.fixture
def plan_file(tmp_path):
    create_plan(tmp_path / "plan.gpkg", "PCAET d'essai", LAMBERT)
    with closing(open_plan(tmp_path / "plan.gpkg")) as connection:
        connection.executescript(SQL.read_text(encoding="utf-8"))
    return tmp_path / "plan.gpkg"


@pytest.fixture
def plan(plan_file):
    with closing(open_plan(plan_file)) as connection:
        yield connection


@pytest.fixture
def sent(plan, tmp_path):
    with transaction(plan, "A. B."):
        workbooks, nobody = send(plan, read_content(plan), tmp_path / "envoi", Collection(2025, "2026-01-31"), "A. B.")
    assert [action.uuid for action in nobody] == ["a-45", "a-45b"]
    return {workbook.path.name: workbook for workbook in workbooks}


def returned(sent, tmp_path, name="retour.xlsx"):
    book = Spreadsheet(sent[SERVICE].path)
    return book, tmp_path / name


def merged(plan, path, mode="merge"):
    if mode != "merge":
        return merge(plan, path, mode, "A. B.")
    with transaction(plan, "A. B."):
        return merge(plan, path, mode, "A. B.")


def action(plan, uuid):
    return plan.execute("SELECT * FROM action WHERE uuid = ?", (uuid,)).fetchone()


def verdicts(outcome, *wanted):
    return [(line.location.line, line.verdict) for line in outcome.lines if line.verdict in wanted]


def entries(plan):
    return plan.execute("SELECT count(*) FROM journal").fetchone()[0]


def test_one_workbook_per_pilot_with_its_actions_its_lists_and_what_is_due(plan, sent, tmp_path):
    assert set(sent) == {"collecte-2025-CCI.xlsx", "collecte-2025-Chargee-de-mission-climat.xlsx", SERVICE}
    book = Spreadsheet(sent[SERVICE].path)
    header, *rows = book.sheets["Actions"][1:]
    by = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["uuid"] for row in by] == ["a-44", "a-44-1", "a-44-2"]
    assert "fin prévue : juin 2025" in by[0]["À faire cette année"]
    assert "est-ce réalisé ?" in by[1]["À faire cette année"]  # it was to end in 2024
    assert by[0]["Statut"] == "En cours"
    (value,) = [dict(zip(book.sheets["Indicateurs"][1], row, strict=True)) for row in book.sheets["Indicateurs"][2:]]
    assert (value["Code"], value["Année"], value["Valeur"]) == ("loc_1", "2025", "")
    assert (value["Dernière valeur connue"], value["Objectif"]) == ("81000 (2023)", "60000 (2030)")
    with zipfile.ZipFile(sent[SERVICE].path) as package:
        columns = package.read("xl/worksheets/sheet2.xml").decode()
    assert len(re.findall(r'<col min="[12]"[^>]*hidden="1"', columns)) == 2
    assert columns.count('type="list"') == 2  # status and priority
    assert {name for name in book.sheets if name not in ("Lisez-moi", "Actions", "Indicateurs")} == {"Envoi", "Listes"}


def test_confidential_actions_stay_out_unless_asked_for(plan, tmp_path):
    with transaction(plan):
        made, _ = send(plan, read_content(plan), tmp_path / "a", Collection(2025))
        whole, _ = send(plan, read_content(plan, confidential=True), tmp_path / "b", Collection(2025))
    assert len(whole) == len(made) + 1
    assert "Communauté d'essai" not in {workbook.recipient for workbook in made}
    for workbook in made:
        assert "foncière" not in str(Spreadsheet(workbook.path).sheets)


def test_who_was_asked_and_who_has_answered_is_in_the_plan(plan, sent, tmp_path):
    asked = answers(plan, 2025)
    assert {(a.recipient, a.file, a.due, a.returned_at) for a in asked} == {
        ("CCI", "collecte-2025-CCI.xlsx", "2026-01-31", None), ("Service déchets", SERVICE, "2026-01-31", None),
        ("Chargée de mission climat", "collecte-2025-Chargee-de-mission-climat.xlsx", "2026-01-31", None),
    }  # fmt: skip
    assert all(a.late("2026-02-01") and not a.late("2026-01-31") for a in asked)
    merged(plan, sent[SERVICE].path)
    (done,) = [a for a in answers(plan) if a.returned_at]
    assert (done.recipient, done.returned_by, done.changes, done.conflicts) == (
        "Service déchets",
        "Service déchets",
        0,
        0,
    )
    assert not done.late("2026-02-01")


def test_a_workbook_that_may_have_been_filled_in_is_never_overwritten(plan, sent, tmp_path):
    before = sent[SERVICE].path.read_bytes()
    with transaction(plan):
        again, _ = send(plan, read_content(plan), tmp_path / "envoi", Collection(2025))
    assert "collecte-2025-Service-dechets-2.xlsx" in {workbook.path.name for workbook in again}
    assert sent[SERVICE].path.read_bytes() == before


def test_a_workbook_returned_as_it_was_sent_changes_nothing(plan, sent):
    outcome = merged(plan, sent[SERVICE].path)
    assert (outcome.read, outcome.unchanged, outcome.updated, outcome.created, outcome.refused) == (3, 3, 0, 0, 0)
    assert action(plan, "a-44")["version"] == 1


def filled(sent, tmp_path):
    book, path = returned(sent, tmp_path)
    book.set("Actions", 3, "Statut", "Réalisé")
    book.set("Actions", 3, "Avancement (%)", "100 %")
    book.set("Actions", 3, "Date de fin", "31/12/2025")
    book.set("Actions", 4, "Date de fin", "2026")
    book.set("Actions", 6, "Titre de l'action", "Former les conducteurs")
    book.set("Actions", 6, "Action mère", "44")
    book.set("Actions", 6, "Numéro", "44.3")
    book.set("Indicateurs", 3, "Valeur", "79 500,5")
    book.set("Indicateurs", 3, "Source", "relevé des compteurs")
    return book.save(path)


def test_what_the_service_changed_is_taken_under_its_name(plan, sent, tmp_path):
    outcome = merged(plan, filled(sent, tmp_path))
    assert (outcome.read, outcome.updated, outcome.unchanged, outcome.created) == (4, 2, 1, 1)
    assert outcome.read == outcome.created + outcome.updated + outcome.unchanged + outcome.refused
    first = action(plan, "a-44")
    assert (first["status"], first["status_original"], first["progress_pct"]) == ("realise", "Réalisé", 100)
    assert (first["end_date"], first["end_precision"]) == ("2025-12-31", "day")
    second = action(plan, "a-44-1")
    assert (second["end_date"], second["end_precision"]) == ("2026-12-31", "year")
    added = plan.execute("SELECT * FROM action WHERE title = 'Former les conducteurs'").fetchone()
    assert (added["number"], added["parent_uuid"], added["axis_uuid"], added["status"]) == (
        "44.3",
        "a-44",
        "x-11",
        None,
    )
    pilots = plan.execute(
        "SELECT role FROM action_actor WHERE action_uuid = ? AND actor_uuid = 'p-1'", (added["uuid"],)
    ).fetchall()
    assert [row[0] for row in pilots] == ["pilot_service"]
    value = plan.execute("SELECT * FROM value WHERE indicator_uuid = 'i-km' AND year = 2025").fetchone()
    assert (value["value"], value["unit"], value["source"], value["action_uuid"]) == (
        79_500.5,
        "km",
        "relevé des compteurs",
        "a-44",
    )
    authors = {
        row[0] for row in plan.execute("SELECT author FROM journal WHERE row_uuid = 'a-44' AND operation = 'update'")
    }
    assert authors == {"Service déchets"}
    said = " ".join(line.sentence for line in outcome.lines)
    assert "Service déchets: “En cours” became “Réalisé”." in said
    (done,) = [a for a in answers(plan) if a.returned_at]
    assert done.changes == 7  # three columns, one, an action, a value and its source


def test_a_workbook_returned_twice_changes_nothing_the_second_time(plan, sent, tmp_path):
    path = filled(sent, tmp_path)
    merged(plan, path)
    before = entries(plan)
    outcome = merged(plan, path)
    assert entries(plan) == before
    assert (outcome.updated, outcome.created, outcome.refused, outcome.values, outcome.unchanged) == (0, 0, 0, 0, 4)
    assert verdicts(outcome, "conflict", "changed") == []


def test_a_dry_run_says_the_same_and_writes_nothing(plan, sent, tmp_path):
    path = filled(sent, tmp_path)
    before = entries(plan)
    tried = merged(plan, path, "dry_run")
    assert entries(plan) == before
    done = merged(plan, path)
    assert [(line.location, line.verdict, line.sentence) for line in tried.lines] == [
        (line.location, line.verdict, line.sentence) for line in done.lines
    ]
    with pytest.raises(RecordError, match="merge or dry_run"):
        merge(plan, path, "replace", "A. B.")


def test_what_both_changed_is_shown_side_by_side_and_the_plan_keeps_its_own(plan, sent, tmp_path):
    plan.execute("UPDATE action SET description = 'Changé au siège', modified_by = 'C. D.' WHERE uuid = 'a-44-1'")
    book, path = returned(sent, tmp_path)
    book.set("Actions", 4, "Description", "Changé au service")
    book.set("Actions", 4, "Moyens", "1 agent")
    outcome = merged(plan, book.save(path))
    row = action(plan, "a-44-1")
    assert (row["description"], row["means"]) == ("Changé au siège", "1 agent")  # another column is no conflict
    (line,) = [line for line in outcome.lines if line.verdict == "conflict"]
    assert (line.location.line, line.original) == (4, "Changé au service")
    for text in ("Changé au siège", "Changé au service", "Un nouveau plan de tournées.", "C. D.", "Service déchets"):
        assert text in line.sentence
    assert outcome.doubtful == 1
    kept = plan.execute("SELECT table_name, row_uuid, column_name, original, document FROM reading").fetchall()
    assert [tuple(row) for row in kept] == [("action", "a-44-1", "description", "Changé au service", "retour.xlsx")]
    before = entries(plan)
    merged(plan, path)
    assert entries(plan) == before


def test_the_same_change_on_both_sides_is_no_conflict(plan, sent, tmp_path):
    plan.execute("UPDATE action SET description = 'Le même texte' WHERE uuid = 'a-44-1'")
    book, path = returned(sent, tmp_path)
    book.set("Actions", 4, "Description", "Le même texte")
    outcome = merged(plan, book.save(path))
    assert verdicts(outcome, "conflict", "changed") == []


def test_an_answer_taken_then_changed_again_by_a_person_is_not_brought_back(plan, sent, tmp_path):
    path = filled(sent, tmp_path)
    merged(plan, path)
    plan.execute("UPDATE action SET status = 'en_pause', modified_by = 'C. D.' WHERE uuid = 'a-44'")
    outcome = merged(plan, path)
    assert action(plan, "a-44")["status"] == "en_pause"
    assert verdicts(outcome, "conflict") == []


def test_a_deleted_line_is_proposed_and_not_done(plan, sent, tmp_path):
    book, path = returned(sent, tmp_path)
    del book.sheets["Actions"][4]
    outcome = merged(plan, book.save(path))
    assert [(line.verdict, line.original) for line in outcome.lines if line.verdict == "proposed_deletion"] == [
        ("proposed_deletion", "44.2 – Acheter des vélos-cargos")
    ]
    assert action(plan, "a-44-2")["deleted"] == 0


def test_without_hidden_columns_lines_are_matched_by_number_and_title(plan, sent, tmp_path):
    plan.execute("UPDATE action SET description = 'Changé au siège' WHERE uuid = 'a-44-1'")
    book, path = returned(sent, tmp_path)
    book.set("Actions", 3, "Statut", "Réalisé")
    book.set("Actions", 4, "Description", "Changé au service")
    book.set("Indicateurs", 3, "Motif d'absence", "Données inexistantes")
    book.drop_columns("Actions", "uuid", "version")
    book.drop_columns("Indicateurs", "uuid", "version", "indicator_uuid", "action_uuid", "territory_uuid")
    outcome = merged(plan, book.save(path))
    assert any("matched by number and title" in line.sentence for line in outcome.lines)
    assert action(plan, "a-44")["status"] == "realise"
    assert verdicts(outcome, "conflict") == [(4, "conflict")]  # the version is on the hidden sheet
    assert (
        plan.execute("SELECT reason FROM value WHERE indicator_uuid = 'i-km' AND year = 2025").fetchone()[0]
        == "inexistante"
    )


def test_without_hidden_columns_nor_sheet_the_name_of_the_file_ties_it(plan, sent, tmp_path):
    plan.execute("UPDATE action SET description = 'Changé au siège' WHERE uuid = 'a-44-1'")
    book, _ = returned(sent, tmp_path)
    book.set("Actions", 4, "Description", "Changé au service")
    book.set("Actions", 3, "Statut", "Réalisé")
    book.drop_columns("Actions", "uuid", "version")
    del book.sheets["Envoi"]
    outcome = merged(plan, book.save(tmp_path / SERVICE))
    assert action(plan, "a-44")["status"] == "realise"
    assert verdicts(outcome, "conflict") == [(4, "conflict")]
    before = entries(plan)
    with pytest.raises(
        RecordError,
        match=r"“autre\.xlsx”: its hidden columns were deleted and the plan has not sent a workbook of this name",
    ):
        merged(plan, book.save(tmp_path / "autre.xlsx"))
    assert entries(plan) == before


REFUSED = {
    ("Statut", "Presque fini"): "not in the list", ("Date de fin", "31/02/2025"): "not a date", ("Date de fin", "2021"): "fin de l'action",
    ("Avancement (%)", "120"): "percentage", ("Avancement (%)", "beaucoup"): "percentage",
}  # fmt: skip


@pytest.mark.parametrize(("cell", "sentence"), REFUSED.items())
def test_an_answer_that_cannot_be_kept_is_refused_with_one_sentence(plan, sent, tmp_path, cell, sentence):
    before = dict(action(plan, "a-44"))
    book, path = returned(sent, tmp_path)
    book.set("Actions", 3, *cell)
    outcome = merged(plan, book.save(path))
    (line,) = [line for line in outcome.lines if line.verdict == "refused"]
    assert sentence in line.sentence
    assert dict(action(plan, "a-44")) == before


def test_a_share_kept_by_the_spreadsheet_is_a_percentage(plan, sent, tmp_path):
    book, path = returned(sent, tmp_path)
    book.set("Actions", 3, "Avancement (%)", "0.65")
    merged(plan, book.save(path))
    assert action(plan, "a-44")["progress_pct"] == 65


@pytest.mark.parametrize(
    ("value", "reason", "sentence"),
    [
        ("12", "Données inexistantes", "a value and a reason"),
        ("douze", "", "not a number"),
        ("12 %", "", "not a number"),
    ],
)
def test_a_value_that_cannot_be_kept_is_refused(plan, sent, tmp_path, value, reason, sentence):
    book, path = returned(sent, tmp_path)
    book.set("Indicateurs", 3, "Valeur", value)
    book.set("Indicateurs", 3, "Motif d'absence", reason)
    outcome = merged(plan, book.save(path))
    (line,) = [line for line in outcome.lines if line.verdict == "refused"]
    assert sentence in line.sentence
    assert plan.execute("SELECT count(*) FROM value WHERE year = 2025").fetchone()[0] == 0


def test_a_value_the_plan_got_meanwhile_is_not_overwritten(plan, sent, tmp_path):
    plan.execute(
        "INSERT INTO value(indicator_uuid, action_uuid, year, kind, value, modified_by) VALUES ('i-km', 'a-44', 2025, 'result', 77000, 'C. D.')"
    )
    book, path = returned(sent, tmp_path)
    book.set("Indicateurs", 3, "Valeur", "79000")
    outcome = merged(plan, book.save(path))
    assert [row[0] for row in plan.execute("SELECT value FROM value WHERE year = 2025")] == [77_000]
    (line,) = [line for line in outcome.lines if line.verdict == "conflict"]
    assert "79000" in line.sentence
    assert "77000" in line.sentence


def test_a_copied_line_does_not_write_twice_on_one_action(plan, sent, tmp_path):
    book, path = returned(sent, tmp_path)
    book.sheets["Actions"].append(list(book.sheets["Actions"][2]))
    book.set("Actions", 6, "Statut", "Bloqué")
    outcome = merged(plan, book.save(path))
    (line,) = [line for line in outcome.lines if line.verdict == "refused"]
    assert "identifier of line 3" in line.sentence
    assert action(plan, "a-44")["status"] == "en_cours"


def test_an_action_deleted_meanwhile_stays_deleted(plan, sent, tmp_path):
    plan.execute("UPDATE action SET deleted = 1 WHERE uuid = 'a-44-2'")
    outcome = merged(plan, sent[SERVICE].path)
    assert verdicts(outcome, "refused") == [(5, "refused")]
    assert action(plan, "a-44-2")["deleted"] == 1


def test_a_change_of_a_grey_column_is_said_and_not_taken(plan, sent, tmp_path):
    book, path = returned(sent, tmp_path)
    book.set("Actions", 3, "Titre de l'action", "Un autre titre")
    outcome = merged(plan, book.save(path))
    assert any(line.verdict == "noted" and "not taken" in line.sentence for line in outcome.lines)
    assert action(plan, "a-44")["title"] == "Optimiser les flux et modes de transports"


def test_a_workbook_of_another_plan_a_table_and_a_broken_file_are_refused(plan, sent, tmp_path):
    create_plan(tmp_path / "autre.gpkg", "Autre", LAMBERT)
    with (
        closing(open_plan(tmp_path / "autre.gpkg")) as other,
        pytest.raises(RecordError, match="sent from another plan"),
    ):
        merged(other, sent[SERVICE].path)
    broken = tmp_path / "cassé.xlsx"
    broken.write_bytes(sent[SERVICE].path.read_bytes()[:2000])
    with pytest.raises(RecordError, match=r"cassé\.xlsx"):
        merged(plan, broken)
    book = Spreadsheet(sent[SERVICE].path)
    del book.sheets["Actions"]
    with pytest.raises(RecordError, match="is not a returned workbook"):
        merged(plan, book.save(tmp_path / "sans.xlsx"))


def test_a_folder_is_merged_at_once_and_one_broken_file_does_not_stop_the_others(plan_file, plan, sent, tmp_path):
    plan.close()
    folder = tmp_path / "retours"
    folder.mkdir()
    filled(sent, tmp_path).rename(folder / "a.xlsx")
    (folder / "b.xlsx").write_bytes(b"PK\x03\x04 pas un classeur")
    outcome = merge_returned(folder, plan_file, "merge", "A. B.")
    assert (outcome.read, outcome.updated, outcome.created) == (4, 2, 1)
    assert [line.location.file for line in outcome.lines if line.verdict == "refused"] == ["b.xlsx"]
    (folder / "a.xlsx").unlink()
    with pytest.raises(RecordError, match=r"b\.xlsx"):
        merge_returned(folder / "b.xlsx", plan_file, "merge")
    (folder / "b.xlsx").unlink()
    with pytest.raises(RecordError, match="holds no workbook"):
        merge_returned(folder, plan_file, "merge")


def test_nothing_is_sent_nor_inscribed_when_there_is_nobody_to_ask(plan, tmp_path):
    plan.execute("UPDATE action_actor SET deleted = 1")
    with pytest.raises(RecordError, match="has a pilot of this kind"), transaction(plan):
        send(plan, read_content(plan), tmp_path / "envoi", Collection(2025, group="service"))
    assert plan.execute("SELECT count(*) FROM collection").fetchone()[0] == 0
    assert not (tmp_path / "envoi").exists()


def test_no_workbook_stays_when_the_plan_refuses_to_inscribe_it(plan, tmp_path):
    plan.execute(
        "CREATE TRIGGER non BEFORE INSERT ON collection WHEN NEW.recipient = 'Service déchets' BEGIN SELECT RAISE(ABORT, 'refusé'); END"
    )
    with pytest.raises((RecordError, sqlite3.IntegrityError)), transaction(plan):
        send(plan, read_content(plan), tmp_path / "envoi", Collection(2025))
    assert list((tmp_path / "envoi").iterdir()) == []
    assert plan.execute("SELECT count(*) FROM collection").fetchone()[0] == 0


def test_openpyxl_s_way_of_saving_is_read_as_well(plan, sent, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(sent[SERVICE].path)
    book["Actions"]["H3"] = "Réalisé"
    book.save(tmp_path / "retour.xlsx")
    assert merged(plan, tmp_path / "retour.xlsx").updated == 1
    assert action(plan, "a-44")["status"] == "realise"
