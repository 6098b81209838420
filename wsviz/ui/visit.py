"""Visit: everything that one visitor has in front of them, and its address. Knows no Streamlit.

The address of every page holds all of it, so that a reload anywhere, or a link, brings the same
screen back. Only what differs from a fresh visit is written.
"""

import secrets
from urllib.parse import parse_qsl

from wsviz.runs import link
from wsviz.runs.files import as_file, worlds
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui import address
from wsviz.ui.crowd import Crowd
from wsviz.ui.drawn import drawn_text, fresh, read_drawn
from wsviz.ui.explorer import Explorer
from wsviz.ui.filming import Filming
from wsviz.ui.opening import Asked, Wanted, open_stage, opened_crowd
from wsviz.ui.sketch import Sketch
from wsviz.ui.upload import Upload

#: Laboratories whose Players are held for a visitor.
MAX_LABS = 3


class Visit:
    """What a visitor has in front of them.

    name      no other visit has it
    explorer  the Stage
    crowd     Many learners
    film      the film that is made of the Stage's run
    knobs     name -> value of the laboratories' sliders and choices
    labs      name -> Player of a laboratory, the one used last at the end
    files_taken how many files of runs were handed in
    sketch    the pictures that are drawn; `upload` those of a file
    told      the sentences that were shown last
    came_from the address that this browser tab showed before this one was opened, or None
    """

    def __init__(self, query=None, name=None):
        self.name = name or secrets.token_hex(8)
        self.explorer = Explorer(link.DEFAULT_PRESET, PRESETS[link.DEFAULT_PRESET])
        self.crowd, self.film = Crowd(), Filming()
        self.labs, self._of, self._gone = {}, {}, {}
        self.knobs, self._defaults = {}, {}
        self.files_taken = 0
        self.told = []
        self.came_from = None
        self.sketch, self.upload = Sketch(fresh()), Upload()
        self._asked = Asked({}, self.messages)
        self.open_link(query or {})

    @property
    def messages(self):
        """Plain sentences that have not been shown yet."""
        return self.explorer.messages

    @property
    def wanted(self):
        """The link that asks for pictures that are not here (Wanted), None once another run is
        put on the Stage."""
        return self.explorer.wanted

    @property
    def learning(self):
        """Whether anything here learns by itself."""
        players = (self.explorer, self.crowd, self.film, *self.labs.values())
        return any(player.training for player in players)

    # What is opened: the Stage's run is left behind, and what is not the Stage's stays.

    def open_link(self, query):
        """Open what a link's query asks for; beside the Stage, where nothing was done yet."""
        gone = link.gone(query)
        # A run of other pictures is not what was meant: the Stage waits as it begins.
        asked = {k: v for k, v in query.items() if not gone or k not in address.OF_THE_RUN}
        opened = link.read(asked)
        self.messages.extend(opened.messages)
        begins = {name: text for name in address.MOMENT if (text := str(address.FRESH[name]))}
        self._open(opened.preset, Run(opened.recipe, opened.revisions), begins | asked)
        self.explorer.wanted = Wanted(dict(query), gone) if gone else None
        if any(name.startswith("crowd") for name in asked) and not self._many_learners:
            self.crowd = opened_crowd(self._asked)
        if "drawn" in asked and not self.sketch.changed:
            self.sketch = Sketch(self._asked.value("drawn", read_drawn, self.sketch.now))

    def open_run(self, found):
        """Open the run of a RunFile at its moment.

        Raises RunFileError, before anything is changed, where it holds no run.
        """
        moment = {name: text for name, text in found.moment.items() if name in address.MOMENT}
        # From a notebook it comes without a moment: where it stands is shown.
        cycle = {"cycle": str(found.past.cycle)}
        self._open(found.preset, Run.from_file(found), cycle | moment)
        for dataset in worlds(found):
            self.explorer.bring(dataset)

    def _open(self, preset, run, asked):
        self.explorer.open_run(preset, run)
        later = {k: v for k, v in self._asked.texts.items() if k not in address.KNOWN}
        self._asked = Asked(asked | later, self.messages)
        open_stage(self.explorer, self._asked)

    def go_back(self):
        """Open what this tab showed before."""
        if self.came_from:
            query, self.came_from = dict(parse_qsl(self.came_from)), None
            self.open_link(query)

    def came_back(self, learned):
        """It was opened anew, for its session was gone: say so, and go on to where it was.

        What was learning by itself (`learned`) rests there.
        """
        told = "The server had lost this page; it was opened again where it was."
        if self.explorer.offer is not None:
            told += f" The way to cycle {self.explorer.offer.cycle:,} is learned once more."
        elif learned:
            told += " Learning is paused."
        self.messages.append(told)
        self.explorer.accept_offer()

    def learn(self, dataset):
        """Take pictures and start to learn them, or open the link that waits for just these."""
        self.leave_pictures()
        self.explorer.bring(dataset)
        if self.wanted and dataset.name in self.wanted.gone:
            self._have_wanted()
            return
        if self.wanted:
            self.messages.append(
                "These are other pictures than the link asks for, or the same cut otherwise: they "
                "are learned in its place."
            )
        self.explorer.learn(dataset)

    def _have_wanted(self):
        """Some of the pictures that the link waits for are here: open it, or wait for the rest."""
        missing = len(link.gone(self.wanted.query))
        if missing:
            self.messages.append(f"The link asks for these pictures, and for {missing} more.")
        else:
            self.open_link(self.wanted.query)

    def leave_pictures(self):
        """They are taken, or another page is open: a large file is let go."""
        if self.upload.heavy:
            self.upload = Upload()

    @property
    def waits(self):
        """Whether the Stage is empty for want of a link's pictures."""
        show = self.explorer
        return (
            self.wanted is not None
            and not show.worth_keeping
            and show.recipe == PRESETS[link.DEFAULT_PRESET]
        )

    def knob(self, name, read, default):
        """The value of a laboratory's slider or choice: as it was moved, else as the link asked."""
        self._defaults[name] = default
        if name not in self.knobs:
            self.knobs[name] = self._asked.value(name, read, default)
        return self.knobs[name]

    def lab(self, name, make, of=None):
        """The Player of a laboratory, made at its first use, and anew for another `of`.

        Some are held, the newest ones; one that comes back learns again what it had learned.
        """
        player = self.labs.pop(name, None)
        if player is None or self._of.get(name) != of:
            player, self._of[name] = make(), of
            self._learn_again(name, player)
        self.labs[name] = player
        for old in [*self.labs][:-MAX_LABS]:
            self._gone[old] = self._made_of(old, self.labs[old]), self.labs.pop(old).run.cycle
        return player

    def _learn_again(self, name, player):
        made_of, cycle = self._gone.pop(name, (None, 0))
        if cycle > player.run.cycle and made_of == self._made_of(name, player):
            player.train(cycle - player.run.cycle)
            player.told = (
                f"What was learned here was let go, for {MAX_LABS} laboratories are held for a "
                f"visitor: the way to cycle {cycle:,} is learned once more."
            )

    def _made_of(self, name, player):
        """What two Players of that laboratory that learn the same have in common."""
        return self._of[name], getattr(player.run, "recipe", None)

    # What is written

    def run_file(self):
        """The Stage's run and the moment on show, as a RunFile."""
        show, query = self.explorer, self.query()
        moment = {name: query.get(name, str(address.FRESH[name])) for name in address.MOMENT}
        return as_file(show.run, show.preset, {k: v for k, v in moment.items() if v})

    def query(self):
        """The address of all this; what no page has asked for yet stays in it as it is."""
        texts = address.stage(self.explorer) | self._many_learners
        texts |= address.different({"drawn": drawn_text(self.sketch.now)})
        known = {*address.KNOWN, *self.knobs}
        later = {k: v for k, v in self._asked.texts.items() if k not in known}
        moved = {k: str(v) for k, v in self.knobs.items() if v != self._defaults.get(k)}
        if self.waits:
            # A reload asks for the same pictures again.
            wanted = self.wanted.query
            texts = {k: v for k, v in wanted.items() if k in address.OF_THE_RUN} | texts
        return texts | moved | later

    @property
    def _many_learners(self):
        """What the address says of the crowd: nothing while nobody did anything with it."""
        return address.many_learners(self.crowd)
