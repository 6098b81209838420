"""Another site's page opens no session here, and nothing is asked of the internet for it."""

import asyncio

import pytest
import streamlit as st

from wsviz.ui.same_origin import SameOrigin

HOST = "wsviz.example:8501"


def opened(origin, host=HOST, kind="websocket"):
    """Whether the app behind it is asked, and what the client is told."""
    asked, told = [], []

    async def app(scope, receive, send):
        asked.append(scope)

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        told.append(message)

    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode("latin-1")))
    asyncio.run(SameOrigin(app)({"type": kind, "headers": headers}, receive, send))
    return bool(asked), told


@pytest.mark.parametrize(
    "origin",
    [None, f"http://{HOST}", f"https://{HOST}", "http://localhost:3000", "http://127.0.0.1:8501"],
)
def test_our_own_pages_and_programs_come_in(origin):
    assert opened(origin) == (True, [])


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "http://wsviz.example",
        f"x/y/{HOST}",
        f"http://{HOST}@elsewhere.example",
        "http://[::1",
        "null",
        "http://localhost.elsewhere.example",
    ],
)
def test_others_are_refused_before_streamlit_asks_who_we_are(origin):
    assert opened(origin) == (False, [{"type": "websocket.close", "code": 1008}])


def test_pages_and_files_are_nobodys_secret():
    assert opened("https://elsewhere.example", kind="http")[0]


def test_streamlits_own_options_count(monkeypatch):
    options = {"server.enableCORS": True, "server.corsAllowedOrigins": ["https://a.example"]}
    monkeypatch.setattr(st, "get_option", options.get)
    assert opened("https://a.example")[0]
    assert not opened("https://b.example")[0]
    options["server.enableCORS"] = False
    assert opened("https://b.example")[0]
