"""A ZIP of pictures, of arrays (.npz), of IDX files, or of one table. Nothing is ever extracted."""

import zipfile
from io import BytesIO

from wsviz.datasets.own import MAX_IMAGES
from wsviz.pictures import arrays, idx, images, table
from wsviz.pictures.brought import MAX_UNPACKED, Brought, Tally
from wsviz.pictures.gzipped import unpacked
from wsviz.pictures.kinds import PILLOW, kind_of
from wsviz.pictures.labels import natural, numbered
from wsviz.pictures.refused import Refused, counted, quoted, sound

_LOCKED = 0x1 | 0x40
# The other methods unpack without a limit.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What systems leave in folders.
_JUNK = ("__macosx", "thumbs.db", "desktop.ini")


def read(what, data):
    """Brought of a ZIP. Raises Refused."""
    files = _gunzipped(what, _files(what, data))
    kinds = [kind_of(content) for _, content in files]
    if "NPY" in kinds:
        named = {name: content for (name, content), kind in zip(files, kinds) if kind == "NPY"}
        found = arrays.read_named(what, named)
        return _told(found, len(files) - len(named), len(files), "array")
    pictures = [file for file, kind in zip(files, kinds) if kind in PILLOW]
    if pictures:
        found = _pictures(what, pictures)
        return _told(found, len(files) - len(pictures), len(files), "picture")
    numbers = [content for (_, content), kind in zip(files, kinds) if kind == "IDX"]
    if numbers:
        return idx.read_together(what, numbers)
    texts = [content for (_, content), kind in zip(files, kinds) if kind == "text"]
    if len(texts) == 1:
        return table.read(what, texts[0])
    raise Refused(
        f"{what} holds {counted(len(files), 'file')}: neither pictures, nor arrays, nor IDX, nor "
        "one CSV alone."
    )


def _files(what, data):
    """(name, bytes) of the files in it, in the order in which people sort names."""
    with sound(what), zipfile.ZipFile(BytesIO(data)) as packed:
        infos = [info for info in packed.infolist() if not info.is_dir() and not _junk(info)]
        _check(what, infos)
        infos.sort(key=lambda info: natural(info.filename))
        return [(info.filename, _unpacked(packed, info)) for info in infos]


def _unpacked(packed, info):
    """The bytes that the directory declares: without that number all would be unpacked first."""
    with packed.open(info) as file:
        return file.read(info.file_size)


def _junk(info):
    parts = info.filename.casefold().split("/")
    return any(part in _JUNK for part in parts) or parts[-1].startswith(".")


def _check(what, infos):
    """Refuse by what the directory declares: `zipfile` reads no byte beyond that."""
    if len(infos) > MAX_IMAGES:
        raise Refused(f"{what} holds {len(infos):,} files: at most {MAX_IMAGES:,} are read.")
    for info in infos:
        if info.flag_bits & _LOCKED:
            raise Refused(f"{what} is locked by a password: bring it without one.")
        if info.compress_type not in _METHODS:
            method = zipfile.compressor_names.get(info.compress_type, info.compress_type)
            raise Refused(f"{what} is packed by the method {method}: deflate is read.")
    size = sum(info.file_size for info in infos)
    if size > MAX_UNPACKED:
        raise Refused(f"{what} unpacks to {size:,} bytes: at most {MAX_UNPACKED:,} are read.")


def _gunzipped(what, files):
    """The files, those packed by gzip unpacked."""
    room = MAX_UNPACKED - sum(len(content) for _, content in files)
    for i, (name, content) in enumerate(files):
        if kind_of(content) == "GZIP":
            content = unpacked(f"{quoted(name)} in {what}", content, room)
            room -= len(content)
            files[i] = name, content
    return files


def _pictures(what, files):
    tally = Tally()
    inks, counts, notes = [], [], {}
    for name, content in files:
        found, said = images.inks_of(f"{quoted(name)} in {what}", content, tally)
        inks += found
        counts.append(len(found))
        notes |= dict.fromkeys(said)
    labels, said = _folders([name for name, _ in files])
    if labels is not None:
        labels = labels.repeat(counts)
    return Brought(tuple(inks), labels, notes=(*notes, *said))


def _folders(names):
    """(labels, notes): the folder that each file lies in, where all lie in one of several."""
    folders = [name.replace("\\", "/").split("/")[-2] if "/" in name else "" for name in names]
    if len(set(folders)) < 2 or not all(folders):
        return None, ()
    whole = all(folder.isdecimal() and len(folder) < 10 for folder in folders)
    labels, said = numbered([int(folder) for folder in folders] if whole else folders)
    return labels, ("The folders are taken as labels.", *said)


def _told(found, passed, files, noun):
    if not passed:
        return found
    them = f"is no {noun} and was" if passed == 1 else f"are no {noun}s and were"
    said = f"{passed:,} of the {files:,} files {them} passed over."
    return found._replace(notes=(*found.notes, said))
