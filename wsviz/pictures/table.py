"""A table as pictures: a row a picture, a pixel a column, and perhaps a column of labels."""

from itertools import chain
from math import isqrt
from typing import NamedTuple

import numpy as np

from wsviz.guard.refused import Refused, quoted
from wsviz.pictures import arrays
from wsviz.pictures.rows import rows_of

LABELS = ("label", "labels", "class", "target", "targets", "y", "digit")
# Fewer columns that count 0, 1, 2 … may well be a picture.
_FEWEST_COUNTED = 5


def read(what, data):
    """Brought of a CSV file. Raises Refused."""
    table = _parsed(what, data)
    notes = ()
    if _counts_rows(table):
        table = _without(table, 0)
        notes = ("The first column only counts the rows and was passed over.",)
    place = _label_place(table)
    if place is None:
        return _pictures(what, table, None, notes)
    notes += (f"Column {_called(table.names, place)} is taken as labels.",)
    return _pictures(what, _without(table, place), _labels(table.texts[place]), notes)


def _pictures(what, table, labels, notes):
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


def _parsed(what, data):
    """The _Table in a file, read a row at a time: never are all its cells there at once."""
    most, rows = rows_of(what, data)
    head = next(rows)
    names = _header([cell.strip() for cell in head])
    texts = {i: [] for i in _kept(names, len(head))}
    values = np.empty((most, len(head)))
    number = 0
    for number, row in enumerate(rows if names else chain([head], rows), 1):
        for i, cells in texts.items():
            cells.append(row[i].strip())
            row[i] = "0"
        values[number - 1] = _numbers(what, row, number + bool(names))
    if not number:
        raise Refused(f"{what} holds a header and no rows.")
    return _Table(names, values[:number], texts, 2 if names else 1)


def _kept(names, columns):
    """The columns that are kept as texts."""
    kept = {0, columns - 1}
    if names and names[0] == "" and columns > 1:
        # The first may only count the rows; then the second is the first.
        kept.add(1)
    named = _called_label(names)
    return kept if named is None else kept | {named}


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
