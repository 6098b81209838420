"""The two kinds of film: animated GIF and animated WebP, put together frame by frame.

Pillow packs each frame as a picture by itself; here the frames are cut out of these and strung
together, so that a film is made one frame after the other and can stop between any two (GIF89a
specification, 1990; WebP Container Specification, RFC 9649). Both repeat for ever.
"""

import struct
from collections.abc import Callable
from io import BytesIO
from typing import NamedTuple

# Bytes before a GIF's first frame: its header, and its table of 256 colours.
_HEADER, _TABLE = 13, 768
_FOR_EVER = b"!\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"
# Flags of a WebP: the file is animated; a frame replaces the one before without blending.
_ANIMATED, _REPLACES = 2, 2


class Form(NamedTuple):
    """A kind of film.

    kind    its MIME type
    frame   (Image, milliseconds) -> bytes
    whole   frames' bytes, (width, height) and a (256, 3) table of colours -> the file
    """

    kind: str
    frame: Callable
    whole: Callable


def _gif_frame(image, milliseconds):
    packed = _saved(image, "GIF", duration=milliseconds, optimize=False, interlace=False)
    return packed[_HEADER + _TABLE : -1]


def _gif(frames, size, colors):
    # 256 colours of 8 bits, one table for all frames.
    header = b"GIF89a" + struct.pack("<HHBBB", *size, 0xF7, 0, 0)
    return b"".join([header, colors.tobytes(), _FOR_EVER, *frames, b";"])


def _webp_frame(image, milliseconds):
    packed = _saved(image.convert("RGB"), "WEBP", lossless=True, quality=0, method=2)
    place = b"".join(map(_three, (0, 0, image.width - 1, image.height - 1, milliseconds)))
    return _chunk(b"ANMF", place + bytes([_REPLACES]) + packed[12:])


def _webp(frames, size, _):
    canvas = bytes([_ANIMATED, 0, 0, 0]) + b"".join(_three(side - 1) for side in size)
    parts = [_chunk(b"VP8X", canvas), _chunk(b"ANIM", bytes(6)), *frames]
    return _chunk(b"RIFF", b"WEBP" + b"".join(parts))


def _three(number):
    return number.to_bytes(3, "little")


def _chunk(name, held):
    return name + struct.pack("<I", len(held)) + held + b"\0" * (len(held) % 2)


def _saved(image, kind, **options):
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


#: Name, which is a file's ending too -> Form.
FORMS = {"GIF": Form("image/gif", _gif_frame, _gif), "WebP": Form("image/webp", _webp_frame, _webp)}
