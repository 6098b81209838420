"""The session: the sole reader and writer of session_state and of the address's query.

Everything a page shows hangs on four things: the preset's name, the Run, the Cursor and the
Selection. Callbacks change them here; pages only read.
"""

import secrets

import streamlit as st

from wsviz import link
from wsviz.cursor import Cursor
from wsviz.narration.numbers import Selection
from wsviz.presets import PRESETS
from wsviz.recipe import MAX_SEED
from wsviz.run import Run

_FIRST_SELECTION = Selection(1, 0, 0)


class Session:
    """What one visitor is looking at."""

    def __init__(self, opened):
        self.messages = list(opened.messages)
        self.preset = opened.preset
        self.selection = _FIRST_SELECTION
        self.learner = 0
        self.wanted = opened.cursor
        self.start(opened.recipe)

    @property
    def recipe(self):
        """The recipe in force at the cursor."""
        return self.run.recipe_at(self.cursor.cycle)

    @property
    def depth(self):
        """Number of hidden layers."""
        return self.run.architecture.depth

    def start(self, recipe):
        """A new run of that recipe, from cycle 0."""
        self.run = Run(recipe)
        self.cursor = Cursor()
        self.selection = _fitting(self.selection, self.run.architecture)

    def move(self, cursor):
        """Show another moment; cycles that have not been learned yet are learned now."""
        if cursor.cycle > self.run.cycle:
            self.run.advance(cursor.cycle - self.run.cycle)
        self.cursor = cursor

    def choose_preset(self, name):
        """Start a preset's own recipe over."""
        self.preset = name
        self.start(PRESETS[name])

    def change(self, **changes):
        """Change the recipe from the cursor on: the past stays, unless another network starts."""
        try:
            recipe = self.recipe.replace(**changes)
        except ValueError as error:
            self.messages.append(f"{error} The recipe stays as it was.")
            return
        if recipe == self.recipe:
            return
        ours = self.run.recipe
        if (recipe.architecture, recipe.seeds) != (ours.architecture, ours.seeds):
            self.start(recipe)
        else:
            self.run.revise(recipe, self.cursor.cycle)

    def new_seed(self):
        """Other chance from the start on."""
        self.start(self.recipe.replace(seed=secrets.randbelow(MAX_SEED - self.recipe.learners)))

    def reset(self):
        """Back to cycle 0, with everything that was learned dropped."""
        self.start(self.recipe)

    def select(self, selection):
        """Select a unit and one of its incoming weights, everywhere."""
        self.selection = _fitting(selection, self.run.architecture)


def _fitting(selection, architecture):
    """The selection where the network has such a unit and weight, else the nearest one."""
    layer = min(selection.layer, architecture.depth)
    unit = min(selection.unit, architecture.sizes[layer] - 1)
    return Selection(layer, unit, selection.parent)


def current():
    """This visitor's Session; the first call opens what the address asks for."""
    if "session" not in st.session_state:
        st.session_state.session = Session(link.read(st.query_params.to_dict()))
    return st.session_state.session


def show_in_address(session):
    """Let the address bar hold the recipe and the moment on show."""
    query = link.write(session.preset, session.recipe, session.cursor)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
