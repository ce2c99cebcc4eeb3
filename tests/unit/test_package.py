# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules of the plugin store, held on the zip of the last commit."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
import zipfile

import pytest

REQUIRED = (
    "name", "qgisMinimumVersion", "description", "about", "version", "author", "email", "repository", "tracker", "license",
)  # fmt: skip
FORBIDDEN = (".sh", ".bat", ".so", ".dll", ".pyc", ".exe", ".dylib")


@pytest.fixture(scope="module")
def archive(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("paquet")
    if not (root / ".git").exists():
        pytest.skip("not a git checkout: the zip is made by git archive")
    done = subprocess.run(
        [sys.executable, str(root / "tools" / "package.py"), str(folder)], capture_output=True, text=True, check=True
    )
    return zipfile.ZipFile(done.stdout.strip())


@pytest.fixture(scope="module")
def extracted(archive, tmp_path_factory):
    folder = tmp_path_factory.mktemp("extrait")
    archive.extractall(folder)
    return folder / "atlas_pcaet"


def test_there_is_one_top_folder_and_what_a_plugin_needs(archive):
    names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"atlas_pcaet"}
    for needed in ("metadata.txt", "__init__.py", "LICENSE", "plugin.py", "i18n/atlas_pcaet_fr.qm", "requirements.txt"):
        assert f"atlas_pcaet/{needed}" in names


def test_nothing_forbidden_nor_of_the_workshop_is_inside(archive):
    for name in archive.namelist():
        assert not name.endswith(FORBIDDEN), name
        assert "__pycache__" not in name
        assert name.split("/")[1] not in (
            "tests",
            "benchmarks",
            "docs",
            "tools",
            "requirements",
            ".ci",
            "build",
            ".venv",
        )


def test_it_is_small_enough(archive):
    assert sum(info.compress_size for info in archive.infolist()) < 25_000_000


def test_the_metadata_are_complete(extracted):
    text = (extracted / "metadata.txt").read_text(encoding="utf-8")
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read_string(text)
    general = metadata["general"]
    assert all(general.get(key) for key in REQUIRED)
    assert not re.search(r"(?<!%)%(?!%)", text)
    assert general["qgisMinimumVersion"] == "3.40"
    assert general["qgisMaximumVersion"] == "4.99"
    assert "supportsqt6" not in {key.lower() for key in general}
    assert (extracted / general["icon"]).exists()
    assert general["license"] == "GPL-2.0-or-later"


def test_bandit_finds_nothing_that_blocks(extracted):
    done = subprocess.run(
        [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--severity-level", "medium", str(extracted)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "No module named bandit" in done.stderr:
        pytest.skip("bandit is not in this lane")
    assert done.returncode == 0, done.stdout


def test_no_dangerous_call_is_written(extracted):
    dangerous = re.compile(r"\b(eval|exec)\(|pickle|shell=True|yaml\.load\(|\bprint\(")
    wrong = [
        f"{file.relative_to(extracted)}:{number}"
        for file in extracted.rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if dangerous.search(line) and ".exec(" not in line
    ]
    assert wrong == []


def test_every_file_carries_its_licence(extracted):
    assert [
        f.name
        for f in extracted.rglob("*.py")
        if "SPDX-License-Identifier: GPL-2.0-or-later" not in f.read_text(encoding="utf-8")[:200]
    ] == []


def test_scoped_enums_only(extracted):
    """Unscoped Qt enums (``Qt.AlignLeft``) are gone in Qt 6."""
    unscoped = re.compile(r"\bQt\.[A-Z][a-z]\w+(?!\w*\.)\b(?!\.)|QgsProcessing\.TypeVector")
    wrong = [
        f"{file.relative_to(extracted)}:{number}: {line.strip()}"
        for file in extracted.rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if unscoped.search(line) or "exec_(" in line or "from PyQt" in line
    ]
    assert wrong == []
