# SPDX-License-Identifier: GPL-2.0-or-later
"""Around an import: the mapping a user writes, the workbooks a service returned, and what is said at the end."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import QgsProcessingFeedback

from ...i18n import tr
from ...records.errors import RecordError, noop
from ...records.importing.report import Outcome
from .. import preferences

TOLD = 100  # lines of the report repeated in the log
_WRONG = noop("MAPPING: “{text}” is not “field = header”. Write one pair a line, or a JSON object.")


def mapping_of(text: str) -> dict[str, str]:
    """``field = header`` pairs, one a line, or a JSON object. Raises ``RecordError`` for anything else."""
    written = text.strip()
    if not written:
        return {}
    if written.startswith("{"):
        try:
            found = json.loads(written)
        except ValueError as error:
            raise RecordError(_WRONG, text=written[:80]) from error
        return {str(field).strip(): str(header).strip() for field, header in found.items() if header not in (None, "")}
    pairs = {}
    for line in written.splitlines():
        if not line.strip():
            continue
        field, mark, header = line.partition("=")
        if not mark or not field.strip() or not header.strip():
            raise RecordError(_WRONG, text=line.strip()[:80])
        pairs[field.strip()] = header.strip()
    return pairs


def returned_workbooks(source: Path, plan: str, mode: str) -> Outcome:
    """Merge the workbooks of a collection. Raises ``RecordError`` when none is one of this plan."""
    from ...records.collection.reading import merge_returned  # here: it loads the readers

    return merge_returned(source, plan, mode, preferences.author(), tr)


def say(outcome: Outcome, mode: str, feedback: QgsProcessingFeedback) -> None:
    """The counts, then what a person should look at."""
    if mode == "dry_run":
        feedback.pushInfo(tr("Dry run: nothing was written."))
    feedback.pushInfo(
        tr("{read} actions read: {created} created, {updated} updated, {unchanged} unchanged, {refused} refused.").format(
            read=outcome.read, created=outcome.created, updated=outcome.updated, unchanged=outcome.unchanged,
            refused=outcome.refused,
        )
    )  # fmt: skip
    looked = [
        line
        for line in outcome.lines
        if line.verdict in ("refused", "doubtful", "twin", "removed", "put_aside", "conflict", "proposed_deletion")
    ]
    for line in looked[:TOLD]:
        feedback.pushWarning(
            f"{line.location} : {line.sentence} [{line.original[:80]}]" if line.sentence else str(line.location)
        )
    if len(looked) > TOLD:
        feedback.pushWarning(tr("And {count} other lines: see the report.").format(count=len(looked) - TOLD))
