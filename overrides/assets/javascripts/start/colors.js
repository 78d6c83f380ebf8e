/* Starts the switch of colors. */

import { colors } from "../parts/colors.js";
import { start } from "../parts/start.js";

start("colors", colors);
