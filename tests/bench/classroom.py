"""A class on one machine: real WebSocket clients. python -m tests.bench.classroom

30 sessions that step every 2 s; then 30 that train at once while a 31st steps. All on loopback.
"""

import asyncio
import json
import os
import statistics
import sys
import time

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.browser.app import served

CLASS = 30
SECONDS = 20


class Client:
    """One visitor: presses buttons by their key and knows when the page has answered."""

    def __init__(self, socket):
        self.socket, self.buttons, self.components, self.fragment = socket, {}, {}, ""
        self.finished = asyncio.Event()
        self.frames, self.pages, self.status = 0, 0, ""

    @classmethod
    async def open(cls, address, query=""):
        """A session whose first page is there."""
        url = address.replace("http", "ws") + "/_stcore/stream"
        client = cls(await connect(url, subprotocols=["streamlit"], max_size=None))
        client.reader = asyncio.create_task(client._read())
        await client.run(query=query)
        return client

    async def _read(self):
        async for data in self.socket:
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._note(message)
            elif kind == "script_finished":
                self.pages += 1
                self.finished.set()

    def _note(self, message):
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "button":
            key = element.button.id.rsplit("-", 1)[-1]
            self.buttons[key] = element.button.id
            self.fragment = message.delta.fragment_id or self.fragment
        elif kind == "bidi_component":
            component = element.bidi_component
            self.components[component.component_name] = component.id
            if component.component_name == "headline":
                self._read_status(json.loads(component.json)["status"])

    def _read_status(self, line):
        self.frames += line != self.status
        self.status = line

    async def run(self, fragment="", query="", **widget):
        """Send one rerun, with what a widget says, and wait for its end; seconds."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.fragment_id = fragment
        if widget:
            message.rerun_script.widget_states.widgets.add(**widget)
        self.finished.clear()
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self.finished.wait(), 60)
        return time.perf_counter() - start

    async def press(self, key):
        """Press a button of the stage's fragment."""
        return await self.run(self.fragment, id=self.buttons[key], trigger_value=True)

    async def tick(self):
        """What the page's clock sends."""
        events = _make_trigger_id(self.components["clock"], "events")
        said = json.dumps([{"event": "tick", "value": True}])
        return await self.run(self.fragment, id=events, json_trigger_value=said)

    @property
    def cycle(self):
        """The cycle on the status line."""
        return int(self.status.split()[1].replace(",", "")) if self.status else 0


async def stepping(client, seconds, pause, delay=0.0):
    """Step now and then; the times to the answer."""
    await asyncio.sleep(delay)
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        times.append(await client.press("forward"))
        await asyncio.sleep(max(0.0, pause - times[-1]))
    return times


async def training(client, seconds):
    """Run, and tick as a browser does.

    Frames a second (changes of the status line), those with all panels, and cycles made.
    """
    await client.press("run")
    await asyncio.sleep(0.2)
    start, end = client.cycle, time.monotonic() + seconds
    frames, pages = client.frames, client.pages
    while time.monotonic() < end:
        began = time.monotonic()
        await client.tick()
        await asyncio.sleep(max(0.0, 0.1 - (time.monotonic() - began)))
    return (
        (client.frames - frames) / seconds,
        (client.pages - pages) / seconds,
        client.cycle - start,
    )


def quantile(values, share):
    """The value below which that share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


async def main(address):
    """The class steps; one trains; all train."""
    clients = [await Client.open(address, "preset=bars&cycle=2000") for _ in range(CLASS)]
    lessons = [stepping(c, SECONDS, 2.0, 2.0 * i / CLASS) for i, c in enumerate(clients)]
    times = [t for found in await asyncio.gather(*lessons) for t in found]
    print(
        f"{CLASS} sessions stepping every 2 s: median {statistics.median(times) * 1e3:.0f} ms, "
        f"p95 {quantile(times, 0.95) * 1e3:.0f} ms ({len(times)} steps)"
    )
    guest = await Client.open(address, "preset=bars&cycle=2000")
    _, times = await asyncio.gather(
        training(clients[0], SECONDS / 2), stepping(guest, SECONDS / 2, 0.5)
    )
    await clients[0].press("run")
    print(f"stepping while one other trains: median {statistics.median(times) * 1e3:.0f} ms")
    lessons = [training(client, SECONDS) for client in clients]
    *found, times = await asyncio.gather(*lessons, stepping(guest, SECONDS, 0.7))
    frames, pages, cycles = zip(*found)
    print(
        f"{CLASS} sessions training: {min(frames):.1f} to {max(frames):.1f} frames a second, "
        f"{min(pages):.1f} to {max(pages):.1f} with all panels drawn anew, "
        f"cycles {min(cycles):,} to {max(cycles):,} "
        f"(slowest {min(cycles) / max(1, max(cycles)):.2f} of the fastest)"
    )
    print(
        f"stepping in one more: median {statistics.median(times) * 1e3:.0f} ms, "
        f"p95 {quantile(times, 0.95) * 1e3:.0f} ms"
    )
    for client in [*clients, guest]:
        client.reader.cancel()
        await client.socket.close()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    with served() as served_at:
        sys.exit(asyncio.run(main(served_at)))
