/*
 * The plan under a message: the day on which to look again, and a reminder of it for the reader's calendar.
 */

import { calendar, isoDay, workingDay } from "./calendar.js";

/** After how many days one looks again; a working day. */
const DAYS = 7;

/**
 * Brings the plan to life, where the page has one.
 *
 * @param {string} followUp the title of the message that would follow
 * @param {(text: string) => void} tell says what came of a press
 */
export function plan(followUp, tell) {
  const day = document.querySelector("#plan-day");
  if (!(day instanceof HTMLInputElement)) return;
  const today = new Date();
  day.min = isoDay(today);
  day.max = isoDay(new Date(today.getFullYear() + 1, today.getMonth(), today.getDate()));
  day.value = isoDay(workingDay(today, DAYS));
  day.addEventListener("change", () => show(day.value));
  show(day.value);
  document.querySelector("[data-calendar]")?.addEventListener("click", () => {
    if (day.value && day.validity.valid) {
      save(day.value, followUp);
      tell("A calendar file was saved. Open it to add the reminder.");
    } else {
      day.focus();
      tell("Choose a day first, from today to a year from now.");
    }
  });
}

/**
 * Writes the day out, for paper.
 *
 * @param {string} day as 2026-12-01, or empty
 */
function show(day) {
  const [year, month, date] = day.split("-").map(Number);
  const form = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full" });
  const shown = document.querySelector("[data-day]");
  if (shown) shown.textContent = ` ${day ? form.format(new Date(year, month - 1, date)) : "a week from now"}`;
}

/**
 * Makes the calendar file and saves it. The title names nobody: calendars are often shared.
 *
 * @param {string} day
 * @param {string} followUp
 */
function save(day, followUp) {
  const file = calendar({
    day,
    title: `Nothing back yet? ${followUp}`,
    text: "If nothing has come back, send one follow-up, and then let it rest.",
    // A page that was opened from disk has an address that only leads somewhere here, and names folders of this device.
    url: location.protocol === "file:" ? "" : new URL(document.querySelector(".plan a")?.getAttribute("href") ?? "", location.href).href,
    id: `${crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`}@${location.hostname || "device"}`,
    now: new Date(),
  });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([file], { type: "text/calendar" }));
  link.download = "follow-up.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
