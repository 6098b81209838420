"""The panels of the stage: each hands records to a figure and the figure to steady_plot."""

import numpy as np

from wsviz.engine import gallery
from wsviz.figures import activations as activation_figure
from wsviz.figures import bits as bits_figure
from wsviz.figures import dreams as dream_figure
from wsviz.figures import network as network_figure
from wsviz.figures import weights as weight_figures
from wsviz.measure import affordable, model_probabilities
from wsviz.narration.beats import parameters_shown
from wsviz.narration.numbers import DIRECTIONS, Selection
from wsviz.ui.steady_plot import steady_plot

# As many images as a projected row can show.
MAX_SHOWN = 30
_DREAMS = 16


def network(session, step, beat):
    """The network with its states and probabilities."""
    shape = session.run.dataset.image_shape
    figure = network_figure.network(step, beat, shape, session.selection, session.learner)
    alt = network_figure.alt_text(step, beat, session.learner)
    steady_plot(figure, key="network", alt=alt, on_click=_select(session))


def activations(session, step, beat):
    """What each hidden unit makes of real images."""
    images = shown_images(session.run.dataset)
    shape = session.run.dataset.image_shape
    parameters = parameters_shown(step, beat).learner(session.learner)
    probabilities = gallery.activations(parameters, images)
    figure = activation_figure.activations(
        images, probabilities, shape, selection=session.selection, shown=_index(images, step)
    )
    alt = activation_figure.alt_text(images, probabilities)
    steady_plot(figure, key="activations", alt=alt, on_click=_select(session))


def weights(session, step, beat):
    """Both directions: as images, and every single number."""
    parameters = parameters_shown(step, beat).learner(session.learner)
    shape = session.run.dataset.image_shape
    for name, draw in (
        ("weight_images", weight_figures.weight_images),
        ("weight_matrices", weight_figures.weight_matrices),
    ):
        figure = draw(parameters, shape, selection=session.selection)
        alt = weight_figures.alt_text(parameters)
        steady_plot(figure, key=name, alt=alt, on_click=_select(session))


def dreams(session, step, beat):
    """Real images, their reconstructions, and fantasies."""
    parameters = parameters_shown(step, beat).learner(session.learner)
    figure, alt = dream_gallery(parameters, session.run.dataset, _DREAMS)
    steady_plot(figure, key="dreams", alt=alt)


def dream_gallery(parameters, dataset, columns):
    """Figure and alt text of one learner's galleries, so many pictures a row."""
    images = shown_images(dataset)[:columns]
    rebuilt = gallery.recognised(parameters, images).predicted.units[0][0]
    fantasies = gallery.dreamed(parameters, 2 * columns).states.units[0][0]
    known = {image.tobytes() for image in dataset.images}
    found = np.array([fantasy.tobytes() in known for fantasy in fantasies])
    shape = dataset.image_shape
    figure = dream_figure.dreams(images, rebuilt, fantasies, shape, columns, in_support=found)
    return figure, dream_figure.alt_text(images, rebuilt, fantasies, found)


def bits(session, step, beat):
    """The description length over time, and which pictures the model believes in."""
    cycle, learner = session.cursor.cycle, session.learner
    curve = session.run.curve | {cycle: session.run.measured(cycle)}
    curve = dict(sorted(curve.items()))
    figure = bits_figure.bits_over_time(curve, cycle, learner, session.dropped)
    alt = bits_figure.alt_text(curve, learner)
    steady_plot(figure, key="bits", alt=alt, on_click=lambda at: session.visit(int(at[0])))
    dataset = session.run.dataset
    images, probabilities = dataset.distinct()
    if len(images) <= MAX_SHOWN and affordable(session.run.architecture, len(images)):
        found = model_probabilities(parameters_shown(step, beat).learner(learner), dataset)
        figure = bits_figure.distribution(
            images, probabilities, found.probabilities[0], found.rest[0], dataset.image_shape
        )
        alt = f"The model gives {found.support_mass[0]:.3f} to images of the data."
        steady_plot(figure, key="distribution", alt=alt)


def shown_images(dataset):
    """Images of the data, evenly chosen where there are more than fit."""
    images = dataset.distinct()[0]
    if len(images) <= MAX_SHOWN:
        return images
    return images[np.linspace(0, len(images) - 1, MAX_SHOWN).astype(int)]


def _index(images, step):
    """Where the datum on show stands among the images, or None."""
    found = np.flatnonzero((images == step.draws.data[0, 0]).all(1))
    return int(found[0]) if found.size else None


def _select(session):
    """A click gives layer and unit, and of a weight its parent and the index of its direction."""

    def select(point):
        layer, unit, *weight = map(int, point)
        parent, direction = (weight[0], DIRECTIONS[weight[1]]) if weight else (0, None)
        session.select(Selection(layer, unit, parent, direction))

    return select
