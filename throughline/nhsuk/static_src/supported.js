// This will mark the page as able to run modules before it is painted, so that revealed questions do not flash.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported");
