"""Readers: one value from a text that a person or a link gave, or a sentence that refuses it.

A reader is called with the value's name and its text and gives (value, message): the value is None
where the text cannot be read, the message None where it was read as it stands. A value outside its
limits becomes the nearest one, and the message names it. Messages are plain text without control
characters; no text makes a reader raise.
"""

import math
import re

SHOWN_CHARACTERS = 60

# 1,000,000 or 1.000.000,5 or 1 000: groups of three behind one kind of sign.
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([ .,])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
# These may be one and a half or fifteen hundred.
_TWO_MEANINGS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_DECIMAL_COMMA = re.compile(r"[^.,]*,[^.,]*")
_SIGNS = str.maketrans("−\u00a0\u2009\u202f", "-   ")


def number(text):
    """The finite number that a text means, or None.

    Read are 0.05 and 0,05, 1e3, −3 with either minus, 1,000,000 and 1.000.000 and 1 000, and
    blanks around them. "1,500" may be 1.5 or 1500 and is None; "0,050" and "1.500" are decimals.
    """
    text = text.strip().translate(_SIGNS)
    grouped = _GROUPED.fullmatch(text)
    if grouped and not _TWO_MEANINGS.fullmatch(text):
        text = text.replace(grouped[1], "")
    elif grouped and grouped[1] == ",":
        return None
    if _DECIMAL_COMMA.fullmatch(text):
        text = text.replace(",", ".")
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def whole_number(text):
    """The whole number that a text means, or None.

    As number(), but "1,000" is 1000: behind a comma a whole number has nothing to say. "1.000" is
    None: it is 1 or 1000, depending on where one went to school.
    """
    plain = text.strip().translate(_SIGNS)
    if _TWO_MEANINGS.fullmatch(plain):
        return None if "." in plain else int(plain.replace(",", ""))
    value = number(text)
    return int(value) if value is not None and value == int(value) else None


def number_text(value):
    """The shortest text that number() reads as the very same number, 5 for 5.0."""
    return repr(float(value)).removesuffix(".0")


def shown(text):
    """A text as messages echo it: control characters blank, at most 60 characters and an …"""
    short = "".join(c if c.isprintable() else " " for c in text[:SHOWN_CHARACTERS])
    return f"{short}…" if len(text) > SHOWN_CHARACTERS else short


def whole(low, high):
    """A reader of one whole number from low to high; what else it takes: see whole_number()."""

    def read_whole(name, text):
        value = whole_number(text)
        if value is None:
            return None, f"{name}={shown(text)} is not a whole number from {low:,} to {high:,}."
        return _nearest(name, value, low, high)

    return read_whole


def real(low, high):
    """A reader of one number from low to high, a float; what it takes: see number()."""

    def read_real(name, text):
        value = number(text)
        if value is None:
            limits = f"from {_grouped(low)} to {_grouped(high)}"
            return None, f"{name}={shown(text)} is not a number {limits}."
        return _nearest(name, value, float(low), float(high))

    return read_real


def numbers(low, high):
    """A reader of numbers with commas between, so that their decimal sign is the point."""

    def read_numbers(name, text):
        values = [number(part) for part in text.split(",")]
        if None in values:
            limits = f"from {_grouped(low)} to {_grouped(high)}"
            return None, f"{name}={shown(text)} is not a list of numbers {limits}."
        return _all_nearest(name, values, float(low), float(high))

    return read_numbers


def sizes(most, high):
    """A reader of 1 to `most` layer sizes with a hyphen between, each from 1 to high, as 8-1."""

    def read_sizes(name, text):
        found = [whole_number(part) for part in text.split("-") if part.strip()]
        if not found or None in found:
            return None, f"{name}={shown(text)} is not a list of layer sizes such as 8-1."
        value, message = _all_nearest(name, found[:most], 1, high)
        used = f"{'-'.join(map(str, value))} is used."
        if len(found) > most:
            message = f"{name}={shown(text)}: {len(found)} hidden layers, at most {most}; {used}"
        elif len(found) <= text.count("-"):
            message = f"{name}={shown(text)} has an empty layer; {used}"
        return value, message

    return read_sizes


def choice(options):
    """A reader of one of these texts, exactly as it is written there."""

    def read_choice(name, text):
        if text in options:
            return text, None
        known = ", ".join(options)
        return None, f"{name}={shown(text)} is not known: it is one of {known}."

    return read_choice


def switch(name, text):
    """A reader of 1 (on) or 0 (off), as True or False."""
    value, message = choice(("0", "1"))(name, text)
    return (None if value is None else value == "1"), message


def _nearest(name, value, low, high):
    nearest = min(max(value, low), high)
    if nearest == value:
        return value, None
    limits = f"from {_grouped(low)} to {_grouped(high)}"
    return nearest, f"{name}={_grouped(value)}: {limits}; {_grouped(nearest)} is used."


def _all_nearest(name, values, low, high):
    """The nearest of each as a tuple, and one message: the first's, and how many more there are."""
    read = [_nearest(name, value, low, high) for value in values]
    messages = [message for _, message in read if message]
    more = f" So it is with {len(messages) - 1} more of its values." if messages[1:] else ""
    return tuple(value for value, _ in read), messages[0] + more if messages else None


def _grouped(value):
    return f"{value:,.12g}"
