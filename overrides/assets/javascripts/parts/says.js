/*
 * What a page tells. There is one polite region on a page, in the bar at its foot, and one in each dialog, since
 * nothing behind an open dialog is heard. The bar is seen where something came of a press, wherever the button stood;
 * what only those need to hear who do not see it change stays unseen.
 */

import { one } from "./dom.js";

/** How long after the last key something is told that would disturb whoever types, in milliseconds. */
const PAUSE = 900;
/** How long a region is empty before it says the same again, in milliseconds: or nobody would hear it. */
const AGAIN = 100;

let waiting = 0;

/**
 * @param {HTMLElement} region
 * @param {string} text
 */
function put(region, text) {
  clearTimeout(waiting);
  const again = text && region.textContent === text;
  region.textContent = again ? "" : text;
  if (again) waiting = window.setTimeout(() => (region.textContent = text), AGAIN);
}

/**
 * Says something at once.
 *
 * @param {string} text
 */
export function say(text) {
  quiet();
  put(one(document.querySelector("dialog[open]") ?? one(document, "bar"), "says"), text);
}

/**
 * Says something once the reader pauses, if nothing else was said by then.
 *
 * @param {() => string} text asked for when it is said; nothing is said where it is empty
 */
export function sayLater(text) {
  quiet();
  waiting = window.setTimeout(() => {
    const now = text();
    if (now) say(now);
  }, PAUSE);
}

/**
 * Tells what came of a press, in the bar at the foot, until its button or Escape is pressed.
 *
 * @param {string} text
 */
export function tell(text) {
  const bar = one(document, "bar");
  const close = one(bar, "bar-close", HTMLButtonElement);
  const from = document.activeElement;
  put(one(bar, "says"), text);
  bar.toggleAttribute("data-shown", true);
  close.hidden = false;
  if (from instanceof HTMLElement && from !== document.body) from.scrollIntoView({ block: "nearest" }); // not under the bar
  close.onclick = () => {
    quiet();
    if (from instanceof HTMLElement) from.focus({ preventScroll: true });
  };
  document.onkeydown = ({ key }) => {
    if (key === "Escape") quiet();
  };
}

/** Takes away what was told, and says nothing that was to be said later. */
export function quiet() {
  clearTimeout(waiting);
  const bar = one(document, "bar");
  if (!bar.hasAttribute("data-shown")) return;
  bar.removeAttribute("data-shown");
  one(bar, "bar-close").hidden = true;
  one(bar, "says").textContent = "";
}
