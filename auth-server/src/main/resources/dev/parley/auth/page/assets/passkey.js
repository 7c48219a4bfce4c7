// Asks the browser for a passkey, as the form says, and sends the answer with the form.
const form = document.getElementById("passkey");
const able = window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON;
if (form && able) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    status.textContent = "";
    try {
      const options = JSON.parse(form.dataset.options);
      const credential = "make" in form.dataset
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      form.elements.namedItem("credential").value = JSON.stringify(credential.toJSON());
    } catch {
      // Cancelled, none there, or there already: browsers do not say which, so that pages learn nothing about people.
      status.textContent = status.dataset.failed;
      return;
    }
    form.submit();
  });
} else {
  document.getElementById("unable")?.removeAttribute("hidden");
}
