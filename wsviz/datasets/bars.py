"""The bars of the wake-sleep paper."""

import numpy as np

from wsviz.datasets.dataset import Dataset
from wsviz.datasets.patterns import merge, patterns, stripes

SIZE = 4


def bars(all_white=False):
    """Dataset of 4 × 4 images of either vertical or horizontal bars (Hinton et al. 1995, fig. 2).

    Vertical (whole columns) or horizontal, equally often; then each of the four bars of that
    orientation is on with probability 1/2. Blank and all on look the same in both orientations,
    so each of these two has 1/16 and the other 28 have 1/32: 30 images, 4.8750 bits.

    "All-white" is the image with every pixel on: the paper's word, white being on; our pages draw
    a pixel that is on as ink. It was not trained on. Without it 29 images remain, renormalised,
    4.8402 bits; `all_white` keeps it.

    Bits alone cannot tell whether that or the blank image was meant; learning can. By the bars
    preset's rules (2×10⁶ cycles, 20 seeds) 14 networks end at a KL of 0.102–0.105 bits, the
    paper's 0.10, without the all-on image, and none below 0.54 without the blank one instead.
    """
    every = patterns(SIZE)
    # 32 equally likely cases, of which blank and all on take two each.
    images, cases = merge(np.concatenate(stripes(every)), np.ones(2 * len(every)))
    keep = np.full(len(images), True) if all_white else ~images.all(1)
    return Dataset(
        name="bars-all-white" if all_white else "bars",
        title="Bars, 4 × 4, with all on" if all_white else "Bars, 4 × 4",
        images=images[keep],
        probabilities=cases[keep] / cases[keep].sum(),
        image_shape=(SIZE, SIZE),
        source="Hinton, Dayan, Frey & Neal 1995, The wake-sleep algorithm, fig. 2",
        licence="Computed from the description; nothing is copied.",
    )
