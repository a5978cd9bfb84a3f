"""The first screen of the Overview: its sentence, and that what is to do next is what the page Work holds."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

import queries
from d9311.desk.changing import change
from d9311.filters import Filters
from d9311.frames import records
from d9311.store import open_database
from d9311.ui.overview.do_next import OFFERED, next_steps
from d9311.ui.work.views import VIEWS
from tests.pages.drawn import CLAIMS, CONSULTATIONS
from tests.pages.test_work_page import CLAIMS as WORK_CLAIMS
from tests.pages.test_work_page import NOTES, RULES
from tests.screens import card, html_of, import_drawn, open_page, text_of
from tests.states import import_files
from tests.strategies import IS_THOROUGH
from tests.tables import write_export

pytestmark = pytest.mark.slow

OVERVIEW, WORK = "dashboard.py", "pages/work.py"
LINKS = 12 if IS_THOROUGH else 4


def sentence(screen: AppTest) -> str:
    """Return the sentence of the page."""
    (found,) = re.findall('d-answer">(.*?)</p>', html_of(screen))
    return str(found)


def test_sentence_of_what_is_loaded(database: Path) -> None:
    import_drawn(database, CLAIMS)
    said = "D9311 brought $180.00 from plans on 6 claims, $30.00 each; 60% approved; "
    assert sentence(open_page(OVERVIEW, period="all")).startswith(said)
    none = {"period": "custom", "from": "2025-01-20", "to": "2025-01-20"}
    assert sentence(open_page(OVERVIEW, **none)).startswith(
        "D9311 brought $60.00 from plans on 1 claim; 1 of 1 decided approved, too few for a rate"
    )


def test_sentence_without_a_claim_in_the_period_and_without_any(database: Path, tmp_path: Path) -> None:
    import_drawn(database, consultations=CONSULTATIONS)
    assert sentence(open_page(OVERVIEW, period="all")) == "3 consultations are recorded; complete: 2 of 3."
    import_drawn(database, claims="claim_id | service_date | status |\nC1 | 2025-03-01 | sent |")
    shown = open_page(OVERVIEW, period="custom", **{"from": "2025-01-01", "to": "2025-01-31"})
    assert sentence(shown).startswith("No D9311 claim in this period; ")


def test_rows_of_the_sentence_are_those_that_it_counts(database: Path) -> None:
    import_drawn(database, CLAIMS)
    (link,) = [
        one.proto
        for one in open_page(OVERVIEW, period="all").get("page_link")
        if one.proto.label == "See the 6 claims"
    ]
    assert "**6 episodes**" in text_of(open_page("pages/work.py", **parse_qs(link.query_string)))


def test_absent_paid_column_is_said_instead_of_a_number(database: Path) -> None:
    import_drawn(database, claims="claim_id | status | adjudicated_date |\nC1 | denied | 2025-02-01 |")
    assert sentence(open_page(OVERVIEW, period="all")).startswith(
        "What plans paid on 1 D9311 claim is not in this export; 0 of 1 decided approved, too few for a rate; "
    )


@pytest.fixture
def drawn(database: Path, tmp_path: Path) -> Path:
    """Import the drawn tables of the page Work, whose payer gives days to appeal."""
    tables = {"claims": WORK_CLAIMS, "consultations": NOTES, "payer_rules": RULES}
    files = {kind: write_export(tmp_path / f"{kind}.csv", kind, table) for kind, table in tables.items()}
    import_files(
        database,
        linked=True,
        claims=[files["claims"]],
        consultations=[files["consultations"]],
        payer_rules=files["payer_rules"],
    )
    return database


def steps(screen: AppTest) -> list[tuple[str, str]]:
    """Return name and line of what is to do next."""
    found = re.findall('d-next"><b>(.*?)</b><span>(.*?)</span>', html_of(screen))
    return [(name, told) for name, told in found]


def doors(screen: AppTest) -> list[tuple[int, dict[str, list[str]]]]:
    """Return the count on each button of what is to do next, and the link behind it."""
    links = [link.proto for link in screen.get("page_link") if link.proto.label.startswith("Work on ")]
    return [
        (int(link.label.removeprefix("Work on ").replace(",", "")), parse_qs(link.query_string))
        for link in links
    ]


def random_link(random: Random, choices: dict[str, list[str]]) -> dict[str, str | list[str]]:
    link: dict[str, str | list[str]] = {"period": random.choice(["recent", "mature", "all"])}
    for name, offered in choices.items():
        if random.random() < 0.5:
            link[name] = random.sample(offered, random.randint(1, max(1, len(offered) // 2)))
    if random.random() < 0.5:
        link["as_of"] = random.choice(["2025-12-31", "2026-06-30", "2027-01-01"])
    return link


@pytest.mark.usefixtures("sample")
def test_bar_says_why_the_period_ends_and_nothing_folded_is_drawn() -> None:
    screen = open_page(OVERVIEW)
    assert "to April: later months still wait for decisions" in [one.value for one in screen.caption]
    assert re.findall('d-label">(.*?)</div>', html_of(screen)) == [
        "Approval rate", "A consultation brings", "Records that are complete", "Can still be won",
    ]  # fmt: skip
    assert len(screen.get("plotly_chart")) == 1


def test_each_button_opens_as_many_items_as_it_says(sample: Path) -> None:
    with open_database(sample).cursor() as cursor:
        offered = {
            name: [
                row[0]
                for row in cursor.execute(f"select distinct {column} from episodes order by 1").fetchall()
            ]
            for name, column in (("payer", "payer"), ("practice", "practice_id"), ("provider", "provider_id"))
        }
    random, opened = Random(11), 0
    for _ in range(LINKS):
        link = random_link(random, {name: [one for one in values if one] for name, values in offered.items()})
        screen = open_page(OVERVIEW, **link)
        for count, there in doors(screen):
            work = open_page(WORK, **there)
            (pills,) = [one for one in work.pills if one.key == "work_view"]
            shown = dict(zip([view.name for view in VIEWS], pills.options, strict=True))[there["view"][0]]
            assert shown.endswith(f"· {count:,}"), (link, there)
            opened += 1
    assert opened > LINKS


def test_steps_are_those_with_most_to_win(sample: Path) -> None:
    columns = {"unbilled": "never billed", "waiting": "waiting too long"}
    with open_database(sample).cursor() as cursor:
        names = [
            row[0] for row in cursor.execute("select distinct payer from episodes order by 1").fetchall()
        ]
        for payers in (None, *((name,) for name in names if name)):
            frame = queries.run(cursor, "worklist", Filters(payers=payers)).assign(owner="", is_handled=False)
            rows = records(frame)
            held = {
                "due": [row for row in rows if row["is_due_this_week"]],
                "complete": [row for row in rows if row["can_be_completed"]],
                **{
                    name: [row for row in rows if kind in row["kinds"].split(";")]
                    for name, kind in columns.items()
                },
                "new": [row for row in rows if row["is_new"]],
            }
            worth = {name: sum(row["expected_dollars"] or 0 for row in held[name]) for name in OFFERED}
            found = [name for name in sorted(OFFERED, key=lambda name: -worth[name]) if held[name]]
            shown = next_steps(frame)
            assert [step.view.name for step in shown] == found[:3]
            assert [(step.worth.items, step.worth.dollars or 0) for step in shown] == [
                (len(held[name]), worth[name]) for name in found[:3]
            ]


def test_what_is_due_this_week_stands_first_and_the_past_wins_nothing(drawn: Path) -> None:
    due = open_page(OVERVIEW, period="all", as_of="2025-02-15")
    assert steps(due) == [
        ("Due this week", "1 item · dollars not known"),
        ("Never billed", "1 item · about $27.69"),
        ("Record can be completed", "1 item · dollars not known"),
    ]
    late = open_page(OVERVIEW, period="all", as_of="2025-04-01")
    assert ("Record can be completed", "1 item · past the deadline") in steps(late)
    assert "2 past the deadline" in card(late, "Can still be won")


def test_what_was_handled_is_not_to_do(drawn: Path) -> None:
    before = open_page(OVERVIEW, period="all", as_of="2025-02-15")
    change(drawn, "Ada", {"state": "closed", "note": "written off"}, {"consultation|practice|K9": 0})
    after = open_page(OVERVIEW, period="all", as_of="2025-02-15")
    assert "Never billed" in dict(steps(before))
    assert "Never billed" not in dict(steps(after))


def test_desk_that_cannot_be_read_is_said_and_the_rest_is_shown(drawn: Path) -> None:
    drawn.with_name(f"{drawn.name}.work.sqlite").write_bytes(b"no database" * 1000)
    screen = open_page(OVERVIEW, period="all")
    assert "is damaged and cannot be read" in screen.warning[0].value
    assert sentence(screen).endswith("none decided yet.") or "can still be won" not in sentence(screen)
    assert "Do next" not in text_of(screen)
