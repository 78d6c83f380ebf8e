/*
 * Puts what the reader types in the place of a message's blanks. Knows nothing of the page.
 */

/** @typedef {Record<string, string>} Values what was typed, by the blank's name */

/**
 * A piece of a message: text, a blank with what stands in it, or the line only the reader could write.
 *
 * @typedef {{ text: string } | { blank: string, value: string } | { own: string }} Piece
 */

/** Where the first sentence of a text ends: a full stop, perhaps a closing quotation mark, and a space. */
const SENTENCE = /[.?!]["'”’)]*(?=\s+\S)/u;

/**
 * Returns a value as it goes into a message: one line, no space around it.
 *
 * @param {string | undefined} value
 */
export function tidy(value) {
  return (value ?? "").replace(/\s+/gu, " ").trim();
}

/**
 * Returns a text with the plain marks of a text message. Phones type curly ones by themselves, and a single one
 * makes room for 70 characters instead of 160.
 *
 * @param {string} text
 */
export function straight(text) {
  return text
    .replace(/[‘’‚′]/gu, "'")
    .replace(/[“”„″]/gu, '"')
    .replace(/[‐-―−]/gu, "-")
    .replace(/…/gu, "...")
    .replace(/[\u00a0\u2009\u202f]/gu, " ");
}

/**
 * Splits a text at its blanks, with the reader's own line in its place: after the greeting, or after the first
 * sentence where the message is one paragraph, so that it never follows the goodbye.
 *
 * @param {string} text with blanks as [first name]
 * @param {string[]} names of the blanks; other brackets are text
 * @param {Values} values
 * @param {string} [line]
 * @returns {Piece[]}
 */
export function pieces(text, names, values, line = "") {
  const own = tidy(line);
  if (!own) return atBlanks(text, names, values);
  const paragraph = text.indexOf("\n\n");
  const sentence = SENTENCE.exec(text);
  const at = paragraph >= 0 ? paragraph : sentence ? sentence.index + sentence[0].length : text.length;
  return [
    ...atBlanks(text.slice(0, at), names, values),
    { text: paragraph >= 0 ? "\n\n" : " " },
    { own },
    ...atBlanks(text.slice(at), names, values),
  ];
}

/**
 * @param {string} text
 * @param {string[]} names
 * @param {Values} values
 * @returns {Piece[]}
 */
function atBlanks(text, names, values) {
  /** @type {Piece[]} */
  const found = [];
  let rest = text;
  while (rest) {
    const marks = names.map((name) => ({ name, at: rest.indexOf(`[${name}]`) })).filter(({ at }) => at >= 0);
    if (!marks.length) break;
    const { name, at } = marks.reduce((one, other) => (other.at < one.at ? other : one));
    if (at) found.push({ text: rest.slice(0, at) });
    found.push({ blank: name, value: tidy(values[name]) });
    rest = rest.slice(at + name.length + 2);
  }
  if (rest) found.push({ text: rest });
  return found;
}

/**
 * Returns a piece as it would be sent; a blank that nothing was typed for stays as it is.
 *
 * @param {Piece} piece
 */
export const said = (piece) => ("text" in piece ? piece.text : "own" in piece ? piece.own : piece.value || `[${piece.blank}]`);

/**
 * Returns a message as it would be sent.
 *
 * @param {Piece[]} all
 */
export const filled = (all) => all.map(said).join("");

/**
 * Returns the names of the blanks that are left, each once, in order.
 *
 * @param {Piece[]} all
 */
export function left(all) {
  return [...new Set(all.flatMap((piece) => ("blank" in piece && !piece.value ? [piece.blank] : [])))];
}

/**
 * Groups a message's pieces into paragraphs, and those into lines.
 *
 * @param {Piece[]} all
 * @returns {Piece[][][]}
 */
export function paragraphs(all) {
  /** @type {Piece[][][]} */
  const found = [[[]]];
  for (const piece of all) {
    if (!("text" in piece)) {
      found.at(-1)?.at(-1)?.push(piece);
      continue;
    }
    piece.text.split(/\n{2,}/).forEach((part, number) => {
      if (number) found.push([[]]);
      part.split("\n").forEach((line, at) => {
        if (at) found.at(-1)?.push([]);
        if (line) found.at(-1)?.at(-1)?.push({ text: line });
      });
    });
  }
  return found.map((lines) => lines.filter((line) => line.length)).filter((lines) => lines.length);
}
