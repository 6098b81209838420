"""Address: the names and texts by which an address holds what a visitor has in front of them.

Only what differs from a fresh visit is written.
"""

from urllib.parse import urlencode

from wsviz.engine.parameters import DIRECTIONS
from wsviz.narration.cursor import Cursor
from wsviz.narration.images import image_text
from wsviz.narration.question import held_text, known_text
from wsviz.narration.selection import FIRST, Selection
from wsviz.runs import link, reading
from wsviz.ui import crowd
from wsviz.ui.drawn import drawn_text, fresh
from wsviz.ui.panels import PANELS
from wsviz.ui.viewer import DEFAULT_SKIP

#: What a fresh visit shows, name -> value.
FRESH = {
    **Cursor()._asdict(),
    "learned": 0,
    "selected": f"{FIRST.layer}.{FIRST.unit}",
    "row": 0,
    "tab": next(iter(PANELS)),
    "view": "",
    "dream": 0,
    "image": "",
    "known": "",
    "rounds": 0,
    "recognised": 0,
    "asked": 0,
    "held": "",
    "pace": "Live",
    "skip": DEFAULT_SKIP,
    "drawn": drawn_text(fresh()),
    "crowd": crowd.WORLDS[0],
    "crowd_size": crowd.DEFAULT_SIZE,
    "crowd_recorded": 0,
    "crowd_cycle": 0,
    "crowd_chosen": -1,
}
#: What the Stage shows of its run.
MOMENT = [n for n in FRESH if not n.startswith(("crowd", "drawn")) and n != "learned"]
#: Every name that is no knob of a laboratory, and those that a run brings with it.
KNOWN = {*FRESH, *link.NAMES, "pin"}
OF_THE_RUN = {name for name in KNOWN if not name.startswith(("crowd", "drawn"))}


def stage(show):
    """The Stage's run, the moment on show and what is looked at, name -> text."""
    cursor, question = show.offer or show.cursor, show.asking.question
    texts = link.write(show.preset, show.run.revisions) | different(
        {
            **cursor._asdict(),
            "learned": show.run.cycle if show.run.cycle > cursor.cycle else 0,
            "selected": _selection_text(show.selection),
            "row": show.row,
            "tab": show.panel,
            "view": "" if show.view == next(iter(PANELS[show.panel]), None) else show.view,
            "dream": show.dream,
            "image": "" if show.image is None else image_text(show.image),
            "known": known_text(question.known),
            "rounds": question.beats // 2,
            "recognised": question.beats % 2,
            "asked": question.seed,
            "held": held_text(question.held),
            "pace": show.pace_name,
            "skip": show.skip,
        }
    )
    return texts if show.pinned is None else texts | {"pin": _pin_text(show.pinned)}


def many_learners(crowd):
    """The page of many learners, name -> text."""
    # Where it stands, or is on its way to; a record's own end need not be written.
    cycle = crowd.run.cycle if crowd.done is None else crowd.goal
    return different(
        {
            "crowd": crowd.preset,
            "crowd_size": crowd.size,
            "crowd_recorded": int(crowd.recorded),
            "crowd_cycle": 0 if crowd.recorded and cycle == crowd.recorded_cycle else cycle,
            "crowd_chosen": -1 if crowd.chosen is None else crowd.chosen,
        }
    )


def different(values):
    """The values that differ from a fresh visit's, as texts; what has no text is left out."""
    texts = {name: str(value) for name, value in values.items()}
    return {name: text for name, text in texts.items() if text not in ("", str(FRESH[name]))}


def _pin_text(kept):
    query = link.write(kept.preset, kept.run.revisions)
    return urlencode(query | {"cycle": str(kept.cursor.cycle)})


def _selection_text(selection):
    """layer.unit, then the parent and the direction where they are chosen, as in `set`."""
    layer, unit, parent, direction = selection
    parts = [layer, unit, parent, direction]
    while parts[2:] and not parts[-1]:
        parts.pop()
    return ".".join(map(str, parts))


def read_selection(name, text):
    """A Selection from its text; the network decides later whether it has such a unit."""
    parts = text.split(".")
    direction = parts.pop() if parts[-1] in DIRECTIONS else None
    numbers = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 6]
    if not 2 <= len(numbers) <= 3 or len(numbers) != len(parts):
        shown = reading.shown(text)
        return None, f"{name}={shown} names no unit: it is layer.unit.parent, as in 1.0.2."
    return Selection(*numbers, *(0,) * (3 - len(numbers)), direction), None
