"""From one machine to others: students per core, memory per session."""

from tests.bench.load.numbers import table

# Of a core, what may be used for the queue to stay short: at .7 a step waits twice its own time.
_FULL = 0.7
_EVERY = 2.0  # s, from step to step of a student
_FRAMES = 2.0  # a second, that training is to show each


def extrapolated(found, size):
    """The table of what was measured with one worker, and its assumptions."""
    rows = []
    if "stepping" in found:
        costs = found["stepping"][1]["cpu_per_step"]
        cost = sum(costs) / len(costs)
        rows.append(("CPU of a step", f"{cost * 1e3:.0f} ms"))
        rows.append(("students a core, each stepping every 2 s", f"{_FULL * _EVERY / cost:.0f}"))
    if "training" in found:
        # Frames of all in all rounds, each round with the whole class.
        each = found["training"][1]
        rounds = len(each["cpu"])
        frames = (sum(each["frames"]) + sum(each["real_frames"])) / rounds
        rows.append(("frames a second of one worker, all together", f"{frames:.0f}"))
        rows.append(("students a core who train, 2 frames a second", f"{frames / _FRAMES:.0f}"))
    if "crowd" in found:
        each = found["crowd"][1]
        rows.append(("memory of a worker with one visitor", f"{each['base_mb'][0]:.0f} MB"))
        rows.append(("memory of a session that has stepped", f"{each['used_mb'][0]:.2f} MB"))
    return (
        f"## Extrapolated from one worker and a class of {size}\n\n{table(('what', 'value'), rows)}"
        f"\n\nAssumes: one worker a core, that core to itself; {_FULL:.0%} of it used at most; the "
        "network of bars (16-8-1) at At a glance; sessions idle beyond what is said; twice the "
        "cores or machines take twice the visitors, as HAProxy uses little of one core."
    )
