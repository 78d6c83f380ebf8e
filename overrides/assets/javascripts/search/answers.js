/*
 * What the theme's search code says to whatever stands in its worker's place, and what it is answered: it sends the
 * index once, and then searches.
 */

import { searcher } from "./results.js";

/** The kinds of messages, as the theme numbers them. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

/**
 * Returns a function that takes the messages of the theme's search code, in their order.
 *
 * @param {(message: { type: number, data?: object }) => void} send where the answers go
 * @returns {(message: { type: number, data: any }) => void}
 */
export function answering(send) {
  /** @type {((query: string) => object) | undefined} */
  let search;
  let asked = 0; // a question that another has overtaken is not answered
  return ({ type, data }) => {
    if (type === SETUP) {
      search = searcher(data.docs);
      send({ type: READY });
    } else if (type === QUERY) {
      const question = ++asked;
      setTimeout(() => {
        if (search && question === asked) send({ type: RESULT, data: search(data) });
      });
    }
  };
}
