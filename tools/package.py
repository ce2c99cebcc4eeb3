# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's zip, from the last commit: ``package.py [FOLDER]`` (default build/)."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def package(folder: Path) -> Path:
    """Write ``atlas_pcaet-VERSION.zip`` into ``folder``; what .gitattributes marks export-ignore stays out."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    target = folder / f"atlas_pcaet-{metadata['general']['version']}.zip"
    folder.mkdir(parents=True, exist_ok=True)
    command = ["git", "archive", "--format=zip", "--prefix=atlas_pcaet/", f"--output={target}", "HEAD"]
    subprocess.run(command, cwd=ROOT, check=True)
    return target


if __name__ == "__main__":
    print(package(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"))
