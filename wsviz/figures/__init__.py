"""Pure functions from records to Plotly figures, given as plain dicts {"data", "layout"}.

A dict is what Plotly draws; building its Figure object would check every number again at each beat
and cost more than the step itself. `show` builds it, for notebooks; tests/figures shows each, which
checks them all.
"""

from wsviz.figures.show import show

__all__ = ["show"]
