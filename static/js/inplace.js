// Filters and questions are answered in place: the page of the same address is fetched and its content takes the place of this one's.
// The address stays true, back works, the focus stays where it is. Without this script the forms and links are plain ones.
"use strict";

const main = document.getElementById("content");
const status = document.createElement("p");
let shown = location.pathname + location.search;
let asking = null;
let waiting = 0;

status.className = "visually-hidden";
status.setAttribute("role", "status");
document.querySelector(".site-foot").append(status);

// What takes the place of a field or a button.
function successor(held) {
  if (held.id) return document.getElementById(held.id);
  const alike = (each) => each.name === held.name && each.value === held.value && each.textContent === held.textContent;
  return [...main.querySelectorAll(held.localName)].find(alike);
}

function show(page, { top }) {
  const fresh = page.getElementById("content");
  const held = main.contains(document.activeElement) ? document.activeElement : null;
  const title = main.querySelector("h1").textContent;
  main.replaceChildren(...fresh.childNodes);
  document.title = page.title;
  for (const name of ["link[rel=canonical]", "meta[name=robots]"]) {
    document.head.querySelector(name)?.remove();
    const given = page.head.querySelector(name);
    if (given) document.head.append(given);
  }
  document.dispatchEvent(new Event("swapped")); // suggest.js listens
  const moved = top || main.querySelector("h1").textContent !== title;
  if (moved) window.scrollTo(0, 0);
  const again = held && !moved && successor(held);
  if (again) again.focus({ preventScroll: true });
  else if (held) main.focus({ preventScroll: true });
  const count = main.querySelector(".pagination span, .table-bar .age");
  status.textContent = `Updated: ${count ? count.textContent : main.querySelector("h1").textContent}`;
}

async function go(address, { push = true, top = false } = {}) {
  clearTimeout(waiting);
  asking?.abort();
  asking = new AbortController();
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: asking.signal });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = new URL(answer.url);
    if (!page.getElementById("content") || there.pathname !== location.pathname) return location.assign(address);
    if (push) history.pushState(null, "", there.pathname + there.search);
    shown = location.pathname + location.search;
    show(page, { top });
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(address);
  }
  main.removeAttribute("aria-busy");
}

function addressOf(form) {
  const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  return form.action + (asked.size ? `?${asked}` : "");
}

function isHere(address) {
  return address.origin === location.origin && address.pathname === location.pathname;
}

main.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get" || !isHere(new URL(form.action))) return;
  event.preventDefault();
  go(addressOf(form));
});

// A list that is chosen from needs no button; what is typed and ticked does, for there is more to come.
main.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || !form.matches(".filters, .search-form") || event.target.localName !== "select") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => go(addressOf(form)), 400);
});

main.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.hash) return;
  const there = new URL(link.href);
  if (!isHere(there) || there.search === location.search) return;
  event.preventDefault();
  go(link.href, { top: true });
});

addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) go(location.href, { push: false });
});
