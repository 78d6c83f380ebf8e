/*
 * The search window: what is typed is asked with every key, and the answer drawn as a list of links.
 */

import { fromHome } from "../parts/address.js";
import { el, one } from "../parts/dom.js";
import { say, sayLater } from "../parts/says.js";
import { FORGOTTEN } from "../parts/store.js";
import { counted } from "../parts/words.js";

/** After how many milliseconds without an answer a search has failed. */
const PATIENCE = 10_000;

/** @param {import("./results.js").Pieces} pieces */
const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? el("mark", {}, text) : text));

/** @param {import("./results.js").Result} result */
function drawn({ location, label, title, text }) {
  const link = el("a", { class: "result__link", href: fromHome(location) });
  if (label) link.append(el("span", { class: "result__kind" }, label), " ");
  link.append(el("span", { class: "result__title" }, ...marked(title)));
  return el("div", { class: "result" }, link, ...(text.length ? [el("p", { class: "result__text" }, ...marked(text))] : []));
}

/**
 * @param {HTMLElement} root the dialog
 * @param {import("../data.js").Search} data
 * @param {typeof import("./beside.js").beside} connect reaches what searches
 */
export function box(root, data, connect) {
  const words = one(root, "words", HTMLInputElement);
  const list = one(root, "results");
  const told = one(root, "told");
  const { begin = "", help = "", offered = "", lost = "" } = told.dataset;

  const isOpen = () => root.hasAttribute("open");
  let asked = 0;
  let waiting = 0;

  /**
   * Shows above the results how it went, and says so while the window is open; what is typed on is not talked over.
   *
   * @param {string} text
   * @param {boolean} [atOnce]
   */
  function tell(text, atOnce = false) {
    const again = told.textContent === text;
    told.textContent = text;
    if (!isOpen() || (atOnce && again)) return; // or it would be said at every key
    if (atOnce) say(text);
    else sayLater(() => (isOpen() ? text : ""));
  }

  /** @type {import("./beside.js").Answered} */
  function answered(number, { results, status }) {
    if (number !== asked) return;
    clearTimeout(waiting);
    list.replaceChildren(
      ...results.map(({ page, sections, more }) => {
        const item = el("li", {}, drawn(page), ...sections.map(drawn));
        if (more.length) item.append(el("details", {}, el("summary", {}, counted(list.dataset, more.length)), ...more.map(drawn)));
        return item;
      }),
    );
    if (!words.value.trim()) tell(begin);
    else if (status === "help") tell(help, true);
    else tell(status === "offered" ? offered : counted(told.dataset, results.length));
  }

  const fail = () => {
    clearTimeout(waiting);
    tell(lost, true);
  };

  /** Asks for what is in the field. */
  function search() {
    asked += 1;
    clearTimeout(waiting);
    if (words.value.trim()) waiting = window.setTimeout(fail, PATIENCE);
    ask(asked, words.value);
  }

  const ask = connect(data, answered, fail);

  words.addEventListener("input", search);
  words.form?.addEventListener("submit", (event) => event.preventDefault());
  words.form?.addEventListener("reset", () => setTimeout(() => {
    search();
    words.focus();
  }));
  document.addEventListener(FORGOTTEN, () => words.form?.reset());

  // The arrows go through the results, and Enter to the first one.
  root.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("a, summary")]).filter((link) => link.checkVisibility());
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const next = at + step;
      (links[next] ?? words).focus();
      event.preventDefault();
    } else if (event.key === "Enter" && event.target === words) links[0]?.click();
  });

  if (words.value) search(); // it was typed while this was on its way
}
