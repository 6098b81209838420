"""Links: a run's history as a flat dict of short texts, the address's query, and back.

Only what differs from the preset is written. Reading never fails: whatever cannot be meant is told
in a plain sentence that says what is used instead.
"""

from typing import NamedTuple

from wsviz.datasets.own import named_in
from wsviz.runs import store
from wsviz.runs.carried import carried, carried_text
from wsviz.runs.faults import UNREAD, Fault, told
from wsviz.runs.fields import FIELDS, applied, differing, given
from wsviz.runs.history import MAX_REVISIONS, history_text, read_history
from wsviz.runs.presets import PRESETS
from wsviz.runs.reading import choice
from wsviz.runs.recipe import Recipe
from wsviz.runs.revision import Revision

DEFAULT_PRESET = "kirby"
#: The names that a link's query may have; others belong to the page.
NAMES = ("preset", "then", "own", *FIELDS)


class Opened(NamedTuple):
    """What a link asks for, and what of it could not be taken as it stood.

    preset     name of the preset that the settings not given come from
    recipe     the recipe of cycle 0
    revisions  the whole history; the first is that recipe's, with the weights set at cycle 0
    messages   at most faults.MAX_MESSAGES plain sentences, without control characters
    """

    preset: str
    recipe: Recipe
    revisions: tuple[Revision, ...]
    messages: tuple[str, ...]


def write(preset, revisions):
    """The query of a link that opens this history again.

    `revisions` are a Run's. The recipe of the first stands setting by setting, what was changed
    later under `then`: see wsviz.runs.history; small worlds of one's own under `own`.
    """
    query = {} if preset == DEFAULT_PRESET else {"preset": preset}
    query |= differing(PRESETS[preset], revisions[0].recipe)
    own = carried_text(revision.recipe for revision in revisions)
    more = {"then": history_text(revisions), "own": own}
    return query | {name: text for name, text in more.items() if text}


def nearest(recipe):
    """The name of the preset that differs from the recipe in the fewest settings."""
    return min(PRESETS, key=lambda name: len(differing(PRESETS[name], recipe)))


def read(query, most=MAX_REVISIONS):
    """What that query asks for: Opened. Other names than NAMES are passed over.

    Of the changes under `then`, at most so many are taken.
    Worlds of one's own come from the link itself, or from the store of this machine.
    """
    faults = []
    # Held until the recipes hold them.
    _worlds = [*carried(query.get("own", ""), faults), *_kept(query)]
    preset, message = choice(PRESETS)("preset", query.get("preset", DEFAULT_PRESET))
    if preset is None:
        preset = DEFAULT_PRESET
        faults.append(Fault(UNREAD, f"{message} {preset} is used."))
    base = PRESETS[preset]
    recipe = applied(base, given(query, base, faults), faults)
    revisions = read_history(query.get("then", ""), recipe, faults, most)
    return Opened(preset, revisions[0].recipe, revisions, told(faults))


def gone(query):
    """The names of the worlds of one's own that the query asks for and that are not here."""
    worlds = [*carried(query.get("own", ""), []), *_kept(query)]
    here = {world.name for world in worlds if world is not None}
    return [name for name in _named(query) if name not in here]


def _kept(query):
    """The worlds of one's own that the query names, as far as they are here."""
    return [store.find(name) for name in _named(query)]


def _named(query):
    return named_in(" ".join(query.get(name, "") for name in ("dataset", "then")))
