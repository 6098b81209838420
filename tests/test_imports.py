"""The house's arrows: each room imports only what stands before it."""

import ast

import pytest

from tests.browser.app import ROOT

# Rooms of one line do not know one another.
ORDER = (
    ("guard",),
    ("engine", "datasets"),
    ("measure", "variants", "pictures"),
    ("applications",),
    ("runs",),
    ("narration",),
    ("figures",),
    ("exports",),
    ("ui",),
    ("serve",),
)
RANK = {room: rank for rank, rooms in enumerate(ORDER) for room in rooms}
MODULES = [path for path in (ROOT / "wsviz").rglob("*.py") if path.parent.name != "wsviz"]


def imported(path):
    """The rooms of wsviz that a module imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            within = node.module == "wsviz"
            names = [f"wsviz.{a.name}" for a in node.names] if within else [node.module]
        yield from (name.split(".")[1] for name in names if name.startswith("wsviz."))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path):
    room = path.relative_to(ROOT / "wsviz").parts[0]
    for other in set(imported(path)) - {room}:
        assert RANK[other] < RANK[room], f"{room} imports {other}"


def test_no_module_stands_outside_the_rooms():
    assert [path.name for path in (ROOT / "wsviz").glob("*.py")] == ["__init__.py"]
    assert {path.parts[len(ROOT.parts) + 1] for path in MODULES} == set(RANK)


def test_only_the_page_knows_streamlit_and_only_the_engine_stays_alone():
    for path in MODULES:
        text = path.read_text()
        if "ui" not in path.parts:
            assert "import streamlit" not in text, path
        if "engine" in path.parts:
            assert "plotly" not in text, path


@pytest.mark.parametrize(
    "name",
    [
        "address",
        "asking",
        "crowd",
        "explorer",
        "filming",
        "opening",
        "pace",
        "packed",
        "panels",
        "panels_ask",
        "places",
        "player",
        "plot",
        "shelf",
        "turns",
        "viewer",
        "visit",
        "watched",
    ],
)
def test_what_a_visitor_plays_knows_no_streamlit(name):
    assert "streamlit" not in (ROOT / f"wsviz/ui/{name}.py").read_text()
