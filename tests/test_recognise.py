"""What an upload is, told by its first bytes before it is imported."""

from __future__ import annotations

import gzip

import pytest

from d9311.ui.recognise import recognise
from tests.reading import HEADER, ROW
from tests.x12.messages import check, interchange

PLAIN = f"{HEADER}\n{ROW}\n".encode()
X12 = interchange(check("0")).encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PLAIN, "claims"),
        (gzip.compress(PLAIN, mtime=0), "claims"),
        (X12, "claims"),
        (b"\xef\xbb\xbf" + X12, "claims"),
        (gzip.compress(X12, mtime=0), "claims"),
        (gzip.compress(PLAIN, mtime=0)[:12], None),
        (b"\x1f\x8bnothing", None),
        (b"PK\x03\x04", None),
    ],
)
def test_an_upload_is_recognised_by_its_content(content: bytes, kind: str | None) -> None:
    assert recognise(content) == kind
