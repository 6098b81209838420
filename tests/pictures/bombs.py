"""Small files that would become large or never end: name -> bytes. As a program: read them all.

It prints a line each: its name, by how many megabytes the process grew, how many seconds of the
processor it took, and what was said.
"""

import gzip
import resource
import struct
import sys
import time
import zipfile
import zlib
from io import BytesIO

import numpy as np

from tests.pictures.corpus import F, chunk, idx, npy, saved, zipped
from wsviz.pictures import read


def png_of(rows, columns, *parts):
    """A PNG that tells of so many pixels of one bit and has eight rows, and other parts."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", columns, rows, 1, 0, 0, 0, 0))
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(bytes(1 + -(-columns // 8))) for _ in range(8))
    pixels = chunk(b"IDAT", body + packer.flush())
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(parts) + pixels + chunk(b"IEND", b"")


def gif_of(rows, columns, frames):
    """A GIF of so many frames of one pixel."""
    head = b"GIF89a" + struct.pack("<HHBBB", columns, rows, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    frame = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\2\2\x44\1\0"
    return head + frame * frames + b";"


def declared(data, place, form, *sizes):
    """The file with other sizes at that place."""
    return data[:place] + struct.pack(form, *sizes) + data[place + struct.calcsize(form) :]


def zip_of(size, name="images.npy"):
    """A ZIP of one file of so many zeros."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open(name, "w") as file,
    ):
        for start in range(0, size, 1 << 20):
            file.write(bytes(min(1 << 20, size - start)))
    return stream.getvalue()


def overlapping(times):
    """A ZIP whose directory names the same megabyte of zeros many times."""
    data = zip_of(1 << 20, "0.npy")
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    return declared(
        data[:start] + data[start:end] * times + data[end:],
        start + (end - start) * times + 8,
        "<HHI",
        times,
        times,
        (end - start) * times,
    )


def lying(size):
    """A ZIP that tells less than it holds."""
    data = zip_of(size)
    told = struct.pack("<I", size)
    return data.replace(told, struct.pack("<I", 1000))


def jpeg_of_passes(passes, side=3000):
    """A progressive JPEG, 3,000 × 3,000 pixels, whose last pass comes again and again."""
    data = saved(np.zeros((side, side), np.uint8), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    return data[:-2] + data[last:-2] * passes + b"\xff\xd9"


def header(text, version=1):
    """A .npy with that header and no values."""
    length = struct.pack("<H" if version == 1 else "<I", len(text))
    return b"\x93NUMPY" + bytes([version, 0]) + length + text


SMALL = (255 * F).astype(np.uint8)
TIFF = saved(SMALL, "TIFF")
BOMBS = {
    "png, 400 million pixels": lambda: png_of(20_000, 20_000),
    "png, 50 million pixels and some": lambda: png_of(7_072, 7_080),
    "png, a long comment": lambda: png_of(
        8, 8, chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(1 << 26), 1))
    ),
    "gif, a screen of 4 billion pixels": lambda: gif_of(65_535, 65_535, 1),
    "gif, frames without end": lambda: gif_of(1, 1, 100_000),
    "gif, large frames without end": lambda: gif_of(5_000, 5_000, 100_000),
    "gif, a frame beyond its screen": lambda: declared(
        gif_of(1, 1, 2), 35, "<HHHH", 0, 0, 13_000, 13_000
    ),
    "webp, 268 million pixels": lambda: declared(
        saved(SMALL, "WEBP", lossless=True), 21, "<I", 0x0FFFFFFF
    ),
    "tiff, 4 billion pixels": lambda: wide(TIFF),
    "tiff, pages in a ring": lambda: tiff_of(b"", [1, 1, 1], ring=True),
    "tiff, a page of 60,000 tags": lambda: tiff_of(b"", [60_000, 1]),
    "tiff, a JPEG of many passes": lambda: tiff_of(jpeg_of_passes(90), [0]),
    "bmp, 4 billion pixels": lambda: declared(saved(SMALL, "BMP"), 18, "<ii", 65_535, 65_535),
    "bmp, 49 million pixels": lambda: declared(saved(SMALL, "BMP"), 18, "<ii", 7_000, 7_000),
    "jpeg, 4 billion pixels": lambda: tall(saved(SMALL, "JPEG")),
    "jpeg, passes without end": lambda: jpeg_of_passes(500),
    "zip, 40 jpegs of many passes": lambda: zipped(
        dict.fromkeys(map(str, range(40)), jpeg_of_passes(400, 1_100))
    ),
    "zip, 201 million bytes": lambda: zip_of(201_000_000),
    "zip, overlapping": lambda: overlapping(20_000),
    "zip, lying": lambda: lying(150_000_000),
    "zip, names of 60,000 letters": lambda: zipped({"n" * 60_000 + str(i): b"" for i in range(9)}),
    "gzip, 201 million bytes": lambda: gzip.compress(bytes(201_000_000), 1),
    "npy, a trillion numbers": lambda: npy_of("(1000000, 1000, 1000)"),
    "npy, a size below 0": lambda: npy_of("(-1, -8)"),
    "npy, numbers of many digits": lambda: npy_of(f"({'9' * 5000}, 1)"),
    "npy, a header of 4 gigabytes": lambda: b"\x93NUMPY\2\0\xff\xff\xff\xff{",
    "npy, brackets": lambda: header(b"(" * 9_000),
    "npy, signs": lambda: header(b"-" * 9_000 + b"1"),
    "npy, a long header": lambda: header(b" " * 60_000 + b"{}"),
    "npz, pickled code": lambda: zipped({"images.npy": pickled()}),
    "idx, 10^19 bytes": lambda: declared(idx(F[None]), 4, ">III", *[2**32 - 1] * 3),
    "csv, two million columns": lambda: b"1," * 2_400_000 + b"1",
    "csv, two million columns of blanks": lambda: b"1 " * 2_400_000 + b"1",
    "csv, a long row below a short": lambda: gzip.compress(b"1,1\n" + b"1," * 5_000_000, 1),
    "csv, a long row of blanks below": lambda: gzip.compress(b"1 1\n" + b"1 " * 5_000_000, 1),
    "csv, 20 million cells": lambda: gzip.compress((b"0," * 999 + b"1\n") * 20_000, 1),
    "csv, the most cells": lambda: gzip.compress((b"0;" * 399 + b"0,1\n") * 10_000, 1),
    "csv, many lines": lambda: gzip.compress(b"\n" * 40_000_000, 1),
    "csv, in a zip": lambda: zipped({"1.csv": (b"0," * 999 + b"12\n") * 20_000}),
    "csv, a number of 5 million digits": lambda: b"1" * 4_900_000,
    "csv, five million lines": lambda: b"\n" * 4_900_000,
    "csv, a text of 5 million letters": lambda: b"label,a\n" + b"x" * 4_900_000 + b",1",
    "csv, a quote that never ends": lambda: b'1,"' + b"0,1\n" * 1_000_000,
}


def tiff_of(jpeg, pages, ring=False):
    """A TIFF of pages of one JPEG of 3,000 × 3,000 pixels, each with so many tags of no use."""
    whole = ((256, 3000), (257, 3000), (258, 8), (259, 7), (262, 1), (273, 8), (279, len(jpeg)))
    data = b"II*\0" + struct.pack("<I", 8 + len(jpeg)) + jpeg
    for number, tags in enumerate(pages, 1):
        entries = [*whole, *((40_000, 0) for _ in range(tags))]
        end = len(data) + 2 + 12 * len(entries) + 4
        data += struct.pack("<H", len(entries))
        data += b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
        last = 8 + len(jpeg) if ring else 0
        data += struct.pack("<I", end if number < len(pages) else last)
    return data


def wide(data):
    """A TIFF whose first two tags, width and height, are 65,535."""
    start = struct.unpack_from("<I", data, 4)[0] + 2
    for place in (start, start + 12):
        data = declared(data, place + 2, "<HII", 4, 1, 65_535)
    return data


def tall(data):
    """A JPEG whose frame says 65,500 × 65,500."""
    return declared(data, data.index(b"\xff\xc0") + 5, ">HH", 65_500, 65_500)


def npy_of(shape):
    """A .npy that tells that shape and holds nothing."""
    text = f"{{'descr': '|u1', 'fortran_order': False, 'shape': {shape}, }}\n"
    return header(text.encode())


class Code:
    """What NumPy would run were it allowed to."""

    def __reduce__(self):
        return print, ("this ran",)


def pickled():
    """A .npy of an object that runs code when it is read."""
    return npy(np.array([[Code()]], object), allow_pickle=True)


def main():
    """Read each of those named, or all."""
    read("F", saved(SMALL, "PNG"))
    for name in sys.argv[1:] or BOMBS:
        data = BOMBS[name]()
        before, begun = grown(), time.process_time()
        try:
            said = f"{len(read('F', data).inks):,} pictures."
        except ValueError as error:
            said = str(error)
        seconds = time.process_time() - begun
        print(name, grown() - before, f"{seconds:.2f}", said, sep=" | ", flush=True)


def grown():
    """The most memory that this process had so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
