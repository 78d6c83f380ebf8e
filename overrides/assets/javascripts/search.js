/*
 * Opens the search window, and fetches the theme's search code the first time it is opened: until
 * then a page needs none of it. The window is a modal <dialog>, so the browser keeps the focus in
 * it and closes it with Escape. The theme keeps its own idea of "open" in the checkbox #__search;
 * the two are kept in step here.
 */

const dialog = /** @type {HTMLDialogElement} */ (
  document.querySelector("dialog[data-md-component=search]")
);
const input = /** @type {HTMLInputElement} */ (
  dialog.querySelector("[data-md-component=search-query]")
);
const list = /** @type {HTMLElement} */ (dialog.querySelector(".search__list"));

/** After how many milliseconds without results a search has failed: the index or the worker did not arrive. */
const PATIENCE = 10_000;
let waiting = 0;

/** @type {HTMLInputElement | null} The theme's checkbox, once its code is here. */
let toggle = null;

/** Fetches the theme's code once, and sets up the parts of the page that it looks for. */
function load() {
  const template = /** @type {HTMLTemplateElement | null} */ (
    document.querySelector("template[data-search-code]")
  );
  if (!template) return;
  const code = template.content.querySelector("script[src]");
  document.querySelector("header")?.append(template.content.querySelector("label") ?? "");
  template.replaceWith(...[...template.content.children].filter((part) => part !== code));
  toggle = document.querySelector("#__search");
  toggle?.addEventListener("change", () => {
    if (!toggle?.checked && dialog.open) dialog.close();
  });
  document.addEventListener("keydown", keep);
  const script = document.createElement("script");
  script.src = code?.getAttribute("src") ?? "";
  script.addEventListener("error", () => tell("failed"));
  document.body.append(script);
}

/**
 * Keeps keys from the theme, which listens on the window: it would close search on Tab, take Shift
 * and Space from the buttons, and make single letters shortcuts on every page. It gets the three
 * keys it needs, in an open search.
 *
 * @param {KeyboardEvent} event
 */
function keep(event) {
  const wanted = ["Enter", "ArrowUp", "ArrowDown"].includes(event.key);
  if (!dialog.open || !wanted || event.isComposing) event.stopPropagation();
}

/** Opens the window with the field ready for typing. */
function open() {
  if (!dialog.open) dialog.showModal();
  load();
  if (toggle && !toggle.checked) toggle.click();
  input.focus();
  input.select();
}

/**
 * Puts what a result is above its title (search/results.js sends it inside), and lets the Tab key reach it.
 *
 * @param {Element} item
 */
function finish(item) {
  for (const link of item.querySelectorAll("a, summary")) link.removeAttribute("tabindex");
  for (const each of item.querySelectorAll("article")) each.setAttribute("role", "presentation"); // or links have no name
  const kind = item.querySelector(".search__kind");
  const title = kind?.closest("article");
  if (!kind || !title) return;
  const { status } = /** @type {HTMLElement} */ (kind).dataset;
  if (status === "offered" || status === "help") tell(status);
  if (kind.textContent) title.prepend(kind);
  else kind.remove();
}

/**
 * Says above the results what stands in the field's attribute of that name.
 *
 * @param {"offered" | "help" | "failed"} what
 */
function tell(what) {
  const status = dialog.querySelector(".search__meta");
  if (status) status.textContent = dialog.dataset[what] ?? "";
}

for (const button of document.querySelectorAll("[data-open-search]"))
  button.addEventListener("click", open);
dialog.querySelector("[data-close-search]")?.addEventListener("click", () => dialog.close());

// A click beside the window closes it.
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener("close", () => {
  if (toggle?.checked) toggle.click();
});

// The theme listens for keys only. Words that are pasted, dictated or cleared count too.
input.addEventListener("input", () => {
  clearTimeout(waiting);
  if (input.value.trim()) waiting = window.setTimeout(() => tell("failed"), PATIENCE);
  input.dispatchEvent(new Event("keyup"));
});
input.form?.addEventListener("submit", (event) => event.preventDefault());
input.form?.addEventListener("reset", () => {
  setTimeout(() => input.dispatchEvent(new Event("keyup")));
});

new MutationObserver((changes) => {
  clearTimeout(waiting);
  for (const { addedNodes } of changes)
    for (const node of addedNodes) if (node instanceof Element) finish(node);
}).observe(list, { childList: true });

// A link such as /?q=too+busy opens with its words filled in.
if (new URLSearchParams(location.search).has("q")) open();
