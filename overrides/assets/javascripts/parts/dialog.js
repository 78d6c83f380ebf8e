/*
 * A dialog over the page: it is closed by Escape, by Back, by its button and by a press beside it; then the focus
 * returns to where it was. The browser keeps the page behind it still and out of reach.
 */

import { all } from "./dom.js";

/**
 * Returns what opens and closes a dialog. It opens by itself where the browser comes back to it.
 *
 * @param {HTMLDialogElement} root with an id; `data-close` on its buttons that close it
 * @param {() => void} opened what happens each time, the focus included
 */
export function dialog(root, opened) {
  const isHere = () => history.state?.dialog === root.id;

  /** Shows it. */
  function show() {
    if (!root.open) root.showModal();
    opened();
  }

  /** Opens it, as a step that Back takes back. */
  function open() {
    if (!isHere()) history.pushState({ ...history.state, dialog: root.id }, "");
    show();
  }

  const close = () => root.close();
  for (const button of all(root, "close")) button.addEventListener("click", close);
  root.addEventListener("click", ({ target }) => {
    if (target === root) close();
  });
  root.addEventListener("close", () => {
    if (isHere()) history.back();
  });
  addEventListener("popstate", () => {
    if (isHere()) show();
    else close();
  });
  if (isHere()) show();
  return { open, close };
}
