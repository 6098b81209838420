"""How many frames a GIF has and how large it becomes, from its blocks: none is decoded."""

import struct

_END, _EXTENSION, _FRAME, _PADDING = b";!,\0"
_HEAD, _FRAME_HEAD = 13, 10


def extent(data):
    """(frames, rows, columns) up to its end: its screen grows with frames that leave it.

    A head, a table of colours, then blocks: each a head and pieces, the last of which is empty.
    Raises IndexError or struct.error where it has no end, ValueError where it is odd.
    """
    columns, rows = struct.unpack_from("<HH", data, 6)
    count, place = 0, _HEAD + _table(data[10])
    while data[place] != _END:
        if data[place] == _FRAME:
            count += 1
            left, top, wide, high = struct.unpack_from("<4H", data, place + 1)
            rows, columns = max(rows, top + high), max(columns, left + wide)
            # After the table of its own comes the size of the codes, then the pieces.
            place += _FRAME_HEAD + _table(data[place + 9]) + 1
        elif data[place] == _EXTENSION:
            place += 2
        elif data[place] != _PADDING:
            raise ValueError(f"block {data[place]}")
        while data[place]:
            place += data[place] + 1
        place += 1
    return count, rows, columns


def _table(packed):
    """The bytes of the table of colours that this byte tells of."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0
