"""A ZIP of pictures, of arrays (.npz), of IDX files, or of one table. Nothing is ever extracted."""

from wsviz.datasets.own import MAX_IMAGES
from wsviz.guard import zipped
from wsviz.guard.refused import Refused, counted, quoted
from wsviz.pictures import arrays, idx, images, table
from wsviz.pictures.brought import MAX_BYTES, MAX_UNPACKED, Brought, Tally
from wsviz.pictures.gzipped import unpacked
from wsviz.pictures.kinds import PILLOW, kind_of
from wsviz.pictures.labels import natural, numbered

# A list is shorter than the files, for each of them has its name in a head of its own too.
_LIMITS = zipped.Limits(MAX_IMAGES, MAX_UNPACKED, MAX_BYTES // 2)
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
    texts = [file for file, kind in zip(files, kinds) if kind == "text"]
    if len(texts) == 1:
        ((name, content),) = texts
        return table.read(f"{quoted(name)} in {what}", content)
    raise Refused(
        f"{what} holds {counted(len(files), 'file')}: neither pictures, nor arrays, nor IDX, nor "
        "one CSV alone."
    )


def _files(what, data):
    """(name, bytes) of the files in it, in the order in which people sort names."""
    files = zipped.unpacked(what, data, _LIMITS, lambda name: not _junk(name))
    return sorted(files, key=lambda file: natural(file[0]))


def _junk(name):
    parts = name.casefold().split("/")
    return any(part in _JUNK for part in parts) or parts[-1].startswith(".")


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
