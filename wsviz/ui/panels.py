"""The panels of the Stage: each turns the Moment into Plots. Knows no Streamlit.

To add one: its figure in wsviz/figures, and here its function and its line in PANELS.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from wsviz.engine import gallery
from wsviz.figures import activations as activation_figure
from wsviz.figures import bits as bits_figure
from wsviz.figures import distribution as distribution_figure
from wsviz.figures import dreams as dream_figure
from wsviz.figures import explanations_drawn as explanation_figure
from wsviz.figures import network as network_figure
from wsviz.figures import weights as weight_figures
from wsviz.measure import affordable, model_probabilities

# As many images as a projected row can show.
MAX_SHOWN = 30
_DREAMS = 16


class Plot(NamedTuple):
    """A figure with the name of its place, what a screen reader says, and what a click does.

    on_click is called with the whole numbers of the point's customdata, at least one.
    """

    figure: dict
    key: str
    alt: str
    on_click: Callable | None = None


def network(moment, show):
    """The network with its states and probabilities."""
    alt = network_figure.alt_text(moment)
    return Plot(network_figure.network(moment), "network", alt, show.click)


def activations(moment, show):
    """What each hidden unit makes of real images."""
    images = shown_images(moment.dataset)
    probabilities = gallery.activations(moment.parameters, images)
    figure = activation_figure.activations(moment, images, probabilities)
    alt = activation_figure.alt_text(images, probabilities)
    return [Plot(figure, "activations", alt, show.click)]


def weights(moment, show):
    """Both directions: as images, and every single number."""
    alt = weight_figures.alt_text(moment)
    return [
        Plot(weight_figures.weight_images(moment), "weight_images", alt, show.click),
        Plot(weight_figures.weight_matrices(moment), "weight_matrices", alt, show.click),
    ]


def dreams(moment, _show):
    """Real images, their reconstructions, and fantasies."""
    return [dream_gallery(moment.parameters, moment.dataset, _DREAMS, "dreams")]


def explanations(moment, show):
    """The rows of the step: data, dreams, or explanations and what they weigh."""
    figure = explanation_figure.explanations(moment)
    alt = explanation_figure.alt_text(moment)
    return [Plot(figure, "explanations", alt, lambda at: show.choose_row(at[0]))]


def bits(moment, show):
    """The description length over time, and which pictures the model believes in."""
    curve = show.now.curve
    figure = bits_figure.bits_over_time(curve, moment.cycle, show.dropped)
    alt = bits_figure.alt_text(curve, moment.cycle)
    over_time = Plot(figure, "bits", alt, lambda at: show.visit(at[0]))
    images, probabilities = moment.dataset.distinct()
    if len(images) > MAX_SHOWN or not affordable(moment.architecture, len(images)):
        return [over_time]
    found = model_probabilities(moment.parameters, moment.dataset)
    figure = distribution_figure.distribution(
        images, probabilities, found.probabilities[0], found.rest[0], moment.image_shape
    )
    alt = f"The model gives {found.support_mass[0]:.3f} to images of the data."
    return [over_time, Plot(figure, "distribution", alt)]


def dream_gallery(parameters, dataset, columns, key):
    """The Plot of one learner's galleries, so many pictures a row."""
    images = shown_images(dataset)[:columns]
    rebuilt = gallery.recognised(parameters, images).predicted.units[0][0]
    fantasies = gallery.dreamed(parameters, 2 * columns).states.units[0][0]
    found = dataset.holds(fantasies)
    shape = dataset.image_shape
    figure = dream_figure.dreams(images, rebuilt, fantasies, shape, columns, in_support=found)
    return Plot(figure, key, dream_figure.alt_text(images, rebuilt, fantasies, found))


def shown_images(dataset):
    """Images of the data, evenly chosen where there are more than fit."""
    images = dataset.distinct()[0]
    if len(images) <= MAX_SHOWN:
        return images
    return images[np.linspace(0, len(images) - 1, MAX_SHOWN).astype(int)]


# What each panel is called.
PANELS = {
    "Hidden activations": activations,
    "Weights": weights,
    "Dreams": dreams,
    "Bits": bits,
    "Explanations": explanations,
}


def offered(moment):
    """The names of the panels that have something to show at that moment."""
    return [name for name, panel in PANELS.items() if panel != explanations or moment.rows > 1]
