/**
 * The query side of the index of hooks/portal/search/: an ES module.
 *
 * <html> has data-base (the way to the site's root) and data-language; [data-search-page] contains
 * [data-search-form] with [data-search-input], <ol data-search-results> (data-search-state: idle,
 * searching, done, error) and <p data-search-status>. Elsewhere the form leads there. Nothing is
 * loaded before a box has focus or the address a query. Words are JSON in #portal-search-texts:
 * count, one, none (with {n}, {q}), searching, error, more, sample, other_language.
 */

/* Folding as in normalise.py (tests hold both equal). */

const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
const LETTERS = "a-z\\u00df-\\u00f6\\u00f8-\\u024f\\u0370-\\u04ff";
const regex = (source) => new RegExp(source, "gu");
const DROPPED =
  /[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const FOLDABLE =
  /[\0-\u04ff\u1e00-\u1eff\u2000-\u33ff\uf900-\uffef\u{1d400}-\u{1d7ff}\u{2f800}-\u{2fa1f}]/u;
const NOT_KEPT = regex(`[^${HAN}${LETTERS}0-9(),.'-]`);

/** Folded text, and where in the text the character of each of its code units stands. */
export function fold(text) {
  let folded = "";
  const at = [];
  let place = 0;
  for (const character of text) {
    let one = character;
    if (FOLDABLE.test(one)) one = one.normalize("NFKD").toLowerCase();
    one = one
      .replace(DROPPED, "")
      .replace(/[[{<〈《「『【〔〖〘〚]/, "(")
      .replace(/[\]}>〉》」』】〕〗〙〛]/, ")")
      .replace(/[\u2010-\u2015\u2212]/, "-")
      .replace(/[`\u2018\u2019]/, "'")
      .replace(NOT_KEPT, " ");
    const from = place;
    place += character.length;
    folded += one;
    while (at.length < folded.length) at.push([from, place]);
  }
  return { folded, at };
}

/* Tokens as in stemming.py, tokens.py, numbers.py. */

const LONGEST = 32;
const STEMS = [
  [/(..)ie[sd]$/, "$1y"],
  [/(..[^siu])s$/, "$1"],
  [/(...ee)d$/, "$1"],
  [/^(?!.?.?(?:ed|ing)$)(?!.*eed$)(.*[aeiouy].*)(?:ed|ing)$/, "$1"],
  [/(....)ly$/, "$1"],
  [/(....[st])ion$/, "$1"],
  [/(...)e$/, "$1"],
  [/(..[^aeiou])y$/, "$1i"],
  [/(..)([^aeiouy])\2$/, "$1$2"],
];

export const stem = (word) => STEMS.reduce((rest, [form, kept]) => rest.replace(form, kept), word);

const RUN = regex(
  `[${HAN}]+|[0-9]+(?:[.,][0-9]+)*|[${LETTERS}]+(?:'s(?![${LETTERS}]))?`,
);
const IS_HAN = new RegExp(`^[${HAN}]`, "u");

const DIGITS = /^(?:[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?|[0-9]+[.][0-9]+)$|[0-9]+/g;

/** The tokens of folded text in order: [token, start, end]. */
export function tokens(folded) {
  const found = [];
  for (const { 0: run, index } of folded.matchAll(RUN)) {
    const add = (token, start, length) =>
      found.push([token.slice(0, LONGEST), index + start, index + start + length]);
    if (IS_HAN.test(run)) {
      let start = 0;
      [...run].forEach((character, i, { [i + 1]: next }) => {
        const pair = character + (next ?? "");
        if (next || !i) add(pair, start, pair.length);
        start += character.length;
      });
    } else if (/^[0-9]/.test(run)) {
      for (const { 0: digits, index: start } of run.matchAll(DIGITS)) {
        add(digits.replaceAll(",", ""), start, digits.length);
      }
    } else {
      const word = run.replace(/'s$/, "");
      add(/^[a-z]+$/.test(word) ? stem(word) : word, 0, run.length);
    }
  }
  return found;
}

const YEAR = "((?:19|20)[0-9]{2})";
const COUNT = "0*([1-9][0-9]{0,5})";
const SUBJECT = "(建议|提案)";
const WRITTEN = regex(
  `([${HAN}]{0,12})([ (]*)${YEAR}([ )年第-]+)(?:no[. ]*)?${COUNT}` +
    "(?![0-9]|[.-][0-9]| *月)( *号)?",
);
const REPLY = regex(
  `${COUNT} *号 *(?:人大|政协|代表|委员|重点)?${SUBJECT}` +
    `|${SUBJECT} *第? *${COUNT}(?![0-9]| *[件条个项份])`,
);

/** The numbers a query names: for each its tokens from the fullest to the barest. */
export function numbers(folded) {
  const found = [];
  for (const match of folded.matchAll(WRITTEN)) {
    const before = match.index + match[1].length + match[2].length - 1;
    if (before >= 0 && /[0-9]/.test(folded[before])) continue;
    if (match[4].includes("年") && !match[6]) continue;
    const prefix = [...match[1]];
    const bare = `${match[3]}-${match[5]}`;
    found.push([...prefix, ""].map((_, i) => "#" + prefix.slice(i).join("") + bare));
  }
  for (const match of folded.matchAll(REPLY)) {
    found.push([`#${match[2] ?? match[3]}${match[1] ?? match[4]}`]);
  }
  return found;
}

/** 32-bit FNV-1a over code points. */
export function hash(text) {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0), 0x01000193);
  return value >>> 0;
}

const NUMBER_PREFIX = new RegExp(`^#[${HAN}]+(?=[0-9]+-)`, "u");
export const shardKey = (token) => token.replace(NUMBER_PREFIX, "#");

/* Loading */

const { base = ".", language = "zh" } = document.documentElement.dataset;
const root = new URL(base.replace(/\/?$/, "/"), location.href);
let files = new Map();

function load(path, options) {
  if (!files.has(path)) {
    const file = fetch(new URL(path, root), options).then((response) => {
      if (!response.ok) throw new Error(path);
      return response.json();
    });
    files.set(path, file);
  }
  return files.get(path);
}

const opened = () => load("search/index.json", { cache: "no-cache" });
const part = async (name, n) => load(`search/index/${(await opened()).index}/${name}/${n}.json`);

/** Entry id → standing of a token. */
async function postings(token) {
  const shard = await part("postings", hash(shardKey(token)) % (await opened()).shards);
  const found = new Map();
  let id = 0;
  for (const step of Object.hasOwn(shard, token) ? shard[token] : []) {
    id += Math.floor(step / 3);
    found.set(id, step % 3);
  }
  return found;
}

/* Ranking */

const WEIGHTS = [2.2, 1.3, 1];
const MOST_TOKENS = 40;
/* The least share that a result has of the query, and of what the best result has. */
const LEAST = 0.15;
const LEAST_OF_BEST = 0.6;

const isSingle = (token) => [...token].length === 1 && IS_HAN.test(token);
const byRank = (a, b) =>
  b.level - a.level || b.isOwn - a.isOwn || b.score - a.score || b.id - a.id;

/** Results. Level 2: the number asked for is their own; 1: their year and count are all asked. */
async function find(query) {
  const { entries, chinese } = await opened();
  const { folded } = fold(query);
  const sequence = tokens(folded).map(([token]) => token).slice(0, MOST_TOKENS);
  let words = [...new Set(sequence)];
  if (!words.every(isSingle)) words = words.filter((token) => !isSingle(token));
  const named = numbers(folded);
  const lists = new Map();
  await Promise.all([...words, ...named.flat()].map(async (token) => {
    lists.set(token, await postings(token));
  }));

  const weights = new Map();
  const found = new Map();
  let total = 0;
  let best = 0;
  for (const token of new Set([...words, ...named.map((variants) => variants.at(-1))])) {
    const list = lists.get(token);
    if (!list.size && token[0] === "#") continue;
    const weight = Math.log(1 + entries / (list.size || 1));
    weights.set(token, weight);
    total += weight;
    for (const [id, standing] of list) {
      const isOwn = id < chinese === (language === "zh");
      const result = found.get(id) ?? { id, isOwn, level: 0, covered: 0, score: 0 };
      result.covered += weight;
      result.score += weight * WEIGHTS[standing];
      found.set(id, result);
      best = Math.max(best, result.covered);
    }
  }

  const rest = folded.replace(WRITTEN, "").replace(REPLY, "").replace(/[第号]/g, "");
  for (const variants of named) {
    const last = variants.length - 1;
    for (const [i, token] of variants.entries()) {
      if (i === last && (i || tokens(rest).length)) break;
      const most = last && !i ? 1 : 0;
      const own = [...lists.get(token)].filter(([, standing]) => standing <= most);
      for (const [id] of own) found.get(id).level = last ? 2 : 1;
      if (own.length) break;
    }
  }

  const least = Math.max(best * LEAST_OF_BEST, total * LEAST);
  const results = [...found.values()].filter(({ level, covered }) => level || covered >= least);
  for (const result of results) result.score *= result.covered / total ** 2;
  return { sequence, words, weights, results: results.sort(byRank) };
}

/** What of a query stands in a text: the hits, and the longest stretch in the same order. */
function look(text, { sequence, words }) {
  const { folded, at } = fold(text);
  const all = tokens(folded).map(([token, from, to]) => [token, at[from][0], at[to - 1][1]]);
  const hits = all.filter(([token]) => words.includes(token));
  const found = new Set(hits.map(([token]) => token));
  const seen = { hits, found, size: all.length, run: 0, from: 0 };
  let before = [];
  all.forEach(([token], place) => {
    before = sequence.map((asked, i) => {
      if (asked !== token && !(isSingle(asked) && token.includes(asked))) return 0;
      const run = (before[i - 1] ?? 0) + 1;
      if (run > seen.run) Object.assign(seen, { run, from: all[place - run + 1][1] });
      return run;
    });
  });
  return seen;
}

/** A result with what it shows: the section that matches; its score by the order of words. */
async function examine(result, search) {
  const { cards } = await opened();
  const card = (await part("cards", Math.floor(result.id / cards)))[result.id % cards];
  const [address, title, kind, number, dated, state, isSample, block, position] = card;
  const sections = (await part("texts", block))[position];
  const length = search.sequence.length;
  const inTitle = look(title, search);
  const inNumber = look(number, search);
  let run = Math.max(inTitle.run, inNumber.run);
  let best;
  for (const [anchor, heading, text] of sections.length ? sections : [["", "", ""]]) {
    const over = look(heading, search);
    const seen = look(text, search);
    const longest = Math.max(over.run, seen.run);
    let value = 0;
    for (const token of new Set([...over.found, ...seen.found])) {
      value += search.weights.get(token) * (1 + longest / length);
    }
    if (!best || value > best.value) best = { value, anchor, heading, text, seen };
    run = Math.max(run, longest);
  }
  const inHead = new Set([...inTitle.found, ...inNumber.found]).size;
  if (result.level || !best.value || inHead === search.words.length) {
    best.anchor = best.heading = "";
  }
  const share = inTitle.found.size / inTitle.size || 0;
  const score = result.score * (1 + run / length) * (1 + share / 2);
  return { ...result, ...best, address, title, kind, number, dated, state, isSample, score };
}

/* Showing; what the index says enters the page as text only. */

const PAGE = 10;
const own = document.documentElement.lang || language;

function element(name, suffix, ...children) {
  const made = document.createElement(name);
  made.className = "search-result" + suffix;
  made.append(...children);
  return made;
}

/** The text around the match, marked. */
function snippet({ text, seen: { hits, from: focus } }, scale) {
  const edge = (i) => i - /^[\udc00-\udfff]/.test(text.slice(i, i + 1));
  let start = Math.max(0, focus - 25 * scale);
  if (start) start = edge(start + text.slice(start, focus).search(/\s/) + 1);
  const end = edge(start + 100 * scale);
  const made = element("p", "__snippet", start ? "… " : "");
  let done = start;
  let mark;
  for (const [, from, to] of hits) {
    if (to <= done || from < start || to > end) continue;
    if (from > done || !mark) {
      mark = element("mark", "__mark");
      made.append(text.slice(done, from), mark);
    }
    mark.append(text.slice(Math.max(from, done), to));
    done = to;
  }
  made.append(text.slice(done, end), end < text.length ? " …" : "");
  return made;
}

function drawn(result, texts) {
  const link = element("a", "__title", result.title);
  const target = new URL(result.address, root);
  target.hash = result.anchor;
  link.href = target;
  const meta = element("p", "__meta");
  const add = (name, child, lang) => {
    if (!child) return;
    const item = element("span", `__${name}`, child);
    if (lang) item.lang = lang;
    meta.append(meta.firstChild ? " · " : "", item);
  };
  add("language", !result.isOwn && texts.other_language, own);
  add("sample", result.isSample && texts.sample, own);
  add("number", result.number);
  if (result.dated) {
    const form = new Intl.DateTimeFormat(own, { dateStyle: "long", timeZone: "UTC" });
    const time = element("time", "__time", form.format(new Date(result.dated)));
    time.dateTime = result.dated;
    add("date", time, own);
  }
  add("state", result.state);
  add("kind", result.kind);
  const item = element("li", "", link, meta);
  if (result.heading) item.append(element("p", "__section", result.heading));
  const isChinese = result.isOwn === (language === "zh");
  item.append(snippet(result, isChinese ? 1 : 2));
  if (!result.isOwn) item.lang = isChinese ? "zh-CN" : "en";
  return item;
}

function start(page) {
  const list = page.querySelector("[data-search-results]");
  const status = page.querySelector("[data-search-status]");
  const inputs = document.querySelectorAll("[data-search-input]");
  const texts = JSON.parse(document.getElementById("portal-search-texts").textContent);
  const more = element("button", "s__more", texts.more);
  let latest = 0;

  const asked = () => new URLSearchParams(location.search).get("q") ?? "";
  const say = (state, text = "", values = {}) => {
    status.textContent = text.replace(/\{(\w)\}/g, (_, name) => values[name]);
    list.dataset.searchState = state;
  };

  async function run(query, isSecond) {
    const turn = ++latest;
    list.replaceChildren();
    more.remove();
    if (!query) return say("done");
    say("searching", texts.searching);
    try {
      const search = await find(query);
      const { results } = search;
      const show = async () => {
        more.remove();
        const first = list.children.length;
        const next = results.slice(first, first + PAGE);
        const examined = await Promise.all(next.map((result) => examine(result, search)));
        if (turn !== latest) return;
        list.append(...examined.sort(byRank).map((result) => drawn(result, texts)));
        if (list.children.length < results.length) list.after(more);
        if (first) list.children[first].querySelector("a").focus();
      };
      more.onclick = () => show().catch(() => say("error", texts.error));
      await show();
      const n = results.length;
      const text = n > 1 ? texts.count : n ? texts.one : texts.none;
      if (turn === latest) say("done", text, { n: n.toLocaleString(own), q: query });
    } catch {
      if (turn !== latest) return;
      // A new release may have replaced the index.
      files = new Map();
      if (isSecond) say("error", texts.error);
      else await run(query, true);
    }
  }

  function restore() {
    for (const input of inputs) input.value = asked();
    run(asked().trim());
  }

  for (const input of inputs) input.addEventListener("focus", () => opened().catch(() => {}));
  addEventListener("submit", (event) => {
    const input = event.target.querySelector("[data-search-form] [data-search-input]");
    if (!input) return;
    event.preventDefault();
    const address = new URL(location.href);
    address.hash = "";
    address.searchParams.set("q", input.value.trim());
    if (input.value.trim() !== asked()) history.pushState(null, "", address);
    restore();
  });
  addEventListener("popstate", restore);
  more.type = "button";
  restore();
}

const page = document.querySelector("[data-search-page]");
if (page) start(page);
