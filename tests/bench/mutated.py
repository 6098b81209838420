"""Many changed files of each kind, read: python -m tests.bench.mutated [how many: 20000]

Whatever is neither read nor refused in a sentence ends it with a traceback. Prints for each kind
how many were read, the slowest in seconds of the processor, and the most memory so far. Minutes of
one core.
"""

import resource
import sys
import time

from tests.pictures.mutated import KINDS, mutated
from tests.pictures.test_hostile import is_read


def main():
    """Read them all, print a line a kind."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for kind in KINDS:
        taken, slowest = 0, 0
        for seed in range(count):
            data = mutated(kind, seed)
            begun = time.process_time()
            taken += is_read(data)
            slowest = max(slowest, time.process_time() - begun)
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{kind}: {taken:,} of {count:,} read, {slowest:.2f} s, {most} MB", flush=True)


if __name__ == "__main__":
    main()
