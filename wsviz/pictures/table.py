"""A table as pictures: a row a picture, a pixel a column, and perhaps a column of labels."""

import codecs
import csv
from math import isqrt

import numpy as np

from wsviz.datasets.own import MAX_IMAGES
from wsviz.pictures import arrays
from wsviz.pictures.refused import Refused, counted, quoted, sound

LABELS = ("label", "labels", "class", "target", "targets", "y", "digit")
# A picture of 316 × 316 pixels; looking at columns one by one takes its time.
MAX_COLUMNS = 100_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# The first of them that occurs: a comma may be a decimal one beside the others.
_SEPARATORS = ";\t,"
# Fewer columns that count 0, 1, 2 … may well be a picture.
_FEWEST_COUNTED = 5


def read(what, data):
    """Brought of a CSV file. Raises Refused."""
    rows = _rows(what, _text(data))
    names = _header(rows[0])
    body = rows[1:] if names else rows
    if not body:
        raise Refused(f"{what} holds a header and no rows.")
    notes = ()
    if names and names[0] == "" and len(names) > 1 and _counted([row[0] for row in body]):
        names, body = names[1:], [row[1:] for row in body]
        notes = ("The first column only counts the rows and was passed over.",)
    place = _label_place(names, body)
    labels = None
    if place is not None:
        labels = _labels([row[place] for row in body])
        body = [row[:place] + row[place + 1 :] for row in body]
        if not body[0]:
            raise Refused(f"{what} holds no columns of pixels.")
        notes += (f"Column {_called(names, place)} is taken as labels.",)
    found = arrays.of_arrays(what, _numbers(what, body, 2 if names else 1), labels)
    return found._replace(notes=notes + found.notes)


def _text(data):
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _rows(what, text):
    """Rows of cells, all with as many; a last column that is empty is left away."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(f"{what} holds no rows.")
    separator = next((s for s in _SEPARATORS if s in lines[0]), None)
    with sound(what):
        if separator:
            rows = [[c.strip() for c in row] for row in csv.reader(lines, delimiter=separator)]
        else:
            rows = [line.split() for line in lines]
    if len(rows) > MAX_IMAGES + 1:
        raise Refused(f"{what} has {len(rows):,} rows: at most {MAX_IMAGES:,} are read.")
    width = len(rows[0])
    if width > MAX_COLUMNS:
        raise Refused(f"{what} has {width:,} columns: at most {MAX_COLUMNS:,} are read.")
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            raise Refused(
                f"Row {number:,} of {what} has {counted(len(row), 'column')}: the first has "
                f"{width:,}."
            )
    if width > 1 and all(row[-1] == "" for row in rows):
        rows = [row[:-1] for row in rows]
    return rows


def _header(row):
    """The names of the columns, or None where the first row is a picture already."""
    names = [cell.casefold() for cell in row]
    named = any(name in LABELS for name in names) or not all(map(_is_number, names[1:-1]))
    # A frame of pandas names its index not at all, and its columns perhaps 0, 1, 2 …
    framed = names[0] == "" or (len(names) >= _FEWEST_COUNTED and _counted(names))
    return names if named or framed else None


def _counted(cells):
    """Whether they are whole numbers, each one more than the one before."""
    if not all(map(_is_whole, cells)):
        return False
    first = int(cells[0])
    return list(map(int, cells)) == list(range(first, first + len(cells)))


def _label_place(names, body):
    """The column of labels, or None: by its name; by its texts; else where that leaves a square."""
    last = len(body[0]) - 1
    if names and any(name in LABELS for name in names):
        return next(i for i, name in enumerate(names) if name in LABELS)
    if not last:
        return None
    texts = [i for i in (0, last) if not all(_is_number(row[i]) for row in body)]
    if len(texts) == 1:
        return texts[0]
    if names or _is_square(last + 1) or not _is_square(last):
        return None
    return _likelier(body, last)


def _likelier(body, last):
    """Of the first and the last column the one that looks like labels, or None.

    They are whole numbers and not all the same, as the edge of many pictures is. Where both are,
    it is the one that goes beyond the pixels between, else the first.
    """
    columns = {i: [row[i] for row in body] for i in (0, last)}
    likely = {
        i: max(map(int, cells))
        for i, cells in columns.items()
        if len(set(cells)) > 1 and all(map(_is_whole, cells))
    }
    if len(likely) < 2:
        return next(iter(likely), None)
    between = _numbers("", [row[1:last] for row in body], 1).max()
    return last if likely[last] > between >= likely[0] else 0


def _labels(cells):
    """As numbers where all are, else as texts."""
    return np.array(list(map(_number, cells)) if all(map(_is_number, cells)) else cells)


def _called(names, place):
    return quoted(names[place]) if names else f"{place + 1:,}"


def _numbers(what, rows, first):
    """float64 (rows, columns); `first` is the row of the file in which they begin."""
    values = np.empty((len(rows), len(rows[0])))
    for number, row in enumerate(rows):
        try:
            values[number] = list(map(_number, row))
        except ValueError as error:
            wrong = next(cell for cell in row if not _is_number(cell))
            raise Refused(
                f"Row {number + first:,} of {what}: {quoted(wrong)} is no number."
            ) from error
    return values


def _number(cell):
    return float(cell.replace(",", "."))


def _is_number(cell):
    try:
        _number(cell)
    except ValueError:
        return False
    return True


def _is_whole(cell):
    return cell.isdecimal() and len(cell) < 10


def _is_square(count):
    return isqrt(count) ** 2 == count
