# SPDX-License-Identifier: GPL-2.0-or-later
"""Two states of a plan side by side: actions added, dropped, changed field by field; budgets; values against targets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import schema
from .budget_totals import Budgets, BudgetTotal, budgets
from .confidentiality import confidential_actions, indicators_of_secrets, masked
from .indicators.units import convert, converts
from .milestones import Row, State
from .reading.normalised import key

# What an action holds in its own row that a person reads; the rest is where it was read, or who wrote it.
UNREAD = (
    "plan_uuid", "parent_uuid", "axis_uuid", "status_original", "source_system", "source_id", "source_document", "source_page",
)  # fmt: skip
ACTION_FIELDS = tuple(column for column in schema.table("action").columns if column.name not in UNREAD)
BY_UUID, BY_TITLE = "uuid", "number_and_title"


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same. ``subject`` is action, value or budget; ``change`` added, dropped or changed.

    ``number`` and ``title`` are the action's (for a value, the indicator's code and name); ``matched`` says by what the two
    were known to be one. ``old`` and ``new`` are texts as a person reads them, empty where there is nothing.
    """

    subject: str
    change: str
    number: str
    title: str
    field: str = ""
    old: str = ""
    new: str = ""
    matched: str = ""
    uuid: str = ""
    confidential: bool = False


@dataclass(frozen=True)
class ValueAgainstTarget:
    """The last result of an indicator in a state, beside the target of its year, or of the nearest later year."""

    code: str
    name: str
    unit: str
    territory: str
    year: int
    result: float
    target_year: int | None
    target: float | None
    reached: bool | None  # None without a target of that very year, or when which way is better is not said
    confidential: bool = False  # only confidential actions follow the indicator


@dataclass(frozen=True)
class Comparison:
    """What differs from ``old`` to ``new``, and what each of them sums up to."""

    old: State
    new: State
    differences: tuple[Difference, ...]
    matched: dict[str, int]  # pairs by what they were matched by
    statuses: tuple[dict[str, int], dict[str, int]]  # actions by code of status, empty for none
    budgets: tuple[Budgets, Budgets]

    def count(self, subject: str, change: str) -> int:
        """How many of ``subject`` were added, dropped or changed; a changed one counts once whatever its fields."""
        found = [d.uuid for d in self.differences if d.subject == subject and d.change == change]
        return len(set(found)) if subject == "action" else len(found)


@dataclass(frozen=True)
class Secrets:
    """The uuids of the actions and indicators that are confidential in one of two states, as each of them names them."""

    old: frozenset[str]
    new: frozenset[str]
    old_indicators: frozenset[str]
    new_indicators: frozenset[str]


def compare(old: State, new: State, with_confidential: bool = True) -> Comparison:
    """The differences of two states, of one file or of two.

    What is confidential in one of them is marked so, for the printer to hide; without ``with_confidential``, nothing else
    names it, and budgets leave it out in both.
    """
    pairs, matched = _pairs(old, new)
    backward = {theirs: ours for ours, theirs in pairs.items()}
    secret = _secrets(old, new, pairs)
    differences: list[Difference] = []
    shown = (old, new)
    if not with_confidential:
        shown = (masked(old, secret.old, secret.old_indicators), masked(new, secret.new, secret.new_indicators))
    readers = _readers(*shown)
    for uuid, row in new.rows("action").items():
        if uuid not in backward:
            differences.append(_whole("added", new, row, uuid in secret.new))
        else:
            former = old.rows("action")[backward[uuid]]
            differences += _changes(old, new, former, row, matched[backward[uuid]], readers, uuid in secret.new)
    dropped = ((uuid, row) for uuid, row in old.rows("action").items() if uuid not in pairs)
    differences += [_whole("dropped", old, row, uuid in secret.old) for uuid, row in dropped]
    differences += _values(old, new, pairs, secret)
    both = (budgets(old, with_confidential, secret.old), budgets(new, with_confidential, secret.new))
    differences += _budget_differences(*both)
    return Comparison(
        old, new, tuple(differences), dict(Counter(matched.values())), (_statuses(old), _statuses(new)), both
    )


def _secrets(old: State, new: State, pairs: Mapping[str, str]) -> Secrets:
    """What is confidential in either state is so in both: a difference would say what the other state hides."""
    then, now = (confidential_actions(state.rows("action")) for state in (old, new))
    old_ones = then | {ours for ours, theirs in pairs.items() if theirs in now}
    new_ones = now | {theirs for ours, theirs in pairs.items() if ours in then}
    hidden = [indicators_of_secrets(state, ones) for state, ones in ((old, old_ones), (new, new_ones))]
    codes = {state.rows("indicator")[u]["code"] for state, ones in zip((old, new), hidden, strict=True) for u in ones if u in state.rows("indicator")}  # fmt: skip
    by_code = [frozenset(u for u, row in state.rows("indicator").items() if row["code"] in codes) for state in (old, new)]  # fmt: skip
    return Secrets(frozenset(old_ones), frozenset(new_ones), *by_code)


def _statuses(state: State) -> dict[str, int]:
    return dict(Counter(row["status"] or "" for row in state.rows("action").values()))


def title_key(row: Row) -> tuple[str, str]:
    """What two spellings of one action share: its number and its title, without case, accents or punctuation."""
    return key(row["number"] or ""), key(row["title"] or "")


def _pairs(old: State, new: State) -> tuple[dict[str, str], dict[str, str]]:
    """(uuid in ``old`` → uuid in ``new``) and what each was matched by; a number and title held twice match nothing."""
    pairs = {uuid: uuid for uuid in old.rows("action") if uuid in new.rows("action")}
    matched = dict.fromkeys(pairs, BY_UUID)
    taken = set(pairs.values())
    here, there = (
        _once({uuid: row for uuid, row in state.rows("action").items() if uuid not in known})
        for state, known in ((old, pairs), (new, taken))
    )
    for name, uuid in here.items():
        if name in there:
            pairs[uuid] = there[name]
            matched[uuid] = BY_TITLE
    return pairs, matched


def _once(rows: Mapping[str, Row]) -> dict[tuple[str, str], str]:
    names = Counter(title_key(row) for row in rows.values())
    return {title_key(row): uuid for uuid, row in rows.items() if names[title_key(row)] == 1}


def _whole(change: str, state: State, row: Row, confidential: bool) -> Difference:
    status = state.label("status", row["status"])
    pair = ("", status) if change == "added" else (status, "")
    return Difference(
        "action", change, row["number"] or "", row["title"], "status" if status else "", *pair, uuid=row["uuid"],
        confidential=confidential,
    )  # fmt: skip


Related = dict[str, tuple[dict[str, str], dict[str, str]]]


def _readers(old: State, new: State) -> Related:
    """Fields of an action that other tables hold, as texts by uuid of the action, in each state."""
    names: dict[str, Callable[[State], dict[str, str]]] = {
        "axis": _axes, "parent": _parents, "actors": _actors, "tags": _tags, "references": _references,
        "budgets": _budget_lines, "indicators": _indicators, "places": _places, "linked_actions": _linked,
    }  # fmt: skip
    return {name: (read(old), read(new)) for name, read in names.items()}


def _changes(
    old: State, new: State, former: Row, row: Row, matched: str, related: Related, confidential: bool
) -> list[Difference]:
    found = []
    for column in ACTION_FIELDS:
        before, after = (
            written(state, column.domain, column.kind, line.get(column.name))
            for state, line in ((old, former), (new, row))
        )
        if before != after:
            found.append((column.name, before, after))
    for name, (then, now) in related.items():
        before, after = then.get(former["uuid"], ""), now.get(row["uuid"], "")
        if before != after:
            found.append((name, before, after))
    return [
        Difference("action", "changed", row["number"] or "", row["title"], *change, matched, row["uuid"], confidential)
        for change in found
    ]


def written(state: State, domain: str, kind: str, value: Any) -> str:
    """A value as a person reads it: labels for codes, ``oui``/``non`` for booleans, empty for what is missing."""
    if value is None or value == "":
        return ""
    if kind == "BOOLEAN":
        return "oui" if value else "non"
    if domain:
        return state.label(domain, str(value))
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value)


def _gathered(items: list[tuple[str, str]]) -> dict[str, str]:
    """One text per action, whatever the order its items were written in."""
    found: dict[str, list[str]] = {}
    for uuid, text in items:
        found.setdefault(uuid, []).append(text)
    return {uuid: "; ".join(sorted(texts)) for uuid, texts in found.items()}


def _joined(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part not in (None, ""))


def _axis_name(state: State, uuid: str | None) -> str:
    row = state.rows("axis").get(uuid or "")
    return _joined(row["number"], row["name"]) if row else ""


def _axes(state: State) -> dict[str, str]:
    first = [(u, _axis_name(state, row["axis_uuid"])) for u, row in state.rows("action").items() if row["axis_uuid"]]
    more = [(row["action_uuid"], _axis_name(state, row["axis_uuid"])) for row in state.rows("action_axis").values()]
    return _gathered(first + more)


def _action_name(state: State, uuid: str | None) -> str:
    row = state.rows("action").get(uuid or "")
    return _joined(row["number"], row["title"]) if row else ""


def _parents(state: State) -> dict[str, str]:
    actions = state.rows("action").items()
    return {u: _action_name(state, row["parent_uuid"]) for u, row in actions if row["parent_uuid"]}


def _actors(state: State) -> dict[str, str]:
    names = {u: row["name"] for u, row in state.rows("actor").items()}
    return _gathered([
        (row["action_uuid"], f"{state.label('actor_role', row['role'])} : {names.get(row['actor_uuid'], '?')}")
        for row in state.rows("action_actor").values()
    ])  # fmt: skip


def _tags(state: State) -> dict[str, str]:
    return _gathered([
        (row["action_uuid"], f"{state.label('tag_domain', row['domain'])} : {row['label']}")
        for row in state.rows("action_tag").values()
    ])  # fmt: skip


def _references(state: State) -> dict[str, str]:
    rows = [row for row in state.rows("reference").values() if row["action_uuid"]]
    return _gathered([(row["action_uuid"], _joined(row["document"], row["code"], row["label"])) for row in rows])


def _budget_lines(state: State) -> dict[str, str]:
    """The text of each line, and what was understood of it."""
    items = []
    for row in state.rows("budget").values():
        amounts = [f"{a:.12g}" for a in dict.fromkeys((row["amount_min"], row["amount_max"])) if a is not None]
        period = "-".join(str(y) for y in (row["year"], row["end_year"]) if y)
        understood = _joined("–".join(amounts), row["currency"], row["tax"], period, state.label("phase", row["phase"]))
        label = state.label("budget_state", row["state"])
        items.append((row["action_uuid"], f"{label} : {row['text']}" + (f" ({understood})" if understood else "")))
    return _gathered(items)


def _indicators(state: State) -> dict[str, str]:
    codes = {u: row["code"] for u, row in state.rows("indicator").items()}
    rows = state.rows("action_indicator").values()
    return _gathered([(row["action_uuid"], codes.get(row["indicator_uuid"], "?")) for row in rows])


def _places(state: State) -> dict[str, str]:
    rows = [row for table in ("link_point", "link_line", "link_polygon") for row in state.rows(table).values()]
    counts = Counter((row["action_uuid"], row["layer_name"] or "?") for row in rows)
    return _gathered([(action, f"{layer} ({count})") for (action, layer), count in counts.items()])


def _linked(state: State) -> dict[str, str]:
    return _gathered([
        (row["action_uuid"], f"{state.label('link_kind', row['kind'])} {_action_name(state, row['other_uuid'])}")
        for row in state.rows("action_link").values()
    ])  # fmt: skip


ValueKey = tuple[str, str, str, int, str]


def _value_rows(state: State, same: Mapping[str, str]) -> dict[ValueKey, tuple[Row, Row]]:
    """Values by (code, territory, action, year, kind); ``same`` gives an action the uuid it has in the other state."""
    indicators, territories = state.rows("indicator"), state.rows("territory")
    found = {}
    for row in state.rows("value").values():
        indicator = indicators.get(row["indicator_uuid"])
        if indicator is None:
            continue
        territory = territories.get(row["territory_uuid"] or "")
        place = (territory["code"] or territory["name"]) if territory else ""
        action = same.get(row["action_uuid"] or "", row["action_uuid"] or "")
        found[indicator["code"], place, action, row["year"], row["kind"]] = (indicator, row)
    return found


def _value_text(state: State, row: Row) -> str:
    if row["value"] is None:
        return state.label("reason", row["reason"])
    return _joined(f"{row['value']:.12g}", row["unit"])


def _values(old: State, new: State, pairs: Mapping[str, str], secret: Secrets) -> list[Difference]:
    then, now = _value_rows(old, pairs), _value_rows(new, {})
    found = []
    for name in dict.fromkeys((*now, *then)):
        code, place, _action, year, kind = name
        before = _value_text(old, then[name][1]) if name in then else ""
        after = _value_text(new, now[name][1]) if name in now else ""
        if before == after:
            continue
        change = "changed" if name in then and name in now else "added" if name in now else "dropped"
        indicator, row = now.get(name) or then[name]
        field = _joined(new.label("value_kind", kind), year, place)
        actions, indicators = (
            (secret.new, secret.new_indicators) if name in now else (secret.old, secret.old_indicators)
        )
        hidden = row["action_uuid"] in actions or indicator["uuid"] in indicators
        found.append(
            Difference(
                "value", change, code, indicator["name"], field, before, after, uuid=row["uuid"], confidential=hidden
            )
        )
    return found


def budget_name(state: State, total: BudgetTotal) -> str:
    """``Euros HT, Prévisionnel, 2022-2025, par an``: what is added up in one total."""
    period = "-".join(str(year) for year in (total.year, total.end_year) if year)
    parts = (_joined(state.label("currency", total.currency), total.tax), state.label("phase", total.phase), period)
    return ", ".join(part for part in (*parts, "par an" if total.per_year else "") if part)


def amount_text(total: BudgetTotal) -> str:
    """``25000`` or ``20000–30000``, exact."""
    return "–".join(f"{amount:.12g}" for amount in dict.fromkeys((total.low, total.high)))


def _budget_differences(old: Budgets, new: Budgets) -> list[Difference]:
    def by_key(found: Budgets) -> dict[tuple[Any, ...], BudgetTotal]:
        return {(t.currency, t.tax, t.phase, t.year, t.end_year, t.per_year): t for t in found.totals}

    then, now = by_key(old), by_key(new)
    found = []
    for name in dict.fromkeys((*then, *now)):
        before, after = (f"{amount_text(s[name])} ({s[name].sheets})" if name in s else "" for s in (then, now))
        if before != after:
            change = "changed" if before and after else "added" if after else "dropped"
            period = "-".join(str(year) for year in name[3:5] if year)
            field = _joined(*name[:3], period, "par an" if name[5] else "")
            found.append(Difference("budget", change, "", "", field, before, after))
    return found


def against_targets(state: State) -> list[ValueAgainstTarget]:
    """The last result of each indicator and territory of the plan itself, beside its target; actions' own are left out.

    A target is converted into the unit of the result; one that does not convert is not compared. An indicator that only
    confidential actions follow is marked so.
    """
    secret = indicators_of_secrets(state, confidential_actions(state.rows("action")))
    indicators, territories = state.rows("indicator"), state.rows("territory")
    rows: dict[tuple[str, str], dict[str, dict[int, Row]]] = {}
    for row in state.rows("value").values():
        if row["value"] is None or row["action_uuid"] or row["indicator_uuid"] not in indicators:
            continue
        years = rows.setdefault((row["indicator_uuid"], row["territory_uuid"] or ""), {}).setdefault(row["kind"], {})
        years[row["year"]] = row
    found = []
    for (indicator, territory), kinds in rows.items():
        if "result" in kinds:
            name = territories[territory]["name"] if territory in territories else ""
            found.append(_against(indicators[indicator], name, kinds, indicator in secret))
    return sorted(found, key=lambda v: (v.code, v.territory))


def _against(
    indicator: Row, territory: str, kinds: Mapping[str, Mapping[int, Row]], confidential: bool
) -> ValueAgainstTarget:
    year = max(kinds["result"])
    result = kinds["result"][year]
    unit = result["unit"] or indicator["unit"] or ""
    targets = ((y, row["value"], row["unit"] or unit) for y, row in kinds.get("target", {}).items())
    same = {y: convert(value, given, unit) for y, value, given in targets if converts(given, unit)}
    following = min((y for y in same if y >= year), default=None)
    target = same[following] if following is not None else None
    direction, reached = indicator["direction"], None
    if target is not None and following == year and direction:
        reached = result["value"] >= target if direction == "up" else result["value"] <= target
    return ValueAgainstTarget(
        indicator["code"], indicator["name"], unit, territory, year, result["value"], following, target, reached,
        confidential,
    )  # fmt: skip
