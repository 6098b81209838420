"""The room: the visitors of a scene, the real browsers among them."""

import asyncio

from tests.bench.load.chromium import opened
from tests.bench.load.visitor import Visitor

QUERY = "preset=bars&cycle=2000"
REAL = 3
_AT_ONCE = 4


class Room:
    """visitors, and the tabs of real browsers (tabs)."""

    def __init__(self, visitors, tabs):
        self.visitors, self.tabs = visitors, tabs

    @property
    def errors(self):
        """What went wrong for anybody."""
        return [error for each in self.visitors + self.tabs for error in each.errors]


async def entered(served, browser, size, query):
    """A room of that size on the Stage; three are real where there is a browser."""
    tabs = await opened(browser, served.address, query, REAL) if browser else []
    return Room(await many(served.address, query, size - len(tabs)), tabs)


async def many(address, query, count):
    """So many visitors, who come one after the other."""
    door = asyncio.Semaphore(_AT_ONCE)

    async def enter():
        async with door:
            return await Visitor.open(address, query)

    return list(await asyncio.gather(*(enter() for _ in range(count))))


async def left(room):
    """Everybody leaves."""
    for each in room.visitors + room.tabs:
        await each.close()
