"""The panels of the stage: each hands records to a figure and the figure to steady_plot."""

import numpy as np
import streamlit as st

from wsviz import figures, gallery
from wsviz.narration.beats import parameters_shown
from wsviz.narration.numbers import Selection
from wsviz.ui.steady_plot import steady_plot

# As many images as a projected row can show.
MAX_SHOWN = 30
_DREAMS = 16


def network(session, step, beat):
    """The network with its states and probabilities."""
    shape = session.run.dataset.image_shape
    figure = figures.network.network(step, beat, shape, session.selection, session.learner)
    alt = figures.network.alt_text(step, beat, session.learner)
    steady_plot(figure, key="network", alt=alt, on_click=_select(session))


def activations(session, step, beat):
    """What each hidden unit makes of real images."""
    images = shown_images(session.run.dataset)
    shape = session.run.dataset.image_shape
    parameters = parameters_shown(step, beat).learner(session.learner)
    probabilities = gallery.activations(parameters, images)
    figure = figures.activations.activations(
        images, probabilities, shape, selection=session.selection, shown=_index(images, step)
    )
    alt = figures.activations.alt_text(images, probabilities)
    steady_plot(figure, key="activations", alt=alt, on_click=_select(session))


def weights(session, step, beat):
    """Both directions: as images, and every single number."""
    parameters = parameters_shown(step, beat).learner(session.learner)
    shape = session.run.dataset.image_shape
    for name, draw in (
        ("weight_images", figures.weights.weight_images),
        ("weight_matrices", figures.weights.weight_matrices),
    ):
        figure = draw(parameters, shape, selection=session.selection)
        alt = figures.weights.alt_text(parameters)
        steady_plot(figure, key=name, alt=alt, on_click=_select(session))


def dreams(session, step, beat):
    """Real images, their reconstructions, and fantasies."""
    parameters = parameters_shown(step, beat).learner(session.learner)
    dataset = session.run.dataset
    images = shown_images(dataset)[:_DREAMS]
    rebuilt = gallery.recognised(parameters, images).predicted.units[0][0]
    fantasies = gallery.dreamed(parameters, 2 * _DREAMS).states.units[0][0]
    known = {image.tobytes() for image in dataset.images}
    in_support = np.array([fantasy.tobytes() in known for fantasy in fantasies])
    figure = figures.dreams.dreams(
        images, rebuilt, fantasies, dataset.image_shape, in_support=in_support
    )
    alt = figures.dreams.alt_text(images, rebuilt, fantasies, in_support)
    steady_plot(figure, key="dreams", alt=alt)


def bits(session, step, beat):
    """The description length over time and at this moment."""
    st.write("")


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
    return lambda point: session.select(Selection(*(int(part) for part in point)))
