/*
 * Only in the site that is opened from disk, where browsers start no workers: what the theme takes for a worker
 * searches in the page itself. The page waits once, when search is opened and the index is read; search-worker.js
 * is the usual way.
 */

import { answering } from "./search/answers.js";

class InPage extends EventTarget {
  #answer = answering((data) => this.dispatchEvent(new MessageEvent("message", { data })));

  /** @param {{ type: number, data: any }} message answered later, as a worker would */
  postMessage(message) {
    setTimeout(() => this.#answer(message));
  }
}

window.Worker = /** @type {any} */ (InPage);
