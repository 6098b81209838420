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
from wsviz.narration.question import MAX_BEATS, Question, tones, unknown
from wsviz.runs.recipe import MAX_SEED

# States that beats may draw in a frame while it learns: some 50 ms.
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
        """Other known pixels: 0, 1 or UNKNOWN each, of any shape; no beat is made yet."""
        self._ask(known=tones(values), beats=0)

    def half(self, image):
        """The first half of an image is known, row by row; the rest is not."""
        values = np.array(image)
        values[len(values) // 2 :] = UNKNOWN
        self.paint(values)

    def forget(self):
        """Nothing is known."""
        self.paint(unknown(len(self.question.known)))

    def step(self):
        """Make the next beat: recognise or dream."""
        self._ask(beats=min(self.question.beats + 1, MAX_BEATS))

    def go(self, rounds):
        """Go on to the end of so many more rounds; one that is half done is the first of them."""
        self._ask(beats=min(2 * (self.question.beats // 2 + rounds), MAX_BEATS))

    def start_over(self):
        """Before the first round."""
        self._ask(beats=0)

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
        """The Completed at that moment; while it learns (`live`) after no more beats than soon."""
        known, beats, seed, _ = self.question
        if live:
            beats = min(beats, 2 * (_LIVE // (CHAINS * moment.architecture.width)))

        def make():
            return _Beats(lambda: completing(moment.parameters, known, CHAINS, seed))

        chains = self._kept("chains", moment, (known.tobytes(), seed), make).after(beats)
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


class _Beats:
    """Chains from beat to beat: one more goes on from the last."""

    def __init__(self, begin):
        self._begin, self._last = begin, None

    def after(self, beats):
        """The Chains after so many beats."""
        if self._last is None or beats < self._last.beats:
            self._going = self._begin()
            self._last = next(self._going)
        if beats > self._last.beats:
            self._last = next(islice(self._going, beats - self._last.beats - 1, None))
        return self._last


def _same(one, other):
    return all(np.array_equal(a.flat, b.flat) for a, b in zip(one, other))
