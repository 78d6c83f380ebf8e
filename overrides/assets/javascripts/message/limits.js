/*
 * Counts a message in its channel's own terms. The numbers and alphabets come with the page, from
 * notabother/limits.py, whose counting this repeats.
 */

/**
 * @typedef {import("../data.js").Limits} Limits
 *
 * @typedef {"words" | "characters" | "seconds" | "text-messages"} Unit
 *
 * @typedef {object} Fit
 * @property {number} size in the channel's unit
 * @property {string} text for readers
 * @property {"fits" | "near" | "over"} state near: nine tenths or more of what fits, or two text messages
 * @property {string} note what to do about it, for readers; empty where there is nothing to do
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
 * Returns how many places a text takes in text messages, how many messages it makes, and which of its characters
 * turn it into the kind that holds 70.
 *
 * @param {string} text
 * @param {Limits} limits
 */
export function textMessages(text, { gsm, gsmExtended, places }) {
  const all = [...text];
  const odd = [...new Set(all.filter((char) => !gsm.includes(char) && !gsmExtended.includes(char)))];
  const used = odd.length ? text.length : all.reduce((sum, char) => sum + (gsmExtended.includes(char) ? 2 : 1), 0);
  const [whole, part] = odd.length ? places.other : places.gsm;
  return { used, whole, messages: used <= whole ? 1 : Math.ceil(used / part), odd };
}

/**
 * Returns how a message fits its channel.
 *
 * @param {string} text
 * @param {{ counts: Unit, limit: number, limits: Limits }} channel
 * @returns {Fit}
 */
export function fit(text, { counts, limit, limits }) {
  if (counts === "text-messages") return fitTexts(text, limit, limits);
  if (counts === "seconds") {
    const size = seconds(text, limits.spoken);
    const how = state(size, limit);
    const note = how === "over" ? "That is long to listen to. Leave something out." : "";
    return { size, text: `about ${size} second${size === 1 ? "" : "s"} to say; ${limit} is plenty`, state: how, note };
  }
  const size = counts === "words" ? words(text) : characters(text);
  const how = state(size, limit);
  return { size, text: `${size} of ${limit} ${counts}`, state: how, note: NOTES[how] };
}

const NOTES = { fits: "", near: "Nearly full.", over: "That is too long. Take something out." };

/**
 * One message more than the author may take is still fine: a reader's own words make it longer, and phones put the
 * parts together.
 *
 * @param {string} text
 * @param {number} limit
 * @param {Limits} limits
 * @returns {Fit}
 */
function fitTexts(text, limit, limits) {
  const { used, whole, messages, odd } = textMessages(text, limits);
  const why = odd.length ? ` (${limits.places.gsm[0]} without ${odd.slice(0, 3).join(" ")})` : "";
  const told = messages > 1 ? `${messages} texts, ${used} characters` : `${used} of ${whole} characters${why}`;
  if (messages > limit + 1) return { size: messages, text: told, state: "over", note: NOTES.over };
  if (messages > limit) {
    const note = messages === 2 ? "It goes as two texts. That is fine." : "It goes as several texts. That is fine.";
    return { size: messages, text: told, state: "near", note };
  }
  const how = limit === 1 ? state(used, whole) : "fits";
  return { size: messages, text: told, state: how, note: NOTES[how] };
}

/**
 * @param {number} size
 * @param {number} limit
 */
export function state(size, limit) {
  return size > limit ? "over" : size >= limit * 0.9 ? "near" : "fits";
}
