# SPDX-License-Identifier: GPL-2.0-or-later
"""SIGKILL at random moments of imports: the plan opens, is consistent, and is before or after.

``killed_imports`` takes the count, so that more can be run by hand:
``.venv/bin/python -c "…"`` as in the message of the commit, or ``ATLAS_PCAET_KILLS=70`` with this file.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

from atlas_pcaet.records.plan_file import PlanCrs, create_plan, open_plan

LAMBERT = PlanCrs("EPSG", 2154, "RGF93 v1 / Lambert-93", 'PROJCS["RGF93 / Lambert-93"]')
PLAN = Path(__file__).resolve().parents[1] / "data" / "plans" / "plan_vallee.txt"
BATCH = 30
IMPORTER = """
    import importlib.util, sys
    spec = importlib.util.spec_from_file_location("atlas_pcaet", {root!r} + "/__init__.py", submodule_search_locations=[{root!r}])
    package = importlib.util.module_from_spec(spec); sys.modules["atlas_pcaet"] = package; spec.loader.exec_module(package)
    from contextlib import closing
    from atlas_pcaet.records.importing.merge import Options, import_sources
    from atlas_pcaet.records.plan_file import open_plan
    from atlas_pcaet.records.reading.formats import Sources
    from atlas_pcaet.records.reading.structure import Document, Location, ReadAction, ReadActor
    print("ready", flush=True)
    turn = {turn} * 1000
    while True:
        turn += 1
        actions = [
            ReadAction(f"Action {{turn}} {{n}}", Location("s", "", n), f"{{turn}}.{{n}}", actors=[ReadActor(f"Acteur {{n}}", "partner")],
                       children=[ReadAction(f"Suite {{n}}", Location("s", "", n))])
            for n in range({batch})
        ]
        with closing(open_plan({file!r})) as plan:
            import_sources(plan, Sources([Document("s", "table", actions)]), Options())
"""


def killed_imports(root: Path, folder: Path, count: int, seed: int = 1) -> int:
    """Kill ``count`` imports; checks the plan after each, and returns how many left something behind."""
    file = folder / "plan.gpkg"
    create_plan(file, "PCAET d'essai", LAMBERT)
    chance = random.Random(seed)
    complete = 0
    for turn in range(1, count + 1):
        code = textwrap.dedent(IMPORTER.format(root=str(root), file=str(file), turn=turn, batch=BATCH))
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline().strip() == "ready"
        time.sleep(chance.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with closing(open_plan(file)) as plan:
            assert plan.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert plan.execute("PRAGMA foreign_key_check").fetchall() == []
            actions = plan.execute("SELECT count(*) FROM action").fetchone()[0]
            journal = plan.execute("SELECT count(*) FROM journal WHERE table_name = 'action'").fetchone()[0]
            roles = plan.execute("SELECT count(*) FROM action_actor").fetchone()[0]
        assert actions % (2 * BATCH) == 0  # each import is there whole, sub-actions included, or not at all
        assert journal == actions
        assert roles * 2 == actions
        complete = actions // (2 * BATCH)
    return complete


def test_killed_at_20_random_moments_the_plan_is_before_or_after(root, tmp_path):
    assert killed_imports(root, tmp_path, int(os.environ.get("ATLAS_PCAET_KILLS", "20"))) > 0
