"""A table as pictures: a row a picture, a pixel a column, and perhaps a column of labels."""

import codecs
import csv
from itertools import chain
from math import isqrt
from typing import NamedTuple

import numpy as np

from wsviz.datasets.own import MAX_IMAGES
from wsviz.guard.refused import Refused, counted, quoted, sound
from wsviz.pictures import arrays

LABELS = ("label", "labels", "class", "target", "targets", "y", "digit")
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
# Fewer columns that count 0, 1, 2 … may well be a picture.
_FEWEST_COUNTED = 5


def read(what, data):
    """Brought of a CSV file. Raises Refused."""
    if len(data) > MAX_TEXT:
        raise Refused(f"{what} is a table of {len(data):,} bytes: at most {MAX_TEXT:,} are read.")
    table = _parsed(what, _text(data))
    notes = ()
    if _counts_rows(table):
        table = _without(table, 0)
        notes = ("The first column only counts the rows and was passed over.",)
    place = _label_place(table)
    labels = None
    if place is not None:
        labels = _labels(table.texts[place])
        notes += (f"Column {_called(table.names, place)} is taken as labels.",)
        table = _without(table, place)
        if not table.values.shape[1]:
            raise Refused(f"{what} holds no columns of pixels.")
    found = arrays.of_arrays(what, _pixels(what, table), labels)
    return found._replace(notes=notes + found.notes)


class _Table(NamedTuple):
    """A table whose inner columns are numbers.

    names   the columns' names, or None where no row tells them
    values  float64 (rows, columns); those of `texts` are not yet in it
    texts   column -> its cells: the first, the last, and the one that is called a label
    first   in which row of the file the rows begin
    """

    names: list[str] | None
    values: np.ndarray
    texts: dict[int, list[str]]
    first: int


def _text(data):
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _parsed(what, text):
    """The _Table in a text, read a row at a time: never are all its cells there at once."""
    lines, separator, columns = _lines(what, text)
    rows = _rows(what, lines, separator, columns)
    head = next(rows)
    names = _header([cell.strip() for cell in head])
    body, count = (rows, len(lines) - 1) if names else (chain([head], rows), len(lines))
    if not count:
        raise Refused(f"{what} holds a header and no rows.")
    texts = {i: [] for i in {0, len(head) - 1} | ({_called_label(names)} - {None})}
    # The first column may only count the rows; then the second is the first.
    texts |= {1: []} if names and names[0] == "" and len(head) > 1 else {}
    values = np.empty((count, len(head)))
    number = 0
    for number, row in enumerate(body, 1):
        for i, cells in texts.items():
            cells.append(row[i].strip())
            row[i] = "0"
        values[number - 1] = _numbers(what, row, number + bool(names))
    return _Table(names, values[:number], texts, 2 if names else 1)


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
        yield row[:-1] if empty else row


def _split(what, lines, separator, columns):
    if separator:
        with sound(what):
            yield from csv.reader(lines, delimiter=separator)
    else:
        yield from (line.split(None, columns) for line in lines)


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


def _counts_rows(table):
    """Whether the first column, without a name, only counts the rows."""
    names = table.names
    return bool(names) and names[0] == "" and len(names) > 1 and _counted(table.texts[0])


def _without(table, place):
    """The table without that column."""
    names = table.names and table.names[:place] + table.names[place + 1 :]
    texts = {i - (i > place): cells for i, cells in table.texts.items() if i != place}
    return table._replace(names=names, values=np.delete(table.values, place, 1), texts=texts)


def _pixels(what, table):
    """float64 (rows, columns), with the columns of `texts`."""
    for i, cells in table.texts.items():
        try:
            table.values[:, i] = list(map(_number, cells))
        except ValueError:
            for number, cell in enumerate(cells, table.first):
                _numbers(what, [cell], number)
    return table.values


def _called_label(names):
    """The column that is called a label, or None."""
    return next((i for i, name in enumerate(names or ()) if name in LABELS), None)


def _label_place(table):
    """The column of labels, or None: by its name; by its texts; else where that leaves a square."""
    named, last = _called_label(table.names), table.values.shape[1] - 1
    if named is not None or not last:
        return named
    texts = [i for i in (0, last) if not all(map(_is_number, table.texts[i]))]
    if len(texts) == 1:
        return texts[0]
    if table.names or _is_square(last + 1) or not _is_square(last):
        return None
    return _likelier(table, last)


def _likelier(table, last):
    """Of the first and the last column the one that looks like labels, or None.

    They are whole numbers and not all the same, as the edge of many pictures is. Where both are,
    it is the one that goes beyond the pixels between, else the first.
    """
    columns = {i: table.texts[i] for i in (0, last)}
    likely = {
        i: max(map(int, cells))
        for i, cells in columns.items()
        if len(set(cells)) > 1 and all(map(_is_whole, cells))
    }
    if len(likely) < 2:
        return next(iter(likely), None)
    between = table.values[:, 1:last].max()
    return last if likely[last] > between >= likely[0] else 0


def _labels(cells):
    """As numbers where all are, else as texts."""
    return np.array(list(map(_number, cells)) if all(map(_is_number, cells)) else cells)


def _called(names, place):
    return quoted(names[place]) if names else f"{place + 1:,}"


def _numbers(what, row, number):
    """float64 (columns,) of the cells of that row of the file."""
    try:
        return np.fromiter(map(float, row), float, len(row))
    except ValueError:
        pass
    try:
        return np.fromiter([float(cell.replace(",", ".")) for cell in row], float, len(row))
    except ValueError as error:
        wrong = next(cell for cell in row if not _is_number(cell))
        raise Refused(f"Row {number:,} of {what}: {quoted(wrong.strip())} is no number.") from error


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
