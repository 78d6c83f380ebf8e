/*
 * Filters the list of cards by what the reader needs to do, by worry and by way of sending. The
 * choice is kept in the address after "#", so that it can be shared and is never sent anywhere.
 */

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-card-filter]"));

/** @typedef {{situation: string, fear: string, channel: string}} Choice */

/**
 * Whether a card fits what was chosen.
 *
 * @param {HTMLElement} card
 * @param {Choice} choice
 */
function fits(card, { situation, fear, channel }) {
  return (
    (!situation || card.dataset.situation === situation) &&
    (!channel || card.dataset.channel === channel) &&
    (!fear || (card.dataset.fears ?? "").split(" ").includes(fear))
  );
}

/** @param {HTMLFormElement} form */
function start(form) {
  const names = /** @type {const} */ (["situation", "fear", "channel"]);
  const fields = names.map((name) => /** @type {HTMLSelectElement} */ (form.elements.namedItem(name)));
  const groups = [...document.querySelectorAll("[data-card-group]")];
  const count = /** @type {HTMLOutputElement} */ (form.querySelector("[data-count]"));
  const reset = /** @type {HTMLButtonElement} */ (form.querySelector("[type=reset]"));

  /** Shows the cards that fit, hides the groups left empty, and says how many there are. */
  function show() {
    const choice = /** @type {Choice} */ (
      Object.fromEntries(names.map((name, at) => [name, fields[at].value]))
    );
    let shown = 0;
    for (const group of groups) {
      let left = 0;
      for (const card of /** @type {NodeListOf<HTMLElement>} */ (
        group.querySelectorAll(".card-item")
      )) {
        card.hidden = !fits(card, choice);
        if (!card.hidden) left += 1;
      }
      group.toggleAttribute("hidden", left === 0);
      shown += left;
    }
    const chosen = Object.values(choice).some(Boolean);
    reset.hidden = !chosen;
    count.textContent =
      shown === 0
        ? "Nothing fits all of these. Change one, or show all."
        : `${shown} ${shown === 1 ? "message" : "messages"}`;
  }

  /** Takes the choice from the address. Unknown words are left out. */
  function read() {
    const words = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) {
      field.value = words.get(field.name) ?? "";
      if (field.selectedIndex < 0) field.value = "";
    }
    show();
  }

  /** Puts the choice into the address. */
  function write() {
    const words = new URLSearchParams();
    for (const field of fields) if (field.value) words.set(field.name, field.value);
    history.replaceState(null, "", words.size ? `#${words}` : location.pathname + location.search);
    show();
  }

  form.addEventListener("change", write);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    setTimeout(() => {
      write();
      fields[0].focus();
    });
  });
  addEventListener("hashchange", read);
  form.hidden = false;
  read();
}

if (form) start(form);
