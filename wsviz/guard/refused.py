"""One plain sentence for everything that cannot be read or done."""

from contextlib import contextmanager


class Refused(ValueError):
    """What cannot be read or done; its text is the sentence to show."""


@contextmanager
def sound(what):
    """For calls of a library on bytes that may be broken: whatever it raises becomes Refused.

    Pillow, zipfile, zlib and NumPy raise nearly every kind of exception on broken data (OSError,
    SyntaxError, struct.error, KeyError, MemoryError …), so that no list of them would be complete.
    The block holds such calls alone, for in it a fault of ours would be taken for the file's; the
    exception itself stays as the cause.
    """
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise damaged(what) from error


def damaged(what):
    """Refused, of a file that cannot be read for no reason that is worth telling."""
    return Refused(f"{what} is broken, or cut short: it cannot be read.")


def counted(count, noun):
    """As 1 row, 2 rows."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def quoted(name):
    """A file's name as it may stand in a sentence: printable, and at most 60 characters."""
    plain = "".join(c if c.isprintable() else "·" for c in name)
    return f"“{plain}”" if len(plain) <= 60 else f"“{plain[:29]}…{plain[-30:]}”"
