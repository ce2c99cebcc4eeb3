# SPDX-License-Identifier: GPL-2.0-or-later
"""``pcaet:freezeplan``: the plan as it is today, kept under a name, never to change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)

from ...i18n import tr
from ...records.milestones import KINDS, described, freeze
from .. import preferences
from ..base import PcaetAlgorithm
from .plan_access import plan_help, plan_parameter, writing

MEGABYTE = 1_000_000


class FreezePlan(PcaetAlgorithm):
    """Keep a named, dated, read-only state in the plan's own file."""

    REQUIRES = ()
    GROUP_ID = "plan"
    PLAN, NAME, KIND, DATE, NOTE = "PLAN", "NAME", "KIND", "DATE", "NOTE"
    UUID, ROWS, ACTIONS, SIZE_MB = "UUID", "ROWS", "ACTIONS", "SIZE_MB"

    def name(self) -> str:
        return "freezeplan"

    def displayName(self) -> str:
        return tr("Freeze a state of the plan")

    def tags(self) -> list[str]:
        return ["PCAET", tr("milestone"), tr("adopted"), tr("mid-term"), tr("plan"), tr("version")]

    def shortHelpString(self) -> str:
        return tr(
            "Keeps the plan as it is now under a name (project, adopted, mid-term, final…), in the same file: actions, axes, actors, "
            "budgets, indicators and their values, references, attachments' names and the copies of the places. The file itself then "
            "refuses any change of what was kept. “Compare plans” and “Report of a plan” read it.\n\n"
            "Rows put aside are not kept, nor the journal, nor the files of the attachments: keep those beside. The file grows by the "
            "size that is said. A frozen state is never replaced: freeze another one under another name."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.declare(plan_parameter(self.PLAN), plan_help())
        self.declare(
            QgsProcessingParameterString(self.NAME, tr("Name of the state")),
            tr("For example: PCAET adopté. Two states never share one."),
        )
        kind = QgsProcessingParameterEnum(self.KIND, tr("Kind"), list(KINDS), False, "other", False, True)
        self.declare(kind, tr("project, adopted, mid_term, final or other."))
        date = QgsProcessingParameterString(self.DATE, tr("Date of the state"), None, False, True)
        self.declare(date, tr("The day it stands for, such as the vote: YYYY, YYYY-MM or YYYY-MM-DD. Empty: the day it is frozen."))  # fmt: skip
        note = QgsProcessingParameterString(self.NOTE, tr("Note"), None, True, True)
        self.declare(note, tr("Number of the deliberation, what is still to be done…"))
        self.addOutput(QgsProcessingOutputString(self.UUID, tr("Identifier of the state")))
        self.addOutput(QgsProcessingOutputNumber(self.ROWS, tr("Rows kept")))
        self.addOutput(QgsProcessingOutputNumber(self.ACTIONS, tr("Actions kept")))
        self.addOutput(QgsProcessingOutputNumber(self.SIZE_MB, tr("Size kept (MB)")))
        self.declare_skipped()

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        def text(key: str) -> str:
            return str(self.parameterAsString(parameters, key, context) or "").strip()

        path = self.parameterAsFile(parameters, self.PLAN, context)
        kind = self.parameterAsEnumString(parameters, self.KIND, context) or "other"
        with writing(path, context) as plan:
            frozen = freeze(plan, text(self.NAME), kind, text(self.DATE), text(self.NOTE), preferences.author())
        rows = sum(frozen.rows.values())
        feedback.pushInfo(
            tr("“{name}” is frozen: {rows} rows, {size} MB, in “{file}”.").format(
                name=text(self.NAME), rows=rows, size=f"{frozen.size / MEGABYTE:.1f}", file=Path(path).name
            )
        )
        feedback.pushInfo(", ".join(f"{alias} {count}" for alias, count in described(frozen.rows)))
        return {
            self.UUID: frozen.uuid, self.ROWS: rows, self.ACTIONS: frozen.rows["action"],
            self.SIZE_MB: round(frozen.size / MEGABYTE, 3), "SKIPPED": 0,
        }  # fmt: skip
