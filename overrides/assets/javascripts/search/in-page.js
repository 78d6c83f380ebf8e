/*
 * Searches in the page: only in the site that is opened from disk, where browsers start no workers and fetch nothing.
 * There the index is a script that hands itself to its own element.
 */

import { fromHome } from "../parts/address.js";
import { el } from "../parts/dom.js";
import { searcher } from "./results.js";

/**
 * @param {import("../data.js").Search} search
 * @param {import("./beside.js").Answered} answered
 * @param {() => void} failed
 * @returns {(ask: number, words: string) => void}
 */
export function inPage({ index }, answered, failed) {
  /** @type {ReturnType<typeof searcher> | undefined} */
  let search;
  let last = { ask: 0, words: "" };
  const answer = () => search && answered(last.ask, search(last.words));
  const script = el("script", { src: fromHome(index) });
  script.addEventListener("error", failed);
  script.addEventListener("index", (event) => {
    search = searcher(/** @type {CustomEvent} */ (event).detail);
    answer();
  });
  document.body.append(script);
  return (ask, words) => {
    last = { ask, words };
    setTimeout(() => ask === last.ask && answer());
  };
}
