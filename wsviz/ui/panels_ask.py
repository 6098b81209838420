"""The views of the panel Ask: each turns the Moment and what is asked into a Plot.

Knows no Streamlit.
"""

from wsviz.figures import completion as completion_figure
from wsviz.figures import meant as meant_figure
from wsviz.figures import priced as priced_figure
from wsviz.narration.meant import asked_words, held_names
from wsviz.ui.plot import Plot


def complete(moment, show):
    """A picture completed, exactly and by rounds of recognise-and-dream."""
    shown = show.asking.completed(moment, show.learning)
    alt = completion_figure.alt_text(shown)
    return Plot(completion_figure.completion(moment, shown), "completion", alt)


def hold_and_dream(moment, show):
    """Dreams with units held: what each of them means."""
    rows = show.asking.meant(moment, meant_figure.SHOWN, show.learning)
    held = held_names(show.asking.question.held)
    figure = meant_figure.meanings(moment, rows, asked_words(moment), held)
    return Plot(figure, "meanings", meant_figure.alt_text(rows), show.click)


def explain(moment, show):
    """What a picture costs, its reconstruction, and whether it is likelier than the data's own."""
    shown = show.asking.priced(moment, show.image, show.dream, show.learning)
    return Plot(priced_figure.priced(moment, shown), "priced", priced_figure.alt_text(shown))
