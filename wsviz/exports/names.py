"""What exported files, and the pictures in them, are called."""


def file_name(name, cycle, what, ending):
    """wsviz-bars-60000-weights.png: ASCII without spaces, the cycle plain."""
    return f"wsviz-{name}-{cycle}-{what}.{ending}".lower().replace(" ", "-")
