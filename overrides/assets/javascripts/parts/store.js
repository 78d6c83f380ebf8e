/*
 * What the device keeps for a site: under a name that no other site on the same host has, with a version, and read
 * like a stranger's file. What was typed is kept for this tab alone.
 */

import { fromHome } from "./address.js";

/** Sent to the document when everything that was typed is forgotten. */
export const FORGOTTEN = "forgotten";

/** @returns {string} what the names of all that this site keeps begin with */
const ours = () => `nab:${new URL(fromHome(".")).pathname}:`;

/**
 * Returns a place for one thing.
 *
 * @template T
 * @param {string} name
 * @param {number} version a new one whenever the shape changes: what an older page kept is then not looked at
 * @param {(found: any) => T} read makes what is wanted of whatever was found, or of undefined; it may throw at what
 *   does not fit, and is then asked for undefined
 * @param {{ where?: "tab" | "device", show?: (value: T) => void }} [options] where: `device` for what was chosen, never
 *   for what was typed; show: takes what is kept, now, and again when it is forgotten
 */
export function store(name, version, read, { where = "tab", show } = {}) {
  const key = `${ours()}${name}:${version}`;
  const storage = () => (where === "tab" ? sessionStorage : localStorage);

  /** @returns {T} */
  function get() {
    try {
      return read(JSON.parse(storage().getItem(key) ?? "null") ?? undefined);
    } catch {
      return read(undefined);
    }
  }

  if (show) {
    show(get());
    document.addEventListener(FORGOTTEN, () => show(get()));
  }
  return {
    get,
    /** @param {T} value */
    set(value) {
      try {
        storage().setItem(key, JSON.stringify(value));
      } catch {
        // No storage: it lasts as long as the page.
      }
    },
  };
}

/** Forgets everything that was typed, and tells all parts of the page. */
export function forgetAll() {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(ours())) sessionStorage.removeItem(key);
  } catch {
    // There was nothing to remove.
  }
  document.dispatchEvent(new Event(FORGOTTEN));
}
