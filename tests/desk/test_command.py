"""`work` on the command line: what stands, and the steps of one item, as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.cli import main
from d9311.desk import changing, logs
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines


@pytest.mark.slow
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


def test_events_are_noted_listed_and_removed_as_on_the_page_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "now", lambda: "2025-03-10T12:00:00.000")
    desk = Desk(tmp_path)
    desk.take(claim_lines("claim | payer\nC1 | Delta of X\nC2 | Delta of X"))
    command = ["events", "--db", str(desk.database)]

    def said(*more: str) -> tuple[int, str, str]:
        code = main([*command, *more])
        return code, *capsys.readouterr()

    head = "event,day,words,payer,practice_id,noted_by,noted_at,is_removed\n"
    at = "2025-03-10T12:00:00.000"
    assert said() == (0, head, "")
    ann, day = ("--by", "Ann"), ("--from", "2025-03-01")
    assert said("--note", "letters", *day, *ann) == (0, "1\n", "")
    of = ("--payer", "delta  OF x", "--practice", "practice")
    assert said("--note", "=1+1", *day, *ann, *of) == (0, "2\n", "")
    assert said("--remove", "1", "--by", "Bob") == (0, "", "")
    rows = f"2025-03-01,'=1+1,Delta of X,practice,Ann,{at},false\n"
    assert said() == (0, f"{head}1,2025-03-01,letters,,,Ann,{at},true\n2,{rows}", "")
    assert said("--again", "1", *ann) == (0, "", "")
    assert said()[1].splitlines()[1] == f"1,2025-03-01,letters,,,Ann,{at},false"
    nobody = "Say who you are first: a name, as your colleagues know it.\n"
    assert said("--note", "letters", *day) == (2, "", nobody)
    assert said("--remove", "1") == (2, "", nobody)
    assert said("--remove", "9", *ann) == (2, "", "There is no event 9.\n")
    no_day = "Give the day from which it was done: --from 2025-03-01.\n"
    assert said("--note", "letters", *ann) == (2, "", no_day)
    no_payer = "No payer of the data is called so. Write its name as the filter bar lists it.\n"
    assert said("--note", "letters", *day, *ann, "--payer", "Aetna") == (2, "", no_payer)
    no_practice = "No practice of the data is called so. `practices` lists them.\n"
    assert said("--note", "letters", *day, *ann, "--practice", "OAK") == (2, "", no_practice)
    assert len(said()[1].splitlines()) == 3


def test_notes_are_pinned_listed_and_removed_as_on_the_charts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "now", lambda: "2025-03-10T12:00:00.000")
    desk = Desk(tmp_path)
    desk.take(claim_lines("claim | payer\nC1 | Delta of X\nC2 | Delta of X"))  # as above: imported once

    def said(*more: str) -> tuple[int, str, str]:
        code = main(["notes", "--db", str(desk.database), *more])
        return code, *capsys.readouterr()

    head, at = "note,month,payer,words,noted_by,noted_at,is_removed\n", "2025-03-10T12:00:00.000"
    ann = ("--by", "Ann")
    assert said("--note", "=1+1", "--month", "2025-03", "--payer", "delta  OF x", *ann) == (0, "1\n", "")
    assert said("--remove", "1", "--by", "Bob") == (0, "", "")
    assert said() == (0, f"{head}1,2025-03,Delta of X,'=1+1,Ann,{at},true\n", "")
    assert said("--again", "1", *ann) == (0, "", "")
    assert said()[1].endswith(",false\n")
    assert said("--remove", "9", *ann) == (2, "", "There is no note 9.\n")
    pinned = "Choose the month or the payer that the note is about.\n"
    assert said("--note", "new fees", *ann) == (2, "", pinned)
