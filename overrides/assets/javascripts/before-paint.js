/*
 * Runs before anything is drawn: tells the style sheet that scripts work, and applies the colors that the reader
 * chose on an earlier visit (parts/colors.js). A classic script, so that it blocks.
 */
(() => {
  const root = document.documentElement;
  root.classList.replace("no-js", "js");
  try {
    const site = new URL(root.dataset.home ?? ".", location.href).pathname;
    const chosen = JSON.parse(localStorage.getItem(`nab:${site}:colors:1`) ?? "null");
    if (chosen === "dark" || chosen === "light") root.dataset.colors = chosen;
  } catch {
    // No storage, or something else in it: the colors follow the system.
  }

  // What still waits when all scripts have run, waits for one that did not arrive: it stays as it is without scripts.
  addEventListener("load", () => {
    for (const waiting of document.querySelectorAll("[data-waits]")) waiting.setAttribute("data-failed", "");
    for (const shown of document.querySelectorAll("[data-waits], [data-instead]")) {
      shown.removeAttribute("data-waits");
      shown.removeAttribute("data-instead");
    }
  });
})();
