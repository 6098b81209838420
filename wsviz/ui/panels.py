"""The panels of the Stage: each turns the Moment into Plots. Knows no Streamlit.

To add one: its figure in wsviz/figures, and here its function and its line in PANELS. Those of the
panel Ask are in panels_ask.
"""

from wsviz.engine import gallery
from wsviz.figures import activations as activation_figure
from wsviz.figures import bits as bits_figure
from wsviz.figures import distribution as distribution_figure
from wsviz.figures import dreams as dream_figure
from wsviz.figures import explanation as explanation_figure
from wsviz.figures import explanations_drawn as row_figure
from wsviz.figures import glance as glance_figure
from wsviz.figures import network as network_figure
from wsviz.figures import terms as term_figure
from wsviz.figures import weights as weight_figures
from wsviz.measure import affordable, model_probabilities
from wsviz.narration.explained import explained
from wsviz.narration.images import shown_images
from wsviz.runs.recipe import MAX_ROWS
from wsviz.ui.panels_ask import complete, explain, hold_and_dream
from wsviz.ui.plot import Plot

# As many images as a projected row can show.
MAX_SHOWN = 30
_DREAMS = 8
# More images than these are no world by themselves, but a sample of a larger one.
_LISTED = 1_000


def network(moment, show):
    """The network with its states and probabilities."""
    alt = network_figure.alt_text(moment)
    return Plot(network_figure.network(moment), "network", alt, show.click)


def at_a_glance(moment, show):
    """Weights, activations, dreams and bits, small, all at once; a click opens the panel."""
    images = shown_images(moment.dataset, glance_figure.IMAGES)
    rebuilt = gallery.reconstructions(moment.parameters, images)
    _, fantasies = gallery.fantasies(moment.parameters, len(images), show.dream)
    probabilities = gallery.activations(moment.parameters, images)
    curve = show.now.curve
    figure = glance_figure.glance(
        moment, images, rebuilt, fantasies, probabilities, curve, moment.cycle
    )
    alt = glance_figure.alt_text(images, curve, moment.cycle)
    parts = glance_figure.PARTS
    return Plot(figure, "glance", alt, lambda at: show.open_panel(parts[at[0] % len(parts)]))


def activations(moment, show):
    """What each hidden unit makes of real images."""
    images = shown_images(moment.dataset, activation_figure.most_images(moment.image_shape))
    probabilities = gallery.activations(moment.parameters, images)
    figure = activation_figure.activations(moment, images, probabilities)
    return Plot(
        figure, "activations", activation_figure.alt_text(images, probabilities), show.click
    )


def weights(moment, show):
    """Both directions as images."""
    alt = weight_figures.alt_text(moment)
    return Plot(weight_figures.weight_images(moment), "weight_images", alt, show.click)


def every_number(moment, show):
    """Both directions, every single number."""
    alt = weight_figures.alt_text(moment)
    return Plot(weight_figures.weight_matrices(moment), "weight_matrices", alt, show.click)


def dreams(moment, show):
    """Real images, their reconstructions, and fantasies."""
    plot = dream_gallery(
        moment.parameters, moment.dataset, _DREAMS, "dreams", show.dream, moment.listable
    )
    return plot._replace(on_click=show.click)


def terms(moment, show):
    """What pushes the selected unit on or off: part of the Rule."""
    figure = term_figure.terms(moment)
    return Plot(figure, "terms", term_figure.alt_text(moment), show.click)


def rows(moment, show):
    """The rows of the step: data, dreams, or explanations and what they weigh."""
    figure = row_figure.explanations(moment)
    alt = row_figure.alt_text(moment)
    return Plot(figure, "explanations", alt, lambda at: show.choose_row(at[0]))


def explanation(moment, show):
    """The exact posterior of an image beside Q: of the one on show, or of one that was clicked."""
    shown = explained(moment, show.image)
    figure = explanation_figure.explanation(moment, shown, shown_images(moment.dataset, MAX_SHOWN))
    return Plot(figure, "explanation", explanation_figure.alt_text(shown), show.click)


def bits(moment, show):
    """The description length over time."""
    curve = show.now.curve
    listed = sample_of_larger(moment.dataset)
    turns = moment.recipe.turns
    figure = bits_figure.bits_over_time(curve, moment.cycle, show.dropped, listed, turns)
    alt = bits_figure.alt_text(curve, moment.cycle)
    return Plot(figure, "bits", alt, lambda at: show.visit(at[0]))


def pictures_believed(moment, show):
    """Which pictures the model believes in."""
    images, probabilities = moment.dataset.distinct()
    found = model_probabilities(moment.parameters, moment.dataset)
    figure = distribution_figure.distribution(
        images,
        probabilities,
        found.probabilities[0],
        found.rest[0],
        moment.image_shape,
        moment.listable,
    )
    return Plot(
        figure,
        "distribution",
        f"The model gives {found.support_mass[0]:.3f} to images of the data.",
        show.click,
    )


def dream_gallery(parameters, dataset, columns, key, seed=0, listable=False):
    """The Plot of one learner's galleries, so many pictures a row.

    Where explanations are `listable` a picture can be clicked.
    """
    images = shown_images(dataset, columns)
    rebuilt = gallery.reconstructions(parameters, images)
    fantasies, probabilities = gallery.fantasies(parameters, 2 * columns, seed)
    # Good dreams of a larger world are rarely in it: there a distance says more.
    if sample_of_larger(dataset):
        known = {"distances": dataset.distances(fantasies)}
    else:
        known = {"in_support": dataset.holds(fantasies)}
    figure = dream_figure.dreams(
        images,
        rebuilt,
        fantasies,
        dataset.image_shape,
        columns,
        probabilities,
        **known,
        listable=listable,
    )
    return Plot(figure, key, dream_figure.alt_text(images, rebuilt, fantasies, **known))


def sample_of_larger(dataset):
    """How many images a data set lists where they are but a sample of a larger world, else None."""
    listed = len(dataset.distinct()[0])
    return listed if listed > _LISTED else None


# What each panel is called, and its views; the Rule is no figure and is drawn by the page itself.
RULE, DREAMS, EXPLANATION, ROWS = "Rule", "Dreams", "Explanation", "Rows"
# The Ask panel and its views; beside the first and the last stands the picture that is painted.
ASK, COMPLETE, HOLD, EXPLAIN = "Ask", "Complete", "Hold and dream", "Explain"
PANELS = {
    "At a glance": {"All": at_a_glance},
    RULE: {},
    "Activations": {"All": activations},
    "Weights": {"As images": weights, "Every number": every_number},
    DREAMS: {"All": dreams},
    EXPLANATION: {"All": explanation},
    "Bits": {"Over time": bits, "Pictures believed in": pictures_believed},
    ROWS: {"All": rows},
    ASK: {COMPLETE: complete, HOLD: hold_and_dream, EXPLAIN: explain},
}
#: Views that show the network and its past alone: the same at every beat that teaches nothing.
OF_THE_NETWORK = {at_a_glance, weights, every_number, dreams, bits, pictures_believed}


def offered(moment):
    """The names of the panels that have something to show at that moment."""
    empty = {EXPLANATION: not moment.listable, ROWS: not 1 < moment.rows <= MAX_ROWS}
    return [name for name in PANELS if not empty.get(name)]


def views(moment, panel):
    """The views of a panel that have something to show, name -> function."""
    found = dict(PANELS[panel])
    images = len(moment.dataset.distinct()[0])
    if images > MAX_SHOWN or not affordable(moment.architecture, images):
        found.pop("Pictures believed in", None)
    return found
