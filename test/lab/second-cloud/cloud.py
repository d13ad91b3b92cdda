"""A second cloud, written from essentry's public pages alone and in another language, so that a mistake which the station and
the demo cloud share shows. It keeps a tenant of its own: German names of events, errors in another form, frames in an envelope.

Runs until its stdin ends. The first line on stdout is {"ready": {"rest": PORT, "socket": PORT}}; after it every line on stdin is a
command {"do": NAME, ...} and is answered by one line. Debian: python3-websockets.
"""

import asyncio
import hmac
import json
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import websockets

TOKEN = "second-token"
LOCATION = 7

# What the flow of this tenant allows: event -> (from, to).
FLOW = {
    "Freigeben": ({"Wartet"}, "Approved"),
    "Ablehnen": ({"Wartet"}, "Rejected"),
    "Einlassen": ({"Upcoming"}, "Wartet"),
    "Auschecken": ({"Approved", "Onsite"}, "Left"),
}


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class World:
    """Everything that the cloud knows, and the log of what it was asked and did. One lock round all of it."""

    def __init__(self):
        self.lock = threading.RLock()
        self.check_ins = {}
        self.log = []
        self.faults = []
        self.refuses_token = False
        self.is_gone = False
        self.links = set()
        self.loop = None
        self.asked = 0

    # -- what the desk sees

    def tell(self, check_in):
        frame = json.dumps({"event": "checkIn.updated", "data": {"checkIn": check_in}})
        for link in list(self.links):
            asyncio.run_coroutine_threadsafe(self.send(link, frame), self.loop)

    @staticmethod
    async def send(link, frame):
        try:
            await link.send(frame)
        except websockets.ConnectionClosed:
            pass  # Whoever is gone asks for the list when it is back.

    def put(self, change):
        with self.lock:
            before = self.check_ins.get(change["id"], {"arrivedAt": None, "leftAt": None, "customFields": {}})
            check_in = {**before, **change}
            self.check_ins[change["id"]] = check_in
            self.tell(check_in)
            return check_in

    def listed(self, left_after, left_before):
        def covered(check_in):
            left = check_in["leftAt"]
            return left is None or (left >= left_after and (left_before is None or left < left_before))

        with self.lock:
            return [check_in for check_in in self.check_ins.values() if covered(check_in)]

    # -- what the desk asks for

    def act(self, number, body):
        """(status, answer). The one place where an event happens, and where it is written down."""
        with self.lock:
            event, check_in_id = body.get("eventName"), (body.get("checkIn") or {}).get("id")
            check_in = self.check_ins.get(check_in_id)
            rule = FLOW.get(event)
            if check_in is None:
                status, answer = 404, problem("Unbekannt", "Diesen Check-in gibt es nicht.")
            elif rule is None:
                names = ", ".join(FLOW)
                status, answer = 422, problem("Ereignis unbekannt", f"Möglich sind: {names}.")
            elif check_in["state"] not in rule[0]:
                status, answer = 409, problem("Nicht möglich", f"Im Zustand „{check_in['state']}“ nicht möglich.")
            else:
                changes = {"id": check_in_id, "state": rule[1]}
                if rule[1] == "Left":
                    changes["leftAt"] = now()
                elif check_in["arrivedAt"] is None:
                    changes["arrivedAt"] = now()
                status, answer = 200, self.put(changes)
            entry = {"number": number, "checkInId": check_in_id, "event": event, "status": status}
            self.log.append({**entry, "from": check_in and check_in["state"], "at": time.time()})
            return status, answer

    def next_fault(self):
        with self.lock:
            return self.faults.pop(0) if self.faults else None


def problem(title, detail):
    return {"errors": [{"title": title, "detail": detail}]}


def rest_handler(world):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def answer(self, status, body):
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def cut(self):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

        def is_let_in(self):
            if world.is_gone:
                self.cut()
                return False
            given = self.headers.get("authorization", "")
            if not world.refuses_token and hmac.compare_digest(given.encode(), f"Bearer {TOKEN}".encode()):
                return True
            self.answer(401, problem("Nicht angemeldet", "Das Token gilt nicht."))
            return False

        def do_GET(self):
            url = urlsplit(self.path)
            if not self.is_let_in():
                return
            if url.path != f"/v2/locations/{LOCATION}/check-ins":
                return self.answer(404, problem("Nichts hier", url.path))
            query = parse_qs(url.query)
            if "leftAfter" not in query:
                return self.answer(400, problem("leftAfter fehlt", ""))
            rows = world.listed(query["leftAfter"][0], query.get("leftBefore", [None])[0])
            self.answer(200, {"checkIns": rows, "pageInfo": {"totalCount": len(rows)}})

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers.get("content-length", "0"))))
            if self.path != "/v2/check-ins/transitions":
                return self.answer(404, problem("Nichts hier", self.path))
            if not self.is_let_in():
                return
            with world.lock:
                world.asked += 1
                number = world.asked
            fault = world.next_fault()
            kind = fault and fault["kind"]
            if kind == "cut-before":
                return self.cut()
            if kind == "answer":
                return self.answer(fault["status"], problem("Störung", "Gerade nicht."))
            if kind == "act-long-after":
                # The nastiest: the desk has given up and asks what became of it before it happens.
                self.cut()
                time.sleep(fault["seconds"])
                world.act(number, body)
                return
            status, answer = world.act(number, body)
            if kind == "cut-after":
                return self.cut()
            if kind == "answer-after":
                return self.answer(fault["status"], problem("Störung", "Vielleicht geschehen."))
            if kind == "no-json-after":
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", "7")
                self.end_headers()
                self.wfile.write(b'{"id": ')
                return
            if kind == "half-after":
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", "5000")
                self.end_headers()
                self.wfile.write(b'{"id": 1')
                return self.cut()
            self.answer(status, answer)

    return Handler


class Webhooks:
    """Sends as the page promises: again and again until the other side has said that it took it."""

    def __init__(self, url, secret):
        self.url, self.secret = url, secret

    def deliver(self, payload, tries=200):
        data = json.dumps(payload).encode()
        headers = {"content-type": "application/json", "authorization": f"Bearer {self.secret}"}
        for _ in range(tries):
            try:
                request = urllib.request.Request(self.url, data=data, headers=headers, method="POST")
                with urllib.request.urlopen(request, timeout=10) as response:
                    return response.status
            except urllib.error.HTTPError as refused:
                if refused.code < 500 and refused.code != 429:
                    return refused.code
            except OSError:
                pass
            time.sleep(0.05)
        return None


async def talk(world, link, path):
    """One link of a desk; it says nothing, and hears every change."""
    if world.is_gone:
        return link.transport.abort()
    given = link.request_headers.get("authorization", "")
    if world.refuses_token or given != f"Bearer {TOKEN}":
        await link.close(4401, "not let in")
        return
    world.links.add(link)
    try:
        async for _ in link:
            pass
    except websockets.ConnectionClosed:
        pass  # How a link ends is told by the desk, not by a trace.
    finally:
        world.links.discard(link)


def obey(world, command):
    kind = command["do"]
    if kind == "put":
        return world.put(command["checkIn"])
    if kind == "forget":
        with world.lock:
            return world.check_ins.pop(command["id"], None) is not None
    if kind == "fault":
        with world.lock:
            world.faults.append(command["fault"])
        return True
    if kind == "token":
        world.refuses_token = not command["isGood"]
        if world.refuses_token:
            for link in list(world.links):
                asyncio.run_coroutine_threadsafe(link.close(4401, "not let in"), world.loop)
        return True
    if kind == "gone":
        world.is_gone = command["isGone"]
        if world.is_gone:
            for link in list(world.links):
                world.loop.call_soon_threadsafe(link.transport.abort)
        return True
    if kind == "log":
        with world.lock:
            return {"asked": world.asked, "acts": list(world.log)}
    if kind == "state":
        with world.lock:
            return world.check_ins.get(command["id"])
    if kind == "webhooks":
        hooks = Webhooks(command["url"], command["secret"])
        with ThreadPoolExecutor(command.get("senders", 4)) as senders:
            return list(senders.map(hooks.deliver, command["payloads"]))
    raise ValueError(f"found {kind}; allowed are put, forget, fault, token, gone, log, state, webhooks")


async def run(world):
    world.loop = asyncio.get_running_loop()
    rest = ThreadingHTTPServer(("127.0.0.1", 0), rest_handler(world))
    threading.Thread(target=rest.serve_forever, daemon=True).start()
    async with websockets.serve(lambda link, path: talk(world, link, path), "127.0.0.1", 0) as sockets:
        port = sockets.sockets[0].getsockname()[1]
        print(json.dumps({"ready": {"rest": rest.server_port, "socket": port}}), flush=True)
        while line := await world.loop.run_in_executor(None, sys.stdin.readline):
            answer = await world.loop.run_in_executor(None, obey, world, json.loads(line))
            print(json.dumps({"answer": answer}), flush=True)
    rest.shutdown()


asyncio.run(run(World()))
