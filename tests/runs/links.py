"""Strategies for links: histories that a run may have, and texts that nobody meant."""

from hypothesis import settings
from hypothesis import strategies as st

from wsviz.engine.schedule import SCHEDULES
from wsviz.engine.step import SLEEP, WAKE
from wsviz.runs import link
from wsviz.runs.history import MAX_CYCLE
from wsviz.runs.presets import PRESETS
from wsviz.runs.recipe import MAX_BIAS, MAX_RATE, MAX_SEED, MAX_SPAN
from wsviz.runs.run import MAX_WEIGHT, Edit, Revision

#: The same examples in every run, and none stored.
SAME = settings(derandomize=True, deadline=None, database=None)
SHARES = st.one_of(
    st.just({"variant": "wake-sleep", "wake_phi": 0.0, "sleep_phi": 1.0}),
    st.fixed_dictionaries(
        {"variant": st.just("reweighted")}
        | dict.fromkeys(("wake_phi", "sleep_phi"), st.floats(0, 1)),
    ),
)
# Every character, the halves of pairs included, and often those that a link is made of.
CHARACTERS = st.one_of(
    st.sampled_from("0123456789.,;~=-+e s²\n"), st.integers(0, 0x10FFFF).map(chr)
)
PIECES = st.sampled_from(
    (
        "700 10s ~ ; = set= generative.0.2.4=5 recognition.1.0.0=1e9 rows=3 dataset=digits "
        "hidden=6-1 8-1 nan 1e999 0,05 variant= reweighted wake_phi=.5 biases=1,1,1 learners=64 "
        "kirby bars 256-256 exact-gradient schedule=layers span=0 "
        "initial_weights=1 biases_from_data=1 " + "9" * 400
    ).split()
)
TEXTS = st.one_of(st.text(CHARACTERS, max_size=40), st.lists(PIECES, max_size=30).map("".join))
ANY_LINK = st.dictionaries(st.sampled_from(link.NAMES), TEXTS)


def listed(low, high, length):
    """Tuples of so many floats."""
    return st.tuples(*[st.floats(low, high)] * length)


@st.composite
def recipes(draw, base):
    """What the base may become without starting over."""
    alike = {"bars", "bars-all-white"} if base.dataset.startswith("bars") else {base.dataset}
    return base.replace(
        dataset=draw(st.sampled_from(sorted(alike))),
        generative_rates=draw(listed(0, MAX_RATE, len(base.hidden) + 1)),
        recognition_rates=draw(listed(0, MAX_RATE, len(base.hidden))),
        nonnegative=draw(st.booleans()),
        rows=draw(st.integers(1, 9)),
        reroll=draw(st.integers(0, MAX_SEED)),
        schedule=draw(st.sampled_from(sorted(SCHEDULES))),
        span=draw(st.integers(1, MAX_SPAN)),
        **draw(SHARES),
    )


@st.composite
def edits(draw, architecture):
    """A weight set by hand in such a network."""
    direction = draw(st.sampled_from(["generative", "recognition"]))
    lowest = 0 if direction == "generative" else 1
    shapes = getattr(architecture, f"{direction}_shapes")
    layer = draw(st.integers(lowest, architecture.depth))
    parents, units = shapes[layer - lowest]
    parent, unit = draw(st.integers(0, parents - 1)), draw(st.integers(0, units - 1))
    return Edit(direction, layer, parent, unit, draw(st.floats(-MAX_WEIGHT, MAX_WEIGHT)))


@st.composite
def histories(draw):
    """A preset's name and revisions that a run of it may have."""
    preset = draw(st.sampled_from(sorted(PRESETS)))
    hidden = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3))
    base = PRESETS[preset].replace(
        hidden=tuple(hidden),
        biases=draw(listed(-MAX_BIAS, MAX_BIAS, len(hidden) + 1)),
        seed=draw(st.integers(0, 2**31)),
        learners=draw(st.integers(1, 4)),
    )
    moments = st.tuples(st.integers(0, MAX_CYCLE), st.sampled_from([SLEEP, WAKE]))
    later = draw(st.sets(moments, max_size=4)) - {(0, WAKE)}
    # "sleep" before "wake" in the alphabet, after it in a cycle.
    ordered = sorted(later, key=lambda moment: (moment[0], moment[1] == SLEEP))
    by_hand = st.lists(edits(base.architecture), max_size=2).map(tuple)
    return preset, tuple(
        Revision(start, draw(recipes(base)), draw(by_hand), phase)
        for start, phase in [(0, WAKE), *ordered]
    )


@st.composite
def mutated_links(draw):
    """Links of histories with characters dropped, doubled or swapped, and parts shuffled."""
    query = dict(link.write(*draw(histories())))
    if "then" in query:
        parts = query["then"].split(draw(st.sampled_from(";~=.")))
        query["then"] = draw(st.sampled_from(";~=.")).join(draw(st.permutations(parts)))
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(sorted(query) or ["then"]))
        query[name] = draw(mutated(query.get(name, "")))
    return query


@st.composite
def mutated(draw, text):
    """A text with one character dropped, doubled or swapped with its neighbour."""
    at = draw(st.integers(0, len(text)))
    here, rest = text[at : at + 1], text[at + 1 :]
    swapped = rest[:1] + here + rest[1:]
    return text[:at] + draw(st.sampled_from([rest, here + here + rest, swapped]))
