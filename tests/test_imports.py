"""The house's arrows: each part imports only what stands before it."""

import ast

import pytest

from tests.browser.app import ROOT

ORDER = (
    {"engine", "datasets"},
    {"measure", "variants", "applications"},
    {"runs", "particle_run", "narration"},
    {"figures"},
    {"ui"},
)
RANK = {part: rank for rank, parts in enumerate(ORDER) for part in parts}
MODULES = [path for path in (ROOT / "wsviz").rglob("*.py") if path.parent.name != "wsviz"] + [
    path for path in (ROOT / "wsviz").glob("*.py") if path.stem != "__init__"
]


def imported(path):
    """The parts of wsviz that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            within = node.module == "wsviz"
            names = [f"wsviz.{a.name}" for a in node.names] if within else [node.module]
        yield from (name.split(".")[1] for name in names if name.startswith("wsviz."))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path):
    part = path.relative_to(ROOT / "wsviz").parts[0].removesuffix(".py")
    for other in set(imported(path)) - {part}:
        assert RANK[other] <= RANK[part], f"{part} imports {other}"


def test_only_the_page_knows_streamlit_and_only_the_engine_stays_alone():
    for path in MODULES:
        text = path.read_text()
        if "ui" not in path.parts:
            assert "import streamlit" not in text, path
        if "engine" in path.parts:
            assert "plotly" not in text, path
