# SPDX-License-Identifier: GPL-2.0-or-later
"""What the database itself refuses, and in which words: each rule once, in SQL that SQLite and PostgreSQL both read.

The sentences are French: the database has one language, the one of its readers.
"""

from __future__ import annotations

from dataclasses import dataclass

CONFLICT = (
    "Cette fiche a été modifiée par quelqu'un d'autre depuis que vous l'avez ouverte : rechargez-la, puis refaites "
    "votre modification."
)


@dataclass(frozen=True)
class Rule:
    """``table`` refuses a row for which ``condition`` (on NEW, on OLD) holds, with ``sentence``.

    ``events`` are INSERT, UPDATE, DELETE; an UPDATE is looked at only when it touches one of ``columns``, if there are.
    """

    name: str
    table: str
    condition: str
    sentence: str
    columns: tuple[str, ...] = ()
    events: tuple[str, ...] = ("INSERT", "UPDATE")


ALWAYS = "1 = 1"
# A path that leads out of the plan's folder: absolute, of a drive, of an address, or going up.
_OUTSIDE = (
    "replace(NEW.path, '\\', '/') LIKE '/%' OR replace(NEW.path, '\\', '/') LIKE '_:%' OR NEW.path LIKE '%://%' "
    "OR NEW.path LIKE '~%' OR ('/' || replace(NEW.path, '\\', '/') || '/') LIKE '%/../%'"
)
_FOURTHS = ", ".join(f"'{year:02d}'" for year in range(4, 100, 4))
_MONTHS = ", ".join(f"'{month:02d}'" for month in range(1, 13))
_DAYS = ", ".join(f"'{day:02d}'" for day in range(1, 32))


def _no_date(name: str) -> str:
    """``name`` holds something that is not AAAA, AAAA-MM or AAAA-MM-JJ, or that is not in the calendar."""
    date = f"NEW.{name}"
    leap = (
        f"(substr({date}, 3, 2) IN ({_FOURTHS}) "
        f"OR substr({date}, 3, 2) = '00' AND substr({date}, 1, 2) IN ('00', {_FOURTHS}))"
    )
    year = f"trim(substr({date}, 1, 4), '0123456789') = '' AND substr({date}, 1, 4) <> '0000'"
    month = f"(length({date}) = 4 OR substr({date}, 5, 1) = '-' AND substr({date}, 6, 2) IN ({_MONTHS}))"
    day = (
        f"(length({date}) < 10 OR substr({date}, 8, 1) = '-' AND substr({date}, 9, 2) IN ({_DAYS}) "
        f"AND substr({date}, 6, 5) NOT IN ('02-30', '02-31', '04-31', '06-31', '09-31', '11-31') "
        f"AND (substr({date}, 6, 5) <> '02-29' OR {leap}))"
    )
    return f"{date} <> '' AND NOT (length({date}) IN (4, 7, 10) AND {year} AND {month} AND {day})"


# An address that a reader may click on is of one of these kinds, or of none (www.ademe.fr).
_OTHER_SCHEME = "NEW.url LIKE '%:%'" + "".join(
    f" AND lower(NEW.url) NOT LIKE '{scheme}%'" for scheme in ("http://", "https://", "ftp://", "mailto:")
)

RULES: tuple[Rule, ...] = (
    Rule(
        "title", "action", "trim(coalesce(NEW.title, '')) = '' OR length(NEW.title) > 300",
        "Le titre de l'action est vide ou dépasse 300 caractères : raccourcissez-le.", ("title",),
    ),
    Rule(
        "dates", "action", "NEW.end_date < NEW.start_date",
        "La fin de l'action est avant son début : corrigez l'une des deux dates.", ("start_date", "end_date"),
    ),
    *(
        Rule(
            name, "action", _no_date(column),
            f"La date de {side} de l'action n'est pas une date du calendrier : écrivez AAAA, AAAA-MM ou AAAA-MM-JJ.", (column,),
        )
        for name, column, side in (("start", "start_date", "début"), ("end", "end_date", "fin"))
    ),
    Rule(
        "levels", "action",
        "NEW.parent_uuid IS NOT NULL AND (NEW.parent_uuid = NEW.uuid "
        "OR EXISTS (SELECT 1 FROM action p WHERE p.uuid = NEW.parent_uuid AND p.parent_uuid IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM action c WHERE c.parent_uuid = NEW.uuid))",
        "Une sous-action ne peut pas avoir de sous-action : le plan a deux niveaux.", ("parent_uuid",),
    ),
    Rule(
        "progress", "action", "NEW.progress_pct NOT BETWEEN 0 AND 100",
        "L'avancement est un pourcentage, entre 0 et 100.", ("progress_pct",),
    ),
    Rule(
        "value_or_reason", "value", "(NEW.value IS NULL) = (trim(coalesce(NEW.reason, '')) = '')",
        "Une valeur d'indicateur a soit une valeur, soit un motif d'absence, jamais les deux ni aucun.",
        ("value", "reason"),
    ),
    Rule(
        "itself", "territory_member", "NEW.territory_uuid = NEW.member_uuid",
        "Un territoire ne peut pas être membre de lui-même.", ("territory_uuid", "member_uuid"),
    ),
    Rule(
        "itself", "action_link", "NEW.action_uuid = NEW.other_uuid",
        "Une action ne peut pas être liée à elle-même : choisissez une autre action.", ("action_uuid", "other_uuid"),
    ),
    Rule(
        "amount", "budget", "NEW.state = 'costed' AND NEW.amount_min IS NULL AND NEW.amount_max IS NULL",
        "Un budget chiffré a un montant : écrivez-le, ou choisissez un autre état du budget.",
        ("state", "amount_min", "amount_max"),
    ),
    Rule(
        "range", "budget", "NEW.amount_max < NEW.amount_min",
        "Le montant le plus haut du budget est inférieur au plus bas : corrigez l'un des deux.",
        ("amount_min", "amount_max"),
    ),
    Rule(
        "positive", "budget", "NEW.amount_min < 0 OR NEW.amount_max < 0",
        "Un montant de budget n'est pas négatif : corrigez-le.", ("amount_min", "amount_max"),
    ),
    Rule(
        "share", "budget", "NEW.cofunding_pct NOT BETWEEN 0 AND 100",
        "Le taux de cofinancement est un pourcentage, entre 0 et 100.", ("cofunding_pct",),
    ),
    Rule(
        "years", "budget", "NEW.end_year < NEW.year",
        "La dernière année du budget est avant la première : corrigez l'une des deux.", ("year", "end_year"),
    ),
    Rule(
        "path", "attachment", _OUTSIDE,
        "Le chemin d'une pièce jointe reste dans le dossier du plan : ni chemin absolu, ni adresse, ni « .. ».", ("path",),
    ),
    Rule(
        "url", "attachment", _OTHER_SCHEME,
        "L'adresse d'une pièce jointe commence par http://, https://, ftp:// ou mailto: : corrigez-la.", ("url",),
    ),
    Rule(
        "kept", "milestone", ALWAYS,
        "Un état figé ne s'efface pas : mettez-le de côté (deleted = 1) si vous ne voulez plus le voir.", (), ("DELETE",),
    ),
    Rule(
        "closed", "milestone", "OLD.closed AND NOT NEW.closed",
        "Un état figé ne se rouvre pas : figez-en un nouveau.", ("closed",), ("UPDATE",),
    ),
    Rule(
        "closed", "milestone_row", "EXISTS (SELECT 1 FROM milestone m WHERE m.uuid = NEW.milestone_uuid AND m.closed)",
        "Cet état du plan est figé : rien ne s'y ajoute.", (), ("INSERT",),
    ),
    Rule("fixed", "milestone_row", ALWAYS, "Un état figé ne se modifie pas.", (), ("UPDATE",)),
    Rule("kept", "milestone_row", ALWAYS, "Un état figé ne s'efface pas.", (), ("DELETE",)),
    Rule("kept", "journal", ALWAYS, "Le journal ne s'efface pas.", (), ("DELETE",)),
    Rule("fixed", "journal", ALWAYS, "Le journal ne se modifie pas.", (), ("UPDATE",)),
)  # fmt: skip
