"""Times of day as exports write them: `HH:MM`, `HH:MM:SS`, `H:MM am`, `2 pm`, `1430`, `14h30`."""

from __future__ import annotations

import re
from datetime import time

from d9311.ingest.values.plain import plain

_ZONE_NAME = r"(?:z|utc|gmt|[ecmp][sd]?t|ak[sd]t|hst)"
# A time zone: an offset, a name, or both (`+0000 UTC`). The time counts as written, whatever the zone.
ZONE = rf"(?: ?(?:{_ZONE_NAME}|[-+][0-9]{{2}}(?::?[0-9]{{2}})?(?: \(?{_ZONE_NAME}\)?)?))"
CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[ap](?:\.?m\.?)?)?"
_TIME = re.compile(
    r"(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]+))?)?"
    rf"(?: ?(?P<half>[ap])(?:\.?m\.?)?| ?h(?:rs?\.?|ours)?)?(?P<zone>{ZONE})?",
    re.IGNORECASE,
)
_HOUR = re.compile(rf"(?P<hour>[0-9]{{1,2}}) ?(?P<half>[ap])\.?m\.?{ZONE}?", re.IGNORECASE)
_DIGITS = re.compile(
    r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?(?: ?h(?:rs?\.?|ours)?)?", re.IGNORECASE
)


def parse_time(text: str) -> time | None:
    """The time of day that a text writes; None when it writes none."""
    text = plain(text)
    match = _TIME.fullmatch(text) or _HOUR.fullmatch(text) or _DIGITS.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    if (found.get("zone") or "").startswith("-") and not found["second"]:
        return None  # from one time to another
    hour, half = int(found["hour"]), found.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    microsecond = int(f"{found.get('fraction') or 0:0<6}"[:6])
    try:
        return time(hour, int(found.get("minute") or 0), int(found.get("second") or 0), microsecond)
    except ValueError:
        return None
