# SPDX-License-Identifier: GPL-2.0-or-later
"""The merge of what was read into a plan: all of it in one transaction, or nothing.

What the source says replaces what the plan says (which stays in the journal); what it does not say is left alone. A
second import of the same source changes nothing. A dry run works on a copy in memory: the file is not touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field

from .. import spatial_index
from ..actions import find
from ..errors import RecordError, noop
from ..plan_file import transaction
from ..reading.assemble import CLEANED, check_title
from ..reading.formats import Sources, failure_remarks
from ..reading.normalised import key
from ..reading.structure import DOUBTFUL, Document, Location, ReadAction, Remark
from .action_rows import action_facts, changes_of, hang_all, identity_of, knows_pilots, remember, write_readings
from .indicator_rows import IndicatorWriter
from .known import KnownAction, Store
from .report import CREATED, REFUSED, UNCHANGED, UPDATED, Outcome, ReportLine, Translate, line_of
from .twins import ADDED_BEFORE, Matcher, Twin

_NOTHING = noop("Nothing could be read in “{file}”: no action and no indicator. Check the format, or the mapping.")
_NO_FILE = noop("None of the {count} files can be read. {reasons}")
_NAMED = 5  # files of an unreadable folder that are named
_REMOVED = noop("The action is not in the source: it is removed from the plan (the journal keeps it).")
_SUB_REMOVED = noop("The sub-action is not in the source: it is removed from the plan (the journal keeps it).")
_PUT_ASIDE = noop("This action was put aside in the plan: it is not recreated. Put it back in the plan to import it.")
_TAKEN = noop("Taken for this action of the plan, as a person decided.")
_REFUSED_IN_PLACE = noop(
    "Nothing is replaced: {count} actions of the source are refused, and those of the plan would be taken for gone. First one: {place}, “{title}”: {reason} Correct them, or import with the mode merge."
)
_CHANGED = noop("Changed: {fields}.")
_OBJECTIVES = noop(
    'Objectives without the title of their action: they are not stored. Give the action with the mapping {{"action": "12"}}.'
)
_KEPT_OBJECTIVES = noop("Objectives the evaluation recalls: given to the action, which had none.")
_OTHER_OBJECTIVES = noop("Objectives the evaluation recalls: those of the action are other, and stay.")
_UNKNOWN_LINK = noop("The action {number} it is linked to is not found: the link is not made.")


@dataclass
class Options:
    """How to import. ``twins`` is ``propose`` or, once a person has looked at them, ``merge``."""

    mode: str = "merge"
    author: str = ""
    twins: str = "propose"
    action: str = ""
    translate: Translate = str
    progress: Callable[[float], None] = lambda _share: None


def import_sources(connection: sqlite3.Connection, sources: Sources, options: Options) -> Outcome:
    """Import what was read; returns the counts and the report.

    Raises ``RecordError`` when nothing was read or the plan cannot be written; then nothing has changed. Refused actions
    are counted and do not stop the others.
    """
    if not any(not document.empty() for document in sources.documents):
        if len(sources.failures) > 1:
            raise _all_failed(sources, options.translate)
        if sources.failures:
            raise sources.failures[0][1]
        raise RecordError(_NOTHING, file=", ".join(document.name for document in sources.documents))
    if options.mode == "replace" and sources.failures:
        raise sources.failures[0][1]  # the actions of a file that cannot be read would be taken for gone
    if options.mode == "dry_run":
        with closing(_copy(connection)) as copy:
            copy.execute("BEGIN")
            return _Import(copy, options).run(sources)
    with transaction(connection, options.author):
        return _Import(connection, options).run(sources)


def _all_failed(sources: Sources, translate: Translate) -> RecordError:
    """Why none of the files of a folder could be read, the first ones by name."""
    told = []
    for name, error in sources.failures[:_NAMED]:
        sentence = translate(error.sentence).format(**error.facts)
        told.append(sentence if name in sentence else f"{name} : {sentence}")
    more = len(sources.failures) - len(told)
    return RecordError(_NO_FILE, count=len(sources.failures), reasons=" ".join([*told, "…"] if more else told))


def _copy(connection: sqlite3.Connection) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    copy.row_factory = sqlite3.Row
    copy.execute("PRAGMA foreign_keys = ON")
    spatial_index.register(copy)
    return copy


@dataclass
class _Written:
    """What became of one action of the source."""

    read: ReadAction
    uuid: str = ""
    changes: set[str] = field(default_factory=set)
    new: bool = False
    twin: Twin | None = None


class _Import:
    """One import."""

    def __init__(self, connection: sqlite3.Connection, options: Options) -> None:
        self.connection, self.options = connection, options
        self.store = Store(connection, options.author)
        self.before = list(self.store.actions)
        self.matcher = Matcher(self.before)
        self.set_aside = Matcher(self.store.put_aside)
        self.outcome = Outcome()
        self.refusals: list[tuple[ReadAction, str]] = []
        self.childless: set[str] = set()  # actions of a source that has no sub-actions: theirs are left alone
        self.doubtful_lines: set[tuple[str, str, int]] = set()
        self.numbers: dict[str, list[str]] = {}
        for action in self.before:
            if action.number and action.parent is None:
                self.numbers.setdefault(action.number, []).append(action.uuid)

    def run(self, sources: Sources) -> Outcome:
        """Every document, then the links between actions, then what a replacement removes."""
        self.outcome.lines += [line_of(remark, self.options.translate) for remark in failure_remarks(sources)]
        total = max(1, sources.count())
        for document in sources.documents:
            self.outcome.lines += [line_of(remark, self.options.translate) for remark in document.remarks]
            self.doubtful_lines |= {
                (r.location.file, r.location.sheet, r.location.line)
                for r in document.remarks
                if r.counts and r.location.line
            }
            written = self._document(document, total)
            self._links(written)
            for one in written:
                self._close(one)
            self._beside(document)
        if self.options.mode == "replace":
            self._remove()
        return self.outcome

    def _document(self, document: Document, total: int) -> list[_Written]:
        for path in document.axes:
            self.store.axis(path)
        matched = [(read, self._match(document, read)) for read in document.actions]
        written = []
        for read, known in matched:
            self.outcome.read += 1
            if self.outcome.read % 200 == 0:
                self.options.progress(self.outcome.read / total)
            one = self._write(document, read, known)
            if one:
                written.append(one)
        return written

    def _match(self, document: Document, read: ReadAction) -> KnownAction | None:
        """The action of the plan: the same one, else the one a person took it for at an earlier import."""
        if not read.refused:
            check_title(read)
        if read.refused:
            return None
        found = self.matcher.same(read, None)
        if found is None:
            uuid = self.store.accepted.get((document.name, key(identity_of(read))), "")
            found = self.matcher.by_uuid.get(uuid) if uuid not in self.matcher.used else None
            if found:
                self.matcher.used.add(uuid)
        return found

    def _write(self, document: Document, read: ReadAction, known: KnownAction | None) -> _Written | None:
        """One action with all that hangs on it, or its refusal; nothing of it stays when the database refuses it."""
        refusal = read.refused
        if refusal:
            self._refuse(read, line_of(refusal, self.options.translate).sentence)
            return None
        one = _Written(read)
        decided = False
        other = self._other_twin(document, read)
        aside = self._aside(document, read) if known is None else None
        if aside and not (other and aside.row.get("source_document") == document.name):
            self._leave_aside(read)
            return None
        if known and other and known.row.get("source_document") == document.name:
            one.twin = Twin(other.action, ADDED_BEFORE)
        if known is None:
            one.twin = self.matcher.twin(read)
            if one.twin and self.options.twins == "merge":
                known, one.twin, decided = one.twin.action, None, True
                self.matcher.used.add(known.uuid)
        self.connection.execute("SAVEPOINT one_action")
        try:
            self._family(document, one, known)
            if decided:
                remember(self.store, one.uuid, read, document.name, self.options.translate(_TAKEN))
        except sqlite3.IntegrityError as error:
            self.connection.execute("ROLLBACK TO one_action")
            self.connection.execute("RELEASE one_action")
            self._refuse(read, str(error))
            return None
        self.connection.execute("RELEASE one_action")
        if not document.holds_sub_actions:
            self.childless.add(one.uuid)
        if read.number:
            self.numbers.setdefault(read.number.casefold(), []).insert(0, one.uuid)
        return one

    def _other_twin(self, document: Document, read: ReadAction) -> Twin | None:
        """Where twins are merged, the likely twin that did not come from this very document."""
        found = self.matcher.twin(read) if self.options.twins == "merge" else None
        return found if found and found.action.row.get("source_document") != document.name else None

    def _aside(self, document: Document, read: ReadAction) -> KnownAction | None:
        """The action – or the one a person took it for – that was put aside in the plan."""
        taken = self.store.accepted.get((document.name, key(identity_of(read))), "")
        return self.set_aside.by_uuid.get(taken) or self.set_aside.same(read, None)

    def _leave_aside(self, read: ReadAction) -> None:
        """An action somebody put aside in the plan stays there: it is counted unchanged, and said."""
        self.outcome.count(UNCHANGED)
        self.outcome.sub_actions += sum(1 for child in read.children if not child.refused)
        if self._to_look_at(read):
            self.outcome.doubtful += 1
        told = self.options.translate(_PUT_ASIDE)
        self.outcome.lines.append(ReportLine(read.location, identity_of(read), "put_aside", told))

    def _to_look_at(self, read: ReadAction) -> bool:
        """True when something of it or of its sub-actions is doubtful, or stands on a doubtful line of its sheet."""
        return any(
            (one.refused and one is not read)
            or any(remark.counts for remark in one.remarks)
            or (one.location.file, one.location.sheet, one.location.line) in self.doubtful_lines
            for one in read.family()
        )

    def _refuse(self, read: ReadAction, sentence: str) -> None:
        self.outcome.count(REFUSED)
        self.refusals.append((read, sentence))
        if self._to_look_at(read):
            self.outcome.doubtful += 1
        self.outcome.lines.append(ReportLine(read.location, read.title, REFUSED, sentence))

    def _family(self, document: Document, one: _Written, known: KnownAction | None) -> None:
        one.uuid, one.new = self._row(document, one.read, None, known, one.changes)
        for child in one.read.children:
            if not child.refused:
                check_title(child)
            if child.refused:
                told = line_of(child.refused, self.options.translate)
                self.outcome.lines.append(told)
                self.refusals.append((child, told.sentence))
                continue
            self.outcome.sub_actions += 1
            same = self.matcher.same(child, one.uuid) if not one.new else None
            if same is None and not one.new and self.set_aside.same(child, one.uuid):
                told_aside = self.options.translate(_PUT_ASIDE)
                self.outcome.lines.append(ReportLine(child.location, identity_of(child), "put_aside", told_aside))
                continue
            changed: set[str] = set()
            self._row(document, child, one.uuid, same, changed)
            one.changes |= {f"{child.title[:60]} : {name}" for name in changed}

    def _row(
        self, document: Document, read: ReadAction, parent: str | None, known: KnownAction | None, changes: set[str]
    ) -> tuple[str, bool]:
        """The row of an action or of a sub-action; returns its uuid and whether it is new."""
        axes = [uuid for path in read.axes if (uuid := self.store.axis(path))]
        facts = action_facts(read, document) | {"parent_uuid": parent, "axis_uuid": axes[0] if axes else None}
        if known is None:
            uuid = self.store.insert("action", facts | {"plan_uuid": self.store.plan})
            changes.add("title")
        else:
            uuid = known.uuid
            changed = changes_of(known.row, facts, by_identity=bool(read.uuid))
            if read.uuid:  # the plan's own text, cleaned or not, is what it was
                read.remarks = [r for r in read.remarks if r.sentence != CLEANED or r.field in changed]
            if knows_pilots(self.store, known.row, read):
                changed.pop("pilot", None)
                if read.uuid:  # our own export: its column “Pilote” is the text of the plan, not new actors
                    read.actors = [a for a in read.actors if not a.role.startswith("pilot_")]
            if changed:
                self.store.update("action", uuid, changed)
                changes |= set(changed)
        first = (known.row.get("axis_uuid") if known else None) or facts["axis_uuid"]
        changes |= hang_all(self.store, uuid, read, [axis for axis in axes if axis != first])
        changes |= IndicatorWriter(self.store, document.name).of_action(uuid, read, self.outcome)
        write_readings(self.store, uuid, read, self.options.translate)
        return uuid, known is None

    def _links(self, written: list[_Written]) -> None:
        """Links by number, first within the document, else in the plan."""
        own: dict[str, list[str]] = {}
        for one in written:
            if one.read.number:
                own.setdefault(one.read.number.casefold(), []).append(one.uuid)
        for one in written:
            for link in one.read.links:
                wanted = link.number.casefold()
                targets = own.get(wanted) or self.numbers.get(wanted, [])
                if len(targets) != 1 or targets[0] == one.uuid:
                    one.read.remark("links", link.number, DOUBTFUL, _UNKNOWN_LINK, number=link.number)
                    continue
                if self.store.hang("action_link", one.uuid, {"other_uuid": targets[0], "kind": link.kind}):
                    one.changes.add("links")
            write_readings(self.store, one.uuid, one.read, self.options.translate)

    def _close(self, one: _Written) -> None:
        """Count the action, and write its lines of the report."""
        verdict = CREATED if one.new else UPDATED if one.changes else UNCHANGED
        self.outcome.count(verdict)
        remarks = [remark for read in one.read.family() for remark in read.remarks if remark.certainty != REFUSED]
        if one.twin:
            facts = {"title": one.twin.action.row["title"], "number": one.twin.action.row["number"] or "–"}
            remark = Remark(one.read.location, "title", one.read.title, DOUBTFUL, one.twin.sentence, facts)
            one.read.remarks.append(remark)
            write_readings(self.store, one.uuid, one.read, self.options.translate)
            self.outcome.twins += 1
            told = line_of(remark, self.options.translate)
            self.outcome.lines.append(ReportLine(told.location, told.original, "twin", told.sentence))
        if one.twin or self._to_look_at(one.read):
            self.outcome.doubtful += 1
        sentence = ""
        if verdict == UPDATED:
            sentence = self.options.translate(_CHANGED).format(fields=", ".join(sorted(one.changes)))
        self.outcome.lines.append(ReportLine(one.read.location, identity_of(one.read), verdict, sentence))
        self.outcome.lines += [line_of(remark, self.options.translate) for remark in remarks]

    def _beside(self, document: Document) -> None:
        """What a document holds besides actions: references of axes, and indicators with their values."""
        for path, reference in document.axis_references:
            axis = self.store.axis(path)
            facts = {
                "axis_uuid": axis,
                "document": reference.document,
                "code": reference.code,
                "label": reference.label,
            }
            known = "SELECT 1 FROM reference WHERE axis_uuid = ? AND document = ? AND code IS ? AND label IS ? AND deleted = 0"
            if not self.connection.execute(known, tuple(facts.values())).fetchone():
                self.store.insert("reference", facts | {"text": reference.text})
        action = None
        if self.options.action:
            action = find(self.connection, "action", self.options.action)
        self._objectives(document, action)
        writer = IndicatorWriter(self.store, document.name)
        for indicator in document.indicators:
            writer.write(indicator, action, self.outcome)
            self.outcome.lines += [line_of(remark, self.options.translate) for remark in indicator.remarks]
            writer.write_remarks(indicator, self.options.translate)

    def _objectives(self, document: Document, action: str | None) -> None:
        """The objectives an evaluation recalls: for the action it is said to speak of, where that one has none."""
        if not document.objectives:
            return
        where, sentence = Location(document.name), _OBJECTIVES
        if action:
            known = self.connection.execute('SELECT objectives FROM "action" WHERE uuid = ?', (action,)).fetchone()[0]
            if known == document.objectives:
                return
            sentence = _OTHER_OBJECTIVES if known else _KEPT_OBJECTIVES
            if not known:
                self.store.update("action", action, {"objectives": document.objectives})
        self.outcome.lines.append(
            ReportLine(where, document.objectives, "noted", self.options.translate(sentence).format())
        )

    def _remove(self) -> None:
        """Put aside the actions of the plan the source does not hold; sub-actions are counted and named too.

        Raises ``RecordError`` when an action of the source was refused: that of the plan would be taken for gone.
        """
        if self.refusals:
            read, reason = self.refusals[0]
            raise RecordError(
                _REFUSED_IN_PLACE,
                count=len(self.refusals),
                place=str(read.location),
                title=read.title[:80],
                reason=reason,
            )
        gone = [
            action
            for action in self.before
            if action.uuid not in self.matcher.used and (action.parent or "") not in self.childless
        ]
        for action in sorted(gone, key=lambda one: one.parent is None):
            self.store.update("action", action.uuid, {"deleted": 1})
            if action.parent is None:
                self.outcome.removed += 1
            else:
                self.outcome.sub_actions_removed += 1
            where = Location(column=action.row["number"] or "")
            told = self.options.translate(_REMOVED if action.parent is None else _SUB_REMOVED)
            self.outcome.lines.append(ReportLine(where, action.row["title"], "removed", told))
