"""A recipe checks itself when made."""

import math
import re
from importlib.util import find_spec

import numpy as np
import pytest

from wsviz.datasets import from_arrays, load
from wsviz.runs.presets import NOTES, PRESETS, TITLES, label, note, title

KIRBY = PRESETS["kirby"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"hidden": (0,)}, "layer 1 with 0 units"),
        ({"hidden": (9999,)}, "9999 units: a layer has 1 to 256"),
        ({"hidden": ()}, "0 hidden layers"),
        ({"dataset": "faces"}, "“faces”: there are kirby"),
        ({"seed": -1}, "Seed -1: a whole number from 0 to 4,294,967,295"),
        ({"seed": 2**32}, "Seed 4294967296"),
        ({"learners": 65}, "Learners 65: a whole number from 1 to 64"),
        ({"rows": 0}, "Rows 0: a whole number from 1 to 256"),
        ({"generative_rates": (1e9, 0.1, 0.1)}, r"learning rate 1e\+09: it lies from 0 to 10"),
        ({"recognition_rates": (math.nan, 0.1)}, "learning rate nan"),
        ({"generative_rates": (-0.1, 0.1, 0.1)}, "learning rate -0.1"),
        ({"generative_rates": (0.1, 0.1)}, "2 values of generative learning rate"),
        ({"biases": (0, 0, 101)}, "bias 101: it lies from -100 to 100"),
        ({"hidden": (256, 256), "learners": 64}, "at most 1,200,000 fit"),
        ({"hidden": "6-1"}, "Hidden layer “6-1”: a list"),
        ({"hidden": 6}, "Hidden layer 6: a list"),
        ({"hidden": (6.0, 1)}, "Hidden layer 6.0: a whole number"),
        ({"dataset": ["bars"]}, "Data set .'bars'.: there are kirby"),
        ({"generative_rates": 0.1}, "Generative learning rate 0.1: a list"),
        ({"generative_rates": ("x", 0, 0)}, "Generative learning rate “x”: it lies from 0 to 10"),
        ({"biases": (True, 0, 0)}, "Initial bias True: it lies from -100 to 100"),
        ({"nonnegative": 1}, "Constraint ≥ 0 1: it is True or False"),
        ({"biases_from_data": 1}, "Image biases from the data 1: it is True or False"),
        ({"schedule": "1/x"}, "Schedule “1/x”: there are constant, 1/t, steps, layers"),
        ({"span": 0}, "Span of the schedule 0: a whole number from 1 to 1,000,000,000"),
        ({"initial_weights": -1}, "Initial weights -1: it lies from 0 to 10"),
        ({"seed": 1.5}, "Seed 1.5: a whole number from 0"),
        ({"seed": "1"}, "Seed “1”: a whole number from 0"),
        ({"rows": True}, "Rows True: a whole number from 1 to 256"),
        ({"learners": None}, "Learners None: a whole number from 1 to 64"),
        ({"variant": "dream"}, "Learning rule “dream”: there are wake-sleep, reweighted"),
        ({"variant": "reweighted", "wake_phi": 1.5}, "of wake-φ 1.5: it lies from 0 to 1"),
        ({"wake_phi": 0.5}, "wake-sleep teaches recognition asleep alone, with 0 and 1"),
        ({"sleep_phi": 0}, "Share of wake-φ 0 and of sleep-φ 0: wake-sleep"),
    ],
)
def test_what_cannot_be_is_refused_with_value_and_limit(changes, words):
    with pytest.raises(ValueError, match=words):
        KIRBY.replace(**changes)


@pytest.mark.parametrize("rate", [0, 10])
def test_the_limits_themselves_are_allowed(rate):
    assert KIRBY.replace(generative_rates=(rate,) * 3).generative_rates == (rate,) * 3


def test_rates_and_biases_follow_the_number_of_layers():
    deeper = PRESETS["bars"].replace(hidden=(8, 4, 2, 1))
    assert deeper.generative_rates == (0.2, 0.001, 0.001, 0.001, 0.001)
    assert deeper.recognition_rates == (0.2, 0.001, 0.001, 0.001)
    assert deeper.biases == (0, -3, 0, 0, 0)
    assert deeper.replace(hidden=(8,)).recognition_rates == (0.2,)


def test_bars_are_the_papers_note_16():
    bars = PRESETS["bars"]
    assert str(bars.architecture) == "16-8-1"
    assert bars.generative_rates == (0.2, 0.001, 0.001)
    assert bars.recognition_rates == (0.2, 0.001)
    assert bars.biases == (0, -3, 0)
    assert bars.nonnegative
    assert (bars.rows, bars.learners) == (1, 1)


def test_the_rule_gives_each_layer_its_rate_and_only_image_weights_a_floor():
    recipe = PRESETS["bars"].replace(rows=4)
    rule, shape = recipe.rule(), recipe.architecture
    rates = [rule.generative.rates[0, 0, where] for where in shape.units]
    for rate, expected in zip(rates, (0.05, 0.00025, 0.00025)):
        assert rate.tolist() == pytest.approx([expected] * rate.size)
    floor = recipe.initial_parameters().generative.with_flat(rule.generative.floor)
    assert (floor.matrices[0][:, 1:] == 0).all()
    assert (floor.matrices[0][:, 0] == -math.inf).all()
    assert all((matrix == -math.inf).all() for matrix in floor.matrices[1:])
    assert (rule.recognition.floor == -math.inf).all()
    assert not rule.recognition.rates[0, 0, shape.units[0]].any()


def test_every_preset_has_a_title_and_a_valid_recipe():
    assert set(TITLES) == set(PRESETS)
    assert {"kirby", "bars", "bars-all-white", "shifter", "digits"} <= set(PRESETS)
    assert {"digits-quick", "mnist", "mnist-deep"} <= set(PRESETS)
    for recipe in PRESETS.values():
        assert recipe.replace() == recipe


def test_a_note_has_figures_and_the_command_that_repeats_them():
    assert "shifter" in NOTES
    for preset, words in NOTES.items():
        assert note(preset, PRESETS[preset].replace(seed=3, reroll=2)) == words
        assert note(preset, PRESETS[preset].replace(hidden=(5,))) is None
        assert re.search(r"\.\d\d ± \.\d\d", words)
        (module,) = re.findall(r"python -m ([\w.]+)\)", words)
        assert find_spec(module)
    assert note("kirby", PRESETS["kirby"]) is None


def test_lists_arrays_and_numpy_numbers_are_the_same_recipe():
    plain = KIRBY.replace(hidden=(5, 2), seed=3, rows=2, biases=(1, -3, 0.5))
    given = KIRBY.replace(
        hidden=np.array([5, 2]),
        generative_rates=list(KIRBY.generative_rates),
        recognition_rates=np.array(KIRBY.recognition_rates),
        biases=[np.int64(1), np.float32(-3), 0.5],
        nonnegative=np.False_,
        seed=np.uint32(3),
        rows=np.int8(2),
        learners=np.int64(1),
        wake_phi=np.float32(0),
    )
    assert given == plain
    assert hash(given) == hash(plain)
    assert type(given.seed) is int
    assert {type(value) for value in (*given.biases, given.wake_phi)} == {float}
    assert KIRBY.replace(hidden=[8, 4, 1]).biases == (0, 0, 0, 0)


def test_a_new_run_is_where_the_network_the_seeds_or_the_first_biases_are_others():
    bars = PRESETS["bars"]
    for changes in (
        {"hidden": [4]},
        {"dataset": "digits"},
        {"seed": 1},
        {"learners": 2},
        {"biases": (0, -1, 0)},
        {"biases_from_data": True},
        {"initial_weights": 0.1},
    ):
        assert bars.starts_over(bars.replace(**changes))
    lasting = bars.replace(
        dataset="bars-all-white", rows=2, reroll=1, nonnegative=False, schedule="1/t", span=5
    )
    assert not bars.starts_over(lasting)
    assert not bars.starts_over(bars.replace(variant="reweighted", wake_phi=1, sleep_phi=0.5))
    # Biases measured on other data are others.
    measured = bars.replace(biases_from_data=True)
    assert measured.starts_over(measured.replace(dataset="bars-all-white"))
    assert not measured.starts_over(measured.replace(rows=2))


@pytest.mark.parametrize("name", ["shifter", "digits-quick", "mnist"])
def test_image_biases_from_the_data_are_its_log_odds_and_all_else_stays(name):
    recipe = PRESETS[name].replace(biases_from_data=True, learners=2, seed=4)
    recipe = recipe.replace(biases=(3.0, *(-1.0,) * (len(recipe.biases) - 1)))
    given = recipe.replace(biases_from_data=False).initial_parameters()
    measured = recipe.initial_parameters()
    image = measured.generative.matrices[0]
    for learner in image:
        np.testing.assert_array_equal(learner[0], load(recipe.dataset).log_odds.astype("f4"))
    assert not image[:, 1:].any()
    assert (given.generative.matrices[0][:, 0] == 3).all()
    for one, other in zip(measured.generative.matrices[1:], given.generative.matrices[1:]):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(measured.recognition.flat, given.recognition.flat)


def test_initial_weights_are_drawn_by_the_seed_and_biases_stay():
    recipe = PRESETS["bars"].replace(initial_weights=0.5, learners=3, seed=7, hidden=(40, 20))
    start, own = recipe.initial_parameters(), recipe.single(2).initial_parameters()
    plain = recipe.replace(initial_weights=0).initial_parameters()
    for side, other, zero in zip(start, own, plain):
        np.testing.assert_array_equal(side.flat[2:], other.flat)
        for matrix, biases in zip(side.matrices, zero.matrices):
            np.testing.assert_array_equal(matrix[:, 0], biases[:, 0])
        weights = np.concatenate([m[:, 1:].reshape(3, -1) for m in side.matrices], 1)
        assert np.unique(weights).size == weights.size
        assert abs(weights.mean()) < 0.03
        assert weights.std() == pytest.approx(0.5, rel=0.05)


def test_weighed_explanations_get_their_shares_awake_and_even_ones_asleep():
    recipe = PRESETS["bars"].replace(variant="reweighted", rows=4, wake_phi=0.25, sleep_phi=0.5)
    rule, shape = recipe.rule(), recipe.architecture

    def first(teaching, layer):
        return teaching.rates[0, 0, shape.units[layer]][0]

    assert first(rule.generative, 0) == np.float32(0.2)
    assert first(rule.awake, 1) == np.float32(0.05)
    assert first(rule.recognition, 1) == np.float32(0.025)
    assert not rule.awake.rates[0, 0, shape.units[0]].any()
    assert (rule.awake.floor == -np.inf).all()
    assert recipe.replace(wake_phi=0).rule().awake is None


def test_other_data_than_the_presets_give_a_run_their_own_name():
    own = from_arrays(np.eye(9).reshape(9, 3, 3), title="Dots")
    kirby, mine = PRESETS["kirby"], PRESETS["kirby"].replace(dataset=own.name)
    told = [(label("bars", r), title("bars", r)) for r in (PRESETS["bars"], kirby, mine)]
    assert told == [
        ("bars", "Bars, 4×4 (1995 paper)"),
        ("kirby", kirby.data.title),
        ("own-pictures", "Dots"),
    ]
