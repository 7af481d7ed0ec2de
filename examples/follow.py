"""Prints each event once, a line of JSON each; goes on where it left off, also after a restart: python3 follow.py place.txt"""

import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BRIDGE = os.environ.get("BRIDGE_URL", "http://localhost:8080").rstrip("/")
KEY = os.environ.get("BRIDGE_KEY") or sys.exit("BRIDGE_KEY is not set: it is the API key")
EVENTS = os.environ.get("EVENTS", "message.received").split(",")
# The bridge says at least this often that it lives.
SILENCE_SECONDS = 45
LONGEST_PAUSE_SECONDS = 5


def frames(response):
    """The fields of each Server-Sent Event that has data; what keeps the connection alive has none."""
    fields = {}
    for line in response:
        text = line.decode().rstrip("\r\n")
        if text == "":
            if "data" in fields:
                yield fields
            fields = {}
        elif not text.startswith(":"):
            name, _, value = text.partition(":")
            fields[name] = value.removeprefix(" ")


def follow(after):
    """Events of one connection, until it ends."""
    query = urllib.parse.urlencode([("after", after), *(("events", it) for it in EVENTS)])
    request = urllib.request.Request(f"{BRIDGE}/v1/events/stream?{query}")
    request.add_header("authorization", f"Bearer {KEY}")
    with urllib.request.urlopen(request, timeout=SILENCE_SECONDS) as response:
        for fields in frames(response):
            if fields.get("event") == "problem":
                return
            yield json.loads(fields["data"])


def read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        return "oldest"


def write(path, cursor):
    """Whole or not at all, so that a crash leaves the old place or the new one."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(cursor)
    os.replace(path + ".new", path)


def reason_of(error):
    """What the bridge has against a request; a proxy in front of it answers with something else."""
    try:
        problem = json.load(error)
        return f"{problem['code']}: {problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"{BRIDGE} answered {error.code} {error.reason}, and not as a bridge does"


def main(path):
    pause = 0.25
    while True:
        try:
            for event in follow(read(path)):
                print(json.dumps(event), flush=True)
                # After the work: what a crash interrupts comes again.
                write(path, event["cursor"])
                pause = 0.25
        except urllib.error.HTTPError as error:
            reason = reason_of(error)
            if error.code != 429 and error.code < 500:
                sys.exit(reason)
            print(f"{reason}; trying again", file=sys.stderr)
        except (OSError, http.client.HTTPException) as error:
            print(f"no connection to {BRIDGE} ({error}); trying again", file=sys.stderr)
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 follow.py FILE (which keeps the place)")
    main(sys.argv[1])
