/* Runs before Chainlit's script. */
"use strict";

// Chainlit's bundle expects this global.
const global = globalThis;

// Chainlit takes its language from the browser; here the page has decided it.
Object.defineProperty(navigator, "language", {
  get: () => (document.documentElement.lang === "en" ? "en-US" : "ja"),
});

try {
  localStorage.getItem("vite-ui-theme") ?? localStorage.setItem("vite-ui-theme", "system");
} catch {
  // Storage is turned off; Chainlit's default theme is used.
}

// Why something failed is in the answer, in the reader's language; Chainlit shows the English name
// of the status in its place or before it.
const plainFetch = window.fetch;
window.fetch = async (...given) => {
  const response = await plainFetch(...given);
  if (response.ok) return response;
  const told = await response.clone().json().catch(() => null);
  if (typeof told?.detail === "string") {
    Object.defineProperties(response, {
      statusText: { value: told.detail },
      json: { value: async () => ({ ...told, detail: undefined }) },
    });
  }
  return response;
};

// What is copied is what is read: without the escapes and addresses of the Markdown.
if (navigator.clipboard?.write) {
  const write = navigator.clipboard.write.bind(navigator.clipboard);
  navigator.clipboard.write = async (items) => {
    if (!items[0]?.types.includes("text/html")) return write(items);
    const html = await (await items[0].getType("text/html")).text();
    const content = new DOMParser().parseFromString(html, "text/html").body;
    for (const item of content.querySelectorAll("li")) item.prepend("・");
    const plain = content.textContent.replaceAll("\u2060", "").replace(/\n{3,}/g, "\n\n").trim();
    return write([new ClipboardItem({ "text/plain": new Blob([plain], { type: "text/plain" }) })]);
  };
}

addEventListener("DOMContentLoaded", () => {
  if (!navigator.clipboard) document.body.classList.add("page-no-clipboard");
  const panel = document.getElementById("page-sources");
  const body = document.getElementById("page-sources-body");
  const root = document.getElementById("root");
  const labels = Object.entries(JSON.parse(document.getElementById("page-labels").textContent));
  const wide = matchMedia("(min-width: 1200px)");
  const markers = 'a[href^="/sources/"]';
  let closedByReader = false;
  let shown = "";
  let opener = null;

  /** The address that shows all sources of the answer in which `link` stands. */
  function addressOfAll(link) {
    const answer = link.closest(".ai-message") ?? root;
    const all = new URL(link.href);
    all.searchParams.delete("quote");
    const places = new Set();
    for (const other of answer.querySelectorAll(markers)) {
      places.add(new URL(other.href).searchParams.get("quote"));
    }
    for (const place of places) all.searchParams.append("quote", place);
    return all;
  }

  const numberOf = (link) => link.textContent.replace(/\D/g, "");

  async function show(link, { focus }) {
    const address = addressOfAll(link);
    if (shown !== address.href) {
      const response = await fetch(address);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const content = response.ok ? [...page.querySelector("main").childNodes] : [panel.dataset.failed];
      body.replaceChildren(...content);
      shown = address.href;
    }
    panel.hidden = false;
    for (const source of body.querySelectorAll(".source")) {
      const chosen = focus && source.dataset.number === numberOf(link);
      source.toggleAttribute("data-chosen", chosen);
      if (chosen) source.scrollIntoView({ block: "start" });
    }
    if (focus) body.focus({ preventScroll: true });
    else body.scrollTop = 0;
  }

  function close() {
    panel.hidden = true;
    opener?.focus();
    opener = null;
  }

  root.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.(markers);
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!link || !plain) return;
      event.preventDefault();
      event.stopPropagation();
      opener = link;
      closedByReader = false;
      show(link, { focus: true });
    },
    true,
  );

  document.getElementById("page-sources-close").addEventListener("click", () => {
    closedByReader = true;
    close();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !document.querySelector('[role="dialog"]')) {
      closedByReader = true;
      close();
    }
  });

  // Where the list of conversations is not drawn, on a telephone, Chainlit does not give a
  // conversation its address; without it a reload would begin another one.
  addEventListener("message", ({ source, data }) => {
    if (source !== window || !/^[0-9a-f-]{36}$/.test(data?.thread ?? "")) return;
    const drawn = document.querySelector('[data-sidebar="sidebar"]');
    if (!drawn && location.pathname === "/") {
      history.replaceState(history.state, "", `/thread/${data.thread}`);
    }
  });

  // Chainlit moves from page to page by itself, so where to go back to is known only at the click.
  for (const link of document.querySelectorAll('.page-languages a[href^="/language/"]')) {
    link.addEventListener("click", () => {
      link.search = new URLSearchParams({ back: location.pathname });
    });
  }

  /** Put a way to delete all conversations below their list. */
  function offerDeletion() {
    const link = document.getElementById("page-delete-all").content;
    for (const list of document.querySelectorAll("#thread-history")) {
      const there = list.parentElement.querySelector(".page-delete-all");
      const some = list.querySelector("li[id^=thread-]");
      if (some && !there) list.after(link.cloneNode(true));
      if (!some) there?.remove();
    }
  }

  /** Give names to the controls that have none, and let the keyboard reach all of them. */
  function name() {
    for (const [place, label] of labels) {
      for (const control of document.querySelectorAll(place)) {
        control.setAttribute("aria-label", label);
      }
    }
    for (const control of document.querySelectorAll("#thread-options")) {
      control.setAttribute("role", "button");
      control.tabIndex = 0;
    }
    for (const link of root.querySelectorAll(markers)) {
      const label = panel.dataset.open.replace("#", numberOf(link));
      link.setAttribute("aria-label", label);
      link.title = label;
    }
  }

  // Where there is room, the sources of the newest answer stand beside it.
  let newest = null;
  let pending = 0;
  let settling = 0;

  /** Takes the sources of an older answer away from beside one that has none. */
  function forsake(answer) {
    const answers = root.querySelectorAll(".ai-message");
    if (opener || answers[answers.length - 1] !== answer || answer.querySelector(markers)) return;
    panel.hidden = true;
    newest = null;
  }

  new MutationObserver(() => {
    clearTimeout(pending);
    pending = setTimeout(() => {
      name();
      offerDeletion();
      const answers = root.querySelectorAll(".ai-message");
      const last = answers[answers.length - 1] ?? null;
      const link = last?.querySelector(markers) ?? null;
      if (!last && !panel.hidden) close();
      clearTimeout(settling);
      // Its markers may still be on their way.
      if (last && !link && !panel.hidden) settling = setTimeout(forsake, 1000, last);
      if (!link || !wide.matches || closedByReader) return;
      const key = addressOfAll(link).href;
      if (key === newest) return;
      newest = key;
      show(link, { focus: false });
    }, 150);
    // The list on a telephone and the search stand outside the chat.
  }).observe(document.body, { childList: true, subtree: true });
});
