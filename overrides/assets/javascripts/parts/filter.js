/*
 * A list that is narrowed by what is chosen in a form. The list is complete as it stands; what is chosen is kept in the
 * address after "#", so that it can be shared and is never sent anywhere. What an item is found by stands in the page's
 * data, by its id (`data-item`) and by the name of the field. A group (`data-group`) that is left empty is hidden; one
 * that folds is unfolded while something is chosen.
 */

import { choose, chosen } from "./address.js";
import { all, one } from "./dom.js";
import { say } from "./says.js";
import { counted } from "./words.js";

/**
 * @param {HTMLElement} root with the form and the groups
 * @param {import("../data.js").List} list
 */
export function filter(root, { items }) {
  const form = one(root, "filter", HTMLFormElement);
  const fields = [...form.querySelectorAll("select")];
  const reset = one(form, "reset", HTMLButtonElement);
  const count = one(form, "count");
  const groups = all(root, "group").map((group) => ({ group, folded: group instanceof HTMLDetailsElement && !group.open }));

  /** @param {HTMLElement} item */
  const fits = (item) => {
    const found = items[item.dataset.item ?? ""] ?? {};
    return fields.every(({ name, value }) => !value || found[name]?.includes(value));
  };

  /** Shows what fits, hides the groups left empty, and returns how many there are in words. */
  function show() {
    let shown = 0;
    const narrowed = fields.some(({ value }) => value);
    for (const { group, folded } of groups) {
      const left = all(group, "item").filter((item) => !(item.hidden = !fits(item))).length;
      group.hidden = left === 0;
      if (group instanceof HTMLDetailsElement) group.open = narrowed || !folded;
      shown += left;
    }
    reset.hidden = !narrowed;
    return (count.textContent = counted(count.dataset, shown));
  }

  /** Takes the choice from the address, where it says one. Words that are not to be chosen are left out. */
  function read() {
    const words = chosen();
    if (!words) return;
    for (const field of fields) {
      field.value = words.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    show();
  }

  form.addEventListener("change", () => {
    choose(Object.fromEntries(fields.map(({ name, value }) => [name, value])));
    say(show());
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", () => {
    for (const field of fields) field.value = "";
    choose({});
    say(show());
    fields[0]?.focus();
  });
  addEventListener("hashchange", read);
  show();
  read();
}
