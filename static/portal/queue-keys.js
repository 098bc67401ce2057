// Moves through the rows of a queue by single keys: j and k move the keyboard's focus to the next and previous row's
// link (Enter opens it, as ever), x ticks the row, ? opens the help. Without this script Tab and Enter do all of it.
// Off in fields, and off altogether where the officer turned them off: this browser remembers that.
(function () {
  const help = document.querySelector('[data-queue-keys]')
  const rows = Array.from(document.querySelectorAll('[data-queue-row]'))
  if (!help || !rows.length) return
  const button = help.querySelector('button')
  const KEPT = 'portal-queue-keys'
  let on = read() !== 'off'

  help.hidden = false
  tell()
  button.addEventListener('click', function () {
    on = !on
    keep(on ? 'on' : 'off')
    tell()
  })
  document.addEventListener('keydown', function (event) {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
    const row = rows.indexOf(event.target.closest('[data-queue-row]'))
    if (event.key === 'j') go(rows[Math.min(row + 1, rows.length - 1)])
    else if (event.key === 'k') go(rows[Math.max(row - 1, 0)])
    else if (event.key === 'x' && row >= 0) tick(rows[row])
    else if (event.key === '?') { help.open = true; help.querySelector('summary').focus() }
    else return
    event.preventDefault()
  })

  function isField (element) {
    return element.isContentEditable || element.matches('select, textarea, input:not([type="checkbox"])')
  }

  function go (row) {
    row.querySelector('a').focus()
    row.scrollIntoView({ block: 'nearest' })
  }

  function tick (row) {
    const box = row.querySelector('input[type="checkbox"]')
    if (box) box.click()
  }

  function tell () {
    button.textContent = on ? 'Turn these keys off' : 'Turn these keys on'
    help.querySelector('[data-queue-keys-state]').textContent = on ? 'They are on.' : 'They are off.'
  }

  // A browser that keeps nothing forgets the choice, and nothing else
  function read () { try { return window.localStorage.getItem(KEPT) } catch { return null } }
  function keep (state) { try { window.localStorage.setItem(KEPT, state) } catch { /* see above */ } }
})()
