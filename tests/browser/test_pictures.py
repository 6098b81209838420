"""Pictures of one's own in a real browser: painted with mouse and keys, or brought in a file."""

import io
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image

from tests.browser.app import status
from wsviz.runs.carried import carried

pytestmark = pytest.mark.browser

_SCROLLS = (
    "() => { const { scrollHeight, clientHeight } = document.querySelector('.stMain');"
    " return scrollHeight > clientHeight + 1; }"
)
_TONES = "() => [...document.querySelectorAll('.painter [data-tone]')].map((e) => +e.dataset.tone)"


def painted(page):
    """The grid as it is seen, row by row."""
    return page.evaluate(_TONES)


def wait_for_drawn(page, *pictures):
    """Until the address holds these pictures, of 9 pixels each."""
    pixels = np.packbits(np.reshape(pictures, (-1, 9)), axis=1).tobytes().hex()
    page.wait_for_function(
        """pixels => { const text = new URLSearchParams(location.search).get("drawn") ?? "";
        const bits = atob((text.split(".")[4] ?? "").replaceAll("-", "+").replaceAll("_", "/"));
        const bytes = [...bits].map((c) => c.charCodeAt().toString(16).padStart(2, 0));
        return bytes.join("") === pixels; }""",
        arg=pixels,
    )


def learned(page):
    """Press the button that learns them, and wait for the Stage at cycle 0 in that shape."""
    page.locator(".st-key-learn button").click()
    page.wait_for_selector(".st-key-network .main-svg")
    page.wait_for_function("() => location.pathname === '/' && location.search.includes('own-')")
    assert status(page).startswith("cycle 0 ")


def test_pictures_are_painted_with_mouse_and_keys_and_learned(page):
    open_page = page("pictures?drawn=3.3.0.1.AAA")
    open_page.wait_for_selector(".painter [data-tone]")
    box = open_page.locator(".painter").bounding_box()
    at = [box["x"] + (n + 0.5) * box["width"] / 3 for n in range(3)]
    down = [box["y"] + (n + 0.5) * box["height"] / 3 for n in range(3)]
    open_page.mouse.move(at[0], down[0])
    open_page.mouse.down()
    open_page.mouse.move(at[0], down[2])  # in one leap: what lies between is painted too
    open_page.mouse.move(at[1], down[2])
    open_page.mouse.up()
    assert not open_page.evaluate(_SCROLLS)
    first = [1, 0, 0, 1, 0, 0, 1, 1, 0]
    assert painted(open_page) == first
    wait_for_drawn(open_page, first)
    open_page.locator(".st-key-draw_new button").click()
    wait_for_drawn(open_page, first, [0] * 9)
    open_page.wait_for_function(f"() => String(({_TONES})()) === String(Array(9).fill(0))")
    open_page.locator(".painter [tabindex='0']").focus()
    for key in (
        "Home",
        "ArrowRight",
        "ArrowRight",
        "Space",
        "ArrowLeft",
        "Enter",
        "Space",
        "Enter",
    ):
        open_page.keyboard.press(key)
    second = painted(open_page)
    assert sum(second) == 2
    told = open_page.evaluate("() => document.activeElement.ariaLabel")
    assert told.endswith(", column 2, on")
    wait_for_drawn(open_page, first, second)
    assert painted(open_page) == second
    learned(open_page)


def test_a_file_is_uploaded_seen_and_learned(page):
    ink = np.zeros((5, 4), np.uint8)
    ink[0], ink[:, 0] = 1, 1
    file = io.BytesIO()
    Image.fromarray(255 - 255 * ink).save(file, "PNG")
    open_page = page("pictures")
    open_page.get_by_role("radio", name="Upload").click()
    upload = {"name": "corner.png", "mimeType": "image/png", "buffer": file.getvalue()}
    open_page.locator(".st-key-file input[type=file]").set_input_files(upload)
    open_page.wait_for_selector(".st-key-two_tones .main-svg")
    open_page.get_by_text("corner.png: 1 picture of 5 × 4 pixels.").first.wait_for()
    learned(open_page)
    text = parse_qs(urlsplit(open_page.url).query)["own"][0]
    (world,) = carried(text, [])
    np.testing.assert_array_equal(world.images[0].reshape(5, 4), ink)
    assert world.title == "1 picture, 5 × 4"
