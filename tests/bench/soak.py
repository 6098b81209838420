"""Memory over time: python -m tests.bench.soak [minutes]

One session trains for some minutes (default 10), then 200 sessions are opened and closed, each
while it trains. Prints the server's resident memory, and whether anything still trains at the end.
"""

import asyncio
import sys
import time
from pathlib import Path

from tests.bench.classroom import Client, training
from tests.browser.app import serving

SESSIONS = 200


def resident(process):
    """Resident memory of the server in MB."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return int(text.split("VmRSS:")[1].split()[0]) / 1024


def spent(process):
    """CPU seconds that the server has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


async def main(address, process, minutes):
    """Train, open and close, look."""
    client = await Client.open(address, "preset=bars")
    await training(client, 30)
    print(f"warm: {resident(process):.0f} MB at cycle {client.cycle:,}")
    for _ in range(round(2 * minutes)):
        await training_on(client, 30)
        print(f"  {resident(process):.0f} MB at cycle {client.cycle:,}", flush=True)
    await client.press("run")
    for opened in range(1, SESSIONS + 1):
        guest = await Client.open(address, "preset=bars&cycle=200")
        await guest.press("run")
        guest.reader.cancel()
        await guest.socket.close()
        if opened % 50 == 0:
            print(f"  {opened} sessions closed: {resident(process):.0f} MB", flush=True)
    await asyncio.sleep(150)  # a dropped session is kept for two minutes
    before, since = spent(process), time.monotonic()
    await asyncio.sleep(5)
    share = (spent(process) - before) / (time.monotonic() - since)
    print(f"at rest: {resident(process):.0f} MB, {share:.1%} of a core")


async def training_on(client, seconds):
    """Go on ticking."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await client.tick()
        await asyncio.sleep(0.05)


if __name__ == "__main__":
    with serving() as (served_at, server):
        asyncio.run(main(served_at, server, float(sys.argv[1]) if sys.argv[1:] else 10))
