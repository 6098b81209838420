"""Visitor: one browser tab without its pictures. It comes by HTTP, keeps its cookies, and speaks
Streamlit's protocol on a WebSocket as the page does.

Of a real page it lacks what costs no server anything: nothing is drawn. It sends the widget that
was moved, not again all others (2 kB of 30 kB that a step travels).
"""

import asyncio
import json
import time

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from tests.bench.load.clock import Clocks
from tests.bench.load.screen import Screen
from tests.bench.load.web import Web

PATIENCE = 120  # s
_XSRF = "_streamlit_xsrf"


class Visitor(Screen):
    """Presses buttons by their key and knows when the page has answered.

    runs     how many runs of the script have ended
    session  the name that Streamlit has for it
    """

    def __init__(self, address, query="", page=""):
        super().__init__(query, Clocks(self._tick))
        # A page goes on saying by which address it came, whatever the address bar shows now.
        self._query = query
        self.web, self.page, self.runs, self.session = Web(address), page, 0, ""
        self._finished, self._answers = asyncio.Event(), {}
        self._cached, self._fresh = {}, {}

    @classmethod
    async def open(cls, address, query="", page=""):
        """One whose first page is there."""
        visitor = cls(address, query, page)
        await visitor.web.get(f"{page}?{query}")
        await visitor.enter()
        visitor.web.close()
        return visitor

    async def enter(self):
        """Connect as the page's script does, and wait for the first page; seconds of its run."""
        await self.web.get("_stcore/health")
        await self.web.get("_stcore/host-config")
        token = self.web.cookies.get(_XSRF, "PLACEHOLDER_AUTH_TOKEN")
        self.socket = await connect(
            self.web.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit", token, *filter(None, [self.session])],
            additional_headers={"Cookie": self.web.cookie} if self.web.cookie else None,
            origin=f"http://{self.web.host}",
            max_size=None,
            open_timeout=PATIENCE,
        )
        self.reader = asyncio.create_task(self._read())
        return await self.run()

    async def close(self):
        """Leave, as a tab that is closed."""
        self.clocks.stop()
        self.web.close()
        await self.socket.close()

    async def run(self, key="", **widget):
        """Send one rerun, with what the widget of that key says, and wait for its end; seconds."""
        self._finished.clear()
        start = time.perf_counter()
        widget = widget and {"id": self.ids[key]} | widget
        await self._send(self.fragments.get(key, ""), **widget)
        async with asyncio.timeout(PATIENCE):
            await self._finished.wait()
        if self.reader.done():
            raise ConnectionError("; ".join(self.errors) or "the server has hung up")
        return time.perf_counter() - start

    async def press(self, key):
        """Press a button; seconds to the end of the answer."""
        return await self.run(key, trigger_value=True)

    async def ask(self, kind, **payload):
        """What the answer of that kind to a question beside the script is."""
        message = BackMsg()
        asked = getattr(message, kind)
        for name, value in payload.items():
            held = getattr(asked, name)
            if isinstance(value, list):
                held.extend(value)
            elif isinstance(value, dict):
                for inner, text in value.items():
                    setattr(held, inner, text)
            else:
                setattr(asked, name, value)
        asked.request_id, asked.session_id = f"{time.monotonic()}", self.session
        self._answers[asked.request_id] = answer = asyncio.get_running_loop().create_future()
        await self.socket.send(message.SerializeToString())
        return await asyncio.wait_for(answer, PATIENCE)

    @property
    def xsrf(self):
        """The header that Streamlit wants with an upload."""
        return {"X-Xsrftoken": self.web.cookies.get(_XSRF, "")}

    async def _send(self, fragment="", **widget):
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.fragment_id, rerun.page_name = self._query, fragment, self.page
        rerun.cached_message_hashes.extend({**self._cached, **self._fresh})
        if widget:
            rerun.widget_states.widgets.add(**widget)
        await self.socket.send(message.SerializeToString())

    def _tick(self, fragment, clock):
        said = json.dumps([{"event": "tick", "value": True}])
        events = _make_trigger_id(clock, "events")
        return self._send(fragment, id=events, json_trigger_value=said)

    async def _read(self):
        try:
            async for data in self.socket:
                self._hear(ForwardMsg.FromString(data))
        except Exception as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        finally:
            self.clocks.stop()
            self._finished.set()

    def _hear(self, message):
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            known = self._fresh.get(message.ref_hash) or self._cached[message.ref_hash]
            self._fresh[message.ref_hash] = known
            self.note(known)
        elif kind == "delta":
            if message.metadata.cacheable:
                self._fresh[message.hash] = message
            self.note(message)
        elif kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            self.clocks.begin(message.metadata.run.fragment_ids)
        elif kind == "script_finished":
            self._end(message.script_finished)
        elif kind == "file_urls_response":
            self._answer(message.file_urls_response.response_id, message.file_urls_response)
        elif kind == "backend_operation_response":
            found = message.backend_operation_response
            self._answer(found.request_id, found)

    def _answer(self, name, found):
        if name in self._answers:
            self._answers.pop(name).set_result(found)

    def _end(self, how):
        if how == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if how == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.errors.append("the script ended in an error")
        # A browser keeps large messages for two runs.
        self._cached, self._fresh = self._fresh, {}
        self.clocks.end()
        self.runs += 1
        self._finished.set()
