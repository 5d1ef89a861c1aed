// Suggestions under the search fields (those with data-suggest), after the combobox pattern of WAI-ARIA: the field keeps the focus,
// arrows choose, Enter opens, Escape closes. Without this script the fields are plain forms.
"use strict";

const WAIT = 160; // ms after the last letter
const FEWEST = 2; // letters; one is enough where it is no Latin letter
const NOUNS = {
  facts: "Fact", jurisdictions: "Economy", topics: "Topic", authorities: "Authority", glossary: "Term", sources: "Source",
  insights: "Workshop", sessions: "Workshop session", workshops: "Workshop", organisations: "Organisation",
  "quality-attributes": "Quality attribute", "quality-frameworks": "Quality document",
  "reliance-initiatives": "Reliance initiative", "product-classes": "Product class",
};

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function attach(field) {
  const id = `${field.id}-suggestions`;
  const list = element("ul", { id, class: "suggestions", role: "listbox", "aria-label": "Suggestions" });
  const said = element("span", { class: "visually-hidden", role: "status" });
  const known = new Map();
  let shown = [];
  let chosen = -1;
  let waiting = 0;
  let asking = null;

  list.hidden = true;
  field.parentElement.append(list, said);
  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  })) field.setAttribute(key, value);

  function close() {
    clearTimeout(waiting);
    if (asking) asking.abort();
    shown = [];
    chosen = -1;
    list.hidden = true;
    said.textContent = "";
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    chosen = number;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  }

  function open(results) {
    if (!results.length) return close();
    shown = results;
    list.replaceChildren(...results.map((each, at) => {
      const beside = [NOUNS[each.noun] || each.noun, each.jurisdiction && each.jurisdiction.name, each.title_original];
      return element("li", { id: `${id}-${at}`, role: "option", "aria-selected": "false", "data-at": at },
        each.title, element("small", {}, beside.filter(Boolean).join(" · ")));
    }));
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    choose(-1);
    said.textContent = `${results.length} suggestion${results.length > 1 ? "s" : ""}, arrow down to choose.`;
  }

  async function ask() {
    const typed = field.value.trim();
    if (typed.length < FEWEST && !/[^\x00-\u024f]/.test(typed)) return close();
    if (asking) asking.abort();
    if (!known.has(typed)) {
      asking = new AbortController();
      try {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
        if (!answer.ok) return close();
        known.set(typed, (await answer.json()).results);
      } catch {
        return; // typed on, or no network: the form still works
      }
    }
    if (field.value.trim() === typed && document.activeElement === field) open(known.get(typed));
  }

  function go(number) {
    location.assign(new URL(shown[number].url).pathname + new URL(shown[number].url).hash);
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && list.hidden) {
      ask();
      event.preventDefault();
    } else if (list.hidden) {
      if (event.key === "Enter") close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const places = shown.length + 1; // the field itself is one of them
      choose(((chosen + 1 + step + places) % places) - 1);
      event.preventDefault();
    } else if (event.key === "Enter" && chosen >= 0) {
      go(chosen);
      event.preventDefault();
    } else if (event.key === "Escape") {
      close();
      event.preventDefault();
    }
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(Number(option.dataset.at));
  });
}

document.querySelectorAll("[data-suggest]").forEach(attach);
// inplace.js puts new fields in the place of the old ones
document.addEventListener("swapped", () => document.querySelectorAll("main [data-suggest]").forEach(attach));
