import { start } from "../parts/start.js";
import { box } from "../search/box.js";
import { inPage } from "../search/in-page.js";

start("search", (root, { search }) => box(root, search, inPage));
