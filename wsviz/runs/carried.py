"""Own pictures that travel in a link itself, so that it opens anywhere: few and small ones."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode

from wsviz.datasets.own import from_bytes, is_own, size, to_bytes
from wsviz.runs.faults import UNREAD, Fault

# Larger worlds would make an address that mail programs and chats cut.
MAX_BYTES = 600


def carried_text(recipes):
    """The worlds of these recipes that are small enough, as a link's text; "" for none."""
    worlds = {recipe.dataset: recipe.data for recipe in recipes if is_own(recipe.dataset)}
    small = [world for world in worlds.values() if size(world) <= MAX_BYTES]
    return ".".join(urlsafe_b64encode(to_bytes(world)).decode().rstrip("=") for world in small)


def carried(text, faults):
    """The Datasets of a text of `carried_text`; what cannot be read is told and left out."""
    found = []
    for part in filter(None, text.split(".")):
        try:
            data = urlsafe_b64decode(part.encode("ascii") + b"=" * (-len(part) % 4))
            if len(data) > MAX_BYTES:
                raise ValueError(f"{len(data):,} bytes: at most {MAX_BYTES} travel in a link.")
            found.append(from_bytes(data))
        except (ValueError, binascii.Error) as error:
            faults.append(Fault(UNREAD, f"Pictures in this link could not be read: {error}"))
    return found
