/* Tells how long work gets on, and shows the result once it is there. Pages work without it. */
"use strict";

const SECOND = 1000;
const line = document.querySelector("[data-work]");

async function look() {
  try {
    const response = await fetch(line.dataset.work, { cache: "no-store" });
    const state = response.ok ? await response.json() : { over: true };
    // Without the part after "#", in favour of which browsers would not focus the result.
    if (state.over) return location.replace(location.pathname + location.search);
    if (line.textContent !== state.told) line.textContent = state.told;
  } catch {
    // The server is out of reach for a moment; the next look tells.
  }
  setTimeout(look, SECOND);
}

if (line) setTimeout(look, SECOND);
