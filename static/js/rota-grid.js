// The rota by keyboard. Without this file every cell is a link to a page with the same choices.
const live = () => document.getElementById("live");
const popover = document.getElementById("popover");
const keys = document.getElementById("keys");
let current = null; // id of the cell that is the grid's one tab stop

const grid = () => document.getElementById("grid");
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
  const named = document.getElementById(current ?? location.hash.slice(1));
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
async function page(address, options) {
  const response = await fetch(address, { credentials: "same-origin", ...options });
  if (response.redirected && new URL(response.url).pathname === "/sign-in") location.assign(response.url);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

let earlier = Promise.resolve();

/** Send edits one after another, each with what the cell holds when its turn has come. */
function send(address, fields, from) {
  earlier = earlier.then(() => {
    const link = document.getElementById(from);
    const seen = "shift" in fields || "lock" in fields ? { seen: link?.dataset.shift ?? "" } : {};
    return sendNow(address, { ...fields, ...seen }, from);
  });
}

/** Send an edit; show the rota as it is now, or why it was refused. */
async function sendNow(address, fields, from) {
  const body = new FormData(document.getElementById("put"));
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const cell = document.getElementById(from);
  cell?.parentElement.classList.add("checking");
  let answer;
  try {
    answer = await page(address, { method: "POST", body });
  } catch {
    cell?.parentElement.classList.remove("checking");
    say("Not saved: no connection. Try again.");
    return;
  }
  cell?.parentElement.classList.remove("checking");
  const refused = answer.getElementById("refusal-words");
  const fresh = answer.getElementById("workspace");
  if (refused) {
    cell?.parentElement.classList.add("refused");
    if (!popover.hidden) show(answer, from);
    else say(`Not saved. ${refused.textContent}`);
    return;
  }
  if (!fresh) return location.reload();
  const scroll = document.querySelector(".scroll");
  const place = [scroll.scrollLeft, scroll.scrollTop];
  close();
  document.getElementById("workspace").replaceWith(fresh);
  [document.querySelector(".scroll").scrollLeft, document.querySelector(".scroll").scrollTop] = place;
  current = from;
  prepare();
  document.getElementById(from)?.focus({ preventScroll: true });
  say(answer.querySelector(".notice__title strong")?.textContent ?? "Saved.");
}

/** Show the choices of a cell beside it: below, or above near the bottom of the window. */
function show(answer, from) {
  const cell = document.getElementById(from).parentElement.getBoundingClientRect();
  popover.replaceChildren(...answer.getElementById("choices").childNodes);
  const title = popover.querySelector("h1");
  title.id = "popover-title";
  popover.setAttribute("aria-labelledby", title.id);
  popover.hidden = false;
  popover.style.maxHeight = "";
  const width = popover.offsetWidth;
  const height = popover.offsetHeight;
  const below = innerHeight - cell.bottom - 16;
  const above = height > below && cell.top > below;
  const room = Math.min(height, Math.max(above ? cell.top - 16 : below, 220));
  popover.style.maxHeight = `${room}px`;
  popover.style.left = `${scrollX + Math.max(8, Math.min(cell.left - width / 2, innerWidth - width - 16))}px`;
  popover.style.top = `${scrollY + (above ? cell.top - room - 6 : cell.bottom + 6)}px`;
  popover.dataset.from = from;
  (popover.querySelector("input#reason") ?? popover.querySelector("button"))?.focus();
  const refused = popover.querySelector("#refusal-words");
  if (refused) say(`Not saved. ${refused.textContent}`);
}

function close(back = false) {
  if (popover.hidden) return;
  popover.hidden = true;
  popover.replaceChildren();
  if (back) document.getElementById(popover.dataset.from)?.focus();
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

function pressed(event, link) {
  const step = MOVES[event.key];
  const draft = grid().dataset.edit === "draft";
  const letters = document.getElementById("letters").checked;
  if (step && event.ctrlKey && step[0]) moveGroup(link, step[0]);
  else if (step) move(link, step[0], event.ctrlKey ? step[1] * 7 : step[1]);
  else if (event.ctrlKey && event.key === "z") {
    const undo = document.getElementById("workspace").dataset.undo;
    if (undo) send(undo, {}, link.id);
    else say("There is nothing of yours to take back.");
  } else if (event.ctrlKey || event.altKey || event.metaKey) return;
  else if (event.key === "Enter" || event.key === " ") open(link);
  else if (event.key === "?") keys.showModal();
  else if (!draft && (event.key === "Delete" || shiftOf(event))) open(link);
  else if (event.key === "Delete" || event.key === "Backspace") send(link.href, { shift: "" }, link.id);
  else if (!letters) return;
  else if (shiftOf(event)) send(link.href, { shift: shiftOf(event) }, link.id);
  else if (event.key === "k" && draft) send(link.href, { lock: "locked" in link.dataset ? "0" : "1" }, link.id);
  else if (event.key === "g" || event.key === "w") {
    document.querySelector(event.key === "g" ? ".need a" : ".need a[href*='unfilled']")?.focus();
  } else return;
  event.preventDefault();
}

async function open(link) {
  choose(link);
  try {
    show(await page(link.href), link.id);
  } catch {
    location.assign(link.href);
  }
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
  if (link && grid()?.contains(link)) pressed(event, link);
});

document.addEventListener("click", (event) => {
  if (!popover) return;
  const link = event.target.closest("td.cell > a");
  if (link && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    open(link);
  } else if (!popover.hidden && !popover.contains(event.target)) close();
});

popover?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopPropagation();
  const fields = Object.fromEntries(new FormData(event.target, event.submitter));
  send(event.target.action, fields, popover.dataset.from);
});

prepare();
