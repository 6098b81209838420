"""Films of a run: the same pictures of its first learner, from cycle 0 to the frontier."""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from wsviz.exports.containers import FORMS
from wsviz.exports.sheet import NARROWEST, Sheet
from wsviz.exports.subjects import MOVING, Looked, ranges
from wsviz.figures.bits import total
from wsviz.narration.images import shown_images
from wsviz.runs.presets import title

MOST_FRAMES = 200
# Milliseconds that a frame stays; the last one, so that the end can be looked at.
PACE, END = 100, 2_000
# A piece of work takes about so long, so that a press is heeded.
_PIECE_SECONDS = 0.04
# Frames from which a film's size is estimated.
_TRIED = 5


def frame_cycles(last, most):
    """At most so many distinct cycles 0 … last, both included, evenly on a log axis.

    As even as whole numbers are: each goes the same factor of cycle + 1 on its way to the last one,
    and one cycle at least.
    """
    cycles = [0]
    for left in range(min(most, last + 1) - 1, 0, -1):
        start = cycles[-1] + 1
        cycles.append(max(start, round(start * ((last + 1) / start) ** (1 / left)) - 1))
    return cycles


class Script(NamedTuple):
    """What a film shows, and how.

    preset   the name of the recipe that the run began with
    subject  a name of subjects.MOVING
    form     a name of containers.FORMS
    frames   how many at most
    images   how many of the data at most
    seed     of the dreams
    """

    preset: str
    subject: str
    form: str
    frames: int
    images: int
    seed: int


class Film:
    """A film in the making: the work of a Player (wsviz.ui.player), whose cycles are its frames.

    cycles   of the run, one a frame, ascending
    size     (width, height) in pixels: that of the largest frame

    `run` must not go on meanwhile: give a copy. Colours have the ranges of what the run keeps near
    those cycles; a weight beyond is shown as the end of its range. A frame has the title, the
    images and the image shape of the data that its cycle learns.
    """

    def __init__(self, run, script):
        self._run, self._script, self._form = run, script, FORMS[script.form]
        self.cycles = frame_cycles(run.cycle, min(script.frames, MOST_FRAMES))
        self._kept = run.keyframes | {run.cycle: run.parameters}
        self._near = sorted(set(map(self._kept_near, self.cycles)))
        self._ranges = ranges([self._kept[at] for at in self._near])
        learned = {recipe.dataset: recipe for recipe in map(run.recipe_at, self.cycles)}
        self._scenes = {name: self._scene(recipe) for name, recipe in learned.items()}
        sizes = [sheet.size for _, sheet in self._scenes.values()]
        self.size = tuple(map(max, *sizes)) if len(sizes) > 1 else sizes[0]
        self._frames, self._at = [], 0

    def _scene(self, recipe):
        """(Looked, Sheet) of what that recipe learns."""
        script, data = self._script, recipe.data
        images = shown_images(data, script.images)
        looked = Looked(images, data.image_shape, script.seed, self._ranges)
        name = f"{script.subject}: {title(script.preset, recipe)}"
        parts = MOVING[script.subject](self._run.parameters, looked)
        return looked, Sheet(name, parts, NARROWEST)

    def scene_at(self, cycle):
        """(Looked, Sheet) that a cycle's frame is drawn with."""
        return self._scenes[self._run.recipe_at(cycle).dataset]

    @property
    def _colors(self):
        """The table of colours, which all scenes share."""
        return self.scene_at(self._run.cycle)[1].colors

    @property
    def cycle(self):
        """How many frames are made."""
        return len(self._frames)

    @property
    def done(self):
        """Whether all frames are made."""
        return self.cycle == len(self.cycles)

    @property
    def seconds_per_cycle(self):
        """About how long a piece of work takes."""
        return _PIECE_SECONDS

    def advance(self, pieces):
        """Do so many pieces of work: each makes a frame, or comes nearer to the cycle of one."""
        for _ in range(pieces):
            if not self.done:
                self._piece(self.cycles[self.cycle])

    def _piece(self, goal):
        most = max(1, int(_PIECE_SECONDS / self._run.seconds_per_cycle))
        near = max(self._at, max(at for at in self._kept if at <= goal))
        self._at = min(goal, near + most)
        parameters = self._run.parameters_at(self._at)
        if self._at == goal:
            last = self.cycle == len(self.cycles) - 1
            self._frames.append(self._frame(goal, parameters, END if last else PACE))

    def file(self):
        """The bytes of the film, of the frames that are made."""
        return self._form.whole(self._frames, self.size, self._colors)

    @cached_property
    def estimated_bytes(self):
        """About how many bytes the film will take, by some frames that need no replay."""
        near = self._near
        tried = [near[i] for i in sorted({*np.linspace(0, len(near) - 1, _TRIED).astype(int)})]
        frames = [self._frame(at, self._kept[at], PACE) for at in tried]
        each = np.mean([len(frame) for frame in frames])
        return len(self._form.whole([], self.size, self._colors)) + round(each * len(self.cycles))

    def _kept_near(self, cycle):
        return min(self._kept, key=lambda at: abs(at - cycle))

    def _frame(self, cycle, parameters, milliseconds):
        looked, sheet = self.scene_at(cycle)
        parts = MOVING[self._script.subject](parameters, looked)
        image = sheet.draw(self._caption(cycle), parts, self.size)
        return self._form.frame(image, milliseconds)

    def _caption(self, cycle):
        point = self._run.curve.get(cycle) or self._run.measured(cycle)
        return f"cycle {cycle:,} · {total(point)} bits an image"
