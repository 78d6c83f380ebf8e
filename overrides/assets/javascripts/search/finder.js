/*
 * Finds pages for what somebody types, in the index that notabother/search/index.py writes. A worry and words
 * to send are among the first three whenever there are any, but in danger, when nothing to send is shown, and
 * where a word or two ask for other pages; and a search never comes back empty.
 */

import { Spelling } from "./spelling.js";
import { Features, Topics, ranked } from "./topics.js";
import { stemmer, words } from "./words.js";

/**
 * @typedef {object} Entry a page, or a section of one
 * @property {number} number
 * @property {string} location
 * @property {string} page the location without the section
 * @property {string} title
 * @property {string} teaser
 * @property {string} kind
 * @property {string} label what it is, for readers
 *
 * @typedef {object} Topic
 * @property {number} entry
 * @property {string} id
 * @property {string[]} phrases
 * @property {string[]} [channel] of a card: how it travels and to whom
 *
 * @typedef {Topic & { situation: string, worries: string[], reply: boolean }} Card
 *
 * @typedef {object} Index
 * @property {import("./words.js").Steps} steps
 * @property {string} numbers
 * @property {string} stopWords
 * @property {string[]} synonyms
 * @property {string[]} danger
 * @property {string[]} harmless
 * @property {Record<string, number>} weights
 * @property {[string, string, string, string, string?][]} entries
 * @property {number | null} help
 * @property {{ worries: Topic[], situations: Topic[], cards: Card[] }} topics
 * @property {string} dictionary
 * @property {number[][]} texts
 *
 * @typedef {object} Found
 * @property {{ entry: Entry, sections: Entry[], first: boolean }[]} results pages with the sections that fit;
 *   first: whether the first section fits better than the page
 * @property {boolean} endangered whether the help page comes first, as it is, and no words to send are offered
 * @property {boolean} offered whether nothing fits, and these are only offered
 * @property {Set<string>} stems what to mark in titles and texts
 */

/** How many pages are shown at most. */
const MOST = 10;

/** How many words of a search are read at most; whatever somebody wants is said by then. */
const LONGEST = 100;

/**
 * Tells whether a page is for words to send; nobody in danger is offered any, since they may be meant for whoever
 * does harm.
 *
 * @param {Entry} entry
 */
const toSend = ({ kind }) => ["card", "cards", "situation", "situations"].includes(kind);

/** @param {string} text */
const parted = (text) => (text ? text.split(" ") : []);

/** In how many of the phrases for worries a word may stand that is taken for a page's name. */
const MOST_SAID = 8;

export class Finder {
  /** @param {Index} index */
  constructor(index) {
    this.weights = index.weights;
    this.stem = stemmer(index.steps, new Set(parted(index.numbers)));
    this.stopWords = new Set(parted(index.stopWords));
    this.entries = index.entries.map(([location, title, teaser, kind, label = ""], number) => ({
      number,
      location,
      page: location.split("#")[0],
      title,
      teaser,
      kind,
      label,
    }));
    /** @type {Map<string, Entry>} */
    this.pages = new Map();
    for (const entry of this.entries) if (entry.location === entry.page) this.pages.set(entry.page, entry);
    this.help = index.help === null ? undefined : this.entries[index.help];
    this.danger = index.danger.map(parted);
    this.harmless = index.harmless.map(parted);
    const groups = index.synonyms.map((group) => group.split("|").map(parted));
    this.features = new Features(groups, this.stopWords);
    const { worries, situations, cards } = index.topics;
    this.cards = new Map(cards.map((card) => [String(card.entry), card]));
    this.topicEntry = new Map([...worries, ...situations].map((topic) => [topic.id, this.entries[topic.entry]]));
    this.worryIds = worries.map((topic) => topic.id);
    /** What is said of worries, word for word: a page that is named so comes after its worry. */
    this.said = new Set(worries.flatMap(({ entry, phrases }) => [this.entries[entry].title, ...phrases]).map((each) => this.#key(each)));
    this.by = this.#weighed(index.topics);
    this.texts = this.#read(index);
    this.textCount = index.texts.length;
    this.spelling = new Spelling(this.#known(groups));
    const alarming = this.danger.flat().filter((stem) => stem !== "*" && !this.stopWords.has(stem));
    this.alarm = new Spelling(new Map(alarming.map((stem) => [stem, 1])));
  }

  /** @param {string} text */
  stems(text) {
    return words(text).slice(0, LONGEST).map(this.stem);
  }

  /** @param {string} text */
  #key(text) {
    const stems = this.stems(text).filter((stem) => !this.stopWords.has(stem));
    return [...new Set(stems)].sort().join(" ");
  }

  /**
   * Counts what people say of worries, situations and cards, and of the first two as kinds.
   *
   * @param {Index["topics"]} topics
   */
  #weighed({ worries, situations, cards }) {
    const { title, phrases, description, channel, text, cards: ofCards } = this.weights;
    /** @type {Map<string, string[]>} texts stand in several topics and are taken apart once */
    const known = new Map();
    const said = (/** @type {string} */ each) => {
      const found = known.get(each) ?? this.stems(each);
      known.set(each, found);
      return found;
    };
    const weighed = (/** @type {number} */ weight, /** @type {string[]} */ texts) =>
      texts.map((each) => /** @type {[number, string[]]} */ ([weight, said(each)]));
    const own = (/** @type {Topic} */ topic) => [
      ...weighed(title, [this.entries[topic.entry].title]),
      ...weighed(phrases, topic.phrases),
      ...weighed(topic.channel ? text : description, [this.entries[topic.entry].teaser]),
      ...weighed(channel, topic.channel ?? []),
    ];
    const named = (/** @type {Topic} */ topic) => [this.entries[topic.entry].title, ...topic.phrases];
    const worry = new Topics(
      worries.map((topic) => [topic.id, own(topic)]),
      this.features,
      this.weights,
    );
    const situation = new Topics(
      situations.map((topic) => {
        const its = cards.filter((card) => card.situation === topic.id);
        return [topic.id, [...own(topic), ...weighed(ofCards, its.flatMap(named))]];
      }),
      this.features,
      this.weights,
    );
    const card = new Topics(
      cards.map((card) => [String(card.entry), own(card)]),
      this.features,
      this.weights,
    );
    const kind = new Topics(
      [
        ["worry", weighed(1, worries.flatMap(named))],
        ["message", weighed(1, situations.flatMap(named))],
      ],
      this.features,
      this.weights,
    );
    return { worry, situation, card, kind };
  }

  /**
   * Returns for each stem in which entries it stands, and what it counts there.
   *
   * @param {Index} index
   */
  #read({ dictionary, texts }) {
    const all = parted(dictionary);
    /** @type {Map<string, Map<number, number>>} */
    const found = new Map();
    const add = (/** @type {string} */ stem, /** @type {number} */ entry, /** @type {number} */ weight) => {
      const counts = found.get(stem) ?? new Map();
      counts.set(entry, Math.max(weight, counts.get(entry) ?? 0));
      found.set(stem, counts);
    };
    for (const [entry, ...steps] of texts) {
      let at = 0;
      for (const step of steps) add(all[(at += step)], entry, 1);
      for (const stem of this.stems(`${this.entries[entry].title} ${this.entries[entry].label}`))
        if (!this.stopWords.has(stem)) add(stem, entry, this.weights["in-title"]);
    }
    return found;
  }

  /**
   * Returns every stem that stands anywhere, and how often.
   *
   * @param {string[][][]} groups
   */
  #known(groups) {
    /** @type {Map<string, number>} */
    const counts = new Map([...this.texts.keys()].map((stem) => [stem, 1]));
    for (const topics of [this.by.worry, this.by.situation, this.by.card])
      for (const [feature, count] of topics.total)
        if (!/[ #]/.test(feature)) counts.set(feature, (counts.get(feature) ?? 0) + count);
    for (const phrase of [...groups.flat(), ...this.danger, ...this.harmless])
      for (const stem of phrase) if (stem !== "*" && !counts.has(stem)) counts.set(stem, 1);
    for (const stem of this.stopWords) if (!counts.has(stem)) counts.set(stem, 1);
    return counts;
  }

  /**
   * Returns the stems of a search, slips repaired; the last word may be half typed.
   *
   * @param {string} query
   */
  read(query) {
    const said = this.stems(query);
    const half = /[\p{L}\p{N}]$/u.test(query) ? said.length - 1 : -1;
    return said.map((stem, at) => {
      if (this.spelling.counts.has(stem) || /\p{N}/u.test(stem)) return stem;
      const begun = at === half && stem.length > 2 ? this.spelling.beginning(stem) : undefined;
      return begun ?? this.spelling.nearest(stem) ?? stem;
    });
  }

  /**
   * Finds what fits.
   *
   * @param {string} query
   * @returns {Found}
   */
  find(query) {
    const said = this.read(query);
    const content = [...new Set(said)].filter((stem) => !this.stopWords.has(stem) && this.spelling.counts.has(stem));
    const features = this.features.of(said);
    const told = this.features.content(said);
    const known = told.filter((feature) => this.by.kind.total.has(feature));
    const texts = this.#inTexts(content);
    /** @type {Entry[]} */
    const order = [];
    const endangered = this.#endangered(query, said) ? this.help : undefined;
    if (endangered) order.push(endangered);
    const heard = said.some((stem) => stem !== "0" && this.by.kind.total.has(stem));
    const offered = !known.length && !texts.length && !heard && !endangered;
    const [named] = this.said.has([...content].sort().join(" ")) ? [] : texts.filter(({ named }) => named || known.length * 2 <= content.length);
    if (named && !endangered) order.push(named.page);
    const topics = offered ? this.worryIds.map((id) => this.#entry(id)) : this.#inTopics(features, told, Boolean(named ?? endangered));
    const pages = texts.map(({ page }) => page);
    if (!named && !endangered) order.push(...this.#meant(pages, said, content, told));
    order.push(...(known.length || !pages.length ? [...topics, ...pages] : [...pages, ...topics]));
    const sections = new Map(texts.map(({ page, sections, first }) => [page, { sections, first }]));
    return {
      results: [...new Set(order)]
        .filter((entry) => !endangered || !toSend(entry))
        .slice(0, offered ? undefined : MOST)
        .map((entry) => ({ entry, ...((entry !== endangered && sections.get(entry)) || { sections: [], first: false }) })),
      endangered: Boolean(endangered),
      offered,
      stems: new Set(content),
    };
  }

  /**
   * Returns which pages a word or two ask for: those that say of themselves all that was typed, if nothing that
   * people say of worries or messages is much like it.
   *
   * @param {Entry[]} pages the best first
   * @param {string[]} said
   * @param {string[]} content
   * @param {string[]} told
   */
  #meant(pages, said, content, told) {
    if (!content.length || said.length > 2 || said.length > content.length) return [];
    // A short word, or one that many say of a worry, names no page: "feel", "too".
    const names = content.every((stem) => stem.length > 4 && (this.by.worry.holders.get(stem)?.length ?? 0) <= MOST_SAID);
    if (!names) return [];
    const likeness = [this.by.worry, this.by.situation].flatMap((each) => [...each.likeness(told).values()]);
    if (likeness.some((each) => each >= this.weights["topic-meant"])) return [];
    const meant = pages.filter(({ kind, title, teaser }) => {
      const stems = kind === "study" ? [] : this.stems(`${title} ${teaser}`);
      return content.every((stem) => stems.includes(stem));
    });
    return meant.slice(0, 2);
  }

  /** @param {string} id of a worry or a situation */
  #entry(id) {
    return /** @type {Entry} */ (this.topicEntry.get(id));
  }

  /**
   * Returns worries and words to send, the likeliest first.
   *
   * @param {Set<string>} features
   * @param {string[]} content
   * @param {boolean} led whether another page comes before these
   * @returns {Entry[]}
   */
  #inTopics(features, content, led) {
    const kind = this.by.kind.scores(features, []);
    const lean = (kind.get("message") ?? 0) - (kind.get("worry") ?? 0);
    const forWords = lean > this.weights["worry-first"];
    const worries = ranked(this.by.worry.scores(features, content));
    const bySituation = this.by.situation.scores(features, content);
    const byCard = this.by.card.scores(features, []);
    const bonus = forWords ? 1 : this.weights["of-its-worry"];
    /** @type {Map<string, number>} */
    const fits = new Map();
    for (const [id, card] of this.cards) {
      const score = (bySituation.get(card.situation) ?? 0) + (byCard.get(id) ?? 0);
      const ofWorry = card.worries.includes(worries[0]) ? bonus : 0;
      fits.set(id, score + ofWorry - (card.reply && !forWords ? bonus / 2 : 0));
    }
    const all = ranked(fits).map((id) => /** @type {Card} */ (this.cards.get(id)));
    const cards = lean > 0 ? all : this.#openersFirst(all, content);
    const worryPages = worries.map((id) => this.#entry(id));
    const cardPages = cards.map((card) => this.entries[card.entry]);
    const situation = cards.length ? [this.#entry(cards[0].situation)] : ranked(bySituation).map((id) => this.#entry(id));
    const rest = [...worryPages.slice(1, 2), ...cardPages.slice(1, 2), ...situation.slice(0, 1), ...worryPages.slice(2, 3)];
    if (led && forWords) return [...cardPages.slice(0, 1), ...worryPages.slice(0, 1), ...rest];
    if (!forWords) return [...worryPages.slice(0, 1), ...cardPages.slice(0, 1), ...rest];
    const other = cards.find((card) => card.situation !== cards[0].situation);
    const lead = other && (bySituation.get(cards[0].situation) ?? 0) - (bySituation.get(other.situation) ?? 0);
    const otherPage = other ? [this.entries[other.entry]] : [];
    const [next, later] = lead === undefined || lead > this.weights.sure ? [situation, otherPage] : [otherPage, situation];
    return [...cardPages.slice(0, 1), ...next.slice(0, 1), ...worryPages.slice(0, 1), ...later.slice(0, 1), ...cardPages.slice(1, 3), ...rest];
  }

  /**
   * Puts replies last whose own phrases, and those of their situation, are not much like what was typed: whoever
   * tells a worry has mostly not written yet, and nobody has asked them.
   *
   * @param {Card[]} cards
   * @param {string[]} content
   */
  #openersFirst(cards, content) {
    const heard = content.filter((feature) => this.by.kind.total.has(feature)); // a name says nothing against a reply
    const byCard = this.by.card.likeness(heard);
    const bySituation = this.by.situation.likeness(heard);
    const meant = (/** @type {Card} */ { entry, situation, reply }) =>
      !reply || Math.max(byCard.get(String(entry)) ?? 0, bySituation.get(situation) ?? 0) >= this.weights["reply-meant"];
    return [...cards.filter(meant), ...cards.filter((card) => !meant(card))];
  }

  /**
   * Returns the pages in whose texts these words stand, the best first, with the sections that fit.
   *
   * @param {string[]} content
   */
  #inTexts(content) {
    const worth = (/** @type {string} */ stem) => Math.log(1 + this.textCount / (this.texts.get(stem)?.size ?? 0.5));
    const all = content.reduce((sum, stem) => sum + worth(stem), 0);
    /** @type {Map<number, { score: number, covered: number }>} */
    const scores = new Map();
    for (const stem of content)
      for (const [entry, weight] of this.texts.get(stem) ?? []) {
        const found = scores.get(entry) ?? { score: 0, covered: 0 };
        found.score += worth(stem) * weight;
        found.covered += worth(stem);
        scores.set(entry, found);
      }
    /** @type {Map<Entry, { page: Entry, score: number, sections: Entry[], first: boolean, named: boolean }>} */
    const pages = new Map();
    const fitting = [...scores].filter(([, { covered }]) => covered >= all / 2);
    fitting.sort(([a, x], [b, y]) => y.score - x.score || a - b);
    for (const [number, { score, covered }] of fitting) {
      const entry = this.entries[number];
      const page = this.pages.get(entry.page) ?? entry;
      const known = pages.get(page);
      const title = this.stems(entry.title).filter((stem) => !this.stopWords.has(stem));
      const named = covered > 0.99 * all && content.every((stem) => title.includes(stem)) && content.length >= 0.6 * title.length;
      if (!known) pages.set(page, { page, score, sections: entry === page ? [] : [entry], first: entry !== page, named });
      else if (entry !== page) known.sections.push(entry);
    }
    return [...pages.values()];
  }

  /**
   * Tells whether a search holds words of danger that no harmless phrase explains; a word that is not known
   * is taken for the word of danger that it may be.
   *
   * @param {string} query
   * @param {string[]} said its stems, repaired
   */
  #endangered(query, said) {
    const meant = this.stems(query).map((stem, at) =>
      this.spelling.counts.has(stem) ? stem : (this.alarm.nearest(stem, 1) ?? said[at]),
    );
    const typed = this.stems(query);
    return [typed, said, meant].some((stems) => {
      const explained = new Set([...spans(typed, this.harmless), ...spans(stems, this.harmless)].flat());
      return [...spans(stems, this.danger)].some((span) => !span.some((at) => explained.has(at)));
    });
  }
}

/**
 * Yields where phrases stand among stems; `*` in a phrase is any word.
 *
 * @param {string[]} stems
 * @param {string[][]} phrases
 */
function* spans(stems, phrases) {
  for (const phrase of phrases)
    for (let first = 0; first + phrase.length <= stems.length; first++)
      if (phrase.every((part, at) => part === "*" || part === stems[first + at]))
        yield phrase.map((_, at) => first + at);
}
