"""Fields: the one table that turns every setting of a recipe into a link's text and back."""

from collections.abc import Callable
from typing import NamedTuple

from wsviz.datasets import DATASETS
from wsviz.datasets.own import held, is_own
from wsviz.engine.architecture import MAX_HIDDEN_LAYERS, MAX_HIDDEN_UNITS
from wsviz.engine.schedule import SCHEDULES
from wsviz.runs.faults import OUTSIDE, UNFIT, UNREAD, Fault
from wsviz.runs.reading import choice, number_text, numbers, real, sizes, switch, whole
from wsviz.runs.recipe import (
    MAX_BIAS,
    MAX_INITIAL_WEIGHTS,
    MAX_LEARNERS,
    MAX_RATE,
    MAX_ROWS,
    MAX_SEED,
    MAX_SPAN,
)
from wsviz.variants import VARIANTS


class Field(NamedTuple):
    """How a setting is read, (name, text) -> (value, message), and written, value -> text."""

    read: Callable
    write: Callable = str


def _listed(values):
    return ",".join(map(number_text, values))


def _read_dataset(name, text):
    if not is_own(text):
        return choice(DATASETS)(name, text)
    if held(text) is None:
        return None, f"{name}={text}: these pictures are not here, they have to be brought again."
    return text, None


FIELDS = {
    "dataset": Field(_read_dataset),
    "hidden": Field(
        sizes(MAX_HIDDEN_LAYERS, MAX_HIDDEN_UNITS), lambda layers: "-".join(map(str, layers))
    ),
    "generative_rates": Field(numbers(0, MAX_RATE), _listed),
    "recognition_rates": Field(numbers(0, MAX_RATE), _listed),
    "biases": Field(numbers(-MAX_BIAS, MAX_BIAS), _listed),
    "nonnegative": Field(switch, lambda on: str(int(on))),
    "seed": Field(whole(0, MAX_SEED)),
    "learners": Field(whole(1, MAX_LEARNERS)),
    "rows": Field(whole(1, MAX_ROWS)),
    "reroll": Field(whole(0, MAX_SEED)),
    "variant": Field(choice(VARIANTS)),
    "wake_phi": Field(real(0, 1), number_text),
    "sleep_phi": Field(real(0, 1), number_text),
    "biases_from_data": Field(switch, lambda on: str(int(on))),
    "schedule": Field(choice(SCHEDULES)),
    "span": Field(whole(1, MAX_SPAN)),
    "initial_weights": Field(real(0, MAX_INITIAL_WEIGHTS), number_text),
}
_LISTS = ("generative_rates", "recognition_rates", "biases")


def differing(base, recipe):
    """The settings in which the recipe differs from a base, name -> text."""
    return {
        name: field.write(getattr(recipe, name))
        for name, field in FIELDS.items()
        if getattr(recipe, name) != getattr(base, name)
    }


def written(recipe):
    """All settings of the recipe, name -> text."""
    return {name: field.write(getattr(recipe, name)) for name, field in FIELDS.items()}


def given(texts, base, faults):
    """The values that a dict of texts gives to settings, name -> value; others are passed over.

    What cannot be read is told to stay as it is in the base.
    """
    read = {}
    for name, field in FIELDS.items():
        if name not in texts:
            continue
        value, message = field.read(name, texts[name])
        if value is None:
            faults.append(Fault(UNREAD, f"{message} {field.write(getattr(base, name))} stays."))
            continue
        if message:
            faults.append(Fault(OUTSIDE, message, name))
        read[name] = value
    return read


def applied(base, values, faults):
    """The base with these settings; one that does not go with the rest is left out."""
    values = right_lengths(values, base, faults)
    try:
        return base.replace(**values)
    except ValueError:
        pass
    recipe = base
    for name, value in values.items():
        try:
            recipe = recipe.replace(**{name: value})
        except ValueError as error:
            kept = FIELDS[name].write(getattr(recipe, name))
            # How it was put right before does not hold.
            faults[:] = [fault for fault in faults if fault.setting != name]
            faults.append(Fault(UNFIT, f"{error} So {name}={kept} stays."))
    return recipe


def right_lengths(values, base, faults):
    """The values with each list as long as the network needs: cut, or filled from the base."""
    if values.get("hidden", base.hidden) != base.hidden:
        # One learner and one row: only lengths are asked for, and those always fit.
        base = base.replace(hidden=values["hidden"], learners=1, rows=1)
    found = dict(values)
    for name in _LISTS:
        kept, read = getattr(base, name), values.get(name)
        if read is not None and len(read) != len(kept):
            found[name] = (*read, *kept[len(read) :])[: len(kept)]
            message = f"{name}: {len(read)} given where this network needs {len(kept)}"
            faults.append(Fault(UNFIT, f"{message}; {_listed(found[name])} is used.", name))
    return found
