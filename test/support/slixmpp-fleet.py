"""Devices on slixmpp, many in one process. What they do stands in one line of JSON on the command line:

{"domain": ..., "port": ..., "devices": [{"name": ..., "does": "answer" | "refuse" | "silent"}], "contact": "a bare JID" | null}

Each is online as `name@domain/device` with the password `<name>-pw`, subscribes to the contact and lets it subscribe back.
To an IQ with an element of `urn:verona:device` it answers with what it was sent, refuses it, or says nothing.
To a request of sensor data (XEP-0323) it answers with a temperature of its own, and to `Example.add` of XEP-0009 with the sum.

Out:  {"event": "online", "jid": ...}  {"event": "heard", "jid": ..., "type": ..., "xml": ...}  {"event": "failed", "reason": ...}
"""

import json
import sys
from xml.etree import ElementTree

import slixmpp
from slixmpp.xmlstream.handler import Callback
from slixmpp.xmlstream.matcher import MatchXPath

DEVICE = "urn:verona:device"
SENSORS = "urn:xmpp:iot:sensordata"
RPC = "jabber:iq:rpc"
PATIENCE = 30


def say(**what):
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


class Device(slixmpp.ClientXMPP):
    def __init__(self, name, does, index, order):
        super().__init__(f"{name}@{order['domain']}/device", f"{name}-pw")
        self.does, self.index, self.contact = does, index, order["contact"]
        self.port, self.is_online = order["port"], False
        self["feature_mechanisms"].unencrypted_plain = True
        self.register_plugin("xep_0030")
        self.register_plugin("xep_0199")
        self.add_event_handler("session_start", self.started)
        self.add_event_handler("failed_auth", lambda _: say(event="failed", reason="not authorized"))
        for what, namespace, answer in (
            ("config", DEVICE, self.configured),
            ("req", SENSORS, self.read),
            ("query", RPC, self.called),
        ):
            path = MatchXPath("{jabber:client}iq/{%s}%s" % (namespace, what))
            self.register_handler(Callback(what, path, answer))

    def begin(self):
        """Again where a login got stuck: on a busy machine one in a hundred does."""
        if self.is_online:
            return
        self.abort()
        self.connect(("127.0.0.1", self.port), force_starttls=False, disable_starttls=True)
        self.loop.call_later(PATIENCE, self.begin)

    def started(self, _):
        self.is_online = True
        self.send_presence()
        if self.contact:
            self.send_presence(pto=self.contact, ptype="subscribe")
        say(event="online", jid=self.boundjid.full)

    def answer(self, iq, payload):
        if iq["type"] not in ("get", "set") or self.does == "silent":
            return
        reply = iq.reply(clear=True)
        if self.does == "refuse":
            reply["type"] = "error"
            reply["error"]["type"] = "cancel"
            reply["error"]["condition"] = "not-allowed"
            reply["error"]["text"] = "locked"
        elif payload is not None:
            reply.set_payload(payload)
        reply.send()

    def configured(self, iq):
        sent = iq.xml.find("{%s}config" % DEVICE)
        say(event="heard", jid=self.boundjid.full, type=iq["type"], xml=ElementTree.tostring(sent, encoding="unicode"))
        self.answer(iq, sent)

    def read(self, iq):
        seqnr = iq.xml.find("{%s}req" % SENSORS).get("seqnr")
        fields = ElementTree.fromstring(
            f"<fields xmlns='{SENSORS}' seqnr='{seqnr}' done='true'><node nodeId='{self.boundjid.user}'>"
            f"<timestamp value='2026-01-31T12:00:00Z'><numeric name='Temperature' momentary='true' value='{20 + self.index / 10}' unit='°C'/>"
            "</timestamp></node></fields>"
        )
        self.answer(iq, fields)

    def called(self, iq):
        values = iq.xml.iter("{%s}int" % RPC)
        total = sum(int(value.text) for value in values)
        self.answer(
            iq,
            ElementTree.fromstring(
                f"<query xmlns='{RPC}'><methodResponse><params><param><value><int>{total}</int></value></param></params></methodResponse></query>"
            ),
        )


def main():
    order = json.loads(sys.argv[1])
    devices = [
        Device(device["name"], device["does"], index, order)
        for index, device in enumerate(order["devices"])
    ]
    loop = devices[0].loop
    for device in devices:
        device.loop = loop
        device.begin()
    loop.run_forever()


main()
