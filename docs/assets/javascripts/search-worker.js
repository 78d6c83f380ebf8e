/*
 * Stands where the theme's own search worker would stand, and answers as that does: it is sent the index, then
 * searches, and sends results. The theme documents this slot for searches of one's own.
 * (A plain script, because the theme starts its worker as one.)
 */

/** The kinds of messages, as the theme numbers them. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/** @type {Promise<(query: string) => object> | undefined} */
let search;

/** @type {MessageEvent | undefined} the last question; those it overtook are not answered */
let latest;

addEventListener("message", async (event) => {
  const { data } = event;
  if (data.type === SETUP) {
    search = import("./search/results.js").then(({ searcher }) => searcher(data.data.docs));
    await search;
    postMessage({ type: READY });
  } else if (data.type === QUERY && search) {
    latest = event;
    const find = await search;
    await new Promise((resolve) => setTimeout(resolve)); // what was typed meanwhile comes in first
    if (latest === event) postMessage({ type: RESULT, data: find(data.data) });
  }
});
