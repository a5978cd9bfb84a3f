// Back and Forward lead to the place on a page where it was left: Streamlit draws the page anew and begins at its top.
(() => {
  if (window.d9311Place) return
  window.d9311Place = true
  const KEPT = 'd9311-places', MOST = 60, PATIENCE = 8000 // addresses, milliseconds
  const main = () => document.querySelector('[data-testid="stMain"]')
  const rests = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  const part = () => location.pathname + new URLSearchParams(location.search).get('part')
  const read = () => new Map(JSON.parse(sessionStorage.getItem(KEPT) ?? '[]'))
  let led = 0 // counts what ends the way to a place: another way, or a hand on the page
  let here = location.href // the address of what is seen: the browser's is another one already where Back is told

  const keep = () => {
    const places = read()
    places.delete(here)
    places.set(here, Math.round(main()?.scrollTop ?? 0))
    sessionStorage.setItem(KEPT, JSON.stringify([...places].slice(-MOST)))
  }
  const lead = () => {
    here = location.href
    const place = read().get(here), mine = ++led, end = Date.now() + PATIENCE
    let hasRun = false // at first it is the page that is left that rests, and may be as long
    if (!place) return
    const look = () => {
      if (mine !== led || Date.now() > end) return
      hasRun ||= !rests()
      const box = main()
      const isThere = box && Math.abs(box.scrollTop - place) < 2
      if (isThere && hasRun && rests()) return
      if (box && !isThere && box.scrollHeight - box.clientHeight >= place) box.scrollTop = place
      setTimeout(look, 50)
    }
    look()
  }
  // A page is left by a hand or by the browser's own buttons. What it scrolls by itself is no place: it begins at its
  // top while it is still the old one that is seen.
  for (const name of ['pointerdown', 'keydown'])
    document.addEventListener(name, keep, { capture: true, passive: true })
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchstart'])
    document.addEventListener(name, () => { led++ }, { capture: true, passive: true })
  for (const name of ['pushState', 'replaceState']) {
    const change = history[name]
    history[name] = function (...given) {
      const before = part()
      change.apply(this, given)
      here = location.href
      if (part() !== before) main()?.scrollTo(0, 0) // another part begins at its top, as another page does
    }
  }
  window.addEventListener('popstate', () => { keep(); lead() })
  window.addEventListener('pagehide', keep)
  if (performance.getEntriesByType('navigation')[0]?.type !== 'navigate') lead()
  // What draws charts, which the guard let the browser fetch early, takes it longest of all to make ready: it begins
  // while the server computes the page and not when the first chart has come.
  const charts = performance.getEntriesByType('resource').find(one => one.name.includes('/PlotlyChart.'))
  if (charts) import(charts.name)
})()
