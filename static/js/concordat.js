// Start the parts of GOV.UK Frontend that are on the page. Every page works without this file.
const { frontend } = document.querySelector("script[data-frontend]").dataset;
const { initAll } = await import(frontend);
initAll();
