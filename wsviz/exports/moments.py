"""The moment on show as JSON: what each layer does, and what is taught.

Each number has all digits of its float64 value: a float32 read back is the same bit for bit.
"""

import json

from wsviz.narration.beats import TEACH


def moment_json(moment, source):
    """The moment on show: states, probabilities and change as far as its beat has come."""
    beat = moment.beat
    found = {
        "about": "What a moment shows; states and probabilities are null until they are drawn or "
        "predicted, the change until it is taught. Probabilities are p (generative) or q "
        "(recognition) as `sign` says. Matrices are (1 + parents, units), row 0 the biases.",
        "source": source.name,
        "link": source.link,
        "data": source.data,
        "cycle": moment.cycle,
        "phase": moment.phase,
        "beat": {"number": beat.number, "of": beat.count, "name": beat.name},
        "row": {"number": moment.row + 1, "of": moment.rows},
        "image_shape": list(moment.image_shape),
        "layers": [_layer(moment, layer) for layer in moment.layers],
        "change": _change(moment),
    }
    return json.dumps(found, indent=1).encode()


def _layer(moment, layer):
    known = moment.drawn(layer)
    return {
        "layer": layer,
        "states": moment.states(layer).astype(int).tolist() if known else None,
        "sign": moment.sign(layer) if known else "",
        "probabilities": moment.probabilities(layer).tolist() if known else None,
    }


def _change(moment):
    if moment.beat.kind != TEACH:
        return None
    return [
        {"direction": direction, "into_layer": layer, "values": change.into(layer)[0].tolist()}
        for direction, change in moment.step.changes.items()
        for layer in moment.layers
        if change.into(layer) is not None
    ]
