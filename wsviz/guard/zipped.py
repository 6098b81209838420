"""ZIP files that somebody sent: never more than was agreed is unpacked, and nothing extracted."""

import struct
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, compressor_names

from wsviz.guard.refused import Refused, damaged, quoted, sound

_END, _END_HEAD = b"PK\5\6", struct.Struct("<4s4H2LH")
_LARGE_END, _LARGE_END_SIZE = b"PK\6\7", 20
_LOCKED = 0x1 | 0x40
# The other methods unpack without a limit.
_METHODS = (ZIP_STORED, ZIP_DEFLATED)


class Limits(NamedTuple):
    """How much is read: of files, of bytes that they unpack to, of bytes of the list of them."""

    files: int
    unpacked: int
    list_bytes: int


def unpacked(what, data, limits, wanted=lambda name: True):
    """(name, bytes) of the files in a ZIP whose names are `wanted`, as its list has them.

    Names are names here, never paths; `what` is the ZIP's own in sentences. Raises Refused, before
    anything is unpacked, for more than the Limits, for two files of one name, for a second list of
    files, and for what is locked or packed by a rare method; and for what is broken.
    """
    _check_list(what, data, limits.list_bytes)
    with sound(what):
        packed = ZipFile(BytesIO(data))
    with packed:
        # Some names are empty, which `is_dir` does not bear.
        files = (each for each in packed.infolist() if not each.filename.endswith("/"))
        infos = [each for each in files if wanted(each.filename)]
        _check_files(what, infos, limits)
        return [(info.filename, _content(what, packed, info)) for info in infos]


def _check_list(what, data, most):
    """Refuse a long list before it is read, and where there may be another than is looked at."""
    place = data.rfind(_END, max(0, len(data) - _END_HEAD.size - 0xFFFF))
    if place < 0 or len(data) < place + _END_HEAD.size:
        raise damaged(what)
    *_, size, _, comment = _END_HEAD.unpack_from(data, place)
    if len(data) != place + _END_HEAD.size + comment:
        raise damaged(what)
    if data[max(0, place - _LARGE_END_SIZE) :].startswith(_LARGE_END):
        raise Refused(f"{what} has a second list of files, as ZIPs beyond 4 gigabytes have.")
    # Zipfile reads the whole list at once.
    if size > most:
        raise Refused(f"{what} lists its files in {size:,} bytes: at most {most:,} are read.")


def _check_files(what, infos, limits):
    """Refuse by what the list declares: `zipfile` reads no byte beyond that."""
    if len(infos) > limits.files:
        raise Refused(f"{what} holds {len(infos):,} files: at most {limits.files:,} are read.")
    names = set()
    for info in infos:
        if info.filename in names:
            raise Refused(f"{what} holds {quoted(info.filename)} twice.")
        names.add(info.filename)
        _check_file(what, info)
    size = sum(info.file_size for info in infos)
    if size > limits.unpacked:
        raise Refused(f"{what} unpacks to {size:,} bytes: at most {limits.unpacked:,} are read.")


def _check_file(what, info):
    if info.flag_bits & _LOCKED:
        raise Refused(f"{what} is locked by a password: bring it without one.")
    if info.compress_type not in _METHODS:
        method = compressor_names.get(info.compress_type, info.compress_type)
        raise Refused(f"{what} is packed by the method {method}: deflate is read.")


def _content(what, packed, info):
    """The bytes that the list declares: without that number all would be unpacked first."""
    with sound(what), packed.open(info) as file:
        content = file.read(info.file_size)
    if len(content) != info.file_size:
        raise damaged(what)
    return content
