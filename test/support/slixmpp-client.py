"""An XMPP user on slixmpp, driven over standard input and output, one JSON object per line.

In:   {"do": "send", "xml": "<message .../>"}   any bytes the driver likes, also wrong ones
      {"do": "ask", "ref": ..., "what": "caps" | "avatar" | "vcard" | "subscribe", "jid": ..., ...}   by the plug-ins of slixmpp
      {"do": "offer", "node": ...}   a command of three forms (XEP-0050)
      {"do": "close"}
Out:  {"event": "online", "jid": ...}  {"event": "stanza", "xml": ...}  {"event": "failed", "reason": ...}  {"event": "closed"}
      {"event": "answer", "ref": ..., "value": ...}
Further plug-ins are named on the command line: `xep_0115`.
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
    def __init__(self, jid, password, presence, plugins):
        super().__init__(jid, password)
        self.presence = presence
        self["feature_mechanisms"].unencrypted_plain = True
        # No whitespace in between and no answers that the test did not ask for, except to pings.
        self.register_plugin("xep_0030")
        self.register_plugin("xep_0199")
        for name in plugins:
            self.register_plugin(name)
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

    async def answer(self, order):
        try:
            value = await self.ask(order, order["jid"])
        except Exception as error:
            value = {"error": repr(error)}
        say(event="answer", ref=order["ref"], value=value)

    async def ask(self, order, jid):
        what = order["what"]
        if what == "caps":
            # Only what was verified is in there.
            info = await self["xep_0115"].get_caps(jid=jid)
            return info and {
                "identities": sorted(list(it) for it in info["identities"]),
                "features": sorted(info["features"]),
            }
        if what == "avatar":
            iq = await self["xep_0060"].get_items(jid, "urn:xmpp:avatar:metadata", max_items=1)
            metadata = list(iq["pubsub"]["items"])[0]
            data = await self["xep_0084"].retrieve_avatar(jid, metadata["id"])
            item = list(data["pubsub"]["items"])[0]
            return {"id": metadata["id"], "bytes": len(item["avatar_data"]["value"])}
        if what == "vcard":
            iq = await self["xep_0054"].get_vcard(jid, cached=False)
            card = iq["vcard_temp"]
            photo = card["PHOTO"]["BINVAL"]
            return {"fn": card["FN"], "bytes": len(photo) if photo else 0}
        if what == "commands":
            found = await self["xep_0050"].get_commands(jid)
            return sorted([node, name] for _, node, name in found["disco_items"]["items"])
        if what == "info":
            found = await self["xep_0030"].get_info(jid, node=order.get("node"), cached=False)
            info = found["disco_info"]
            return {
                "identities": sorted(list(it) for it in info["identities"]),
                "features": sorted(info["features"]),
            }
        if what == "run":
            return await self.run(jid, order)
        if what == "subscribe":
            iq = await self["xep_0060"].subscribe(jid, order["node"])
            return iq["pubsub"]["subscription"]["subscription"]

    async def run(self, jid, order):
        """Executes a command; each step is an action and what is filled in. What was shown after each."""
        commands, forms = self["xep_0050"], self["xep_0004"]
        steps, shown = list(order["steps"]), []
        over = self.loop.create_future()

        def note(command):
            form = command.xml.find("{jabber:x:data}x")
            fields = {} if form is None else command["form"].get_values()
            return {
                "status": command["status"],
                "actions": sorted(command["actions"]),
                "title": None if form is None else command["form"]["title"],
                "values": {name: value for name, value in fields.items() if name},
                "notes": [list(it) for it in command["notes"]],
            }

        def failed(iq, session):
            # slixmpp keeps a session without an id, and takes every later error for one of it.
            commands.sessions.pop("client:", None)
            error = iq["error"]
            shown.append({"error": error["condition"], "text": error["text"]})
            go_on(session)

        def seen(iq, session):
            shown.append(note(iq["command"]))
            go_on(session)

        def go_on(session):
            if not steps or "id" not in session or session["id"] == "":
                if not over.done():
                    over.set_result(shown)
                return
            step = steps.pop(0)
            form = None
            if "values" in step:
                form = forms.make_form("submit")
                for name, value in step["values"].items():
                    form.add_field(var=name, value=value)
            session.update(payload=form, next=seen, error=failed)
            action = step["action"]
            if action == "cancel":
                commands.cancel_command(session)
            elif action == "complete":
                commands.complete_command(session)
            else:
                commands.continue_command(session, direction=action)

        commands.start_command(jid, order["node"], {"next": seen, "error": failed})
        return await over

    def offer(self, node):
        """A command of three forms; it says at the end what was filled into each. The first lamp called Saturn waits for ever."""
        commands, forms = self["xep_0050"], self["xep_0004"]
        stalling = {"Saturn"}

        def form(title):
            form = forms.make_form("form", title)
            form.add_field(var="FORM_TYPE", ftype="hidden", value="urn:verona:" + title)
            return form

        def begin(iq, session):
            form_1 = form("lamp")
            form_1.add_field(var="name", ftype="text-single", required=True)
            session.update(payload=form_1, next=second, has_next=True, said=[])
            return session

        async def second(payload, session):
            if payload["values"]["name"] in stalling:
                # No answer comes, and the step is not taken; the next request for it is answered.
                stalling.clear()
                await asyncio.Event().wait()
            session["said"].append(payload["values"])
            form_2 = form("colour")
            options = [{"label": c, "value": c} for c in ("red", "white")]
            form_2.add_field(var="colour", ftype="list-single", options=options)
            form_2.add_field(var="bright", ftype="boolean", value=True)
            session.update(payload=form_2, next=third, has_next=True)
            return session

        def third(payload, session):
            session["said"].append(payload["values"])
            form_3 = form("owner")
            form_3.add_field(var="owner", ftype="jid-single", required=True)
            session.update(payload=form_3, next=end, has_next=False)
            return session

        def end(payload, session):
            session["said"].append(payload["values"])
            session.update(payload=None, next=None, has_next=False)
            session["notes"] = [("info", json.dumps(session["said"], sort_keys=True))]
            return session

        commands.add_command(node=node, name="A lamp", handler=begin)
        say(event="answer", ref=0, value=True)

    def obey(self, line):
        order = json.loads(line)
        if order["do"] == "send":
            self.send_raw(order["xml"])
        elif order["do"] == "ask":
            self.loop.create_task(self.answer(order))
        elif order["do"] == "offer":
            self.offer(order["node"])
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
    user = User(jid, password, presence == "presence", sys.argv[5:])
    user.connect(("127.0.0.1", int(port)), force_starttls=False, disable_starttls=True)
    orders = user.loop.create_task(read_orders(user))
    user.loop.run_until_complete(user.disconnected)
    orders.cancel()


main()
