"""What it is good for: python -m tests.bench.digits prints both tables and records them.

(a) ten machines classify by shortest description; (b) pre-training against random weights.
Writes assets/digits-results.json for the page. About four minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import json

import numpy as np

from tests.browser.app import ROOT
from wsviz.applications import pretraining
from wsviz.applications.shortest_description import (
    Machines,
    description_bits,
    nearest_neighbour,
    split,
)
from wsviz.datasets import load
from wsviz.measure import entropy_bits

CYCLES, SEEDS, EACH = 60_000, 10, (5, 20, 100)
RATES = (0.3, 1.0, 3.0, 10.0)


def _described(data, train, test):
    """The figures of (a)."""
    images, labels = data.images[test], data.labels[test]
    ten, one = (
        Machines(),
        Machines((32, 32, 16), classes=1),
    )
    ten.advance(CYCLES)
    one.advance(10 * CYCLES)
    bits = description_bits(ten.parameters, images)
    guess = bits.argmin(0)
    neighbour = nearest_neighbour(data.images[train], data.labels[train], images)
    on = data.images[train].mean(0)
    base = sum(entropy_bits(np.array([p, 1 - p])) for p in on)
    confusion = np.zeros((10, 10), int)
    np.add.at(confusion, (labels, guess), 1)
    return {
        "accuracy": float((guess == labels).mean()),
        "nearest_neighbour": float((neighbour == labels).mean()),
        "bits_base_rates": float(base),
        "bits_ten_machines": float(bits.min(0).mean() + np.log2(10)),
        "bits_one_machine": float(description_bits(one.parameters, images)[0].mean()),
        "confusion": confusion.tolist(),
        "cycles": CYCLES,
        "tested": len(labels),
    }


def fine_tuning(data, train, test):
    """The rows of (b): mean accuracy and standard error, each start at its best rate."""
    images, labels = data.images[train], data.labels[train]
    starts = {"pre-trained": [], "random": []}
    for seed in range(SEEDS):
        starts["pre-trained"].append(pretraining.pretrained(images, seed=seed))
        starts["random"].append(pretraining.randomised(64, seed=seed))
    rows = []
    for each in EACH:
        for name, nets in starts.items():
            found = {rate: [] for rate in RATES}
            for seed, net in enumerate(nets):
                chosen = pretraining.some_labels(labels, each, seed)
                for rate in RATES:
                    after = pretraining.tuned(
                        pretraining.with_top(net, seed), images[chosen], labels[chosen], rate=rate
                    )
                    found[rate].append(
                        pretraining.accuracy(after, data.images[test], data.labels[test])
                    )
            rate = max(found, key=lambda r: np.mean(found[r]))
            error = np.std(found[rate], ddof=1) / SEEDS**0.5
            rows.append(
                {
                    "labels": each,
                    "start": name,
                    "accuracy": float(np.mean(found[rate])),
                    "error": float(error),
                    "rate": rate,
                }
            )
            print(rows[-1], flush=True)
    return rows


def main():
    """Print and record."""
    data = load("digits")
    train, test = split(data.labels)
    found = {"shortest": _described(data, train, test)}
    print({k: v for k, v in found["shortest"].items() if k != "confusion"}, flush=True)
    found["tuning"] = fine_tuning(data, train, test)
    (ROOT / "assets" / "digits-results.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
