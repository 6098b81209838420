"""Files that are broken, cut, or made to hurt: a sentence, soon, and nothing else."""

import os
import time

import pytest

from tests.pictures.mutated import KINDS, mutated
from wsviz.pictures import Brought, read

SECONDS = 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_file_is_read_or_gets_a_sentence(kind, tmp_path, monkeypatch):
    home = tmp_path / "a" / "b" / "c"
    home.mkdir(parents=True)
    monkeypatch.chdir(home)
    monkeypatch.setenv("TMPDIR", str(home))
    refused = 0
    for seed in range(200):
        refused += not told(mutated(kind, seed))
    assert refused > 20
    assert [len(files) for _, _, files in os.walk(tmp_path)] == [0, 0, 0, 0]


def told(data):
    """Whether it is read; where not, the sentence is one."""
    begun = time.perf_counter()
    try:
        brought = read("F", data)
    except ValueError as error:
        sentence = str(error)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert len(sentence) < 300
        return False
    finally:
        assert time.perf_counter() - begun < SECONDS
    assert isinstance(brought, Brought)
    assert all(0 <= ink.min() <= ink.max() <= 1 for ink in brought.inks)
    return True
