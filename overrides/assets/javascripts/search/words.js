/*
 * Words as search sees them: folded, and cut down to a stem. The build does the same in
 * notabother/search/words.py; the table of endings comes with the index, so there is one.
 */

/** @typedef {[ending: string, instead: string][][]} Steps */

const WORD = /[\p{L}\p{N}]+/gu;
const SHORTEST = 3;

/**
 * Returns the words of a text in lower case, without accents and apostrophes.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  const folded = text
    .replace(/['’‘ʼ\u0060´′]/g, "") // before the next step makes a space of some
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "");
  return folded.match(WORD) ?? [];
}

/**
 * Returns a function that gives what a word shares with its other forms.
 *
 * @param {Steps} steps of each the first ending that fits is taken off
 * @param {Set<string>} numbers words that are numbers, which all have one stem
 * @returns {(word: string) => string}
 */
export function stemmer(steps, numbers) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return (word) => {
    const found = known.get(word) ?? (numbers.has(word) || /^\p{Nd}{1,3}$/u.test(word) ? "0" : stem(word, steps));
    known.set(word, found);
    return found;
  };
}

/**
 * @param {string} word
 * @param {Steps} steps
 */
function stem(word, steps) {
  for (const step of steps) {
    const fits = step.find(([ending]) => word.endsWith(ending));
    if (!fits) continue;
    const rest = word.slice(0, word.length - fits[0].length);
    if (rest.length >= SHORTEST && /[aeiouy]/.test(rest)) word = rest + fits[1];
  }
  const [last, before] = [word.at(-1) ?? "", word.at(-2)];
  return word.length > SHORTEST && last === before && !"aeioulsz".includes(last)
    ? word.slice(0, -1)
    : word;
}
