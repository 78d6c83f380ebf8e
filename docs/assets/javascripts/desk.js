/*
 * The writing desk of a card: puts what the reader types into the message, says how it fits, and hands it to the
 * program that sends it. Everything happens on the device; what is typed is kept for this tab alone, so that
 * names carry over to the next card, until the reader clears it.
 */

import { calendar, isoDay, workingDay } from "./desk/calendar.js";
import { fit, state, words } from "./desk/limits.js";
import { mail, text as textLink } from "./desk/links.js";
import { filled, left, pieces, withOwnLine } from "./desk/placeholders.js";

/**
 * @typedef {object} Desk what the page says of its message; made by notabother/pages.py
 * @property {string} text
 * @property {string} subject
 * @property {{ name: string }[]} blanks
 * @property {import("./desk/limits.js").Unit} counts
 * @property {number} limit
 * @property {number} subjectLimit
 * @property {string} opens
 * @property {{ title?: string, url?: string }} followUp
 * @property {import("./desk/limits.js").Limits} limits
 *
 * @typedef {object} Kept what this tab remembers
 * @property {Record<string, string>} values by blank
 * @property {Record<string, string>} typedOn by blank: the card where its value was typed last
 * @property {Record<string, string>} lines by card: the line only they could write
 * @property {Record<string, string>} own by card: the message in their own words
 * @property {string} mode `example` or `points`
 * @property {boolean} warm whether the warm-up need not be offered again
 */

const KEY = "desk";
/** How long after the last key the length is read out, in milliseconds. */
const PAUSE = 900;
/** After how many days one looks again; a working day. */
const DAYS = 7;

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

/** @returns {Kept} */
function remembered() {
  const empty = { values: {}, typedOn: {}, lines: {}, own: {}, mode: "example", warm: false };
  try {
    return { ...empty, ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
  } catch {
    return empty;
  }
}

const desk = /** @type {Desk} */ (JSON.parse(one("script[data-desk]").textContent ?? "{}"));
const names = desk.blanks.map(({ name }) => name);
const card = location.pathname;
let kept = remembered();

const form = /** @type {HTMLFormElement} */ (one("form.desk__form"));
const inputs = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("[data-fields] input[name]")]);
const line = /** @type {HTMLInputElement} */ (one("[data-line]"));
const own = /** @type {HTMLTextAreaElement} */ (one("#own-words"));
const status = one("[data-status]");
const quotation = one(".card-script .script-text");
const day = /** @type {HTMLInputElement} */ (one("#plan-day"));
const warmUp = document.querySelector("[data-warm-up]");
const modes = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll("[data-mode] input")]);

/** Keeps what was typed for this tab; where nothing may be kept, it is forgotten with the page. */
function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // No storage: names do not carry over to the next card.
  }
}

const inPoints = () => kept.mode === "points" && modes.length > 0;

/** The message's text, with the blanks as they are in it and the reader's line. */
const template = () => withOwnLine(desk.text, kept.lines[card] ?? "");

/** The message as it would be sent now. */
const message = () => (inPoints() ? own.value.trim() : filled(template(), names, kept.values));

const subject = () => filled(desk.subject, names, kept.values);

/** The blanks that are left, in the message and its subject. */
const blanks = () => left(inPoints() ? desk.subject : `${desk.subject}\n${template()}`, names, kept.values);

/**
 * Sets a line of the message, its blanks marked.
 *
 * @param {Element} parent
 * @param {string} text
 */
function set(parent, text) {
  for (const piece of pieces(text, names, kept.values)) {
    if ("text" in piece) parent.append(piece.text);
    else {
      const mark = document.createElement(piece.value ? "bdi" : "span");
      mark.className = piece.value ? "blank blank--filled" : "blank";
      mark.textContent = piece.value || `[${piece.blank}]`;
      parent.append(mark);
    }
  }
}

/** Draws the message as it would be sent now. */
function draw() {
  const paragraphs = [];
  if (desk.subject) {
    const paragraph = document.createElement("p");
    paragraph.className = "script-subject";
    const label = document.createElement("span");
    label.className = "script-label";
    label.textContent = "Subject";
    paragraph.append(label, " ");
    set(paragraph, desk.subject);
    paragraphs.push(paragraph);
  }
  const text = inPoints() ? own.value.trim() : template();
  for (const part of text.split(/\n{2,}/)) {
    const paragraph = document.createElement("p");
    part.split("\n").forEach((each, at) => {
      if (at) paragraph.append(document.createElement("br"));
      if (inPoints()) paragraph.append(each);
      else set(paragraph, each);
    });
    if (paragraph.textContent) paragraphs.push(paragraph);
  }
  quotation.replaceChildren(...paragraphs);
}

/**
 * Shows under a field the line of the message that it belongs to.
 *
 * @param {HTMLInputElement} input
 */
function showThere(input) {
  for (const there of form.querySelectorAll(".field__there")) there.toggleAttribute("hidden", true);
  const there = input.closest(".field")?.querySelector(".field__there");
  const lines = [desk.subject, ...template().split("\n")];
  const found = input === line ? kept.lines[card] : lines.find((each) => each.includes(`[${input.name}]`));
  if (!there || !found) return;
  there.replaceChildren();
  set(there, found);
  there.toggleAttribute("hidden", false);
}

/** What stands in this message and was typed for another: it may be about somebody else. */
const carried = () =>
  inputs
    .filter(({ name, value }) => value.trim() && kept.typedOn[name] !== card && !inPoints())
    .map(({ name }) => name);

/** @param {string[]} list */
const listed = (list) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`);

/** @param {number} count */
const counted = (count) => (count === 1 ? "1 blank" : `${count} blanks`);

/** Says how the message fits and what is missing. */
function measure() {
  const text = message();
  const found = fit(text, desk);
  const { limits } = desk;
  const fits = one("[data-fit]");
  fits.textContent = found.text;
  fits.dataset.state = found.state;
  one("[data-fit-note]").textContent =
    found.state === "over" ? " That is too long. Take something out." : found.state === "near" ? " Nearly full." : "";
  const line_ = document.querySelector("[data-subject-fit]");
  if (line_ instanceof HTMLElement) {
    const size = [...subject()].length;
    line_.dataset.state = state(size, desk.subjectLimit);
    line_.textContent = `${size} of ${desk.subjectLimit} characters${size > desk.subjectLimit ? ". Shorten it." : ""}`;
  }
  const first = desk.subject ? `${subject()} — ${text.replace(/\s+/gu, " ")}` : text.replace(/\s+/gu, " ");
  one("[data-first]").textContent = [...first].length > 90 ? `${[...first].slice(0, 90).join("")}…` : first;
  const rate = desk.counts === "seconds" ? limits.spoken : limits.read;
  one("[data-read]").textContent = `About ${Math.max(1, Math.ceil((words(text) * 60) / rate))} seconds`;
  const open = blanks();
  one("[data-left]").textContent = open.length ? listed(open) : "Nothing";
  const earlier = carried();
  one("[data-carried]").textContent = earlier.length ? `${listed(earlier)}. Still right for this person?` : "";
  one("[data-carried-row]").toggleAttribute("hidden", !earlier.length);
  const long = desk.opens === "mail" && mail(subject(), text).length > limits.mailLink;
  one("[data-too-long]").toggleAttribute("hidden", !long);
  for (const way of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-send]"))) {
    way.dataset.label ??= way.textContent ?? "";
    way.textContent = way.dataset.label + (open.length ? ` (${counted(open.length)} left)` : "");
    if (way.dataset.send === "mail") {
      way.toggleAttribute("hidden", long);
      way.setAttribute("href", mail(subject(), text));
    }
    if (way.dataset.send === "text") way.setAttribute("href", textLink(text));
  }
}

let timer = 0;
let told = "";

/** Reads out, once the reader pauses, how the message fits; the same words are not said twice. */
function tellLater() {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    const open = blanks();
    const now = `${one("#desk-fit").textContent}. ${open.length ? `${counted(open.length)} left.` : "No blanks left."}`;
    if (now !== told) tell((told = now));
  }, PAUSE);
}

/** @param {string} text */
function tell(text) {
  clearTimeout(timer); // or the length would be told over it
  status.textContent = text;
}

/** Shows everything anew. */
function update() {
  draw();
  measure();
}

/** Which blanks the reader has been asked about before sending. */
let asked = "";

/**
 * Tells whether a message may go; with blanks left the reader is asked once.
 *
 * @param {string} how what to press again
 */
function mayGo(how) {
  if (inPoints() && !message()) {
    own.focus();
    tell("Write your message first. The points above are a start.");
    return false;
  }
  const open = listed(blanks());
  if (!open || asked === `${how}: ${open}`) return true;
  asked = `${how}: ${open}`;
  tell(`Still blank: ${open}. Press “${how}” again to go on without.`);
  return false;
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(quotation);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
    return false;
  }
}

/** After something was sent, the warm-up has done its work for this visit. */
function sent() {
  kept.warm = true;
  keep();
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
  if (what === "mail") tell("Your mail program opens. Choose whom it goes to, and send it there.");
  if (what === "text") tell("Your messages open. Choose whom it goes to, and send it there.");
  if (what === "copy" || what === "copy-all") {
    const text = what === "copy-all" ? `${subject()}\n\n${message()}` : message();
    const done = await copy(text);
    tell(done ? "Copied. Paste it where you write to them." : "This browser does not copy. The message is marked: copy it by hand.");
  }
  if (what === "share") {
    try {
      await navigator.share({ ...(desk.subject && { title: subject() }), text: message() });
      tell("Handed on.");
    } catch {
      tell("Nothing was shared.");
      return;
    }
  }
  sent();
}

/** Shows the example or the points, as the reader chose. */
function showMode() {
  const points = inPoints();
  for (const mode of modes) mode.checked = mode.value === (points ? "points" : "example");
  document.querySelector(".points")?.toggleAttribute("hidden", !points);
  one("[data-own]").toggleAttribute("hidden", !points);
  const subjects = names.filter((name) => desk.subject.includes(`[${name}]`));
  for (const input of inputs)
    input.closest(".field")?.toggleAttribute("hidden", points && !subjects.includes(input.name));
  line.closest(".field")?.toggleAttribute("hidden", points);
  const shown = one(".card-script");
  shown.toggleAttribute("data-own-words", points); // seen in the field already; printed all the same
  shown.toggleAttribute("hidden", points && !own.value.trim());
}

/** Makes the calendar file and saves it. */
function saveReminder() {
  if (!day.value) {
    day.focus();
    tell("Choose a day first.");
    return;
  }
  const who = kept.values["first name"]?.trim();
  const title = `${who ? `${who}: ` : ""}${desk.followUp.title}`;
  const url = new URL(one(".plan a").getAttribute("href") ?? "", location.href).href;
  const file = calendar({
    day: day.value,
    title,
    text: `If nothing has come back, send one follow-up, and then let it rest.`,
    url,
    id: `${crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`}@${location.hostname || "device"}`,
    now: new Date(),
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: "text/calendar" }));
  link.download = "follow-up.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  tell("A calendar file was saved. Open it to add the reminder.");
}

function showDay() {
  const [year, month, date] = day.value.split("-").map(Number);
  const shown = day.value
    ? new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full" }).format(new Date(year, month - 1, date))
    : "a week from now";
  one("[data-day]").textContent = ` ${shown}`;
}

/** Puts what this tab remembers into the fields and shows it. */
function restore() {
  for (const input of inputs) input.value = kept.values[input.name] ?? "";
  line.value = kept.lines[card] ?? "";
  own.value = kept.own[card] ?? "";
  warmUp?.toggleAttribute("hidden", kept.warm);
  showMode();
  update();
}

for (const input of inputs) {
  input.addEventListener("input", () => {
    kept.values[input.name] = input.value;
    kept.typedOn[input.name] = card;
    keep();
    update();
    showThere(input);
    tellLater();
  });
  input.addEventListener("focus", () => showThere(input));
}
line.addEventListener("input", () => {
  kept.lines[card] = line.value;
  keep();
  update();
  showThere(line);
  tellLater();
});
own.addEventListener("input", () => {
  kept.own[card] = own.value;
  keep();
  update();
  showMode();
  tellLater();
});
for (const mode of modes)
  mode.addEventListener("change", () => {
    kept.mode = mode.value;
    keep();
    showMode();
    update();
  });

// Enter goes on to the next field; nothing is submitted anywhere.
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
  const fields = [...inputs, line].filter((input) => !input.closest("[hidden]"));
  fields[fields.indexOf(event.target) + 1]?.focus();
});
form.addEventListener("reset", () => {
  kept = { ...kept, values: {}, typedOn: {}, lines: {}, own: {} };
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // There was nothing to remove.
  }
  asked = "";
  setTimeout(() => {
    for (const there of form.querySelectorAll(".field__there")) there.toggleAttribute("hidden", true);
    showMode();
    update();
    tell("Cleared.");
  });
});

// A tap on a blank goes to its field.
quotation.addEventListener("click", ({ target }) => {
  const blank = target instanceof Element ? target.closest(".blank") : null;
  if (!blank) return;
  const at = [...quotation.querySelectorAll(".blank")].indexOf(blank);
  const order = [desk.subject, template()].flatMap((text) => pieces(text, names, kept.values)).filter((piece) => "blank" in piece);
  const name = order[at] && "blank" in order[at] ? order[at].blank : "";
  inputs.find((input) => input.name === name)?.focus();
});

for (const way of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-send]"))) {
  if (way.dataset.send === "share" && "share" in navigator) way.hidden = false;
  way.addEventListener("click", (event) => void send(event, way));
}

document.querySelector("[data-no-warm-up]")?.addEventListener("click", () => {
  sent();
  warmUp?.toggleAttribute("hidden", true);
  tell("The warm-up is put away.");
});

day.min = isoDay(new Date());
day.value = isoDay(workingDay(new Date(), DAYS));
day.addEventListener("change", showDay);
document.querySelector("[data-calendar]")?.addEventListener("click", saveReminder);

// A page that comes back from the browser's memory may have been overtaken by another card.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  kept = remembered();
  restore();
});

showDay();
restore();
