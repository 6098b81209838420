"""Laboratory: what is it good for? Digits by shortest description, and pre-training."""

import numpy as np
import streamlit as st

from wsviz.applications.shortest_description import CLASSES, Machines, description_bits, split
from wsviz.datasets import load
from wsviz.figures import confusion as confusion_figure
from wsviz.figures import tuning as tuning_figure
from wsviz.ui.frame import messages, title
from wsviz.ui.headline import headline
from wsviz.ui.player import Player
from wsviz.ui.records import digits_results
from wsviz.ui.steady_plot import steady_plot
from wsviz.ui.training import live


def usefulness(visit):
    """Recorded results on the UCI digits beside the paper's on CEDAR."""
    title("Can the shortest description name a digit, and do dreams help to label?")
    messages()
    found = digits_results()
    shortest = found["shortest"]
    headline(
        f"{shortest['accuracy']:.1%} of {shortest['tested']} test digits right by shortest "
        f"description; nearest neighbour {shortest['nearest_neighbour']:.1%}"
    )
    left, right = st.columns(2, gap="large")
    with left:
        _shortest(shortest)
    with right:
        _tuning(found["tuning"])
    st.caption("Recorded (python -m tests.bench.digits); every fifth image of a class is the test.")
    live(visit, "digits_live", lambda: Player(Machines()), _machines)


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
    steady_plot(
        confusion_figure.confusion(found["confusion"]),
        key="confusion",
        alt=f"Confusion of ten machines, {found['accuracy']:.3f} right.",
    )
    st.markdown(
        "| | UCI 8×8, here | CEDAR, 1995 paper |\n|---|---|---|\n"
        f"| error, shortest description | {1 - found['accuracy']:.1%} | 4.8 % |\n"
        f"| error, nearest neighbour | {1 - found['nearest_neighbour']:.1%} | 6.7 % |\n"
        f"| bits a digit, base rates | {found['bits_base_rates']:.1f} | 59.0 |\n"
        f"| bits, ten machines with log2 10 | {found['bits_ten_machines']:.1f} | 33.8 |\n"
        f"| bits, one machine 64-32-32-16 | {found['bits_one_machine']:.1f} | 37.3 |"
    )


def _tuning(rows):
    steady_plot(
        tuning_figure.tuning(rows),
        key="tuning",
        alt="; ".join(
            f"{row['labels']} labels, {row['start']}: {row['accuracy']:.3f}" for row in rows
        ),
    )
    lines = ["| labels a class | start | accuracy | ± s.e. | rate |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['labels']} | {row['start']} | {row['accuracy']:.3f} | {row['error']:.3f} | "
        f"{row['rate']:g} |"
        for row in rows
    ]
    st.markdown("\n".join(lines))
