"""Shelf: the pictures that a visitor brought, at hand for as long as there is room.

The newest are held in memory; the others stay in the store of this machine, and come back from it.
"""

import numpy as np

from wsviz.runs import store

#: What one visitor's shelf may hold in memory, the newest world always. Those that runs learn from
#: are held by their recipes.
MAX_BYTES = 100_000_000


class Shelf:
    """Pictures that a visitor brought.

    titles  name -> title of all that are to be had
    """

    def __init__(self):
        self.titles, self._held, self._stored = {}, {}, set()

    def put(self, dataset):
        """Keep a Dataset of one's own; the sentences that there are to tell."""
        told = store.keep(dataset)
        if not told:
            self._stored.add(dataset.name)
        self.titles[dataset.name] = dataset.title
        return [*([told] if told else []), *self._hold(dataset)]

    def find(self, name):
        """(Dataset of that name, sentences); None in its place where it is nowhere any more."""
        found = self._held.get(name) or store.find(name)
        if found is None:
            title = self.titles.pop(name, name)
            return None, [
                f"“{title}” is not here any more: these pictures have to be brought again."
            ]
        return found, self._hold(found)

    def _hold(self, dataset):
        """This is the newest; the sentences about those that are let go for good."""
        others = {name: each for name, each in self._held.items() if name != dataset.name}
        self._held, room, told = {dataset.name: dataset}, MAX_BYTES - _size(dataset), []
        for name, each in reversed(others.items()):
            room -= _size(each)
            if room >= 0:
                self._held = {name: each} | self._held
            elif name not in self._stored:
                told.append(
                    f"“{self.titles.pop(name)}” was let go: {MAX_BYTES / 1e6:g} MB of pictures are "
                    "held for a visitor, and more cannot be kept here."
                )
        return told


def _size(dataset):
    """Bytes of its arrays."""
    return sum(each.nbytes for each in vars(dataset).values() if isinstance(each, np.ndarray))
