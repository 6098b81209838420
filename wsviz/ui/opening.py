"""Opening: what an address asks for, put in front of the visitor. Knows no Streamlit."""

from typing import NamedTuple
from urllib.parse import parse_qsl

from wsviz.narration.beats import PHASES
from wsviz.narration.cursor import Cursor
from wsviz.narration.images import image_reader
from wsviz.narration.question import (
    MAX_BEATS,
    MAX_ROUNDS,
    Question,
    held_reader,
    known_reader,
    unknown,
)
from wsviz.narration.selection import FIRST
from wsviz.runs import link, reading
from wsviz.runs.history import MAX_CYCLE
from wsviz.runs.recipe import MAX_LEARNERS, MAX_ROWS, MAX_SEED
from wsviz.runs.run import Run
from wsviz.ui import address, crowd
from wsviz.ui.crowd import Crowd
from wsviz.ui.kept import Kept
from wsviz.ui.pace import PACES
from wsviz.ui.panels import PANELS
from wsviz.ui.viewer import MAX_SKIP

# What links called panels before.
_OLD_TABS = {"Hidden activations": "Activations", "Explanations": "Rows"}
_cycle = reading.whole(0, MAX_CYCLE)


class Wanted(NamedTuple):
    """A link that asks for pictures that were not here: its query, and their names."""

    query: dict[str, str]
    gone: list[str]


class Asked:
    """The texts of an address, name -> text, read one by one as they are needed.

    What cannot be read is told in `messages`, a list, and left as it was.
    """

    def __init__(self, texts, messages):
        self.texts, self.messages = dict(texts), messages

    def value(self, name, read, default):
        """The value of a name, by `read` of wsviz.runs.reading; the default where it has none."""
        if name not in self.texts:
            return default
        value, message = read(name, self.texts[name])
        if message:
            self.messages.append(message)
        return default if value is None else value


def open_stage(show, asked):
    """Let an Explorer show its run as it is asked for."""
    value = asked.value
    panel = value("tab", reading.choice((*PANELS, *_OLD_TABS)), show.panel)
    show.open_panel(_OLD_TABS.get(panel, panel), asked.texts.get("view"))
    show.pace_name = value("pace", reading.choice(tuple(PACES)), show.pace_name)
    show.skip = value("skip", reading.whole(1, MAX_SKIP), show.skip)
    learned = value("learned", _cycle, 0)
    if show.soon(learned):
        show.run.advance(learned)
    phase = value("phase", reading.choice(PHASES), Cursor().phase)
    cursor = Cursor(value("cycle", _cycle, 0), phase)
    most = len(cursor.beats(show.run))
    show.open_at(cursor._replace(beat=value("beat", reading.whole(1, most), 1)))
    show.select(value("selected", address.read_selection, FIRST))
    show.choose_row(value("row", reading.whole(0, MAX_ROWS - 1), 0))
    show.dream = value("dream", reading.whole(0, MAX_SEED), 0)
    show.image = value("image", image_reader(show.run.architecture.visible), None)
    show.asking.question = _question(asked, show.run.architecture)
    if "pin" in asked.texts:
        show.pinned = _pinned(asked, show) or show.pinned


def opened_crowd(asked):
    """The Crowd that is asked for."""
    preset = asked.value("crowd", reading.choice(crowd.WORLDS), crowd.WORLDS[0])
    size = asked.value("crowd_size", reading.whole(1, MAX_LEARNERS), crowd.DEFAULT_SIZE)
    found = Crowd(preset, size)
    if asked.value("crowd_recorded", reading.switch, False):
        found.open_record()
    cycle = asked.value("crowd_cycle", _cycle, 0)
    if cycle > found.run.cycle:
        found.train(cycle - found.run.cycle)
    found.choose(asked.value("crowd_chosen", reading.whole(0, found.size - 1), -1))
    return found


def _question(asked, architecture):
    visible = architecture.visible
    return Question(
        asked.value("known", known_reader(visible), unknown(visible)),
        _beats(asked),
        asked.value("asked", reading.whole(0, MAX_SEED), 0),
        asked.value("held", held_reader(architecture), ()),
    )


def _beats(asked):
    rounds = asked.value("rounds", reading.whole(0, MAX_ROUNDS), 0)
    return min(2 * rounds + asked.value("recognised", reading.switch, False), MAX_BEATS)


def _pinned(asked, show):
    """The run that is asked for beside the Stage's, as Kept; None where it is let go."""
    query = dict(parse_qsl(asked.texts["pin"]))
    if link.gone(query):
        asked.messages.append("The pinned run's pictures are not here: it is let go.")
        return None
    opened = link.read(query)
    run = Run(opened.recipe, opened.revisions)
    cycle, _ = _cycle("cycle", query.get("cycle", "0"))
    if cycle is None or not show.soon(cycle):
        asked.messages.append("The pinned run lies too far to be learned again: it is let go.")
        return None
    run.advance(cycle)
    return Kept(opened.preset, run, Cursor(cycle))
