/*
 * Searches beside the page, so that typing is never held up. It is told once where the index is, and then asked; a
 * question that another has overtaken is not answered.
 */

import { searcher } from "./results.js";

/** @type {Promise<ReturnType<typeof searcher>>} */
let ready;
let last = 0;

/** @param {string} index */
async function load(index) {
  const response = await fetch(index);
  if (!response.ok) throw new Error(`${index}: ${response.status}`);
  return searcher(await response.json());
}

addEventListener("message", async ({ data: { index, ask, words } }) => {
  if (index) {
    ready = load(index);
    ready.catch(() => postMessage({ failed: true }));
    return;
  }
  last = ask;
  const search = await ready;
  await new Promise((resolve) => setTimeout(resolve)); // what was asked in the meantime is heard first
  if (ask === last) postMessage({ ask, answer: search(words) });
});
