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
})();
