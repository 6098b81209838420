"""A file that was let go stays for a while, and for good once it is wanted again."""

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from wsviz.ui import lasting
from wsviz.ui.lasting import LastingFiles


class Timer:
    """A timer that has gone off when a test says so."""

    def __init__(self, seconds, action, args):
        assert seconds == 30
        self._act, self.waits, self.daemon = lambda: action(*args), False, False

    def start(self):
        self.waits = True

    def cancel(self):
        self.waits = False

    def go_off(self):
        waited, self.waits = self.waits, False
        if waited:
            self._act()


@pytest.fixture
def later(monkeypatch):
    """Lets half a minute pass."""
    timers = []

    def timer(*args):
        timers.append(Timer(*args))
        return timers[-1]

    monkeypatch.setattr(lasting.threading, "Timer", timer)
    return lambda: [each.go_off() for each in timers]


@pytest.fixture
def files(later):
    return LastingFiles("/media")


def put(files):
    return files.load_and_get_id(b"bits", "text/csv", MediaFileKind.DOWNLOADABLE, "bits.csv")


def test_a_file_that_is_let_go_is_there_for_a_while(files, later):
    name = put(files)
    files.delete_file(name)
    files.delete_file(name)
    assert files.get_file(name).content == b"bits"
    later()
    with pytest.raises(MediaFileStorageError):
        files.get_file(name)


def test_a_file_that_is_made_again_stays(files, later):
    name = put(files)
    files.delete_file(name)
    assert put(files) == name
    later()
    assert files.get_file(name).content == b"bits"
    files.delete_file(name)
    later()
    assert not files._files_by_id
