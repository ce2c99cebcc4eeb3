# SPDX-License-Identifier: GPL-2.0-or-later
"""Frameworks a plan answers to (criteria of rev3, codes of the Kent Environment Strategy, one's own list): what covers them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import RecordError, noop
from .milestones import Row, State
from .reading.normalised import key

COLUMNS = ("framework", "framework_label", "code", "label", "documents", "source")


@dataclass(frozen=True)
class Item:
    """One thing a framework asks for; ``documents`` are other names of the framework, as plans quote it."""

    framework: str
    framework_label: str
    code: str
    label: str
    documents: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Coverage:
    """The actions that answer to ``item``: their uuid, and by what (tag, reference, or the axis they are under)."""

    item: Item
    actions: dict[str, str]


@dataclass(frozen=True)
class FrameworkCoverage:
    """What a plan says of a framework; ``unknown`` are the codes it quotes that the table has not, with their actions."""

    framework: str
    label: str
    items: tuple[Coverage, ...]
    unknown: dict[str, int]


def read_frameworks(path: str | Path) -> list[Item]:
    """The items of a table with the columns of :data:`COLUMNS`, ``;`` between them.

    Raises ``RecordError`` naming the file, the line and the column.
    """
    file = Path(path)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, delimiter=";")
            missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
            if missing:
                raise RecordError(
                    noop("“{file}” has no column {columns}: a table of frameworks has {known}, with ; between them."),
                    file=file.name, columns=", ".join(missing), known=", ".join(COLUMNS),
                )  # fmt: skip
            rows = [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RecordError(
            noop("“{file}” cannot be read as a table of frameworks ({reason}): save it as CSV in UTF-8."), file=file.name, reason=str(error)
        ) from error  # fmt: skip
    items = []
    for line, row in rows:
        if None in row:
            raise RecordError(
                noop("“{file}”, line {line}: there are more cells than columns. Put between quotes a text that holds a semicolon."),
                file=file.name, line=line,
            )  # fmt: skip
        empty = next((name for name in ("framework", "label", "source") if not (row[name] or "").strip()), "")
        if empty:
            raise RecordError(
                noop("“{file}”, line {line}: the column “{column}” is empty. Every item has a framework, a label and a source."),
                file=file.name, line=line, column=empty,
            )  # fmt: skip
        documents = tuple(name.strip() for name in (row["documents"] or "").split("|") if name.strip())
        cells = {name: (row[name] or "").strip() for name in COLUMNS}
        items.append(Item(cells["framework"], cells["framework_label"] or cells["framework"], cells["code"], cells["label"], documents, cells["source"]))  # fmt: skip
    return items


_ORDINARY = re.compile(r"^(?:critere|action|mesure|incontournable|objectif|axe|n|no|numero)\s+")


def code_key(text: str | None) -> str:
    """A code as it is compared: ``Critère n° 5`` and ``5`` are one, and so are ``action MR6.3`` and ``MR6.3``."""
    found = key(text or "")
    while _ORDINARY.match(found):
        found = _ORDINARY.sub("", found)
    return found


def coverage(state: State, items: Sequence[Item], frameworks: Sequence[str] = ()) -> list[FrameworkCoverage]:
    """The coverage of each framework of ``items``, or of those named. Raises ``RecordError`` for one it has not."""
    known = list(dict.fromkeys(item.framework for item in items))
    for name in frameworks:
        if name not in known:
            raise RecordError(
                noop("The table has no framework “{name}”. Known: {known}."), name=name, known=", ".join(known)
            )
    return [_coverage(state, [i for i in items if i.framework == name]) for name in frameworks or known]


def _coverage(state: State, items: list[Item]) -> FrameworkCoverage:
    names = {key(name) for item in items for name in (item.framework, item.framework_label, *item.documents)}
    found: list[dict[str, str]] = [{} for _ in items]
    unknown: dict[str, set[str]] = {}
    for by, uuid, document, code, label, sentence in _quoted(state):
        position = _position(items, names, document, code, label)
        if position is None and _is_named(names, sentence):
            # “… de rev3 et au critère 11 du référentiel : « gouvernance élargie »”: code and label together are enough.
            position = next((p for p, i in enumerate(items) if _both(i, code, label)), None)
        if position is not None:
            found[position].setdefault(uuid, by)
        elif document is not None and _is_named(names, document) and code:
            unknown.setdefault(code.strip(), set()).add(uuid)
    return FrameworkCoverage(
        items[0].framework, items[0].framework_label,
        tuple(Coverage(item, actions) for item, actions in zip(items, found, strict=True)),
        {code: len(actions) for code, actions in sorted(unknown.items())},
    )  # fmt: skip


def _is_named(names: set[str], document: str) -> bool:
    text = f" {key(document)} "
    return any(f" {name} " in text for name in names if name)


def _position(items: list[Item], names: set[str], document: str | None, code: str, label: str) -> int | None:
    """The item that a quotation means: its code, or its label, in a document of the framework.

    A tag has no document: ``document`` is None, and its code must bear the framework's name (``rev3:5``) or its label be
    the item's own.
    """
    if document is None:
        framework, _, rest = code.partition(":")
        document, code = (framework, rest) if rest and key(framework) in names else ("", "")
        inside = bool(document)
    else:
        inside = _is_named(names, document)
    for position, item in enumerate(items):
        if inside and item.code and code_key(code) == code_key(item.code):
            return position
    for position, item in enumerate(items):
        if key(label) == key(item.label) and (inside or document == ""):
            return position
    return None


def _both(item: Item, code: str, label: str) -> bool:
    return bool(item.code) and code_key(code) == code_key(item.code) and key(label) == key(item.label)


def _quoted(state: State) -> list[tuple[str, str, str | None, str, str, str]]:
    """(by what, action, document or None, code, label, sentence) of each tag and reference; an axis stands for its actions."""
    actions = state.rows("action")
    found: list[tuple[str, str, str | None, str, str, str]] = [
        ("tag", row["action_uuid"], None, row["code"] or "", row["label"], "")
        for row in state.rows("action_tag").values()
        if row["domain"] == "framework" and row["action_uuid"] in actions
    ]
    under = _under(state)
    for row in state.rows("reference").values():
        facts = (row["document"], row["code"] or "", row["label"] or "", row["text"] or "")
        if row["action_uuid"] in actions:
            found.append(("reference", row["action_uuid"], *facts))
        elif row["axis_uuid"]:
            found += [("axis", action, *facts) for action in under.get(row["axis_uuid"], ())]
    return found


def _under(state: State) -> dict[str, list[str]]:
    """The actions under each axis, through the axes under it."""
    axes = state.rows("axis")
    found: dict[str, list[str]] = {}

    def add(action: str, axis: str | None) -> None:
        seen: set[str] = set()
        while axis in axes and axis not in seen:
            seen.add(str(axis))
            found.setdefault(str(axis), []).append(action)
            axis = _parent(axes[str(axis)])

    for uuid, row in state.rows("action").items():
        add(uuid, row["axis_uuid"])
    for row in state.rows("action_axis").values():
        add(row["action_uuid"], row["axis_uuid"])
    return found


def _parent(row: Row) -> str | None:
    return row["parent_uuid"] if row["parent_uuid"] else None
