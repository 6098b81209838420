"""The cursor: the moment on show, and how it walks through beats, phases and cycles."""

from typing import NamedTuple

from wsviz.engine.step import SLEEP, WAKE
from wsviz.narration.beats import beats


class Cursor(NamedTuple):
    """Cycle, phase and the number of the beat."""

    cycle: int = 0
    phase: str = WAKE
    beat: int = 1

    def on(self, depth):
        """The Beat under the cursor in a network with so many hidden layers."""
        return beats(self.phase, depth)[self.beat - 1]

    def forward(self, depth):
        """One beat later; after sleep's last beat comes the next cycle."""
        if self.beat < len(beats(self.phase, depth)):
            return self._replace(beat=self.beat + 1)
        return self.next_phase()

    def back(self, depth):
        """One beat earlier; the first beat of all stays."""
        if self.beat > 1:
            return self._replace(beat=self.beat - 1)
        earlier = self.previous_phase()
        if earlier == self:
            return self
        return earlier._replace(beat=len(beats(earlier.phase, depth)))

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
