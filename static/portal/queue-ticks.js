// Ticks all rows of a page of the queue that can be given, or none. Without this script each is ticked on its own.
(function () {
  const button = document.querySelector('[data-queue-ticks]')
  const boxes = Array.from(document.querySelectorAll('[data-queue-row] input[type="checkbox"]'))
  if (!button || boxes.length < 2) return

  button.hidden = false
  tell()
  document.addEventListener('change', tell)
  button.addEventListener('click', function () {
    const all = !allTicked()
    for (const box of boxes) box.checked = all
    tell()
  })

  function allTicked () { return boxes.every(function (box) { return box.checked }) }

  function tell () {
    button.textContent = allTicked() ? 'Take all ticks away' : `Tick all ${boxes.length} on this page`
  }
})()
