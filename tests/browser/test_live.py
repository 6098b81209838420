"""Live training: the picture stays, the past is at hand, links and sockets survive."""

import pytest
from playwright.sync_api import expect

from tests.browser.app import figure, press, rest, status, wait_for_status
from wsviz.runs.presets import PRESETS
from wsviz.runs.run import Run

pytestmark = pytest.mark.browser


def cycle(page):
    """The cycle on the status line."""
    return int(status(page).split()[1].replace(",", ""))


def wait_for_cycle(page, at_least):
    page.wait_for_function(
        "n => { const line = document.querySelector('.status .where');"
        " return line && +line.innerText.split(' ')[1].replaceAll(',', '') >= n; }",
        arg=at_least,
    )


def pause(page):
    page.get_by_role("button", name="Pause").click()
    page.locator(".st-key-run button", has_text="Run").wait_for()
    rest(page)


@pytest.mark.parametrize("pace", ["Live", "Full"])
def test_charts_stay_while_it_learns_and_pause_stops_it(page, pace):
    open_page = page("?preset=bars")
    open_page.get_by_role("radio", name=pace).click()
    open_page.locator(".st-key-run button").click()
    wait_for_cycle(open_page, 3000)
    pause(open_page)
    stopped = cycle(open_page)
    open_page.wait_for_timeout(700)
    assert cycle(open_page) == stopped
    probe = open_page.evaluate("window.probe")
    assert probe["opacity"] == 1
    assert probe["missing"] == 0


def test_a_press_while_it_learns_acts_once(page):
    """Streamlit's own ticks carried a press along and sent it twice: Pause was Pause and Run."""
    open_page = page("?preset=bars")
    for _ in range(3):
        open_page.locator(".st-key-run button", has_text="Run").click()
        open_page.wait_for_timeout(1000)
        pause(open_page)
        assert open_page.locator(".st-key-run button").inner_text().endswith("Run")


# A browser with much to do lets its timers wait, and what Streamlit means to send with them.
_STARVED = (
    "const later = window.setTimeout;"
    " window.setTimeout = (act, wait, ...rest) => later(act, wait || 150, ...rest);"
)


def test_a_page_is_left_while_it_learns(page):
    """A tick that was sent after the turn of a page brought the old page back, or none."""
    open_page = page("learners?preset=bars")
    open_page.evaluate(_STARVED)
    open_page.locator(".st-key-run button", has_text="Run").click()
    for wait in range(4):
        open_page.locator(".st-key-run button", has_text="Pause").wait_for()
        open_page.wait_for_timeout(800 + 130 * wait)
        open_page.get_by_role("link", name="Compare").click()
        open_page.locator("h1", has_text="What did the change change?").wait_for()
        open_page.get_by_role("link", name="Many learners").click()


def forward(page):
    """What the button of the next operation says."""
    return page.locator(".st-key-forward button p").last


def scrubbed(page):
    """Where the scrubber's knob stands."""
    return page.locator(".st-key-scrubber input")


def test_slow_motion_moves_beat_by_beat(page):
    open_page = page()
    open_page.get_by_role("radio", name="Slow").click()
    open_page.evaluate(_KEEP_LABELS)
    open_page.locator(".st-key-run button").click()
    for label in ("beat 3 of 6: Predict", "beat 4 of 6: Compare"):
        open_page.wait_for_function("label => window.labels.has(label)", arg=label)
    pause(open_page)
    assert status(open_page).startswith("cycle 0")


# What the button of the next operation said at each beat, which may be over before one looks.
_KEEP_LABELS = """() => {
  window.labels = new Set();
  new MutationObserver(() => {
    const beat = document.querySelector(".status .where")?.innerText.match(/beat . of ./);
    const label = [...document.querySelectorAll(".st-key-forward button p")].at(-1)?.innerText;
    window.labels.add(`${beat}: ${label}`);
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}"""


def test_a_tick_draws_the_pictures_alone_and_a_pause_what_stands_around_them(page):
    open_page = page("?preset=kirby&cycle=30", sockets=True)
    open_page.evaluate(_KEEP_WORDS)
    open_page.locator(".st-key-run button").click()
    wait_for_cycle(open_page, 1000)
    open_page.evaluate("window.words = ''")
    wait_for_cycle(open_page, cycle(open_page) + 500)
    heard = open_page.evaluate("window.words")
    assert "steady_plot" in heard
    assert "Next cycle" not in heard
    number = open_page.locator("[data-testid=stSliderThumbValue]")
    expect(number).to_be_hidden()  # it would not move on
    pause(open_page)
    assert "Next cycle" in open_page.evaluate("window.words")
    expect(number).to_be_visible()
    expect(scrubbed(open_page)).to_have_value(str(cycle(open_page)))
    expect(forward(open_page)).to_have_text("Predict")


def test_to_look_at_what_can_be_changed_changes_nothing(page):
    """The weight's field said late what it had shown, and that was taken for a weight by hand."""
    open_page = page("?preset=kirby&tab=Rule&cycle=20")
    open_page.get_by_role("button", name="What if…").click()
    expect(open_page.locator(".st-key-weight_by_hand input")).to_be_visible()
    open_page.keyboard.press("Escape")
    for _ in range(2):
        open_page.locator(".st-key-run button", has_text="Run").click()
        wait_for_cycle(open_page, cycle(open_page) + 300)
        pause(open_page)
    for _ in range(12):
        open_page.keyboard.press("ArrowRight")
    rest(open_page)
    assert "then" not in open_page.url


# What the server says, as far as it is text.
_KEEP_WORDS = """() => {
  window.words = "";
  const decoder = new TextDecoder();
  for (const socket of window.sockets)
    socket.addEventListener("message", async ({ data }) => {
      window.words += decoder.decode(data instanceof Blob ? await data.arrayBuffer() : data);
    });
}"""


def test_a_reloaded_page_comes_back_to_the_same_cycle(page):
    open_page = page("?preset=kirby&seed=4")
    press(open_page, "leap", expected="cycle 1,000 ")
    open_page.wait_for_function("() => location.search.includes('cycle=1000')")
    before = figure(open_page, "network")
    open_page.reload()
    open_page.wait_for_selector(".js-plotly-plot .main-svg")
    rest(open_page)
    assert cycle(open_page) == 1000
    assert figure(open_page, "network") == before


def test_a_dropped_socket_leaves_the_session_and_its_history(page):
    open_page = page("?preset=kirby", sockets=True)
    press(open_page, "leap", expected="cycle 1,000 ")
    press(open_page, "cycle", expected="cycle 1,001 ")
    open_page.evaluate("window.sockets.forEach(socket => socket.close())")
    open_page.wait_for_timeout(3000)
    press(open_page, "previous", expected="cycle 1,000 ")
    assert "sleep" in status(open_page)


def test_the_bits_curve_is_the_engines_and_a_click_goes_there(page):
    open_page = page("?preset=kirby&cycle=3000")
    open_page.get_by_role("radio", name="Bits").click()
    open_page.wait_for_selector(".st-key-bits .main-svg")
    rest(open_page)
    _, kl, *_ = figure(open_page, "bits")
    run = Run(PRESETS["kirby"])
    run.advance(3000)
    assert kl["y"][-1] == pytest.approx(run.measured(3000).kl_bits[0], abs=1e-6)
    area = open_page.locator(".st-key-bits .nsewdrag").first
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    open_page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.8)
    open_page.wait_for_timeout(200)
    open_page.mouse.click(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.8)
    wait_for_status(open_page, "!now.includes('cycle 3,000')")
    assert 0 < cycle(open_page) < 3000
    expect(scrubbed(open_page)).to_have_value(str(cycle(open_page)))


def test_the_theme_may_change_while_it_learns(page):
    open_page = page("?preset=kirby")
    open_page.locator(".st-key-run button").click()
    wait_for_cycle(open_page, 200)
    open_page.emulate_media(color_scheme="dark")
    wait_for_cycle(open_page, cycle(open_page) + 500)
    pause(open_page)
    color = open_page.evaluate(
        "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    )
    channels = [int(c) for c in color[color.index("(") + 1 : -1].split(",")[:3]]
    assert max(channels) < 80


def test_the_recorded_learners_open_and_one_goes_to_the_stage(page):
    open_page = page()
    open_page.get_by_role("link", name="Many learners").click()
    open_page.locator(".st-key-recorded button").click()
    wait_for_status(open_page, "now.includes('2,000,000')")
    open_page.wait_for_selector(".st-key-fields .main-svg")
    area = open_page.locator(".st-key-fields .nsewdrag")
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    open_page.mouse.move(box["x"] + 22, box["y"] + 34)
    open_page.wait_for_timeout(300)
    open_page.mouse.click(box["x"] + 22, box["y"] + 34)
    open_page.locator(".st-key-to_stage button").click()
    open_page.get_by_role("link", name="Stage").click()
    wait_for_cycle(open_page, 2_000_000)
    open_page.wait_for_function("() => location.search.includes('preset=bars')")
