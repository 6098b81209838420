"""A run as one file on the page: the same screen comes back, and nothing that was learned goes."""

import tomllib
from io import BytesIO

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from tests.browser.app import ROOT
from tests.runs.run_files import every_kind, saved
from tests.ui.page import checked
from wsviz.narration.cursor import Cursor
from wsviz.runs import files, store
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.offer import duration
from wsviz.ui.run_file import run_name
from wsviz.ui.visit import Visit

QUERY = {
    "preset": "bars",
    "cycle": "300",
    "phase": "sleep",
    "beat": "2",
    "tab": "Weights",
    "view": "Every number",
    "selected": "1.2.3.recognition",
    "dream": "4",
    "skip": "50",
    "pace": "Full",
}


def through_a_file(visit):
    """What a visit saves, read again."""
    return files.read(BytesIO(files.to_bytes(visit.run_file())))


def test_the_same_screen_comes_back_in_another_visit():
    visit = Visit(QUERY | {"learned": "700"})
    other = Visit({"tab": "Dreams", "crowd": "kirby", "crowd_size": "3", "skip": "7"})
    other.open_run(through_a_file(visit))
    assert other.messages == []
    assert other.explorer.cursor == Cursor(300, "sleep", 2)
    assert other.explorer.run.cycle == 700
    crowd = {"crowd": "kirby", "crowd_size": "3"}
    assert other.query() == visit.query() | crowd
    step, own = other.explorer.moment.step, visit.explorer.moment.step
    np.testing.assert_array_equal(step.states.flat, own.states.flat)


def test_a_fresh_screen_takes_the_place_of_another():
    other = Visit(QUERY)
    other.open_run(through_a_file(Visit()))
    assert other.query() == {}


def test_the_run_that_was_there_comes_back_and_what_was_pinned_stays():
    visit = Visit(QUERY)
    visit.explorer.pin()
    run, pinned = visit.explorer.run, visit.explorer.pinned
    visit.explorer.train()
    visit.open_run(through_a_file(Visit({"cycle": "20"})))
    assert not visit.explorer.training
    assert visit.explorer.pinned is pinned
    assert visit.explorer.cursor == Cursor(20)
    visit.explorer.bring_back()
    assert visit.explorer.run is run


def test_a_run_from_a_notebook_is_shown_where_it_stands():
    visit = Visit(QUERY)
    visit.open_run(files.read(BytesIO(saved(every_kind()))))
    assert visit.explorer.cursor == Cursor(900)
    assert visit.explorer.run.dataset.title == "É"
    assert visit.explorer.panel == "Weights"
    # Its pictures stay at hand, whatever is learned next.
    name = visit.explorer.run.dataset.name
    visit.explorer.choose_preset("bars")
    assert [*visit.explorer.own] == [name]


def test_of_the_moment_only_what_the_stage_shows_is_taken():
    found = files.as_file(every_kind(), "kirby", {"pin": "", "crowd": "bars", "tab": "x", "a": "b"})
    visit = Visit()
    visit.open_run(found)
    assert visit.explorer.pinned is None
    assert [message[:8] for message in visit.messages] == ["tab=x is"]
    assert "a" not in visit.query()


def test_a_moment_to_come_is_offered_as_a_link_does():
    visit = Visit()
    visit.open_run(files.as_file(every_kind(), "kirby", {"cycle": "999999999"}))
    assert visit.explorer.cursor == Cursor(900)
    assert visit.explorer.offer == Cursor(999_999_999)


def test_another_beginning_changes_nothing():
    visit, run = Visit(QUERY), every_kind()
    before, query = visit.explorer.run, visit.query()
    found = files.as_file(run)
    other = found.past._replace(keyframes=found.past.keyframes | {0: run.parameters})
    with pytest.raises(files.RunFileError, match="does not begin"):
        visit.open_run(found._replace(past=other))
    assert visit.explorer.run is before
    assert visit.query() == query


def _page():
    from wsviz.ui.frame import messages
    from wsviz.ui.run_file import run_file
    from wsviz.ui.session import current

    messages()
    run_file(current())


def hand_in(at, data):
    """Give the page a file; its Visit."""
    at.file_uploader[0].set_value(("run.wsviz", data, "application/octet-stream")).run()
    return checked(at).session_state.visit


def test_a_file_is_handed_in_and_another_and_a_wrong_one(tmp_path, monkeypatch):
    monkeypatch.setenv("WSVIZ_STORE", str(tmp_path))
    at = checked(AppTest.from_function(_page).run())
    assert not at.caption
    visit = hand_in(at, saved(every_kind()))
    assert visit.explorer.run.cycle == 900
    # The address opens its pictures here.
    assert store.find(visit.explorer.recipe.dataset) is not None
    assert len([*tmp_path.iterdir()]) == 1
    visit = hand_in(at, files.to_bytes(Visit(QUERY).run_file()))
    assert visit.explorer.cursor.cycle == 300
    assert visit.explorer.left.run.cycle == 900
    query = visit.query()
    visit = hand_in(at, b"no run")
    assert [warning.value for warning in at.warning] == [
        "This file is damaged, or no run of wsviz; nothing was changed\\."
    ]
    assert visit.query() == query


def test_the_server_takes_what_the_page_offers_to_open():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    # The one counts in MiB, the other in bytes.
    assert config["server"]["maxUploadSize"] * 2**20 >= files.MAX_BYTES


def test_a_long_run_is_told_what_its_file_has_that_the_address_has_not():
    at = checked(AppTest.from_function(_page).run())
    run = Run(PRESETS["bars"])
    run.restore(run.keyframes | {10**6: run.parameters}, run.curve)
    visit = hand_in(at, saved(run))
    again = duration(10**6 * visit.explorer.run.seconds_per_cycle)
    (caption,) = at.caption
    assert "what 1,000,000 cycles have learned" in caption.value
    assert caption.value.endswith(f"again, {again}.")


def test_what_does_not_fit_into_a_file_is_told_in_place_of_the_button(monkeypatch):
    monkeypatch.setattr(files, "MAX_REVISIONS", 0)
    at = checked(AppTest.from_function(_page).run())
    assert at.caption[0].value == "1 changes of a run: at most 0 fit into one file."
    assert not at.get("download_button")


def test_a_file_is_named_by_what_is_learned_and_how_far():
    visit = Visit(QUERY)
    assert run_name(visit.explorer, "run", "wsviz") == "wsviz-bars-300-run.wsviz"
    # As the other files are: of other data than the preset's, after these.
    visit.explorer.visit(300)
    visit.explorer.change(dataset="bars-all-white")
    assert run_name(visit.explorer, "run", "wsviz") == "wsviz-bars-all-white-300-run.wsviz"
    visit.open_run(files.as_file(every_kind()))
    assert run_name(visit.explorer, "run", "wsviz") == "wsviz-own-pictures-900-run.wsviz"
