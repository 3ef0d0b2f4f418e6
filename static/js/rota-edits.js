// The edits of a rota on their way to the server. Each is kept in the window's storage until it is answered, so that
// leaving the page, a reload or a broken line loses none.

const STORED = "rota-edits:";
/** Seconds to wait before the next attempt: longer after each that failed. */
const PAUSES = [1, 2, 5, 10, 20, 30];
const ANSWER_WITHIN_S = 90;
const MOST_AT_ONCE = 50;
/** After so many answers that something went wrong with an edit, it is refused. */
const MOST_FAULTS = 3;

/** The key under which the edits of a rota are kept for one account. */
export const keyOf = (account, rota) => `${STORED}${account}:${rota}`;

/**
 * An edit has the id of its `cell`, its `person` and `day`, a `name` to be called by, the shifts that may stand there
 * when its turn comes (`seen`), and what is to happen: `shift` put ("" is a day off), `lock` set ("1") or taken away
 * ("0"), or the last edit taken back (`undo`). Its `state` is "waiting", "sending" or "refused", with the `words`.
 */
export class Edits {
  #list = [];
  #busy = false;
  #single = false;
  #failures = 0;
  #timer;
  #waiters = [];

  /**
   * `token` guards against forged requests; `undo` is the id of the edit that would be taken back next. Without
   * `address` and `undo` those count that were kept. `changed` is called after each change of the list, `settled`
   * with each edit that was answered and what became of it.
   */
  constructor({ key, address, token, undo, changed, settled }) {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
    Object.assign(this, { key, token, changed, settled });
    Object.assign(this, { address: address ?? kept.address, undo: undo ?? kept.undo });
    /** Why nothing is sent any more, in words; empty while edits are sent. */
    this.stopped = "";
    for (const edit of kept.list ?? []) this.#list.push(edit.state === "sending" ? doubtful(edit) : edit);
    this.#mergeDoubtful();
    addEventListener("online", () => this.again());
    addEventListener("pagehide", () => this.#leave());
    addEventListener("beforeunload", (event) => {
      if (this.open.length && (this.failing || this.stopped)) event.preventDefault();
    });
  }

  /** Edits that have no answer yet. */
  get open() {
    return this.#list.filter((edit) => edit.state !== "refused");
  }

  get refused() {
    return this.#list.filter((edit) => edit.state === "refused");
  }

  get failing() {
    return this.#failures > 0;
  }

  /** What is shown in a cell while edits of it are on their way: the last of them, or its refused one. */
  of(cell) {
    return this.#list.findLast((edit) => edit.cell === cell);
  }

  /** Begin to send what was kept from an earlier page. */
  start() {
    this.#changed();
    this.#work();
  }

  /** Take an edit; one of the same cell that is still waiting becomes one with it. */
  add(edit) {
    this.#list = this.#list.filter((other) => other.state !== "refused" || other.cell !== edit.cell);
    const before = this.#list.findLast((other) => other.cell === edit.cell);
    const last = this.#list.at(-1);
    if (before && "shift" in before) {
      // If the edit before is refused, a shift may still be put; a lock was meant for what that edit puts.
      edit.seen = "shift" in edit ? [before.shift, ...before.seen] : [before.shift];
    }
    if (before?.state === "waiting" && (before === last || !this.#list.some((other) => "undo" in other))) {
      merge(before, edit);
      if (before.shift === before.seen[0] && !before.doubtful && !("lock" in before)) this.#remove(before);
    } else {
      this.#list.push({ ...edit, state: "waiting" });
    }
    this.#changed();
    this.#work();
  }

  /** Take back the last edit; return what is taken back before it was saved, if that is so. */
  takeBack() {
    const last = this.open.at(-1);
    if (last?.state === "waiting" && !("undo" in last) && !last.doubtful) {
      this.#remove(last);
      this.#changed();
      return last;
    }
    this.#list.push({ cell: "", name: "Undo", seen: [], undo: "", state: "waiting" });
    this.#changed();
    this.#work();
    return undefined;
  }

  /** Forget a refused edit. */
  forget(edit) {
    this.#remove(edit);
    this.#changed();
  }

  /** Wait until every edit is answered; less long if they cannot be sent now. */
  async settledOrStuck() {
    if (!this.open.length || this.failing || this.stopped) return;
    await new Promise((resolve) => this.#waiters.push(resolve));
  }

  #remove(edit) {
    this.#list = this.#list.filter((other) => other !== edit);
  }

  #changed() {
    if (this.#list.length) {
      const { address, undo } = this;
      sessionStorage.setItem(this.key, JSON.stringify({ address, undo, list: this.#list }));
    } else sessionStorage.removeItem(this.key);
    if (!this.open.length || this.failing || this.stopped) {
      for (const resolve of this.#waiters.splice(0)) resolve();
    }
    this.changed?.();
  }

  /** The edits that go out next: those before the next undo, which goes alone. */
  #batch() {
    const waiting = this.#list.filter((edit) => edit.state === "waiting");
    const undo = waiting.findIndex((edit) => "undo" in edit);
    if (undo === 0) return waiting.slice(0, 1);
    const most = this.#single ? 1 : MOST_AT_ONCE;
    return waiting.slice(0, undo > 0 ? Math.min(undo, most) : most);
  }

  #request(batch) {
    const body = new URLSearchParams({ csrf_token: this.token });
    const undoes = "undo" in batch[0];
    if (undoes) {
      // Named once, so that an undo that is sent again takes back nothing more.
      batch[0].undo ||= this.undo;
      body.set("edit", batch[0].undo);
    } else body.set("edits", JSON.stringify(batch.map(sent)));
    return fetch(undoes ? `${this.address}/undo` : this.address, {
      method: "POST",
      body,
      credentials: "same-origin",
      keepalive: true,
      signal: AbortSignal.timeout(ANSWER_WITHIN_S * 1000),
    });
  }

  /** Send edits until none waits. One request at a time: each edit is judged by the rota as the last one left it. */
  async #work() {
    if (this.#busy || this.stopped) return;
    const batch = this.#batch();
    if (!batch.length) {
      this.#single = false;
      return;
    }
    clearTimeout(this.#timer);
    this.#busy = true;
    for (const edit of batch) edit.state = "sending";
    this.#changed();
    let again = true;
    try {
      const response = await this.#request(batch);
      if (response.ok && response.headers.get("Content-Type")?.includes("json")) {
        this.#take(batch, await response.json());
      } else if (response.status === 500 ? this.#failures < MOST_FAULTS : passes(response.status)) {
        throw new Error(`status ${response.status}`);
        this.#failures = 0;
      } else this.#refuse(batch, response);
    } catch {
      again = false;
      this.#fail(batch);
    }
    this.#busy = false;
    this.#changed();
    if (again) this.#work();
  }

  #take(batch, answer) {
    this.undo = answer.undo;
    batch.forEach((edit, number) => {
      const outcome = answer.outcomes[number];
      if (outcome.saved || "undo" in edit) this.#remove(edit);
      else {
        Object.assign(edit, { state: "refused", words: outcome.words });
        this.#refuseLocksAfter(edit);
      }
      this.settled?.(edit, outcome);
    });
  }

  /** A lock that was meant for a shift that could not be put is not tried. */
  #refuseLocksAfter(edit) {
    const lock = this.open.find((other) => other.cell === edit.cell && !("shift" in other));
    if (!lock) return;
    this.#remove(edit);
    Object.assign(lock, { state: "refused", words: `${edit.words} The lock was not tried.` });
  }

  /** A whole request was refused: one of its edits cannot be read, or the sender is not known any more. */
  #refuse(batch, response) {
    if (batch.length > 1) {
      this.#single = true;
      for (const edit of batch) edit.state = "waiting";
    } else if ([400, 403, 404].includes(response.status) || response.redirected) {
      batch[0].state = "waiting";
      this.stopped = "You were signed out, or this rota is not yours to change any more.";
    } else {
      this.#failures = 0;
      Object.assign(batch[0], { state: "refused", words: "Something went wrong with this edit on our side." });
      this.settled?.(batch[0], { saved: false, words: batch[0].words });
    }
  }

  #fail(batch) {
    for (const edit of batch) doubtful(edit);
    this.#mergeDoubtful();
    this.retryIn = PAUSES[Math.min(this.#failures, PAUSES.length - 1)];
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#work(), this.retryIn * 1000);
  }

  /** Try again at once what failed. */
  again() {
    if (this.failing) this.#work();
  }

  /** Make one of the edits of a cell if nobody knows whether the server has seen the first. */
  #mergeDoubtful() {
    const kept = [];
    for (const edit of this.#list) {
      const before = kept.findLast((other) => other.cell === edit.cell && other.doubtful);
      if (before && edit.state === "waiting" && !("undo" in edit) && !("undo" in before)) merge(before, edit);
      else kept.push(edit);
    }
    this.#list = kept;
  }

  /** Send what waits while the page goes away; the answers are asked for again by the next page. */
  #leave() {
    if (this.stopped) return;
    const batch = this.#batch();
    if (batch.length && !("undo" in batch[0] && this.#busy)) {
      for (const edit of batch) edit.state = "sending";
      this.#request(batch).catch(() => {});
    }
    this.#changed();
  }
}

/** Mark an edit of which nobody knows whether the server has carried it out: it is safe to send it again. */
function doubtful(edit) {
  return Object.assign(edit, { state: "waiting", doubtful: true });
}

/** Let an edit that waits do what a later one of the same cell does as well. */
function merge(before, edit) {
  if ("shift" in edit) {
    if ("shift" in before) before.seen = [...new Set([...before.seen, before.shift])];
    before.shift = edit.shift;
    before.drawn = edit.drawn;
  }
  if ("lock" in edit) before.lock = edit.lock;
  if (edit.reason) before.reason = edit.reason;
}

/** Whether an answer means that the same request may be taken later. */
const passes = (status) => status > 500 || status === 408 || status === 429;

/** What the server is told of an edit. */
function sent({ person, day, seen, shift, lock, reason }) {
  return { person, day, seen, shift, lock, reason };
}
