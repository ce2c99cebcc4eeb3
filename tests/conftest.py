# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin is imported as ``atlas_pcaet``, with libraries missing when asked; where the real data are."""

from __future__ import annotations

import importlib.abc
import os
import sys
from pathlib import Path

import pytest
from plugin_package import plugin_package

ROOT = Path(__file__).resolve().parent.parent


class _Blocked(importlib.abc.MetaPathFinder):
    """Makes the libraries named in ``ATLAS_PCAET_BLOCKED`` missing."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def find_spec(self, fullname, path=None, target=None):
        if fullname.split(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {fullname!r} (blocked by the tests)", name=fullname)


blocked = {name for name in os.environ.get("ATLAS_PCAET_BLOCKED", "").split(",") if name}
if blocked:
    sys.meta_path.insert(0, _Blocked(blocked))

plugin_package()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data, or a skip that says why."""
    for folder in (os.environ.get("ATLAS_PCAET_DATA"), ROOT.parent / "shared" / "data"):
        if folder and (Path(folder) / "geo").is_dir():
            return Path(folder)
    pytest.skip("no real data: set ATLAS_PCAET_DATA or put them in ../shared/data")
