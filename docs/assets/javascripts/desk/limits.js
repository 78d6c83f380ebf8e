/*
 * Counts a message in its channel's own terms. The numbers and alphabets come with the page, from
 * notabother/limits.py, whose counting this repeats.
 */

/**
 * @typedef {object} Limits
 * @property {number} spoken words a minute, said out loud
 * @property {number} read words a minute, read
 * @property {{ gsm: [number, number], other: [number, number] }} places of one text message, and of each of several
 * @property {string} gsm the characters that take one place
 * @property {string} gsmExtended the characters that take two
 * @property {number} mailLink
 *
 * @typedef {"words" | "characters" | "seconds" | "text-messages"} Unit
 *
 * @typedef {object} Fit
 * @property {number} size in the channel's unit
 * @property {string} text for readers
 * @property {"fits" | "near" | "over"} state near: nine tenths or more of what fits
 */

/** @param {string} text */
export const words = (text) => text.split(/\s+/u).filter(Boolean).length;

/** @param {string} text */
export const characters = (text) => [...text].length;

/**
 * @param {string} text
 * @param {number} perMinute
 */
export const seconds = (text, perMinute) => Math.ceil((words(text) * 60) / perMinute);

/**
 * Returns how many places a text takes in text messages, and how many messages it makes.
 *
 * @param {string} text
 * @param {Limits} limits
 */
export function textMessages(text, { gsm, gsmExtended, places }) {
  const all = [...text];
  const plain = all.every((char) => gsm.includes(char) || gsmExtended.includes(char));
  const used = plain ? all.reduce((sum, char) => sum + (gsmExtended.includes(char) ? 2 : 1), 0) : text.length;
  const [whole, part] = plain ? places.gsm : places.other;
  return { used, whole, messages: used <= whole ? 1 : Math.ceil(used / part), plain };
}

/**
 * Returns how a message fits its channel.
 *
 * @param {string} text
 * @param {{ counts: Unit, limit: number, limits: Limits }} channel
 * @returns {Fit}
 */
export function fit(text, { counts, limit, limits }) {
  if (counts === "text-messages") {
    const { used, whole, messages, plain } = textMessages(text, limits);
    const most = limit === 1 ? whole : limit;
    const size = limit === 1 ? used : messages;
    const odd = plain ? "" : ", because of an emoji or an unusual letter";
    const told = messages > 1 ? `${messages} text messages (${used} characters)` : `${used} of ${whole} characters`;
    return { size, text: `${told}${odd}`, state: state(size, most) };
  }
  if (counts === "seconds") {
    const size = seconds(text, limits.spoken);
    return { size, text: `about ${size} seconds to say; ${limit} is plenty`, state: state(size, limit) };
  }
  const size = counts === "words" ? words(text) : characters(text);
  return { size, text: `${size} of ${limit} ${counts}`, state: state(size, limit) };
}

/**
 * @param {number} size
 * @param {number} limit
 */
export function state(size, limit) {
  return size > limit ? "over" : size >= limit * 0.9 ? "near" : "fits";
}
