"""How many frames a GIF has, from its blocks alone: none of them is decoded."""

_END, _EXTENSION, _FRAME, _PADDING = b";!,\0"
_HEAD, _FRAME_HEAD = 13, 10


def frame_count(data):
    """The frames up to its end. Raises IndexError where it has no end, ValueError where it is odd.

    A head, a table of colours, then blocks: each a head and pieces, the last of which is empty.
    """
    count, place = 0, _HEAD + _table(data[10])
    while data[place] != _END:
        if data[place] == _FRAME:
            count += 1
            # After the table of its own comes the size of the codes, then the pieces.
            place += _FRAME_HEAD + _table(data[place + 9]) + 1
        elif data[place] == _EXTENSION:
            place += 2
        elif data[place] != _PADDING:
            raise ValueError(f"block {data[place]}")
        while data[place]:
            place += data[place] + 1
        place += 1
    return count


def _table(packed):
    """The bytes of the table of colours that this byte tells of."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0
