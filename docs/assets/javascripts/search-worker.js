/*
 * Stands where the theme's own search worker would stand, and answers as that does: it is sent the index, then
 * searches, and sends results. The theme documents this slot for searches of one's own.
 * (A plain script, because the theme starts its worker as one.)
 */

/** The kinds of messages, as the theme numbers them. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/** @type {Promise<(query: string) => object> | undefined} */
let search;

addEventListener("message", async ({ data }) => {
  if (data.type === SETUP) {
    search = import("./search/results.js").then(({ searcher }) => searcher(data.data.docs));
    await search;
    postMessage({ type: READY });
  } else if (data.type === QUERY && search) {
    postMessage({ type: RESULT, data: (await search)(data.data) });
  }
});
