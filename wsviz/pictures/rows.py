"""The text of a table, a row of cells at a time."""

import codecs
import csv

from wsviz.datasets.own import MAX_IMAGES
from wsviz.guard.refused import Refused, counted, sound

# A picture of 316 × 316 pixels; looking at columns one by one takes its time.
MAX_COLUMNS = 100_000
# What is read of a table in two seconds.
MAX_CELLS = 4_000_000
MAX_TEXT = 40_000_000
# What ends a line for Python; Windows has two of them in turn, and blank lines may stand between.
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_MAX_BREAKS = 10 * MAX_IMAGES
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The first of them that occurs: a comma may be a decimal one beside the others.
_SEPARATORS = ";\t,"


def rows_of(what, data):
    """(at most how many rows, an iterator of at least one): lists of texts, all of one length.

    Raises Refused for more cells than are read, before any is made; while it runs, for rows of
    other lengths.
    """
    if len(data) > MAX_TEXT:
        raise Refused(f"{what} is a table of {len(data):,} bytes: at most {MAX_TEXT:,} are read.")
    lines, separator, columns = _lines(what, _text(data))
    return len(lines), _rows(what, lines, separator, columns)


def _text(data):
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _lines(what, text):
    """(the lines that are not blank, what separates cells, how many the first has)."""
    breaks = sum(map(text.count, _BREAKS))
    if breaks > _MAX_BREAKS:
        raise Refused(f"{what} has {breaks:,} ends of lines: at most {_MAX_BREAKS:,} are read.")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(f"{what} holds no rows.")
    if len(lines) > MAX_IMAGES + 1:
        raise Refused(f"{what} has {len(lines):,} rows: at most {MAX_IMAGES:,} are read.")
    separator = next((s for s in _SEPARATORS if s in lines[0]), None)
    columns = len(lines[0].split(separator, MAX_COLUMNS))
    if columns > MAX_COLUMNS:
        raise Refused(f"{what} has more than {MAX_COLUMNS:,} columns: that is the limit.")
    # Other rows may be longer than the first.
    cells = max(len(lines) * columns, text.count(separator) if separator else 0)
    if cells > MAX_CELLS:
        raise Refused(f"{what} has {cells:,} cells: at most {MAX_CELLS:,} are read.")
    return lines, separator, columns


def _rows(what, lines, separator, columns):
    """The cells of each row, all with as many; a last column that is empty is left away."""
    width = None
    empty = bool(separator) and all(line.rstrip(" ").endswith(separator) for line in lines)
    for number, row in enumerate(_split(what, lines, separator, columns), 1):
        width = width or len(row)
        if len(row) != width:
            # Blanks are looked for no further.
            least = "at least " if separator is None and len(row) > width else ""
            raise Refused(
                f"Row {number:,} of {what} has {least}{counted(len(row), 'column')}: the first has "
                f"{width:,}."
            )
        yield row[:-1] if empty and width > 1 else row


def _split(what, lines, separator, columns):
    if separator:
        with sound(what):
            yield from csv.reader(lines, delimiter=separator)
    else:
        yield from (line.split(None, columns) for line in lines)
