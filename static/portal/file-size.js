// Says at once that a chosen file is too large: the server would break off a very large upload, and the browser could
// not show its answer. Without JavaScript the server says the same.
const SAID = "portal-file-too-large";

for (const input of document.querySelectorAll("input[type=file][data-max-bytes]")) {
  input.addEventListener("change", () => {
    const group = input.closest(".govuk-form-group");
    group.querySelector(`#${SAID}`)?.remove();
    const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
    group.classList.toggle("govuk-form-group--error", tooLarge);
    input.classList.toggle("govuk-file-upload--error", tooLarge);
    if (!tooLarge) return;
    input.value = "";
    const message = document.createElement("p");
    message.id = SAID;
    message.className = "govuk-error-message";
    message.setAttribute("role", "alert");
    message.textContent = input.dataset.tooLarge;
    input.before(message);
  });
}
