"""What a page of a served dashboard sends to the browser, kept so that a constant page can send it again."""

from __future__ import annotations

import pickle
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.served import Server


def record(server: Server, page: str, queries: tuple[str, str], target: Path) -> Path:
    """Write the elements of a page under two query strings into a file for `tests.speed.constant`."""
    target.write_bytes(pickle.dumps([_elements(server, page, query) for query in queries]))
    return target


def _elements(server: Server, page: str, query: str) -> list[bytes]:
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    elements = []
    with server.open(server.own) as stream:
        stream.send(asked.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(bytes(stream.recv(timeout=120)))  # type: ignore[arg-type]
            if message.WhichOneof("type") == "delta":
                elements.append(message.SerializeToString())
            if message.WhichOneof("type") == "script_finished":
                return elements
