"""Without a network: start, step, train, export, with one worker and with two."""

import subprocess
import sys

import pytest

from tests.browser.app import ROOT

pytestmark = pytest.mark.browser


def _namespaces():
    """Whether this machine lets its user make a network namespace."""
    try:
        made = subprocess.run(["unshare", "-rn", "true"], capture_output=True)
    except FileNotFoundError:
        return False
    return made.returncode == 0


@pytest.mark.skipif(not _namespaces(), reason="this machine allows no network namespace")
def test_start_step_train_and_export_need_no_network():
    command = ["unshare", "-rn", sys.executable, "-m", "tests.serve.offline"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240)
    assert said.stdout.endswith("offline: all done\n"), said.stderr[-3000:]
