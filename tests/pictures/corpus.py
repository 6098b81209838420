"""Files of every kind, made here, each with the ink it holds: an F that no turn or mirror keeps."""

import struct
import zipfile
import zlib
from io import BytesIO

import numpy as np
from PIL import Image

F = np.array(
    [
        [0, 0, 0, 0, 0],
        [0, 1, 1, 1, 0],
        [0, 1, 0, 0, 0],
        [0, 1, 1, 0, 0],
        [0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ],
    np.uint8,
)
# Luminance, no two rows or columns alike: paper is light and the letter dark.
SHADES = np.where(F, 10 * np.arange(30).reshape(6, 5) // 3, 255 - np.arange(30).reshape(6, 5))
SHADES = SHADES.astype(np.uint8)
DEEP = (SHADES.astype(np.uint16) << 8) + np.arange(30, dtype=np.uint16).reshape(6, 5)
COLOURS = np.stack([SHADES, SHADES.T.reshape(6, 5), SHADES[::-1]], axis=-1)
ALPHA = np.array([0, 64, 128, 192, 255] * 6, np.uint8).reshape(6, 5)
# What JPEG keeps exactly at its best quality: even blocks of 8 × 8.
BLOCKS = np.kron(SHADES, np.ones((8, 8), np.uint8))


def ink(luminance, full=255):
    """1 − luminance, float32."""
    return ((full - luminance.astype(np.float64)) / full).astype(np.float32)


def luminance(colours):
    """ITU-R 601-2 in whole numbers, as Pillow documents it: (…, 3) -> (…)."""
    red, green, blue = (colours[..., i].astype(int) for i in range(3))
    return (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16


def saved(image, kind, **options):
    """The bytes of an image, or of an array, as Pillow saves it."""
    image = image if isinstance(image, Image.Image) else Image.fromarray(image)
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def palette():
    """SHADES as a picture whose palette runs backwards."""
    image = Image.fromarray(255 - SHADES, "P")
    image.putpalette(bytes(value for i in range(256) for value in [255 - i] * 3))
    return image


def png(values, bits, colour, interlaced=False):
    """A PNG written by hand: values (rows, columns, channels), big-endian at 16 bits."""
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    rows = (values[top::down, left::right] for left, top, right, down in passes)
    raw = b"".join(b"\0" + _row(row, bits) for block in rows if block.size for row in block)
    head = struct.pack(">IIBBBBB", *values.shape[1::-1], bits, colour, 0, 0, interlaced)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(chunk, *zip(*parts)))


# Left, top, step right, step down.
ADAM7 = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
]


def _row(row, bits):
    if bits == 16:
        return row.astype(">u2").tobytes()
    if bits == 8:
        return row.astype("u1").tobytes()
    ones = np.unpackbits(row.reshape(-1, 1).astype("u1"), axis=1)[:, 8 - bits :]
    return np.packbits(ones).tobytes()


def chunk(name, content):
    """A part of a PNG with its check sum."""
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def tiff(values, order, white_is_zero):
    """A TIFF of 16-bit greys, written by hand."""
    body = values.astype(f"{order}u2").tobytes()
    rows, columns = values.shape
    tags = [
        (256, columns),
        (257, rows),
        (258, 16),
        (259, 1),
        (262, 0 if white_is_zero else 1),
        (273, 8),
        (277, 1),
        (278, rows),
        (279, len(body)),
    ]
    directory = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in tags)
    head = {"<": b"II", ">": b"MM"}[order] + struct.pack(f"{order}HI", 42, 8 + len(body))
    return head + body + struct.pack(f"{order}H", len(tags)) + directory + b"\0\0\0\0"


def bmp(pixels, downward=False):
    """A BMP of 32 bits a pixel with masks that name alpha, written by hand: (rows, columns, 4)."""
    rows, columns = pixels.shape[:2]
    masks = (0xFF, 0xFF00, 0xFF0000, 0xFF000000)
    size = -rows if downward else rows
    head = struct.pack("<IiiHHIIiiII4I", 108, columns, size, 1, 32, 3, 0, 0, 0, 0, 0, *masks)
    head += b"BGRs" + bytes(48)
    body = (pixels if downward else pixels[::-1]).tobytes()
    return b"BM" + struct.pack("<IHHI", 14 + 108 + len(body), 0, 0, 14 + 108) + head + body


def zipped(files, **options):
    """A ZIP of {name: bytes}."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, **options) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


def npy(values, **options):
    """An array as NumPy saves it."""
    stream = BytesIO()
    np.save(stream, values, **options)
    return stream.getvalue()


def npz(**arrays):
    """Arrays as NumPy saves them, compressed."""
    stream = BytesIO()
    np.savez_compressed(stream, **arrays)
    return stream.getvalue()


def idx(values):
    """MNIST's format."""
    codes = {"u1": 8, "i1": 9, "i2": 11, "i4": 12, "f4": 13, "f8": 14}
    values = np.asarray(values)
    head = bytes([0, 0, codes[values.dtype.str[1:]], values.ndim])
    sizes = struct.pack(f">{values.ndim}I", *values.shape)
    return head + sizes + values.astype(values.dtype.newbyteorder(">")).tobytes()


def moving(kind, **options):
    """The F, itself mirrored and itself upside down, as three frames: (bytes, what they hold)."""
    frames = [SHADES, SHADES[:, ::-1], SHADES[::-1]]
    images = [Image.fromarray(np.ascontiguousarray(frame)) for frame in frames]
    data = saved(images[0], kind, save_all=True, append_images=images[1:], **options)
    return data, [ink(frame) for frame in frames]


def turned(orientation):
    """The array that a camera writes so that it shows as BLOCKS with that EXIF orientation."""
    undo = {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: a.T,
        6: lambda a: np.rot90(a, 1),
        7: lambda a: a[::-1, ::-1].T,
        8: lambda a: np.rot90(a, -1),
    }
    return np.ascontiguousarray(undo[orientation](BLOCKS))


def with_orientation(kind, orientation, **options):
    """A file that says how it is to be turned."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(turned(orientation), kind, exif=exif, **options)


def black_ink():
    """BLOCKS printed in black alone, as a CMYK image."""
    none = np.zeros_like(BLOCKS)
    return Image.fromarray(np.stack([none, none, none, 255 - BLOCKS], axis=-1), "CMYK")


GREY, DEEP_INK, TONES = ink(SHADES), ink(DEEP, 65_535), F.astype(np.float32)
OVER_WHITE = GREY * (ALPHA / 255).astype(np.float32)
BOTH = np.stack([SHADES, ALPHA], axis=-1)
GREY_RGB = np.stack([SHADES] * 3, axis=-1)
FOUR = np.stack([SHADES] * 3 + [ALPHA], axis=-1)
CLEAR = int(SHADES[1, 1])
IS_CLEAR = np.equal(SHADES, CLEAR)
BITMAP = Image.fromarray(255 * (1 - F)).convert("1")
# Every kind that Pillow reads: name -> (bytes, the ink of each picture).
PICTURES = {
    "png grey": (saved(SHADES, "PNG"), [GREY]),
    "png colours": (saved(COLOURS, "PNG"), [ink(luminance(COLOURS))]),
    "png palette": (saved(palette(), "PNG"), [GREY]),
    "png palette, one clear": (
        saved(palette(), "PNG", transparency=255 - CLEAR),
        [np.where(IS_CLEAR, 0, GREY)],
    ),
    "png palette, many clear": (
        saved(palette(), "PNG", transparency=bytes([255] * 100 + [0] * 156)),
        [np.where(255 - SHADES.astype(int) < 100, GREY, 0)],
    ),
    "png grey and alpha": (saved(BOTH, "PNG"), [OVER_WHITE]),
    "png colours and alpha": (saved(FOUR, "PNG"), [OVER_WHITE]),
    "png one grey clear": (
        saved(SHADES, "PNG", transparency=CLEAR),
        [np.where(IS_CLEAR, 0, GREY)],
    ),
    "png one colour clear": (
        saved(GREY_RGB, "PNG", transparency=(CLEAR,) * 3),
        [np.where(IS_CLEAR, 0, GREY)],
    ),
    "png 1 bit": (saved(BITMAP, "PNG"), [TONES]),
    "png 2 bits": (png(3 * (1 - F)[..., None], 2, 0), [TONES]),
    "png 4 bits": (png((SHADES >> 4)[..., None], 4, 0), [ink((SHADES >> 4) * 17)]),
    "png 16 bits": (saved(DEEP, "PNG"), [DEEP_INK]),
    "png 16 bits, colours": (png(np.stack([DEEP] * 3, -1), 16, 2), [GREY]),
    "png 16 bits and alpha": (png(BOTH.astype(int) * 257, 16, 4), [OVER_WHITE]),
    "png interlaced": (png(SHADES[..., None], 8, 0, interlaced=True), [GREY]),
    "png interlaced, 16 bits": (png(DEEP[..., None], 16, 0, interlaced=True), [DEEP_INK]),
    "png interlaced, 1 bit": (png((1 - F)[..., None], 1, 0, interlaced=True), [TONES]),
    "png moving": moving("PNG"),
    "png turned": (with_orientation("PNG", 6), [ink(BLOCKS)]),
    "gif": (saved(SHADES, "GIF"), [GREY]),
    "gif not interlaced": (saved(SHADES, "GIF", interlace=False), [GREY]),
    "gif one clear": (
        saved(palette(), "GIF", transparency=255 - CLEAR),
        [np.where(IS_CLEAR, 0, GREY)],
    ),
    "gif moving": moving("GIF", duration=50, loop=0),
    "gif moving, disposing": moving("GIF", duration=50, disposal=2),
    "jpeg grey": (saved(BLOCKS, "JPEG", quality=100), [ink(BLOCKS)]),
    "jpeg colours": (
        saved(np.stack([BLOCKS] * 3, -1), "JPEG", quality=100, subsampling=0),
        [ink(BLOCKS)],
    ),
    "jpeg progressive": (saved(BLOCKS, "JPEG", quality=100, progressive=True), [ink(BLOCKS)]),
    "jpeg cmyk": (saved(black_ink(), "JPEG", quality=100), [ink(BLOCKS)]),
    "jpeg with a preview": (
        saved(BLOCKS, "MPO", save_all=True, append_images=[Image.fromarray(BLOCKS.T)], quality=100),
        [ink(BLOCKS)],
    ),
    **{
        f"jpeg turned {n}": (with_orientation("JPEG", n, quality=100), [ink(BLOCKS)])
        for n in range(1, 9)
    },
    "bmp grey": (saved(SHADES, "BMP"), [GREY]),
    "bmp colours": (saved(COLOURS, "BMP"), [ink(luminance(COLOURS))]),
    "bmp palette": (saved(palette(), "BMP"), [GREY]),
    "bmp 1 bit": (saved(BITMAP, "BMP"), [TONES]),
    "bmp 32 bits without alpha": (saved(FOUR, "BMP"), [GREY]),
    "bmp alpha": (bmp(FOUR), [OVER_WHITE]),
    "bmp downward": (bmp(FOUR, downward=True), [OVER_WHITE]),
    "webp": (saved(GREY_RGB, "WEBP", lossless=True), [GREY]),
    "webp colours": (saved(COLOURS, "WEBP", lossless=True), [ink(luminance(COLOURS))]),
    "webp alpha": (saved(FOUR, "WEBP", lossless=True, exact=True), [OVER_WHITE]),
    "webp moving": moving("WEBP", lossless=True),
    "webp turned": (with_orientation("WEBP", 8, lossless=True), [ink(BLOCKS)]),
    "tiff grey": (saved(SHADES, "TIFF"), [GREY]),
    "tiff colours": (saved(COLOURS, "TIFF"), [ink(luminance(COLOURS))]),
    "tiff palette": (saved(palette(), "TIFF"), [GREY]),
    "tiff alpha": (saved(FOUR, "TIFF"), [OVER_WHITE]),
    "tiff 1 bit": (saved(BITMAP, "TIFF"), [TONES]),
    "tiff fax": (saved(BITMAP, "TIFF", compression="group4"), [TONES]),
    "tiff cmyk": (saved(black_ink(), "TIFF"), [ink(BLOCKS)]),
    **{
        f"tiff {name}": (saved(SHADES, "TIFF", compression=name), [GREY])
        for name in ("tiff_lzw", "tiff_adobe_deflate", "packbits")
    },
    "tiff 16 bits": (saved(DEEP, "TIFF"), [DEEP_INK]),
    "tiff 16 bits, big-endian": (tiff(DEEP, ">", False), [DEEP_INK]),
    "tiff 16 bits, white is zero": (tiff(DEEP, "<", True), [1 - DEEP_INK]),
    "tiff 32 bits": (saved(DEEP.astype(np.int32), "TIFF"), [DEEP_INK]),
    "tiff floats": (saved((SHADES / 255).astype(np.float32), "TIFF"), [GREY]),
    "tiff pages": moving("TIFF"),
    "tiff big": (saved(SHADES, "TIFF", big_tiff=True), [GREY]),
    "tiff turned": (with_orientation("TIFF", 5), [ink(BLOCKS)]),
}
