/* Starts the filter of a list. */

import { filter } from "../parts/filter.js";
import { start } from "../parts/start.js";

start("filter", (root, { list }) => filter(root, list ?? { items: {} }));
