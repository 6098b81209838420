"""Laboratory: what is it good for? Digits by shortest description, and pre-training."""

import numpy as np
import streamlit as st

from wsviz.applications.shortest_description import CLASSES, Machines, description_bits, split
from wsviz.datasets import load
from wsviz.figures import confusion as confusion_figure
from wsviz.measure import mean_of
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
    title("Can the shortest description name a digit, and do dreams help to label?")
    messages()
    found = digits_results()
    shortest, tuning = found["shortest"], found["tuning"]
    gains = comparisons.gains(tuning["rows"])
    right = mean_of(shortest["accuracy"])
    headline(
        f"By shortest description {right.value:.1%} ± {right.error:.1%} of {shortest['tested']} "
        f"test digits are named rightly; {comparisons.tally(gains)}."
    )
    left, right = st.columns(2, gap="large")
    with left:
        _shortest(shortest)
    with right:
        few_labels.recorded(tuning, gains)
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
    _, test = split(data.labels)
    labels = data.labels[test]
    guess = description_bits(machines.parameters, data.images[test]).argmin(0)
    counts = np.zeros((CLASSES, CLASSES), int)
    np.add.at(counts, (labels, guess), 1)
    right = (guess == labels).mean()
    st.markdown(f"After {machines.cycle:,} cycles **{right:.1%}** of the test digits are right.")
    alt = f"Confusion after {machines.cycle:,} cycles, {right:.3f} right."
    steady_plot(confusion_figure.confusion(counts), key="confusion_live", alt=alt)


def _shortest(found):
    right, ten, one = (
        mean_of(found[name]) for name in ("accuracy", "bits_ten_machines", "bits_one_machine")
    )
    alt = f"Confusion of ten machines, {right.value:.3f} right."
    steady_plot(confusion_figure.confusion(found["confusion"]), key="confusion", alt=alt)
    st.markdown(
        "| | UCI 8×8, here | CEDAR, 1995 paper |\n|---|---|---|\n"
        f"| error, shortest description | {1 - right.value:.1%} ± {right.error:.1%} | 4.8 % |\n"
        f"| error, nearest neighbour | {1 - found['nearest_neighbour']:.1%} | 6.7 % |\n"
        f"| bits a digit, base rates | {found['bits_base_rates']:.1f} | 59.0 |\n"
        f"| bits, ten machines with log2 10 | {comparisons.told(ten, 2)} | 33.8 |\n"
        f"| bits, one machine 64-32-32-16 | {comparisons.told(one, 2)} | 37.3 |"
    )
    st.caption(comparisons.described(found))
