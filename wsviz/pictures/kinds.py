"""What kind of file it is, told by its first bytes and never by its name."""

# Kind -> how its files begin. Those of Pillow have its names.
PILLOW = {
    "PNG": (b"\x89PNG\r\n\x1a\n",),
    "GIF": (b"GIF87a", b"GIF89a"),
    "JPEG": (b"\xff\xd8\xff",),
    "BMP": (b"BM",),
    "WEBP": (b"RIFF",),
    "TIFF": (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"),
}
OTHERS = {
    "ZIP": (b"PK\3\4", b"PK\5\6"),
    "NPY": (b"\x93NUMPY",),
    "GZIP": (b"\x1f\x8b",),
    # Two zeros, the type of its numbers, and at most four dimensions.
    "IDX": tuple(bytes([0, 0, dtype, n]) for dtype in (8, 9, 11, 12, 13, 14) for n in range(1, 5)),
}
READ = "PNG, GIF, JPEG, BMP, WebP, TIFF, ZIP, npy, npz, CSV and IDX"
# Enough to tell them all.
HEAD = 512
_BEGINNINGS = PILLOW | OTHERS
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Tab, line feed, form feed, carriage return.
_LAYOUT = b"\t\n\f\r"


def kind_of(data):
    """A kind's name; "text" where it may be a table; None for all others."""
    for kind, beginnings in _BEGINNINGS.items():
        if data.startswith(beginnings) and (kind != "WEBP" or data[8:12] == b"WEBP"):
            return kind
    return "text" if _is_text(data[:HEAD]) else None


def _is_text(head):
    if head.startswith(_BYTE_ORDER_MARKS):
        return True
    # Markup (SVG, HTML) and PDF are text that is no table.
    marked = head.lstrip().startswith((b"<", b"%"))
    return not marked and all(byte >= 32 or byte in _LAYOUT for byte in head)
