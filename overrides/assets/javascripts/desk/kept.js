/*
 * What this tab remembers of what the reader typed, and for which messages it holds. Nothing outlives the tab. All
 * desks of a page share it.
 */

import { forgetAll, store } from "../parts/store.js";

/**
 * Whose a blank is. The reader's own (`about-you`) stands on every card of the visit; so does the other person's
 * name (`about-them`), which may be wrong on the next card; anything else belongs to its message and to the
 * answers that follow it.
 *
 * @typedef {import("../data.js").Blank} Blank
 *
 * @typedef {object} OfCard
 * @property {Record<string, string>} values by blank
 * @property {string} line the line only they could write
 * @property {string} own the message in their own words
 * @property {string} [who] whom it was filled in for: what stood in the blanks about the other person
 *
 * @typedef {object} Memory
 * @property {Record<string, { value: string, card: string, them: boolean }>} shared by blank: the card it was typed on last, and
 *   whether it is about the other person
 * @property {Record<string, OfCard>} cards by the card's id
 * @property {"example" | "points"} mode
 * @property {boolean} warm whether the warm-up need not be offered again
 */

/** @returns {OfCard} */
const empty = () => ({ values: {}, line: "", own: "" });

/** @param {unknown} found */
const text = (found) => (typeof found === "string" ? found : "");

/**
 * Returns what was found by name, each made what it should be.
 *
 * @template T
 * @param {unknown} found
 * @param {(each: any) => T} make
 * @returns {Record<string, T>}
 */
const each = (found, make) =>
  Object.fromEntries(Object.entries(found instanceof Object ? found : {}).map(([name, value]) => [name, make(value ?? {})]));

/**
 * @param {any} found whatever was kept
 * @returns {Memory}
 */
const memory = (found) => ({
  shared: each(found?.shared, ({ value, card, them }) => ({ value: text(value), card: text(card), them: them === true })),
  cards: each(found?.cards, ({ values, line, own, who }) => ({
    values: each(values, text),
    line: text(line),
    own: text(own),
    ...(typeof who === "string" && { who }),
  })),
  mode: found?.mode === "points" ? "points" : "example",
  warm: found?.warm === true,
});

/** What all desks of the page remember. */
const page = { memory: memory(undefined) };

const place = store("desk", 1, memory, { show: (kept) => (page.memory = kept) });

/** Takes up what the tab remembers, which another page may have changed. */
export function readAgain() {
  page.memory = place.get();
}

/** @type {Kept[]} all desks of the page */
const desks = [];

/** What one message's desk remembers. */
export class Kept {
  /**
   * @param {string} card the message's id
   * @param {Blank[]} blanks
   * @param {() => void} overtaken what happens when another desk of the page has kept something
   */
  constructor(card, blanks, overtaken) {
    this.card = card;
    this.blanks = blanks;
    this.overtaken = overtaken;
    desks.push(this);
  }

  get memory() {
    return page.memory;
  }

  /** @returns {string} what stands in the blanks about the other person, on every card */
  get who() {
    const about = Object.values(this.memory.shared).filter(({ them }) => them);
    return JSON.stringify(about.map(({ value }) => value.trim()).filter(Boolean));
  }

  /** Keeps all of it for this tab; where that is not allowed, it is forgotten with the page. */
  write() {
    if (this.memory.cards[this.card]) this.here.who = this.who;
    place.set(this.memory);
    for (const desk of desks) if (desk !== this) desk.overtaken();
  }

  /** @returns {OfCard} what belongs to this message */
  get here() {
    return (this.memory.cards[this.card] ??= empty());
  }

  /** @returns {Record<string, string>} what was typed for each blank of this message */
  get values() {
    const { shared } = this.memory;
    return Object.fromEntries(
      this.blanks.map(({ name, carries }) => [name, (carries ? shared[name]?.value : this.here.values[name]) ?? ""]),
    );
  }

  /** @returns {string[]} the blanks about the other person whose value was typed on another card */
  get carried() {
    const { shared } = this.memory;
    return this.blanks
      .filter(({ name, carries }) => carries === "about-them" && shared[name]?.value.trim() && shared[name].card !== this.card)
      .map(({ name }) => name);
  }

  /**
   * Takes up what was typed for a blank, to be kept with `write`.
   *
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    const carries = this.blanks.find((blank) => blank.name === name)?.carries;
    if (carries) this.memory.shared[name] = { value, card: this.card, them: carries === "about-them" };
    else this.here.values[name] = value;
  }

  /**
   * Takes what was typed along to a message that answers or follows this one, which goes to the same person.
   *
   * @param {string} card that message's id
   */
  follow(card) {
    const { cards, shared } = this.memory;
    const before = cards[card];
    const same = before && (before.who ?? this.who) === this.who;
    const there = (cards[card] = same ? before : empty());
    Object.assign(there.values, this.here.values);
    there.who = this.who;
    for (const { name, carries } of this.blanks) if (carries && shared[name]) shared[name].card = card;
    this.write();
  }

  /** Takes what was typed on another card as right for this one. */
  confirm() {
    for (const name of this.carried) this.memory.shared[name].card = this.card;
    this.write();
  }

  /**
   * Forgets everything that was typed, on all cards.
   *
   * @returns {() => void} brings it back
   */
  clear() {
    const before = this.memory;
    const { mode, warm } = before;
    forgetAll();
    Object.assign(this.memory, { mode, warm }); // chosen, not typed; kept again with the next key
    return () => {
      page.memory = before;
      this.write();
    };
  }
}
