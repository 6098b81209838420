"""Every colour, declared once, each with one meaning. Safe for colour-blind eyes.

Names that start with $ are the theme's own: the page puts its colours in their place, so the same
figure serves light and dark (wsviz/ui/steady_plot).
"""

WAKE = "#0072B2"
SLEEP = "#D55E00"
PHASE = {"wake": WAKE, "sleep": SLEEP}

TEXT = "$text"
MUTED = "$muted"
FAINT = "$faint"
PAPER = "$paper"

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

# What a unit or weight looks like once it is selected everywhere.
SELECTED = "#E69F00"

# The parts of the description length, and its layers bottom-up.
ENTROPY = "#999999"
KL = "#CC79A7"
PENALTY = "#56B4E9"
LAYERS = ["#999999", "#009E73", "#F0E442", "#CC79A7", "#56B4E9", "#40004b"]
