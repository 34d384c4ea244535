// Filters the cases. Without it, all of them are there to read.
"use strict";

const form = document.getElementById("filters");
const told = document.getElementById("shown");
const fields = [...form.querySelectorAll("select")];
const search = document.getElementById("words");
const groups = [...document.querySelectorAll(".group")].map((section) => ({
  section,
  count: section.querySelector(".count"),
  cases: [...section.querySelectorAll(".case")].map((element) => ({
    element,
    has: new Set(element.dataset.is.split(" ")),
    text: null,
  })),
}));
const all = groups.flatMap((group) => group.cases);
const WAIT = 150; // milliseconds without typing
const number = new Intl.NumberFormat("en");
let timer;

function textOf(one) {
  one.text ??= one.element.textContent.toLowerCase();
  return one.text;
}

function filter() {
  const tokens = fields.map((field) => field.value).filter(Boolean);
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { section, count, cases } of groups) {
    let here = 0;
    for (const one of cases) {
      const fits =
        tokens.every((token) => one.has.has(token)) &&
        words.every((word) => textOf(one).includes(word));
      one.element.hidden = !fits;
      here += fits;
    }
    section.hidden = here === 0;
    count.textContent =
      here === cases.length ? number.format(here) : `${number.format(here)} of ${number.format(cases.length)}`;
    shown += here;
  }
  tell(shown);
}

function tell(shown) {
  const cases = all.length === 1 ? "case" : "cases";
  told.textContent =
    shown === all.length
      ? `Showing all ${number.format(shown)} ${cases}.`
      : `Showing ${number.format(shown)} of ${number.format(all.length)} ${cases}.`;
}

function openAll(isOpen) {
  for (const { element } of all) {
    if (!element.hidden || !isOpen) element.open = isOpen;
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", filter);
form.addEventListener("reset", () => setTimeout(filter));
search.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(filter, WAIT);
});
document.getElementById("open").addEventListener("click", () => openAll(true));
document.getElementById("close").addEventListener("click", () => openAll(false));
document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
form.hidden = false;
tell(all.length);
