// Comforts for every page. Each page works without them.
import { CharacterCount, ErrorSummary, PasswordInput, SkipLink, createAll } from "../vendor/nhsuk-frontend.js";

for (const component of [CharacterCount, ErrorSummary, PasswordInput, SkipLink]) {
  createAll(component);
}

// Say what has just been done, unless an error summary has taken the focus.
const said = document.querySelector("[data-focus]");
if (said && !document.querySelector("[data-module='nhsuk-error-summary']")) {
  said.focus();
}

// A second press of a button sends nothing twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]") || event.defaultPrevented) {
    return;
  }
  if (form.dataset.sent) {
    event.preventDefault();
  }
  form.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});

// Menus close with Escape, and when the reader goes elsewhere.
function closeMenus(except, returnFocus) {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(except)) {
      menu.open = false;
      if (returnFocus) {
        menu.querySelector("summary").focus();
      }
    }
  }
}
document.addEventListener("click", (event) => closeMenus(event.target, false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    closeMenus(null, true);
  }
});
