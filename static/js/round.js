// The update round in place: a row is sent on its own, drawn anew, and the next row gets the focus.
// Without this file the whole page is sent, and comes back at the row.
const form = document.querySelector("[data-round]");
const status = document.getElementById("round-said");
let leaving = false;

const rows = () => [...document.querySelectorAll("[data-row]")];
const seen = (one) => one.checkVisibility?.() ?? one.offsetParent !== null;

function focusAfter(row) {
  const all = rows();
  const next = all.slice(all.indexOf(row) + 1).map((one) => one.querySelector("[name=still]"));
  const more = document.querySelector(".govuk-pagination__next a");
  (next.find((one) => one && seen(one)) ?? more ?? document.getElementById("progress")).focus();
}

function sentIn(row, button) {
  const body = new FormData();
  for (const one of row.querySelectorAll("select, textarea, input[type=hidden], input:checked")) body.set(one.name, one.value);
  body.set(button.name, button.value);
  return body;
}

function draw(row, told, pressed) {
  const holder = document.createElement("template");
  holder.innerHTML = told.row.trim();
  const fresh = holder.content.firstElementChild;
  row.replaceWith(fresh);
  document.getElementById("progress").innerHTML = told.progress;
  const wrong = fresh.querySelector(".govuk-error-message");
  status.textContent = told.said || wrong?.textContent || "Somebody else updated this action while you were writing.";
  if (told.state === "done" && ["save", "still"].includes(pressed)) focusAfter(fresh);
  else if (told.state === "done") (fresh.querySelector("[name=still]") ?? fresh).focus();
  else (fresh.querySelector(".govuk-textarea--error, .govuk-select--error") ?? fresh).focus();
}

async function send(row, button) {
  row.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: sentIn(row, button),
      headers: { Accept: "application/json", "X-Row": "1", "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
    });
    if (answer.ok) return draw(row, await answer.json(), button.name);
    // Signed out, or an old page: send all of it the ordinary way, so that signing in again loses nothing.
    leaving = true;
    form.requestSubmit(button);
  } catch {
    status.textContent = "No connection: this row is not saved. What you typed is still here. Try again in a moment.";
    const place = row.querySelector("[data-kept]");
    if (place) place.textContent = status.textContent;
  } finally {
    row.removeAttribute("aria-busy");
  }
}

form?.addEventListener("submit", (event) => {
  const row = event.submitter?.closest("[data-row]");
  if (leaving || !row) return;
  event.preventDefault();
  if (row.getAttribute("aria-busy") !== "true") send(row, event.submitter);
});
form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const save = event.target.closest("[data-row]")?.querySelector("[name=save]");
  if (save) form.requestSubmit(save);
});
