"""Laboratory: what wake and what sleep descend are two things. All of it is exact."""

import streamlit as st

from wsviz.figures import objectives as figures
from wsviz.runs import reading
from wsviz.runs.presets import TITLES
from wsviz.runs.words import moved, plain
from wsviz.ui.frame import messages, ticking, title
from wsviz.ui.headline import headline
from wsviz.ui.knobs import place
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import standing, training_row
from wsviz.ui.watched import (
    LEARNED,
    PRESET,
    STEPS,
    Watched,
    before_sleep,
    open_on_stage,
    shown_on_stage,
    steps_from,
)

_DIGITS = 4
# Where the sleep steps looked through may begin, all in the past that the run begins with.
_FROM, _FIRST = (0, 100, 300, 1_000, 2_500, 5_000), 1_000
# A cycle of which no step is told: then it is the worst one.
_NONE = -1


def two_objectives(visit):
    """Both divergences over a run, and a sleep step that harmed the data while it served dreams."""
    title("Do wake and sleep descend one common cost?")
    line, curves = st.container(), st.container()
    left, right = st.columns(2, gap="large")
    with left:
        found, shown = _steps(visit)
    with right:
        if shown is not None:
            _moment(visit, found, shown)
        st.caption(f"{counted(found)} A click on a dot tells of that step.")
        st.caption(
            "Wake descends what the data cost, KL(data‖model) and the penalty together; sleep "
            "KL(P‖Q) on dreams; each in the mean over its chance. The two phases share no common "
            "cost (Dayan et al. 1995, section 4), so no curve need fall. For what sleep's own "
            "optimum costs the data, see Mode averaging."
        )
    with curves:
        player = visit.lab("objectives", Watched)
        cycle = None if shown is None else found.cycles[shown]
        ticking(player, lambda: _curves(player, cycle))
    with line:
        messages()
        headline(told(found, shown), keys={"Space": "run"})


def _steps(visit):
    """Choose and draw some sleep steps; give them, and the index of the one told of or None."""
    start = place(
        visit,
        "sleep_from",
        f"Look through {STEPS} sleep steps, from cycle",
        _FROM,
        _FIRST,
        format_func=lambda cycle: f"{cycle:,}",
    )
    found = steps_from(start)
    asked = visit.knob("sleep_cycle", reading.whole(0, LEARNED), _NONE)
    shown = found.cycles.index(asked) if asked in found.cycles else found.worst
    steady_plot(
        figures.steps(found, shown),
        key="sleep_steps",
        alt=counted(found),
        on_click=lambda at: visit.knobs.update(sleep_cycle=at[0]),
    )
    return found, shown


def _curves(player, cycle):
    training_row(player)
    points = player.points
    st.caption(f"{TITLES[PRESET]}, seed {player.run.recipe.seed}, {standing(player)}")
    figure = figures.objectives_over_time(points, cycle)
    steady_plot(figure, key="objectives", alt=figures.alt_text(points))
    st.caption(
        f"{figures.alt_text(points)} Recognition draws the units of a layer independently: Q is "
        "factorial, and even the best such Q found leaves what is called unavoidable."
    )


def told(found, shown):
    """What the step of that index did to both divergences; for None that no step did as sought."""
    if shown is None:
        return (
            f"None of the {len(found.cycles)} sleep steps from cycle {found.cycles[0]:,} on "
            "lowered KL(P‖Q) on dreams and raised the penalty on data."
        )
    pairs = zip(found.before, found.after, strict=True)
    penalty, dreams = ((before[shown], after[shown]) for before, after in pairs)
    return (
        f"The sleep step of cycle {found.cycles[shown]:,} {_did(*dreams, 'KL(P‖Q) on dreams')} and "
        f"{_did(*penalty, 'the penalty KL(Q‖P) on data')}."
    )


def _did(before, after, name):
    """lowered NAME from … to … bits; at the digits shown it may have left it."""
    verb = moved(before, after, _DIGITS, ("lowered", "left", "raised"))
    start = plain(before, _DIGITS)
    if verb == "left":
        return f"left {name} at {start} bits to {_DIGITS} decimals"
    return f"{verb} {name} from {start} to {plain(after, _DIGITS)} bits"


def counted(found):
    """How many of the steps served whom; and how many of their means over all dreams."""
    (both, dreams), (data, none) = found.counted(found.after)
    (both_mean, dreams_mean), (data_mean, none_mean) = found.counted(found.mean)
    return (
        f"Of {len(found.cycles)} sleep steps {both} lowered both divergences, {dreams} only the "
        f"dreams', {data} only the data's, {none} neither. Of the same steps in the mean over all "
        f"dreams {both_mean} would have lowered both, {dreams_mean} only the dreams', {data_mean} "
        f"only the data's, {none_mean} neither."
    )


def _moment(visit, found, shown):
    """The step told of: a table, and the way to the Stage."""
    cycle, show = found.cycles[shown], visit.explorer
    st.markdown(_table(found, shown))
    st.button(
        f"Open the sleep of cycle {cycle:,} on the Stage",
        key="sleep_to_stage",
        type="primary",
        on_click=open_on_stage,
        args=(show, cycle),
    )
    if shown_on_stage(show, cycle):
        st.caption("The Stage shows it now.")


def _table(found, shown):
    cycle, moments = found.cycles[shown], (found.before, found.after, found.mean)
    rows = {
        "KL(P‖Q) on dreams": [moment.dreams_bits[shown] for moment in moments],
        "penalty on data": [moment.penalty_bits[shown] for moment in moments],
        # No step of recognition alters it.
        "of it unavoidable": [before_sleep(cycle).unavoidable_bits[0]] * len(moments),
    }
    lines = [
        f"| bits, cycle {cycle:,} | before sleep | after it | after its mean |",
        "|---|---|---|---|",
        *(
            f"| {name} | {' | '.join(plain(bits, _DIGITS) for bits in row)} |"
            for name, row in rows.items()
        ),
    ]
    return "\n".join(lines)
