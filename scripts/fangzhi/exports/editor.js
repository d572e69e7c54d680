/* The browser editor: Decap CMS with a file format of our own, which keeps every byte of an article that was not changed:
   comments, the order of keys, Chinese keys, quotes. Values are always text here, as they are for the archive. */
import { isMap, parseDocument } from "./yaml/index.js";

const PLAIN = /^[\p{Script=Han}A-Za-z0-9“‘《（【][\p{Script=Han}\p{L}\p{N}_“”‘’《》（）【】、，。！？；：·.…—+%/\u3000-]*$/u;
const FENCE = /^---[ \t]*\n([\s\S]*?)^(?:---|\.\.\.)[ \t]*(?:\n|$)/m;
const WIDE = /^([ ]*(?:- +)?)([^\s:：#'"[{]+)：[ \u3000]*/gm;

let shape;
let written = { file: "", from: "" }; // what was last made of a form, and the file that the form was filled from
const saved = new Map(); // by path: what this window wrote last, and the file that its form was filled from

/* What an article's file says, as the form shows it. `_file` is the file itself. */
function fromFile(text) {
  const file = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const found = FENCE.exec(file);
  if (!found || found.index) return { body: file, _file: text };
  const values = {};
  for (const pair of pairs(parsed(found[1]))) values[pair.name] = shown(pair.name, pair.value);
  return { ...values, kind: "date" in values ? "article" : "other", body: file.slice(found[0].length).trim(), _file: text };
}

/* The front matter with the colons that the archive accepts after a key. */
function narrowed(head) {
  return head.replace(WIDE, (all, indent, key) => (key in shape.every ? `${indent}${key}: ` : all));
}

function parsed(head) {
  const text = narrowed(head);
  return { text, document: parseDocument(text, { schema: "failsafe", strict: true, uniqueKeys: false }) };
}

/* Each entry at the top with its canonical name, its value as plain data, and where it stands. */
function pairs({ text, document }) {
  if (document.errors.length) throw new Error(document.errors[0].message);
  if (!isMap(document.contents)) return [];
  return document.contents.items.map((pair) => {
    const key = String(pair.key);
    const value = pair.value === null ? "" : pair.value.toJSON ? pair.value.toJSON() : String(pair.value);
    return { key, name: shape.names[key] || key, value: value ?? "", start: pair.key.range[0], end: endOf(text, pair) };
  });
}

/* The end of the line on which a value ends. */
function endOf(text, pair) {
  const node = pair.value && pair.value.range ? pair.value : pair.key;
  const last = text.slice(0, node.range[1]).trimEnd().length;
  const line = text.indexOf("\n", last);
  return line < 0 ? text.length : line + 1;
}

/* A value as the form has it: one thing of several is a list, terms by their labels, people by role. */
function shown(name, value) {
  if (name in shape.terms) return list(value).map((one) => shape.terms[name][one.trim()] || one);
  if (name === "bylines") return Object.entries(value || {}).map(([role, names]) => ({ role, names: list(names) }));
  if (name in shape.words) return shape.words[name][value] || value;
  const inner = shape.inner[name];
  if (!inner) return typeof value === "string" ? value.split("\n").join(" ").trim() : value;
  if (shape.lists.includes(name)) return list(value).map((one) => canonical(one, inner));
  return value && typeof value === "object" ? canonical(value, inner) : {};
}

function list(value) {
  return Array.isArray(value) ? value : value === "" || value == null ? [] : [value];
}

function canonical(values, names) {
  const made = {};
  for (const [key, value] of Object.entries(values)) {
    const name = names[key] || key;
    made[name] = name in shape.words ? shape.words[name][value] || value : name === "en" ? english(value) : value;
  }
  return made;
}

function english(value) {
  return value && typeof value === "object" ? canonical(value, shape.every) : value;
}

/* The file of what the form says. What is as it was stays as it was, to the byte. */
function toFile(value) {
  const was = value._file ? fromFile(value._file) : {};
  const file = (value._file || "---\n---\n").replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const found = FENCE.exec(file) || ["---\n---\n", ""];
  const head = changedHead(found[1], value, was);
  const rest = file.slice(found[0].length);
  const body = same(value.body, was.body) ? rest : `\n${String(value.body || "").trim()}\n`;
  const bom = value._file && value._file.startsWith("\uFEFF") ? "\uFEFF" : "";
  const made = `${bom}---\n${head}---\n${body}`;
  written = { file: value._file && value._file.includes("\r\n") ? made.replace(/\n/g, "\r\n") : made, from: value._file || "" };
  return written.file;
}

/* Saves through the preview, and says of each file what it was made from, so that nobody else's changes are written over.
   The form goes on from the file that it was filled from, also after it was saved: `saved` knows what became of that. */
async function save(ask, url, options) {
  const asked = JSON.parse(options.body);
  const files = (asked.action === "persistEntry" && asked.params.dataFiles) || [];
  for (const file of files.filter((one) => one.raw === written.file)) {
    const before = saved.get(file.path);
    file.from = before && before.from === written.from ? before.file : written.from;
  }
  const { from } = written;
  const answer = await ask(url, { ...options, body: JSON.stringify(asked) });
  for (const file of answer.ok ? files : []) saved.set(file.path, { from, file: file.raw });
  return answer;
}

function changedHead(head, value, was) {
  const { text, document } = parsed(head);
  const there = pairs({ text, document });
  let made = text;
  for (const pair of [...there].reverse()) {
    if (!shape.order.includes(pair.name) || same(value[pair.name], was[pair.name])) continue;
    made = made.slice(0, pair.start) + entry(pair.key, pair.name, value[pair.name]) + made.slice(pair.end);
  }
  const known = new Set(there.map((pair) => pair.name));
  const fresh = shape.order.filter((name) => !known.has(name) && !empty(value[name]));
  return (made && !made.endsWith("\n") ? `${made}\n` : made) + fresh.map((name) => entry(name, name, value[name])).join("");
}

function same(one, other) {
  return JSON.stringify(kept(one)) === JSON.stringify(kept(other));
}

/* A value without what is empty in it, keys in order: the form adds empty fields that say nothing. */
function kept(value) {
  if (Array.isArray(value)) return value.map(kept).filter((one) => !empty(one));
  if (value && typeof value === "object") {
    const full = Object.keys(value).sort().map((key) => [key, kept(value[key])]).filter(([, one]) => !empty(one));
    return Object.fromEntries(full);
  }
  return value == null ? "" : String(value).trim();
}

function empty(value) {
  const bare = Array.isArray(value) ? value.filter((one) => !empty(one)) : value;
  if (Array.isArray(bare)) return !bare.length;
  if (bare && typeof bare === "object") return Object.values(bare).every(empty);
  return bare == null || String(bare).trim() === "";
}

/* One entry of front matter, ending its line; nothing where there is nothing to say. */
function entry(key, name, value) {
  if (empty(value)) return "";
  if (name === "bylines") {
    const people = Object.fromEntries(kept(value).map((one) => [one.role, list(one.names)]));
    return `${key}: ${flow(people)}\n`;
  }
  if (shape.lists.includes(name)) return `${key}:\n${value.filter((one) => !empty(one)).map((one) => `  - ${flow(one)}\n`).join("")}`;
  return `${key}: ${flow(value)}\n`;
}

/* A value on one line of YAML 1.2. */
function flow(value) {
  if (Array.isArray(value)) return `[${value.filter((one) => !empty(one)).map(flow).join(", ")}]`;
  if (value && typeof value === "object") {
    const full = Object.entries(value).filter(([, one]) => !empty(one));
    return `{${full.map(([key, one]) => `${flow(key)}: ${flow(one)}`).join(", ")}}`;
  }
  const text = String(value).trim();
  return PLAIN.test(text) ? text : JSON.stringify(text);
}

/* A new article has a name that can be an address. */
function named({ entry: draft }) {
  const data = draft.get("data");
  const id = String(data.get("id") || "").trim() || ["article", ...(String(data.get("date")).match(/\d+/g) || [])].join("-");
  return draft.get("newRecord") ? data.set("id", id) : data;
}

function loaded(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

shape = await (await fetch("shape.json", { cache: "no-cache" })).json();
window.CMS_MANUAL_INIT = true;
await loaded("decap/decap-cms.js");
window.CMS.registerCustomFormat("fangzhi", "md", { fromFile, toFile });
window.CMS.registerEventListener({ name: "preSave", handler: named });
const local = new URL("/_preview/files", location).href;
const ask = window.fetch;
window.fetch = (url, options) => (url === local && options && options.body ? save(ask, url, options) : ask(url, options));
window.CMS.init({ config: { local_backend: { url: local } } });
export { fromFile, toFile };
