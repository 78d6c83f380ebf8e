/*
 * How parts find and make what stands on a page. What a part looks for has an attribute `data-…` for it; classes are
 * for the style sheet alone. No text becomes HTML.
 */

/**
 * Returns what must be there.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root where to look
 * @param {string} hook the attribute without `data-`, perhaps with a value: `send`, `send="copy"`
 * @param {new () => T} [kind] what it must be, if it matters
 * @returns {T}
 */
export function one(root, hook, kind) {
  const found = maybe(root, hook, kind);
  if (!found) throw new Error(`There is no [data-${hook}] here that is ${kind?.name ?? "an element"}`);
  return found;
}

/**
 * Returns what may be there.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} hook
 * @param {new () => T} [kind]
 * @returns {T | null}
 */
export function maybe(root, hook, kind) {
  const found = root.querySelector(`[data-${hook}]`);
  return found instanceof (kind ?? HTMLElement) ? /** @type {T} */ (found) : null;
}

/**
 * Returns all that is there, in the order of the page.
 *
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} hook
 * @param {new () => T} [kind]
 * @returns {T[]}
 */
export function all(root, hook, kind) {
  const found = [...root.querySelectorAll(`[data-${hook}]`)];
  return /** @type {T[]} */ (found.filter((each) => each instanceof (kind ?? HTMLElement)));
}

/**
 * Makes an element.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
