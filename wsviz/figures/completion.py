"""A picture completed: exactly, and by recognise-and-dream after some rounds."""

import numpy as np

from wsviz.engine.asking import UNKNOWN
from wsviz.figures import palette
from wsviz.figures.charts import told
from wsviz.figures.in_pixels import LINE, pixel_layout, written
from wsviz.figures.layout import BESIDE
from wsviz.figures.mosaic import frames
from wsviz.figures.rooms import in_room, in_square

# Pixels: where both columns begin and end; the titles, tops and bottoms of both rows; the words.
_COLUMNS = ((3, 193), (207, 397))
_ROWS = ((12, 26, 200), (214, 228, 346))
_WORDS = 366


def completion(moment, shown):
    """The figure, of BESIDE's size; shown is a wsviz.narration.completed.Completed.

    Above, P(pixel | known) and what the chains believe, as ink; below, one chain: layer 1 and the
    picture drawn from it, or that it was recognised from.
    """
    drawn = [
        in_room(np.reshape(values, (1, -1)), shape, (*_COLUMNS[column], *_ROWS[row][1:]), **more)
        for row, column, values, shape, more in _parts(shown, moment.image_shape)
    ]
    edges = np.concatenate([each for _, each in drawn])
    return {
        "data": [heat_map for heat_map, _ in drawn],
        "layout": pixel_layout(
            BESIDE,
            annotations=[*_titles(shown), *_words(shown)],
            shapes=[frames(edges, xref="x", yref="y")],
        ),
    }


def _parts(shown, image_shape):
    """Row, column, values, their shape and hover of each picture; the exact one is the last."""
    chains, free = shown.chains, shown.known == UNKNOWN
    guessed = np.where(free, shown.guessed.probabilities[0], shown.known)
    errors = _with_error(np.where(free, shown.errors, 0), image_shape)
    parts = [
        (0, 1, guessed, image_shape, errors),
        (1, 0, *in_square(chains.states[0, 0]), {}),
        (1, 1, chains.pictures[0, 0], image_shape, {}),
    ]
    if shown.exact is None:
        return parts
    return [*parts, (0, 0, shown.exact.pixels.probabilities, image_shape, _EXACT)]


def alt_text(shown):
    """One sentence for those who hear the picture."""
    after = f"{shown.unknown} unknown pixels completed, {_after(shown)}"
    return f"{after}; {' '.join(_sentences(shown))}"


_HOVER = {"hoverinfo": "all"}
_EXACT = _HOVER | {"hovertemplate": "P(on | known) = %{z:.4f}<extra></extra>"}


def _with_error(errors, image_shape):
    """The hover of a mean over chains, with its standard error."""
    hover = "%{z:.4f} ± %{text:.4f}<extra></extra>"
    return _HOVER | {"hovertemplate": hover, "text": errors.reshape(image_shape).round(4)}


def _after(shown):
    rounds = shown.chains.rounds
    if shown.chains.recognised:
        return f"in round {rounds + 1}"
    if not rounds:
        return "before round 1"
    return f"after {rounds} round{'s' if rounds > 1 else ''}"


def _count(shown):
    return shown.chains.pictures.shape[1]


def _titles(shown):
    picture = (
        "the picture it is drawn from" if shown.chains.recognised else "the picture drawn from it"
    )
    texts = (
        ("<b>exact</b> P(pixel | known)", f"<b>guessed</b>, {_after(shown)}"),
        (f"chain 1 of {_count(shown)}: layer 1", picture),
    )
    return [
        written(text, left, row[0])
        for row, line in zip(_ROWS, texts)
        for text, (left, _) in zip(line, _COLUMNS)
        if shown.exact is not None or not text.startswith("<b>exact")
    ]


def _words(shown):
    lines = [written(line, 3, _WORDS + LINE * n) for n, line in enumerate(_sentences(shown))]
    if shown.exact is None:
        left, top = _COLUMNS[0][0], _ROWS[0][1]
        lines += [
            written(line, left, top + LINE * n, palette.MUTED)
            for n, line in enumerate(("no exact answer:", *_wrapped(shown.why_not, 24)), start=1)
        ]
    return lines


def _sentences(shown):
    """What is told below the pictures, a line each."""
    if shown.unknown == len(shown.known) and not shown.chains.beats:
        return [
            "Nothing is known yet: so often each pixel is on",
            "when it dreams. Click some pixels.",
        ]
    lines = []
    if shown.exact is not None:
        lines.append(f"What is known surprises it by {told(shown.exact.known_bits[0])} bits.")
    if shown.exact is not None and shown.unknown:
        lines += [
            f"Exact and guessed are {told(shown.apart_bits)} bits a pixel apart: KL,",
            f"each unknown pixel by itself. As few as {_count(shown)} chains",
            f"would be some {told(shown.chance_bits)} apart by chance alone.",
        ]
    return [*lines, *_beat(shown)]


def _beat(shown):
    """What was done last, and what comes of it."""
    mean = f"Guessed: the mean of {_count(shown)} such chains."
    if shown.chains.recognised:
        return (
            "Recognise: layer 1 was drawn from the picture.",
            "Dream comes next: pixels from layer 1.",
        )
    if shown.chains.rounds:
        return "Dream: unknown pixels were drawn from layer 1.", mean
    return "Unknown pixels are a dream's, blind to the known.", mean


def _wrapped(text, most):
    """A text in lines of at most so many letters, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        lines = [*lines[:-1], longer] if len(longer) <= most else [*lines, word]
    return lines
