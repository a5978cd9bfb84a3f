"""Many viewers behind one address: `python -m tests.speed.viewers [--lines N] [--viewers N] [--seconds N]`.

Two read-only processes stand behind nginx with the configuration of docs/serving.md. So many viewers open a page, and every
five seconds each chooses another period or page. After a third of the time a new file is published, after two thirds one
process is ended. It prints for each third how long a click took from the request to the end of the script, how many errors
there were, and how often a viewer had to connect anew. While both processes serve, 1 s is what is wanted of 95 in 100. It needs nginx (`apt install nginx-light`).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles

from websockets.exceptions import ConnectionClosed, InvalidStatus

from d9311.home import READ_ONLY
from d9311.ingest import import_files
from tests.project.files import ROOT
from tests.served import Server, free_port, serving, wait_for
from tests.speed.clicks import PAGES
from tests.speed.files import make
from tests.speed.sessions import PERIODS, rerun

THINK = 5.0  # seconds between two clicks of a viewer
PORTS = (8601, 8602, 8600)  # of the two processes and of nginx, in the document
WHOLE = """daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx-error.log;
events {{ worker_connections 2048; }}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {site}
}}
"""


@dataclass
class Seen:
    """What the viewers saw, all together."""

    times: list[tuple[float, float]] = field(default_factory=list)
    """When a click was answered, and after how many seconds."""
    again: int = 0  # how often a viewer had to connect anew
    errors: list[str] = field(default_factory=list)


def main() -> None:
    options = _options()
    if not (nginx := shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")):
        sys.exit("nginx is not there. On Debian: apt install nginx-light; on macOS: brew install nginx")
    with tempfile.TemporaryDirectory(prefix="d9311-viewers-") as name:
        files = make(Path(name), options.lines)
        places = [Path(name) / process / "d9311.duckdb" for process in ("one", "two")]
        database = Path(name) / "published" / "d9311.duckdb"
        for place in (*places, database):
            place.parent.mkdir()
        import_files(database, claims=[files.claims], consultations=[files.consultations])
        print(f"{options.lines:,} claim lines, {options.viewers} viewers, a click every {THINK:.0f} s each")
        with _serving(places, database) as servers, _behind(nginx, Path(name), servers) as address:
            seen = _watched(address, options.viewers, options.seconds, database, servers)
    _tell(seen)


@contextmanager
def _serving(places: list[Path], database: Path) -> Iterator[list[Server]]:
    """Serve one database by two processes, the logs apart from each other."""
    shown = {"D9311_DB": str(database), READ_ONLY: "1"}
    with (
        serving(places[0], "streamlit run", **shown) as one,
        serving(places[1], "streamlit run", **shown) as two,
    ):
        yield [one, two]


@contextmanager
def _behind(nginx: str, folder: Path, servers: list[Server]) -> Iterator[Server]:
    """Start nginx with the configuration of the document, on free ports."""
    ports = dict(zip(PORTS, (*(server.port for server in servers), free_port()), strict=True))
    text = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    (site,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    for written, free in ports.items():
        site = site.replace(f":{written};", f":{free};").replace(f":{written} ", f":{free} ")
    configuration = folder / "nginx.conf"
    configuration.write_text(WHOLE.format(folder=folder, site=site), encoding="utf-8")
    running = subprocess.Popen([nginx, "-p", str(folder), "-c", str(configuration)])
    try:
        wait_for(ports[PORTS[2]])
        yield Server(ports[PORTS[2]], servers[0].outgoing, running.pid)
    finally:
        running.terminate()
        running.wait(timeout=30)


def _watched(address: Server, viewers: int, seconds: float, database: Path, servers: list[Server]) -> Seen:
    """Let viewers click; publish a new file and end a process on the way."""
    seen, until = Seen(), time.monotonic() + seconds
    publishes = threading.Timer(seconds / 3, _publish, [database])
    ends = threading.Timer(2 * seconds / 3, _end, [servers[1]])
    publishes.start()
    ends.start()
    with ThreadPoolExecutor(viewers) as pool:
        for done in [pool.submit(_view, address, number, until, seen) for number in range(viewers)]:
            done.result()
    publishes.join()
    ends.join()
    return seen


def _view(address: Server, number: int, until: float, seen: Seen) -> None:
    """Click as one viewer does until the time is up; connect again where the connection is lost."""
    random = Random(number)
    time.sleep(random.uniform(0, THINK))
    cookie = _cookie(address)
    while time.monotonic() < until:
        try:
            with address.open(address.own, cookie=cookie) as stream:
                while time.monotonic() < until:
                    spent = rerun(stream, random.choice(PAGES), random.choice(PERIODS))
                    seen.times.append((time.monotonic(), spent))
                    time.sleep(random.expovariate(1 / THINK))
        except (ConnectionClosed, InvalidStatus, OSError):
            seen.again += 1
            time.sleep(1)
        except RuntimeError as error:
            seen.errors.append(str(error))


def _cookie(address: Server) -> str:
    """Ask for the page as a browser does first, and return what it is to be known by."""
    answer = address.get("/")
    answer.read()
    return (answer.getheader("set-cookie") or "").partition(";")[0]


def _publish(database: Path) -> None:
    """Put a new file in the place of the published one, as the document says."""
    following = database.with_name("next")
    shutil.copyfile(database, following)
    following.replace(database)
    print("  a new file is published", flush=True)


def _end(server: Server) -> None:
    subprocess.run(["kill", "-9", str(server.pid)], check=True)
    print("  one process is ended", flush=True)


def _tell(seen: Seen) -> None:
    first, last = seen.times[0][0], seen.times[-1][0]
    for third, when in enumerate(("both serve", "a new file, both serve", "one is left")):
        times = [spent for at, spent in seen.times if int(3 * (at - first) / (last - first + 1)) == third]
        print(
            f"  {when}: {len(times):,} clicks, median {median(times) * 1000:.0f} ms, 95 in 100 within "
            f"{quantiles(times, n=20)[-1] * 1000:.0f} ms, most {max(times) * 1000:.0f} ms"
        )
    print(f"  {len(seen.errors)} errors; viewers connected again {seen.again} times")
    for error in sorted(set(seen.errors)):
        print(f"    {error}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.speed.viewers", description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000, metavar="N")
    parser.add_argument("--viewers", type=int, default=80, metavar="N")
    parser.add_argument("--seconds", type=float, default=90, metavar="N")
    return parser.parse_args()


if __name__ == "__main__":
    main()
