/*
 * Runs before anything is drawn: tells the style sheet that scripts work, and applies the colors
 * that the reader chose on an earlier visit (color-switch.js). A classic script, so that it blocks.
 */
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const chosen = localStorage.getItem("colors");
    if (chosen === "dark" || chosen === "light") root.dataset.colors = chosen;
  } catch {
    // No storage: the colors follow the system.
  }

  // If one of the site's scripts cannot be loaded or fails to start, the page is what it is without scripts:
  // complete, with no field or button that does nothing.
  /** @param {Event & { filename?: string }} event */
  const failed = ({ target, filename = "" }) => {
    if (target instanceof HTMLScriptElement || filename.includes("/assets/javascripts/")) root.classList.replace("js", "no-js");
  };
  addEventListener("error", failed, true);
  addEventListener("load", () => removeEventListener("error", failed, true));
})();
