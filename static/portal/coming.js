// Brings a page up to date while something is being worked out. Without this script its link does the same.
(function () {
  if (!document.querySelector('[data-comes-again]')) return
  const seconds = 2
  let failed = 0

  window.setTimeout(look, 1000 * seconds)

  async function look () {
    const here = document.querySelector('[data-comes-again]')
    try {
      const response = await fetch(window.location.href, { credentials: 'same-origin' })
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = page.querySelector('[data-comes-again]')
      if (!fresh) { window.location.reload(); return }
      here.replaceChildren(...fresh.childNodes)
      failed = 0
    } catch {
      failed += 1
    }
    if (failed < 5) window.setTimeout(look, 1000 * seconds)
  }
})()
