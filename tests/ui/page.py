"""The page under AppTest: no browser, the same script."""

import json
from base64 import b64decode

import numpy as np
from streamlit.testing.v1 import AppTest

from tests.browser.app import ROOT


def open_page(**query):
    """The main script, run once with that query."""
    at = AppTest.from_file(str(ROOT / "wsviz/ui/main.py"), default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    return checked(at)


def checked(at):
    """The same test, once it is sure that no exception reached the page."""
    assert not at.exception, at.exception[0].value
    return at


def press(at, key):
    """Press the button of that key."""
    return checked(at.button(key=key).click().run())


def texts(at):
    """All HTML that the page wrote, as one text."""
    return "\n".join(block.proto.body for block in at.get("html"))


def status(at):
    """The status line."""
    text = texts(at).split('role="status"', 1)[1]
    return text[text.index(">") + 1 : text.index("</span>")]


def plots(at):
    """Each steady_plot's figure by its alt text."""
    found = {}
    for block in at.get("bidi_component"):
        message = json.loads(block.proto.bytes)
        found[message["alt"]] = message["figure"]
    return found


def array(value):
    """A typed array as plotly sends it, or a plain list, as an array."""
    if isinstance(value, dict):
        flat = np.frombuffer(b64decode(value["bdata"]), value["dtype"])
        shape = value.get("shape")
        return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat
    return np.array(value)
