"""Strips: a learner's pictures at one moment, as a PNG."""

from io import BytesIO

from wsviz.exports.sheet import Sheet


def strip(title, caption, parts):
    """The bytes of a PNG of these Parts at whole pixels, under two lines of text."""
    file = BytesIO()
    image = Sheet(title, parts).draw(caption, parts)
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
