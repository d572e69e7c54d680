/* What the reader does with the search: the page at search/, and the list under the box in the header.
 *
 * All words come from the page (see overrides/archive/search.html); everything found is set as text, never as markup.
 */
(() => {
  "use strict";

  const PAGE = 8, ENOUGH = 4, MOST_READ = 30, MOST_NEAR = 10, OPTIONS = 6, PAUSE = 150;
  const FILTERS = ["district", "initiative", "year"];

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const marked = (pieces) => pieces.map((piece, n) => (n % 2 ? make("mark", {}, piece) : piece));
  const isHan = (text) => /\p{Script=Han}/u.test(text);

  /* Calls back when the typing rests, and not while an input method composes. */
  function typed(input, callback) {
    let timer;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(callback, PAUSE);
    };
    input.addEventListener("input", (event) => event.isComposing || later());
    input.addEventListener("compositionend", later);
  }

  /* The language of a text that may stand in its source's script on a page of another language. */
  const langOf = (reading, text) => (reading.lang && isHan(text) ? reading.lang : "");

  /* From disk a folder opens as a list of its files. */
  const addressOf = (home, reading) => home + reading.path + (location.protocol === "file:" ? "index.html" : "");

  /* The box in the header: a combobox with a list of titles (WAI-ARIA Authoring Practices, editable combobox). */

  function box(form) {
    const { base, variant } = form.dataset, input = form.querySelector("input");
    const home = form.getAttribute("action").replace(/search\/(index\.html)?$/, "");
    const engine = window.fangzhi.engine(base, variant);
    const list = make("ul", { role: "listbox", id: `${input.id}-list`, "aria-label": input.getAttribute("aria-label"), hidden: "hidden" });
    let active = -1, run = 0;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("autocomplete", "off");
    form.append(list);

    function choose(number) {
      active = number;
      [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === active)));
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[active].id);
    }

    function open(readings, words) {
      list.replaceChildren(...readings.map((reading, n) => {
        const lang = langOf(reading, reading.fields[0][0]);
        const option = make("li", { role: "option", id: `${list.id}-${n}`, "aria-selected": "false", lang });
        option.append(...marked(engine.shown(words, reading).title));
        option.dataset.href = addressOf(home, reading);
        return option;
      }));
      list.hidden = !readings.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
    }

    async function look() {
      const mine = ++run;
      if (!input.value.trim()) return open([], []);
      try {
        const { ids, words } = await engine.search(input.value);
        const readings = await Promise.all(ids.slice(0, OPTIONS).map(engine.read));
        if (mine === run) open(words.length ? readings.filter((reading) => engine.judge(words, reading)) : [], words);
      } catch {
        if (mine === run) open([], []);  // the page behind the form says what is wrong
      }
    }

    const close = () => {
      run++;
      open([], []);
    };
    const keys = {
      ArrowDown: () => choose(active + 1 < list.children.length ? active + 1 : -1),
      ArrowUp: () => choose(active < 0 ? list.children.length - 1 : active - 1),
      Enter: () => active >= 0 && location.assign(list.children[active].dataset.href),
      Escape: close,
    };
    input.addEventListener("keydown", (event) => {
      if (event.isComposing || list.hidden || !keys[event.key] || (event.key === "Enter" && active < 0)) return;
      event.preventDefault();
      keys[event.key]();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) location.assign(option.dataset.href);
    });
    input.addEventListener("blur", close);
    input.setAttribute("aria-expanded", "false");
    typed(input, look);
    engine.ready().catch(() => {});
    if (input.value) look();
  }

  /* The search page. */

  function page(place) {
    const settings = JSON.parse(place.querySelector("script[type='application/json']").textContent);
    const { base, home, variant } = place.dataset, say = settings.words;
    const engine = window.fangzhi.engine(base, variant);
    const form = place.querySelector("form"), input = form.elements.q;
    const status = make("p", { role: "status", class: "search-status" });
    const advice = make("div", { class: "search-advice" });
    const hits = make("ol", { class: "search-hits" });
    const near = make("section", { class: "search-near", hidden: "hidden" }, make("h2", {}, say.near), make("ol"));
    const more = make("button", { type: "button", class: "search-more", hidden: "hidden" }, say.more);
    let run = 0, found = null;

    const fill = (text, number) => text.replace("{n}", new Intl.NumberFormat(variant).format(number));
    const counted = (number, about) => fill(about ? say.about : number === 1 ? say.one : say.many, number);

    const selects = Object.fromEntries(["sort", ...FILTERS].map((name) => {
      const select = make("select", { name, id: `search-${name}` });
      form.querySelector("[data-filters]").append(make("label", { for: select.id }, say[name], " ", select));
      select.addEventListener("change", () => go(true));
      return [name, select];
    }));

    function asked() {
      const values = { q: input.value.trim() };
      for (const [name, select] of Object.entries(selects)) values[name] = select.value;
      return values;
    }

    function address(values) {
      const parameters = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
      return parameters.size ? `?${parameters}` : location.pathname;
    }

    /* Options with their counts; the chosen one always stands, so that it can be seen and taken back. */
    function offer(name, values, chosen) {
      const options = values.map(([value, label]) => {
        const option = make("option", { value }, label);
        option.selected = value === chosen;
        return option;
      });
      const all = make("option", {}, name === "sort" ? say.relevance : say.all);
      all.value = "";
      selects[name].replaceChildren(all, ...options);
    }

    function offerAll(values, counts = {}) {
      offer("sort", [["date", say.date]], values.sort);
      for (const name of FILTERS) {
        const labels = settings[name] ?? {}, numbers = new Map(counts[name]), chosen = values[name];
        if (chosen && !numbers.has(chosen)) numbers.set(chosen, 0);
        const byNumber = (a, b) => numbers.get(b) - numbers.get(a) || (a < b ? -1 : 1);
        const ids = name === "year" ? [...numbers.keys()].sort().reverse() : [...numbers.keys()].sort(byNumber);
        const counted = ids.map((id) => [id, fill(say.option, numbers.get(id)).replace("{label}", labels[id] ?? id)]);
        const plain = Object.entries(chosen ? { ...labels, [chosen]: labels[chosen] ?? chosen } : labels);
        offer(name, counts[name] ? counted : plain, chosen);
      }
    }

    function hit(reading, heading) {
      const { title, excerpt } = engine.shown(found.words, reading);
      const labels = [...reading.districts.map((id) => settings.district[id] ?? id), ...reading.initiatives.map((id) => settings.initiative[id] ?? id), reading.date];
      const link = make("a", { href: addressOf(home, reading), lang: langOf(reading, title.join("")) }, ...marked(title));
      return make("li", {}, make(heading, {}, link),
        make("p", { class: "search-excerpt", lang: langOf(reading, excerpt.join("")) }, ...marked(excerpt)),
        make("p", { class: "search-meta" }, labels.filter(Boolean).join(" · ")));
    }

    /* Reads on until some true hits are there; what only comes near stands apart. */
    async function show(mine) {
      let shown = 0, read = 0;
      while (found.next < found.ids.length && shown < ENOUGH && read < MOST_READ) {
        const lot = found.ids.slice(found.next, found.next + PAGE);
        const readings = await Promise.all(lot.map(engine.read));
        if (mine !== run) return;
        found.next += lot.length;
        read += lot.length;
        for (const reading of readings) {
          if (engine.judge(found.words, reading)) hits.append(hit(reading, "h2")), shown++;
          else if (++found.missed <= MOST_NEAR) near.lastChild.append(hit(reading, "h3"));
        }
      }
      const open = found.next < found.ids.length, total = found.ids.length - found.missed, exact = !found.words.length;
      near.hidden = !found.missed;
      more.hidden = !open;
      const heads = [total ? counted(total, open && !exact) : say.none, found.cut && say.cut];
      status.textContent = heads.filter(Boolean).join(" ");
      if (!total) await advise(mine);
    }

    async function advise(mine) {
      const all = input.value.trim(), filtered = FILTERS.some((name) => selects[name].value);
      const { fewer, near: spelled } = await engine.suggest(found.words);
      const total = all && filtered ? (await engine.search(all)).ids.length : 0;
      if (mine !== run) return;
      const row = (query, text) => {
        const link = make("a", { href: address({ q: query }) }, text);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          input.value = query;
          for (const name of FILTERS) selects[name].value = "";
          go(true);
        });
        return make("li", {}, link);
      };
      const whole = total ? [row(all, `${say.unfiltered}${fill(say.count, total)}`)] : [];
      const rows = [...whole, ...spelled.map((query) => row(query, query)), ...fewer.map(({ query, total }) => row(query, `${query}${fill(say.count, total)}`))];
      if (rows.length) advice.replaceChildren(make("p", {}, say.instead), make("ul", {}, ...rows));
    }

    function clear() {
      found = null;
      for (const list of [hits, near.lastChild, advice]) list.replaceChildren();
      near.hidden = more.hidden = true;
    }

    async function attempt(mine, work) {
      place.setAttribute("aria-busy", "true");
      try {
        await work();
      } catch {
        if (mine !== run) return;
        status.textContent = say.broken;
        const again = make("button", { type: "button" }, say.retry);
        again.addEventListener("click", () => look());
        advice.replaceChildren(again);
        more.hidden = true;
      }
      if (mine === run) place.removeAttribute("aria-busy");
    }

    async function look() {
      const mine = ++run, values = asked();
      document.dispatchEvent(new Event("fangzhi:state"));
      if (!Object.entries(values).some(([name, value]) => value && name !== "sort")) {
        clear();
        place.classList.remove("search-asked");
        status.textContent = "";
        place.removeAttribute("aria-busy");
        return offerAll(values);
      }
      place.classList.add("search-asked");
      await attempt(mine, async () => {
        const result = await engine.search(values.q, values, values.sort);
        if (mine !== run) return;
        clear();
        offerAll(values, result.counts);
        if (values.q && !result.words.length) return void (status.textContent = say.nothing);
        found = { ...result, next: 0, missed: 0 };
        await show(mine);
      });
    }

    /* A choice is a step that the back button takes back; typing is not. */
    function go(step) {
      const target = address(asked());
      if (step) history.pushState(null, "", target);
      else history.replaceState(null, "", target);
      look();
    }

    function restore() {
      const parameters = new URLSearchParams(location.search);
      input.value = parameters.get("q") ?? "";
      offerAll(Object.fromEntries(["sort", ...FILTERS].map((name) => [name, parameters.get(name) ?? ""])));
      look();
    }

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(true);
    });
    more.addEventListener("click", () => attempt(run, () => show(run)));
    typed(input, () => go(false));
    window.addEventListener("popstate", restore);
    place.querySelector("[data-results]").append(status, advice, hits, more, near);
    place.classList.add("search-live");
    restore();
    engine.ready().catch(() => {});
  }

  document.querySelectorAll("[data-search-page]").forEach(page);
  document.querySelectorAll("form[data-search-box]").forEach(box);
})();
