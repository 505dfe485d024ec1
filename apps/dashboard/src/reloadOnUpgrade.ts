const mark = 'cyberdeck-reloaded-at'

/** Soon after a reload, a part that is missing still is missing for another reason than an upgrade. */
const oncePer = 60_000

/**
 * A server that was upgraded has other files than a page that was opened before: where a part of such a page cannot be
 * loaded, the page is loaded anew.
 */
export function reloadOnUpgrade(): void {
  addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(mark)) < oncePer) return
    sessionStorage.setItem(mark, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
