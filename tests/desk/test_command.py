"""`work` on the command line: what stands, and the steps of one item, as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.cli import main
from d9311.desk import changing
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines


def test_work_lists_what_stands_and_the_steps_of_one_item(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changing, "now", lambda: "2025-03-10T12:00:00.000")
    desk = Desk(tmp_path)
    desk.take(claim_lines("claim\nC1"))
    desk.take(claim_lines("claim\nC2"))
    desk.set("episode|practice|C1|1", state="sent", note="=1+1")
    desk.set("episode|practice|C2|1", assign="Bob")
    desk.undo_import(2)
    command = ["work", "--db", str(desk.database)]
    assert main(command) == 0
    assert capsys.readouterr().out.splitlines() == [
        "item_id,state,why,owner,snoozed_until,note,changed_by,changed_at,is_in_data",
        "episode|practice|C1|1,sent,,,,'=1+1,Ann,2025-03-10 12:00:00,true",
        "episode|practice|C2|1,to do,Not in the data now.,Bob,,,Ann,2025-03-10 12:00:00,false",
    ]
    assert main([*command, "--history", "episode|practice|C2|1"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "step,batch,changed_at,changed_by,what,before,after,undone_step,is_undone,item_id_then",
        "3,2,2025-03-10 12:00:00,Ann,assign,,Bob,,false,episode|practice|C2|1",
    ]
    assert main([*command, "--history", "episode|practice|C9|1"]) == 2
    said = "Nothing was done about that item. The list without --history names all.\n"
    assert capsys.readouterr().err == said
    assert main(["work", "--db", str(tmp_path / "none.duckdb")]) == 1
    assert capsys.readouterr().err.startswith("There is no database at ")
