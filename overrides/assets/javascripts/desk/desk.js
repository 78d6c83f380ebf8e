/*
 * The writing desk of a message: puts what the reader types into it, says how it fits, and hands it to the program
 * that sends it. Everything happens on the device; what is typed is kept for this tab alone, until the reader clears it.
 */

import { fit, seconds, state } from "../message/limits.js";
import { mail, text as textLink } from "../message/links.js";
import { filled, left, paragraphs, pieces, straight } from "../message/placeholders.js";
import { copier } from "../parts/copy.js";
import { all, maybe, one } from "../parts/dom.js";
import { fields } from "../parts/fields.js";
import { quiet, sayLater, tell } from "../parts/says.js";
import { FORGOTTEN } from "../parts/store.js";
import { drawer, lined } from "./draw.js";
import { Kept, readAgain } from "./kept.js";
import { plan } from "./plan.js";

/** @typedef {import("../message/placeholders.js").Piece} Piece */

/** How much of a message is shown as what they see first, in characters. */
const GLANCE = 90;
/** The name of the field for the reader's own line; no blank has an empty one. */
const LINE = "";

/** @param {string[]} list */
const listed = (list) => (list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`);

/** @param {number} count */
const counted = (count) => (count === 1 ? "1 blank" : `${count} blanks`);

/**
 * @param {HTMLElement} root what holds the message and all that belongs to it
 * @param {import("../data.js").Card} card
 */
export function desk(root, card) {
  const names = card.blanks.map(({ name }) => name);
  const kept = new Kept(card.id, card.blanks, refresh);
  const spoken = card.counts === "seconds";

  const shown = one(root, "message");
  const quotation = shown.querySelector("blockquote");
  if (!quotation) throw new Error("The message is not quoted");
  const blank = (/** @type {string} */ text) => pieces(text, names, {});
  const draw = drawer(quotation, { subject: blank(card.subject), body: paragraphs(blank(card.text)) });
  const modes = all(root, "mode", HTMLInputElement);
  const points = maybe(root, "points");
  const own = one(root, "own-words", HTMLTextAreaElement);
  const warmUp = maybe(root, "warm-up");
  const ways = all(root, "send").map((way) => ({ way, left: one(way, "send-left") }));
  const clearButton = one(root, "clear");
  const undoButton = one(root, "undo");
  const sendHeading = one(root, "send-heading");
  const place = one(root, "own");
  const fits = { text: one(root, "fit"), note: one(root, "fit-note") };
  const [first, still, earlierRow, earlierLine, tooLong] = ["first", "left", "carried-row", "carried", "too-long"].map((hook) =>
    one(root, hook),
  );
  const { copy, clear: clearCopied } = copier(root);

  // The message

  const inPoints = () => kept.memory.mode === "points" && modes.length > 0;

  /** @param {string} text */
  const outgoing = (text) => (card.counts === "text-messages" ? straight(text) : text);
  const values = () => Object.fromEntries(Object.entries(kept.values).map(([name, value]) => [name, outgoing(value)]));

  /** @returns {Piece[]} the message's text */
  const body = () =>
    inPoints() ? [{ text: outgoing(kept.here.own.trim()) }] : pieces(card.text, names, values(), outgoing(kept.here.line));
  const subjectLine = () => pieces(card.subject, names, values());
  const message = () => filled(body());
  const subject = () => filled(subjectLine());
  const blanks = () => left([...subjectLine(), ...body()]);
  const carried = () => (inPoints() ? [] : kept.carried);

  // What the page shows of it

  const { show, clear: hideThere, only } = fields(
    root,
    (name, value) => {
      if (name === LINE) kept.here.line = value;
      else kept.set(name, value);
      changed();
    },
    (name) => {
      const lines = [subjectLine(), ...paragraphs(body()).flat()];
      const at = lines.findIndex((line) =>
        line.some((piece) => (name === LINE ? "own" in piece : "blank" in piece && piece.blank === name)),
      );
      if (at < 0) return [];
      const alone = name === LINE && lines[at].length === 1; // it is shown between its neighbors
      const near = alone ? lines.slice(Math.max(0, at - 1), at + 2).filter((each) => each.length) : [lines[at]];
      return lined(near).map((each) => (typeof each === "string" ? document.createTextNode(each) : each));
    },
  );

  /** Says how the message fits and what is missing. */
  function measure() {
    const text = message();
    const open = blanks();
    const found = fit(text, card);
    fits.text.textContent = found.text;
    fits.text.dataset.state = found.state;
    fits.note.textContent = found.note && `. ${found.note}`;
    const subjectFits = maybe(root, "subject-fit");
    if (subjectFits) {
      const size = [...subject()].length;
      subjectFits.dataset.state = state(size, card.subjectLimit);
      subjectFits.textContent = `${size} of ${card.subjectLimit} characters${size > card.subjectLimit ? ". Shorten it." : ""}`;
    }
    const glance = [...[subject(), text.replace(/\s+/gu, " ")].filter(Boolean).join(" — ")];
    first.textContent = glance.length > GLANCE ? `${glance.slice(0, GLANCE).join("")}…` : glance.join("");
    const read = maybe(root, "read");
    const time = Math.max(1, seconds(text, card.limits.read));
    if (read) read.textContent = `About ${time} second${time === 1 ? "" : "s"}`;
    still.textContent = inPoints() && !text ? "Your message" : open.length ? listed(open) : "Nothing";
    const earlier = carried();
    earlierLine.textContent = earlier.length ? `${listed(earlier)}. Still right for this person?` : "";
    earlierRow.hidden = !earlier.length;
    const link = mail(subject(), text);
    const long = card.opens === "mail" && link.length > card.limits.mailLink;
    tooLong.hidden = !long;
    for (const { way, left: blanksLeft } of ways) {
      blanksLeft.textContent = open.length ? ` (${counted(open.length)} left)` : "";
      if (way.dataset.send === "mail") {
        way.hidden = long;
        way.setAttribute("href", link);
      }
      if (way.dataset.send === "text") way.setAttribute("href", textLink(text));
    }
    const note = found.note && `${found.note.replace(/\.$/, "")}. `;
    return `${found.text}. ${note}${open.length ? `${counted(open.length)} left.` : "No blanks left."}`;
  }

  /** Shows everything anew, and returns in words how the message fits. */
  function update() {
    const byPoints = inPoints();
    draw({ subject: subjectLine(), body: paragraphs(body()) });
    for (const mode of modes) mode.checked = mode.value === (byPoints ? "points" : "example");
    if (points) points.hidden = !byPoints;
    place.hidden = !byPoints;
    only((name) => !byPoints || (name !== LINE && card.subject.includes(`[${name}]`)));
    shown.toggleAttribute("data-own-words", byPoints); // seen in the field already; printed all the same
    shown.hidden = byPoints && !own.value.trim();
    clearCopied();
    return measure();
  }

  let told = "";

  /** Keeps and shows what was typed; reads out, once the reader pauses, how it fits. The same is not said twice. */
  function changed() {
    kept.write();
    undoButton.hidden = true;
    const now = update();
    sayLater(() => (now === told ? "" : (told = now)));
  }

  /** Puts what this tab remembers into the fields and shows it. */
  function refresh() {
    show({ ...kept.values, [LINE]: kept.here.line });
    own.value = kept.here.own;
    if (warmUp) warmUp.hidden = kept.memory.warm;
    update();
  }

  /** Begins anew with what this tab remembers. */
  function restore() {
    undoButton.hidden = true;
    asked = "";
    quiet();
    hideThere();
    refresh();
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
    const earlier = carried();
    const doubts = [
      ...(open.length ? [`Still blank: ${listed(open)}.`] : []),
      ...earlier.map((name) => `From another card: ${name}, ${kept.values[name].trim()}.`),
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

  /** After something was sent, the warm-up has done its work for this visit. */
  function sent() {
    kept.memory.warm = true;
    kept.write();
  }

  /**
   * @param {Event} event
   * @param {HTMLElement} way
   */
  async function send(event, { dataset: { send: what, label = "" } }) {
    if (!mayGo(label)) {
      event.preventDefault();
      return;
    }
    const opens = what === "mail" ? "mail program" : "messages";
    const copied = spoken ? "Copied. Keep it where you can glance at it." : "Copied. Paste it where you write to them.";
    if (what === "copy") await copy(message(), copied);
    else if (what === "copy-all") await copy(`${subject()}\n\n${message()}`, copied);
    else if (what === "share") {
      try {
        await navigator.share({ ...(card.subject && { title: subject() }), text: message() });
        tell("Shared.");
      } catch {
        tell("Nothing was shared.");
        return;
      }
    } else tell(`Your ${opens} should open. Choose whom it goes to, and send it there. If nothing opens, copy the message.`);
    sent();
  }

  // What the reader does

  own.addEventListener("input", () => {
    kept.here.own = own.value;
    changed();
  });
  for (const mode of modes)
    mode.addEventListener("change", () => {
      kept.memory.mode = mode.value === "points" ? "points" : "example";
      kept.write();
      quiet();
      update();
    });
  one(root, "desk-form").addEventListener("submit", (event) => event.preventDefault());

  let undo = () => {};
  clearButton.addEventListener("click", () => {
    if (!undoButton.hidden) return; // there is nothing to clear, and what was is still to be had
    undo = kept.clear();
    undoButton.hidden = false;
    tell("Everything you typed is cleared.");
  });
  undoButton.addEventListener("click", () => {
    undo();
    restore();
    clearButton.focus();
    tell("It is back.");
  });

  for (const { way } of ways) {
    if (way.dataset.send === "share") way.hidden = !("share" in navigator);
    way.addEventListener("click", (event) => void send(event, way));
  }
  const putAway = maybe(root, "no-warm-up");
  putAway?.addEventListener("click", () => {
    sent();
    if (warmUp) warmUp.hidden = true;
    sendHeading.focus();
    tell("The warm-up is put away.");
  });
  for (const link of all(root, "follow")) link.addEventListener("click", () => kept.follow(link.dataset.follow ?? ""));
  plan(root, card.followUp);

  document.addEventListener(FORGOTTEN, restore);
  // A page that comes back from the browser's memory may have been overtaken by another card.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    readAgain();
    restore();
  });
  restore();
}
