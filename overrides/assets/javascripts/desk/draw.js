/*
 * Draws a message as it would be sent now, with its blanks marked. notabother/drawing/scripts.py draws it for pages
 * without scripts; a test holds the two together.
 */

import { el } from "../parts/dom.js";

/**
 * @typedef {import("../message/placeholders.js").Piece} Piece
 * @typedef {Piece[][]} Paragraph lines
 */

/** @param {Piece} piece */
function drawn(piece) {
  if ("text" in piece) return piece.text;
  if ("own" in piece) return piece.own;
  const mark = el(piece.value ? "bdi" : "span", { class: "blank", "data-blank": piece.blank }, piece.value || `[${piece.blank}]`);
  mark.classList.toggle("blank--filled", Boolean(piece.value));
  return mark;
}

/**
 * Returns lines with breaks between them.
 *
 * @param {Piece[][]} lines
 * @returns {(Node | string)[]}
 */
export const lined = (lines) => lines.flatMap((line, at) => [...(at ? [el("br", {})] : []), ...line.map(drawn)]);

/**
 * @typedef {object} Message
 * @property {Piece[]} subject empty for none
 * @property {Paragraph[]} body
 */

/**
 * Returns the paragraphs of a message, and for each a text that tells whether it has changed.
 *
 * @param {Message} message
 */
function parted({ subject, body }) {
  const paragraphs = [...(subject.length ? [[subject]] : []), ...body];
  return { paragraphs, keys: paragraphs.map((lines, at) => JSON.stringify([at === 0 && subject.length > 0, lines])) };
}

/**
 * Returns what draws a message: only the paragraphs that changed since the last time. What stands there at first has
 * its blanks in the same order, and they get their names here.
 *
 * @param {HTMLElement} root what holds the message
 * @param {Message} there the message that is drawn there already
 */
export function drawer(root, there) {
  let before = parted(there).keys;
  const blanks = [...there.subject, ...there.body.flat(2)].flatMap((piece) => ("blank" in piece ? [piece.blank] : []));
  for (const mark of root.querySelectorAll(".blank")) mark.setAttribute("data-blank", blanks.shift() ?? "");

  /** @param {Message} message */
  return (message) => {
    const { paragraphs, keys } = parted(message);
    if (keys.length === before.length && keys.every((key, at) => key === before[at])) return;
    const old = [...root.children];
    root.replaceChildren(
      ...paragraphs.map((lines, at) => {
        if (keys[at] === before[at] && old[at]) return old[at];
        const label = at === 0 && message.subject.length ? [el("span", { class: "script-label" }, "Subject"), " "] : [];
        return el("p", label.length ? { class: "script-subject" } : {}, ...label, ...lined(lines));
      }),
    );
    before = keys;
  };
}
