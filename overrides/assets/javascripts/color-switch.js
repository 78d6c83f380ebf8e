/*
 * The switch between light and dark colors. Until it is pressed the colors follow the system and
 * nothing is stored.
 */

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

/** Whether the page is dark at the moment. */
function isDark() {
  return root.dataset.colors ? root.dataset.colors === "dark" : system.matches;
}

/** @param {HTMLButtonElement} button */
function show(button) {
  button.setAttribute("aria-pressed", String(isDark()));
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll("[data-color-switch]")
)) {
  show(button);
  system.addEventListener("change", () => show(button));
  button.addEventListener("click", () => {
    root.dataset.colors = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("colors", root.dataset.colors);
    } catch {
      // No storage: the choice lasts as long as the page.
    }
    show(button);
  });
}
