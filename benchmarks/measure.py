# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs each case of a benchmark in a process of its own, in turn, and prints times, memory and ratios as a table.

A benchmark file holds functions ``case_…`` that set up, then return the seconds of what is measured, and ends with
``measure.main(__file__, limit=…)``; cases are compared with the one named by ``limit``.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tools" / "loader"))
from plugin_package import plugin_package as plugin_package  # benchmarks take it from here

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "build" / "bench"


def start_qgis() -> object:
    """A QGIS without windows."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from qgis.core import QgsApplication

    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    return application


def seconds_of(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def peak_mb() -> float:
    """Largest resident memory of this process alone: ru_maxrss would begin at that of the parent that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(
            float(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM")
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _run(file: str, case: str) -> dict[str, float]:
    # Bytecode is kept, as in a user's profile, whatever this machine's habits.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(DATA / "bytecode")
    done = subprocess.run([sys.executable, file, case], capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"{case}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def main(file: str, title: str, limit: str, repeats: int = 3) -> None:
    """Entry point of a benchmark file: with a case name, run it here; without, run all in turn."""
    module = sys.modules["__main__"]
    cases = [name[5:] for name in vars(module) if name.startswith("case_")]
    if len(sys.argv) > 1:
        measured = getattr(module, f"case_{sys.argv[1]}")()
        print(json.dumps({"seconds": measured, "peak_mb": peak_mb()}))
        sys.stdout.flush()
        os._exit(0)
    runs: dict[str, list[dict[str, float]]] = {case: [] for case in cases}
    for _turn in range(repeats):
        for case in cases:
            runs[case].append(_run(file, case))
    base = statistics.median(r["seconds"] for r in runs[limit])
    print(
        f"\n### {title}\n\n| case | s (median) | s (min to max) | ratio to “{limit}” | peak MB |\n|---|---|---|---|---|"
    )
    for case, measured in runs.items():
        times = [r["seconds"] for r in measured]
        middle = statistics.median(times)
        peak = max(r["peak_mb"] for r in measured)
        print(
            f"| {case} | {middle:.3f} | {min(times):.3f} to {max(times):.3f} | {middle / base:.2f} | {peak:.0f} |",
            flush=True,
        )
