/*
 * Opens the search window at once, and fetches what searches when it is first opened: most readers never do.
 */

import { brought } from "../parts/address.js";
import { dialog } from "../parts/dialog.js";
import { all, one } from "../parts/dom.js";

/**
 * @param {HTMLElement} root the dialog
 * @param {() => Promise<unknown>} load brings the window to life
 */
export function opening(root, load) {
  const words = one(root, "words", HTMLInputElement);
  let loading = false;

  async function begin() {
    if (loading) return;
    loading = true;
    try {
      await load();
    } catch (error) {
      loading = false; // the next time it may arrive
      const told = one(root, "told");
      told.textContent = one(root, "says").textContent = told.dataset.lost ?? "";
      reportError(error);
    }
  }

  const { open } = dialog(/** @type {HTMLDialogElement} */ (root), () => {
    words.focus();
    words.select();
    void begin();
  });
  for (const opener of all(document, "open-search")) opener.addEventListener("click", open);

  // A link such as /?q=too+busy opens with its words filled in.
  const given = brought("q");
  if (given !== null) {
    words.value = given;
    open();
  }
}
