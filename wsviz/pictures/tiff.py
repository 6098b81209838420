"""The pages of a TIFF, from its directories alone: none is decoded."""

import struct

# Type, then: a directory's head, an entry's bytes, the place of the next.
_FORMS = {42: ("H", 12, "I", 4), 43: ("Q", 20, "Q", 8)}


def directories(data):
    """Yields how many tags each page has, without end where they lie in a ring.

    Raises struct.error or OverflowError where one lies beyond the file, KeyError for no TIFF.
    """
    order = "<" if data.startswith(b"II") else ">"
    head, entry, form, place = _FORMS[struct.unpack_from(f"{order}H", data, 2)[0]]
    (place,) = struct.unpack_from(order + form, data, place)
    while place:
        (tags,) = struct.unpack_from(order + head, data, place)
        yield tags
        end = place + struct.calcsize(head) + entry * tags
        (place,) = struct.unpack_from(order + form, data, end)
