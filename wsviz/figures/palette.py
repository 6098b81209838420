"""Every colour, declared once, each with one meaning.

Names that start with $ are the theme's own: the page puts its colours in their place, so the same
figure serves light and dark (wsviz/ui/steady_plot). Texts have no other colours. All lines stand
out from white and from the dark page by at least 3 : 1 (WCAG 2.2, 1.4.11), and those of one figure
differ for eyes without red or green cones (Machado, Oliveira & Fernandes 2009).
"""

import numpy as np

WAKE = "#0072B2"
SLEEP = "#D55E00"
PHASE = {"wake": WAKE, "sleep": SLEEP}

TEXT = "$text"
MUTED = "$muted"
FAINT = "$faint"
PAPER = "$paper"
FONT = "$font"

# The theme's own on the light page, for pictures outside of it and until the page has said its own.
LIGHT = {
    TEXT: "#2F2D2B",
    MUTED: "rgba(47,45,43,0.7)",
    FAINT: "rgba(47,45,43,0.18)",
    PAPER: "#FFFFFF",
    FONT: '"Source Sans", sans-serif',
}

# Probability as ink: 0 is white paper, 1 is black.
INK = [[0.0, "#ffffff"], [1.0, "#000000"]]

# What shows between pixels.
GRID = "#999999"

# Weights: ColorBrewer's PRGn, purple below zero, white at zero, green above.
WEIGHT = [
    [0.0, "#40004b"],
    [0.125, "#762a83"],
    [0.25, "#9970ab"],
    [0.375, "#c2a5cf"],
    [0.5, "#f7f7f7"],
    [0.625, "#a6dba0"],
    [0.75, "#5aae61"],
    [0.875, "#1b7837"],
    [1.0, "#00441b"],
]

# What a unit, a weight or a learner looks like once it is selected everywhere.
SELECTED = "#CC3366"

# The parts of the description length, and its layers bottom-up.
ENTROPY = "#858585"
KL = "#94780A"
PENALTY = "#8557C9"
LAYERS = ["#8B5451", "#3E7400", "#AA77A8", "#91955B", "#9043A3", "#718AFF"]

# How it is, and what the network makes of it: data and model, P and Q of explanations.
TRUTH = "#566573"
BELIEF = "#2A803A"

# Dreams that the data never contain.
OUTSIDE = "#00907A"

# Experiments, learning rules or starts side by side, in their order.
COMPARED = ["#999100", "#8E4B7F", "#00A775", "#895C1B", "#C673C8", "#415AC7"]


# Luminance (WCAG 2.2) above which black text stands out by 4.5 : 1, and below it white text.
_MIDDLE = 0.18


def on_ink(probabilities):
    """The colour of text on each of these inks, as a list."""
    light = _linear(1 - np.asarray(probabilities)) > _MIDDLE
    return np.where(light, "#000000", "#ffffff").tolist()


def _linear(srgb):
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
