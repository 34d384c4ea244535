// Shows each sentence of an answer as it is checked. Without this script the form is simply sent.
"use strict";

const STEPS = {
  searching: "Looking through the findings…",
  writing: "Writing…",
  checking: "Checking…",
};

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// What the form takes along when it is sent: the server gives the answer that it has by that id.
function take(form, name, value) {
  form.querySelector(`input[name="${name}"]`)?.remove();
  if (value) form.append(element("input", { type: "hidden", name, value }));
}

async function* eventsOf(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (name) yield [name, JSON.parse(data)];
    }
  }
}

async function follow(form, status, sentences) {
  take(form, "answer", null);
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch("/stream", { method: "POST", body });
  if (!response.ok) throw new Error(response.statusText);
  take(form, "answer", response.headers.get("Assistant-Answer"));
  take(form, "conversation", response.headers.get("Assistant-Conversation"));
  for await (const [name, data] of eventsOf(response)) {
    if (name === "answer" || name === "problem") return;
    if (name === "working") status.textContent = STEPS[data.step] ?? "";
    if (name === "sentence") {
      const shown = element("p", { class: "sentence" });
      const { text, citations } = data.sentence;
      shown.textContent = [text, ...citations.map((n) => `[${n}]`)].join(" ");
      sentences.append(shown);
    }
  }
}

function takeOver(form) {
  const status = element("p", { class: "aside", role: "status" });
  const sentences = element("div", { class: "live", "aria-live": "polite" });
  form.after(status, sentences);
  let isAsked = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isAsked) return;
    isAsked = true;
    sentences.replaceChildren();
    try {
      await follow(form, status, sentences);
    } catch (error) {
      console.warn(error);
    }
    isAsked = false;
    form.submit(); // with the answer's id, or, where there is none, to be asked as ever
  });
}

if ("fetch" in window && "ReadableStream" in window) {
  for (const form of document.querySelectorAll("form[data-live]")) takeOver(form);
}
