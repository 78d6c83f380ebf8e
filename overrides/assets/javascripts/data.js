/*
 * What a page says to its scripts, in the block `#page-data`: types, and nothing that runs. The build makes it in
 * notabother/pages/data.py; a test holds the two together.
 */

/**
 * @typedef {object} PageData
 * @property {Search} search
 * @property {Card} [card]
 * @property {List} [list]
 * @property {number} version
 *
 * @typedef {object} Search
 * @property {string} index an address from the site's root
 * @property {string} worker an address from the site's root; empty where browsers start none
 *
 * @typedef {object} Card
 * @property {string} id
 * @property {string} text
 * @property {string} subject
 * @property {Blank[]} blanks
 * @property {"words" | "characters" | "seconds" | "text-messages"} counts
 * @property {number} limit
 * @property {number} subjectLimit
 * @property {"mail" | "text" | ""} opens
 * @property {string} followUp
 * @property {Limits} limits
 *
 * @typedef {object} Blank
 * @property {string} name
 * @property {"about-you" | "about-them" | ""} carries
 *
 * @typedef {object} Limits
 * @property {number} spoken words a minute, said out loud
 * @property {number} read words a minute, read
 * @property {{ gsm: [number, number], other: [number, number] }} places of one text message, and of each of several
 * @property {string} gsm the characters that take one place
 * @property {string} gsmExtended the characters that take two
 * @property {number} mailLink
 *
 * @typedef {object} List
 * @property {Record<string, Record<string, string[]>>} items by id, and by the name of the field
 */

export {};
