"""The half of "What is it good for?" that names the labelled pictures on the Stage, live."""

import streamlit as st

from wsviz.applications.few_labels import EACH, offered
from wsviz.applications.labelled import by_class, class_labels, learned_too, parts
from wsviz.applications.shortest_description import Machines
from wsviz.ui.frame import ticking
from wsviz.ui.headline import headline
from wsviz.ui.player import Player
from wsviz.ui.records import digits_results
from wsviz.ui.training import learning, switches
from wsviz.ui.views import few_labels
from wsviz.ui.views.naming import naming


def own_labels(visit):
    """Learn the Stage's world by shortest description, or from few labels; or say why not."""
    data = visit.explorer.recipe.data
    try:
        labels, cut = class_labels(data), parts(data)
    except ValueError as error:
        headline(f"{data.title}. {error}")
        st.info("On the Stage choose a data set with labels, or bring pictures that have some.")
        return
    headline(
        f"{data.title}: {len(data.images):,} pictures in {len(labels)} classes, learned here and "
        "now; nothing of it is recorded."
    )
    st.caption(_cut(cut))
    one_a_class = f"Let {len(labels)} machines learn, one a class, live"
    on = switches(
        visit, {"own_machines": one_a_class, "own_tuning": "Pre-train and fine-tune, live"}
    )
    if on == "own_machines":
        _machines(visit, data, cut, labels)
    if on == "own_tuning":
        _tuning(visit, data, cut)


def _machines(visit, data, cut, labels):
    player = visit.lab("own_machines", lambda: Player(Machines(by_class(data))), of=data.name)
    ticking(player, lambda: learning(player, lambda it: naming(it, cut.test, labels, "pictures")))


def _cut(cut):
    pool, validation, test = (len(examples.labels) for examples in cut)
    twice = learned_too(cut)
    return (
        f"The test is every fifth picture of a class ({test:,}), and no network learns from it; "
        f"every fifth of the others ({validation:,}) is the validation. Machines learn from all "
        f"but the test; pre-training, and the labels of fine-tuning, come from the {pool:,} left. "
        "A picture counts once, however often its world shows it"
        + (f"; {twice:,} of the test equal one outside it." if twice else ".")
    )


def _tuning(visit, data, cut):
    sizes = offered(cut.pool.labels)
    # By their largest, for what one world offers another may be too small for.
    each, seed = few_labels.asked(visit, sizes, f"own_{sizes[-1]}")
    nearest = min(EACH, key=lambda labels: abs(labels - each))
    rows = [row for row in digits_results()["tuning"]["rows"] if row["labels"] == nearest]
    st.caption(
        f"Rates are those that validation chose for the digits at {nearest} labels a class: no "
        "picture of this world had a say."
    )
    rates = {row["start"]: row["rate"] for row in rows}
    tried = few_labels.Tried(data, each, seed)
    player = few_labels.player(visit, "own_tuning", tried, rates)
    ticking(player, lambda: few_labels.pictures(player, dict.fromkeys(rates), "pictures"))
