"""How the dashboard is started: which port, and whether a browser opens."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from d9311 import cli, serve

Command = list[str]


class Replaced(Exception):
    """Stands for the end of our process when the server takes its place."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Command:
    command: Command = []

    def replace(program: str, arguments: Command, environment: dict[str, str]) -> None:
        command.extend([*arguments, f"D9311_DB={environment['D9311_DB']}"])
        raise Replaced

    monkeypatch.setattr("os.execve", replace)
    monkeypatch.setattr("os.chdir", lambda folder: None)
    return command


@contextmanager
def taken_port() -> Iterator[int]:
    with closing(socket.create_server((serve.ADDRESS, 0))) as server:
        yield server.getsockname()[1]


def option(command: Command, name: str) -> str:
    return command[command.index(f"--{name}") + 1]


def test_server_listens_on_this_computer_only(started: Command, tmp_path: Path) -> None:
    with pytest.raises(Replaced):
        serve.serve(tmp_path / "mine.duckdb")
    assert option(started, "server.address") == "127.0.0.1"
    assert started[-1] == f"D9311_DB={tmp_path / 'mine.duckdb'}"


def test_next_port_is_used_when_the_first_is_taken(
    started: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with taken_port() as port:
        monkeypatch.setattr(serve, "FIRST_PORT", port)
        with pytest.raises(Replaced):
            serve.serve(tmp_path / "mine.duckdb")
    assert int(option(started, "server.port")) > port


def test_port_that_was_asked_for_and_is_taken_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with taken_port() as port:
        code = cli.main(["serve", "--db", str(tmp_path / "mine.duckdb"), "--port", str(port)])
    assert code == 2
    assert capsys.readouterr().err == (
        f"Port {port} is taken by another program. Give a free one: --port 8700\n"
    )


@pytest.mark.parametrize(("display", "headless"), [(":0", "false"), ("", "true")])
def test_browser_opens_only_where_there_is_a_screen(
    display: str, headless: str, started: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with pytest.raises(Replaced):
        serve.serve(tmp_path / "mine.duckdb")
    assert option(started, "server.headless") == headless
