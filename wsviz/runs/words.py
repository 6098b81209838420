"""How units, weights and numbers are called, in every text on the screen; they count from 1."""

from wsviz.engine.parameters import GENERATIVE


def layer_name(layer):
    """What a layer is called."""
    return f"layer {layer}" if layer else "image"


def unit_name(layer, unit):
    """What a unit is called."""
    return f"unit {unit + 1} of layer {layer}" if layer else f"pixel {unit + 1}"


def weight_name(direction, layer, parent):
    """Where a weight into that layer comes from; parent 0 is the bias."""
    if parent == 0:
        return "its bias"
    return unit_name(layer + 1 if direction == GENERATIVE else layer - 1, parent - 1)


def plain(value, digits):
    """A number, its minus a minus sign, without one where it is shown as 0; ∞ for infinity."""
    if value == float("inf"):
        return "∞"
    text = f"{value:.{digits}f}"
    return (text if float(text) else text.lstrip("-")).replace("-", "−")


def moved(before, after, digits, words=("falls", "stays", "rises")):
    """The word for what a number does, as far as its digits on the screen tell."""
    before, after = (float(f"{value:.{digits}f}") for value in (before, after))
    return words[1 + (after > before) - (after < before)]


def signed(value, digits):
    """A number with its sign, the minus as long as the plus."""
    return f"{value:+.{digits}f}".replace("-", "−")
