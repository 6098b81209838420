"""Filming: a film that is made beside the Stage's run, frame by frame. Knows no Streamlit."""

from wsviz.exports.containers import FORMS
from wsviz.exports.films import Film
from wsviz.ui.player import Player


class Filming(Player):
    """A Player whose run is a Film, and whose cycles are its frames.

    run   the Film in the making, None where there is none
    file  the bytes of the last film that was made, None where there is none
    name  what its file is called; `kind` its MIME type
    """

    def __init__(self):
        super().__init__(None)
        self.file = self.name = self.kind = None
        self._estimated = {}

    @property
    def whole(self):
        """Always: how far it is stands among the buttons."""
        return True

    def start(self, run, script, name):
        """Make that film; the one before is let go."""
        self.run, self.file = Film(run.copy(), script), None
        self.name, self.kind = name, FORMS[script.form].kind
        self.train(len(self.run.cycles))

    def tick(self):
        """Make frames for a moment; yield when a press is heeded."""
        yield from super().tick()
        if self.run.done:
            self.file, self.run = self.run.file(), None

    def stop(self):
        """Make no more frames; those that are made are let go."""
        self.pause()
        self.run = None

    def estimated_bytes(self, run, script):
        """About how many bytes that film would take."""
        key = (id(run), run.cycle, len(run.revisions), script)
        if key not in self._estimated:
            self._estimated = {key: Film(run, script).estimated_bytes}
        return self._estimated[key]


class Together:
    """Several Players that move on together, one after the other."""

    def __init__(self, *players):
        self._players = players

    @property
    def training(self):
        """How many of them are at work."""
        return sum(player.training for player in self._players)

    @property
    def busy(self):
        """Whether any of them takes a place among those that learn."""
        return any(player.busy for player in self._players)

    def queue(self, waits):
        """Whether they wait for a place, from now on."""
        for player in self._players:
            player.queue(waits)

    @property
    def moves(self):
        """Whether a tick moves any of them on."""
        return any(player.moves for player in self._players)

    @property
    def every(self):
        """Seconds from tick to tick, None where nothing ticks."""
        return min((p.every for p in self._players if p.moves), default=None)

    @property
    def whole(self):
        """Whether a tick changes the buttons around their pictures, too."""
        return any(player.moves and player.whole for player in self._players)

    def tick(self):
        """Let each that is at work move on; yield when a press is heeded."""
        for player in self._players:
            if player.moves:
                yield from player.tick()
