"""A pattern of DuckDB (RE2) in the words of Java, so that it matches the same texts on Spark."""

from __future__ import annotations

# Java's white space holds the vertical tab, and its word bounds every script: RE2 knows ASCII.
_SPACES = r" \t\n\f\r"
_BOUND = r"(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))"
# Java takes a new line before the end for the end, and more signs than one for a new line.
_END = r"\z"
_LINES = "(?d)"


def java(pattern: str, is_whole: bool = False) -> str:
    """Return a pattern for Java; `is_whole`: of which the whole text must be one match."""
    parts: list[str] = []
    position, in_class = 0, False
    while position < len(pattern):
        sign = pattern[position : position + (2 if pattern[position] == "\\" else 1)]
        position += len(sign)
        if sign == "[" and not in_class:
            in_class = True
            start = next((start for start in ("^]", "^", "]") if pattern.startswith(start, position)), "")
            parts.append("[" + start.replace("]", "\\]"))
            position += len(start)
        elif in_class:
            parts.append(_in_class(sign))
            in_class = sign != "]"
        else:
            parts.append(_outside(sign))
    text = "".join(parts)
    return _LINES + (f"^(?:{text}){_END}" if is_whole else text)


def _in_class(sign: str) -> str:
    """Within brackets Java reads a bracket as another class and two ampersands as what both hold."""
    return {r"\s": _SPACES, "[": r"\[", "&": r"\&"}.get(sign, sign)


def _outside(sign: str) -> str:
    return {r"\s": f"[{_SPACES}]", r"\S": f"[^{_SPACES}]", r"\b": _BOUND, "$": _END}.get(sign, sign)


def literal(text: str) -> str:
    """Return a pattern that matches a text as it is."""
    return "".join(sign if sign.isalnum() or sign == " " else f"\\{sign}" for sign in text)


def replacement(text: str) -> str:
    """Return what replaces a match: RE2 calls a group \\1, Java $1."""
    parts = text.replace("$", r"\$").split("\\")
    return parts[0] + "".join(f"${part}" if part[:1].isdigit() else f"\\{part}" for part in parts[1:])
