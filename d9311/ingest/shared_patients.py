"""Whether the two exports speak of the same patients, and why they may not: `0045` here and `45` there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import duckdb

from d9311.ingest.pseudonym import KNOWN, pseudonyms

# Of so many patients with a consultation fewer than so many in a hundred among the patients of the claims: the two
# exports call the patients by different keys. Consultations that are not billed leave far more.
FEWEST = 5
PERCENT = 10
# Patients of a file that are remembered until the call is done, to try the likely reasons on.
MOST_REMEMBERED = 20_000
_OTHER = {"claims": "consultations", "consultations": "claims"}
_ROWS = {"claims": "claim_rows", "consultations": "consultation_rows"}

# What to change in the texts of one export, with the words for why: `{kind}` is that export.
_CHANGES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("leading zeros, which only the {kind} have", lambda text: text.lstrip("0")),
    *(
        ("leading zeros, which the {kind} lack", lambda text, width=width: text.zfill(width))  # type: ignore[misc]
        for width in range(2, 13)
    ),
    ("upper and lower case", str.lower),
    ("upper and lower case", str.upper),
    ("a decimal point, which only the {kind} have", lambda text: re.sub(r"[.,]0+$", "", text)),
    ("a decimal point, which the {kind} lack", lambda text: f"{text}.0"),
    ("letters before the number, which only the {kind} have", lambda text: re.sub(r"^\D+", "", text)),
    (
        "letters and zeros before the number, which only the {kind} have",
        lambda text: re.sub(r"^\D+0*", "", text),
    ),
    (
        "something behind the number, which only the {kind} have",
        lambda text: re.sub(r"(?<=\d)\D.*$", "", text),
    ),
    ("spaces or punctuation, which only the {kind} have", lambda text: re.sub(r"[\W_]", "", text)),
)


def remember_patients(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return identifiers of patients of the staged file, as written; they are never stored."""
    found = connection.execute(
        f"select text from patients where not starts_with(text, '{KNOWN}') order by hash(text) limit {MOST_REMEMBERED}"
    )
    return [text for (text,) in found.fetchall()]


def said_of_patients(
    connection: duckdb.DuckDBPyConnection, key: bytes, remembered: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield what is to be said of each practice whose consultations and claims hardly share a patient.

    `remembered`: identifiers as written, by kind of file. No identifier is in what is said.
    """
    found = _strangers(connection)
    for practice, consulted, shared in found:
        where = f"Practice {practice}: " if len(found) > 1 else ""
        among = "none is" if not shared else f"only {shared:,} {'is' if shared == 1 else 'are'}"
        yield (
            f"{where}{consulted:,} patients have a consultation, and {among} among the patients of the claims, so that "
            f"consultations and claims hardly find each other. {_likely_reason(connection, key, remembered, practice)} "
            "Export patient_id in the same way in both, undo the import, and import again."
        )


def _strangers(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int]]:
    """Practices with both exports: how many patients have a consultation, and how many of them are in the claims."""
    return connection.execute(
        f"""with consulted as (
            select distinct practice_id, patient_id from consultation_rows
        ),
        shared as (
            select practice_id, patient_id from consulted semi join claim_rows using (practice_id, patient_id)
        )
        select practice_id, count(*), count(shared.patient_id)
        from consulted
        left join shared using (practice_id, patient_id)
        semi join claim_rows using (practice_id)
        group by practice_id
        having count(*) >= {FEWEST} and 100 * count(shared.patient_id) < {PERCENT} * count(*)
        order by practice_id"""
    ).fetchall()


def _likely_reason(
    connection: duckdb.DuckDBPyConnection, key: bytes, remembered: Mapping[str, Sequence[str]], practice: str
) -> str:
    """Try each change on the identifiers of the files at hand, and say the one by which most would be found."""
    best, reason = 0.5, ""
    for kind, texts in remembered.items():
        own, others = (_stored(connection, one, practice) for one in (kind, _OTHER[kind]))
        mine = [text for text, stored in zip(texts, pseudonyms(key, texts), strict=True) if stored in own]
        possible = min(len(mine), len(others))
        for words, change in _CHANGES:
            changed = {other for text in mine if (other := change(text)) != text and other}
            found = len(others.intersection(pseudonyms(key, changed)))
            if possible and found / possible > best:
                best = found / possible
                reason = f"{words.format(kind=kind)}: but for that, {found:,} of {possible:,} would be found"
    if reason:
        return f"The likely reason is {reason}."
    return "No likely reason was found: the one may hold chart numbers and the other numbers of another kind."


def _stored(connection: duckdb.DuckDBPyConnection, kind: str, practice: str) -> set[str]:
    found = connection.execute(
        f"select distinct patient_id from {_ROWS[kind]} where practice_id = $practice", {"practice": practice}
    )
    return {patient for (patient,) in found.fetchall()}
