"""Strips: a learner's pictures at one moment, as a PNG."""

from io import BytesIO

from wsviz.exports.sheet import Sheet

# Pixels: as wide as a slide shows without loss.
_WIDTH = 1000


def strip(title, caption, parts):
    """The bytes of a PNG of these Parts at whole pixels, under two lines of text."""
    file = BytesIO()
    image = Sheet(title, parts, _WIDTH).draw(caption, parts)
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
