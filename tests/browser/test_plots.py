"""Where plotly.js comes from, what happens when it does not come, clicks, sizes and paper."""

import re
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.browser.app import rest, served
from tests.browser.prefix_proxy import stripping
from wsviz.figures import palette
from wsviz.ui.plotly_js import ADDRESS

pytestmark = pytest.mark.browser

_DRAWN = ".js-plotly-plot .main-svg"
_WIDTHS = "() => [...document.querySelectorAll('.main-svg')].map(svg => svg.clientWidth)"
# Keeps from the component what only some browsers tell: that the print layout is there.
_SILENT = """
const tell = MediaQueryList.prototype.addEventListener;
MediaQueryList.prototype.addEventListener = function (type, listener) {
  if (this.media !== "print" || listener.loud) tell.call(this, type, listener);
};
"""
# In the print layout: widths of drawings over those of their boxes, and whether they were redrawn.
_WATCH_PRINT = """() => {
  const listener = ({ matches }) => {
    if (!matches) return;
    const pairs = [...document.querySelectorAll(".steady-plot")].flatMap((box) =>
      [...box.querySelectorAll(".main-svg")].map((svg) => [svg, box.clientWidth]));
    window.printed = pairs.map(([svg, width]) => svg.getBoundingClientRect().width / width);
    window.redrawn = pairs.every(([svg, width]) => Number(svg.getAttribute("width")) === width);
  };
  listener.loud = true;
  matchMedia("print").addEventListener("change", listener);
}"""


def requested(chrome, address):
    """The addresses of plotly.js that a page asks for until its figures are there."""
    context = chrome.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda r: asked.append(r.url) if "plotly" in r.url else None)
    page.goto(address)
    page.wait_for_selector(_DRAWN)
    context.close()
    return asked


def test_figures_appear_under_a_base_path(chrome):
    with served("ws") as based:
        for path in ("", "/learners", "/learners/"):
            assert requested(chrome, based + path) == [f"{based}/{ADDRESS}"]


def test_figures_appear_at_the_root_and_behind_a_proxy_that_strips_a_prefix(chrome, address):
    assert requested(chrome, f"{address}/learners") == [f"{address}/{ADDRESS}"]
    with stripping("class", address) as behind:
        for path in ("/", "/learners"):
            assert requested(chrome, behind + path) == [f"{behind}/{ADDRESS}"]


def failing(chrome, address, times):
    """A page whose first loads of plotly.js fail, and the list of the loads it tries."""
    page = chrome.new_context().new_page()
    tried = []

    def answer(route):
        tried.append(route.request.url)
        if len(tried) <= times:
            route.abort()
        else:
            route.continue_()

    page.route("**/plotly.min.js", answer)
    page.goto(address)
    page.wait_for_function("() => document.querySelector('.steady-plot')?.innerText")
    return page, tried


def test_a_failed_load_is_told_tried_again_and_leaves_nothing_behind(chrome, address):
    page, tried = failing(chrome, address, 2)
    assert "Trying again" in page.locator(".steady-plot").first.inner_text()
    page.wait_for_selector(_DRAWN)
    rest(page)
    for box in page.locator(".steady-plot").all():
        assert box.locator(".main-svg").count()
        assert "Trying again" not in box.inner_text()
    assert len(tried) == 3
    assert page.locator("script[src*='plotly.min']").count() == 1
    page.context.close()


def test_loads_that_fail_grow_rare_and_new_data_try_at_once(chrome, address):
    page, tried = failing(chrome, address, 1_000)
    page.wait_for_timeout(4_500)
    assert 2 <= len(tried) <= 5  # 0, 1, 3 and 7 s after the first, and once as the page fills
    before = len(tried)
    page.locator(".st-key-forward button").click()
    page.wait_for_timeout(1_500)
    assert len(tried) > before
    page.context.close()


def test_clicks_without_numbers_do_nothing(page):
    opened = page("?preset=bars&cycle=3")
    opened.evaluate(
        """() => { window.sent = 0; const send = WebSocket.prototype.send;
          WebSocket.prototype.send = function (...all) { window.sent++; send.apply(this, all); };
          window.emit = (...points) => document.querySelector(".st-key-network .js-plotly-plot")
            .emit("plotly_click", { points }); }"""
    )
    opened.evaluate(
        """() => { emit(); emit({}); emit({ customdata: 3 }); emit({ customdata: "12" });
          emit({ customdata: [1, null] }); emit({ customdata: [NaN] }); }"""
    )
    opened.wait_for_timeout(300)
    assert opened.evaluate("window.sent") == 0
    opened.evaluate(
        """() => emit({ customdata: document.querySelector(".st-key-network .js-plotly-plot")
          ._fullData.find(trace => trace.customdata && trace.type === "scatter").customdata[0] })"""
    )
    opened.wait_for_function("() => window.sent")


_ROOMS = """
() => [...document.querySelectorAll(".steady-plot")].map((box) =>
  [box.querySelector(".main-svg"), box.parentElement].map((e) => e.getBoundingClientRect().width))
"""


@pytest.mark.parametrize("path", ["?preset=bars", "learners"])
def test_figures_follow_the_width_of_the_window(page, path):
    opened = page(path)
    wide = opened.evaluate(_ROOMS)
    opened.set_viewport_size({"width": 1000, "height": 900})
    rest(opened)
    narrow = opened.evaluate(_ROOMS)
    for (before, _), (drawn, room) in zip(wide, narrow, strict=True):
        assert drawn < before
        assert 0.9 * room < drawn < room + 1
    assert opened.evaluate("window.probe.removed") == 0


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("path", ["?preset=bars&cycle=3", "learners"])
def test_paper_holds_whole_figures_and_the_screen_stays_as_it_was(chrome, address, path, told):
    page = chrome.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.add_init_script("" if told else _SILENT)
    page.goto(f"{address}/{path}")
    page.wait_for_selector(_DRAWN)
    rest(page)
    page.evaluate(_WATCH_PRINT)
    before = page.evaluate(_WIDTHS)
    for landscape in (False, True):
        page.pdf(format="A4", landscape=landscape)
        shares = page.evaluate("window.printed")
        # What is drawn at one size is scaled by the style sheet, in every browser.
        assert page.evaluate("window.redrawn") is (told and path == "learners")
        assert len(shares) >= 2
        assert 0.9 < min(shares) <= max(shares) < 1.01
        page.wait_for_timeout(300)
        assert page.evaluate(_WIDTHS) == before
    page.context.close()


# What the menu's button hides of each figure's words.
_HIDDEN_WORDS = """
() => [...document.querySelectorAll(".steady-plot + .figure-menu > button")].flatMap((button) => {
  button.focus();
  const one = button.getBoundingClientRect();
  const words = button.parentElement.previousSibling.querySelectorAll("text");
  return [...words].filter((e) => {
    const other = e.getBoundingClientRect();
    return other.width && one.x < other.right && other.x < one.right && one.y < other.bottom
      && other.y < one.bottom;
  }).map((e) => e.textContent);
})
"""
_BOXES = "[...document.querySelectorAll('.steady-plot')]"
_SVG = "{http://www.w3.org/2000/svg}"


def taken(page, key, entry):
    """The name and the path of what the menu of that figure downloads; opened by the keyboard."""
    page.locator(f".st-key-{key} .figure-menu > button").focus()
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.locator(f".st-key-{key} .figure-menu").get_by_text(entry).click()
    return download.value.suggested_filename, download.value.path()


def test_a_figure_is_taken_along_as_a_picture(page):
    opened = page("?preset=bars&cycle=30&tab=Bits", width=1024, height=700)
    opened.wait_for_selector(".st-key-bits .figure-menu")
    rest(opened)
    assert opened.evaluate(_HIDDEN_WORDS) == []
    opened.evaluate(f"window.kept = {_BOXES}")
    (theme,) = opened.evaluate("Object.values(window.__plotly.themes)")
    for token in (palette.TEXT, palette.PAPER):
        assert theme[token] == palette.LIGHT[token]
    for scheme, paper in (("light", (255, 255, 255, 255)), ("dark", None)):
        opened.emulate_media(color_scheme=scheme)
        rest(opened)
        for key, size in (("network", (480, 500)), ("bits", (600, 480))):
            shown = opened.locator(f".st-key-{key} .steady-plot").bounding_box()
            assert shown["width"] < size[0]  # smaller on the screen
            name, path = taken(opened, key, "PNG")
            assert name == f"wsviz-{key}-bars-cycle-30-wake-1.png"
            with Image.open(path) as picture:
                assert picture.size == (2 * size[0], 2 * size[1])
                corner = picture.convert("RGBA").getpixel((0, 0))
            on_screen = opened.evaluate(
                "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
            )
            assert corner == (*map(int, re.findall(r"\d+", on_screen)), 255)
            assert (corner == paper) is (scheme == "light")
            name, path = taken(opened, key, "SVG")
            assert name.endswith("wake-1.svg")
            drawing = ElementTree.parse(path).getroot()
            assert (drawing.get("width"), drawing.get("height")) == tuple(map(str, size))
            words = ["".join(e.itertext()) for e in drawing.iter(f"{_SVG}text")]
            assert {"network": "image", "bits": "cycle"}[key] in words
    assert opened.evaluate(_BOXES + ".every((box, n) => box === kept[n])")


def test_the_menu_stays_open_while_it_learns(page):
    opened = page("?preset=bars&cycle=30")
    button = opened.locator(".st-key-network .figure-menu > button")
    entry = opened.locator(".st-key-network .figure-menu").get_by_text("SVG")
    assert opened.locator(".figure-menu").first.evaluate("e => getComputedStyle(e).opacity") == "0"
    opened.locator(".st-key-network .steady-plot").hover()
    button.click()
    line = opened.locator(".status .where").inner_text()
    opened.evaluate("document.querySelector('.st-key-run button').click()")
    opened.wait_for_function(
        "line => ![line, undefined].includes(document.querySelector('.status .where')?.innerText)",
        arg=line,
    )
    opened.wait_for_timeout(1_000)
    assert entry.is_visible()
    with opened.expect_download() as download:
        entry.click()
    assert re.fullmatch(
        r"wsviz-network-bars-cycle-\d+-\w+-\d\.svg", download.value.suggested_filename
    )
    button.click()
    opened.keyboard.press("Escape")
    assert not entry.is_visible()
    opened.emulate_media(media="print")
    assert not button.is_visible()
