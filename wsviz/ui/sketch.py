"""Sketch: what is drawn, and the way back and forth. Knows no Streamlit."""

_STEPS = 200


class Sketch:
    """What is drawn, and what was before.

    now  the Drawn in front of the person
    """

    def __init__(self, drawn):
        self.now, self._past, self._future = drawn, [], []

    def change(self, drawn):
        """Another Drawn; undo leads back."""
        self._past = [*self._past, self.now][-_STEPS:]
        self.now, self._future = drawn, []

    def choose(self, at):
        """Take another picture in hand: nothing that had to be undone."""
        if 0 <= at < len(self.now.pictures):
            self.now = self.now._replace(at=at)

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
