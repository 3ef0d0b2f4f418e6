// The rota by keyboard. Without this file every cell is a link to a page with the same choices.
import { Edits, keyOf } from "./rota-edits.js";

const byId = (id) => document.getElementById(id);
const live = () => byId("live");
const popover = byId("popover");
const keys = byId("keys");
let current = null; // id of the cell that is the grid's one tab stop
let openings = 0; // an answer that comes late belongs to an earlier opening, and is not shown

const grid = () => byId("grid");
const cells = () => [...grid().querySelectorAll("td.cell > a")].filter((link) => link.offsetParent);
const say = (text) => {
  live().textContent = "";
  requestAnimationFrame(() => (live().textContent = text));
};

/** Make one cell the tab stop, and focus it if asked. */
function choose(link, focus = true) {
  for (const other of grid().querySelectorAll("td.cell > a[tabindex='0']")) other.tabIndex = -1;
  if (!link) return;
  link.tabIndex = 0;
  if (link.id !== current) openings += 1;
  current = link.id;
  if (focus) link.focus();
}

/** Take the drawn table as a grid with one tab stop. */
function prepare() {
  if (!grid()?.dataset.edit) return;
  grid().setAttribute("role", "grid");
  for (const link of grid().querySelectorAll("td.cell > a")) {
    link.tabIndex = -1;
    link.parentElement.setAttribute("role", "gridcell");
  }
  const named = byId(current ?? location.hash.slice(1));
  choose(named?.offsetParent ? named : cells()[0], false);
  for (const button of document.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.onclick = () => keys.showModal();
  }
}

/** Go some rows down and some days on; stay where there is nothing further. */
function move(link, down, on) {
  const rows = [...grid().querySelectorAll("tbody:not(.grid__foot) tr")].filter((row) => row.querySelector(".cell"));
  const row = link.closest("tr");
  const line = [...row.querySelectorAll("td.cell > a")].filter((one) => one.offsetParent);
  const column = line.indexOf(link) + on;
  const next = rows[Math.min(Math.max(rows.indexOf(row) + down, 0), rows.length - 1)];
  const there = [...next.querySelectorAll("td.cell > a")].filter((one) => one.offsetParent);
  choose(there[Math.min(Math.max(column, 0), there.length - 1)]);
}

/** Go to the same day of the first person of the next group. */
function moveGroup(link, step) {
  const groups = [...grid().querySelectorAll("tbody:not(.grid__foot)")];
  const next = groups[groups.indexOf(link.closest("tbody")) + step];
  const column = [...link.closest("tr").querySelectorAll("td.cell > a")].indexOf(link);
  if (next) choose(next.querySelectorAll("tr:has(.cell)")[0].querySelectorAll("td.cell > a")[column]);
}

/** Fetch a page as a document; a signed-out reader is led to sign in. */
async function page(address) {
  const response = await fetch(address, { credentials: "same-origin" });
  if (response.redirected && new URL(response.url).pathname === "/sign-in") location.assign(response.url);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

// Each edit is drawn in its cell at once, as being saved, and in the end as the server answered.
const form = byId("put");
const edits =
  form &&
  new Edits({
    key: keyOf(document.body.dataset.account, form.dataset.rota),
    address: form.dataset.edits,
    token: form.elements.csrf_token.value,
    undo: byId("workspace").dataset.undo,
    changed: drawEdits,
    settled: drawOutcome,
  });
let outdated = false; // whether the rota on the server is further than the one that is drawn
let refreshes = 0;
let shownRefusal = ""; // id of the cell whose refusal is shown beside it

const nameOf = (link) => link.dataset.label.split(", ").slice(0, 2).join(", ");

/** Send an edit of a cell: a shift put, or its lock set or taken away. */
function send(link, fields) {
  if (fields.shift === (link.dataset.shift ?? "") && !edits.of(link.id)) return say("That stands there already.");
  const [, person, day] = /^c(\d+)-(.+)$/.exec(link.id);
  keepLabel(link);
  edits.add({ cell: link.id, person, day, name: nameOf(link), seen: [link.dataset.shift ?? ""], ...fields });
}

function takeBack() {
  if (!edits.open.length && !edits.undo) return say("There is nothing of yours to take back.");
  const unsent = edits.takeBack();
  if (unsent) say(`Taken back before it was saved: ${unsent.name}.`);
}

/** Remember a cell as it was before its edit. */
function keepLabel(link) {
  link.dataset.label ??= link.getAttribute("aria-label");
  link.plain ??= link.innerHTML;
}

/** The chip of a shift; nothing for a day off. */
function chip(shift) {
  const known = grid().dataset.shifts.trim().split(" ").map((words) => words.split(":"));
  const [code, , kind] = known.find((words) => words[1] === shift) ?? [];
  return code ? `<span class="duty duty--${kind}" aria-hidden="true">${code}</span>` : "";
}

/** Draw every edit that is on its way or was refused, and the bar that counts them. */
function drawEdits() {
  if (!edits) return;
  for (const link of grid().querySelectorAll("a[data-label]")) {
    link.parentElement.classList.remove("saving", "refused");
    link.innerHTML = link.plain;
    link.setAttribute("aria-label", link.dataset.label);
    link.removeAttribute("aria-describedby");
  }
  for (const edit of [...edits.refused, ...edits.open]) {
    const link = byId(edit.cell);
    if (!link) continue;
    keepLabel(link);
    const refused = edit.state === "refused";
    link.parentElement.classList.toggle("saving", !refused);
    link.parentElement.classList.toggle("refused", refused);
    if (!refused && "shift" in edit) link.innerHTML = chip(edit.shift);
    const words = refused ? `Not saved: ${edit.words}` : "Being saved.";
    link.setAttribute("aria-label", `${link.dataset.label} ${words}`);
  }
  drawRefusal();
  drawBar();
  if (!edits.open.length && outdated) refresh();
}

/** Draw what became of an edit in its cell, and say it. */
function drawOutcome(edit, outcome) {
  outdated = true;
  const link = byId(outcome.cell);
  if (link) {
    keepLabel(link);
    if (outcome.shift) link.dataset.shift = outcome.shift;
    else delete link.dataset.shift;
    if (outcome.locked) link.dataset.locked = "";
    else delete link.dataset.locked;
    link.plain = chip(outcome.shift);
  }
  if (!outcome.saved) shownRefusal = edit.cell;
  say(outcome.saved ? outcome.words : `Not saved. ${outcome.words}`);
}

/** Draw the rota as the server has it, unless something newer happens meanwhile. */
async function refresh() {
  const turn = ++refreshes;
  let answer;
  try {
    answer = await page(location.href.split("#")[0]);
  } catch {
    return;
  }
  const fresh = answer.getElementById("workspace");
  if (!fresh || turn !== refreshes || edits.open.length || !popover.hidden) return;
  outdated = false;
  const said = live().textContent;
  const scroll = document.querySelector(".scroll");
  const place = [scroll.scrollLeft, scroll.scrollTop, scrollX, scrollY];
  const inside = byId("workspace").contains(document.activeElement);
  const focused = inside ? document.activeElement.id : "";
  byId("workspace").replaceWith(fresh);
  [document.querySelector(".scroll").scrollLeft, document.querySelector(".scroll").scrollTop] = place;
  edits.undo = fresh.dataset.undo;
  live().textContent = said;
  prepare();
  drawEdits();
  if (focused) byId(focused)?.focus({ preventScroll: true });
  scrollTo(place[2], place[3]);
}

/** Show beside its cell why an edit was refused: the one in focus, or the last. */
function drawRefusal() {
  const note = byId("refusal-note");
  const focused = document.activeElement?.closest?.("td.cell > a")?.id;
  const at = (cell) => edits.refused.find((edit) => edit.cell === cell && byId(cell)?.offsetParent);
  const edit = at(focused) ?? at(shownRefusal);
  note.hidden = !edit || !popover.hidden;
  if (note.hidden) return;
  const link = byId(edit.cell);
  byId("refusal-title").textContent = `Not saved: ${edit.name}`;
  byId("refusal-why").textContent = edit.words;
  note.dataset.cell = edit.cell;
  beside(note, link.parentElement.getBoundingClientRect());
  // Never over the cell in focus.
  const [box, cell] = [note, byId(focused) ?? link].map((it) => it.getBoundingClientRect());
  note.hidden = cell.bottom > box.top && cell.top < box.bottom && cell.right > box.left && cell.left < box.right;
  if (edit.cell === focused) link.setAttribute("aria-describedby", "refusal-why");
}

/** Say in a bar what is being saved, and what could not be. */
function drawBar() {
  const bar = byId("save-bar");
  const { open, refused, failing, stopped } = edits;
  const count = (list) => `${list.length} ${list.length === 1 ? "edit" : "edits"}`;
  const stuck = Boolean(open.length && (stopped || failing));
  let words = open.length ? `Saving ${count(open)}.` : "";
  if (stuck) words = `${stopped || `No answer from the service. Next try in ${edits.retryIn} s.`} Kept here: ${count(open)}.`;
  if (stuck && bar.dataset.stuck !== "true") say(words);
  bar.dataset.stuck = stuck;
  const last = refused.at(-1);
  if (last) words += ` Not saved: ${count(refused)}. ${last.name}: ${last.words}`;
  byId("save-words").textContent = words;
  byId("save-again").hidden = !stuck || Boolean(stopped);
  byId("save-sign-in").hidden = !stopped;
  byId("save-go").hidden = !last;
  bar.classList.toggle("save-bar--bad", stuck || Boolean(last));
  bar.hidden = !words;
}

/** Place a box beside a cell: below, or above near the bottom of the window. */
function beside(box, cell) {
  box.style.maxHeight = "";
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const below = innerHeight - cell.bottom - 16;
  const above = height > below && cell.top > below;
  const room = Math.min(height, Math.max(above ? cell.top - 16 : below, 220));
  box.style.maxHeight = `${room}px`;
  box.style.left = `${scrollX + Math.max(8, Math.min(cell.left - width / 2, innerWidth - width - 16))}px`;
  box.style.top = `${scrollY + (above ? cell.top - room - 6 : cell.bottom + 6)}px`;
}

/** Show the choices of a cell beside it. */
function show(answer, from) {
  popover.replaceChildren(...answer.getElementById("choices").childNodes);
  const title = popover.querySelector("h1");
  title.id = "popover-title";
  popover.setAttribute("aria-labelledby", title.id);
  popover.hidden = false;
  popover.dataset.from = from;
  beside(popover, byId(from).parentElement.getBoundingClientRect());
  drawRefusal();
  const reason = popover.querySelector("input#reason");
  // What was typed for an edit that was refused need not be typed again.
  if (reason) reason.value ||= edits.of(from)?.reason ?? "";
  (reason ?? popover.querySelector("button"))?.focus();
}

function close(back = false) {
  if (popover.hidden) return;
  popover.hidden = true;
  popover.replaceChildren();
  if (back) byId(popover.dataset.from)?.focus();
  drawEdits();
}

/** The id of the shift that a key puts, or nothing. */
function shiftOf(event) {
  const codes = new Map(grid().dataset.shifts.trim().split(" ").map((pair) => pair.split(":")));
  const key = event.key.toUpperCase();
  if (event.shiftKey && key === "D" && codes.has("LD")) return codes.get("LD");
  if (codes.has(key)) return codes.get(key);
  const run = /^[1-9]$/.test(key) && [...codes.keys()].find((code) => code.length > 1 && code.endsWith(key));
  return run ? codes.get(run) : undefined;
}

const MOVES = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -99],
  End: [0, 99],
  PageUp: [-12, 0],
  PageDown: [12, 0],
};

/** Whether a cell is locked once its edits are saved. */
function lockedNow(link) {
  const edit = edits.of(link.id);
  return edit && edit.state !== "refused" && "lock" in edit ? edit.lock === "1" : "locked" in link.dataset;
}

function pressed(event, link) {
  const step = MOVES[event.key];
  const draft = grid().dataset.edit === "draft";
  const letters = byId("letters").checked;
  if (step && event.ctrlKey && step[0]) moveGroup(link, step[0]);
  else if (step) move(link, step[0], event.ctrlKey ? step[1] * 7 : step[1]);
  else if (event.ctrlKey && event.key === "z") {
    if (draft) takeBack();
  } else if (event.ctrlKey || event.altKey || event.metaKey) return;
  else if (event.key === "Enter" || event.key === " ") open(link);
  else if (event.key === "?") keys.showModal();
  else if (!draft && (event.key === "Delete" || shiftOf(event))) open(link);
  else if (event.key === "Delete" || event.key === "Backspace") send(link, { shift: "" });
  else if (!letters) return;
  else if (shiftOf(event)) send(link, { shift: shiftOf(event) });
  else if (event.key === "k" && draft) send(link, { lock: lockedNow(link) ? "0" : "1" });
  else if (event.key === "g" || event.key === "w") {
    document.querySelector(event.key === "g" ? ".need a" : ".need a[href*='unfilled']")?.focus();
  } else return;
  event.preventDefault();
}

/** Open the choices of a cell once its edits are saved, unless the reader has gone on meanwhile. */
async function open(link) {
  choose(link);
  const turn = ++openings;
  let answer;
  try {
    await edits.settledOrStuck();
    answer = await page(link.href);
  } catch {
    say("The choices could not be fetched: no connection. Try again.");
    return;
  }
  if (turn !== openings || current !== link.id) return;
  if (answer.getElementById("choices")) show(answer, link.id);
  else location.assign(link.href);
}

/** Forget the refused edit of a cell, if there is one. */
function forgetRefusal(cell) {
  const edit = edits.refused.find((other) => other.cell === cell);
  if (edit) edits.forget(edit);
}

document.addEventListener("keydown", (event) => {
  if (!popover || keys.open) return;
  if (!popover.hidden) {
    const buttons = [...popover.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Escape") close(true);
    else if (event.key === "ArrowDown" && buttons.length) buttons[(at + 1) % buttons.length].focus();
    else if (event.key === "ArrowUp" && buttons.length) buttons.at(at - 1).focus();
    else if (event.key === "Tab") {
      const stops = [...popover.querySelectorAll("button, input:not([type=hidden])")];
      const next = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      stops.at(next % stops.length)?.focus();
    } else return;
    event.preventDefault();
    return;
  }
  const link = event.target.closest?.("td.cell > a");
  if (!edits || !link || !grid()?.contains(link)) return;
  if (event.key === "Escape") forgetRefusal(link.id);
  else pressed(event, link);
});

document.addEventListener("click", (event) => {
  if (!popover) return;
  const link = event.target.closest("td.cell > a");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    // The second click of a double click is meant for the first's.
    if (event.detail < 2) open(link);
  } else if (!popover.hidden && !popover.contains(event.target)) close();
});

// Other pages show the rota as it is saved: edits on their way come first.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!edits?.open.length || !link || !plain || link.closest("td.cell") || link.target) return;
  if (link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  say("Saving first.");
  await edits.settledOrStuck();
  location.assign(link.href);
});

document.addEventListener("submit", async (event) => {
  const undoes = event.target.action === `${location.origin}${form?.dataset.undo}`;
  if (!edits || popover.contains(event.target) || event.target.method !== "post") return;
  if (!undoes && !edits.open.length) return;
  event.preventDefault();
  if (undoes) return takeBack();
  await edits.settledOrStuck();
  event.target.submit();
});

document.addEventListener("focusin", () => edits && drawRefusal());
addEventListener("scroll", () => edits && drawRefusal(), { capture: true, passive: true });
addEventListener("resize", () => edits && drawRefusal());
// The browser's memory shows a rota of before.
addEventListener("pageshow", (event) => event.persisted && location.reload());

popover?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const { shift, lock, seen, reason } = Object.fromEntries(new FormData(event.target, event.submitter));
  const link = byId(popover.dataset.from);
  const fields = lock === undefined ? { shift } : { lock };
  if (reason) fields.reason = reason;
  close(true);
  send(link, { ...fields, seen: [seen] });
});

byId("save-again")?.addEventListener("click", () => edits.again());
byId("save-go")?.addEventListener("click", () => {
  const link = byId(edits.refused.at(-1)?.cell);
  if (link?.offsetParent) choose(link);
  else edits.forget(edits.refused.at(-1));
});
byId("refusal-close")?.addEventListener("click", () => {
  const { cell } = byId("refusal-note").dataset;
  forgetRefusal(cell);
  byId(cell)?.focus();
});
byId("refusal-choices")?.addEventListener("click", () => {
  open(byId(byId("refusal-note").dataset.cell));
});

prepare();
edits?.start();
