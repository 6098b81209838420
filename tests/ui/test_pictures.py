"""The page "Your pictures": drawn or uploaded, taken, and on the Stage; a link without pictures."""

import io
import json
from base64 import b64decode

import numpy as np
import pytest
from PIL import Image

from tests.ui.page import address, array, checked, components, open_page, plots, press, sentence
from tests.ui.test_views import view, visit
from wsviz.datasets import from_arrays
from wsviz.runs import store
from wsviz.runs.proposal import proposed
from wsviz.ui.drawn import drawn_text, fresh
from wsviz.ui.visit import Visit

F = np.array([[1, 1, 1], [1, 0, 0], [1, 0, 0], [0, 0, 0]], np.int8)
DRAWN = drawn_text(fresh(4, 3).painted(F).added(1 - F).counted(3))


def png(ink, scale=1):
    """A picture file of that ink."""
    shades = Image.fromarray(np.uint8(255.0 * (1 - np.asarray(ink))))
    file = io.BytesIO()
    shades.resize((shades.width * scale, shades.height * scale), 0).save(file, "PNG")
    return file.getvalue()


def uploaded(at, data, name="letter.png"):
    """The page after that file was chosen."""
    return checked(at.file_uploader(key="file").set_value((name, data, "image/png")).run())


def warnings(at):
    return [block.value.replace("\\", "") for block in at.warning]


def test_what_is_drawn_is_shown_counted_and_kept_in_the_address():
    at = view("pictures", drawn=DRAWN)
    (proto,) = components(at, "painter")
    assert json.loads(proto.json)["states"] == (1 - F).ravel().tolist()
    assert sentence(at).startswith("2 pictures of 4 × 3 pixels, all different.")
    (figure,) = plots(at).values()
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["×1", "×3"]
    press(at, "draw_mirrored")
    np.testing.assert_array_equal(visit(at).sketch.now.picture, np.fliplr(1 - F))
    press(at, "draw_undo")
    checked(at.text_input(key="draw_counted").set_value("5").run())
    checked(at.text_input(key="draw_rows").set_value("33").run())
    assert any("from 1 to 32" in warning for warning in warnings(at))
    assert address(at)["drawn"].startswith("32.3.1.1-5.")
    press(at, "draw_undo")
    assert address(at)["drawn"] == DRAWN.replace("1-3", "1-5")


def test_drawn_pictures_are_learned_on_the_stage_and_the_run_before_comes_back():
    at = view("pictures", drawn=DRAWN, preset="bars", cycle="40")
    before = visit(at).explorer.now
    press(at, "learn")
    show = visit(at).explorer
    assert show.run.cycle == 0
    np.testing.assert_array_equal(show.run.dataset.images, [F.ravel(), 1 - F.ravel()])
    np.testing.assert_array_equal(show.run.dataset.probabilities, [0.25, 0.75])
    assert show.recipe == proposed(show.run.dataset)
    assert store.find(show.recipe.dataset) is show.run.dataset
    assert (show.left, show.left.title) == (before, "Bars, 4×4 (1995 paper)")
    show.bring_back()
    assert show.now == before
    assert show.left.title == "2 pictures, 4 × 3"


def test_an_empty_grid_is_nothing_to_learn():
    assert view("pictures").button(key="learn").disabled


def test_a_file_is_shown_in_two_tones_cut_otherwise_and_taken():
    at = view("pictures", way="Upload")
    assert at.button(key="learn").disabled
    grey = np.where(F, 0.7, 0.2)
    uploaded(at, png(grey, scale=2))
    assert sentence(at) == "letter.png: 1 picture of 8 × 6 pixels."
    checked(at.text_input(key="cut_rows").set_value("4").run())
    checked(at.text_input(key="cut_columns").set_value("3").run())
    np.testing.assert_array_equal(visit(at).upload.images[0], F)
    checked(at.slider(key="threshold").set_value(0.1).run())
    assert visit(at).upload.images.all()
    checked(at.slider(key="threshold").set_value(0.5).run())
    checked(at.toggle(key="invert").set_value(True).run())
    (figure,) = plots(at).values()
    shown = array(figure["data"][0]["z"])
    np.testing.assert_array_equal(shown, 1 - F)
    kind, _, data = figure["layout"]["images"][0]["source"].partition(",")
    assert kind == "data:image/png;base64"
    # Each of its 8 × 6 pixels is a block of its own shade.
    blocks = np.asarray(Image.open(io.BytesIO(b64decode(data))))
    times = len(blocks) // 8
    assert times > 1
    shades = np.uint8(255.0 * (1 - grey)).repeat(2, 0).repeat(2, 1)
    np.testing.assert_array_equal(blocks, shades.repeat(times, 0).repeat(times, 1))
    press(at, "learn")
    np.testing.assert_array_equal(visit(at).explorer.run.dataset.images, [1 - F.ravel()])


def test_a_sheet_is_cut_into_its_pictures():
    at = view("pictures", way="Upload")
    uploaded(at, png(np.hstack([F, 1 - F, F])))
    checked(at.text_input(key="sheet_across").set_value("3").run())
    np.testing.assert_array_equal(visit(at).upload.images, [F, 1 - F, F])
    checked(at.text_input(key="sheet_down").set_value("9").run())
    assert "9 × 3 tiles" in warnings(at)[0]
    np.testing.assert_array_equal(visit(at).upload.images, [F, 1 - F, F])


@pytest.mark.parametrize("data", [b"", b"no picture", png(F)[:40]])
def test_a_refused_file_says_why_and_changes_nothing(data):
    at = view("pictures", way="Upload")
    uploaded(at, png(F))
    before = visit(at).upload.images
    uploaded(at, data, "other.png")
    (told,) = warnings(at)
    assert "“other.png”" in told
    assert told.endswith("The pictures of letter.png stay.")
    assert visit(at).upload.images is before
    assert sentence(at).startswith("letter.png")


def test_a_file_that_is_taken_out_of_the_field_takes_its_pictures_with_it():
    at = view("pictures", way="Upload")
    uploaded(at, png(F))
    checked(at.file_uploader(key="file").set_value(None).run())
    assert visit(at).upload.brought is None
    assert at.button(key="learn").disabled


def test_a_size_that_no_world_has_is_refused_in_words():
    at = view("pictures", way="Upload")
    uploaded(at, png(F))
    checked(at.text_input(key="cut_rows").set_value("900").run())
    assert any("1,024" in warning for warning in warnings(at))
    assert visit(at).upload.cut.rows == 4


def test_the_stage_names_own_pictures_and_lists_them():
    world = fresh(4, 3).painted(F).world()
    at = open_page(dataset=world.name, own="")
    assert not at.warning
    assert at.selectbox(key="preset").value == at.selectbox(key="dataset").value == world.name
    checked(at.selectbox(key="preset").set_value("bars").run())
    show = at.session_state.visit.explorer
    assert show.preset == "bars"
    show.bring(world)
    checked(at.run())
    checked(at.selectbox(key="preset").set_value(world.name).run())
    assert show.recipe == proposed(world)


def gone_world(n):
    """The name of a world and its images, which nobody here has."""
    images = np.random.default_rng(n).integers(0, 2, (3, 4, 3))
    return from_arrays(images).name, images


def test_a_link_whose_pictures_are_gone_waits_for_them_and_opens_as_it_was_meant():
    name, images = gone_world(1)
    query = {"dataset": name, "hidden": "5-2", "cycle": "7", "seed": "3"}
    at = open_page(**query)
    assert not at.warning
    assert "pictures that are not here" in at.info[0].value
    assert at.session_state.visit.explorer.recipe.dataset == "kirby"
    assert address(at) == query
    at = view("pictures", way="Upload", **query)
    assert at.info
    assert visit(at).query() == query | {"way": "Upload"}
    uploaded(at, png(np.hstack(list(images))))
    checked(at.text_input(key="sheet_across").set_value("3").run())
    press(at, "learn")
    show = visit(at).explorer
    assert (show.recipe.dataset, show.recipe.hidden, show.recipe.seed) == (name, (5, 2), 3)
    assert show.cursor.cycle == 7
    assert visit(at).wanted is None
    assert [*show.own] == [name]


def test_other_pictures_than_the_link_asks_for_are_learned_and_told():
    name, _ = gone_world(2)
    at = view("pictures", dataset=name, drawn=DRAWN)
    press(at, "learn")
    assert any("other pictures" in warning for warning in warnings(at))
    assert visit(at).explorer.run.dataset.title == "2 pictures, 4 × 3"
    assert "dataset" in visit(at).query()
    assert visit(at).query()["dataset"] != name


@pytest.mark.parametrize(
    ("seed", "act"),
    [
        (10, lambda shown: shown.learn(fresh(4, 3).painted(F).world())),
        (11, lambda shown: shown.explorer.choose_preset("bars")),
        (12, lambda shown: shown.open_run(Visit({"preset": "bars"}).run_file())),
        (13, lambda shown: shown.open_link({"preset": "bars"})),
    ],
)
def test_a_link_waits_until_anything_else_is_on_the_stage(seed, act):
    name, images = gone_world(seed)
    shown = Visit({"dataset": name, "cycle": "7"})
    assert shown.waits
    # Somebody else brings them.
    there = from_arrays(images)
    act(shown)
    assert shown.wanted is None
    assert shown.explorer.recipe.dataset != there.name
    shown.messages.clear()
    shown.learn(fresh(4, 3).painted(1 - F).world())
    assert shown.messages == []
    shown.learn(there)
    assert shown.explorer.cursor.cycle == 0


def test_a_link_of_two_worlds_waits_for_both_and_what_was_trained_meanwhile_stays():
    (one, first), (other, second) = gone_world(5), gone_world(6)
    shown = Visit({"dataset": one, "then": f"3~dataset={other}", "cycle": "7"})
    shown.crowd.start("kirby", 3)
    shown.crowd.run.advance(300)
    shown.learn(from_arrays(first))
    assert shown.messages == ["The link asks for these pictures, and for 1 more."]
    assert shown.waits
    shown.learn(from_arrays(second))
    assert (shown.explorer.recipe.dataset, shown.explorer.cursor.cycle) == (other, 7)
    assert shown.wanted is None
    assert shown.crowd.run.cycle == 300


def test_worlds_that_are_called_alike_are_told_apart():
    shown = Visit()
    worlds = [fresh(4, 3).painted(ink).world() for ink in (F, 1 - F)]
    for world in worlds:
        shown.learn(world)
    titles = shown.explorer.own
    assert [*titles] == [world.name for world in worlds]
    assert len({*titles.values()}) == 2
    assert all(title.startswith("1 picture, 4 × 3 (") for title in titles.values())


def test_a_large_file_that_was_not_taken_goes_with_the_page(monkeypatch):
    monkeypatch.setattr("wsviz.ui.upload._HEAVY", 2 * F.size - 1)
    at = open_page()
    visit(at).upload.read("1", "letter.png", png(F))
    checked(at.run())
    assert visit(at).upload.brought is None


def test_a_pinned_run_whose_pictures_are_gone_is_let_go():
    name, _ = gone_world(3)
    shown = Visit()
    shown.explorer.pin()
    pinned = shown.explorer.pinned
    shown.open_link({"pin": f"dataset={name}"})
    assert shown.explorer.pinned is pinned
    at = open_page(pin=f"dataset={name}&cycle=3")
    assert at.session_state.visit.explorer.pinned is None
    assert any("not here" in warning for warning in warnings(at))


@pytest.mark.parametrize(("most", "stays"), [(2 * F.size, True), (2 * F.size - 1, False)])
def test_large_originals_go_once_they_are_taken(monkeypatch, most, stays):
    monkeypatch.setattr("wsviz.ui.upload._HEAVY", most)
    shown = Visit()
    shown.upload.read("1", "letter.png", png(F))
    shown.learn(shown.upload.world)
    assert (shown.upload.brought is not None) == stays
