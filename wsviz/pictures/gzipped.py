"""What a gzip file holds, up to a limit."""

import zlib

from wsviz.guard.refused import Refused, sound
from wsviz.pictures.brought import MAX_UNPACKED

_GZIP = 31


def unpacked(what, data, room=MAX_UNPACKED):
    """The bytes that were packed, at most `room` of them. Raises Refused."""
    unpacker = zlib.decompressobj(_GZIP)
    with sound(what):
        found = unpacker.decompress(data, room + 1)
    if len(found) > room:
        raise Refused(f"{what} unpacks to more than {room:,} bytes: that is the limit.")
    if not unpacker.eof:
        raise Refused(f"{what} is cut short: its end is missing.")
    return found
