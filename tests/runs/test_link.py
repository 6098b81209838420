"""A link opens the same history; what it cannot mean is said in a plain sentence."""

import pytest

from wsviz.runs import link
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Edit, Revision


def start(recipe, *edits):
    """The first revision of a run."""
    return Revision(0, recipe, edits)


def test_the_first_screen_has_an_empty_query():
    opened = link.read({})
    assert opened == ("kirby", PRESETS["kirby"], (start(PRESETS["kirby"]),), ())
    assert link.write("kirby", opened.revisions) == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_setting_survives_the_way_there_and_back(preset):
    recipe = PRESETS[preset].replace(
        hidden=(7, 3, 2),
        generative_rates=(0.3, 0.12345678901234567, 1e-4, 0),
        recognition_rates=(10, 0.02, 1 / 3),
        biases=(-1.5, 2, 0.25, -100),
        nonnegative=not PRESETS[preset].nonnegative,
        seed=4_294_967_200,
        learners=3,
        rows=5,
        reroll=2,
        variant="reweighted",
        wake_phi=0.5,
        sleep_phi=0.25,
    )
    opened = link.read(link.write(preset, [start(recipe)]))
    assert opened == (preset, recipe, (start(recipe),), ())


@pytest.mark.parametrize("preset", PRESETS)
def test_image_biases_from_the_data_are_written_where_they_differ(preset):
    base = PRESETS[preset]
    recipe = base.replace(biases_from_data=not base.biases_from_data)
    query = {"biases_from_data": str(int(recipe.biases_from_data))}
    assert link.write(preset, [start(recipe)]).items() >= query.items()
    assert link.read({"preset": preset} | query).recipe == recipe
    assert "biases_from_data" not in link.write(preset, [start(base)])


def test_only_what_differs_is_written():
    recipe = PRESETS["bars"].replace(seed=3)
    assert link.write("bars", [start(recipe)]) == {"preset": "bars", "seed": "3"}


def test_what_belongs_to_others_is_passed_over():
    assert link.read({"cycle": "x", "tab": "weights"}) == link.read({})


@pytest.mark.parametrize(
    ("query", "words", "field", "value"),
    [
        ({"hidden": "0"}, "hidden=0: from 1 to 256; 1 is used", "hidden", (1,)),
        ({"hidden": "9999"}, "hidden=9,999: from 1 to 256; 256 is used", "hidden", (256,)),
        ({"hidden": "abc"}, "such as 8-1. 6-1 stays", "hidden", (6, 1)),
        ({"hidden": "8-"}, "hidden=8- has an empty layer; 8 is used", "hidden", (8,)),
        ({"hidden": "1-1-1-1-1-1"}, "6 hidden layers, at most 5", "hidden", (1,) * 5),
        ({"hidden": ""}, "hidden= is not a list", "hidden", (6, 1)),
        ({"preset": "mona"}, "preset=mona is not known: it is one of kirby", "dataset", "kirby"),
        ({"dataset": "faces"}, "dataset=faces is not known", "dataset", "kirby"),
        ({"seed": "-5"}, "seed=-5: from 0 to 4,294,967,295; 0 is used", "seed", 0),
        ({"seed": "1e40"}, "4,294,967,295 is used", "seed", 2**32 - 1),
        ({"seed": "1.5"}, "seed=1.5 is not a whole number", "seed", 0),
        ({"learners": "1000"}, "from 1 to 64; 64 is used", "learners", 64),
        ({"rows": "0"}, "rows=0: from 1 to 256; 1 is used", "rows", 1),
        ({"generative_rates": "1e9,0,10"}, "10 is used", "generative_rates", (10, 0, 10)),
        ({"generative_rates": "nan,0,0"}, "0.15,0.01,0.01 stays", "generative_rates", None),
        ({"generative_rates": "0.5"}, "1 given where", "generative_rates", (0.5, 0.01, 0.01)),
        ({"biases": "1,2,3,4"}, "needs 3; 1,2,3 is used", "biases", (1, 2, 3)),
        ({"biases": "-1000,0,0"}, "-100 is used", "biases", (-100, 0, 0)),
        ({"nonnegative": "yes"}, "nonnegative=yes is not known", "nonnegative", False),
        ({"variant": "dream"}, "it is one of wake-sleep, reweighted", "variant", "wake-sleep"),
        ({"wake_phi": "0,5"}, "So wake_phi=0 stays", "wake_phi", 0),
        ({"hidden": "256-256", "learners": "64"}, "So learners=1 stays", "hidden", (256, 256)),
        ({"hidden": "256-256", "learners": "999"}, "numbers: at most", "learners", 1),
    ],
)
def test_bad_values_are_put_right_and_reported(query, words, field, value):
    opened = link.read(query)
    assert [words in message for message in opened.messages] == [True]
    assert getattr(opened.recipe, field) == (value or getattr(PRESETS["kirby"], field))


def test_a_decimal_comma_and_a_power_of_ten_are_read():
    query = {"variant": "reweighted", "wake_phi": "0,05", "rows": "1e2", "seed": "1,000"}
    recipe = link.read(query).recipe
    assert (recipe.wake_phi, recipe.rows, recipe.seed) == (0.05, 100, 1000)


def test_many_faults_become_five_messages_at_most():
    query = dict.fromkeys(("hidden", "seed", "rows", "biases"), "x") | {"then": "x;" * 2000}
    first, second = link.read(query).messages
    assert first.startswith("hidden=x is not a list")
    assert first.endswith("So it is with 3 more of this link.")
    assert second.startswith("then=x is not a whole number")
    assert link.read({"seed": "x", "rows": "x"}).messages[1].startswith("rows=x")


def test_a_weight_of_cycle_0_is_in_the_link():
    history = (start(PRESETS["kirby"], Edit("generative", 0, 2, 4, 5.5)),)
    assert link.write("kirby", history) == {"then": "0~set=generative.0.2.4=5.5"}
    assert link.read(link.write("kirby", history)).revisions == history
