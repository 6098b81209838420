"""Upload without a page: what is refused is told, and what is wrong with us is not."""

import numpy as np
import pytest

from tests.pictures.corpus import F, npy, npz
from wsviz.ui.upload import Upload

ONE = npy(F[None])


@pytest.mark.parametrize(
    ("data", "change", "said"),
    [
        (b"", {}, "“F” is empty: it has 0 bytes."),
        (npy(np.ones((20_001, 1, 1))), {}, "20,001 images or more: at most 20,000 are read."),
        (ONE, {"rows": 2_000}, "2,000 × "),
        (npz(images=[F, F], probabilities=[1e308, 1e308]), {}, "Probabilities sum to inf: "),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing_else(data, change, said):
    upload = Upload()
    upload.read(1, "F", ONE)
    before = upload.world
    upload.read(2, "F", data)
    if change:
        upload.change(**change)
    assert said in upload.refusal
    assert upload.world is before


def test_a_fault_of_ours_is_no_refusal(monkeypatch):
    def fault(*_):
        raise ValueError("operands could not be broadcast together")

    monkeypatch.setattr("wsviz.pictures.cut._sized", fault)
    upload = Upload()
    with pytest.raises(ValueError, match="broadcast"):
        upload.read(1, "F", ONE)
    assert not upload.refusal
