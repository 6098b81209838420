"""What it is good for: python -m tests.bench.digits prints both tables and records them.

(a) ten machines classify by shortest description; (b) pre-training against fair baselines.
Writes assets/digits-results.json for the page, one value a seed. About eight minutes of one core.
"""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import json

import numpy as np

from tests.browser.app import ROOT
from wsviz.applications import few_labels, labelled
from wsviz.applications.fine_tuning import accuracy, right, tuned
from wsviz.applications.pretraining import Pretraining
from wsviz.applications.shortest_description import (
    CLASSES,
    Machines,
    description_bits,
    nearest_neighbour,
)
from wsviz.datasets import load
from wsviz.datasets.every_fifth import every_fifth
from wsviz.measure import to_bits
from wsviz.measure.spread import gain, mean

CYCLES, SEEDS, LARGE_SEEDS = 60_000, 6, 3
# How often each image is named anew, by 10 recognitions each (note 17).
EVALUATIONS = 5
TUNING_SEEDS, RATES = 10, (0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
# Where a test recomputes what is recorded: cycles of ten machines, and of a first layer.
FIRST = 500


def named(parameters, images, seed):
    """Guessed class of each image and bits of its description, (EVALUATIONS, images) each.

    The machine is chosen by one evaluation and describes in another: the shortest of ten noisy
    lengths would be too short.
    """
    bits = np.stack(
        [
            description_bits(parameters, images, seed=CLASSES * (EVALUATIONS * seed + evaluation))
            for evaluation in range(EVALUATIONS)
        ]
    )
    guess = bits.argmin(1)
    described = np.take_along_axis(np.roll(bits, 1, 0), guess[:, None], 1)[:, 0]
    return guess, described + np.log2(CLASSES)


def machines(data, seed, cycles):
    """Ten machines that have learned; no two seeds share the chance of a machine."""
    ten = Machines(labelled.by_class(data), seed=CLASSES * seed)
    ten.advance(cycles)
    return ten


def base_rate_bits(train, images):
    """Mean bits of an image where each pixel is on as often as in training.

    A count of half an image is added to both tones: no picture is impossible.
    """
    on = (train.sum(0) + 0.5) / (len(train) + 1)
    return float(to_bits(-(images @ np.log(on) + (1 - images) @ np.log(1 - on))).mean())


def shortest(data):
    """The figures of (a)."""
    train, test = every_fifth(data.labels)
    images, labels = data.images[test], data.labels[test]
    found = {"accuracy": [], "bits_ten_machines": [], "bits_one_machine": []}
    confusion, named_right = np.zeros((CLASSES, CLASSES), int), []
    for seed in range(SEEDS):
        guess, bits = named(machines(data, seed, CYCLES).parameters, images, seed)
        named_right.append((guess == labels).mean(0))
        found["accuracy"].append(float(named_right[-1].mean()))
        found["bits_ten_machines"].append(float(bits.mean()))
        np.add.at(confusion, (np.broadcast_to(labels, guess.shape), guess), 1)
    for seed in range(LARGE_SEEDS):
        one = Machines([data.images[train]], (32, 32, 16), seed=seed)
        one.advance(CLASSES * CYCLES)
        found["bits_one_machine"].append(float(description_bits(one.parameters, images).mean()))
    neighbour = nearest_neighbour(data.images[train], data.labels[train], images) == labels
    return found | {
        "nearest_neighbour": float(neighbour.mean()),
        # Of the difference of both: which digits happen to be in the test is chance too.
        "error_over_digits": float(gain(np.mean(named_right, 0), neighbour).standard_error),
        "bits_base_rates": base_rate_bits(data.images[train], images),
        "confusion": confusion.tolist(),
        "cycles": CYCLES,
        "evaluations": EVALUATIONS,
        "tested": len(labels),
    }


def first_checkpoint(data):
    """What seed 0 of each has learned after FIRST cycles."""
    parts = labelled.parts(data)
    guess, bits = named(machines(data, 0, FIRST).parameters, parts.test.images, 0)
    layer = Pretraining(parts.pool.images)
    layer.advance(FIRST)
    described = description_bits(layer.parameters, parts.validation.images)
    return {
        "accuracy": float((guess == parts.test.labels).mean()),
        "bits_ten_machines": float(bits.mean()),
        "bits_first_layer": float(described.mean()),
    }


def scores(network, own, parts, rate):
    """(accuracy on validation, whether each test image is right) of a network so tuned."""
    after = tuned(network, *own, rate, few_labels.STEPS)
    return accuracy(after, *parts.validation), right(after, *parts.test)


def at_the_best_rate(tried):
    """(rate, (seeds,) validation, (seeds, tested) right) of the rate best on validation.

    tried  rate -> what scores() gives of each seed
    """
    found = {rate: [np.array(part) for part in zip(*of)] for rate, of in tried.items()}
    rate = max(found, key=lambda rate: found[rate][0].mean())
    return rate, *found[rate]


def few(data):
    """The figures of (b); its rows are a dict a start and number of labels."""
    parts = labelled.parts(data)
    return {
        "steps": few_labels.STEPS,
        "validated": len(parts.validation.labels),
        "tested": len(parts.test.labels),
        "rows": _rows(parts),
    }


def _rows(parts):
    networks, pool, rows = _networks(parts.pool.images), parts.pool, []
    for each in few_labels.EACH:
        chosen = [
            pool.take(few_labels.some_labels(pool.labels, each, seed))
            for seed in range(TUNING_SEEDS)
        ]
        found = {}
        for start in networks[0]:
            pairs = [(of[start], own) for of, own in zip(networks, chosen)]
            tried = {
                rate: [scores(network, own, parts, rate) for network, own in pairs]
                for rate in RATES
            }
            found[start] = at_the_best_rate(tried)
        found[few_labels.NEIGHBOUR] = (
            None,
            *(
                np.array([few_labels.neighbour_right(own, part) for own in chosen])
                for part in (parts.validation, parts.test)
            ),
        )
        ours = found[few_labels.PRETRAINED][-1].mean(0)
        rows += [_row(each, start, ours, *of) for start, of in found.items()]
    return rows


def _networks(images):
    """{start: network} of each seed."""
    found = []
    for seed in range(TUNING_SEEDS):
        pretraining = Pretraining(images, seed)
        pretraining.advance(pretraining.end)
        found.append(few_labels.starts(pretraining.matrices, images.shape[1], seed))
    return found


def _row(each, start, ours, rate, validation, right):
    row = {"labels": each, "start": start, "rate": rate, "accuracy": right.mean(1).tolist()}
    row["validation"] = float(validation.mean())
    # Of pre-trained − this one: which digits happen to be in the test is chance too.
    row["error_over_digits"] = float(gain(ours, right.mean(0)).standard_error)
    of, error = mean(row["accuracy"])
    print(f"{each} {start} {rate}: {row['validation']:.3f}, {of:.3f} ± {error:.3f}", flush=True)
    return row


def main():
    """Print and record."""
    data = load("digits")
    found = {"first_checkpoint": {"cycles": FIRST} | first_checkpoint(data)}
    found["shortest"] = shortest(data)
    print({k: v for k, v in found["shortest"].items() if k != "confusion"}, flush=True)
    found["tuning"] = few(data)
    (ROOT / "assets" / "digits-results.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
