/*
 * Starts the parts of a page, each by itself. A part that fails leaves its place as it is without scripts, and the
 * others alone.
 *
 * In HTML: `data-part="NAME"` is the root of a part; what is of no use before it runs has `data-waits="NAME"`, and
 * what is of use only where it does not run, `data-instead="NAME"`. Both may stand outside of the root.
 * before-paint.js does the same for a part whose script did not arrive.
 */

import { all } from "./dom.js";

/** The version of the page's data that these scripts read. */
const VERSION = 1;

/**
 * Starts a part at each of its roots.
 *
 * @param {string} name
 * @param {(root: HTMLElement, data: import("../data.js").PageData) => void} make
 */
export function start(name, make) {
  let failed = false;
  for (const root of all(document, `part~="${name}"`)) {
    try {
      make(root, pageData());
    } catch (error) {
      failed = true;
      reportError(error);
    }
  }
  for (const each of all(document, `waits="${name}"`)) {
    each.removeAttribute("data-waits");
    if (failed) each.setAttribute("data-failed", "");
  }
  for (const each of all(document, `instead="${name}"`)) {
    each.removeAttribute("data-instead");
    each.hidden = !failed;
  }
}

/** @returns {import("../data.js").PageData} what the page says to its scripts */
function pageData() {
  const data = JSON.parse(document.querySelector("#page-data")?.textContent ?? "null");
  if (data?.version !== VERSION) throw new Error(`The page's data has version ${data?.version}, and not ${VERSION}`);
  return data;
}
