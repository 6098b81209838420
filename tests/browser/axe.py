"""Violations of accessibility on a page, by axe-core: python -m tests.browser.axe

As a program it prints what the pages of the app violate, light and dark, wide and narrow.
"""

from importlib.resources import files
from itertools import product

from tests.browser import app
from tests.browser.watch import visit
from wsviz.ui.pages import PAGES

IMPACTS = ("serious", "critical")
SCHEMES = ("light", "dark")
WIDTHS = (1400, 390)
# Streamlit's own nodes that cannot be styled from outside: (rule, what it lies in).
STREAMLITS = (
    ("list", "[data-testid=stSidebarNavItems]"),  # a section of links is a div in their list
    ("listitem", "[data-testid=stSidebarNavItems]"),
)
_AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
_UNFOLD = "() => document.querySelectorAll('details:not([open]) > summary').forEach(e => e.click())"
_RUN = """
async ([impacts, spared]) => {
  const { violations } = await axe.run(document, { elementRef: true });
  const ours = (rule, node) => !spared.some(([id, within]) => id === rule.id
    && node.element?.closest(within));
  return violations.filter((rule) => impacts.includes(rule.impact)).flatMap((rule) =>
    rule.nodes.filter((node) => ours(rule, node)).map((node) => [rule.id, node.target.join(" "),
      node.html.slice(0, 120), node.failureSummary.split("\\n").slice(1).join(" ").trim()]));
}
"""


def violations(page, spared=STREAMLITS):
    """What is violated seriously: lines of rule, selector, HTML and reason."""
    page.evaluate(_UNFOLD)
    page.wait_for_timeout(800)
    page.evaluate(_AXE)
    found = page.evaluate(_RUN, [IMPACTS, [list(each) for each in spared]])
    return [" | ".join(each) for each in found]


def main():
    """Print the violations of every page, each where it is first seen."""
    seen = set()
    with app.served() as address, app.browser() as chrome:
        for path, scheme, width in product([each.path for each in PAGES], SCHEMES, WIDTHS):
            with visit(chrome, f"{address}/{path}", width=width, scheme=scheme) as page:
                for line in violations(page):
                    if line not in seen:
                        print(f"/{path} {scheme} {width}: {line}", flush=True)
                    seen.add(line)


if __name__ == "__main__":
    main()
