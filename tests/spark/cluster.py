"""A standalone cluster of Spark on this machine: a master and workers, each in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

HOST = "127.0.0.1"
MASTER, WORKER = (f"org.apache.spark.deploy.{name}" for name in ("master.Master", "worker.Worker"))
TO_START = 90
"""Seconds in which master and workers must be there."""


@dataclass(frozen=True)
class Cluster:
    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]]

    def lost(self) -> int:
        """How many workers the master has noticed to be gone."""
        return (self.folder / "master.log").read_text().count("Removing worker")

    def executors(self, worker: int) -> int:
        """How many executors a worker has started."""
        return (self.folder / f"worker{worker}.log").read_text().count("Asked to launch executor")

    def kill(self, worker: int) -> None:
        """Kill a worker and its executors, which get no word of it before."""
        os.killpg(self.workers[worker].pid, signal.SIGKILL)
        self.workers[worker].wait()


@contextmanager
def started(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a cluster whose workers have one core each; end all of it afterwards."""
    port = _free_port()
    address = f"spark://{HOST}:{port}"
    processes = [_start(folder / "master.log", MASTER, "--port", str(port), "--webui-port", "0")]
    try:
        wait_for(lambda: _says(folder / "master.log", "New state: ALIVE"), processes[0], TO_START)
        for number in range(workers):
            of_worker = ("--cores", "1", "--memory", "1g", "--webui-port", "0")
            place = ("--work-dir", str(folder / f"work{number}"))
            log = folder / f"worker{number}.log"
            processes.append(_start(log, WORKER, *of_worker, *place, address))
        for number, process in enumerate(processes[1:]):
            log = folder / f"worker{number}.log"
            wait_for(partial(_says, log, "Successfully registered"), process, TO_START)
        yield Cluster(address, folder, processes[1:])
    finally:
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until something is so, as long as a process lives. Raises TimeoutError, RuntimeError."""
    until = time.monotonic() + seconds
    while not condition():
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        if time.monotonic() > until:
            raise TimeoutError(f"not within {seconds} seconds")
        time.sleep(0.01)


def _start(log: Path, name: str, *options: str) -> subprocess.Popen[bytes]:
    """Start a part of Spark as the leader of a group, to which the executors of a worker belong."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_LOCAL_IP": HOST,
    }
    command = [str(home / "bin" / "spark-class"), name, "--host", HOST, *options]
    with log.open("wb") as file:
        return subprocess.Popen(
            command, env=environment, stdout=file, stderr=file, cwd=log.parent, start_new_session=True
        )


def _says(log: Path, words: str) -> bool:
    return words in log.read_text()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])
