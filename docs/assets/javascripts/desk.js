/*
 * The writing desk of a card: puts what the reader types into the message, says how it fits, and hands it to the
 * program that sends it. Everything happens on the device; what is typed is kept for this tab alone, until the
 * reader clears it (desk/kept.js).
 */

import { Kept } from "./desk/kept.js";
import { fit, seconds, state } from "./desk/limits.js";
import { mail, text as textLink } from "./desk/links.js";
import { plan } from "./desk/plan.js";
import { filled, left, paragraphs, pieces, straight } from "./desk/placeholders.js";

/**
 * @typedef {import("./desk/placeholders.js").Piece} Piece
 *
 * @typedef {object} Desk what the page says of its message; made by notabother/pages/card.py
 * @property {string} text
 * @property {string} subject
 * @property {{ name: string, carries: import("./desk/kept.js").Carries }[]} blanks
 * @property {import("./desk/limits.js").Unit} counts
 * @property {number} limit
 * @property {number} subjectLimit
 * @property {string} opens
 * @property {{ title?: string, url?: string }} followUp
 * @property {import("./desk/limits.js").Limits} limits
 */

/** How long after the last key the length is read out, in milliseconds. */
const PAUSE = 900;
/** How much of a message is shown as what they see first, in characters. */
const GLANCE = 90;

/**
 * Finds what must be there.
 *
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @returns {T}
 */
const one = (selector) => {
  const found = document.querySelector(selector);
  if (!found) throw new Error(`The card has no ${selector}`);
  return /** @type {T} */ (/** @type {unknown} */ (found));
};

/**
 * @template {Element} [T=HTMLElement]
 * @param {string} selector
 * @returns {T[]}
 */
const all = (selector) => /** @type {T[]} */ (/** @type {unknown[]} */ ([...document.querySelectorAll(selector)]));

const desk = /** @type {Desk} */ (JSON.parse(one("script[data-desk]").textContent ?? "{}"));
const names = desk.blanks.map(({ name }) => name);
const kept = new Kept(location.pathname, desk.blanks);
const spoken = desk.counts === "seconds";
const texted = desk.counts === "text-messages";

const form = /** @type {HTMLFormElement} */ (one("form.desk__form"));
const inputs = /** @type {HTMLInputElement[]} */ (all("[data-fields] input[name]"));
const line = /** @type {HTMLInputElement} */ (one("[data-line]"));
const own = /** @type {HTMLTextAreaElement} */ (one("#own-words"));
const byHand = /** @type {HTMLTextAreaElement} */ (one("[data-by-hand]"));
const quotation = one(".card-script .script-text");
const warmUp = document.querySelector("[data-warm-up]");
const modes = /** @type {HTMLInputElement[]} */ (all("[data-mode] input"));

// The message

const inPoints = () => kept.memory.mode === "points" && modes.length > 0;

/** @param {string} text */
const outgoing = (text) => (texted ? straight(text) : text);

const values = () => Object.fromEntries(Object.entries(kept.values).map(([name, value]) => [name, outgoing(value)]));

/** @returns {Piece[]} the message's text */
const body = () =>
  inPoints()
    ? [{ text: outgoing(kept.here.own.trim()) }]
    : pieces(desk.text, names, values(), outgoing(kept.here.line));

/** @returns {Piece[]} */
const subjectLine = () => pieces(desk.subject, names, values());

const message = () => filled(body());
const subject = () => filled(subjectLine());
const blanks = () => left([...subjectLine(), ...body()]);

// What the page shows of it

/**
 * @param {Element} parent
 * @param {Piece[]} line of the message, its blanks marked
 */
function set(parent, line) {
  for (const piece of line) {
    if ("text" in piece) parent.append(piece.text);
    else if ("own" in piece) parent.append(piece.own);
    else {
      const mark = document.createElement(piece.value ? "bdi" : "span");
      mark.className = piece.value ? "blank blank--filled" : "blank";
      mark.dataset.blank = piece.blank;
      mark.textContent = piece.value || `[${piece.blank}]`;
      parent.append(mark);
    }
  }
}

/**
 * @param {Element} parent
 * @param {Piece[][]} lines
 */
function setLines(parent, lines) {
  lines.forEach((each, at) => {
    if (at) parent.append(document.createElement("br"));
    set(parent, each);
  });
}

/** Draws the message as it would be sent now. */
function draw() {
  const drawn = paragraphs(body()).map((lines) => {
    const paragraph = document.createElement("p");
    setLines(paragraph, lines);
    return paragraph;
  });
  if (desk.subject) {
    const paragraph = document.createElement("p");
    paragraph.className = "script-subject";
    const label = document.createElement("span");
    label.className = "script-label";
    label.textContent = "Subject";
    paragraph.append(label, " ");
    set(paragraph, subjectLine());
    drawn.unshift(paragraph);
  }
  quotation.replaceChildren(...drawn);
}

/**
 * Shows under a field the line of the message that it belongs to; the reader's own line with its neighbors.
 *
 * @param {HTMLInputElement | null} input none to hide them all
 */
function showThere(input) {
  for (const there of all(".field__there")) there.hidden = true;
  const there = input?.closest(".field")?.querySelector(".field__there");
  if (!input || !there) return;
  const lines = [subjectLine(), ...paragraphs(body()).flat()];
  const at = lines.findIndex((each) =>
    each.some((piece) => (input === line ? "own" in piece : "blank" in piece && piece.blank === input.name)),
  );
  if (at < 0) return;
  const alone = input === line && lines[at].length === 1;
  there.replaceChildren();
  setLines(there, alone ? lines.slice(Math.max(0, at - 1), at + 2).filter((each) => each.length) : [lines[at]]);
  there.toggleAttribute("hidden", false);
}

/** @param {string[]} list */
const listed = (list) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`);

/** @param {number} count */
const counted = (count) => (count === 1 ? "1 blank" : `${count} blanks`);

/** Says how the message fits and what is missing. */
function measure() {
  const text = message();
  const found = fit(text, desk);
  const fits = one("[data-fit]");
  fits.textContent = found.text;
  fits.dataset.state = found.state;
  one("[data-fit-note]").textContent = found.note && `. ${found.note}`;
  const subjectFits = document.querySelector("[data-subject-fit]");
  if (subjectFits instanceof HTMLElement) {
    const size = [...subject()].length;
    subjectFits.dataset.state = state(size, desk.subjectLimit);
    subjectFits.textContent = `${size} of ${desk.subjectLimit} characters${size > desk.subjectLimit ? ". Shorten it." : ""}`;
  }
  const glance = [...[subject(), text.replace(/\s+/gu, " ")].filter(Boolean).join(" — ")];
  one("[data-first]").textContent = glance.length > GLANCE ? `${glance.slice(0, GLANCE).join("")}…` : glance.join("");
  const read = document.querySelector("[data-read]");
  const time = Math.max(1, seconds(text, desk.limits.read));
  if (read) read.textContent = `About ${time} second${time === 1 ? "" : "s"}`;
  const open = blanks();
  one("[data-left]").textContent = inPoints() && !text ? "Your message" : open.length ? listed(open) : "Nothing";
  const earlier = inPoints() ? [] : kept.carried;
  one("[data-carried]").textContent = earlier.length ? `${listed(earlier)}. Still right for this person?` : "";
  one("[data-carried-row]").hidden = !earlier.length;
  const link = mail(subject(), text);
  const long = desk.opens === "mail" && link.length > desk.limits.mailLink;
  one("[data-too-long]").hidden = !long;
  for (const way of all("[data-send]")) {
    way.dataset.label ??= way.textContent ?? "";
    way.textContent = way.dataset.label + (open.length ? ` (${counted(open.length)} left)` : "");
    if (way.dataset.send === "mail") {
      way.hidden = long;
      way.setAttribute("href", link);
    }
    if (way.dataset.send === "text") way.setAttribute("href", textLink(text));
  }
}

/** Shows the example or the points, as the reader chose. */
function showMode() {
  const points = inPoints();
  for (const mode of modes) mode.checked = mode.value === (points ? "points" : "example");
  document.querySelector(".points")?.toggleAttribute("hidden", !points);
  one("[data-own]").hidden = !points;
  for (const input of inputs)
    input.closest(".field")?.toggleAttribute("hidden", points && !desk.subject.includes(`[${input.name}]`));
  line.closest(".field")?.toggleAttribute("hidden", points);
  const shown = one(".card-script");
  shown.toggleAttribute("data-own-words", points); // seen in the field already; printed all the same
  shown.hidden = points && !own.value.trim();
}

/** Shows everything anew. */
function update() {
  draw();
  measure();
  showMode();
  byHand.hidden = true; // it would hold an older message
  byHand.value = "";
}

/** Puts what this tab remembers into the fields and shows it. */
function restore() {
  const typed = kept.values;
  for (const input of inputs) input.value = typed[input.name];
  line.value = kept.here.line;
  own.value = kept.here.own;
  warmUp?.toggleAttribute("hidden", kept.memory.warm);
  asked = "";
  tell("");
  showThere(null);
  update();
}

// What the page tells

let timer = 0;
let told = "";

/**
 * Tells what came of a press, at the foot of the window, where it is seen wherever the button stood.
 *
 * @param {string} text
 */
function tell(text) {
  clearTimeout(timer); // or the length would be told over it
  one("[data-status]").textContent = text;
  one("[data-close]").hidden = !text;
}

/** Reads out, once the reader pauses, how the message fits; the same words are not said twice. */
function tellLater() {
  tell("");
  timer = window.setTimeout(() => {
    const open = blanks();
    const now = `${one("#desk-fit").textContent?.replace(/\.$/, "")}. ${open.length ? `${counted(open.length)} left.` : "No blanks left."}`;
    if (now !== told) one("[data-length]").textContent = told = now;
  }, PAUSE);
}

// Sending

/** Which button asked about what. */
let asked = "";

/**
 * Tells whether a message may go; with blanks left, or a name from another card, the reader is asked once.
 *
 * @param {string} how what to press again
 */
function mayGo(how) {
  if (inPoints() && !message()) {
    own.focus();
    tell("Write your message first. The points above are a start.");
    return false;
  }
  const open = blanks();
  const earlier = inPoints() ? [] : kept.carried;
  const values_ = kept.values;
  const doubts = [
    ...(open.length ? [`Still blank: ${listed(open)}.`] : []),
    ...earlier.map((name) => `From another card: ${name}, ${values_[name].trim()}.`),
  ].join(" ");
  if (doubts && asked !== `${how}: ${doubts}`) {
    asked = `${how}: ${doubts}`;
    tell(`${doubts} Press “${how}” again to ${open.length ? "go on all the same" : "go on, if that is right"}.`);
    return false;
  }
  if (earlier.length) {
    kept.confirm();
    measure();
  }
  return true;
}

/**
 * Copies a text, or shows it selected where the browser does not copy.
 *
 * @param {string} text
 */
async function copy(text) {
  byHand.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    byHand.value = text;
    byHand.hidden = false;
    byHand.focus();
    byHand.select();
    return false;
  }
}

/** After something was sent, the warm-up has done its work for this visit. */
function sent() {
  kept.memory.warm = true;
  kept.write();
}

/**
 * @param {Event} event
 * @param {HTMLElement} way
 */
async function send(event, way) {
  if (!mayGo(way.dataset.label ?? "")) {
    event.preventDefault();
    return;
  }
  const what = way.dataset.send;
  if (what === "mail") tell("Your mail program should open. Choose whom it goes to, and send it there. If nothing opens, copy the message.");
  if (what === "text") tell("Your messages should open. Choose whom it goes to, and send it there. If nothing opens, copy the message.");
  if (what === "copy" || what === "copy-all") {
    const done = await copy(what === "copy-all" ? `${subject()}\n\n${message()}` : message());
    const copied = spoken ? "Copied. Keep it where you can glance at it." : "Copied. Paste it where you write to them.";
    tell(done ? copied : "This browser does not copy. The text is selected under the buttons: copy it by hand.");
  }
  if (what === "share") {
    try {
      await navigator.share({ ...(desk.subject && { title: subject() }), text: message() });
      tell("Shared.");
    } catch {
      tell("Nothing was shared.");
      return;
    }
  }
  sent();
}

// What the reader does

/** What brings back what was cleared. */
let undo = () => {};

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {(value: string) => void} keep
 */
function follow(field, keep) {
  field.addEventListener("input", () => {
    keep(field.value);
    kept.write();
    one("[data-undo]").hidden = true;
    update();
    if (field instanceof HTMLInputElement) showThere(field);
    tellLater();
  });
  if (field instanceof HTMLInputElement) field.addEventListener("focus", () => showThere(field));
}

for (const input of inputs) follow(input, (value) => kept.set(input.name, value));
follow(line, (value) => (kept.here.line = value));
follow(own, (value) => (kept.here.own = value));

for (const mode of modes)
  mode.addEventListener("change", () => {
    kept.memory.mode = mode.value;
    kept.write();
    tell("");
    update();
  });

// Enter goes on to the next field; nothing is submitted anywhere.
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
  const fields = [...inputs, line].filter((input) => !input.closest("[hidden]"));
  fields[fields.indexOf(event.target) + 1]?.focus();
});

one("[data-clear]").addEventListener("click", () => {
  if (!one("[data-undo]").hidden) return; // there is nothing to clear, and what was is still to be had
  undo = kept.clear();
  restore();
  one("[data-undo]").hidden = false;
  tell("Everything you typed is cleared.");
});
one("[data-undo]").addEventListener("click", () => {
  undo();
  restore();
  one("[data-clear]").focus();
  one("[data-undo]").hidden = true;
  tell("It is back.");
});

// A tap on a blank goes to its field.
quotation.addEventListener("click", ({ target }) => {
  const blank = target instanceof Element ? target.closest("[data-blank]") : null;
  if (blank instanceof HTMLElement) inputs.find(({ name }) => name === blank.dataset.blank)?.focus();
});

// What stands at the foot of the window goes away when it has been read.
addEventListener("keydown", ({ key }) => key === "Escape" && tell(""));
one("[data-close]").addEventListener("click", () => {
  tell("");
  one("#send").focus({ preventScroll: true });
});

for (const way of all("[data-send]")) {
  if (way.dataset.send === "share" && "share" in navigator) way.hidden = false;
  way.addEventListener("click", (event) => void send(event, way));
}

document.querySelector("[data-no-warm-up]")?.addEventListener("click", () => {
  sent();
  warmUp?.toggleAttribute("hidden", true);
  one("#send").focus();
  tell("The warm-up is put away.");
});

// The answers go to the same person, unless the page says otherwise.
for (const link of /** @type {HTMLAnchorElement[]} */ (all(":is(.outcomes, .plan) a:not([data-someone-else])")))
  link.addEventListener("click", () => kept.follow(link.pathname));

plan(desk.followUp.title ?? "", tell);

// A page that comes back from the browser's memory may have been overtaken by another card.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  kept.read();
  one("[data-undo]").hidden = true;
  restore();
});

restore();
for (const part of all("[data-waits]")) delete part.dataset.waits;
