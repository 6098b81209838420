"""A component's JavaScript as it travels with every message: without what only its readers need."""

import re


def script(path):
    """The text of that file without the lines that are comments, and without indents."""
    return re.sub(r"^ *//.*\n|^ +", "", path.read_text(), flags=re.MULTILINE)
