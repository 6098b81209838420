"""PAGES: the one table of pages. To add one: a module with its function, and a line here."""

from collections.abc import Callable
from typing import NamedTuple

from wsviz.ui.stage import stage_page
from wsviz.ui.views.averaging import mode_averaging
from wsviz.ui.views.compare import compare
from wsviz.ui.views.conditions import conditions
from wsviz.ui.views.dreaming import dreams_are_not_data
from wsviz.ui.views.explaining import explaining_away
from wsviz.ui.views.gradient import exact_gradient
from wsviz.ui.views.learners import many_learners
from wsviz.ui.views.objectives import two_objectives
from wsviz.ui.views.pictures import pictures
from wsviz.ui.views.reweighting import reweighting
from wsviz.ui.views.rows import many_rows
from wsviz.ui.views.schedules import schedules
from wsviz.ui.views.usefulness import usefulness


class Page(NamedTuple):
    """A page of the app.

    path     in the address, "" for the first
    title    in the navigation and the browser's tab
    icon     of the navigation, None in a section's list
    section  of the navigation, "" for those that always show
    draw     called with the Visit
    """

    path: str
    title: str
    icon: str | None
    section: str
    draw: Callable


_LABS = "Laboratories"
PAGES = (
    Page("", "Stage", ":material/hub:", "", stage_page),
    Page("learners", "Many learners", ":material/groups:", "", many_learners),
    Page("compare", "Compare", ":material/compare:", "", compare),
    Page("pictures", "Your pictures", ":material/brush:", "", pictures),
    Page("dreams", "Dreams are not data", None, _LABS, dreams_are_not_data),
    Page("explaining", "Explaining away", None, _LABS, explaining_away),
    Page("averaging", "Mode averaging", None, _LABS, mode_averaging),
    Page("objectives", "Two objectives", None, _LABS, two_objectives),
    Page("conditions", "All-white, constraint, bias", None, _LABS, conditions),
    Page("reweighted", "Reweighted wake-sleep", None, _LABS, reweighting),
    Page("rows", "Many rows", None, _LABS, many_rows),
    Page("gradient", "Exact gradient", None, _LABS, exact_gradient),
    Page("schedules", "Schedules", None, _LABS, schedules),
    Page("digits", "What is it good for?", None, _LABS, usefulness),
)
