/*
 * What a search is answered: pages with the sections that fit, as plain values. Texts are in pieces, those marked that
 * were searched for.
 */

import { Finder } from "./finder.js";
import { words } from "./words.js";

/** The version of the index that these scripts read; notabother/search/index.py writes it. */
const VERSION = 1;

/**
 * @typedef {[text: string, marked: boolean][]} Pieces
 *
 * @typedef {object} Result
 * @property {string} location from the site's root
 * @property {string} label what it is, for readers
 * @property {Pieces} title
 * @property {Pieces} text
 *
 * @typedef {object} Answer
 * @property {{ page: Result, sections: Result[], more: Result[] }[]} results more: sections that fit less well
 * @property {"help" | "offered" | ""} status whether the first result is where to get help, or none of them fits
 */

/**
 * Returns a function that searches.
 *
 * @param {import("./finder.js").Index & { version: number }} index
 * @returns {(query: string) => Answer}
 */
export function searcher(index) {
  if (index.version !== VERSION) throw new Error(`The index has version ${index.version}, and not ${VERSION}`);
  const finder = new Finder(index);
  return (query) => {
    if (!query.trim()) return { results: [], status: "" };
    const { results, offered, endangered, stems } = finder.find(query);
    const result = (/** @type {import("./finder.js").Entry} */ { location, label, title, teaser }) => ({
      location,
      label,
      title: pieces(title, stems, finder.stem),
      text: pieces(teaser, stems, finder.stem),
    });
    return {
      results: results.map(({ entry, sections, first }) => {
        const parts = sections.map(result);
        const page = result(entry);
        return first ? { page: { ...page, text: [] }, sections: parts.slice(0, 1), more: parts.slice(1) } : { page, sections: [], more: parts };
      }),
      status: endangered ? "help" : offered ? "offered" : "",
    };
  };
}

/**
 * @param {string} text
 * @param {Set<string>} stems
 * @param {(word: string) => string} stem
 * @returns {Pieces}
 */
function pieces(text, stems, stem) {
  const parts = text.split(/([\p{L}\p{N}\p{M}'’]+)/u);
  return parts
    .map((part, at) => /** @type {[string, boolean]} */ ([part, at % 2 === 1 && words(part).some((word) => stems.has(stem(word)))]))
    .filter(([part]) => part);
}
