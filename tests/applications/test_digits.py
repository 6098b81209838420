"""Shortest descriptions: the split, the machines, and what is recorded of them."""

import json

import numpy as np
import pytest

from tests.bench import digits as bench
from tests.browser.app import ROOT
from wsviz.applications import shortest_description
from wsviz.applications.labelled import by_class
from wsviz.datasets import load
from wsviz.datasets.every_fifth import every_fifth

RECORD = json.loads((ROOT / "assets/digits-results.json").read_text())


def test_the_split_is_fixed_and_even():
    labels = load("digits").labels
    train, test = every_fifth(labels)
    assert (train ^ test).all()
    assert (train.sum(), test.sum()) == (1442, 355)
    for digit in range(10):
        members = np.flatnonzero(labels == digit)
        assert test[members[4]]
        assert not test[members[:4]].any()


def test_each_machine_is_shown_its_own_class_only():
    data = load("digits")
    train, _ = every_fifth(data.labels)
    machines = shortest_description.Machines(by_class(data), hidden=(3,))
    uniforms = np.random.default_rng(0).random((40, 10, 2), dtype=np.float32)
    shown = machines.draw(uniforms)
    for digit in range(10):
        own = {i.tobytes() for i in data.images[train & (data.labels == digit)]}
        assert {i.tobytes() for i in shown[:, digit].reshape(-1, 64)} <= own


def test_short_training_already_classifies():
    data = load("digits")
    _, test = every_fifth(data.labels)
    machines = shortest_description.Machines(by_class(data))
    machines.advance(4_000)
    bits = shortest_description.description_bits(machines.parameters, data.images[test])
    assert (bits.argmin(0) == data.labels[test]).mean() > 0.85


def test_nearest_neighbour_by_plain_loops():
    rng = np.random.default_rng(3)
    train, images = rng.integers(0, 2, (12, 9)), rng.integers(0, 2, (7, 9))
    labels = rng.permutation(12)
    expected = []
    for image in images:
        differing = [sum(int(a != b) for a, b in zip(image, other)) for other in train]
        expected.append(labels[differing.index(min(differing))])
    assert shortest_description.nearest_neighbour(train, labels, images).tolist() == expected


def test_base_rates_cost_what_each_pixel_costs():
    train = np.array([[1, 1, 0], [1, 0, 0]])
    bits = [-np.log2(2.5 / 3) - np.log2(0.5) - np.log2(2.5 / 3)]
    bits += [-np.log2(0.5 / 3) - np.log2(0.5) - np.log2(0.5 / 3)]
    images = np.array([[1, 0, 0], [0, 1, 1]])
    assert bench.base_rate_bits(train, images) == pytest.approx(np.mean(bits))


def test_a_machine_is_chosen_by_one_evaluation_and_describes_in_another(monkeypatch):
    lengths = np.random.default_rng(0).random((bench.EVALUATIONS, 10, 6)) * 50
    asked = iter(lengths)
    monkeypatch.setattr(bench, "description_bits", lambda *_, seed: next(asked))
    guess, bits = bench.named(None, None, 0)
    for now in range(bench.EVALUATIONS):
        for image in range(6):
            chosen = min(range(10), key=lambda n: lengths[now, n, image])
            assert guess[now, image] == chosen
            # By the evaluation before it, the last one before the first.
            other = lengths[now - 1, chosen, image]
            assert bits[now, image] == pytest.approx(other + np.log2(10))


def test_no_two_evaluations_share_a_machines_chance(monkeypatch):
    seeds = []
    monkeypatch.setattr(
        bench, "description_bits", lambda *_, seed: seeds.append(seed) or np.zeros((10, 1))
    )
    for seed in range(3):
        bench.named(None, None, seed)
    used = [seed + machine for seed in seeds for machine in range(10)]
    assert len(set(used)) == len(used)


def test_the_recorded_figures_begin_as_the_code_does():
    recorded = RECORD["first_checkpoint"]
    assert recorded["cycles"] == bench.FIRST
    found = bench.first_checkpoint(load("digits"))
    assert found["accuracy"] == pytest.approx(recorded["accuracy"], abs=0.005)
    for name in ("bits_ten_machines", "bits_first_layer"):
        assert found[name] == pytest.approx(recorded[name], abs=0.02)


def test_what_needs_no_learning_is_recorded_as_it_is():
    data = load("digits")
    train, test = every_fifth(data.labels)
    images, labels, shortest = data.images[test], data.labels[test], RECORD["shortest"]
    near = shortest_description.nearest_neighbour(data.images[train], data.labels[train], images)
    assert shortest["nearest_neighbour"] == pytest.approx((near == labels).mean())
    base = bench.base_rate_bits(data.images[train], images)
    assert shortest["bits_base_rates"] == pytest.approx(base)


def test_the_recorded_confusion_counts_every_evaluation_of_every_seed():
    shortest, data = RECORD["shortest"], load("digits")
    counts = np.array(shortest["confusion"])
    _, test = every_fifth(data.labels)
    times = len(shortest["accuracy"]) * shortest["evaluations"]
    assert counts.sum(1).tolist() == (np.bincount(data.labels[test]) * times).tolist()
    assert counts.trace() / counts.sum() == pytest.approx(np.mean(shortest["accuracy"]))
