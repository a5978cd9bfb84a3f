"""Whether the two exports speak of the same patients, and why they may not: `0045` here and `45` there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from d9311.ingest.pseudonym import KNOWN, pseudonyms
from d9311.ingest.report import Notice
from d9311.ingest.staging.patient_rules import RULES, changed, merges

# Of so many patients with a consultation fewer than so many in a hundred among the patients of the claims:
# the two exports call the patients by different keys. Consultations that are not billed leave far more.
# Where more are, so many others that one reason explains: 12345 is written alike in both, 00045 is not.
FEWEST = 5
PERCENT = 10
# Where more are shared, so many practices are looked at, those with most patients in the consultations alone,
# and of each so many patients: every import looks, and most exports share many patients and not all.
MOST_PRACTICES = 10
MOST_TRIED = 1_000
# Patients of a file that are remembered until the call is done, to try the likely reasons on.
MOST_REMEMBERED = 20_000
_OTHER = {"claims": "consultations", "consultations": "claims"}
# An X12 file knows patients by their member id alone, so that it says nothing of the practice's own keys.
_ROWS = {
    "claims": "(select claim_rows.* from claim_rows join imports using (import_id) "
    "where not starts_with(encoding, 'X12'))",
    "consultations": "consultation_rows",
}


def remember_patients(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return identifiers of patients of the staged file, as written; they are never stored."""
    found = connection.execute(
        f"select text from patients where not starts_with(text, '{KNOWN}') "
        f"order by hash(text) limit {MOST_REMEMBERED}"
    )
    return [text for (text,) in found.fetchall()]


def said_of_patients(
    connection: duckdb.DuckDBPyConnection,
    key: bytes,
    remembered: Mapping[str, Sequence[str]],
    imports: Sequence[int],
) -> Iterator[Notice]:
    """Yield what is to be said of each practice whose consultations and claims hardly share a patient, or
    where one reason explains why many are not shared.

    `remembered`: identifiers as written, by kind of file; `imports`: those of the call. No identifier is in
    what is said. A rule is sought first for the kind of which fewest files were imported before: all have to
    be read by it.
    """
    found = _strangers(connection)
    older = _older_files(connection, imports) if found else {}
    order = sorted(remembered, key=lambda kind: older.get(kind, 0))
    keys = {kind: _keys(key, remembered[kind]) for kind in order} if found else {}
    for practice, consulted, shared, is_hardly in found:
        where = f"Practice {practice}: " if len(found) > 1 else ""
        kind, rule, reason = _likely_reason(connection, key, keys, practice, is_hardly)
        if not (is_hardly or rule):
            continue
        files = f"every export of the {kind}" if older.get(kind) else f"the {kind}"
        trial = f" To try it, import {files} again with --patients {kind}={rule}." if rule else ""
        said = (
            f"{where}{consulted:,} patients have a consultation, and {_among(consulted, shared, is_hardly)} "
            f"{reason} Export patient_id in the same way in both, undo the import, and import again.{trial}"
        )
        yield Notice(said, kind, "" if older.get(kind) else rule)


def _among(consulted: int, shared: int, is_hardly: bool) -> str:
    if not is_hardly:
        return (
            f"{consulted - shared:,} of them are not among the patients of the claims, so that these find no "
            "claim."
        )
    among = "none is" if not shared else f"only {shared:,} {'is' if shared == 1 else 'are'}"
    return (
        f"{among} among the patients of the claims, so that consultations and claims hardly find each other."
    )


def _older_files(connection: duckdb.DuckDBPyConnection, imports: Sequence[int]) -> dict[str, int]:
    """How many files of each kind were imported before."""
    found = connection.execute(
        "select kind, count(*) from imports where not list_contains($imports, import_id) group by kind",
        {"imports": list(imports)},
    )
    return dict(found.fetchall())


def _strangers(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, int, int, bool]]:
    """Practices with both exports of which some patients are in one alone: how many patients have a
    consultation, how many of them are in the claims, and whether these are hardly any."""
    return connection.execute(
        f"""with consulted as (
            select distinct practice_id, patient_id from consultation_rows
        ),
        claimed as not materialized (
            select practice_id, patient_id from {_ROWS["claims"]}
        ),
        shared as (
            select distinct practice_id, patient_id
            from claimed
            semi join consulted using (practice_id, patient_id)
        ),
        claiming as (
            select distinct practice_id from claimed
        )
        select practice_id, count(*) as consultations, count(shared.patient_id) as found,
            100 * found < {PERCENT} * consultations as is_hardly
        from consulted
        left join shared using (practice_id, patient_id)
        semi join claiming using (practice_id)
        group by practice_id
        having consultations - found >= {FEWEST}
        qualify is_hardly or row_number() over (
            partition by is_hardly order by consultations - found desc, practice_id) <= {MOST_PRACTICES}
        order by practice_id"""
    ).fetchall()


def _keys(key: bytes, texts: Sequence[str]) -> dict[str, str]:
    return dict(zip(texts, pseudonyms(key, texts), strict=True))


def _likely_reason(
    connection: duckdb.DuckDBPyConnection,
    key: bytes,
    keys: Mapping[str, Mapping[str, str]],
    practice: str,
    is_hardly: bool,
) -> tuple[str, str, str]:
    """Try each rule on the identifiers of the files at hand, each with its pseudonym; return kind, rule and
    words of the best, if any. Where more than hardly a patient is shared, it is tried on the others alone."""
    best, kind_of_best, rule_of_best, found_by_best, most = 0.5, "", "", 0, 0
    stored = {kind: _stored(connection, kind, practice) for kind in _OTHER} if keys else {}
    for kind, pseudonym_of in keys.items():
        own, others = stored[kind], stored[_OTHER[kind]]
        shared = set() if is_hardly else own & others
        alone, others = own - shared, others - shared
        mine = [text for text, pseudonym in pseudonym_of.items() if pseudonym in alone]
        tried = mine if is_hardly else mine[:MOST_TRIED]
        strangers = len(mine) if kind == "consultations" else len(others)
        possible = min(len(mine), len(others)) if is_hardly else strangers * len(tried) // max(1, len(mine))
        for rule in RULES if possible >= (1 if is_hardly else FEWEST) else ():
            new = [one for one, text in zip(changed(rule, tried), tried, strict=True) if one != text]
            found = len(others.intersection(pseudonyms(key, new)))
            if found / possible <= best:
                continue
            if not merges(rule, [text for text, pseudonym in pseudonym_of.items() if pseudonym in own]):
                best, kind_of_best, rule_of_best = found / possible, kind, rule
                found_by_best, most = found, possible
    if not rule_of_best:
        none = "No likely reason was found: the one may hold chart numbers and the other numbers of another "
        return "", "", none + "kind."
    reason = RULES[rule_of_best].reason.format(kind=kind_of_best)
    said = f"The likely reason is {reason}: but for that, {found_by_best:,} of {most:,} would be found."
    return kind_of_best, rule_of_best, said


def _stored(connection: duckdb.DuckDBPyConnection, kind: str, practice: str) -> set[str]:
    found = connection.execute(
        f"select distinct patient_id from {_ROWS[kind]} where practice_id = $practice", {"practice": practice}
    )
    return {patient for (patient,) in found.fetchall()}
