/*
 * Repairs one or two slips of the finger: letters left out, added, changed or in the wrong order.
 */

/** @param {string} word */
const slipsIn = (word) => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2);

/** @param {string} word */
const letters = (word) => [...word].sort().join("");

/** Knows the words that are used, and finds the nearest to one that is not. */
export class Spelling {
  /** @param {Map<string, number>} counts how often each stem is used */
  constructor(counts) {
    this.counts = counts;
    /** @type {Map<string, string | undefined>} what was found before: people type on, and keep their words */
    this.found = new Map();
    /** @type {Map<number, string[]>} */
    this.byLength = new Map();
    for (const word of counts.keys()) {
      const known = this.byLength.get(word.length);
      if (known) known.push(word);
      else this.byLength.set(word.length, [word]);
    }
  }

  /**
   * Returns the stem that was probably meant, or undefined. Letters in the wrong order are likeliest; of
   * equally near ones, one that begins alike, then the one used most. In short words only the order is
   * mended, and two slips only in words that begin alike: most words that we do not use are no slips.
   *
   * @param {string} stem
   * @param {number} [most] how many slips there may be
   * @returns {string | undefined}
   */
  nearest(stem, most = slipsIn(stem)) {
    const key = `${stem} ${most}`;
    if (!this.found.has(key)) this.found.set(key, this.#search(stem, most));
    return this.found.get(key);
  }

  /**
   * @param {string} stem
   * @param {number} most
   */
  #search(stem, most) {
    const mixed = letters(stem);
    let best, rank = Infinity;
    for (let length = stem.length - most; length <= stem.length + most; length++)
      for (const word of this.byLength.get(length) ?? []) {
        const reordered = length === stem.length && letters(word) === mixed;
        const slips = distance(stem, word, Math.max(most, 1)) * (reordered ? 0.5 : 1);
        if (slips > Math.max(most, 0.5) || (slips > 1 && word[0] !== stem[0])) continue;
        const found = slips + (word[0] === stem[0] ? 0 : 0.7) - Math.min(this.counts.get(word) ?? 0, 999) / 2000;
        if (found < rank) [best, rank] = [word, found];
      }
    return best;
  }

  /**
   * Returns the stem used most of those that begin so, or undefined.
   *
   * @param {string} beginning
   */
  beginning(beginning) {
    let best, most = 0;
    for (const [word, count] of this.counts)
      if (count > most && word.startsWith(beginning)) [best, most] = [word, count];
    return best;
  }
}

/**
 * Returns the number of slips between two words (optimal string alignment), or more than `most`.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  let before = /** @type {number[]} */ ([]);
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let least = Math.min(above[column] + 1, line[column - 1] + 1, above[column - 1] + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1])
        least = Math.min(least, before[column - 2] + 1);
      line.push(least);
    }
    if (Math.min(...line) > most) return most + 1;
    [before, above] = [above, line];
  }
  return above[other.length];
}
