"""What the sidebar sets on an Explorer; what is gone by the time it is set does nothing."""


def set_depth(show, layers):
    """So many hidden layers: the lower ones stay, new ones are as wide as the one below."""
    hidden = show.recipe.hidden
    show.change(hidden=(*hidden[:layers], *hidden[-1:] * (layers - len(hidden))))


def set_units(show, layer, units):
    """Another width of one hidden layer."""
    hidden = show.recipe.hidden
    if 1 <= layer <= len(hidden):
        show.change(hidden=(*hidden[: layer - 1], units, *hidden[layer:]))


def set_entry(show, name, index, value):
    """One value of a list in the recipe."""
    values = getattr(show.recipe, name)
    if index < len(values):
        show.change(**{name: (*values[:index], value, *values[index + 1 :])})


def set_variant(show, name):
    """Another learning rule, with the shares that are usual for it."""
    show.change(variant=name, wake_phi=0.0, sleep_phi=1.0)
