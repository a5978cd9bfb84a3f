"""`packet`: letters about a claim, as PDF and as DOCX."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from d9311.cli.codes import DONE, REFUSED, Commands
from d9311.packet import FORMATS, KINDS

ZIP_NAME = "packets.zip"


def add(commands: Commands) -> None:
    """Add the command to the parser."""
    packet = commands.add_parser("packet", help="letters about a claim: appeal, corrected claim, ...")
    packet.set_defaults(run=_packet)
    packet.add_argument("--db", required=True, metavar="FILE")
    packet.add_argument("--claim", required=True, action="append", metavar="ID", help="may be given again")
    packet.add_argument("--practice", metavar="P", help="whose claim, where several have its number")
    packet.add_argument("--kind", choices=list(KINDS), default="appeal")
    packet.add_argument("--format", action="append", choices=list(FORMATS), help="else both")
    packet.add_argument("--out", required=True, type=Path, metavar="DIR", help="nothing there is replaced")
    packet.add_argument("--zip", action="store_true", help=f"all in one file, {ZIP_NAME}, with their list")
    packet.add_argument("--letterhead", type=Path, metavar="TOML", help="else letterhead.toml beside FILE")
    packet.add_argument("--patient-name", default="", metavar="NAME", help="printed as typed, kept nowhere")
    packet.add_argument("--dated", type=date.fromisoformat, metavar="D", help="else a blank to fill in")


def _packet(chosen: argparse.Namespace) -> int:
    from d9311.packet import PacketError, packed

    try:
        files = _made(chosen)
    except PacketError as error:
        return _refuse(str(error))
    if chosen.zip:
        files = {ZIP_NAME: packed(files)}
    try:
        chosen.out.mkdir(parents=True, exist_ok=True)
        there = [name for name in files if (chosen.out / name).exists()]
        if there:
            return _refuse(f"{there[0]} is there already and may have been edited. Give another folder.")
        for name, content in files.items():
            with (chosen.out / name).open("xb") as file:
                file.write(content)
            print(chosen.out / name)
    except OSError as error:
        return _refuse(f"{chosen.out} cannot be written ({error.strerror}). Give another folder.")
    return DONE


def _made(chosen: argparse.Namespace) -> dict[str, bytes]:
    from d9311.ingest.practices import known_id
    from d9311.packet import PacketError, letterhead, make
    from d9311.packet.facts import episodes_of_claim
    from d9311.store import open_database

    heads = letterhead.read(chosen.letterhead) if chosen.letterhead else letterhead.beside(chosen.db)
    cursor = open_database(chosen.db).cursor()
    practice = known_id(cursor, chosen.practice) if chosen.practice else None
    episodes: list[str] = []
    for number, claim in enumerate(dict.fromkeys(chosen.claim), 1):
        found = episodes_of_claim(cursor, claim, practice)
        if not found:
            raise PacketError(f"Claim {number} of those given has no D9311 line. Look at its number again.")
        episodes += found
    return make(
        cursor,
        episodes,
        chosen.kind,
        heads,
        chosen.format or tuple(FORMATS),
        patient_name=chosen.patient_name,
        dated=chosen.dated,
        listed=chosen.zip,
    )


def _refuse(said: str) -> int:
    print(said, file=sys.stderr)
    return REFUSED
