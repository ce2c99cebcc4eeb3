# SPDX-License-Identifier: GPL-2.0-or-later
"""The arrows of DESIGN: who may import whom, and what must not be imported when the plugin loads."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARROWS = {
    "ui": {"processing", "cartography", "records", "i18n"},
    "processing": {"cartography", "charts", "analysis", "records", "i18n"},
    "cartography": {"charts", "records", "i18n"},
    "analysis": set(),
    "records": set(),
    "charts": set(),
    "i18n": set(),
}
WITHOUT_QGIS = ("analysis", "records", "charts")
FOREIGN = {
    "geopandas", "shapely", "rasterio", "pandas", "numpy", "scipy", "matplotlib", "pyproj", "pyogrio", "pyarrow",
    "openpyxl", "docx", "pypdf", "numba",
}  # fmt: skip


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py")) if (ROOT / folder).is_dir() else []


def imports(file: Path, *, at_load_only: bool = False) -> list[tuple[int, str]]:
    """(line, absolute module) of each import; relative ones are resolved to ``atlas_pcaet.…``."""
    package = ["atlas_pcaet", *file.relative_to(ROOT).parent.parts]
    found = []
    for node in _loaded(ast.parse(file.read_text())) if at_load_only else ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found += [(node.lineno, ".".join([*base, name])) for name in names]
    return found


def _loaded(tree: ast.AST):
    """Statements that run when the module is imported: not those inside functions, nor under TYPE_CHECKING."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        yield from _loaded(node)


@pytest.mark.parametrize("folder", sorted(ARROWS))
def test_arrows_point_one_way(folder):
    wrong = []
    for file in modules(folder):
        for line, module in imports(file):
            parts = module.split(".")
            if parts[0] == "atlas_pcaet" and len(parts) > 1 and parts[1] != folder and parts[1] not in ARROWS[folder]:
                wrong.append(f"{file.relative_to(ROOT)}:{line} imports {module}")
    assert not wrong


@pytest.mark.parametrize("folder", WITHOUT_QGIS)
def test_the_science_and_the_records_do_not_know_qgis(folder):
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {module}"
        for file in modules(folder)
        for line, module in imports(file)
        if module.split(".")[0] in {"qgis", "PyQt5", "PyQt6", "osgeo", "processing"}
    ]
    assert [w for w in wrong if "analysis/raster.py" not in w] == []


@pytest.mark.parametrize("folder", ["processing", "ui", "cartography", "i18n"])
def test_no_library_is_imported_when_the_plugin_loads(folder):
    files = [*modules(folder), ROOT / "plugin.py", ROOT / "__init__.py", ROOT / "analysis" / "errors.py"]
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {module}"
        for file in files
        for line, module in imports(file, at_load_only=True)
        if module.split(".")[0] in FOREIGN
    ]
    assert not wrong


def test_the_arrow_test_sees_a_wrong_arrow(tmp_path, monkeypatch):
    (tmp_path / "analysis").mkdir()
    (tmp_path / "analysis" / "bad.py").write_text("from ..processing import base\nimport qgis.core\n")
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    with pytest.raises(AssertionError):
        test_arrows_point_one_way("analysis")
    with pytest.raises(AssertionError):
        test_the_science_and_the_records_do_not_know_qgis("analysis")


def test_there_is_no_utils():
    names = {file.stem for folder in ARROWS for file in modules(folder)}
    assert not names & {"utils", "helpers", "common", "misc", "tools"}
