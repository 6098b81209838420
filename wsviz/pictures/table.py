"""A table as pictures: a row a picture, its pixels in columns, labels in one where there are any."""

import codecs
import csv
from io import StringIO
from math import isqrt

import numpy as np

from wsviz.pictures import arrays
from wsviz.pictures.labels import numbered
from wsviz.pictures.refused import Refused, quoted, sound

LABELS = ("label", "labels", "class", "target", "targets", "y", "digit")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = ";\t,"


def read(what, data):
    """Brought of a CSV file. Raises Refused."""
    rows, decimal_comma = _rows(what, _text(data))
    names = _header(rows[0])
    body = rows[1:] if names else rows
    if not body:
        raise Refused(f"{what} holds a header and no rows.")
    notes = ()
    if names and names[0] == "" and _counts([row[0] for row in body]):
        names, body = names[1:], [row[1:] for row in body]
        notes = ("The first column only numbers the rows and was passed over.",)
    place = _label_place(names, body)
    labels, cells = None, body
    if place is not None:
        labels, cells = _column(body, place), [row[:place] + row[place + 1 :] for row in body]
        notes += (f"Column {place + 1} is taken as labels.",)
    first = 2 if names else 1
    found = arrays.of_arrays(what, _numbers(what, cells, decimal_comma, first), labels)
    return found._replace(notes=notes + found.notes)


def _text(data):
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _rows(what, text):
    """(rows of stripped cells, whether numbers have decimal commas)."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(f"{what} holds no rows.")
    # The first of them that occurs: a comma may be a decimal one beside the others.
    separator = next((s for s in _SEPARATORS if s in lines[0]), None)
    with sound(what):
        if separator:
            rows = [[c.strip() for c in row] for row in csv.reader(lines, delimiter=separator)]
        else:
            rows = [line.split() for line in lines]
    if all(row[-1] == "" for row in rows) and len(rows[0]) > 1:
        rows = [row[:-1] for row in rows]
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise Refused(
                f"Row {number:,} of {what} has {len(row):,} columns: the first has "
                f"{len(rows[0]):,}."
            )
    return rows, separator != ","


def _header(row):
    """The names of the columns, or None where the first row is a picture already."""
    names = [cell.casefold() for cell in row]
    inner = names[1:-1]
    named = any(name in LABELS for name in names) or not all(map(_is_number, inner))
    # A frame of pandas names its columns 0, 1, 2 … and its index not at all.
    counted = len(inner) > 2 and (names[0] == "" or names[0] == "0") and _counts(inner)
    return names if named or counted else None


def _counts(cells):
    """Whether they are whole numbers, each one more than the one before."""
    if not all(cell.isdecimal() for cell in cells):
        return False
    first = int(cells[0])
    return [int(cell) for cell in cells] == list(range(first, first + len(cells)))


def _label_place(names, body):
    """The column of labels, or None."""
    last = len(body[0]) - 1
    if names:
        return next((i for i, name in enumerate(names) if name in LABELS), None)
    if not last:
        return None
    texts = [i for i in (0, last) if not all(_is_number(row[i]) for row in body)]
    if len(texts) == 1:
        return texts[0]
    if _square(last + 1) or not _square(last):
        return None
    return _likelier(body, last)


def _likelier(body, last):
    """Of the first and the last column the one that looks like labels."""
    columns = {i: _column(body, i) for i in (0, last)}
    whole = [
        i
        for i, cells in columns.items()
        if all(c.isdecimal() for c in cells) and len(set(cells)) > 1
    ]
    return whole[0] if whole else None


def _column(body, place):
    return np.array([row[place] for row in body])


def _numbers(what, rows, decimal_comma, first):
    """float64 (rows, columns)."""
    if decimal_comma:
        rows = [[cell.replace(",", ".") for cell in row] for row in rows]
    try:
        return np.array([list(map(float, row)) for row in rows])
    except ValueError:
        place = next(
            (i, j) for i, row in enumerate(rows) for j, c in enumerate(row) if not _is_number(c)
        )
    row, column = place
    raise Refused(f"Row {row + first:,} of {what}: {quoted(rows[row][column])} is no number.")


def _is_number(cell):
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _square(count):
    return isqrt(count) ** 2 == count
