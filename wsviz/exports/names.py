"""What exported files, and the pictures in them, are called."""

from wsviz.runs.presets import PRESETS, TITLES


def file_name(name, cycle, what, ending):
    """wsviz-bars-60000-weights.png: ASCII without spaces, the cycle plain."""
    return f"wsviz-{name}-{cycle}-{what}.{ending}".lower().replace(" ", "-")


def named(preset, recipe):
    """(name, title) of what is learned: the preset's, or of other data the data set's own."""
    if recipe.dataset == PRESETS[preset].dataset:
        return preset, TITLES[preset]
    return recipe.dataset, recipe.data.title
