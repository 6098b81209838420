"""Films of 100 frames, beside Pillow saving as many blank ones: python -m tests.bench.films

Prints seconds of one core, medians of three: to make the film of a run that has been learned, its
size, and how well the size was told before. The yardstick saves as many blank frames of its size.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import time
from io import BytesIO
from statistics import median

from PIL import Image

from wsviz.exports.containers import FORMS
from wsviz.exports.films import Film, Script
from wsviz.exports.subjects import MOVING
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

CYCLES = {"bars": 60_000, "digits-quick": 4_000, "mnist": 1_000}
FRAMES, TIMES = 100, 3


def seconds(act):
    """The median of the CPU seconds that it takes, and what it gave last."""
    took = []
    for _ in range(TIMES):
        start = time.process_time()
        found = act()
        took.append(time.process_time() - start)
    return median(took), found


def made(run, script):
    """The film and its bytes."""
    film = Film(run.copy(), script)
    while not film.done:
        film.advance(1)
    return film, film.file()


def blank(film, form):
    """As many blank frames of the film's size, by Pillow alone."""
    frames = [Image.new("P", film.size, n % 2) for n in range(len(film.cycles))]
    file = BytesIO()
    frames[0].save(file, form, save_all=True, append_images=frames[1:], lossless=True)


def main():
    """Learn, make, print."""
    print("run                   film              s     x blank   MB     told before")
    for preset, cycles in CYCLES.items():
        run = Run(PRESETS[preset])
        run.advance(cycles)
        for subject in MOVING:
            for form in FORMS:
                script = Script(preset, subject, form, FRAMES, 20, 0)
                took, (film, file) = seconds(lambda asked=script, of=run: made(of, asked))
                plain, _ = seconds(lambda of=film, kind=form: blank(of, kind))
                told = Film(run, script).estimated_bytes / len(file)
                times, size = took / plain, len(file) / 1e6
                print(
                    f"{preset:12} {cycles:7,}  {subject:12}{form:5} {took:6.2f}  {times:7.1f}"
                    f"  {size:6.2f}  {told:8.2f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
