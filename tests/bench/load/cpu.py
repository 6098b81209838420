"""Cpu: who used the cores meanwhile, in cores: the workers, the proxy, those who measure."""

import os
import time

from tests.serve.processes import descendants, spent


class Cpu:
    """Cores that each has used since this was made.

    workers, proxy  of what is served
    clients         this process, which is all visitors but the real browsers
    browsers        the real ones, with what drives them
    """

    def __init__(self, served):
        self._served, self._began = served, time.monotonic()
        self._start = self._seconds()

    def _seconds(self):
        served, me = self._served, os.getpid()
        groups = {
            "workers": served.workers.values(),
            "proxy": served.proxies,
            "clients": [me],
            "browsers": set(descendants(me)) - set(served.processes),
        }
        return {name: sum(map(spent, pids)) for name, pids in groups.items()}

    def seconds(self):
        """CPU seconds since then, by name."""
        return {name: now - self._start[name] for name, now in self._seconds().items()}

    def cores(self):
        """Cores used since then, by name."""
        passed = time.monotonic() - self._began
        return {name: value / passed for name, value in self.seconds().items()}

    def words(self):
        """The same in words."""
        found = self.cores()
        told = ", ".join(f"{name} {value:.2f}" for name, value in found.items())
        return f"{told} of {os.cpu_count()} cores"
