"""Sketch: what is drawn, and the way back and forth. Knows no Streamlit."""

from wsviz.ui.drawn import COPIES, drawn_text, fresh

# How many changes can be undone.
_STEPS = 200


class Sketch:
    """What is drawn, and what was before.

    now  the Drawn in front of the person
    """

    def __init__(self, drawn):
        self.now, self._past, self._future = drawn, [], []

    def paint(self, states):
        """The picture in hand looks like this."""
        self._change(self.now.painted(states))

    def clear(self):
        """The picture in hand is empty."""
        self.paint(0 * self.now.picture)

    def invert(self):
        """Ink and paper of the picture in hand exchanged."""
        self.paint(1 - self.now.picture)

    def add(self):
        """An empty picture more."""
        self._change(self.now.added(0 * self.now.picture))

    def copy(self, kind):
        """A copy of the picture in hand more, of one of the kinds of COPIES."""
        self._change(self.now.added(COPIES[kind](self.now.picture)))

    def remove(self):
        """The picture in hand goes."""
        self._change(self.now.removed())

    def count(self, count):
        """The picture in hand occurs so often."""
        self._change(self.now.counted(count))

    def resize(self, rows=None, columns=None):
        """All pictures have so many rows or columns."""
        self._change(self.now.resized(rows or self.now.shape[0], columns or self.now.shape[1]))

    def choose(self, at):
        """Take another picture in hand: nothing that would have to be undone."""
        if 0 <= at < len(self.now.pictures):
            self.now = self.now._replace(at=at)

    def _change(self, drawn):
        self._past = [*self._past, self.now][-_STEPS:]
        self.now, self._future = drawn, []

    @property
    def changed(self):
        """Whether anything was drawn here, or came with an address."""
        return self.undoes or self.redoes or drawn_text(self.now) != drawn_text(fresh())

    @property
    def undoes(self):
        """Whether there is something to undo."""
        return bool(self._past)

    @property
    def redoes(self):
        """Whether something was undone."""
        return bool(self._future)

    def undo(self):
        """As it was before the last change."""
        if self._past:
            self._future.append(self.now)
            self.now = self._past.pop()

    def redo(self):
        """The change that was undone last."""
        if self._future:
            self._past.append(self.now)
            self.now = self._future.pop()
