"""Many people at once: `python -m tests.speed.sessions [--lines N] [--sessions N] [--reruns N]`.

Claims are made, imported and served. So many sessions change their filters one after the other, each without a pause, on
pages drawn at random, until all together have done so many reruns: how long one takes from the request to the end of the
script, as a session sees it, and what the server holds in memory on the way. 2 s is what is wanted of 95 in 100.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import median, quantiles

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from d9311.ingest import import_files
from tests.served import Server, serving
from tests.speed.clicks import PAGES
from tests.speed.files import make

PERIODS = ("", "period=mature", "period=all", "basis=decided", "basis=submitted&period=all")
STEPS = 5  # in which the memory is looked at


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="d9311-sessions-") as name:
        files = make(Path(name), options.lines)
        database = Path(name) / "d9311.duckdb"
        import_files(database, claims=[files.claims], consultations=[files.consultations])
        with serving(database) as server, ThreadPoolExecutor(options.sessions) as sessions:
            times: list[float] = []
            print(f"{options.lines:,} claim lines, {options.sessions} sessions at once")
            for step in range(STEPS):
                each = options.reruns // STEPS // options.sessions
                seeds = [step * options.sessions + number for number in range(options.sessions)]
                done = sessions.map(lambda seed, each=each: _reruns(server, seed, each), seeds)
                times += [spent for part in done for spent in part]
                print(f"  after {len(times):5,} reruns the server holds {server.megabytes()} MB", flush=True)
    print(f"  a rerun: median {median(times) * 1000:.0f} ms, 95 in 100 within "
          f"{quantiles(times, n=20)[-1] * 1000:.0f} ms, most {max(times) * 1000:.0f} ms")  # fmt: skip


def _reruns(server: Server, seed: int, number: int) -> list[float]:
    """Change the filters so many times in one session; return the seconds of each. Raises RuntimeError where a
    page shows an error."""
    random = Random(seed)
    with server.open(server.own) as stream:
        return [rerun(stream, random.choice(PAGES), random.choice(PERIODS)) for _ in range(number)]


def rerun(stream: ClientConnection, address: str, period: str) -> float:
    """Open an address with a period in a session; return the seconds until its script ended. Raises RuntimeError
    where the page shows an error."""
    page, _, part = address.partition("?")
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = "&".join(filter(None, (part, period)))
    began = time.perf_counter()
    stream.send(asked.SerializeToString())
    while True:
        message = ForwardMsg.FromString(stream.recv(timeout=120))
        if message.delta.new_element.HasField("exception"):
            raise RuntimeError(message.delta.new_element.exception.message)
        if message.WhichOneof("type") == "script_finished":
            return time.perf_counter() - began


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.sessions", description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--sessions", type=int, default=10, metavar="N")
    parser.add_argument("--reruns", type=int, default=1_000, metavar="N", help="of all sessions together")
    return parser.parse_args()


if __name__ == "__main__":
    main()
