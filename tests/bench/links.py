"""How long a long link takes to read: python -m tests.bench.links

Links of 8 KB, which is about what an address may hold, of several kinds. Each line gives the
slowest of several repeats' medians in milliseconds of CPU time, and how many recipes could have
been made meanwhile.
"""

import statistics
import time

from wsviz.runs import link
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Edit, Revision

BYTES = 8192
REPEATS = 7


def filled(piece, joint=""):
    """A text of so many bytes made of numbered pieces."""
    parts = []
    while len(joint.join(parts)) < BYTES:
        parts.append(piece.format(len(parts) + 1, len(parts) % 2 + 1, "01"[len(parts) % 2]))
    return joint.join(parts)[:BYTES]


def good():
    """The link of a long history of changed rates and weights set by hand."""
    recipe, rates = PRESETS["digits"], (0.1234567890123, 0.02, 0.03, 0.04)
    recipes = recipe.replace(generative_rates=rates), recipe
    edit = Edit("generative", 0, 2, 4, 1 / 3)
    history = [Revision(0, recipe)]
    while len(link.write("digits", history).get("then", "")) < BYTES:
        history.append(Revision(len(history), recipes[len(history) % 2 - 1], (edit,)))
    return link.write("digits", history)


KINDS = {
    "a long history": good(),
    "empty revisions": {"then": filled("{0}", ";")},
    "changed rows": {"then": filled("{0}~rows={1}", ";")},
    "changed constraint": {"preset": "digits", "then": filled("9s~nonnegative={2}", ";")},
    "other networks": {"then": filled("1~hidden={1}", ";")},
    "unreadable changes": {"then": filled("1~rows=x", ";")},
    "unreadable cycles": {"then": filled("x", ";")},
    "weights in one revision": {"then": "5~" + filled("set=generative.0.1.2={0}", "~")},
    "weights that are none": {"then": "5~" + filled("set=x", "~")},
    "numbers": {"biases": filled("{0}", ",")},
    "layers": {"hidden": filled("{0}", "-")},
    "one long number": {"seed": filled("9")},
    "grouped number": {"seed": "1" + filled(",000")},
    "nonsense everywhere": dict.fromkeys(("preset", "hidden", "seed", "rows"), filled("~;=.,")),
}


def milliseconds(function):
    """Median CPU milliseconds of several calls."""
    taken = []
    for _ in range(REPEATS):
        start = time.process_time()
        function()
        taken.append((time.process_time() - start) * 1e3)
    return statistics.median(taken)


def main():
    """Print every kind, the slowest last."""
    recipe = PRESETS["digits"]
    yardstick = milliseconds(lambda: [recipe.replace(rows=2) for _ in range(100)]) / 100
    print(f"one recipe: {yardstick * 1e3:.0f} µs")
    taken = {name: milliseconds(lambda q=query: link.read(q)) for name, query in KINDS.items()}
    for name, found in sorted(taken.items(), key=lambda item: item[1]):
        size = sum(map(len, KINDS[name].values()))
        print(f"{name:24} {size:6,} bytes {found:6.1f} ms = {found / yardstick:5.0f} recipes")


if __name__ == "__main__":
    main()
