"""Tables: separators, headers, labels, encodings."""

import pytest

from tests.pictures.compared import same
from wsviz.pictures import read

# Two pictures of 2 × 2, their greys from 0 to 1, and two of 3 × 3 in two tones.
PAIR = [[[1, 0], [0.5, 0]], [[0, 0.25], [0, 1]]]
NINE = [[[1, 1, 0], [1, 0, 0], [1, 0, 0]], [[0, 1, 1], [0, 0, 1], [0, 0, 1]]]
COMMAS = "1,0,0.5,0\n0,0.25,0,1\n"
TABLES = {
    "commas": (COMMAS, PAIR, None),
    "no end of line": (COMMAS.strip(), PAIR, None),
    "Windows": (COMMAS.replace("\n", "\r\n"), PAIR, None),
    "semicolons": (COMMAS.replace(",", ";"), PAIR, None),
    "decimal commas": (COMMAS.replace(",", ";").replace(".", ","), PAIR, None),
    "tabs": (COMMAS.replace(",", "\t"), PAIR, None),
    "blanks": (COMMAS.replace(",", " "), PAIR, None),
    "blanks after commas": (COMMAS.replace(",", ", "), PAIR, None),
    "savetxt": ("1e0 0.0e+00 5e-1 0\n0 2.5e-01 0 1\n", PAIR, None),
    "quotes": ('"1","0","0,5","0"\n"0","0.25","0","1"\n', PAIR, None),
    "a comma at the end": ("1,0,0.5,0,\n0,0.25,0,1,\n", PAIR, None),
    "lines without anything": ("\n" + COMMAS.replace("\n", "\n\n"), PAIR, None),
    "header": ("a,b,c,d\n" + COMMAS, PAIR, None),
    "label first": ("label,a,b,c,d\n7,1,0,.5,0\n3,0,.25,0,1", PAIR, [7, 3]),
    "label last": ("a;b;c;d; Class \n1;0;.5;0;7\n0;.25;0;1;3", PAIR, [7, 3]),
    "label within": ("a,b,y,c,d\n1,0,7,.5,0\n0,.25,3,0,1", PAIR, [7, 3]),
    "labels as floats": ("target,a,b,c,d\n7.0,1,0,.5,0\n3.0,0,.25,0,1", PAIR, [7, 3]),
    "texts first": ("label,a,b,c,d\nzebra,1,0,.5,0\ncat,0,.25,0,1", PAIR, [1, 0]),
    "texts first, no header": ("zebra,1,0,.5,0\ncat,0,.25,0,1", PAIR, [1, 0]),
    "texts last, no header": ("1,0,.5,0,zebra\n0,.25,0,1,cat", PAIR, [1, 0]),
    "numbers first, no header": ("7,1,0,.5,0\n3,0,.25,0,1", PAIR, [7, 3]),
    "numbers last, no header": ("1,0,.5,0,7\n0,.25,0,1,3", PAIR, [7, 3]),
    "numbers last, an edge that differs": (
        "1,1,0,1,0,0,1,0,0,5\n0,1,1,0,0,1,0,0,1,2",
        NINE,
        [5, 2],
    ),
    "a square with all": ("1,1,0,1,0,0,1,0,0\n0,1,1,0,0,1,0,0,1", NINE, None),
    "pandas": (",0,1,2,3\n0,1,0,0.5,0\n1,0,0.25,0,1", PAIR, None),
    "pandas with labels": (",0,1,2,3,label\n0,1,0,.5,0,7\n1,0,.25,0,1,3", PAIR, [7, 3]),
    "pandas without index": (
        "0,1,2,3,4,5,6,7,8\n1,1,0,1,0,0,1,0,0\n0,1,1,0,0,1,0,0,1",
        NINE,
        None,
    ),
    "no square": ("1,0,0\n0,1,0\n", [[[1, 0, 0]], [[0, 1, 0]]], None),
    "one number a picture": ("1\n0\n", [[[1]], [[0]]], None),
    "one picture": ("1,0,0,1", [[[1, 0], [0, 1]]], None),
}


@pytest.mark.parametrize(("text", "inks", "labels"), TABLES.values(), ids=TABLES)
def test_a_table_is_read_as_it_is(text, inks, labels):
    same(read("F.txt", text.encode()), inks, labels)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le"])
def test_every_usual_encoding_is_read(encoding):
    text = "label;a;b;c;d\nœuf;1;0;,5;0\nâne;0;,25;0;1"
    if encoding == "latin-1":
        text = text.replace("œuf", "énorme")
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    brought = read("F", mark + text.encode(encoding))
    same(brought, PAIR, [1, 0])
    assert "“âne”" in brought.notes[-1]


def test_what_was_done_is_told():
    notes = read("F", TABLES["pandas with labels"][0].encode()).notes
    assert notes == (
        "The first column only counts the rows and was passed over.",
        "Column “label” is taken as labels.",
    )
    assert read("F", b"7,1,0,.5,0\n3,0,.25,0,1").notes == ("Column 1 is taken as labels.",)


BAD = {
    "a text": ("1,0,0,1\n1,0,x,1", "Row 2 of “F”: “x” is no number."),
    "a text below a header": ("a,b,c,d\n1,0,x,1", "Row 2 of “F”: “x” is no number."),
    "nothing": ("1,0,0,1\n1,0,,1", "Row 2 of “F”: “” is no number."),
    "a short row": ("1,0,0,1\n1,0,1", "Row 2 of “F” has 3 columns: the first has 4."),
    "a header alone": ("label,a,b", "“F” holds a header and no rows."),
    "blank lines": ("\n \n", "“F” holds no rows."),
    "nan": ("1,0,0,1\n1,0,nan,1", "A pixel is nan: pixels are finite numbers."),
    "below 0": ("1,0,0,-1", "A pixel is -1: pixels are numbers from 0."),
    "labels alone": ("label\n1\n2", "“F” holds no columns of pixels."),
    "prose": ("Dear all, it works, at last", "“F” holds a header and no rows."),
    "a quote about all": (',"a\n1,2', "“F” holds a header and no rows."),
    "a quote about a comma": ('"a,', "Row 1 of “F”: “a,” is no number."),
    "more blanks": ("1 0\n1 0 1 1", "Row 2 of “F” has at least 3 columns: the first has 2."),
    "digits without end": ("9" * 5000 + ",1,1,1", "A pixel is inf"),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
def test_a_table_that_holds_no_pictures_gets_a_sentence(text, said):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        read("F", text.encode())
    assert said in str(caught.value)
