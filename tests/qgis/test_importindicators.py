# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:importindicators``: definitions of a CSV in the plan, and a report a spreadsheet does not execute."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing

import pytest
from qgis.core import QgsProcessingException


@pytest.fixture
def plan(run, tmp_path):
    return run("createplan", {"PLAN": str(tmp_path / "plan.gpkg"), "NAME": "PCAET d'essai"})[0]["PLAN"]


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(
        "code;nom;unité;formule\nGES;Émissions;t éq. CO2;\n=1+1;@formule;t;\n;sans code;t;\nPAR;Part;%;val(GES)/val(ZZ)*100\n",
        encoding="utf-8",
    )
    return str(path)


def report(path):
    with open(path, encoding="utf-8-sig", newline="") as opened:  # noqa: PTH123
        return list(csv.DictReader(opened, delimiter=";"))


def count(plan, query="SELECT count(*) FROM indicator"):
    with closing(sqlite3.connect(plan)) as connection:
        return connection.execute(query).fetchone()[0]


def test_definitions_are_added_and_what_is_refused_is_counted_and_told(run, plan, own, tmp_path):
    before = count(plan)
    results, feedback = run("importindicators", {"PLAN": plan, "INPUT": own, "OUTPUT_REPORT": str(tmp_path / "r.csv")})
    assert [results[k] for k in ("READ", "CREATED", "UPDATED", "REFUSED", "SKIPPED")] == [
        4,
        3,
        0,
        1,
        1,
    ]  # one row has no code
    assert count(plan) == before + 3
    said = {(row["line"], row["verdict"]): row for row in report(results["OUTPUT_REPORT"])}
    assert said[("4", "refused")]["file"] == "own.csv"
    assert "ZZ" in said[("5", "doubtful")]["sentence"]
    assert "own.csv" in feedback.text


def test_what_the_report_holds_is_not_executed_by_a_spreadsheet(run, plan, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("code;nom\n=1+1;@a\n", encoding="utf-8")
    results, _ = run("importindicators", {"PLAN": plan, "INPUT": str(path), "OUTPUT_REPORT": str(tmp_path / "r.csv")})
    assert [row["code"] for row in report(results["OUTPUT_REPORT"])] == ["'=1+1"]


def test_a_dry_run_writes_nothing_and_counts_the_same(run, plan, own):
    before = count(plan), count(plan, "SELECT count(*) FROM journal")
    dry, _ = run("importindicators", {"PLAN": plan, "INPUT": own, "MODE": "dry_run"})
    assert (count(plan), count(plan, "SELECT count(*) FROM journal")) == before
    done, _ = run("importindicators", {"PLAN": plan, "INPUT": own, "MODE": "merge"})
    assert dry == done


@pytest.mark.parametrize("again", [False, True])
def test_what_was_read_is_what_was_added_updated_unchanged_and_refused(run, plan, tmp_path, again):
    """TOT is of the category, its formula cannot do without PAR, and AUT is not asked for."""
    path = tmp_path / "own.csv"
    path.write_text(
        "code;nom;unité;formule;categories\nTOT;Total;t;val(PAR)*2;pcaet\nPAR;Part;t;;crte\nAUT;Autre;t;;crte\n;sans code;t;;pcaet\n",
        encoding="utf-8",
    )
    for _ in range(1 + again):
        results, _ = run("importindicators", {"PLAN": plan, "INPUT": str(path)})
    counts = [results[k] for k in ("CREATED", "UPDATED", "UNCHANGED", "REFUSED")]
    assert counts == ([0, 0, 2, 1] if again else [2, 0, 0, 1])
    assert results["READ"] == sum(counts)


def test_a_second_import_changes_nothing(run, plan, own):
    run("importindicators", {"PLAN": plan, "INPUT": own})
    again, _ = run("importindicators", {"PLAN": plan, "INPUT": own})
    assert (again["CREATED"], again["UPDATED"], again["UNCHANGED"]) == (0, 0, 3)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("a;b\n1;2\n", "code"), ("", "x.csv"), ("code,nom,unite,formule\nA,a,t,val(B)\nB,b,t,val(A)\n", "A → B → A")],
)
def test_a_file_that_cannot_be_imported_leaves_the_plan_as_it_was_and_no_report(run, plan, tmp_path, content, sentence):
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    before = count(plan, "SELECT count(*) FROM journal")
    target = tmp_path / "r.csv"
    with pytest.raises(QgsProcessingException, match=sentence):
        run("importindicators", {"PLAN": plan, "INPUT": str(tmp_path / "x.csv"), "OUTPUT_REPORT": str(target)})
    assert count(plan, "SELECT count(*) FROM journal") == before
    assert not target.exists()


@pytest.mark.real
def test_the_97_definitions_of_the_pcaet_are_imported(run, plan, real_data):
    source = real_data / "records" / "tet_import-indicateur-definitions.csv"
    results, _ = run("importindicators", {"PLAN": plan, "INPUT": str(source)})
    assert (results["READ"] - results["ALSO"], results["REFUSED"]) == (97, 0)
    assert results["READ"] == results["CREATED"] + results["UPDATED"] + results["UNCHANGED"]
    assert results["CREATED"] + results["UPDATED"] + results["UNCHANGED"] == 97 + results["ALSO"]
