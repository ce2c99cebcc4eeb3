# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import lets its user choose; apart from the readers, so that showing the choices does not load them."""

from __future__ import annotations

FORMATS = (
    "auto", "tet_xlsx", "table", "docx", "odt", "ademe_json", "ademe_csv", "sheet_text", "plan_text", "collection",
)  # fmt: skip
MODES = ("dry_run", "merge", "replace")
TWINS = ("propose", "merge")
