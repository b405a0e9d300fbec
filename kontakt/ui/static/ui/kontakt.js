// Small comforts on top of pages that work without them.

// A dropdown (details.dropdown) closes on Escape, and on a click or focus elsewhere.
for (const event of ["click", "focusin"]) {
  document.addEventListener(event, ({ target }) => {
    for (const dropdown of document.querySelectorAll("details.dropdown[open]")) {
      if (!dropdown.contains(target)) dropdown.open = false;
    }
  });
}
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const dropdown of document.querySelectorAll("details.dropdown[open]")) {
    dropdown.open = false;
    dropdown.querySelector("summary").focus();
  }
});

// On a narrow screen the filter bar starts closed, so that the list is in sight; until it is, forms.css hides what is in it,
// so that nothing moves.
function foldFilterBars() {
  const narrow = window.matchMedia("(max-width: 767px)").matches;
  for (const bar of document.querySelectorAll("[data-filter-bar]:not([data-ready])")) {
    bar.open = !narrow || bar.querySelector(".error-summary") !== null;
    bar.dataset.ready = "yes";
  }
}

// After a refused form the reader starts at what must be put right.
function showErrors() {
  document.querySelector(".error-summary")?.focus();
}

// The choice of language or appearance leads back to what is shown, also where htmx has changed the address.
document.addEventListener("submit", ({ target }) => {
  const here = target.querySelector("input[data-here]");
  if (here) here.value = location.pathname + location.search;
});

// A form that is on its way cannot be sent twice.
document.addEventListener("submit", ({ target }) => {
  if (target.method !== "post") return;
  target.dataset.sent = "yes";
  setTimeout(() => target.querySelectorAll("button").forEach((button) => (button.disabled = true)));
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => (button.disabled = false));
  }
});

// A filter that is not used does not stand in the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb !== "get") return;
  for (const [name, value] of Object.entries(detail.parameters)) {
    if (value === "") delete detail.parameters[name];
  }
});

// A session that ran out while a page stood open: the whole page goes to the sign-in, not a piece of it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const here = new URL(event.detail.xhr.responseURL || location.href).pathname;
  if (here !== new URL(event.detail.pathInfo.requestPath, location.href).pathname) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

// What htmx could not fetch, the browser asks for itself, and shows what it is answered; a page that waits for news, in a
// while. Not at once: whoever is leaving the page already is not called back.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, ({ detail }) => {
    if (detail.boosted) setTimeout(() => location.assign(detail.pathInfo.finalRequestPath), 100);
    else if (detail.elt.getAttribute("hx-trigger")?.startsWith("load")) setTimeout(() => location.reload(), 5000);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  foldFilterBars();
  showErrors();
});
document.addEventListener("htmx:afterSettle", foldFilterBars);
