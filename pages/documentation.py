"""Documentation: what each gap costs, where elements are missing, and the billing checks."""

from d9311.ui import open_page
from d9311.ui.documentation.checks import draw_checks
from d9311.ui.documentation.elements import draw_elements
from d9311.ui.documentation.gaps import draw_gaps
from d9311.ui.linked import linked_part

page = open_page("documentation")
page.header("Documentation", "What is missing in our records, where, and what does it cost?")

PARTS = {"": "Gaps", "elements": "Elements", "checks": "Billing checks"}

match linked_part("part", PARTS):
    case "elements":
        draw_elements(page)
    case "checks":
        draw_checks(page)
    case _:
        draw_gaps(page)
