"""A file is saved while others are at work."""

import asyncio

from tests.bench.load.files import made, open_files
from tests.bench.load.visitor import Visitor
from tests.browser.app import served


def test_a_file_can_be_fetched_after_scripts_of_others_have_ended():
    """A slow network, and a class: Streamlit lets a file go after two scripts."""

    async def save(address):
        one, other = [await Visitor.open(address, "preset=kirby&cycle=9") for _ in range(2)]
        await open_files(one)
        where = await made(one, "save_curve_csv")
        for _ in range(4):
            await other.press("forward")
        found = await one.web.get(where)
        for each in (one, other):
            await each.close()
        return found

    with served() as address:
        assert b"cycle" in asyncio.run(save(address))
