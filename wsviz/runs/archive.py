"""ZIP files that somebody sent, read without trust: never more than was agreed is unpacked."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import numpy as np
from numpy.lib import format as npy

# Of the list of members: each costs some hundred bytes there, and more in memory.
_MAX_LIST = 65_536
_END, _END_SIZE = b"PK\5\6", 22
_LARGE_END, _LARGE_END_SIZE = b"PK\6\7", 20


def unpacked(data, most):
    """The members of the ZIP file in these bytes, name -> bytes, at most so many in all.

    Names are names here, never paths. Raises ValueError for more, and, as other errors of zipfile
    and zlib, for what is damaged.
    """
    _check_list(data)
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        if size > most:
            raise ValueError(f"{size:,} bytes unpacked: at most {most:,}.")
        return {member.filename: _content(archive, member) for member in members}


def arrays(data, most):
    """The arrays of the .npz file in these bytes, name -> array. Raises as `unpacked` does."""
    members = unpacked(data, most)
    return {name.removesuffix(".npy"): _array(content) for name, content in members.items()}


def _check_list(data):
    """Zipfile reads the whole list of members at once, and more than one list may be named."""
    end = data[-_END_SIZE:]
    if end[:4] != _END or int.from_bytes(end[12:16], "little") > _MAX_LIST:
        raise ValueError("No list of members at the end, or a long one.")
    if data[-_END_SIZE - _LARGE_END_SIZE :].startswith(_LARGE_END):
        raise ValueError("A second list of members.")


def _content(archive, member):
    # The other methods unpack without a limit.
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise ValueError(f"{member.filename} is packed by method {member.compress_type}.")
    with archive.open(member) as file:
        # Asked for by its size, for the packed bytes may hold far more than they say.
        content = file.read(member.file_size)
    if len(content) != member.file_size:
        raise ValueError(f"{member.filename} is cut short.")
    return content


def _array(data):
    """The array of an .npy file. Raises ValueError where it is not just as long as it says."""
    file = BytesIO(data)
    if npy.read_magic(file) != (1, 0):
        raise ValueError("Another version of .npy.")
    shape, columns_first, dtype = npy.read_array_header_1_0(file)
    if columns_first:
        raise ValueError("Columns stand before rows.")
    # A view of the bytes that are there: a header may claim any size, and objects are programs.
    return np.frombuffer(data, dtype, offset=file.tell()).reshape(shape)
