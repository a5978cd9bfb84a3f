"""What tests run in the window itself."""

from __future__ import annotations

# The app is at rest: connected, the last run that it asked for has begun and has ended, nothing stale or loading, for
# three frames on end.
SETTLED = """() => new Promise(done => {
    let calm = 0
    const look = () => {
        const app = document.querySelector('[data-testid="stApp"]')
        const wire = window.wire ?? {asked: 0, begun: 1, ended: 2}  // a window that was not begun here
        const rests = app && app.dataset.testScriptState === 'notRunning'
            && app.dataset.testConnectionState === 'CONNECTED'
            && wire.asked < wire.begun && wire.begun < wire.ended
            && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
        calm = rests ? calm + 1 : 0
        calm >= 3 ? done(true) : rests ? requestAnimationFrame(look) : setTimeout(look, 40)
    }
    requestAnimationFrame(look)
})"""

FITS = """() => {
    const box = document.querySelector('[data-testid="stMain"]')
    return box.scrollWidth <= box.clientWidth
}"""

# What earlier tests left in the browser goes when a test first opens an address. `wire` holds how often the app asked for
# a run, and in which order the last was asked for, began and ended: the fields of Streamlit's messages, by number.
BEGIN = """if (location.origin !== 'null' && sessionStorage.getItem('began') !== TEST) {
    localStorage.clear()
    sessionStorage.clear()
    sessionStorage.setItem('began', TEST)
}
const RERUN = 11, NEW_SESSION = 4, FINISHED = 6, TO_RUN_AGAIN = 2
const fieldsOf = message => {
    const bytes = new Uint8Array(message), fields = {}
    let place = 0
    const number = () => {
        let sum = 0, power = 1, byte
        do { byte = bytes[place++]; sum += (byte & 127) * power; power *= 128 } while (byte > 127)
        return sum
    }
    while (place < bytes.length) {
        const tag = number(), value = number()
        fields[tag >> 3] = value
        if ((tag & 7) === 2) place += value  // its length
    }
    return fields
}
let events = 0
window.wire = {asks: 0, asked: 0, begun: 0, ended: 0}
window.WebSocket = class extends WebSocket {
    constructor(...way) {
        super(...way)
        this.addEventListener('message', ({data}) => {
            const fields = fieldsOf(data)
            if (NEW_SESSION in fields) wire.begun = ++events
            if (FINISHED in fields && fields[FINISHED] !== TO_RUN_AGAIN) wire.ended = ++events
        })
    }
    send(message) {
        if (RERUN in fieldsOf(message)) { wire.asks++; wire.asked = ++events }
        super.send(message)
    }
}"""
