// Shows the buttons of passkeys where the browser can use them, and says in words what went wrong with one.
(function () {
  const WORDS = {
    NotAllowedError: 'No passkey was used: it was cancelled, or it took too long. Try again.',
    InvalidStateError: 'This device already holds a passkey for your account.',
    SecurityError: 'Passkeys do not work at this address of the portal. Use another way.'
  }
  const possible = Boolean(window.PublicKeyCredential && window.isSecureContext)

  document.querySelectorAll('[data-passkey]').forEach(function (element) { element.hidden = !possible })
  document.querySelectorAll('[data-passkey-missing]').forEach(function (element) { element.hidden = possible })

  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const name = event.detail.exception && event.detail.exception.name
    document.querySelectorAll('[data-passkey-problem]').forEach(function (element) {
      element.textContent = WORDS[name] || 'The passkey could not be used. Try again, or use another way.'
    })
  })
})()
