"""anew: a page whose session is gone, for its worker died, opens again where it was.

The browser connects again by itself, and to any worker; a session that it had is still there for
two minutes (Streamlit's server.disconnectedSessionTTL) unless its worker is not.
"""

from pathlib import Path

from wsviz.ui.component import component
from wsviz.ui.session import current, reopen

_mount = component(Path(__file__).parent)


def anew():
    """Let the page be found again; where it comes back to another session, open it anew."""
    visit = current()
    data = {"visit": visit.name, "learning": visit.learning}
    shown = _mount(key="anew", data=data, height="content", on_back_change=_heard).back
    if isinstance(shown, dict) and shown.get("visit") != visit.name:
        reopen(shown.get("address"), shown.get("learning") is True)


def _heard():
    """Taken where it is drawn: a new session has heard of nothing yet."""
