/*
 * The plan under a message: the day on which to look again, and a reminder of it for the reader's calendar.
 */

import { calendar, isoDay, workingDay } from "../message/calendar.js";
import { maybe, one } from "../parts/dom.js";
import { tell } from "../parts/says.js";

/** After how many days one looks again; a working day. */
const DAYS = 7;

/**
 * Brings the plan to life, where the desk has one.
 *
 * @param {HTMLElement} root
 * @param {string} followUp the title of the message that would follow
 */
export function plan(root, followUp) {
  const day = maybe(root, "day", HTMLInputElement);
  if (!day) return;
  const url = one(root, "plan-follow", HTMLAnchorElement).href;
  const today = new Date();
  day.min = isoDay(today);
  day.max = isoDay(new Date(today.getFullYear() + 1, today.getMonth(), today.getDate()));
  day.value = isoDay(workingDay(today, DAYS));
  one(root, "calendar").addEventListener("click", () => {
    if (day.value && day.validity.valid) {
      save(day.value, followUp, url);
      tell("A calendar file was saved. Open it to add the reminder.");
    } else {
      day.focus();
      tell("Choose a day first, from today to a year from now.");
    }
  });
  // Only paper shows the day written out; to write it is the slowest thing on the page.
  addEventListener("beforeprint", () => (one(root, "day-printed").textContent = ` ${inWords(day.value)}`));
}

/** @param {string} day as 2026-12-01, or empty */
function inWords(day) {
  if (!day) return "a week from now";
  const [year, month, date] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full" }).format(new Date(year, month - 1, date));
}

/**
 * Makes the calendar file and saves it. The title names nobody: calendars are often shared.
 *
 * @param {string} day
 * @param {string} followUp
 * @param {string} url of the message that would follow
 */
function save(day, followUp, url) {
  const file = calendar({
    day,
    title: `Nothing back yet? ${followUp}`,
    text: "If nothing has come back, send one follow-up, and then let it rest.",
    url: location.protocol === "file:" ? "" : url, // from disk it only leads somewhere here, and names folders of this device
    id: `${crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`}@${location.hostname || "device"}`,
    now: new Date(),
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: "text/calendar" }));
  link.download = "follow-up.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
