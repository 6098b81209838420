"""Asking: what a visitor asks the machine on the Stage, and the answers at hand.

Knows no Streamlit.
"""

from itertools import islice

import numpy as np

from wsviz.engine.asking import UNKNOWN, completing
from wsviz.narration.completed import CHAINS, completed_picture
from wsviz.narration.explained import shown_image
from wsviz.narration.meant import meant
from wsviz.narration.priced import priced
from wsviz.narration.question import MAX_ROUNDS, Question, tones, unknown
from wsviz.runs.recipe import MAX_SEED

# States that rounds may draw in a frame while it learns: some 50 ms.
_LIVE = 1_000_000


class Asking:
    """A Question, and its answers for the parameters that it was last asked of.

    question  the Question
    """

    def __init__(self, pixels):
        self.question = Question(unknown(pixels))
        self._answers = {}

    def _ask(self, **changes):
        self.question = self.question._replace(**changes)

    # The question

    def paint(self, values):
        """Other known pixels: 0, 1 or UNKNOWN each, of any shape; no round is made yet."""
        self._ask(known=tones(values), rounds=0)

    def half(self, image):
        """The first half of an image is known, row by row; the rest is not."""
        values = np.array(image)
        values[len(values) // 2 :] = UNKNOWN
        self.paint(values)

    def forget(self):
        """Nothing is known."""
        self.paint(unknown(len(self.question.known)))

    def go(self, rounds):
        """Make so many more rounds, up to MAX_ROUNDS."""
        self._ask(rounds=min(self.question.rounds + rounds, MAX_ROUNDS))

    def start_over(self):
        """Before the first round."""
        self._ask(rounds=0)

    def other_draws(self):
        """The same question by another chance."""
        self._ask(seed=(self.question.seed + 1) % MAX_SEED)

    def hold(self, layer, unit, state):
        """Hold that unit at 0 or 1, or let it go where the state is None."""
        self.question = self.question.hold(layer, unit, state)

    def let_go(self):
        """Hold nothing."""
        self._ask(held=())

    def fit(self, architecture):
        """Forget what that network does not have."""
        self.question = self.question.fitted(architecture)

    # The answers

    def completed(self, moment, live):
        """The Completed at that moment; while it learns (`live`) after no more rounds than soon."""
        known, rounds, seed, _ = self.question
        if live:
            rounds = min(rounds, _LIVE // (CHAINS * moment.architecture.width))

        def make():
            return _Rounds(lambda: completing(moment.parameters, known, CHAINS, seed))

        chains = self._kept("chains", moment, (known.tobytes(), seed), make).after(rounds)
        return completed_picture(moment, known, chains)

    def meant(self, moment, shown, live):
        """A list of Meant; while it learns (`live`) of no more dreams than are shown."""
        _, _, seed, held = self.question
        key = (seed, held, shown, live, moment.selection[:2])
        return self._kept("meant", moment, key, lambda: meant(moment, self.question, shown, live))

    def priced(self, moment, chosen, seed, live):
        """The Priced of a chosen image, by default of the one on show."""
        image, _ = shown_image(moment, chosen)
        key = (None if image is None else image.tobytes(), chosen is None, moment.phase, seed, live)
        return self._kept("priced", moment, key, lambda: priced(moment, chosen, seed, live))

    def _kept(self, name, moment, key, make):
        """What was made for these parameters, data and key the last time, else made now."""
        before = self._answers.get(name)
        key = (moment.recipe.dataset, *key)
        if before is None or before[0] != key or not _same(before[1], moment.parameters):
            self._answers[name] = before = key, moment.parameters, make()
        return before[2]


class _Rounds:
    """Chains from round to round: one more round goes on from the last."""

    def __init__(self, begin):
        self._begin, self._last = begin, None

    def after(self, rounds):
        """The Chains after so many rounds."""
        if self._last is None or rounds < self._last.rounds:
            self._going = self._begin()
            self._last = next(self._going)
        if rounds > self._last.rounds:
            self._last = next(islice(self._going, rounds - self._last.rounds - 1, None))
        return self._last


def _same(one, other):
    return all(np.array_equal(a.flat, b.flat) for a, b in zip(one, other))
