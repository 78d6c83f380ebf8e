/*
 * Puts what the reader types in the place of a message's blanks. Knows nothing of the page.
 */

/** @typedef {Record<string, string>} Values what was typed, by the blank's name */

/**
 * A piece of a message: text, or a blank with what stands in it.
 *
 * @typedef {{ text: string } | { blank: string, value: string }} Piece
 */

/**
 * Returns a value as it goes into a message: one line, no space around it.
 *
 * @param {string | undefined} value
 */
export function tidy(value) {
  return (value ?? "").replace(/\s+/gu, " ").trim();
}

/**
 * Splits a text at its blanks.
 *
 * @param {string} text with blanks as [first name]
 * @param {string[]} names of the blanks; other brackets are text
 * @param {Values} values
 * @returns {Piece[]}
 */
export function pieces(text, names, values) {
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
 * Returns a text with its blanks filled; those nothing was typed for stay as they are.
 *
 * @param {string} text
 * @param {string[]} names
 * @param {Values} values
 */
export function filled(text, names, values) {
  return pieces(text, names, values)
    .map((piece) => ("text" in piece ? piece.text : piece.value || `[${piece.blank}]`))
    .join("");
}

/**
 * Returns the names of the blanks that are left, each once, in order.
 *
 * @param {string} text
 * @param {string[]} names
 * @param {Values} values
 */
export function left(text, names, values) {
  const open = pieces(text, names, values).flatMap((piece) => ("blank" in piece && !piece.value ? [piece.blank] : []));
  return [...new Set(open)];
}

/**
 * Adds a line of the reader's own to a message: after its greeting, or at its end where it is one paragraph.
 *
 * @param {string} text
 * @param {string} line
 */
export function withOwnLine(text, line) {
  const own = tidy(line);
  if (!own) return text;
  const [first, ...others] = text.split("\n\n");
  return others.length ? [first, own, ...others].join("\n\n") : `${text} ${own}`;
}
