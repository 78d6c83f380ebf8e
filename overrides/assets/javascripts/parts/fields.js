/*
 * Blanks and their fields, bound by name. Each field has a place `data-field="NAME"` with an input in it, and may
 * have `data-there`, which shows the line of the text that it belongs to. A tap on `data-blank="NAME"` in the text
 * goes to its field, and Enter to the next one.
 */

import { all, maybe } from "./dom.js";

/** How often a field that has the focus is looked at, in milliseconds: some programs for dictation tell nobody. */
const LOOK = 1000;

/**
 * Brings fields to life.
 *
 * @param {HTMLElement} root
 * @param {(name: string, value: string) => void} typed what happens when somebody types
 * @param {(name: string) => Node[]} there what stands in the text where this field belongs
 */
export function fields(root, typed, there) {
  const known = all(root, "field").flatMap((place) => {
    const input = place.querySelector("input");
    return input ? [{ name: place.dataset.field ?? "", place, input, there: maybe(place, "there"), seen: input.value }] : [];
  });
  /** @typedef {typeof known[number]} Field */

  /** @param {Field} field */
  function take(field) {
    if (field.input.value === field.seen) return;
    show({ [field.name]: field.input.value });
    typed(field.name, field.input.value);
    showThere(field);
  }

  /** @param {Field | null} field none to hide them all */
  function showThere(field) {
    for (const { there: line } of known) if (line) line.hidden = true;
    if (!field?.there) return;
    const line = there(field.name);
    field.there.replaceChildren(...line);
    field.there.hidden = !line.length;
  }

  /**
   * Puts values into the fields.
   *
   * @param {Record<string, string>} values by name; a field that is not named keeps what is in it
   */
  function show(values) {
    for (const field of known) {
      const value = values[field.name];
      if (value === undefined) continue;
      if (field.input.value !== value) field.input.value = value;
      field.seen = field.input.value;
    }
  }

  for (const field of known) {
    let looking = 0;
    field.input.addEventListener("input", () => take(field));
    field.input.addEventListener("focus", () => {
      showThere(field);
      looking = window.setInterval(() => take(field), LOOK);
    });
    field.input.addEventListener("blur", () => {
      clearInterval(looking);
      take(field);
    });
    field.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      const open = known.filter(({ place }) => !place.closest("[hidden]"));
      open[open.indexOf(field) + 1]?.input.focus();
    });
  }
  root.addEventListener("click", ({ target }) => {
    const blank = target instanceof Element ? target.closest("[data-blank]") : null;
    if (blank instanceof HTMLElement) known.find(({ name }) => name === blank.dataset.blank)?.input.focus();
  });

  return {
    show,
    /** Hides the lines of the text under the fields. */
    clear: () => showThere(null),
    /** @param {(name: string) => boolean} wanted which fields are to be seen */
    only(wanted) {
      for (const { name, place } of known) place.hidden = !wanted(name);
    },
  };
}
