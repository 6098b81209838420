"""Laboratory: many rows in one step, by equal examples and by equal updates."""

import streamlit as st

from wsviz.figures import rows as figures
from wsviz.figures import rows_pictures
from wsviz.narration import gains
from wsviz.narration import rows as told
from wsviz.runs.run import Run
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import choice
from wsviz.ui.player import Player
from wsviz.ui.records import experiment
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import live


def many_rows(visit):
    """Likeness of units, bits and dreams with a few numbers of rows; one of them live."""
    title("What do many rows do?")
    messages()
    cases = experiment("rows")
    first, *further = told.sentences(cases)
    headline(f"{first} {gains.UNNAMED}")
    count = choice(visit, "count", "Count", (figures.EXAMPLES, figures.UPDATES))
    steady_plot(figures.over(cases, count), key="rows_over", alt=figures.alt_text(cases))
    st.markdown("\n\n".join(further))
    _pictures([case.name for case in cases], [case.last for case in cases], cases[0].recipe)
    st.markdown(told.table(cases))
    st.caption(
        "Digits 8×8, 64-16-16-4; held-out images sampled, one recognition each; likeness of the "
        "generative weights of layer 1. Recorded (python -m tests.bench.rows), mean ± standard "
        "error over the seeds; pictures of seed 0. A step's change is the mean over its rows: for "
        "as many examples more rows are fewer steps, and at one rate no larger ones. ε × "
        "rows takes the sum instead."
    )
    _live(visit, cases)


def _pictures(names, parameters, recipe):
    shape = recipe.data.image_shape
    figure = rows_pictures.units_and_dreams(names, parameters, shape)
    steady_plot(figure, key=f"pictures_{len(names)}", alt=rows_pictures.alt_text(names))


def _live(visit, cases):
    """One of the cases, learned here and now."""
    recipes = {case.name: case.recipe.single(0) for case in cases}
    name = choice(visit, "case", "To learn again", tuple(recipes))
    recipe = recipes[name]

    def pictures(player):
        st.markdown(told.now(player.run))
        _pictures([name], [player.run.parameters], recipe)

    live(visit, "rows_live", lambda: Player(Run(recipe)), pictures, of=name)
