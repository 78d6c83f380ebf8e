/*
 * What this tab remembers of what the reader typed, and for which messages it holds. Nothing outlives the tab.
 */

/**
 * Whose a blank is. The reader's own (`about-you`) stands on every card of the visit; so does the other person's
 * name (`about-them`), which may be wrong on the next card; anything else belongs to its message and to the
 * answers that follow it.
 *
 * @typedef {"about-you" | "about-them" | ""} Carries
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
 * @property {Record<string, OfCard>} cards by the card's path
 * @property {string} mode `example` or `points`
 * @property {boolean} warm whether the warm-up need not be offered again
 */

const KEY = "desk";

/** @returns {Memory} */
const nothing = () => ({ shared: {}, cards: {}, mode: "example", warm: false });

export class Kept {
  /**
   * @param {string} card the path of the card that is open
   * @param {{ name: string, carries: Carries }[]} blanks
   */
  constructor(card, blanks) {
    this.card = card;
    this.blanks = blanks;
    /** @type {Memory} */
    this.memory = nothing();
    this.read();
  }

  /** Takes up what the tab remembers; where nothing may be kept, a page starts empty. */
  read() {
    try {
      this.memory = { ...nothing(), ...JSON.parse(sessionStorage.getItem(KEY) ?? "{}") };
    } catch {
      this.memory = nothing();
    }
  }

  /** @returns {string} what stands in the blanks about the other person, on every card */
  get who() {
    const about = Object.values(this.memory.shared).filter(({ them }) => them);
    return JSON.stringify(about.map(({ value }) => value.trim()).filter(Boolean));
  }

  /** Keeps all of it for this tab; where that is not allowed, it is forgotten with the page. */
  write() {
    if (this.memory.cards[this.card]) this.here.who = this.who;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.memory));
    } catch {
      // No storage: nothing carries over to the next card.
    }
  }

  /** @returns {OfCard} what belongs to the open card */
  get here() {
    return (this.memory.cards[this.card] ??= { values: {}, line: "", own: "" });
  }

  /** @returns {Record<string, string>} what was typed for each blank of the open card */
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
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    const carries = this.blanks.find((blank) => blank.name === name)?.carries;
    if (carries) this.memory.shared[name] = { value, card: this.card, them: carries === "about-them" };
    else this.here.values[name] = value;
    this.write();
  }

  /**
   * Takes what was typed along to a message that answers or follows this one, which goes to the same person.
   *
   * @param {string} card the path of that message's card
   */
  follow(card) {
    const { cards, shared } = this.memory;
    const before = cards[card];
    const same = before && (before.who ?? this.who) === this.who;
    const there = (cards[card] = same ? before : { values: {}, line: "", own: "" });
    Object.assign(there.values, this.here.values);
    there.who = this.who;
    for (const { name, carries } of this.blanks) if (carries && shared[name]) shared[name].card = card;
    this.write();
  }

  /** Takes what was typed on another card as right for the open one. */
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
    this.memory = { ...nothing(), mode: before.mode, warm: before.warm };
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // There was nothing to remove.
    }
    return () => {
      this.memory = before;
      this.write();
    };
  }
}
