"""A class, with 1 worker and with 2: python -m tests.bench.class_of [scenes]

stepping, training, loading, crowd: all four where none is named, some 20 minutes. `--browsers 0`
leaves the three real browsers out, `--size N` is another class than 30, `--seconds N` another
length. Clients and servers share the machine: how much of it each used is told with every scene.
Linux, HAProxy and Chromium needed.
"""

import argparse
import asyncio
import os
from contextlib import AsyncExitStack

from tests.bench.load.chromium import launched
from tests.bench.load.extrapolated import extrapolated
from tests.bench.load.numbers import quantile
from tests.bench.scenes import crowd, loading, stepping, training
from tests.serve.serving import serving

SCENES = {"stepping": stepping, "training": training, "loading": loading, "crowd": crowd}
# There and back again, so that a machine that changes meanwhile does the same to both.
ORDER = (1, 2, 2, 1)


async def measured(scene, size, browsers, seconds):
    """What a scene measures: {workers: {name: all values of all rounds}}."""
    found = {}
    for workers in ORDER if scene in (stepping, training) else ORDER[:2]:
        with serving("--workers", str(workers)) as server:
            async with AsyncExitStack() as stack:
                browser = await stack.enter_async_context(launched()) if browsers else None
                for name, values in (await scene.measure(server, browser, size, seconds)).items():
                    found.setdefault(workers, {}).setdefault(name, []).extend(values)
    return found


def tell(name, scene, found, size):
    """What was found, with who used the machine meanwhile."""
    print(f"\n## {name}, {size} visitors\n\n{scene.told(found)}")
    for workers, each in found.items():
        for words in each["cpu"]:
            print(f"CPU with {workers}: {words}")
        if each["errors"]:
            print(f"Errors with {workers}: {len(each['errors'])}, the first: {each['errors'][0]}")


async def main(names, size, browsers, seconds):
    """Measure, tell, extrapolate from what was measured."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before", flush=True)
    everything = {}
    for name in names:
        everything[name] = await measured(SCENES[name], size, browsers, seconds)
        tell(name, SCENES[name], everything[name], size)
        if name == "training":
            frames = await training.yardstick(size, seconds / 2)
            print(
                f"Yardstick, a page of Streamlit's that changes one word, one process: median "
                f"{quantile(frames, 0.5):.1f} frames a second of each (asked for at least 8)"
            )
        print(flush=True)
    if set(everything) - {"loading"}:
        print(extrapolated(everything, size))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench.class_of")
    parser.add_argument("scenes", nargs="*", choices=[[], *SCENES], default=[])
    parser.add_argument("--size", type=int, default=30)
    parser.add_argument("--browsers", type=int, default=3, choices=(0, 3))
    parser.add_argument("--seconds", type=float, default=30)
    asked = parser.parse_args()
    asyncio.run(main(asked.scenes or list(SCENES), asked.size, asked.browsers, asked.seconds))
