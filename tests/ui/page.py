"""The page under AppTest: no browser, the same script."""

import json
from base64 import b64decode
from urllib.parse import parse_qsl

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


def components(at, name):
    """The messages to every component of that name."""
    return [b.proto for b in at.get("bidi_component") if b.proto.component_name == name]


def headline(at):
    """What the line that says where we are shows and speaks, as a dict."""
    (proto,) = components(at, "headline")
    return json.loads(proto.json)


def status(at):
    """The status line."""
    return headline(at)["status"]


def sentence(at):
    """The sentence below it."""
    return headline(at)["sentence"]


def address(at):
    """The query that brings the screen back, as a dict."""
    return dict(parse_qsl(headline(at)["address"]))


def rule(at):
    """The rule panel's text, without the marks of Markdown; it is opened for that."""
    if at.segmented_control(key="tab").value != "Rule":
        checked(at.segmented_control(key="tab").set_value("Rule").run())
    return "\n".join(block.value for block in at.markdown).replace("**", "")


def plots(at):
    """Each steady_plot's figure by its alt text."""
    messages = [json.loads(proto.bytes) for proto in components(at, "steady_plot")]
    return {message["alt"]: message["figure"] for message in messages}


def array(value):
    """A typed array as plotly sends it, or a plain list, as an array."""
    if isinstance(value, dict):
        flat = np.frombuffer(b64decode(value["bdata"]), value["dtype"])
        shape = value.get("shape")
        return flat.reshape([int(n) for n in shape.split(",")]) if shape else flat
    return np.array(value)
