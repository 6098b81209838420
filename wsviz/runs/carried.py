"""Own pictures that travel in a link itself, so that it opens anywhere: few and small ones."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from wsviz.datasets.own import from_bytes, is_own, size, to_bytes
from wsviz.runs.faults import UNREAD, Fault

# Larger worlds would make an address that mail programs and chats cut.
MAX_BYTES = 600


def carried_text(recipes):
    """The worlds of these recipes that are small enough, as a link's text; "" for none."""
    worlds = {recipe.dataset: recipe.data for recipe in recipes if is_own(recipe.dataset)}
    small = [world for world in worlds.values() if size(world) <= MAX_BYTES]
    return ".".join(bytes_text(to_bytes(world)) for world in small)


def carried(text, faults):
    """The Datasets of a text of `carried_text`; what cannot be read is told and left out."""
    found = []
    for part in filter(None, text.split(".")):
        try:
            data = text_bytes(part)
            if len(data) > MAX_BYTES:
                raise ValueError(f"{len(data):,} bytes: at most {MAX_BYTES} travel in a link.")
            found.append(from_bytes(data))
        except ValueError as error:
            faults.append(Fault(UNREAD, f"Pictures in this link could not be read: {error}"))
    return found


def bytes_text(data):
    """Bytes in an address."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def text_bytes(text):
    """The bytes of a text of `bytes_text`. Raises ValueError for others."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
