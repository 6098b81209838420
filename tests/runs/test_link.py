"""A link opens the same recipe and moment; what it cannot mean is said in a plain sentence."""

import pytest

from wsviz.narration.cursor import Cursor
from wsviz.runs import link
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Edit, Revision


def test_the_first_screen_has_an_empty_query():
    opened = link.read({})
    assert opened.preset == "kirby"
    assert opened.recipe == PRESETS["kirby"]
    assert opened.cursor == Cursor()
    assert opened.messages == ()
    assert link.write("kirby", [Revision(0, PRESETS["kirby"])], Cursor()) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_setting_survives_the_way_there_and_back(preset):
    recipe = PRESETS[preset].replace(
        hidden=(7, 3, 2),
        generative_rates=(0.3, 0.123456789, 1e-4, 0),
        recognition_rates=(10, 0.02, 0.5),
        biases=(-1.5, 2, 0.25, -100),
        nonnegative=not PRESETS[preset].nonnegative,
        seed=4_294_967_200,
        learners=3,
        rows=5,
        reroll=2,
    )
    cursor = Cursor(1204, "sleep", 3)
    opened = link.read(link.write(preset, [Revision(0, recipe)], cursor))
    assert opened.messages == ()
    assert (opened.preset, opened.recipe, opened.cursor) == (preset, recipe, cursor)


def test_only_what_differs_is_written():
    recipe = PRESETS["bars"].replace(seed=3)
    written = link.write("bars", [Revision(0, recipe)], Cursor(7))
    assert written == {"preset": "bars", "seed": "3", "cycle": "7"}


def test_a_history_with_revisions_survives_too():
    kirby = PRESETS["kirby"]
    second = kirby.replace(nonnegative=True, generative_rates=(0.3, 0.01, 0.01))
    history = (
        Revision(0, kirby),
        Revision(700, second, (Edit("generative", 0, 2, 4, 5.5), Edit("recognition", 2, 0, 0, -1))),
        Revision(900, second.replace(rows=3, reroll=1)),
    )
    query = link.write("kirby", history, Cursor(1000))
    opened = link.read(query)
    assert opened.messages == ()
    assert opened.recipe == kirby
    assert opened.revisions == history[1:]
    assert link.read(link.write("kirby", history, Cursor(800))).revisions == history[1:2]


@pytest.mark.parametrize(
    ("then", "words"),
    [
        ("x~rows=2", "then=x is not a whole number"),
        ("10~rows=999", "256 is used"),
        ("10~set=generative.0.99.0=1", "names no weight"),
        ("10~set=generative.0.1.0=nan", "names no weight"),
        ("10~set=recognition.0.1.0=1", "names no weight"),
        ("10~set=generative.0.1.0=1e9", "1,000,000 is used"),
    ],
)
def test_bad_revisions_are_put_right_and_reported(then, words):
    opened = link.read({"then": then})
    assert words in opened.messages[0]


@pytest.mark.parametrize(
    ("query", "words", "field", "value"),
    [
        ({"hidden": "0"}, "hidden=0: from 1 to 256; 1 is used", "hidden", (1,)),
        ({"hidden": "9999"}, "hidden=9,999: from 1 to 256; 256 is used", "hidden", (256,)),
        ({"hidden": "abc"}, "hidden=abc is not a list of layer sizes", "hidden", (6, 1)),
        ({"hidden": "8-"}, "hidden=8- has an empty layer", "hidden", (8,)),
        ({"hidden": "1-1-1-1-1-1"}, "6 hidden layers, at most 5", "hidden", (1,) * 5),
        ({"hidden": ""}, "hidden= is not a list", "hidden", (6, 1)),
        ({"preset": "mona"}, "preset=mona is not known: it is one of kirby", "dataset", "kirby"),
        ({"dataset": "mnist"}, "dataset=mnist is not known", "dataset", "kirby"),
        ({"seed": "-5"}, "seed=-5: from 0 to 4,294,967,295; 0 is used", "seed", 0),
        ({"seed": "1e40"}, "4,294,967,295 is used", "seed", 2**32 - 1),
        ({"seed": "1.5"}, "seed=1.5 is not a whole number", "seed", 0),
        ({"learners": "1000"}, "from 1 to 64; 64 is used", "learners", 64),
        ({"rows": "0"}, "rows=0: from 1 to 256; 1 is used", "rows", 1),
        ({"generative_rates": "1e9,0,10"}, "10 is used", "generative_rates", (10, 0, 10)),
        ({"generative_rates": "nan,0,0"}, "is not a list", "generative_rates", (0.15, 0.01, 0.01)),
        ({"generative_rates": "0.5"}, "1 values where", "generative_rates", (0.5, 0.01, 0.01)),
        ({"nonnegative": "yes"}, "nonnegative=yes is not known", "nonnegative", False),
        ({"biases": "-1000,0,0"}, "-100 is used", "biases", (-100, 0, 0)),
        ({"hidden": "256-256", "learners": "64"}, "One learner and one row", "learners", 1),
    ],
)
def test_bad_values_are_put_right_and_reported(query, words, field, value):
    opened = link.read(query)
    assert any(words in message for message in opened.messages), opened.messages
    assert getattr(opened.recipe, field) == value


@pytest.mark.parametrize(
    ("query", "words", "cursor"),
    [
        ({"cycle": "1e9"}, None, Cursor(10**9)),
        ({"cycle": "1e12"}, "1,000,000,000 is used", Cursor(10**9)),
        ({"cycle": "-3"}, "0 is used", Cursor()),
        ({"cycle": "x"}, "cycle=x is not a whole number", Cursor()),
        ({"beat": "99"}, "beat=99: from 1 to 6; 6 is used", Cursor(0, "wake", 6)),
        ({"phase": "nap"}, "phase=nap is not known: it is one of wake, sleep", Cursor()),
    ],
)
def test_moments_out_of_range_are_put_right(query, words, cursor):
    opened = link.read(query)
    assert opened.cursor == cursor
    assert (not opened.messages) if words is None else words in opened.messages[0]
