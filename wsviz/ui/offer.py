"""What a link asks for and cannot have at once: a far cycle, or pictures that are not here."""

import streamlit as st

from wsviz.ui.frame import turn_to

WANTED = (
    "The link asks for pictures that are not here. Bring the same pictures and cut them in the "
    "same way: then it opens as it was meant."
)

# An image that costs so many times what the untrained network makes it cost was not learned.
DIVERGED = 2


def offer(show):
    """Offer to compute the cycle that the link asked for, where it is not near."""
    if show.offer is None or show.training:
        return
    left = show.offer.cycle - show.run.cycle
    seconds = left * show.run.seconds_per_cycle
    st.info(
        f"The link asks for cycle {show.offer.cycle:,}: {duration(seconds)} of learning. "
        "It can be stopped at any moment.",
        icon=":material/hourglass_top:",
    )
    with st.container(horizontal=True):
        st.button("Compute it", key="accept", type="primary", on_click=show.accept_offer)
        st.button("Stay here", key="decline", on_click=show.decline_offer)


def wanted(visit):
    """Offer to bring the pictures that the link asked for, where they are not here."""
    if not visit.waits:
        return
    st.info(WANTED, icon=":material/image_search:")
    upload = {"way": "Upload"}
    if st.button("Bring them", key="bring", on_click=visit.knobs.update, args=(upload,)):
        turn_to("pictures")


def progress(player):
    """How far a run with a goal has come, its rate and the time left."""
    if player.done is not None:
        text = f"{player.run.cycle:,} of {player.goal:,} cycles"
        if not player.queued:
            left = duration(player.seconds_left)
            text += f", {player.rate:,.0f} cycles a second, {left} left"
        st.progress(player.done, text)


def diverging(show):
    """Say so where describing an image costs far more than with the untrained network."""
    cycle, bits = show.cost
    untrained = show.untrained_cost
    if bits > DIVERGED * untrained:
        st.warning(
            f"Learning diverges at these rates: at cycle {cycle:,} an image costs {bits:,.0f} "
            f"bits, with the untrained network {untrained:,.2f}. Smaller rates help.",
            icon=":material/trending_up:",
        )


def duration(seconds):
    """A length of time as one says it."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= 2 * length:
            return f"about {seconds / length:,.0f} {unit}s"
    return f"about {max(1, round(seconds))} s"
