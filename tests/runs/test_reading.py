"""Single values: what a text means, and the sentence where it means nothing."""

import pytest

from wsviz.runs import reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.05", 0.05),
        ("0,05", 0.05),
        ("0,050", 0.05),
        ("-,5", -0.5),
        ("1,5e3", 1500),
        ("1e3", 1000),
        (" 1E-3\n", 0.001),
        ("−3", -3),
        ("+3.", 3),
        ("1.500", 1.5),
        ("1,000,000", 1e6),
        ("1.000.000", 1e6),
        ("-1,000.5", -1000.5),
        ("1.000,5", 1000.5),
        ("12 500", 12500),
        ("1\u202f000,25", 1000.25),
        ("1_000", 1000),
    ],
)
def test_a_number_is_read_as_people_write_it(text, value):
    assert reading.number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "x", "nan", "inf", "-1e999", "1..5", "5 %", "0x10", "1e", "--1", "²"),
        *("1,500", "1,2,3", "1,00,000", "10 00", "1,000.000,5", "9" * 5000),
    ],
)
def test_what_may_mean_two_numbers_or_none_is_no_number(text):
    assert reading.number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,000", 1000),
        ("-12,500", -12500),
        ("1e9", 10**9),
        ("1 000", 1000),
        ("3.0", 3),
        ("3,0", 3),
        ("1.000", None),
        ("1.5", None),
        ("1,50", None),
        ("0,05", None),
    ],
)
def test_a_comma_before_three_digits_groups_a_whole_number(text, value):
    assert reading.whole_number(text) == value


@pytest.mark.parametrize("value", [0.1, 1 / 3, 5.0, -1e-300, 1e22, 123456789.123456789, 2**-1074])
def test_a_written_number_is_read_as_the_very_same(value):
    assert reading.number(reading.number_text(value)) == value


def test_numbers_are_written_short():
    assert reading.number_text(5.0) == "5"
    assert reading.number_text(0.05) == "0.05"


@pytest.mark.parametrize(
    ("reader", "text", "value", "words"),
    [
        (reading.whole(1, 5000), "1,000", 1000, None),
        (reading.whole(1, 5000), "9,000", 5000, "n=9,000: from 1 to 5,000; 5,000 is used."),
        (reading.whole(1, 5000), "", None, "n= is not a whole number from 1 to 5,000."),
        (reading.real(0, 10), "0,05", 0.05, None),
        (reading.real(-10, 10), "-99", -10.0, "n=-99: from -10 to 10; -10 is used."),
        (reading.real(0, 10), "1,500", None, "n=1,500 is not a number from 0 to 10."),
        (reading.numbers(0, 10), "1,0.5,1e1", (1.0, 0.5, 10.0), None),
        (
            reading.numbers(0, 10),
            "1,20,30",
            (1, 10, 10),
            "n=20: from 0 to 10; 10 is used. So it is",
        ),
        (reading.numbers(0, 10), "1,,2", None, "n=1,,2 is not a list of numbers from 0 to 10."),
        (reading.sizes(5, 256), "8-1", (8, 1), None),
        (reading.sizes(5, 256), "8--1", (8, 1), "n=8--1 has an empty layer; 8-1 is used."),
        (reading.sizes(2, 256), "999-1-1", (256, 1), "3 hidden layers, at most 2; 256-1 is used."),
        (reading.choice(("a", "b")), "b", "b", None),
        (reading.choice(("a", "b")), "c", None, "n=c is not known: it is one of a, b."),
        (reading.switch, "1", True, None),
        (reading.switch, "0", False, None),
        (reading.switch, "on", None, "n=on is not known: it is one of 0, 1."),
    ],
)
def test_readers_give_the_value_and_say_what_they_changed(reader, text, value, words):
    read, message = reader("n", text)
    assert read == value
    assert type(read) is type(value)
    assert message is None if words is None else words in message


def test_messages_echo_a_short_text_of_one_line():
    _, message = reading.choice(("a",))("n", "x\n\x00\u202e" + "y" * 5000)
    assert message == "n=x   " + "y" * 56 + "… is not known: it is one of a."
