"""What a robot's hands can do with any page of the app.

An action takes the page and a random.Random and says in words what it did, or None where the page
has nothing of the kind. Controls are found by what they are, not by name, and clicks go to a point
of the screen, as a finger does: whatever lies on top gets them.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit

WAIT = 20_000  # ms, for a page to begin to load
SIZES = ((1400, 900), (1024, 700), (390, 844))
ODD = (
    "",
    "-5",
    "1e3",
    "0,05",
    "abc",
    "999999999",
    "٣",
    " 7 ",
    "-0",
    "1.5",
    "NaN",
    "<b>&",
    "7" * 60,
)
KEYS = (
    *("Space", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Tab", "Shift+Tab", "Enter"),
    *("Escape", "Home", "End", "PageUp", "PageDown", "a", "n", "o", "p", "r", "x", "5"),
)
SLIDING = ("ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown")
# Names that links have, beside those in the address at the moment.
NAMES = ("preset", "seed", "cycle", "phase", "beat", "then", "hidden", "dataset", "tab", "rows")

# The chosen of all that a hand can reach, rolled into view: its name and its place on the screen.
_FIND = """
([selector, chance]) => {
  const reach = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled
    && e.ariaDisabled !== "true" && !e.closest("[inert], [data-testid^=stMainMenu]")
    && e.getBoundingClientRect().width > 0
    && (!e.href || new URL(e.href, document.baseURI).origin === location.origin);
  const all = [...document.querySelectorAll(selector)].filter(reach);
  if (!all.length) return null;
  const one = all[Math.floor(chance * all.length)];
  const seen = one.matches("[type=checkbox], [type=radio]") ? one.closest("label") ?? one : one;
  seen.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const words = one.ariaLabel || (one.querySelector("p") ?? seen).innerText?.trim() || one.value
    || one.closest("[aria-label]")?.ariaLabel || "";
  const { x, y, width, height } = seen.getBoundingClientRect();
  const group = one.closest("[role=group]")?.getBoundingClientRect() ?? { x, width };
  return { name: words.replace(/\\s+/g, " ").trim().slice(0, 40), x, y, width, height,
           left: group.x, length: group.width };
}
"""


def _find(page, rng, selector):
    return page.evaluate(_FIND, [selector, rng.random()])


def _click(page, place, across=0.5, down=0.5):
    x, y = place["x"] + across * place["width"], place["y"] + down * place["height"]
    page.mouse.move(x, y)
    page.mouse.click(x, y)


def _click_one(selector, kind):
    """An action: click one control of that kind."""

    def action(page, rng):
        if place := _find(page, rng, selector):
            _click(page, place)
            return f"{kind} “{place['name']}”"
        return None

    return action


def figure(page, rng):
    """Click somewhere in a figure: half of the time on something drawn, at times a drag."""
    drawn = rng.choice(("", " .points path", " .hm image", " .nsewdrag"))
    place = _find(page, rng, f".js-plotly-plot{drawn}")
    if not place:
        return None
    across, down = rng.random(), rng.random()
    page.mouse.move(place["x"] + across * place["width"], place["y"] + down * place["height"])
    page.wait_for_timeout(80)  # Plotly looks for what is under the pointer 50 ms after it moved
    _click(page, place, across, down)
    return f"figure “{place['name']}”{drawn} at {across:.2f}, {down:.2f}"


def slider(page, rng):
    """Drag a slider's knob, or walk it by keys."""
    place = _find(page, rng, "input[type=range], [role=slider]")
    if not place:
        return None
    _click(page, place)
    if rng.random() < 0.5:
        page.mouse.down()
        goal = place["left"] + rng.random() * place["length"]
        page.mouse.move(goal, place["y"], steps=4)
        page.mouse.up()
        return f"slider “{place['name']}” dragged to {goal:.0f}"
    keys = rng.choices(SLIDING, k=rng.randint(1, 5))
    for key in keys:
        page.keyboard.press(key)
    return f"slider “{place['name']}” {' '.join(keys)}"


def field(page, rng):
    """Type something odd into a field, and leave it by Tab, by Enter or straight to a button."""
    place = _find(page, rng, "input:not([type=range], [type=checkbox], [type=radio], [type=file])")
    if not place:
        return None
    text = rng.choice((*ODD, str(rng.randint(0, 40))))
    _overwrite(page, place, text)
    leave = rng.choice(("Tab", "Enter", "button", "stay"))
    if leave == "button":
        leave = button(page, rng)
    elif leave != "stay":
        page.keyboard.press(leave)
    return f"field “{place['name']}” {text!r}, then {leave}"


def _overwrite(page, place, text):
    _click(page, place)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.type(text)


def select(page, rng):
    """Open a select box and take an option, or type what may be none."""
    place = _find(page, rng, "[role=combobox]")
    if not place:
        return None
    _click(page, place)
    page.wait_for_timeout(100)
    if rng.random() < 0.2:
        text = rng.choice(ODD)
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        return f"select “{place['name']}” {text!r}"
    return f"select “{place['name']}”: {option(page, rng)}"


def key(page, rng):
    """Press keys, whatever has the focus."""
    keys = rng.choices(KEYS, k=rng.randint(1, 3))
    for each in keys:
        page.keyboard.press(each)
    return f"keys {' '.join(keys)}"


def link(page, rng):
    """Open the page's own address with something in it changed."""
    parts = urlsplit(page.url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = rng.choice((*query, *NAMES))
    query[name] = rng.choice((*ODD, _mutated(query.get(name, "10"), rng)))
    url = parts._replace(query=urlencode(query)).geturl()
    page.goto(url, wait_until="commit", timeout=WAIT)
    return f"link {parts.path}?{urlencode(query)}"


def _mutated(text, rng):
    """The text with one character dropped, doubled or replaced."""
    at = rng.randrange(len(text) or 1)
    return text[:at] + rng.choice(("", text[at : at + 1] * 2, *"~=*,.-0a9")) + text[at + 1 :]


def _history(move):
    """An action: Back or Forward of the browser."""

    def action(page, _):
        page.evaluate(f"() => setTimeout(() => history.{move}())")
        return move

    return action


def reload(page, _):
    """Load the page again."""
    page.reload(wait_until="commit", timeout=WAIT)
    return "reload"


def resize(page, rng):
    """Another size of the window."""
    width, height = rng.choice(SIZES)
    page.set_viewport_size({"width": width, "height": height})
    return f"window {width}×{height}"


button = _click_one("button, [role=button]", "button")
option = _click_one("[role=option]", "option")

# Every action with how often it is taken, in a hundred.
ACTIONS = {
    "button": (button, 24),
    "choice": (_click_one("[role=radio], [role=tab], [type=checkbox], [type=radio]", "choice"), 10),
    "fold": (_click_one("summary", "fold"), 4),
    "option": (option, 2),
    "figure": (figure, 16),
    "slider": (slider, 8),
    "field": (field, 12),
    "select": (select, 6),
    "key": (key, 8),
    "link in the page": (_click_one("a[href]", "link"), 4),
    "address": (link, 1),
    "back": (_history("back"), 2),
    "forward": (_history("forward"), 1),
    "reload": (reload, 1),
    "window": (resize, 1),
}
