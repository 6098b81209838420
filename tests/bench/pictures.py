"""Reading pictures, against what Pillow alone needs: python -m tests.bench.pictures

1,797 PNGs of 8 × 8 pixels in a ZIP, read, cut and made a world, as a multiple of the time in which
zipfile and Pillow only unpack and decode them; the medians of rounds in turn. Then, beside the
same yardstick, a GIF of as many frames and the same numbers as CSV and npz. A minute of one core.
"""

import statistics
import time
import zipfile
from io import BytesIO

import numpy as np
from PIL import Image

from tests.pictures.corpus import npz, saved, zipped
from wsviz.datasets import load
from wsviz.pictures import proposed_cut, read, world

ROUNDS = 15


def digits():
    """The 8 × 8 digits as luminance, (1797, 8, 8) uint8."""
    return (255 * (1 - load("digits").images)).astype(np.uint8).reshape(-1, 8, 8)


def files(pictures):
    """name -> bytes of the same pictures."""
    images = [Image.fromarray(picture) for picture in pictures]
    rows = "\n".join(",".join(map(str, 255 - row.ravel())) for row in pictures)
    return {
        "ZIP of PNGs": zipped({f"{i}.png": saved(image, "PNG") for i, image in enumerate(images)}),
        "GIF": saved(images[0], "GIF", save_all=True, append_images=images[1:], duration=20),
        "CSV": rows.encode(),
        "npz": npz(images=255 - pictures),
    }


def decoded(data):
    """The yardstick: each file of the ZIP unpacked, opened, decoded and made grey."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            with Image.open(BytesIO(packed.read(name))) as image:
                image.load()
                image.convert("L")


def taken(data):
    """What the page does with a file."""
    brought = read("digits", data)
    return world(brought, proposed_cut(brought))


def main():
    """Measure in turn, print the ratios of the medians."""
    made = files(digits())
    cases = {"Pillow alone": lambda: decoded(made["ZIP of PNGs"])}
    cases |= {name: lambda data=data: taken(data) for name, data in made.items()}
    seconds = {name: [] for name in cases}
    for _ in range(ROUNDS):
        for name, case in cases.items():
            begun = time.process_time()
            case()
            seconds[name].append(time.process_time() - begun)
    yardstick = statistics.median(seconds["Pillow alone"])
    for name, found in seconds.items():
        print(f"{name}: {statistics.median(found) / yardstick:.2f} × ({1000 * yardstick:.0f} ms)")


if __name__ == "__main__":
    main()
