"""Cursor: the cycle, phase and beat on show."""

from typing import NamedTuple

from wsviz.engine.step import SLEEP, WAKE
from wsviz.narration.beats import beats


class Cursor(NamedTuple):
    """A moment of a run: which cycle, which phase of it, and which beat of that (from 1).

    `run` is asked for the recipe in force, for the beats of a step depend on it.
    """

    cycle: int = 0
    phase: str = WAKE
    beat: int = 1

    def beats(self, run):
        """All beats of the step under the cursor."""
        return beats(self.phase, run.recipe_at(self.cycle, self.phase))

    def on(self, run):
        """The Beat under the cursor; the last one where a step has fewer."""
        every = self.beats(run)
        return every[min(self.beat, len(every)) - 1]

    def forward(self, run):
        """One beat later; after sleep's last beat comes the next cycle."""
        if self.on(run).last:
            return self.next_phase()
        return self._replace(beat=self.beat + 1)

    def back(self, run):
        """One beat earlier; the first beat of all stays."""
        if self.beat > 1:
            return self._replace(beat=self.on(run).number - 1)
        earlier = self.previous_phase()
        return earlier if earlier == self else earlier.at_last_beat(run)

    def next_phase(self):
        """The first beat of the phase after this one."""
        if self.phase == WAKE:
            return Cursor(self.cycle, SLEEP)
        return Cursor(self.cycle + 1, WAKE)

    def previous_phase(self):
        """The first beat of the phase before this one; the very first phase stays itself."""
        if self.phase == SLEEP:
            return Cursor(self.cycle, WAKE)
        return Cursor(self.cycle - 1, SLEEP) if self.cycle else Cursor()

    def later(self, cycles):
        """The first beat so many cycles later (or earlier, not before cycle 0)."""
        return Cursor(max(0, self.cycle + cycles))

    def at_last_beat(self, run):
        """The last beat of this step."""
        return self._replace(beat=len(self.beats(run)))

    def next_operation(self, run):
        """Where a change made now acts: in the step on show, and after its last beat in the next.

        What that step starts from is what is on show: at the last beat the parameters shown are
        those after the change.
        """
        return self.next_phase() if self.on(run).last else self
