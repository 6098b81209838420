"""One plain sentence for everything that cannot be read."""

from contextlib import contextmanager


class Refused(ValueError):
    """What cannot be read or done; its text is the sentence to show."""


@contextmanager
def sound(what):
    """For calls of a library on bytes that may be broken: whatever it raises becomes Refused.

    Pillow, zipfile, zlib and NumPy raise nearly every kind of exception on broken data (OSError,
    SyntaxError, struct.error, KeyError, MemoryError …), so that no list of them would be complete.
    The block holds little beside such calls; the exception itself stays as the cause.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused(f"{what} is broken, or cut short: it cannot be read.") from error


def quoted(name):
    """A file's name as it may stand in a sentence: printable, and at most 60 characters."""
    plain = "".join(c if c.isprintable() else "·" for c in name)
    return f"“{plain}”" if len(plain) <= 60 else f"“{plain[:29]}…{plain[-30:]}”"
