/*
 * The switch between light and dark colors. Until it is pressed the colors follow the system and nothing is kept.
 */

import { store } from "./store.js";

/** @param {HTMLElement} button */
export function colors(button) {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = store("colors", 1, (found) => (found === "dark" || found === "light" ? found : undefined), { where: "device" });
  const isDark = () => (root.dataset.colors ? root.dataset.colors === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  system.addEventListener("change", show);
  button.addEventListener("click", () => {
    const now = isDark() ? "light" : "dark";
    root.dataset.colors = now;
    kept.set(now);
    show();
  });
  show();
}
