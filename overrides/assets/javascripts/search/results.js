/*
 * Gives what was found the shape in which the theme shows results: HTML for titles and texts, the words
 * of the search marked, what each result is in front of its title.
 */

import { Finder } from "./finder.js";
import { words } from "./words.js";

/**
 * @typedef {object} Item
 * @property {string} location
 * @property {string} title HTML
 * @property {string} text HTML
 * @property {number} score
 * @property {Record<string, boolean>} terms
 */

/**
 * Returns a function that searches.
 *
 * @param {import("./finder.js").Index} index
 * @returns {(query: string) => { items: Item[][] }}
 */
export function searcher(index) {
  const finder = new Finder(index);
  return (query) => {
    if (!query.trim()) return { items: [] };
    const { results, offered, endangered, stems } = finder.find(query);
    const status = endangered ? "help" : offered ? "offered" : "";
    const item = (/** @type {import("./finder.js").Entry} */ entry, /** @type {number} */ score) => ({
      location: entry.location,
      title: label(entry.label, entry === results[0].entry ? status : "") + marked(entry.title, stems, finder.stem),
      text: entry.teaser && `<p>${marked(entry.teaser, stems, finder.stem)}</p>`,
      score,
      terms: {},
    });
    return {
      items: results.map(({ entry, sections, first }, place) => {
        const score = 2 * (results.length - place);
        const parts = sections.map((section, at) => item(section, score - (first && at === 0 ? 0 : 1)));
        return first
          ? [...parts.slice(0, 1), item(entry, score - 1), ...parts.slice(1)]
          : [item(entry, score), ...parts];
      }),
    };
  };
}

/**
 * Returns what a result is, in front of its title; the first one may say what stands above the results.
 *
 * @param {string} text
 * @param {string} status
 */
function label(text, status) {
  const told = status && ` data-status="${status}"`;
  return text || status ? `<span class="search__kind"${told}>${escaped(text)}</span>` : "";
}

/**
 * Returns a text as HTML, with the words marked that were searched for.
 *
 * @param {string} text
 * @param {Set<string>} stems
 * @param {(word: string) => string} stem
 */
function marked(text, stems, stem) {
  return text
    .split(/([\p{L}\p{N}\p{M}'’]+)/u)
    .map((part, at) => (at % 2 && words(part).some((word) => stems.has(stem(word))) ? `<mark>${escaped(part)}</mark>` : escaped(part)))
    .join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}
