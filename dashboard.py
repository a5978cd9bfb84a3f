"""The Overview, and the entry: `streamlit run dashboard.py`."""

import streamlit

from d9311.guard import MIDDLEWARE, while_serving


def draw() -> None:
    """Draw the page. Its parts are loaded here:
    where the server reads this file, their caches have no home yet.
    """
    from d9311.ui import open_page
    from d9311.ui.linked import linked_part
    from d9311.ui.money.part import draw_money
    from d9311.ui.overview.screen import draw_overview

    page = open_page("overview")
    with streamlit.container(horizontal=True, vertical_alignment="center", key="overview_head"):
        page.header("Overview")
        part = linked_part("part", {"": "Answer", "money": "Money"})
    if part == "money":
        draw_money(page)
    else:
        draw_overview(page)


if __name__ == "__main__":  # as Streamlit runs a page
    draw()
else:  # as the server reads it; `app` is what it looks for
    app = streamlit.App(__file__, middleware=MIDDLEWARE, lifespan=while_serving)
