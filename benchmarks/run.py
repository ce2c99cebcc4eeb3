# SPDX-License-Identifier: GPL-2.0-or-later
"""``make bench``: every benchmark in turn, each case in its own process; figures differ with the machine, ratios less."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    wanted = sys.argv[1:] or sorted(file.stem for file in HERE.glob("bench_*.py"))
    for name in wanted:
        subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=True)
