"""An XMPP user on slixmpp, driven over standard input and output, one JSON object per line.

In:   {"do": "send", "xml": "<message .../>"}   any bytes the driver likes, also wrong ones
      {"do": "close"}
Out:  {"event": "online", "jid": ...}  {"event": "stanza", "xml": ...}  {"event": "failed", "reason": ...}  {"event": "closed"}
"""

import asyncio
import json
import sys
from xml.etree import ElementTree

import slixmpp


def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class User(slixmpp.ClientXMPP):
    def __init__(self, jid, password, presence):
        super().__init__(jid, password)
        self.presence = presence
        self["feature_mechanisms"].unencrypted_plain = True
        # No whitespace in between and no answers that the test did not ask for, except to pings.
        self.register_plugin("xep_0030")
        self.register_plugin("xep_0199")
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("failed_auth", lambda _: say(event="failed", reason="not authorized"))
        self.add_event_handler("connection_failed", lambda e: say(event="failed", reason=str(e)))
        self.add_event_handler("disconnected", lambda _: say(event="closed"))
        self.add_filter("in", self.heard)

    def started(self, _):
        if self.presence:
            self.send_presence()
        say(event="online", jid=self.boundjid.full)

    def heard(self, stanza):
        if stanza.name in ("message", "presence", "iq"):
            say(event="stanza", xml=ElementTree.tostring(stanza.xml, encoding="unicode"))
        return stanza

    def obey(self, line):
        order = json.loads(line)
        if order["do"] == "send":
            self.send_raw(order["xml"])
        elif order["do"] == "close":
            self.disconnect(wait=2.0)


async def read_orders(user):
    reader = asyncio.StreamReader(limit=16 * 1024 * 1024)
    await user.loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        user.obey(line)
    # The driver is gone.
    user.abort()
    sys.exit(0)


def main():
    jid, password, port, presence = sys.argv[1:5]
    user = User(jid, password, presence == "presence")
    user.connect(("127.0.0.1", int(port)), force_starttls=False, disable_starttls=True)
    orders = user.loop.create_task(read_orders(user))
    user.loop.run_until_complete(user.disconnected)
    orders.cancel()


main()
