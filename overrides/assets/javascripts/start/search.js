import { start } from "../parts/start.js";
import { beside } from "../search/beside.js";
import { box } from "../search/box.js";

start("search", (root, { search }) => box(root, search, beside));
