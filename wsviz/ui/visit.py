"""Visit: everything that one visitor has in front of them, and its address. Knows no Streamlit.

The address of every page holds all of it, so that a reload anywhere, or a link, brings the same
screen back. Only what differs from a fresh visit is written.
"""

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
from wsviz.runs import link, reading, store
from wsviz.runs.files import as_file, worlds
from wsviz.runs.history import MAX_CYCLE
from wsviz.runs.presets import PRESETS
from wsviz.runs.recipe import MAX_LEARNERS, MAX_ROWS, MAX_SEED
from wsviz.runs.run import Run
from wsviz.ui import address, crowd
from wsviz.ui.crowd import Crowd
from wsviz.ui.drawn import drawn_text, fresh, read_drawn
from wsviz.ui.explorer import Explorer
from wsviz.ui.filming import Filming
from wsviz.ui.kept import Kept
from wsviz.ui.pace import PACES
from wsviz.ui.panels import PANELS
from wsviz.ui.sketch import Sketch
from wsviz.ui.upload import Upload
from wsviz.ui.viewer import MAX_SKIP

# What links called panels before.
_OLD_TABS = {"Hidden activations": "Activations", "Explanations": "Rows"}
_cycle = reading.whole(0, MAX_CYCLE)


class Visit:
    """What a visitor has in front of them.

    explorer  the Stage
    crowd     Many learners
    film      the film that is made of the Stage's run
    knobs     name -> value of the laboratories' sliders and choices
    labs      name -> Player of a laboratory
    files_taken how many files of runs were handed in
    sketch    the pictures that are drawn; `upload` those of a file
    wanted    the link's query where it asks for pictures that are not here, else None
    came_from the address that this browser tab showed before this one was opened, or None
    """

    def __init__(self, query=None):
        self._asked = dict(query or {})
        self._messages = []
        self.wanted = self._asked if link.gone(self._asked) else None
        if self.wanted:
            # A run of other pictures is not what was meant: the Stage waits as it begins.
            self._asked = {k: v for k, v in self._asked.items() if k not in address.OF_THE_RUN}
        opened = link.read(self._asked)
        self._messages += opened.messages
        self.explorer = Explorer(opened.preset, opened.recipe, opened.revisions)
        self.explorer.messages = self._messages
        self.film = Filming()
        self.labs, self._of = {}, {}
        self.knobs, self._defaults = {}, {}
        self.files_taken = 0
        self.came_from = None
        self.sketch, self.upload = Sketch(self._ask("drawn", read_drawn, fresh())), Upload()
        self._open_stage()
        self.crowd = self._opened_crowd()

    @property
    def messages(self):
        """Plain sentences that have not been shown yet."""
        return self._messages

    def followed_by(self, other):
        """The other Visit, which a link opened in the page; this run is left behind, not lost."""
        other.explorer.take_over(self.explorer)
        other.sketch, other.upload = self.sketch, self.upload
        return other

    def run_file(self):
        """The Stage's run and the moment on show, as a RunFile."""
        show, query = self.explorer, self.query()
        moment = {name: query.get(name, str(address.FRESH[name])) for name in address.MOMENT}
        return as_file(show.run, show.preset, {k: v for k, v in moment.items() if v})

    def open_run(self, found):
        """Put the run of a RunFile on the Stage, at its moment; the one there is left behind.

        Raises RunFileError, before anything is changed, where it holds no run.
        """
        self.explorer.open_run(found.preset, Run.from_file(found))
        asked = {name: text for name, text in found.moment.items() if name in address.MOMENT}
        later = {name: text for name, text in self._asked.items() if name not in address.KNOWN}
        # From a notebook it comes without a moment: where it stands is shown.
        self._asked = later | {"cycle": str(found.past.cycle)} | asked
        self._open_stage()
        for dataset in worlds(found):
            self._bring(dataset)

    def _bring(self, dataset):
        """Pictures of one's own stay at hand in this visit, and are kept for links to them."""
        message = store.keep(dataset)
        self._messages += [message] if message else []
        self.explorer.brought[dataset.name] = dataset

    def learn(self, dataset):
        """Take pictures and start to learn them; the Visit to go on with.

        It is another one where these are the pictures that the link waits for.
        """
        self._bring(dataset)
        if self.upload.heavy:
            self.upload = Upload()
        if self.wanted and not link.gone(self.wanted):
            return self.followed_by(Visit(self.wanted))
        if self.wanted:
            self._messages.append(
                "These are other pictures than the link asks for: another file or another cut."
            )
        self.explorer.learn(dataset)
        return self

    @property
    def waits(self):
        """Whether the Stage is empty for want of a link's pictures."""
        show = self.explorer
        return (
            bool(self.wanted)
            and not show.worth_keeping
            and show.recipe == PRESETS[link.DEFAULT_PRESET]
        )

    def _ask(self, name, read, default):
        """The value of a name in the address; what cannot be read is told and left as it was."""
        if name not in self._asked:
            return default
        value, message = read(name, self._asked[name])
        if message:
            self._messages.append(message)
        return default if value is None else value

    def _open_stage(self):
        show = self.explorer
        panel = self._ask("tab", reading.choice((*PANELS, *_OLD_TABS)), show.panel)
        show.open_panel(_OLD_TABS.get(panel, panel), self._asked.get("view"))
        show.pace_name = self._ask("pace", reading.choice(tuple(PACES)), show.pace_name)
        show.skip = self._ask("skip", reading.whole(1, MAX_SKIP), show.skip)
        learned = self._ask("learned", _cycle, 0)
        if show.soon(learned):
            show.run.advance(learned)
        phase = self._ask("phase", reading.choice(PHASES), Cursor().phase)
        cursor = Cursor(self._ask("cycle", _cycle, 0), phase)
        most = len(cursor.beats(show.run))
        show.open_at(cursor._replace(beat=self._ask("beat", reading.whole(1, most), 1)))
        show.select(self._ask("selected", address.read_selection, FIRST))
        show.choose_row(self._ask("row", reading.whole(0, MAX_ROWS - 1), 0))
        show.dream = self._ask("dream", reading.whole(0, MAX_SEED), 0)
        show.image = self._ask("image", image_reader(show.run.architecture.visible), None)
        show.asking.question = self._opened_question(show.run.architecture)
        if "pin" in self._asked:
            show.pinned = self._opened_pin(self._asked["pin"])

    def _opened_question(self, architecture):
        return Question(
            self._ask("known", known_reader(architecture.visible), unknown(architecture.visible)),
            self._opened_beats(),
            self._ask("asked", reading.whole(0, MAX_SEED), 0),
            self._ask("held", held_reader(architecture), ()),
        )

    def _opened_beats(self):
        rounds = self._ask("rounds", reading.whole(0, MAX_ROUNDS), 0)
        return min(2 * rounds + self._ask("recognised", reading.switch, False), MAX_BEATS)

    def _opened_pin(self, text):
        query = dict(parse_qsl(text))
        if link.gone(query):
            self._messages.append("The pinned run's pictures are not here: it is let go.")
            return None
        opened = link.read(query)
        run = Run(opened.recipe, opened.revisions)
        cycle, _ = _cycle("cycle", query.get("cycle", "0"))
        if cycle is None or not self.explorer.soon(cycle):
            self._messages.append("The pinned run lies too far to be learned again: it is let go.")
            return None
        run.advance(cycle)
        return Kept(opened.preset, run, Cursor(cycle))

    def _opened_crowd(self):
        preset = self._ask("crowd", reading.choice(crowd.WORLDS), crowd.WORLDS[0])
        size = self._ask("crowd_size", reading.whole(1, MAX_LEARNERS), crowd.DEFAULT_SIZE)
        found = Crowd(preset, size)
        if self._ask("crowd_recorded", reading.switch, False):
            found.open_record()
        cycle = self._ask("crowd_cycle", _cycle, 0)
        if cycle > found.run.cycle:
            found.train(cycle - found.run.cycle)
        found.choose(self._ask("crowd_chosen", reading.whole(0, found.size - 1), -1))
        return found

    def knob(self, name, read, default):
        """The value of a laboratory's slider or choice: as it was moved, else as the link asked."""
        self._defaults[name] = default
        if name not in self.knobs:
            self.knobs[name] = self._ask(name, read, default)
        return self.knobs[name]

    def lab(self, name, make, of=None):
        """The Player of a laboratory, made at its first use, and anew for another `of`."""
        if name not in self.labs or self._of.get(name) != of:
            self.labs[name], self._of[name] = make(), of
        return self.labs[name]

    def query(self):
        """The address of all this; what no page has asked for yet stays in it as it is."""
        texts = address.stage(self.explorer) | address.many_learners(self.crowd)
        texts |= address.different({"drawn": drawn_text(self.sketch.now)})
        later = {k: v for k, v in self._asked.items() if k not in (*address.KNOWN, *self.knobs)}
        moved = {k: str(v) for k, v in self.knobs.items() if v != self._defaults.get(k)}
        if self.waits:
            # A reload asks for the same pictures again.
            texts = self.wanted | texts
        return texts | moved | later
