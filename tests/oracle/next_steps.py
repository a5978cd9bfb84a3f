"""What comes next for an item of work (`worklist.md`, next step)."""

from __future__ import annotations

from tests.oracle.reference import denial_step

STEPS = {
    "denied": "read the reason on the EOB and enter its code",
    "rejected": "correct what the rejection names and send it again",
    "not sent": "send it",
    "taken back": "read on the EOB why the payment was taken back, and answer",
    "waiting too long": "ask the payer for the status",
    "underpaid": "ask the payer to pay what the contract says",
    "ambiguous link": "say which consultation was billed",
    "billed without record": "find the note, or record why there is none",
    "never billed": "bill it, or note why it is not billed",
}
USED_UP = {
    "PR": "bill the patient",
    "CO": "write off",
    "PI": "write off",
    None: "read on the EOB who owes it, then bill the patient or another payer",
}
PATIENT_PAYS = ("bill the patient", "bill patient", "collect from the patient")


def routes(code: str | None, group: str | None) -> str | None:
    """Where a code leads to first; CO and PI never to the patient."""
    free = group in ("CO", "PI")
    _, listed = denial_step(code)
    for part in listed.replace(" then ", " or ").split(" or "):
        if part in ("resubmit", "correct and resubmit"):
            return "correct and resubmit"
        if part == "bill patient":
            return "write off" if free else part
        if part in ("appeal", "bill other payer", "write off"):
            return part
    return {"PR": "bill patient", "CO": "write off", "PI": "write off"}.get(group or "")


def next_step(kind: str, code: str | None, group: str | None) -> str:
    if kind == "exhausted":
        return USED_UP.get(group, USED_UP[None])
    if kind not in ("denied", "rejected"):
        return STEPS[kind]
    listed, _ = denial_step(code)
    parts = [part.strip() for part in listed.split(";")] if listed is not None else [STEPS[kind]]
    if listed is not None and group in ("CO", "PI"):
        parts = [part for part in parts if not any(words in part for words in PATIENT_PAYS)]
    step, route = "; ".join(parts), routes(code, group)
    if route is None or step.replace(" the ", " ").startswith(route):
        return step
    return f"{route}: {step}" if step else route
