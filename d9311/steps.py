"""What to do about a denial code, from the list of codes."""

from __future__ import annotations

PATIENT_OWES = ("bill the patient", "bill patient", "collect from the patient")


def next_step(step: str, route: str, group_code: str | None) -> str:
    """Return what to do about a denial code.

    CO and PI mean that the patient must not be billed, so such a step is never given for them; where the
    export names no group, the step comes with the advice to read it first.
    """
    steps = [part.strip() for part in step.split(";")]
    routes = [part.strip() for part in route.split(" or ") if part.strip() not in ("none", "depends")]
    if group_code in ("CO", "PI"):
        steps = [part for part in steps if not any(words in part for words in PATIENT_OWES)]
        routes = [part for part in routes if part not in PATIENT_OWES]
        routes = routes or ["write off"]
    said = "; ".join(steps)
    said += f" ({' or '.join(routes)})" if routes and " or ".join(routes) != said else ""
    if group_code in ("CO", "PI"):
        return f"{said}. {group_code}: do not bill the patient."
    if group_code == "PR":
        return f"{said}. PR: the patient owes this."
    mentions_patient = any(words in said for words in PATIENT_OWES)
    return (
        f"{said}. The group code is not known: read it on the EOB first." if mentions_patient else f"{said}."
    )
