"""Every figure of a panel has its size, whatever the network; no text is small or hidden."""

import numpy as np
import pytest

from tests.figures.text_boxes import assert_readable
from wsviz.engine import gallery
from wsviz.engine.asking import UNKNOWN
from wsviz.figures import (
    activations,
    bits,
    completion,
    dreams,
    explanation,
    explanations_drawn,
    glance,
    meant,
    priced,
    weights,
)
from wsviz.figures.distribution import distribution
from wsviz.figures.layout import BESIDE, PANEL
from wsviz.measure import model_probabilities
from wsviz.narration.beats import beats
from wsviz.narration.cursor import Cursor
from wsviz.narration.explained import explained
from wsviz.narration.meant import asked_words, held_names
from wsviz.narration.moment import moment
from wsviz.narration.selection import Selection
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.asking import Asking

WORLDS = ("kirby", "bars", "shifter", "digits")
DEPTHS = {
    1: (6,),
    3: (64, 32, 1),
    5: (64, 32, 16, 8, 4),
}
HELD_OUT = ("digits-quick", (64, 32, 16))
MANY = ("digits", (256, 256, 256, 256, 256))


@pytest.fixture(
    scope="module", params=[*((w, h) for w in WORLDS for h in DEPTHS.values()), HELD_OUT, MANY]
)
def run(request):
    """A little training of a world with these hidden layers."""
    world, hidden = request.param
    rates = (0.05,) * len(hidden)
    recipe = PRESETS[world].replace(
        hidden=hidden,
        generative_rates=(0.05, *rates),
        recognition_rates=rates,
        biases=(0.0, *rates),
        nonnegative=False,
        rows=3,
    )
    run = Run(recipe)
    run.advance(20)
    return run


@pytest.fixture
def fits(valid):
    """Checks that a figure is valid, has the panel's size, and can be read."""

    def check(figure, size=PANEL):
        assert (figure["layout"]["width"], figure["layout"]["height"]) == size
        assert_readable(figure)
        return valid(figure)

    return check


def chosen(run, phase="wake", unit=5):
    """The last beat of a phase, with a unit of layer 1 selected."""
    last = Cursor(run.cycle, phase, len(beats(phase, run.recipe)))
    return moment(run, last, Selection(1, unit, 2))


def test_weights_fit(run, fits):
    for phase in ("wake", "sleep"):
        fits(weights.weight_images(chosen(run, phase)))
        fits(weights.weight_matrices(chosen(run, phase)))


def test_activations_fit(run, fits):
    now = chosen(run)
    images = now.dataset.distinct()[0][: activations.most_images(now.image_shape)]
    found = gallery.activations(run.parameters, images)
    fits(activations.activations(now, images, found))


@pytest.mark.parametrize("columns", [8, 12, 16])
def test_dreams_fit(run, fits, columns):
    images = run.dataset.images[:columns]
    rebuilt = gallery.reconstructions(run.parameters, images)
    fantasies = gallery.dreamed(run.parameters, 2 * columns)
    drawn, probable = fantasies.states.units[0][0], fantasies.drawing(0).probabilities[0]
    shape, distances = run.dataset.image_shape, np.arange(2 * columns)
    common = images, rebuilt, drawn, shape, columns
    fits(dreams.dreams(*common, in_support=run.dataset.holds(drawn)))
    fits(dreams.dreams(*common, probabilities=probable, distances=distances))


def test_bits_fit(run, fits):
    fits(bits.bits_over_time(run.curve, 10, run.curve, 4000))
    images, probabilities = run.dataset.distinct()
    if len(images) <= 30 and run.architecture.depth == 1:
        found = model_probabilities(run.parameters, run.dataset)
        model = found.probabilities[0], found.rest[0], run.dataset.image_shape
        fits(distribution(images, probabilities, *model))


def test_rows_fit(run, fits):
    fits(explanations_drawn.explanations(chosen(run)))


def test_what_is_asked_fits(run, fits):
    now, asking = chosen(run), Asking(run.architecture.visible)
    image, live = run.dataset.images[0], run.architecture.parameter_count > 10_000
    for known in (asking.question.known, [UNKNOWN, *image[1:]], image):
        asking.paint(known)
        for rounds in (0, 2):
            asking.go(rounds)
            fits(completion.completion(now, asking.completed(now, live)), BESIDE)
    for held in ((), ((1, 0, 1),), tuple((1, n, 0) for n in range(6))):
        asking.question = asking.question._replace(held=held)
        rows = asking.meant(now, meant.SHOWN, live)
        fits(meant.meanings(now, rows, asked_words(now), held_names(held)))
    for picture in (None, 1 - image):
        fits(priced.priced(now, asking.priced(now, picture, 0, live)), BESIDE)
    asleep = moment(run, Cursor(run.cycle, "sleep", 1))
    fits(priced.priced(asleep, asking.priced(asleep, None, 0, live)), BESIDE)


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("hidden", [(1,), (6, 4), (3, 2, 2, 2, 1)])
def test_the_explanation_fits(world, hidden, fits):
    rates = (5.0,) * len(hidden)
    learning = {"generative_rates": (5.0, *rates), "recognition_rates": rates}
    run = Run(PRESETS[world].replace(hidden=hidden, biases=(0.0, *rates), rows=1, **learning))
    images = run.dataset.distinct()[0][:30]
    run.advance(40)
    last = Cursor(40, "wake", 10), Cursor(40, "sleep", 10)
    for cursor in (Cursor(), Cursor(40, "sleep", 1), *last):
        now = moment(run, cursor)
        for image in (None, images[0]):
            fits(explanation.explanation(now, explained(now, image), images))


def test_all_at_a_glance_fits(run, fits):
    now = chosen(run, "sleep")
    images = now.dataset.images[:8]
    rebuilt = gallery.reconstructions(run.parameters, images)
    fantasies = gallery.dreamed(run.parameters, 8).drawing(0).probabilities[0]
    found = gallery.activations(run.parameters, images)
    figure = fits(glance.glance(now, images, rebuilt, fantasies, found, run.curve, now.cycle))
    assert len(figure["data"]) == 7


@pytest.mark.parametrize(("shape", "images"), [((3, 3), 30), ((8, 8), 30), ((28, 28), 12)])
def test_as_many_images_as_can_be_made_out(shape, images):
    assert activations.most_images(shape) == images


def test_256_rows_of_explanations_fit(fits):
    run = Run(PRESETS["kirby"].replace(rows=256))
    fits(explanations_drawn.explanations(moment(run, Cursor())))


def test_the_explanation_of_sixteen_units_fits(fits):
    run = Run(
        PRESETS["kirby"].replace(
            hidden=(16,), generative_rates=(0.1,) * 2, biases=(0.0,) * 2, recognition_rates=(0.1,)
        )
    )
    now = moment(run, Cursor(0, "wake", 2))
    figure = fits(explanation.explanation(now, explained(now), run.dataset.images))
    assert any("the other 65,526" in note["text"] for note in figure["layout"]["annotations"])
