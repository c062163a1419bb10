"""The proxy that stands before an installation, on this machine only; on order it fails as networks do."""

import asyncio
import threading
from collections import deque
from contextlib import suppress
from typing import NamedTuple


class Net(NamedTuple):
    """What the network does with one request: which part of it arrives, and whether its answer comes back."""

    deel: float = 1
    antwoord: bool = True
    stil: bool = False  # no answer and no end either; otherwise the connection is reset


HEEL = Net()


class Doorgeefluik:
    """Takes in connections for the server at port `naar`, one request each. The next ones meet what stands in `storingen`."""

    def __init__(self, naar, poort=0, ssl=None):
        self.naar, self.poort, self.ssl = naar, poort, ssl
        self.storingen = deque()
        # Held here: asyncio itself forgets who waits for the server once the other side has gone.
        self.bezig = set()
        self.lus = asyncio.new_event_loop()
        self.draad = threading.Thread(target=self.lus.run_forever, daemon=True)

    def __enter__(self):
        self.draad.start()
        starten = asyncio.start_server(self._verbinding, "127.0.0.1", self.poort, ssl=self.ssl)
        self.server = asyncio.run_coroutine_threadsafe(starten, self.lus).result()
        self.poort = self.server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *fout):
        asyncio.run_coroutine_threadsafe(self._stoppen(), self.lus).result()
        self.lus.call_soon_threadsafe(self.lus.stop)
        self.draad.join()
        self.lus.close()

    async def _stoppen(self):
        self.server.close()
        anderen = asyncio.all_tasks() - {asyncio.current_task()}
        for taak in anderen:
            taak.cancel()
        await asyncio.gather(*anderen, return_exceptions=True)

    async def _verbinding(self, lezer, schrijver):
        self.bezig.add(asyncio.current_task())
        try:
            # Cancelled when the proxy stops, which asyncio would tell as an error.
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._doorgeven(lezer, schrijver)
        finally:
            schrijver.transport.abort()
            self.bezig.discard(asyncio.current_task())

    async def _doorgeven(self, lezer, schrijver):
        verzoek = await _verzoek(lezer)
        net = self.storingen.popleft() if self.storingen else HEEL
        antwoord = b""
        if net.deel:
            van_server, naar_server = await asyncio.open_connection("127.0.0.1", self.naar)
            try:
                naar_server.write(verzoek[: int(len(verzoek) * net.deel)])
                if net.deel == 1:
                    antwoord = await van_server.read(-1)
            finally:
                naar_server.close()
        if net.antwoord:
            schrijver.write(antwoord)
            await schrijver.drain()
            schrijver.close()
            await schrijver.wait_closed()
        elif net.stil:
            await lezer.read(1)  # until the other side gives up


async def _verzoek(lezer):
    """One whole request, with what a proxy adds: for whom it asks, and that it was over https."""
    kop, *regels = (await lezer.readuntil(b"\r\n\r\n")).split(b"\r\n")
    koppen = {naam.lower(): waarde.strip() for naam, _, waarde in (regel.partition(b":") for regel in regels if regel)}
    inhoud = await lezer.readexactly(int(koppen.get(b"content-length", 0)))
    koppen |= {b"x-forwarded-for": b"203.0.113.7", b"x-forwarded-proto": b"https", b"connection": b"close"}
    return b"\r\n".join([kop, *(b"%s: %s" % regel for regel in koppen.items()), b"", inhoud])
