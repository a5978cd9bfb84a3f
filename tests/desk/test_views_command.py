"""`views` on the command line: the list, one then and now, its claims, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from d9311.cli import main
from d9311.desk import views
from d9311.filters import Filters
from tests.desk.kept import keep
from tests.desk.working import Desk
from tests.spec.drawn import claim_lines

pytestmark = pytest.mark.slow

AT = "2025-03-10T12:00:00.000"


def test_views_are_listed_shown_renamed_and_removed_as_on_the_page_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "now", lambda: AT)
    desk = Desk(tmp_path)
    desk.take(claim_lines("claim | decided | paid | codes\nC1 | 2025-02-01 | 0 | CO-252"))
    keep(desk, "=May", Filters())
    desk.take(claim_lines("claim | decided | paid | codes\nC1 | 2025-03-01 | 60 |"))

    def said(*more: str) -> tuple[int, str, str]:
        code = main(["views", "--db", str(desk.database), *more])
        return code, *capsys.readouterr()

    head = "view,name,page,date_from,date_to,date_basis,import_call,kept_by,kept_at,is_removed\n"
    assert said() == (0, f"{head}1,'=May,overview,,,service,1,Ann,{AT},false\n", "")
    shown = said("--show", "1")[1].splitlines()
    assert shown[1] == "Approval rate,rate,0.000000,0,1,0.0,0.793451,1.000000,1,1,0.206549,1.0,0,0,1,0"
    assert shown[4] == "Plans paid,dollars,0.00,,1,,,60.00,,1,,,0,0,0,1"
    rows = said("--rows", "1")[1].splitlines()
    assert rows[0] == "number,what,item_id,outcome_then,outcome_now,denominator,numerator,amount,why"
    assert rows[1].startswith(
        "Approval rate,turned,episode|practice|C1|1,denied,approved_paid,0,1,0,"
        '"Denied then, approved paid now, decided on 2025-03-01. Flipped with claims_2.csv'
    )
    assert [row.split(",")[1] for row in rows[1:]] == ["turned", "amount", "left"]
    assert said("--rename", "1", "--name", "June", "--by", "Bob") == (0, "", "")
    assert said("--remove", "1", "--by", "Bob") == (0, "", "")
    assert said()[1] == f"{head}1,June,overview,,,service,1,Ann,{AT},true\n"
    assert said("--again", "1", "--by", "Bob") == (0, "", "")
    nobody = "Say who you are first: a name, as your colleagues know it.\n"
    assert said("--remove", "1") == (2, "", nobody)
    nameless = "Give the view a name, such as where you quote it.\n"
    assert said("--rename", "1", "--by", "Bob") == (2, "", nameless)
    assert said("--show", "9") == (2, "", "There is no kept view 9.\n")
