"""Every control that a page shows at the moment, found in what the browser has, not in a list of ours."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# A control is named by its kind, the key of the widget or of its container, and its label. Those that stand
# once a row, a file or a value have one name, and so have all panels of rows and all links of one label: such
# a control is used once a page. What can be clicked or typed into and is in no element of a known kind is
# found as `unknown`. Streamlit's own tools of tables (search, full screen, columns) are left out.
FIND = """([kinds, parts]) => {
    const found = [], known = kinds.map(kind => `[data-testid="${kind}"]`).join()
    const nameOf = key => key
        .replace(/^map\\d+_.*?_(ask|column|unknown|known|details|preset|keep|name|system|remember|grid)(_.*)?$/, 'map_$1')
        .replace(/_?[0-9a-f]{8}-[0-9a-f-]{27}/, '').replace(/_\\d+/g, '').replace(/^(narrow_[a-z]+)_.*/, '$1')
        .replace(/^naming_(?!popover|choice).*/, 'naming_name')
        .replace(/^(state|pop_note|note|keep|pop_snooze|snooze|wake)_(episode|consultation)-.*/, 'item_$1')
    const keyOf = element => {
        const own = element.closest('[class*="st-key-"]')?.className.match(/st-key-(\\S+)/)[1] ?? ''
        return element.closest('[class*="_panel"]') ? `panel${own.match(/_to_[a-z]+$/) ?? ''}` : nameOf(own)
    }
    const opens = element => {  // whether the server listens to what is selected in a table or chart
        let fiber = element[Object.keys(element).find(name => name.startsWith('__reactFiber'))]
        for (; fiber; fiber = fiber.return)
            if (fiber.memoizedProps?.element?.selectionMode) return [...fiber.memoizedProps.element.selectionMode].length > 0
        return false
    }
    const add = (kind, element, label, inside) => {
        if (!element?.getClientRects().length || element.closest('details:not([open]) > :not(summary)')) return
        const key = keyOf(element)
        if (element.closest('[class*="_how_account"]')) label = 'account'  // what is left out differs from filter to filter
        if (/^filter_(practice|payer|provider)$/.test(key)) label = ''  // a value of the data
        const name = `${kind} ${kind === 'stPageLink' ? '' : key} ${label}`
            .replace(/\\s+/g, ' ').replace(/ · [\\d,]+$/, '').trim()  // a count in a label changes with what is done
        element.dataset.control = found.length
        found.push({kind, key, place: found.length, inside, name})
    }
    const said = element => (element?.querySelector('p') ?? element)?.innerText
    for (const old of document.querySelectorAll('[data-control]')) delete old.dataset.control
    for (const root of document.querySelectorAll(
            '[data-testid="stMain"], [data-testid="stSidebarUserContent"], [data-testid="stPopoverBody"]')) {
        const inside = root.dataset.testid === 'stPopoverBody'
        for (const control of root.querySelectorAll(known)) {
            const kind = control.dataset.testid
            if (control.querySelector('button:disabled, input:disabled')) continue
            if (kind === 'stDataFrame' || kind === 'stPlotlyChart') {
                if (!control.parentElement.closest(known)) add(opens(control) ? kind : `${kind}-shown`, control, '', inside)
            } else if (parts[kind]) {
                // the last answer of a list first, so that the first, which leaves no more to do, is given in the end
                for (const part of [...control.querySelectorAll(parts[kind])].reverse())
                    if (part.closest(known) === control)
                        add(kind, part, ['stHtml', 'stFileUploader'].includes(kind) ? '' : said(part), inside)
            } else add(kind, control, '', inside)
        }
        for (const other of root.querySelectorAll('button, a[href], input, textarea, select, summary, [contenteditable=true]'))
            if (!other.closest(known) && !other.closest('[data-testid="stElementToolbar"]'))
                add('unknown', other, other.outerHTML.slice(0, 120), inside)
    }
    return found
}"""
# What can be seen and read beside the control itself: the address, texts, what fields hold, what is chosen or
# open.
SEEN = """(control) => {
    const seen = [location.href]
    const look = node => {
        if (node === control || ['STYLE', 'SCRIPT', 'CANVAS'].includes(node.nodeName)) return
        if (node.nodeType === Node.TEXT_NODE) return seen.push(node.data)
        if (node.value || node.checked || node.ariaChecked || node.open || node.disabled)
            seen.push(node.value, node.checked, node.ariaChecked, node.open, node.disabled)
        node.childNodes.forEach(look)
    }
    document.querySelectorAll('[data-testid="stMain"], [data-testid="stPopoverBody"]').forEach(look)
    return seen.join(' ')
}"""
KINDS = (
    "stButton", "stDownloadButton", "stButtonGroup", "stSelectbox", "stMultiSelect", "stCheckbox", "stRadio", "stPopover",
    "stExpander", "stDateInput", "stTextInput", "stTextArea", "stNumberInput", "stPageLink", "stHtml", "stFileUploader", "stDataFrame",
    "stPlotlyChart",
)  # fmt: skip
# What of an element is used, where that is not the element itself.
PARTS = {
    "stButtonGroup": "[role=radio], button",
    "stRadio": "label:has(input)",
    "stExpander": "summary",
    "stHtml": "details > summary",
    "stPageLink": "a",
    "stFileUploader": "section",
}


@dataclass(frozen=True)
class Control:
    """One control as it is on the page now; `place` finds it until the page is looked through again."""

    kind: str
    key: str
    place: int
    inside: bool
    name: str

    def on(self, page: Page) -> Locator:
        """Return the element."""
        return page.locator(f'[data-control="{self.place}"]')


def find(page: Page) -> list[Control]:
    """Return the controls that can be used now, in their order on the page, one of each name."""
    found = [Control(**one) for one in page.evaluate(FIND, [KINDS, PARTS])]
    return [*{one.name: one for one in reversed(found)}.values()][::-1]
