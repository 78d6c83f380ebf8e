/* Starts the writing desk of a card. */

import { desk } from "../desk/desk.js";
import { start } from "../parts/start.js";

start("desk", (root, { card }) => {
  if (!card) throw new Error("The page says nothing of its message");
  desk(root, card);
});
