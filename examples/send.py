"""Sends a message and says what became of it: python3 send.py juliet@example.org "Hi" """

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

BRIDGE = os.environ.get("BRIDGE_URL", "http://localhost:8080").rstrip("/")
KEY = os.environ.get("BRIDGE_KEY") or sys.exit("BRIDGE_KEY is not set: it is the API key")
ATTEMPTS = 5
# From here on, only news of the recipient's client can follow.
SETTLED = {"acknowledged", "delivered", "displayed", "failed"}


def call(method, path, body=None, headers=()):
    """The JSON of a success. Tries again where that is safe; raises `HTTPError` for what the bridge refuses."""
    request = urllib.request.Request(BRIDGE + path, method=method, headers=dict(headers))
    request.add_header("authorization", f"Bearer {KEY}")
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("content-type", "application/json")
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 502, 503) or attempt == ATTEMPTS:
                raise
            time.sleep(float(error.headers.get("retry-after", 1)))
        except (OSError, http.client.HTTPException):
            if attempt == ATTEMPTS:
                raise
            time.sleep(0.25 * 2**attempt)


def send(to, body):
    # The same key for each attempt: the message leaves once, also where an answer was lost.
    headers = {"idempotency-key": uuid.uuid4().hex}
    return call("POST", "/v1/messages", {"to": to, "body": body}, headers)


def reason_of(error):
    """What the bridge has against a request; a proxy in front of it answers with something else."""
    try:
        problem = json.load(error)
        return f"{problem['code']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"{BRIDGE} answered {error.code} {error.reason}, and not as a bridge does"


def settle(message):
    while message["status"] not in SETTLED:
        time.sleep(0.2)
        message = call("GET", f"/v1/messages/{message['id']}")
    return message


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python3 send.py JID TEXT")
    try:
        message = settle(send(*sys.argv[1:]))
    except urllib.error.HTTPError as error:
        sys.exit(reason_of(error))
    except (OSError, http.client.HTTPException) as error:
        sys.exit(f"{BRIDGE} cannot be reached: {error}")
    print(message["id"], message["status"])
    if message["status"] == "failed":
        sys.exit(f"{message['error']['code']}: {message['error']['detail']}")
