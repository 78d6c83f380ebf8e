/*
 * Addresses: those of the site's files, and what the page's own says to it. What readers chose stands after "#", as
 * in `#fear=too-busy`, so that it can be shared and is never sent to a server. Other fragments are places on the page,
 * and left alone.
 */

/**
 * Returns the whole address of a file of the site.
 *
 * @param {string} path from the site's root
 */
export const fromHome = (path) => new URL(path, new URL(document.documentElement.dataset.home ?? ".", location.href)).href;

/** @returns {URLSearchParams | null} what was chosen; null where the fragment is a place on the page */
export function chosen() {
  const fragment = location.hash.slice(1);
  return fragment && !fragment.includes("=") ? null : new URLSearchParams(fragment);
}

/**
 * Puts what was chosen into the address, in the place of what stood there.
 *
 * @param {Record<string, string>} choice what is empty is left out
 */
export function choose(choice) {
  const words = new URLSearchParams(Object.entries(choice).filter(([, value]) => value));
  history.replaceState(history.state, "", words.size ? `#${words}` : location.pathname + location.search);
}

/**
 * Returns a word that a link has brought along before the "#", and takes it out: what is read is not sent again.
 *
 * @param {string} name
 * @returns {string | null}
 */
export function brought(name) {
  const words = new URLSearchParams(location.search);
  const found = words.get(name);
  if (found === null) return null;
  words.delete(name);
  history.replaceState(history.state, "", `${location.pathname}${words.size ? `?${words}` : ""}${location.hash}`);
  return found;
}
