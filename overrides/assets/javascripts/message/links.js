/*
 * Addresses that open a message in another program of the reader's device.
 */

/**
 * Returns a text as part of an address; half characters, which an address cannot hold, become question marks.
 *
 * @param {string} text
 */
const encoded = (text) => encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, "\uFFFD"));

/**
 * Returns a mailto: address without a recipient (RFC 6068: line breaks are %0D%0A).
 *
 * @param {string} subject
 * @param {string} body
 */
export function mail(subject, body) {
  const fields = [
    ...(subject ? [`subject=${encoded(subject)}`] : []),
    `body=${encoded(body.replace(/\r?\n/g, "\r\n"))}`,
  ];
  return `mailto:?${fields.join("&")}`;
}

/**
 * Returns an sms: address without a recipient, in the form that phones of both kinds understand.
 *
 * @param {string} body
 */
export function text(body) {
  return `sms:?&body=${encoded(body)}`;
}
