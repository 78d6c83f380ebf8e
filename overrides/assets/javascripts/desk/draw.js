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
 * Returns what draws a message: only the paragraphs that changed since the last time.
 *
 * @param {HTMLElement} root what holds the message
 */
export function drawer(root) {
  /** @type {string[]} */
  let before = [];

  /**
   * @param {Piece[]} subject empty for none
   * @param {Paragraph[]} body
   */
  return (subject, body) => {
    const paragraphs = [...(subject.length ? [[subject]] : []), ...body];
    const now = paragraphs.map((lines, at) => JSON.stringify([at === 0 && subject.length > 0, lines]));
    const first = now.findIndex((each, at) => each !== before[at]);
    if (first < 0 && now.length === before.length) return;
    const old = before.length ? [...root.children] : [];
    root.replaceChildren(
      ...paragraphs.map((lines, at) => {
        if (now[at] === before[at] && old[at]) return old[at];
        const label = at === 0 && subject.length ? [el("span", { class: "script-label" }, "Subject"), " "] : [];
        return el("p", label.length ? { class: "script-subject" } : {}, ...label, ...lined(lines));
      }),
    );
    before = now;
  };
}
