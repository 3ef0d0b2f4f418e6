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

// Edits of a rota that were on their way when its page was left go out from here, and what stops them is said.
const { account } = document.body.dataset;
const here = `rota-edits:${account}:${document.getElementById("put")?.dataset.rota}`;
const token = document.querySelector("input[name='csrf_token']")?.value;
const left = Object.keys(sessionStorage).filter((key) => key.startsWith(`rota-edits:${account}:`) && key !== here);
if (account && token && left.length) {
  const { Edits } = await import("./rota-edits.js");
  for (const key of left) {
    const edits = new Edits({ key, token, changed: () => tell(edits) });
    edits.start();
  }
}
function tell(edits) {
  const stuck = edits.refused.length + (edits.failing || edits.stopped ? edits.open.length : 0);
  document.getElementById(edits.key)?.remove();
  if (!stuck) return;
  const box = document.createElement("p");
  Object.assign(box, { id: edits.key, className: "notice notice--gap", role: "alert" });
  box.textContent = `Edits of a rota that could not be saved: ${stuck}. `;
  const link = document.createElement("a");
  Object.assign(link, { href: edits.address.replace("/edits", ""), textContent: "Open the rota" });
  box.append(link);
  document.querySelector("main .container").prepend(box);
}
