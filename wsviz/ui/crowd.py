"""Crowd: the learners that learn together on their own page. Knows no Streamlit."""

from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run
from wsviz.ui.player import Player
from wsviz.ui.records import recorded

WORLDS = ("bars", "bars-all-white", "bars-unconstrained", "bars-zero-bias", "kirby")
DEFAULT_SIZE = 20


class Crowd(Player):
    """Learners of a preset with consecutive seeds.

    preset    the name of their recipe
    recorded  whether their past comes from a file, up to recorded_cycle
    chosen    the learner that was clicked, None where none was
    """

    def __init__(self, preset=WORLDS[0], size=DEFAULT_SIZE):
        super().__init__(None)
        self.start(preset, size)

    @property
    def size(self):
        """How many learn together."""
        return self.run.parameters.learners

    def choose(self, learner):
        """A click on a learner."""
        if 0 <= learner < self.size:
            self.chosen = learner

    def start(self, preset=None, size=None):
        """So many learners of that preset from cycle 0; what is not given stays."""
        preset, size = preset or self.preset, size or self.size
        self._play(Run(PRESETS[preset].replace(learners=size)), preset)

    def open_record(self):
        """The recorded run of the preset, to be looked at and learned on."""
        found = recorded(self.preset)
        if found is not None:
            self._play(found.copy(), self.preset, recorded=True)

    def _play(self, run, preset, recorded=False):
        self.run, self.preset, self.recorded = run, preset, recorded
        self.recorded_cycle = run.cycle
        self.chosen = self.goal = None
