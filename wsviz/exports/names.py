"""What exported files are called."""


def file_name(preset, cycle, what, ending):
    """wsviz-bars-60000-weights.png: ASCII without spaces, the cycle plain."""
    return f"wsviz-{preset}-{cycle}-{what}.{ending}".lower().replace(" ", "-")
