/* The search engine: reads the index that the build writes under search/, and knows nothing of the page.
 *
 * The index is described in scripts/fangzhi/site/search.py and postings.py, the folding in hanzi/folding.py; what is
 * done here must be the same, character for character. Files are classic scripts that call fangzhi(name, data), so
 * that the same files work under a strict policy, in any folder, and from disk, where a page may not fetch.
 */
(() => {
  "use strict";

  const LONGEST = 200, MOST_WORDS = 8, MOST_GRAMS = 12, ROW = 4096, FEW_ROWS = 6, PATIENCE = 20000;
  const TITLE = 0, TEXT = 4, FIELDS = 6;
  const WEIGHTS = [16, 8, 4, 2, 1, 1];
  const HAN = /[\u3005-\u3007\u3021-\u3029\u3400-\u9fff\u{20000}-\u{3ffff}]/u;
  const WHITE = /[\t-\r\p{Zs}]/u, NOTHING = /[\p{M}\p{Cf}]/u, LETTER = /[\p{L}\p{N}]/u, LATIN = /^[0-9a-z]+$/;
  const WORD = /[\s，、；,;]*([-－]?)(?:["“「『＂]([^"”」』＂]+)["”」』＂](?=[\s，、；,;]|$)|((?:[^\s，、；,;]|,(?=\d))+))/gu;

  /* Files. A file that cannot be had is forgotten, so that another try is one. */

  class Missing extends Error {}
  const arrived = new Map();
  window.fangzhi = (name, data) => arrived.get(name)?.(data);

  function loader(base) {
    const files = new Map();
    const fetched = (name) => new Promise((done, fail) => {
      const script = document.createElement("script");
      const end = (act, value) => {
        clearTimeout(timer);
        arrived.delete(name);
        script.onload = script.onerror = null;
        script.remove();
        act(value);
      };
      const lost = () => {
        files.delete(name);
        end(fail, new Missing(name));
      };
      const timer = setTimeout(lost, PATIENCE);
      arrived.set(name, (data) => end(done, data));
      script.onload = script.onerror = lost;
      script.src = `${base}${name}.js`;
      document.head.append(script);
    });
    return (name) => {
      if (!files.has(name)) files.set(name, fetched(name));
      return files.get(name);
    };
  }

  /* Folding. */

  function unpacked(packed) {
    const [keys, values] = packed.split(" ").map((run) => {
      const numbers = [];
      let number = 0, shift = 0;
      for (const sign of run) {
        const code = sign.charCodeAt(0) - 48;
        number += (code & 31) * 2 ** shift;
        shift += 5;
        if (code < 32) numbers.push(number), number = shift = 0;
      }
      return numbers;
    });
    const table = new Map();
    let key = 0, value = 0;
    keys.forEach((step, n) => {
      key += step;
      value += values[n] % 2 ? -(values[n] + 1) / 2 : values[n] / 2;
      table.set(String.fromCodePoint(key), String.fromCodePoint(value));
    });
    return table;
  }

  function folder(packed) {
    const table = unpacked(packed), known = new Map();
    const part = (c) => {
      if (NOTHING.test(c)) return "";
      if (HAN.test(c)) return table.get(c) ?? c;
      return LETTER.test(c) ? [...c.toLowerCase()].filter((l) => LETTER.test(l)).join("") : " ";
    };
    const character = (c) => {
      if (!known.has(c)) known.set(c, WHITE.test(c) ? "\n" : [...c.normalize("NFKD")].map(part).join(""));
      return known.get(c);
    };
    /* The folded text, and for each of its code units where in the source its character stands. */
    return (source) => {
      const at = [];
      let text = "", last = "", gap = "", here = 0;
      for (const c of source) {
        for (const f of character(c)) {
          if (f === " " || f === "\n") {
            if (gap !== " ") gap = f;
            continue;
          }
          if (text && (gap === " " || (gap && !HAN.test(last) && !HAN.test(f)))) text += " ", at.push(here);
          for (let n = 0; n < f.length; n++) at.push(here);
          text += last = f;
          gap = "";
        }
        here += c.length;
      }
      return { text, at };
    };
  }

  const endOf = (source, at) => at + (source.codePointAt(at) > 0xffff ? 2 : 1);

  /* Grams and their lists. */

  function gramsOf(folded) {
    const found = new Set();
    for (const run of folded.split(" ")) {
      const all = [...run], latin = (n) => n >= 0 && n + 3 <= all.length && LATIN.test(all.slice(n, n + 3).join(""));
      if (all.length === 1) found.add(run);
      for (let n = 0; n + 1 < all.length; n++) {
        if (latin(n)) found.add(all.slice(n, n + 3).join(""));
        else if (!latin(n - 1)) found.add(all[n] + all[n + 1]);
      }
    }
    const grams = [...found], step = Math.ceil(grams.length / MOST_GRAMS);
    return grams.filter((_, n) => n % step === 0);
  }

  function keyOf(gram) {
    let crc = -1;
    for (const byte of new TextEncoder().encode(gram)) {
      crc ^= byte;
      for (let n = 0; n < 8; n++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  }

  function listsOf(shard) {
    const sign = (n) => shard.charCodeAt(n) - 0x23 - (shard.charCodeAt(n) > 0x5c);
    const lists = new Map();
    let at = 0, thirteen = 0, left = 0;
    const bit = () => {
      if (!left) {
        thirteen = sign(at++) * 91 + sign(at++);
        left = 13;
      }
      return (thirteen >> --left) & 1;
    };
    const number = (width) => {
      let value = 0;
      while (width--) value = value * 2 + bit();
      return value;
    };
    const golomb = (parameter) => {
      let ones = 0;
      while (bit()) ones++;
      return ones * 2 ** parameter + number(parameter);
    };
    const gamma = () => {
      let zeros = 0;
      while (!bit()) zeros++;
      return 2 ** zeros + number(zeros);
    };
    const entries = number(24), rice = number(5), width = number(5);
    for (let n = 0, name = -1; n < entries; n++) {
      name += golomb(rice) + 1;
      const list = new Uint32Array(gamma());
      if (list.length === 1) list[0] = number(width);
      else {
        const parameter = number(5);
        for (let i = 0, last = -1; i < list.length; i++) list[i] = last += golomb(parameter) + 1;
      }
      lists.set(name, list);
    }
    return lists;
  }

  /* The engine of one variant; base is the address of search/, with a closing slash. */

  const engines = new Map();
  window.fangzhi.engine = (base, variant) => {
    const name = `${base} ${variant}`;
    if (!engines.has(name)) engines.set(name, engineOf(base, variant));
    return engines.get(name);
  };

  function engineOf(base, variant) {
    const load = loader(base), shards = new Map();
    let shape, fold, facets;

    async function ready() {
      const [packed, read] = await Promise.all([load("fold"), load("shape")]);
      fold ??= folder(packed);
      shape = read;
    }

    async function shard(number) {
      const written = await load(`grams/${number}`);
      if (!shards.has(number)) shards.set(number, listsOf(written));
      return shards.get(number);
    }

    const rowCount = () => Math.ceil(shape.size / ROW);

    /* For every number its set of districts and that of initiatives, the first being none. */
    async function facetRows() {
      if (facets) return;
      const rows = await Promise.all(Array.from({ length: rowCount() }, (_, n) => load(`facets/${n}`)));
      facets = [0, 1].map((kind) => {
        const sets = [[]], setOf = new Uint16Array(shape.size);
        rows.forEach(({ [kind]: row }, n) => {
          for (let i = 0; i < row.signs.length; i++) {
            const code = row.signs.charCodeAt(i) - 0x30;
            if (code) setOf[n * ROW + i] = sets.length - 1 + code;
          }
          sets.push(...row.sets);
        });
        return { sets, setOf };
      });
    }

    /* What was asked: words to hold, words not to hold, and whether some was too much. */
    function parse(query) {
      const words = [];
      for (const [, minus, quoted, plain] of query.slice(0, LONGEST).matchAll(WORD)) {
        const source = quoted ?? plain, { text } = fold(source);
        if (text) words.push({ text, source, minus: minus !== "", grams: gramsOf(text) });
      }
      return { words: words.slice(0, MOST_WORDS), cut: query.length > LONGEST || words.length > MOST_WORDS };
    }

    /* For every number the weight of the fields that hold all of the grams. */
    async function weigh(grams) {
      const keys = grams.map(keyOf), weights = new Uint16Array(shape.size), seen = new Uint8Array(shape.size);
      const held = await Promise.all(keys.map((key) => shard(shape.bits && key >>> (32 - shape.bits))));
      for (let field = 0; field < FIELDS; field++) {
        const lists = keys.map((key, n) => held[n].get(((key & 0xffff) << 3) | field));
        if (lists.some((list) => !list)) continue;
        seen.fill(0);
        lists.forEach((list, n) => {
          for (const place of list) if (seen[place] === n) seen[place]++;
        });
        for (const place of lists[0]) if (seen[place] === lists.length) weights[place] += WEIGHTS[field];
      }
      return weights;
    }

    async function everything() {
      await facetRows();
      return Uint16Array.from(facets[0].setOf, (set) => +!!set);
    }

    async function candidates(words) {
      const wanted = words.filter((w) => !w.minus), banned = words.filter((w) => w.minus);
      const weights = await Promise.all(wanted.length ? wanted.map((w) => weigh(w.grams)) : [everything()]);
      const without = await Promise.all(banned.map((w) => weigh(w.grams)));
      const scores = weights[0];
      for (let place = 0; place < shape.size; place++) {
        for (let n = 1; n < weights.length && scores[place]; n++) {
          scores[place] = weights[n][place] ? scores[place] + weights[n][place] : 0;
        }
        if (without.some((w) => w[place])) scores[place] = 0;
      }
      return scores;
    }

    /* Which of the found pass the filters, and how many each other choice of one filter would leave. A filter is the
     * sets of values that articles have of it, the number of each article's set, and which sets hold what is wanted. */
    function sift(scores, filters) {
      const yearOf = new Uint16Array(shape.size), ids = [];
      shape.years.forEach(([first], n) => yearOf.fill(n, first));
      const all = [...(facets ?? []), { sets: shape.years.map(([, year]) => [year]), setOf: yearOf }];
      const wanted = facets ? [filters.district, filters.initiative, filters.year] : [filters.year];
      const passes = all.map(({ sets }, n) => sets.map((set) => +(!wanted[n] || set.includes(wanted[n]))));
      const tallies = all.map(({ sets }) => new Uint32Array(sets.length));
      for (let place = 0; place < scores.length; place++) {
        if (!scores[place]) continue;
        let failed = 0, which = -1;
        for (let n = 0; n < all.length; n++) if (!passes[n][all[n].setOf[place]]) failed++, which = n;
        if (!failed) ids.push(place);
        for (let n = 0; n < all.length; n++) if (!failed || (failed === 1 && which === n)) tallies[n][all[n].setOf[place]]++;
      }
      const summed = all.map(({ sets }, n) => {
        const sums = new Map();
        tallies[n].forEach((number, set) => {
          for (const value of number ? sets[set] : []) sums.set(value, (sums.get(value) ?? 0) + number);
        });
        return sums;
      });
      const [year, initiative, district] = summed.reverse();
      return { ids, counts: { district, initiative, year } };
    }

    /* The numbers of what may be a hit, best first (or newest, with sort "date"), with counts for the filters. In a
     * very large archive those of districts and initiatives come only when one of them was chosen. */
    async function search(query, filters = {}, sort = "") {
      await ready();
      const asked = parse(query);
      const needed = filters.district || filters.initiative || rowCount() <= FEW_ROWS;
      const [scores] = await Promise.all([candidates(asked.words), needed && facetRows()]);
      const { ids, counts } = sift(scores, filters);
      ids.reverse();
      if (sort !== "date") ids.sort((a, b) => scores[b] - scores[a]);
      return { ...asked, ids, counts };
    }

    /* One article as the variant shows it; where its text is that of another variant, `lang` names that one. */
    async function read(place) {
      const file = (tag) => load(`read/${tag}/${place >> 8}/${place & 255}`);
      const own = await file(variant), source = own.of ? await file(own.of) : { fields: [] };
      const fields = own.fields.map((texts, n) => [...texts, ...(source.fields[n] ?? [])]);
      fields[TEXT] = [own.text, source.text].filter(Boolean);
      return { ...own, place, fields, lang: own.of };
    }

    /* Every text of an article, folded once. */
    function foldedTexts(reading) {
      reading.folded ??= reading.fields.map((texts) => texts.map((text) => [text, fold(text)]));
      return reading.folded;
    }

    /* Whether the article truly holds what was asked. */
    function judge(words, reading) {
      const texts = foldedTexts(reading).map((field) => field.map(([, { text }]) => text).filter(Boolean).join(" "));
      return words.every((w) => texts.some((text) => text.includes(w.text)) !== w.minus);
    }

    /* A text in pieces, every second of them a hit. */
    function marked(words, source, { text, at } = fold(source)) {
      const hit = new Uint8Array(source.length + 1);
      for (const w of words) {
        if (w.minus) continue;
        for (let n = text.indexOf(w.text); n >= 0; n = text.indexOf(w.text, n + 1)) {
          hit.fill(1, at[n], endOf(source, at[n + w.text.length - 1]));
        }
      }
      const pieces = [""];
      for (let n = 0; n < source.length; n++) {
        if (hit[n] !== (pieces.length + 1) % 2) pieces.push("");
        pieces[pieces.length - 1] += source[n];
      }
      return pieces;
    }

    /* The part of the text, or else of another field, around the first hit. */
    function excerpt(words, reading, before = 24, length = 96) {
      const [titles, names, [summary, ...others], , text, english] = foldedTexts(reading);
      for (const [source, folded] of [...text, summary, ...others, ...titles.slice(1), ...english, ...names]) {
        const starts = words.filter((w) => !w.minus).map((w) => folded.text.indexOf(w.text)).filter((n) => n >= 0);
        if (!starts.length) continue;
        const hit = folded.at[Math.min(...starts)], from = hit > before ? hit - before : 0;
        const cut = [...source.slice(from)].slice(source.charCodeAt(from) >> 10 === 55 ? 1 : 0, length).join("");
        const end = from + cut.length < source.length ? "…" : "";
        return marked(words, `${from ? "…" : ""}${cut.replace(/\s+/g, " ")}${end}`);
      }
      return [summary[0] || (text[0] ?? [""])[0].slice(0, length)];
    }

    /* Where nothing was found: the question with one word fewer, and words that are one character off. */
    async function suggest(words) {
      const wanted = words.filter((w) => !w.minus), fewer = [], near = new Set();
      for (const word of wanted.length > 1 ? wanted : []) {
        const rest = words.filter((w) => w !== word), total = (await candidates(rest)).filter(Boolean).length;
        if (total) fewer.push({ query: spelled(rest), total });
      }
      for (const word of wanted) {
        for (const found of await oneOff(word.text)) near.add(spelled(words, word, found));
      }
      return { fewer: fewer.sort((a, b) => b.total - a.total), near: [...near].slice(0, 5) };
    }

    function spelled(words, word, instead) {
      return words.map((w) => {
        const source = w === word ? instead : w.source;
        return (w.minus ? "-" : "") + (/\s/.test(source) ? `"${source}"` : source);
      }).join(" ");
    }

    async function oneOff(text) {
      const all = [...text], found = new Set();
      if (all.length < 3 || all.length > 12 || text.includes(" ")) return found;
      for (let n = 0; n < all.length && found.size < 3; n++) {
        const left = all.slice(0, n).join(""), right = all.slice(n + 1).join("");
        const scores = await candidates([left, right].filter(Boolean).map((t) => ({ grams: gramsOf(t) })));
        const best = [...scores.keys()].filter((place) => scores[place]);
        best.sort((a, b) => scores[b] - scores[a] || b - a);
        for (const reading of await Promise.all(best.slice(0, 3).map(read))) spotted(left, all[n], right, reading, found);
      }
      return found;
    }

    /* As the article writes it: another character in the place, none, or one more before it. */
    function spotted(left, one, right, reading, found) {
      const like = new RegExp(`${left}(?:[^ ]?|[^ ]${one})${right}`, "u");
      for (const source of reading.fields.flat()) {
        const { text, at } = fold(source), match = like.exec(text);
        if (match) found.add(source.slice(at[match.index], endOf(source, at[match.index + match[0].length - 1])));
      }
    }

    const shown = (words, reading) => ({
      title: marked(words, reading.fields[TITLE][0]),
      excerpt: excerpt(words, reading),
    });

    return { ready, search, read, judge, shown, suggest };
  }
})();
