// Escape puts away the definition of a term that is shown on hover or focus (WCAG 1.4.13); leaving the term lets it be shown again.
"use strict";

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  const open = ".glossed:is(:hover, :focus-visible), .glossed:has(+ .gloss:hover)";
  for (const term of document.querySelectorAll(open)) term.classList.add("is-dismissed");
});
for (const leaving of ["focusout", "mouseout"])
  document.addEventListener(leaving, ({ target }) => target.closest?.(".glossed")?.classList.remove("is-dismissed"));
