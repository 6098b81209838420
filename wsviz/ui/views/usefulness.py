"""Laboratory: what is it good for? Digits by shortest description, and pre-training."""

import numpy as np
import streamlit as st

from wsviz.applications.shortest_description import CLASSES, Machines, description_bits
from wsviz.datasets import load
from wsviz.datasets.every_fifth import every_fifth
from wsviz.figures import confusion as confusion_figure
from wsviz.narration import comparisons
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.headline import headline
from wsviz.ui.player import Player
from wsviz.ui.records import digits_results
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import learning, switches
from wsviz.ui.views import few_labels

_LIVE = {
    "digits_live": "Let ten machines learn again, live",
    "tuning_live": "Pre-train and fine-tune again, live",
}


def usefulness(visit):
    """Recorded results on the UCI digits beside the paper's on CEDAR."""
    title("Can the shortest description name a digit, and does pre-training help to label?")
    messages()
    found = digits_results()
    shortest, tuning = found["shortest"], found["tuning"]
    differences = comparisons.differences(tuning["rows"])
    headline(f"{comparisons.named(shortest)}; {comparisons.tally(differences)}.")
    left, right = st.columns(2, gap="large")
    with left:
        _shortest(shortest)
    with right:
        few_labels.recorded(tuning, differences)
    st.caption("Recorded (python -m tests.bench.digits); every fifth image of a class is the test.")
    on = switches(visit, _LIVE)
    if on == "digits_live":
        player = visit.lab(on, lambda: Player(Machines()))
        ticking(player, lambda: learning(player, _machines))
    if on == "tuning_live":
        few_labels.live(visit, tuning["rows"])


def _machines(player):
    """What ten machines that learn here and now make of the test digits."""
    machines, data = player.run, load("digits")
    _, test = every_fifth(data.labels)
    labels = data.labels[test]
    guess = description_bits(machines.parameters, data.images[test]).argmin(0)
    counts = np.zeros((CLASSES, CLASSES), int)
    np.add.at(counts, (labels, guess), 1)
    right = (guess == labels).mean()
    st.markdown(f"After {machines.cycle:,} cycles **{right:.1%}** of the test digits are right.")
    alt = f"Confusion after {machines.cycle:,} cycles, {right:.3f} right."
    steady_plot(confusion_figure.confusion(counts), key="confusion_live", alt=alt)


def _shortest(found):
    alt = f"Confusion of ten machines. {comparisons.named(found)}."
    steady_plot(confusion_figure.confusion(found["confusion"]), key="confusion", alt=alt)
    st.markdown(comparisons.beside_the_paper(found))
    st.caption(comparisons.described(found))
