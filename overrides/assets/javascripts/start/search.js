/* Starts the search window; what searches is fetched when it is first opened. */

import { start } from "../parts/start.js";
import { opening } from "../search/opening.js";

start("search", (root, { search }) =>
  opening(root, async () => {
    const [{ box }, { beside }] = await Promise.all([import("../search/box.js"), import("../search/beside.js")]);
    box(root, search, beside);
  }),
);
