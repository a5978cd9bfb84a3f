"""Variants that are stored wrong and that no reader could tell, each with its reason."""

from __future__ import annotations

_MAC = "every byte of Mac Roman is a letter of Windows-1252 too; that the file was read as that is said"
KNOWN: dict[tuple[str, str], str] = {(style, "encoding mac-roman"): _MAC for style in ("plain", "quoted")}
