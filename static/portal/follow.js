// Fetches a part of the page again every `data-follow` seconds, for as long as the part asks for it. Without JavaScript
// the page has a link that does the same. Whoever is in the part with the keyboard, or not looking, is left alone.
for (const first of document.querySelectorAll("[data-follow][id]")) {
  const id = first.id;

  async function look() {
    const part = document.getElementById(id);
    if (document.hidden || part.contains(document.activeElement)) return again(part);
    try {
      const response = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.getElementById(id);
      if (response.ok && fresh) {
        part.replaceWith(fresh);
        if (!("follow" in fresh.dataset)) return location.reload(); // it has ended: the rest of the page has changed too
      }
    } catch {
      // The network is away: look again later
    }
    again(document.getElementById(id));
  }

  function again(part) {
    setTimeout(look, Number(part.dataset.follow) * 1000);
  }

  again(first);
}
