"""Laboratory: what is it good for? Digits by shortest description, and pre-training."""

import streamlit as st

from wsviz.applications.labelled import by_class, parts
from wsviz.applications.shortest_description import Machines
from wsviz.datasets import load
from wsviz.figures import confusion as confusion_figure
from wsviz.narration import comparisons
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice
from wsviz.ui.player import Player
from wsviz.ui.records import digits_results
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import learning, switches
from wsviz.ui.views import few_labels, own_labels
from wsviz.ui.views.naming import naming

_LIVE = {
    "digits_live": "Let ten machines learn again, live",
    "tuning_live": "Pre-train and fine-tune again, live",
}
_DIGITS, _STAGE = "the digits, as recorded", "the Stage's pictures"


def usefulness(visit):
    """Recorded results on the UCI digits beside the paper's on CEDAR, or the Stage's own world."""
    title("Can the shortest description name a digit, and does pre-training help to label?")
    messages()
    if choice(visit, "pictures", "Pictures", (_DIGITS, _STAGE)) == _STAGE:
        own_labels.own_labels(visit)
    else:
        _recorded(visit)


def _recorded(visit):
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
    data = load("digits")
    if on == "digits_live":
        player = visit.lab(on, lambda: Player(Machines(by_class(data))))
        test = parts(data).test
        ticking(player, lambda: learning(player, lambda it: naming(it, test)))
    if on == "tuning_live":
        few_labels.live(visit, data, tuning["rows"])


def _shortest(found):
    alt = f"Confusion of ten machines. {comparisons.named(found)}."
    steady_plot(confusion_figure.confusion(found["confusion"]), key="confusion", alt=alt)
    st.markdown(comparisons.beside_the_paper(found))
    st.caption(comparisons.described(found))
