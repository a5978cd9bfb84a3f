"""What an upload is: which kind of file, its header with the first rows, or why it cannot be imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from d9311.ingest.headers.columns import match_columns
from d9311.ingest.mapping import look
from d9311.ingest.mapping.matching import Mappings
from d9311.ingest.mapping.profiles import MAPPED_KINDS, read_profile
from d9311.ingest.mapping.proposal import Mapping
from d9311.ingest.mapping.recognising import check_kind
from d9311.ingest.mapping.recognising import recognise as recognise_file
from d9311.ingest.places import private_folder
from d9311.ingest.reading.encoding import CHUNK_BYTES
from d9311.ingest.reading.sample import Sample
from d9311.ingest.reading.sniff import HEAD_BYTES, sniff_kind

KINDS = {
    "claims": "Claims",
    "consultations": "Consultations",
    "fees": "Fee schedule",
    "payer_rules": "Payer rules",
    "payer_alias": "Payer aliases",
}
Content = bytes | memoryview


def recognise(content: Content, name: str = "file", saved: Sequence[Mapping] = ()) -> str | None:
    """Return the kind of file, None when nothing tells it. Raises Refused for what is no table at all."""
    with _on_disk(content, name) as path:
        return recognise_file(path, saved)


def first_rows(content: Content, name: str, kind: str, mappings: Mappings) -> Sample | None:
    """Return header and first rows of a file whose columns may need a mapping, None for another.

    Raises Refused for what cannot be imported as this kind.
    """
    with _on_disk(content, name) as path:
        check_kind(path, kind)
        if sniff_kind(bytes(content[:HEAD_BYTES])) == "x12":
            return None
        sample = look(path, kind, mappings)
    if kind in MAPPED_KINDS:
        return sample
    match_columns(sample.header, kind, name, None)
    return None


def profile_in(content: Content, name: str) -> Mapping:
    """Return the mapping profile that an upload is. Raises Refused for a broken one."""
    with _on_disk(content, name) as path:
        return read_profile(path)


@contextmanager
def _on_disk(content: Content, name: str) -> Iterator[Path]:
    """Write as much of an upload as a look at it needs; it is deleted afterwards."""
    is_text = sniff_kind(bytes(content[:HEAD_BYTES])) == "text"
    with private_folder() as folder:
        path = folder / Path(name).name
        path.write_bytes(content[:CHUNK_BYTES] if is_text else content)
        yield path
