/* Starts the search window in the site that is opened from disk, where it searches in the page. */

import { start } from "../parts/start.js";
import { box } from "../search/box.js";
import { inPage } from "../search/in-page.js";
import { opening } from "../search/opening.js";

start("search", (root, { search }) => opening(root, () => Promise.resolve(box(root, search, inPage))));
