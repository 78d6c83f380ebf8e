/*
 * Stands where the theme's own search worker would stand, and answers as that does. The theme documents this slot
 * for searches of one's own. (A plain script, because the theme starts its worker as one.)
 */

const answer = import("./search/answers.js").then(({ answering }) => answering((message) => postMessage(message)));

addEventListener("message", async ({ data }) => (await answer)(data));
