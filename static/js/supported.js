// Runs before the page is drawn, so that what scripts will hide is never seen to vanish.
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
}
