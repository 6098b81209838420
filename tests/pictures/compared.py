"""What all tests of files compare."""

import numpy as np


def same(brought, inks, labels=None, probabilities=None):
    """Whether these are the pictures, to the last bit that float32 has of a grey, and the rest."""
    assert len(brought.inks) == len(inks)
    for found, wanted in zip(brought.inks, inks):
        assert found.dtype == np.float32
        assert found.shape == np.shape(wanted)
        np.testing.assert_allclose(found, wanted, rtol=0, atol=1.2e-7)
    for found, wanted in [(brought.labels, labels), (brought.probabilities, probabilities)]:
        assert (found is None) == (wanted is None)
        assert found is None or found.tolist() == list(wanted)
