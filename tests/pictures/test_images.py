"""Every picture file, and its odd cousins, read into exactly the ink it holds."""

import pytest

from tests.pictures.compared import same
from tests.pictures.corpus import PICTURES
from wsviz.pictures import read


@pytest.mark.parametrize(("data", "inks"), PICTURES.values(), ids=PICTURES)
def test_a_picture_file_is_read_as_it_is(data, inks):
    # The ending says nothing, and what the name says otherwise is not believed.
    same(read("F.npy", data), inks)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gif moving", "Its 3 frames are 3 pictures."),
        ("png 16 bits", "Greys were divided by 65,535."),
        ("png grey and alpha", "What is transparent is shown over white."),
    ],
)
def test_what_was_done_is_told(name, said):
    assert read("F", PICTURES[name][0]).notes == (said,)


def test_a_plain_picture_has_no_notes():
    assert read("F", PICTURES["png grey"][0]).notes == ()
