"""A class without any network: `unshare -rn python -m tests.serve.offline`.

In a namespace whose loopback interface is all that there is, one worker and then two start, and a
real browser steps, trains and exports. Ends with "offline: all done".
"""

import fcntl
import re
import socket
import struct
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.app import browser
from tests.serve.serving import serving

expect.set_options(timeout=60_000)
_SET_FLAGS, _UP = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP of Linux


def main():
    """Raises what went wrong."""
    _loopback_up()
    for workers in ("1", "2"):
        before = _unroutable()
        with serving("--workers", workers) as served:
            served.get("/")
            # What a browser asks for by itself is not ours: only the start is counted.
            assert _unroutable() == before, "something asked for an address elsewhere"
            with browser() as chrome:
                _visit(chrome.new_page(), served.address)
    print("offline: all done")


def _loopback_up():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sh14x", b"lo", _UP))


def _unroutable():
    """How many packets of this namespace had nowhere to go."""
    names, figures = re.findall(r"^Ip: (.*)$", Path("/proc/net/snmp").read_text(), re.MULTILINE)
    return int(dict(zip(names.split(), figures.split()))["OutNoRoutes"])


def _visit(page, address):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/?preset=bars&cycle=24&tab=Weights")
    where = page.locator(".status .where").first
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)
    page.locator(".st-key-forward button").click()
    expect(where).to_contain_text("beat 2")
    page.locator(".st-key-run button", has_text="Run").click()
    expect(where).not_to_contain_text("cycle 24 ")
    page.locator(".st-key-run button", has_text="Pause").click()
    expect(page.locator(".st-key-run button", has_text="Run")).to_be_visible()
    page.get_by_role("button", name="Files").click()
    with page.expect_download() as download:
        page.locator(".st-key-files_window").get_by_role("button", name="PNG").click()
    assert Path(download.value.path()).read_bytes()[1:4] == b"PNG"
    assert all(url.startswith((address, "blob:", "data:")) for url in asked), asked


if __name__ == "__main__":
    main()
