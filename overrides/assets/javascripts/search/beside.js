/*
 * Asks a worker, which is started when search is first opened.
 */

import { fromHome } from "../parts/address.js";

/**
 * @typedef {(asked: number, answer: import("./results.js").Answer) => void} Answered
 *
 * @param {import("../data.js").Search} search
 * @param {Answered} answered
 * @param {() => void} failed
 * @returns {(ask: number, words: string) => void}
 */
export function beside({ index, worker }, answered, failed) {
  const started = new Worker(fromHome(worker), { type: "module" });
  started.addEventListener("error", failed);
  started.addEventListener("message", ({ data }) => (data.failed ? failed() : answered(data.ask, data.answer)));
  started.postMessage({ index: fromHome(index) });
  return (ask, words) => started.postMessage({ ask, words });
}
