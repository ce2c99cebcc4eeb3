# SPDX-License-Identifier: GPL-2.0-or-later
"""The formulas of Territoires en Transitions: read by a parser of our own, missing values kept missing."""

from __future__ import annotations

import csv
import time

import pytest
from atlas_pcaet.records.errors import RecordError
from atlas_pcaet.records.indicators.formula import DEEPEST, LONGEST, computed, in_order, parse


def value(text, **values):
    return parse(text).evaluate({name.replace("__", "."): v for name, v in values.items()})


def test_the_example_of_the_reference_adds_what_is_there():
    formula = parse("val(cae_1.c)+opt_val(cae_1.h)")
    assert (formula.needed, formula.optional) == (("cae_1.c",), ("cae_1.h",))
    assert formula.evaluate({"cae_1.c": 10.0, "cae_1.h": 2.5}).value == 12.5
    assert formula.evaluate({"cae_1.c": 10.0}).value == 10.0


def test_a_needed_value_that_is_missing_makes_the_result_missing_and_is_named():
    result = parse("val(a)+val(b)*2").evaluate({"a": 1.0, "b": None})
    assert result.value is None
    assert result.missing == ("b",)


def test_zero_is_not_missing():
    assert value("val(a)+opt_val(b)", a=0.0).value == 0.0


def test_a_sum_of_optional_values_that_are_all_missing_is_missing_not_zero():
    result = value("opt_val(a)+opt_val(b)")
    assert result.value is None
    assert result.missing == ("a", "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1+2*3", 7), ("(1+2)*3", 9), ("8/4/2", 1), ("8-4-2", 2), ("-val(a)*2", -10), ("2*-3", -6), ("1.5e3", 1500),
        (" val( a ) \r\n+ 1 ", 6), ("((((val(a)))))", 5), ("val(a)/1000/val(a)*100", 0.1),
    ],
)  # fmt: skip
def test_precedence_and_brackets_are_those_of_arithmetic(text, expected):
    assert value(text, a=5.0).value == pytest.approx(expected)


def test_per_inhabitant_as_in_cae_1_b():
    """100 kt for 50 000 inhabitants is 2 t each: val(cae_1.a)/val(terr_1)*1000."""
    formula = parse("val(cae_1.a)/val(terr_1)*1000")
    assert formula.evaluate({"cae_1.a": 100.0, "terr_1": 50_000.0}).value == pytest.approx(2.0)
    assert formula.ratio == ("cae_1.a", "terr_1")
    assert parse("val(a)+val(b)").ratio is None
    assert parse("val(a)*val(b)").ratio is None


def test_a_division_by_zero_is_missing_and_said():
    result = value("val(a)/val(b)", a=1.0, b=0.0)
    assert (result.value, result.missing) == (None, ("/0",))


@pytest.mark.parametrize(
    "text",
    [
        "", "val(a)+", "val(a) val(b)", "(val(a)", "val(a))", "val()", "val(a+b)", "__import__('os')", "val(a)**2", "1;2",
        "val(a) if 1 else 2", "abs(val(a))", "lambda: 0", "[1][0]", "val(a).real", "1,5", "val(é)", "+", "()", "∞",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_refused_in_one_sentence(text):
    with pytest.raises(RecordError, match="cannot be read") as refused:
        parse(text, "cae_1.a")
    assert refused.value.facts["indicator"] == "cae_1.a"


def test_a_formula_too_long_or_too_deep_is_refused_at_once():
    began = time.perf_counter()
    with pytest.raises(RecordError, match="characters"):
        parse("1+" * LONGEST + "1")
    with pytest.raises(RecordError, match="cannot be read"):
        parse("(" * (DEEPEST + 1) + "1" + ")" * (DEEPEST + 1))
    with pytest.raises(RecordError, match="cannot be read"):
        parse("-" * 3000 + "1")
    assert time.perf_counter() - began < 1


def test_formulas_are_computed_each_after_what_it_is_made_of():
    formulas = {"total": parse("val(part)+val(other)"), "part": parse("val(x)*2")}
    assert in_order(formulas) == ["part", "total"]
    results = computed(formulas, {"x": 3.0, "other": 1.0})
    assert results["total"].value == 7.0


def test_a_value_that_is_given_stands_before_the_one_its_formula_gives():
    formulas = {"total": parse("val(part)+1"), "part": parse("val(x)*2")}
    assert computed(formulas, {"x": 3.0, "part": 100.0})["total"].value == 101.0


def test_formulas_in_a_circle_are_refused_and_the_circle_is_named():
    formulas = {"a": parse("val(b)"), "b": parse("opt_val(c)+1"), "c": parse("val(a)")}
    with pytest.raises(RecordError, match="a → b → c → a"):
        in_order(formulas)
    with pytest.raises(RecordError, match="a → a"):
        in_order({"a": parse("val(a)+1")})


def test_a_long_chain_of_formulas_is_no_trouble():
    formulas = {f"i{n}": parse(f"val(i{n + 1})+1") for n in range(5000)}
    assert computed(formulas, {"i5000": 0.0})["i0"].value == 5000


@pytest.mark.real
def test_every_formula_of_the_730_official_definitions_is_read_and_none_goes_in_a_circle(real_data):
    with (real_data / "records" / "tet_import-indicateur-definitions.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == 730
    texts = {row["identifiantReferentiel"]: row["valeurCalcule"] for row in rows if row["valeurCalcule"]}
    formulas = {code: parse(text, code) for code, text in texts.items()}
    assert len(in_order(formulas)) == len(texts) > 70
    codes = {row["identifiantReferentiel"] for row in rows}
    assert all(set(formula.codes) <= codes for formula in formulas.values())
    # The sum of the sectors, by hand: 1+2+3+4 with the transports as one, and nothing for what is optional and absent.
    parts = {"cae_1.c": 1.0, "cae_1.d": 2.0, "cae_1.g": 3.0, "cae_1.k": 4.0}
    assert formulas["cae_1.a"].evaluate(parts).value == 10.0
    # 25 GWh of 100 GWh is 25 %; the renewable production of TET is in MWh.
    assert formulas["cae_3.b"].evaluate({"cae_3.a": 25_000.0, "cae_2.a": 100.0}).value == pytest.approx(25.0)
