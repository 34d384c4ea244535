// Copies a corrected sentence. Without this script the sentence stands in a field of its own.
"use strict";

async function copy(button) {
  const field = document.getElementById(button.dataset.copies);
  const said = document.getElementById("copied");
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(field.value);
    said.textContent = "Corrected sentence copied.";
  } catch {
    field.focus();
    field.select();
    said.textContent = "The sentence is selected; copy it with your keyboard.";
  }
  for (const other of document.querySelectorAll(".check-copied")) other.remove();
  const note = document.createElement("span");
  note.className = "check-copied";
  note.setAttribute("aria-hidden", "true"); // the live region says it
  note.textContent = said.textContent;
  button.after(note);
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
