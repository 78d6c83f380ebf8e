/*
 * Words that depend on a number. The templates say them: `data-none`, `data-single` and `data-several`, in which "#"
 * stands for the number.
 */

/**
 * @param {DOMStringMap} words
 * @param {number} count
 */
export function counted({ none = "", single = "", several = "" }, count) {
  return count === 0 ? none : (count === 1 ? single : several).replace("#", String(count));
}
