/*
 * What words say for a worry, a situation or a card: how often people use them there, and how often
 * elsewhere. The build explains it in notabother/search/topics.py and does the same.
 */

/** @typedef {Record<string, readonly string[]>} Texts by where they stand: keys of the weights */

/** Takes stems apart into what is counted. */
export class Features {
  /**
   * @param {string[][][]} groups groups of phrases that mean the same, each a list of stems
   * @param {Set<string>} stopWords
   */
  constructor(groups, stopWords) {
    this.stopWords = stopWords;
    /** @type {Map<string, { phrase: string[], group: number }[]>} */
    this.byFirst = new Map();
    groups.forEach((phrases, group) => {
      for (const phrase of phrases) {
        const [first] = phrase;
        const known = this.byFirst.get(first);
        if (known) known.push({ phrase, group });
        else this.byFirst.set(first, [{ phrase, group }]);
      }
    });
  }

  /**
   * Returns the stems, the pairs of neighbors and the groups of synonyms in a text.
   *
   * @param {string[]} said the text's stems, in order
   * @returns {Set<string>}
   */
  of(said) {
    const found = new Set(said);
    if (!said.length) return found;
    let before = "^";
    for (const each of [...said, "^"]) {
      found.add(`${before} ${each}`);
      before = each;
    }
    for (const group of this.groupsIn(said)) found.add(`#${group}`);
    return found;
  }

  /**
   * Returns of these what says something alone: stems that are no stop words, and groups of synonyms.
   *
   * @param {string[]} said
   * @returns {string[]}
   */
  content(said) {
    const stems = said.filter((stem) => !this.stopWords.has(stem));
    return [...new Set([...stems, ...[...this.groupsIn(said)].map((group) => `#${group}`)])];
  }

  /**
   * Returns the numbers of the groups of which a phrase stands among these stems.
   *
   * @param {string[]} said
   */
  *groupsIn(said) {
    for (let first = 0; first < said.length; first++)
      for (const { phrase, group } of this.byFirst.get(said[first]) ?? [])
        if (phrase.every((part, at) => part === said[first + at])) yield group;
  }
}

/** Things of one kind, with what people say of them. */
export class Topics {
  /**
   * @param {Iterable<[id: string, stems: [weight: number, said: string[]][]]>} topics
   * @param {Features} features
   * @param {Record<string, number>} weights
   */
  constructor(topics, features, { smoothing, alike }) {
    this.smoothing = smoothing;
    this.alike = alike;
    /** @type {{ id: string, length: number }[]} */
    this.phrases = [];
    /** @type {Map<string, number[]>} by feature: the phrases that hold it */
    this.holders = new Map();
    /** @type {Map<string, Map<string, number>>} by feature: how often each topic has it */
    this.counts = new Map();
    /** @type {Map<string, number>} by feature: how often any has it */
    this.total = new Map();
    /** @type {Map<string, number>} by topic: the sum of its counts */
    const sizes = new Map();
    for (const [id, texts] of topics) {
      let size = 0;
      for (const [weight, said] of texts) {
        if (weight >= 1) this.#keep(id, features.content(said));
        for (const feature of features.of(said)) {
          const counts = this.counts.get(feature) ?? new Map();
          counts.set(id, (counts.get(id) ?? 0) + weight);
          this.counts.set(feature, counts);
          this.total.set(feature, (this.total.get(feature) ?? 0) + weight);
          size += weight;
        }
      }
      sizes.set(id, size);
    }
    const everywhere = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    const spread = smoothing * this.total.size;
    /** @type {Map<string, number>} by topic: how much less is said there than elsewhere, as a logarithm */
    this.odds = new Map();
    for (const [id, size] of sizes) this.odds.set(id, Math.log((everywhere - size + spread) / (size + spread)));
    for (const [feature, holders] of this.holders)
      for (const at of holders) this.phrases[at].length += this.#rarity(feature) ** 2;
  }

  /**
   * @param {string} id
   * @param {string[]} content
   */
  #keep(id, content) {
    for (const feature of content) {
      const holders = this.holders.get(feature);
      if (holders) holders.push(this.phrases.length);
      else this.holders.set(feature, [this.phrases.length]);
    }
    this.phrases.push({ id, length: 0 });
  }

  /** @param {string} feature */
  #rarity(feature) {
    return Math.log(1 + this.phrases.length / ((this.holders.get(feature)?.length ?? 0) + 0.5));
  }

  /**
   * Returns for each topic how much its nearest phrase is like a text, from 0 to 1: the cosine of the two,
   * rare words weighing more (inverse document frequency).
   *
   * @param {string[]} content
   * @returns {Map<string, number>}
   */
  likeness(content) {
    /** @type {Map<number, number>} */
    const shared = new Map();
    let length = 0;
    for (const feature of content) {
      const weight = this.#rarity(feature) ** 2;
      length += weight;
      for (const at of this.holders.get(feature) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight);
    }
    /** @type {Map<string, number>} */
    const best = new Map();
    for (const [at, weight] of shared) {
      const phrase = this.phrases[at];
      const likeness = weight / Math.sqrt(length * phrase.length);
      if (likeness > (best.get(phrase.id) ?? 0)) best.set(phrase.id, likeness);
    }
    return best;
  }

  /**
   * Returns what a text says for each topic.
   *
   * @param {Iterable<string>} features all of the text's features
   * @param {string[]} content those that say something alone
   * @returns {Map<string, number>}
   */
  scores(features, content) {
    const { smoothing } = this;
    const likeness = this.likeness(content);
    const known = [...features].filter((feature) => this.total.has(feature));
    /** What a feature says for a topic that never has it, but for the topic's size. */
    const absent = (/** @type {string} */ feature) =>
      Math.log(smoothing / ((this.total.get(feature) ?? 0) + smoothing));
    const least = known.reduce((sum, feature) => sum + absent(feature), 0);
    const scores = new Map();
    for (const [id, odds] of this.odds)
      scores.set(id, least + known.length * odds + this.alike * (likeness.get(id) ?? 0));
    for (const feature of known)
      for (const [id, count] of this.counts.get(feature) ?? []) {
        const others = (this.total.get(feature) ?? 0) - count;
        const said = Math.log((count + smoothing) / (others + smoothing));
        scores.set(id, (scores.get(id) ?? 0) + said - absent(feature));
      }
    return scores;
  }
}

/**
 * Returns the ids with the highest scores first; of equal ones the first in the alphabet.
 *
 * @param {Map<string, number>} scores
 */
export function ranked(scores) {
  return [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
}
