// Answers at once who could bid, when a lot is changed. Without this script the button does the same.
(function () {
  const form = document.querySelector('[data-answers-at-once]')
  if (!form) return
  const status = form.querySelector('[data-answers-status]')
  let waiting, latest = 0

  form.addEventListener('change', later)
  form.addEventListener('input', function (event) { if (event.target.type === 'text') later() })
  if (differsFromAnswers()) ask()

  // Something was changed before this script ran, or the browser filled in again what was typed before a reload.
  function differsFromAnswers () {
    return Array.from(form.querySelectorAll('input')).some(function (field) {
      return field.checked !== field.defaultChecked || field.value !== field.defaultValue
    })
  }

  function later () {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(ask, 500)
  }

  async function ask () {
    const asked = ++latest
    const body = new FormData(form)
    body.append('then', 'answer')
    try {
      const response = await fetch(form.action, { method: 'POST', body, credentials: 'same-origin' })
      if (asked !== latest) return
      if (!response.ok) { status.textContent = 'No new answer yet. Use the button “See who could bid”.'; return }
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      if (asked !== latest) return
      document.querySelectorAll('.portal-split__answer, #in-no-lot').forEach(function (old) {
        const fresh = page.getElementById(old.id)
        if (fresh) old.replaceChildren(...fresh.childNodes)
      })
      status.textContent = 'The answers were brought up to date.'
    } catch (problem) {
      if (asked === latest) status.textContent = 'No new answer yet. Use the button “See who could bid”.'
    }
  }
})()
