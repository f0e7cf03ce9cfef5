// Lay by what is typed about an action: a moment after the last key, and when the field or the page is left.
// Without this file there is a button, "Save for later".
const PAUSE = 1500;
const waiting = new Map();
const unkept = new Set();

const partOf = (one) => one.closest?.("[data-draft]");
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function typedIn(part) {
  const body = new FormData();
  for (const one of part.querySelectorAll("select, textarea, input[type=hidden], input:checked")) {
    if (one.name) body.set(one.name.replace(/^r\d+-/, ""), one.value);
  }
  return body;
}

function tell(part, words) {
  let place = part.querySelector("[data-kept]");
  if (!place) {
    place = document.createElement("p");
    place.className = "govuk-body-s app-muted";
    place.dataset.kept = "";
    part.append(place);
  }
  place.textContent = words;
}

async function layBy(part) {
  clearTimeout(waiting.get(part));
  waiting.delete(part);
  if (!part.isConnected) return;
  try {
    const answer = await fetch(part.dataset.draft, {
      method: "POST",
      body: typedIn(part),
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      keepalive: true,
    });
    if (answer.ok) {
      unkept.delete(part);
      const { kept } = await answer.json();
      const hour = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      tell(part, kept ? `Kept for later at ${hour}, not saved yet` : "");
    } else if (answer.status === 401) {
      tell(part, "You are signed out. What you typed is still here: press Save and sign in again.");
    } else {
      tell(part, "Not kept for later. What you typed is still on this page.");
    }
  } catch {
    unkept.add(part);
    tell(part, "No connection: not kept yet. Leave this page open, we try again.");
  }
}

document.addEventListener("input", ({ target }) => {
  const part = partOf(target);
  if (!part) return;
  clearTimeout(waiting.get(part));
  waiting.set(part, setTimeout(() => layBy(part), PAUSE));
});
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const part = partOf(target);
  if (part && waiting.has(part) && !part.contains(relatedTarget)) layBy(part);
});
document.addEventListener("submit", ({ target, submitter }) => {
  for (const part of [partOf(submitter ?? target), target]) {
    clearTimeout(waiting.get(part));
    waiting.delete(part);
  }
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") [...waiting.keys()].forEach(layBy);
});
window.addEventListener("online", () => [...unkept].forEach(layBy));
