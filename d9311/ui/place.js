// Back and Forward lead to the place on a page where it was left: Streamlit draws the page anew and begins at its top.
(() => {
  if (window.d9311Place) return
  window.d9311Place = true
  const KEPT = 'd9311-places', MOST = 60, PATIENCE = 8000 // addresses, milliseconds
  const main = () => document.querySelector('[data-testid="stMain"]')
  const rests = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'
  const read = () => new Map(JSON.parse(sessionStorage.getItem(KEPT) ?? '[]'))
  let led = 0 // counts what ends the way to a place: another way, or a hand on the page

  const keep = () => {
    const places = read()
    places.delete(location.href)
    places.set(location.href, Math.round(main()?.scrollTop ?? 0))
    sessionStorage.setItem(KEPT, JSON.stringify([...places].slice(-MOST)))
  }
  const lead = () => {
    const place = read().get(location.href), mine = ++led, end = Date.now() + PATIENCE
    if (!place) return
    const look = () => {
      if (mine !== led || Date.now() > end) return
      const box = main()
      const isThere = box && Math.abs(box.scrollTop - place) < 2
      if (isThere && rests()) return
      if (box && !isThere && box.scrollHeight - box.clientHeight >= place) box.scrollTop = place
      setTimeout(look, 50)
    }
    look()
  }
  // What a page does by itself while it is drawn is not where a hand has left it.
  document.addEventListener('scroll', event => event.target === main() && rests() && keep(), true)
  for (const name of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
    document.addEventListener(name, () => { led++ }, { capture: true, passive: true })
  window.addEventListener('popstate', lead)
  if (performance.getEntriesByType('navigation')[0]?.type !== 'navigate') lead()
})()
