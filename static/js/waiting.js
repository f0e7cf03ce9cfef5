// Keep a page that waits for a worker up to date; without this file it loads itself again.
const EVERY = 2000;
const look = async () => {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.redirected) {
      location.assign(answer.url);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-waiting]");
    const before = document.querySelector("[data-waiting]");
    if (!now) {
      location.reload();
      return;
    }
    if (now.innerHTML !== before.innerHTML) before.replaceChildren(...now.childNodes);
  } catch {
    // The connection is away for a moment: look again.
  }
  setTimeout(look, EVERY);
};
setTimeout(look, EVERY);
