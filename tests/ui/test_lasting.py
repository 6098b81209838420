"""A file that was let go stays for a while, and for good once it is wanted again."""

import time

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from wsviz.ui import lasting
from wsviz.ui.lasting import LastingFiles


@pytest.fixture
def files(monkeypatch):
    """Files that stay for a moment."""
    monkeypatch.setattr(lasting, "SECONDS", 0.2)
    return LastingFiles("/media")


def put(files):
    return files.load_and_get_id(b"bits", "text/csv", MediaFileKind.DOWNLOADABLE, "bits.csv")


def test_a_file_that_is_let_go_is_there_for_a_while(files):
    name = put(files)
    files.delete_file(name)
    files.delete_file(name)
    assert files.get_file(name).content == b"bits"
    time.sleep(0.5)
    with pytest.raises(MediaFileStorageError):
        files.get_file(name)


def test_a_file_that_is_made_again_stays(files):
    name = put(files)
    files.delete_file(name)
    assert put(files) == name
    time.sleep(0.5)
    assert files.get_file(name).content == b"bits"
    files.delete_file(name)
    time.sleep(0.5)
    assert not files._files_by_id
