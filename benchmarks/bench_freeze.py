# SPDX-License-Identifier: GPL-2.0-or-later
"""A state of a plan of 10,000 actions and 100,000 places kept in its file, beside SQLite's copy of the whole file."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import bench_common_plan
import measure

COPY = measure.DATA / "plan_fige.gpkg"


def copy() -> None:
    COPY.unlink(missing_ok=True)
    with closing(sqlite3.connect(bench_common_plan.large_plan())) as source, closing(sqlite3.connect(COPY)) as target:
        source.backup(target)


def case_sqlite_copies_the_file() -> float:
    bench_common_plan.large_plan()
    return measure.seconds_of(copy)


def case_freeze() -> float:
    copy()
    from atlas_pcaet.records.milestones import freeze
    from atlas_pcaet.records.plan_file import open_plan, transaction

    before = COPY.stat().st_size

    def run() -> None:
        with closing(open_plan(COPY)) as plan, transaction(plan):
            freeze(plan, "Adoption", "adopted")

    seconds = measure.seconds_of(run)
    Path(f"{COPY}.txt").write_text(f"{before / 1e6:.0f} → {COPY.stat().st_size / 1e6:.0f} MB")
    return seconds


if __name__ == "__main__":
    measure.main(__file__, "A state of the plan, frozen", "sqlite_copies_the_file")
    sys.stdout.write(Path(f"{COPY}.txt").read_text() + "\n")
