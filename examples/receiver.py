"""Receives events from the bridge: believes only what is signed, takes each event once, and answers messages."""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock

SECRET = os.environ.get("WEBHOOK_SECRET", "")
if not SECRET.startswith("whsec_"):
    sys.exit("WEBHOOK_SECRET is not a secret of a webhook (whsec_…), such as POST /v1/webhooks returns")
PORT = int(os.environ.get("PORT", "8000"))
TOLERANCE_SECONDS = 5 * 60
MOST_BYTES = 1024 * 1024

KEY = base64.b64decode(SECRET.removeprefix("whsec_"))

# Ids of events that were taken. A real receiver keeps them where it keeps what it made of the events.
taken: set[str] = set()
lock = Lock()


def answer_to(event):
    """What the bridge is to send in reply."""
    data = event["data"]
    if event["type"] != "message.received" or "body" not in data:
        return None
    # An error is never answered (RFC 6120 §8.3.1). What an identity of the bridge said, and what was said earlier, would
    # make bots answer themselves, each other and the past. The bridge would not send such answers anyway.
    if data.get("type") == "error" or data.get("self") or data.get("history"):
        return None
    return {"messages": [{"body": f"You said: {data['body']}"}]}


def is_signed(headers, body):
    """Whether one of the signatures holds for the body, and is of now."""
    event_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not timestamp.isdecimal() or abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    content = f"{event_id}.{timestamp}.".encode() + body
    made = b"v1," + base64.b64encode(hmac.new(KEY, content, hashlib.sha256).digest())
    signatures = headers.get("webhook-signature", "").encode().split(b" ")
    return any([hmac.compare_digest(signature, made) for signature in signatures])


def is_new(event_id):
    with lock:
        if event_id in taken:
            return False
        taken.add(event_id)
        return True


class Receiver(BaseHTTPRequestHandler):
    # The bridge keeps its connections open.
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        """2xx says that the event is taken; anything else, and it comes again."""
        length = int(self.headers.get("content-length", "0"))
        if length > MOST_BYTES:
            self.close_connection = True
            return self.answer(413)
        body = self.rfile.read(length)
        if not is_signed(self.headers, body):
            return self.answer(401)
        event = json.loads(body)
        reply = answer_to(event) if is_new(event["id"]) else None
        return self.answer(204 if reply is None else 200, reply)

    def answer(self, status, reply=None):
        content = b"" if reply is None else json.dumps(reply).encode()
        self.send_response(status)
        if reply is not None:
            self.send_header("content-type", "application/json")
        if status != 204:
            self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Receiver)
    print(f"listening on {PORT}", flush=True)
    server.serve_forever()
