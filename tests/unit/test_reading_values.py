# SPDX-License-Identifier: GPL-2.0-or-later
"""Dates, amounts, statuses, numbers and markup, as French plans write them. Cases: reference/records.md §1.4, §2, §3.4, §6."""

from __future__ import annotations

import csv

import pytest
from atlas_pcaet.records import schema
from atlas_pcaet.records.reading import aliases
from atlas_pcaet.records.reading.amounts import amounts_in, funded, read_budgets, read_number, read_yearly
from atlas_pcaet.records.reading.assemble import draft
from atlas_pcaet.records.reading.dates import read_calendar, read_date
from atlas_pcaet.records.reading.indicator_lists import read_indicators
from atlas_pcaet.records.reading.markup import boxes, plain
from atlas_pcaet.records.reading.normalised import is_capitals, items, joined, key, sentences, tidy
from atlas_pcaet.records.reading.numbers_titles import split_number
from atlas_pcaet.records.reading.statuses import recognise, yes_or_no
from atlas_pcaet.records.reading.structure import Location


@pytest.mark.parametrize(
    ("text", "start", "end", "precisions", "certainty"),
    [
        ("2022-2025", "2022-01-01", "2025-12-31", ("year", "year"), "certain"),
        ("2020 6- 2026", "2020-01-01", "2026-12-31", ("year", "year"), "repaired"),
        ("d’ici à mars 2020", None, "2020-03-31", (None, "month"), "certain"),
        ("d’octobre 2017 à octobre 2020", "2017-10-01", "2020-10-31", ("month", "month"), "certain"),
        ("avril 2016-mars 2019.", "2016-04-01", "2019-03-31", ("month", "month"), "certain"),
        ("à partir de 2018", "2018-01-01", None, ("year", None), "certain"),
        ("D’ici à 2021.", None, "2021-12-31", (None, "year"), "certain"),
        ("Au moins jusqu’en 2020.", None, "2020-12-31", (None, "year"), "ambiguous"),
        ("Une première version devrait être disponible à l’été 2018.", None, "2018-08-31", (None, "season"), "ambiguous"),
        ("L’action sera développée d’ici à mars 2020. Si nécessaire, elle sera prolongée au-delà.", None, "2020-03-31", (None, "month"), "ambiguous"),
        ("En cas de dépôt d’un projet d’ici à l’automne 2018, de bons résultats peuvent être attendus en 2021-2022.", None, None, (None, None), "ambiguous"),
        ("du 01/03/2022 au 31/12/2025", "2022-03-01", "2025-12-31", ("day", "day"), "certain"),
        ("T3 2023", "2023-07-01", "2023-09-30", ("month", "month"), "certain"),
        ("1er semestre 2024", "2024-01-01", "2024-06-30", ("month", "month"), "certain"),
        ("de janvier à juin 2024", "2024-01-01", "2024-06-30", ("month", "month"), "certain"),
        ("1er mars 2011", "2011-03-01", "2011-03-01", ("day", "day"), "certain"),
        ("2026-2022", None, None, (None, None), "ambiguous"),
        ("Pendant la Phase 2 du projet (et au-delà).", None, None, (None, None), "ambiguous"),
        ("février 2024", "2024-02-01", "2024-02-29", ("month", "month"), "certain"),
        ("", None, None, (None, None), "absent"),
    ],
)  # fmt: skip
def test_a_calendar_is_read_and_says_how_sure_it_is(text, start, end, precisions, certainty):
    found = read_calendar(text)
    assert (found.start, found.end, (found.start_precision, found.end_precision)) == (start, end, precisions)
    assert found.certainty == certainty


def test_the_stray_figure_of_2020_6_2026_is_never_silent():
    found = read_calendar("2020 6- 2026")
    assert found.text == "2020 6- 2026"
    assert "6" in found.sentence.format(**found.facts)


def test_continuous_is_not_a_date():
    found = read_calendar("En continu.")
    assert (found.continuous, found.start, found.end, found.certainty) == (True, None, None, "certain")
    assert read_calendar("2024").continuous is None


@pytest.mark.parametrize(
    ("text", "day", "certainty"),
    [
        ("31/12/2025", "2025-12-31", "certain"), ("31-12-2025", "2025-12-31", "certain"),
        ("2022/11/16", "2022-11-16", "certain"), ("2024-03-09T00:00:00", "2024-03-09", "certain"),
        ("12/14/20", "2020-12-14", "repaired"), ("31/02/2024", None, "ambiguous"), ("32/13/2024", None, "ambiguous"),
        ("demain", None, "ambiguous"), ("", None, "absent"),
    ],
)  # fmt: skip
def test_a_date_in_american_order_is_doubtful(text, day, certainty):
    found = read_date(text)
    assert (found.start, found.certainty) == (day, certainty)


def test_where_others_are_american_a_date_of_two_readings_is_doubtful():
    assert read_date("03/04/20").certainty == "certain"
    assert read_date("03/04/20", american=True).certainty == "ambiguous"
    assert read_date("04/04/20", american=True).certainty == "certain"


@pytest.mark.parametrize(
    ("text", "minimum", "maximum", "currency", "tax", "per_year"),
    [
        ("135.264,30 € TTC", 135264.30, 135264.30, "EUR", "TTC", False),
        ("158 000 €", 158000, 158000, "EUR", None, False),
        ("610\u202f000 € TTC", 610000, 610000, "EUR", "TTC", False),
        ("28 millions d'euros hors taxe", 28e6, 28e6, "EUR", "HT", False),
        ("13,5 M€/an", 13.5e6, 13.5e6, "EUR", None, True),
        ("4.6 millions d'euros", 4.6e6, 4.6e6, "EUR", None, False),
        ("51 632 €", 51632, 51632, "EUR", None, False),
        ("633 381,85€", 633381.85, 633381.85, "EUR", None, False),
        ("£3 millions", 3e6, 3e6, "GBP", None, False),
        ("£18,8 millions", 18.8e6, 18.8e6, "GBP", None, False),
        ("entre 200 et 500 k€", 200e3, 500e3, "EUR", None, False),
        ("2 ETP par an", 2, 2, "FTE", None, True),
    ],
)  # fmt: skip
def test_an_amount_is_read_with_its_currency_tax_and_period(text, minimum, maximum, currency, tax, per_year):
    (found,) = amounts_in(text)
    assert (found.minimum, found.maximum) == pytest.approx((minimum, maximum))
    assert (found.currency, found.tax, found.per_year, found.use) == (currency, tax, per_year, "budget")


@pytest.mark.parametrize(
    "text",
    [
        "0,25 euros/km",
        "plafond de 2 500 euros",
        "5 600 bâtiments",
        "100 €/m²",
        "60 % de cofinancement",
        "12 € par habitant",
    ],
)
def test_a_price_a_ceiling_and_a_count_are_no_budget(text):
    assert [b for b in read_budgets(text) if b.state == "costed"] == []


def test_two_amounts_are_two_and_a_range_is_one():
    assert [(a.minimum, a.maximum) for a in amounts_in("3 M€ et 4 M€")] == [(3e6, 3e6), (4e6, 4e6)]
    assert [(a.minimum, a.maximum) for a in amounts_in("entre 3 M€ et 4 M€")] == [(3e6, 4e6)]


def test_a_figure_with_two_readings_is_doubtful():
    assert amounts_in("1.234 €")[0].doubtful
    assert not amounts_in("1.234,50 €")[0].doubtful
    assert read_number("1,234.50") == (1234.5, False)
    assert read_number("abc") is None


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Le budget dédié à ces investissements reste confidentiel.", ["confidential"]),
        ("Aucun coût supplémentaire ne devrait être généré. Un cofinancement pourra être envisagé.", ["free"]),
        ("Cette action nécessite principalement la mobilisation de personnel. Aucun budget supplémentaire.", ["staff"]),
        ("Mobilisation de temps de personnel. Budget de mise en œuvre à déterminer.", ["staff", "to_define"]),
        ("Cette action sera financée dans le cadre du projet.", ["other_budget"]),
        ("La possibilité d’un soutien financier sera étudiée.", ["to_define"]),
        ("Voir avec le trésorier", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_budget_without_an_amount_has_a_state_and_never_zero(text, states):
    found = read_budgets(text)
    assert [b.state for b in found] == states
    assert all(b.amount_min is None and b.text for b in found)


def test_the_budget_of_an_export_is_read_by_year():
    found = read_yearly("2024 :\n - 100 € HT prévisionnels\n - 80 € HT dépensés", "operating")
    assert [(b.year, b.amount_min, b.tax, b.phase, b.nature) for b in found] == [
        (2024, 100, "HT", "planned", "operating"), (2024, 80, "HT", "spent", "operating"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Fiche 9 - Agir", "9", "Agir"), ("ACTION 9.9. Agir", "9.9", "Agir"), ("9-9-9- Agir", "9-9-9", "Agir"),
        ("B.9. Agir", "B.9", "Agir"), ("Action n°9 : Agir", "9", "Agir"), ("9. Agir", "9", "Agir"),
        ("9 - Agir", "9", "Agir"), ("9) Agir", "9", "Agir"), ("Action 9 Agir", "9", "Agir"),
        ("Fiche action n° 12 – Agir", "12", "Agir"), ("FA12 : Agir", "12", "Agir"), ("A1 - Agir", "A1", "Agir"),
        ("1.2.3 Agir", "1.2.3", "Agir"), ("Mesure 3.1 : Agir", "3.1", "Agir"), ("Axe I - Agir", "I", "Agir"),
        ("Fiche n°9bis - Agir", "9bis", "Agir"), ("(Fiche 9) Agir", "9", "Agir"), ("N°4 - Agir", "4", "Agir"),
        ("Action A - Agir", "A", "Agir"), ("4.2 : Agir", "4.2", "Agir"), ("ACTION 12 – AGIR", "12", "AGIR"),
        ("2 à 3 réunions", None, "2 à 3 réunions"), ("100 % renouvelable", None, "100 % renouvelable"),
        ("1000 arbres", None, "1000 arbres"), ("2030 : horizon", None, "2030 : horizon"),
        ("Actions de sensibilisation", None, "Actions de sensibilisation"), ("1ère phase", None, "1ère phase"),
    ],
)  # fmt: skip
def test_the_number_is_taken_off_a_title_and_the_figures_of_a_sentence_stay(text, number, title):
    found = split_number(text)
    assert (found.number, found.title, found.text) == (number, title, text)


def test_words_of_lists_are_read_by_a_table_never_by_likeness():
    assert recognise("status", "A planifier").code == "a_venir"  # the CAPSO sheet
    assert recognise("status", "Terminé").code == "realise"
    assert recognise("status", "À discuter").code == "a_discuter"
    assert recognise("priority", "eleve").code == "eleve"
    assert recognise("status", "Realisable").unknown
    assert recognise("status", "").code is None
    assert not recognise("status", "").unknown
    assert (yes_or_no("VRAI"), yes_or_no("non"), yes_or_no("bof")) == (True, False, None)


def test_every_alias_leads_to_a_code_of_the_store_and_has_a_source(root):
    for domain in ("status", "priority", "participation", "scope", "reason"):
        known = {entry[0] for entry in schema.ENUMERATIONS[domain]}
        assert set(aliases.entries(domain).values()) <= known, domain
    for name in ("alias_rubriques.csv", "alias_listes.csv", "consignes_modeles.csv", "saisons.csv"):
        with (root / "resources" / "parameters" / name).open(encoding="utf-8", newline="") as opened:
            assert all(row["source"].strip() for row in csv.DictReader(opened)), name


def test_one_label_never_means_two_fields(root):
    with (root / "resources" / "parameters" / "alias_rubriques.csv").open(encoding="utf-8", newline="") as opened:
        seen: dict[str, set[str]] = {}
        for row in csv.DictReader(opened):
            seen.setdefault(key(row["alias"]), set()).add(row["field"])
    assert {label: fields for label, fields in seen.items() if len(fields) > 1} == {}


def test_markup_is_taken_out_and_a_lone_sign_stays():
    word = '<!--[if gte mso 9]><xml><w:LatentStyles DefLockedState="false"><w:LsdException Name="x"/></w:LatentStyles></xml><![endif]-->'
    assert (
        plain(f"<p>Bonjour &amp; <b>merci</b></p><ul><li>un</li><li>deux</li></ul>{word}fin").text
        == "Bonjour & merci\n- un\n- deux\nfin"
    )
    assert (
        plain('<w:LatentStyles DefLockedState="false" Count="156"></w:LatentStyles>Texte utile').text == "Texte utile"
    )
    assert plain("coupé <w:LatentStyles DefLo").text == "coupé"
    assert plain("a < b et c > d") == plain("a < b et c > d")
    assert plain("a < b et c > d").cleaned is False
    assert plain("<script>alert(1)</script>Texte").text == "Texte"


def test_boxes_have_three_states():
    html = '<input checked="" type="checkbox"/> Atténuation <input type="checkbox"/> Adaptation'
    assert boxes(html) == {"Atténuation": True, "Adaptation": False}
    assert boxes("☒ GES ☐ Air") == {"GES": True, "Air": False}
    assert boxes("GES ☒ Air ☐") == {"GES": True, "Air": False}
    assert boxes("[x] GES [ ] Air") == {"GES": True, "Air": False}
    assert boxes("GES ☒ Air") == {"GES": None, "Air": None}  # it cannot be told which one is ticked
    assert boxes("rien") == {}


def test_the_three_indicators_of_one_sentence_are_told_apart():
    text = (
        "Nombre de kilomètres évités (gestion des flux de marchandises) nombre de véhicules propres sur nombre total de "
        "véhicules. Litres de carburants consommés /an."
    )
    found = read_indicators(text, Location())
    assert [(i.nature, i.unit) for i in found] == [("numeric", "km"), ("ratio", None), ("numeric", "l/an")]
    assert found[1].method == "nombre de véhicules propres / nombre total de véhicules"
    assert read_indicators("À définir", Location()) == []


def test_texts_are_tidied_without_losing_a_word():
    assert key("  Élu·e référent·e ") == key("Elue referente")
    assert key("Maître d’ouvrage") == key("MAITRE D'OUVRAGE")
    assert items("La collectivité 1, Région (transports, rail), « Ici, là »") == [
        "La collectivité 1", "Région (transports, rail)", "« Ici, là »",
    ]  # fmt: skip
    assert joined(["Pas-de-", "Calais et", "le Nord"]) == "Pas-de-Calais et le Nord"
    assert sentences("Un tri, etc. du bois. Puis deux.") == ["Un tri, etc. du bois.", "Puis deux."]
    assert is_capitals("LES 2 CAPS") and not is_capitals("Les caps") and not is_capitals("12")
    assert tidy("a\u00a0\u00a0b\x00\r\n\r\n\r\n\r\nc ") == "a b\n\nc"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 000 € en 2024 et 20 000 € en 2025", [(10e3, 2024, None), (20e3, 2025, None)]),
        ("En 2024 : 10 000 €, en 2025 : 20 000 €", [(10e3, 2024, None), (20e3, 2025, None)]),
        ("Investissement : 10 000 € ; fonctionnement : 5 000 €/an", [(10e3, None, "investment"), (5e3, None, "operating")]),
        ("10 000 € en investissement et 5 000 € en fonctionnement", [(10e3, None, "investment"), (5e3, None, "operating")]),
    ],
)  # fmt: skip
def test_the_year_and_the_nature_of_an_amount_are_those_of_its_clause(text, expected):
    assert [(b.amount_min, b.year, b.nature) for b in read_budgets(text)] == expected


@pytest.mark.parametrize("text", ["-12 000 €", "(5 000 €)"])
def test_a_negative_amount_is_no_budget_and_is_doubtful(text):
    assert read_budgets(text) == []
    made = draft("Semer", Location("f"))
    made.put("budget", text)
    action = made.finish()
    assert action.budgets == [] and action.fields["budget_text"] == text
    assert any(r.counts and r.field == "budget_text" for r in action.remarks)


def test_a_share_of_an_amount_is_doubtful_and_less_than_gives_only_the_upper_bound():
    assert amounts_in("50 % de 10 000 €")[0].doubtful
    (found,) = read_budgets("moins de 5 000 €")
    assert (found.amount_min, found.amount_max) == (None, 5000)


def test_the_parts_of_funders_in_brackets_are_theirs_and_are_not_a_second_budget():
    made = draft("Semer", Location("f"))
    made.put("budget", "20 000 € (Région : 8 000 € ; FEDER : 4 000 €)")
    action = made.finish()
    assert [(b.amount_min, b.funder) for b in action.budgets] == [(20e3, None), (8e3, "Région"), (4e3, "FEDER")]
    assert [r.original for r in action.remarks if r.counts] == ["8 000 €", "4 000 €"]


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [
        ("10 000 € en 2024", [(10e3, 2024)]), ("3 000 tCO2", []), ("1,234,567 €", [(1234567, None)]), ("12 %", []),
        ("25 000 (2024-2026)", []), ("12 000 HT", [(12e3, None)]), ("1 200,50", [(1200.5, None)]),
    ],
)  # fmt: skip
def test_a_cell_of_amounts_is_one_number_or_nothing(cell, amounts):
    assert [(b.amount_min, b.year) for b in funded(cell, None, None)] == amounts


@pytest.mark.parametrize(
    ("start", "end", "dates", "certainty", "text"),
    [
        ("fin 2024", "", ("2024-01-01", None), "ambiguous", "fin 2024"),
        ("", "début 2025", (None, "2025-12-31"), "ambiguous", "début 2025"),
        ("mi-2024", "", ("2024-01-01", None), "ambiguous", "mi-2024"),
        ("1er semestre 2024", "", ("2024-01-01", None), "repaired", "1er semestre 2024"),
        ("", "2024-25", (None, "2025-12-31"), "ambiguous", "2024-25"),
        ("2024-13", "", (None, None), "ambiguous", "2024-13"),
        ("2024-05", "", ("2024-05-01", None), "certain", None),
        ("2030 au plus tard", "", (None, None), "ambiguous", "2030 au plus tard"),
        ("", "2030 au plus tard", (None, "2030-12-31"), "repaired", "2030 au plus tard"),
        ("", "31/12/9999", (None, None), "ambiguous", "31/12/9999"),
        ("01/02/0024", "", (None, None), "ambiguous", "01/02/0024"),
        ("2024", "31/12/2026", ("2024-01-01", "2026-12-31"), "certain", None),
        ("mars 2020", "", ("2020-03-01", None), "certain", None),
    ],
)  # fmt: skip
def test_a_cell_that_is_less_than_a_date_keeps_its_text_and_says_so(start, end, dates, certainty, text):
    made = draft("Semer", Location("f"))
    made.put("start", start)
    made.put("end", end)
    fields = made.finish().fields
    assert (fields["start_date"], fields["end_date"]) == dates
    assert (fields["calendar_certainty"], fields["calendar_text"]) == (certainty, text)


@pytest.mark.parametrize(
    ("word", "kept", "doubtful"),
    [
        ("Confidentielle", True, False), ("Oui", True, False), ("☒", True, False), ("Non", False, False), ("☐", False, False),
        ("Diffusion limitée", True, True), ("?", True, True), ("", None, False), ("–", None, False),
    ],
)  # fmt: skip
def test_a_word_of_confidentiality_that_is_not_known_keeps_the_action_confidential(word, kept, doubtful):
    made = draft("Semer", Location("f"))
    made.put("confidential", word)
    action = made.finish()
    assert action.fields.get("confidential") is kept
    assert any(r.counts for r in action.remarks) is doubtful


def test_not_filled_in_is_no_value():
    made = draft("Semer", Location("f"))
    for name in ("status", "pilot", "calendar", "description"):
        made.put(name, "non renseigné")
    action = made.finish()
    assert (action.actors, action.remarks) == ([], [])
    assert not any(
        action.fields.get(name) for name in ("status", "status_original", "pilot", "calendar_text", "description")
    )


def test_a_name_in_quotes_for_its_comma_is_read_without_them():
    assert items('"Eau, air et terre", Région') == ["Eau, air et terre", "Région"]
