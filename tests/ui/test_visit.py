"""The address of all that a visitor has in front of them, and what no click may lose."""

from functools import partial

import numpy as np
import pytest

from wsviz.narration.cursor import Cursor
from wsviz.narration.images import image_targets, image_text
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.drawn import drawn_text
from wsviz.ui.explorer import Explorer
from wsviz.ui.panels import ASK, COMPLETE, EXPLAIN, offered
from wsviz.ui.player import Player
from wsviz.ui.settings import set_depth, set_entry, set_units
from wsviz.ui.visit import MAX_LABS, Visit


def again(visit):
    return Visit(visit.query())


def test_a_fresh_visit_has_an_empty_address():
    assert Visit().query() == {}
    assert Visit({"preset": "bars"}).query() == {"preset": "bars"}


def test_the_address_holds_everything_on_the_screen():
    visit = Visit({"preset": "bars", "cycle": "7", "phase": "sleep", "beat": "2"})
    show = visit.explorer
    show.select(Selection(1, 2, 3, "recognition"))
    show.pace_name, show.skip = "Full", 50
    show.open_panel("Weights", "Every number")
    show.dream_again()
    show.pin()
    show.walk("cycle")
    show.walk("cycle")
    show.walk("previous")
    visit.crowd.start("kirby", 3)
    visit.crowd.run.advance(40)
    visit.crowd.choose(2)
    other = again(visit)
    assert other.messages == []
    assert other.query() == visit.query()
    assert other.explorer.cursor == show.cursor == Cursor(8, "sleep")
    assert other.explorer.run.cycle == 9
    assert other.explorer.selection == show.selection
    assert (other.explorer.pace_name, other.explorer.skip) == ("Full", 50)
    assert (other.explorer.panel, other.explorer.view) == ("Weights", "Every number")
    assert other.explorer.dream == show.dream == 1
    assert other.explorer.pinned.cursor == Cursor(7)
    assert (other.crowd.preset, other.crowd.size, other.crowd.chosen) == ("kirby", 3, 2)
    # Learned again by itself, as soon as its page is open.
    assert other.crowd.goal == 40


def test_drawings_too_large_for_the_address_are_left_out_of_it():
    visit = Visit()
    while drawn_text(visit.sketch.now):
        visit.sketch.resize(*(2 * length for length in visit.sketch.now.shape))
        visit.sketch.copy("Copy")
    assert visit.query() == {}


def test_a_weight_set_by_hand_at_cycle_0_is_in_the_link():
    visit = Visit()
    visit.explorer.edit(2.5)
    assert again(visit).explorer.moment.weight == 2.5


@pytest.mark.parametrize("beat", range(1, 7))
@pytest.mark.parametrize("phase", ["wake", "sleep"])
def test_what_the_field_says_is_what_the_very_next_operation_uses(phase, beat):
    visit = Visit({"cycle": "30", "phase": phase, "beat": str(beat)})
    show = visit.explorer
    show.select(Selection(1, 3, 0, "generative"))
    show.edit(3.0)
    assert show.moment.weight == pytest.approx(3.0, abs=0.2 * (show.moment.beat.last))
    assert show.moment.step.before.into(1, "generative")[0, 0, 3] == 3
    fresh = again(visit).explorer.moment
    assert fresh.step.before.into(1, "generative")[0, 0, 3] == 3
    np.testing.assert_array_equal(fresh.step.states.flat, show.moment.step.states.flat)


def test_asleep_another_draw_leaves_what_sleep_starts_from():
    show = Visit({"cycle": "30", "phase": "sleep", "beat": "2"}).explorer
    before = show.moment.step
    show.other_draw()
    after = show.moment.step
    for one, other in zip(before.before, after.before):
        np.testing.assert_array_equal(one.flat, other.flat)
    assert (before.states.flat != after.states.flat).any()


def test_an_initial_bias_is_carried_out():
    show = Visit({"preset": "bars"}).explorer
    set_entry(show, "biases", 1, -1.0)
    assert show.run.parameters.into(1, "generative")[0, 0] == pytest.approx(-1)


def test_the_run_left_behind_comes_back_and_goes_again():
    show = Visit({"cycle": "120"}).explorer
    old = show.now
    show.choose_preset("bars")
    assert show.preset == "bars"
    show.bring_back()
    assert show.now == old
    show.bring_back()
    assert (show.preset, show.run.cycle) == ("bars", 0)


@pytest.mark.parametrize(
    "leave",
    [
        Explorer.reset,
        Explorer.new_seed,
        lambda show: set_units(show, 1, 7),
        lambda show: set_depth(show, 3),
        lambda show: set_entry(show, "biases", 0, 1.0),
    ],
)
def test_nothing_costs_the_run(leave):
    show = Visit({"cycle": "120"}).explorer
    old = show.now
    leave(show)
    assert show.run.cycle == 0
    assert show.left == old


def test_a_link_opened_in_the_page_leaves_the_run_behind():
    visit = Visit({"cycle": "120"})
    run = visit.explorer.run
    visit.open_link({"preset": "bars"})
    assert visit.query() == {"preset": "bars"}
    visit.explorer.bring_back()
    assert visit.explorer.run is run


def test_a_fresh_stage_that_opens_a_link_keeps_the_run_that_was_left_behind():
    visit = Visit({"cycle": "120"})
    visit.explorer.reset()
    left = visit.explorer.left
    visit.open_link({"preset": "bars"})
    assert visit.explorer.left is left


def test_what_is_not_the_stages_stays_when_a_link_is_opened():
    visit = Visit()
    visit.crowd.start("kirby", 3)
    visit.crowd.run.advance(40)
    visit.explorer.pin()
    kept = (
        visit.crowd,
        visit.lab("a", object),
        visit.film,
        visit.explorer.pinned,
    )
    visit.sketch.invert()
    visit.messages.append("This is to be told.")
    visit.came_from = "preset=bars&cycle=3&crowd=bars-all-white&drawn=1.1.0.1.gA&knob=7"
    visit.go_back()
    assert (visit.explorer.preset, visit.explorer.cursor.cycle) == ("bars", 3)
    assert (visit.crowd, visit.lab("a", object), visit.film, visit.explorer.pinned) == kept
    assert visit.sketch.now.shape == (5, 5)
    assert visit.messages == ["This is to be told."]
    assert (visit.query()["knob"], visit.came_from) == ("7", None)


def test_a_link_opened_in_the_page_brings_what_nobody_touched_here():
    visit = Visit()
    visit.open_link({"crowd": "kirby", "crowd_size": "3", "drawn": "1.1.0.1.gA"})
    assert (visit.crowd.preset, visit.crowd.size) == ("kirby", 3)
    assert visit.sketch.now.shape == (1, 1)


def test_values_of_things_that_are_gone_do_nothing():
    show = Visit().explorer
    set_depth(show, 1)
    set_units(show, 3, 5)
    set_entry(show, "generative_rates", 4, 0.5)
    for target in ([], [0, 2, 1], [9, 0, 0, 0], [1, 99, 0, 0], [-1, 0, 0, 0]):
        show.click(target)
    assert show.recipe.hidden == (6,)
    assert show.selection == Selection(1, 0)


def test_a_learner_that_is_gone_is_not_adopted():
    visit = Visit({"crowd": "kirby", "crowd_size": "8"})
    visit.crowd.choose(7)
    visit.crowd.start(size=3)
    visit.explorer.adopt(visit.crowd)
    assert visit.explorer.left is None
    assert visit.crowd.chosen is None


def test_after_a_rewind_the_cost_is_that_of_the_moment():
    show = Visit({"generative_rates": "10,10,10", "recognition_rates": "10,10"}).explorer
    show.move(Cursor(2000))
    show.walk("first")
    cycle, bits = show.cost
    assert cycle == 0
    assert bits == pytest.approx(9)
    show.train()
    show.pause()
    show.pin()
    assert show.pinned.run.cycle == 0


def test_the_untrained_cost_counts_the_initial_biases():
    assert Visit({"preset": "bars"}).explorer.untrained_cost == pytest.approx(25.87, abs=0.01)


def test_a_far_moment_is_offered_and_stays_in_the_address():
    visit = Visit({"cycle": "1000000000"})
    assert visit.explorer.offer == Cursor(10**9)
    assert visit.query()["cycle"] == "1000000000"
    visit.explorer.decline_offer()
    assert visit.query() == {}


@pytest.mark.parametrize(
    "query",
    [
        {"selected": "a.b"},
        {"selected": "1"},
        {"selected": "99999999999999999999.1"},
        {"tab": "![x](http://example.org)"},
        {"pace": ""},
        {"skip": "0"},
        {"crowd_size": "65"},
        {"row": "-1"},
        {"image": "nonsense"},
        {"image": "b18"},
        {"image": "ffff"},
        {"known": "ffff"},
        {"rounds": "100000"},
        {"asked": "-1"},
        {"held": "1.99.0"},
        {"beat": "77"},
        {"pin": "%%%"},
        {"learned": "x"},
    ],
)
def test_what_cannot_be_read_is_told_and_left(query):
    visit = Visit(query)
    if "pin" not in query:
        assert len(visit.messages) == 1
    assert visit.explorer.run.cycle == 0
    visit.explorer.walk("forward")


@pytest.mark.parametrize(
    ("old", "new"), [("Hidden activations", "Activations"), ("Explanations", "Rows")]
)
def test_links_that_name_a_panel_as_it_was_called_still_open_it(old, new):
    visit = Visit({"tab": old})
    assert (visit.explorer.panel, visit.messages) == (new, [])


def test_a_picture_that_is_clicked_is_explained_and_kept_in_the_address():
    visit = Visit({"preset": "bars", "tab": "Dreams"})
    show = visit.explorer
    image = show.run.dataset.images[5]
    (target,) = image_targets(image[None]).tolist()
    show.click(target)
    assert show.panel == "Explanation"
    assert show.selection == Selection(1, 0)
    np.testing.assert_array_equal(show.image, image)
    other = again(visit)
    assert other.messages == []
    assert other.query() == visit.query()
    assert other.query()["image"] == image_text(image)
    np.testing.assert_array_equal(other.explorer.image, image)
    show.explain()
    assert show.image is None
    assert visit.query() == {"preset": "bars", "tab": "Explanation"}


@pytest.mark.parametrize("preset", ["digits", "mnist", "shifter"])
def test_where_nothing_can_be_listed_a_picture_is_explained_as_far_as_it_goes(preset):
    show = Visit({"preset": preset}).explorer
    image = show.run.dataset.images[0]
    show.click(image_targets(image[None])[0].tolist())
    np.testing.assert_array_equal(show.image, image)
    assert (show.panel, show.view, show.selection) == (ASK, EXPLAIN, Selection(1, 0))
    assert "Explanation" not in offered(show.moment)


def test_a_question_and_its_answer_come_back_from_the_address_bit_for_bit():
    visit = Visit({"preset": "bars", "cycle": "200"})
    show, asking = visit.explorer, visit.explorer.asking
    show.open_panel(ASK)
    asking.half(show.moment.states(0))
    asking.other_draws()
    for act in (partial(asking.go, 1), asking.step, partial(asking.go, 10), asking.step):
        act()
        asking.completed(show.moment, False)
    asking.hold(1, 3, 1)
    asking.hold(2, 0, 0)
    other = again(visit)
    assert other.messages == []
    assert other.query() == visit.query()
    assert {"known", "rounds", "recognised", "asked", "held"} <= visit.query().keys()
    assert (other.explorer.panel, other.explorer.view) == (ASK, COMPLETE)
    before, after = (each.asking.completed(each.moment, False) for each in (show, other.explorer))
    assert (after.chains.rounds, after.chains.recognised) == (11, True)
    for name in ("states", "logits", "pictures"):
        one, same = (getattr(each.chains, name) for each in (before, after))
        np.testing.assert_array_equal(one, same)
    assert (before.apart_bits, before.chance_bits) == (after.apart_bits, after.chance_bits)
    rows = [each.asking.meant(each.moment, 8, False) for each in (show, other.explorer)]
    for one, same in zip(*rows, strict=True):
        assert one.name == same.name
        np.testing.assert_array_equal(one.pictures, same.pictures)


def test_rounds_go_back_and_on_and_answers_follow_the_moment():
    show = Visit({"cycle": "50"}).explorer
    asking = show.asking
    asking.half(show.moment.states(0))
    asking.go(5)
    fifth = asking.completed(show.moment, False).chains
    asking.go(1)
    asking.completed(show.moment, False)
    asking.start_over()
    assert asking.completed(show.moment, False).chains.rounds == 0
    asking.go(5)
    again_fifth = asking.completed(show.moment, False).chains
    np.testing.assert_array_equal(fifth.pictures, again_fifth.pictures)
    priced_before = asking.priced(show.moment, None, 0, False).cost.surprise_bits
    show.walk("cycle")
    fresh = Visit({"cycle": "51"}).explorer
    fresh.asking.question = asking.question
    for one, same in zip(
        *(
            (
                each.asking.completed(each.moment, False).chains.logits,
                each.asking.priced(each.moment, None, 0, False).cost.surprise_bits,
            )
            for each in (show, fresh)
        )
    ):
        np.testing.assert_array_equal(one, same)
    assert asking.priced(show.moment, None, 0, False).cost.surprise_bits != priced_before


def test_asking_leaves_the_run_and_its_future_as_they_are():
    show, other = (Visit({"preset": "bars", "cycle": "100"}).explorer for _ in range(2))
    asking = show.asking
    asking.half(show.moment.states(0))
    asking.go(10)
    asking.hold(1, 0, 1)
    show.explain_completed()
    asking.meant(show.moment, 8, False)
    asking.priced(show.moment, show.image, 0, False)
    assert show.run.keyframes.keys() == other.run.keyframes.keys()
    assert show.run.curve.keys() == other.run.curve.keys()
    for each in (show, other):
        each.run.advance(150)
    for one, same in zip(show.run.parameters, other.run.parameters):
        np.testing.assert_array_equal(one.flat, same.flat)


def test_while_it_learns_no_more_rounds_are_made_than_soon():
    show = Visit({"preset": "mnist", "rounds": "40"}).explorer
    assert show.asking.completed(show.moment, True).chains.rounds == 5
    small = Visit({"preset": "bars", "rounds": "40"}).explorer
    assert small.asking.completed(small.moment, True).chains.rounds == 40


def test_another_network_forgets_what_it_has_not():
    show = Visit({"preset": "bars", "held": "1.7.1,2.0.1"}).explorer
    asking = show.asking
    asking.half(show.moment.states(0))
    set_units(show, 1, 4)
    assert asking.question.held == ((2, 0, 1),)
    assert (asking.question.known != -1).sum() == 8
    show.choose_preset("kirby")
    assert len(asking.question.known) == 9
    assert (asking.question.known == -1).all()


def test_a_run_of_other_pictures_forgets_the_chosen_one_and_one_of_the_same_keeps_it():
    show = Visit({"preset": "bars", "image": "ff00"}).explorer
    show.new_seed()
    show.choose_preset("bars-all-white")
    set_depth(show, 1)
    show.edit(2.0)
    assert image_text(show.image) == "ff00"
    show.choose_preset("kirby")
    assert show.image is None
    show.explain(show.run.dataset.images[0])
    show.bring_back()
    assert show.image is None


def test_some_laboratories_are_held_and_what_others_learned_is_learned_again():
    visit = Visit()

    def lab(name, of=None, seed=0):
        return visit.lab(name, lambda: Player(Run(PRESETS["kirby"].replace(seed=seed))), of)

    first = lab("first")
    first.run.advance(40)
    for n in range(1, MAX_LABS):
        lab(f"{n}")
    assert lab("first") is first, "used last, it stays longest"
    lab("another")
    assert len(visit.labs) == MAX_LABS
    assert "1" not in visit.labs
    for n in range(MAX_LABS):
        lab(f"other {n}")
    again = lab("first")
    assert again is not first
    assert again.told.endswith("the way to cycle 40 is learned once more.")
    assert again.goal == 40
    list(again.tick())
    assert not again.told
    assert same(again.run, first.run)
    # What learned nothing, or something else, has nothing to be told of.
    assert not lab("1").training
    for n in range(MAX_LABS):
        lab(f"other {n}")
    other = lab("first", seed=5)
    assert not other.training
    assert not other.told


def same(one, other):
    """Whether two runs stand at the same parameters, bit for bit."""
    return all(np.array_equal(a.flat, b.flat) for a, b in zip(one.parameters, other.parameters))
