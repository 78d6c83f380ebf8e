/*
 * Copies a text; where the browser does not, shows it selected, to be copied by hand.
 */

import { one } from "./dom.js";
import { tell } from "./says.js";

/**
 * Returns what copies. `data-by-hand` is the field that shows what could not be copied.
 *
 * @param {ParentNode} root
 */
export function copier(root) {
  const byHand = one(root, "by-hand", HTMLTextAreaElement);

  /** Takes the field away: the text in it may be an older one. */
  function clear() {
    byHand.hidden = true;
    byHand.value = "";
  }

  /**
   * @param {string} text
   * @param {string} told what the reader is told when it was copied
   */
  async function copy(text, told) {
    clear();
    try {
      await navigator.clipboard.writeText(text);
      tell(told);
    } catch {
      byHand.value = text;
      byHand.hidden = false;
      byHand.focus();
      byHand.select();
      tell("This browser does not copy. The text is selected under the buttons: copy it by hand.");
    }
  }

  return { copy, clear };
}
