"""Long runs: a link's far cycle is offered, and progress is shown with the time left."""

import math

import streamlit as st

# An image that costs so many times what zero weights make it cost was not learned.
DIVERGED = 2


def offer(session):
    """Offer to compute the cycle that the link asked for, where it is not near."""
    if session.offer is None or session.training:
        return
    left = session.offer.cycle - session.run.cycle
    seconds = left * session.run.seconds_per_cycle
    st.info(
        f"The link asks for cycle {session.offer.cycle:,}: {duration(seconds)} of learning. "
        "It can be stopped at any moment.",
        icon=":material/hourglass_top:",
    )
    with st.container(horizontal=True):
        st.button("Compute it", key="accept", type="primary", on_click=session.accept_offer)
        st.button("Stay here", key="decline", on_click=session.decline_offer)


def progress(session):
    """How far a run with a goal has come, its rate and the time left."""
    if not session.training or session.goal == math.inf:
        return
    done, rate = session.progress()
    left = (session.goal - session.run.cycle) / rate if rate else 0
    st.progress(
        done,
        f"{session.run.cycle:,} of {session.goal:,} cycles, {rate:,.0f} cycles a second, "
        f"{duration(left)} left",
    )


def diverging(session):
    """Say so where describing an image costs far more than with an untrained network."""
    run = session.run
    cycle, point = next(reversed(run.curve.items()))
    bits = float(point.description_length_bits[session.learner])
    # With zero weights every pixel costs one bit.
    if bits > DIVERGED * run.architecture.visible:
        st.warning(
            f"Learning diverges at these rates: at cycle {cycle:,} an image costs {bits:,.0f} "
            f"bits, with an untrained network {run.architecture.visible}. Smaller rates help.",
            icon=":material/trending_up:",
        )


def duration(seconds):
    """A length of time as one says it."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= 2 * length:
            return f"about {seconds / length:,.0f} {unit}s"
    return f"about {max(1, round(seconds))} s"
