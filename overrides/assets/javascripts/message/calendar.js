/*
 * A reminder as a calendar file (iCalendar, RFC 5545): one event, nobody invited, made on the device.
 */

/** How many bytes a line has at most, its break left out (RFC 5545, 3.1). */
const LINE = 75;

/**
 * Returns the working day some days after another; a Saturday or Sunday becomes the Monday after it.
 *
 * @param {Date} from
 * @param {number} days
 */
export function workingDay(from, days) {
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate() + days);
  const over = { 6: 2, 0: 1 }[day.getDay()] ?? 0;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + over);
}

/**
 * Returns a day as `2026-12-01`, in the reader's own time zone.
 *
 * @param {Date} day
 */
export function isoDay(day) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/**
 * Returns the file. The event stands at nine in the morning wherever the reader is (a time without a zone),
 * so that no clock change moves it.
 *
 * @param {{ day: string, title: string, text: string, url: string, id: string, now: Date }} event day: as 2026-12-01;
 *   url: empty if there is none
 */
export function calendar({ day, title, text, url, id, now }) {
  const date = day.replace(/-/g, "");
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Not a Bother//Reminder//EN",
    "BEGIN:VEVENT",
    `UID:${id}`,
    `DTSTAMP:${stamp}`,
    `DTSTART:${date}T090000`,
    `DTEND:${date}T091500`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    ...(url ? [`URL:${url}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
}

/**
 * Breaks a line that is too long; the parts after the first begin with a space.
 *
 * @param {string} line
 */
function folded(line) {
  const bytes = new TextEncoder();
  const parts = [""];
  let size = 0;
  for (const char of line) {
    const more = bytes.encode(char).length;
    if (size + more > LINE) {
      parts.push(" ");
      size = 1;
    }
    parts[parts.length - 1] += char;
    size += more;
  }
  return parts.join("\r\n");
}
