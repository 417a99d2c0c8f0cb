// Sends <form data-keep-on-failure> without leaving the page until there is an answer, so that what was typed survives a
// lost network or a fault of ours; and sends every form once only.

const PATIENCE = 30000;
const OFFLINE = "We could not reach Throughline. What you typed is still here. Try again when you are back online.";
const busy = (form) => form.dataset.sending === "yes";

function mark(form, sending) {
  if (sending) form.dataset.sending = "yes";
  else delete form.dataset.sending;
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    if (sending) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

/** This will say, beside the button that was pressed, that the form was not sent. */
function sayNotSent(form, submitter, words) {
  const alert = document.createElement("div");
  alert.className = "app-not-sent";
  alert.setAttribute("role", "alert");
  alert.textContent = words;
  const button = submitter ?? form.querySelector("button:not([type=button])");
  if (button) button.before(alert);
  else form.append(alert);
  form.dispatchEvent(new Event("input", { bubbles: true })); // there is something to keep as a draft again
}

/** This will put the fields in the form that the server expects: with files, or plainly. */
function packed(form, submitter) {
  const fields = new FormData(form, submitter);
  return form.enctype === "multipart/form-data" ? fields : new URLSearchParams([...fields]);
}

/** This will show the page that came back in place of this one. */
function showPage(answer, page, startPage) {
  document.title = page.title;
  page.body.classList.add("js-enabled", "nhsuk-frontend-supported");
  document.body.replaceWith(page.body);
  if (answer.redirected) history.pushState({ sent: true }, "", answer.url);
  window.scrollTo(0, 0);
  window.htmx?.process(document.body);
  startPage();
  if (document.activeElement === document.body) focusHeading();
}

function focusHeading() {
  const heading = document.querySelector("main h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** This will send a form and show the answer, or stay and say why not. */
async function send(form, submitter, startPage) {
  mark(form, true);
  form.querySelector(".app-not-sent")?.remove();
  try {
    const answer = await fetch(submitter?.getAttribute("formaction") || form.action, {
      method: "POST",
      body: packed(form, submitter),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok || page.querySelector(".nhsuk-error-summary")) showPage(answer, page, startPage);
    else refuse(form, submitter, page);
  } catch {
    mark(form, false);
    sayNotSent(form, submitter, OFFLINE);
  }
}

/** This will stay on the page and say in the words of the error page what went wrong. */
function refuse(form, submitter, page) {
  const heading = page.querySelector("h1")?.textContent.trim() || "Throughline had a problem";
  mark(form, false);
  sayNotSent(form, submitter, `${heading}. What you typed is still here. Try again in a few minutes.`);
}

/** This will watch over the forms that ask for it. */
export function sendWithoutLoss(startPage) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-keep-on-failure]") || event.defaultPrevented) return;
    event.preventDefault();
    if (!busy(form)) send(form, event.submitter, startPage);
  });
  window.addEventListener("popstate", () => location.reload());
}

/** This will stop a plain form from being sent twice. It may be sent again after a while, e.g. if it gave a file. */
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (busy(form)) event.preventDefault();
    mark(form, true);
    setTimeout(() => mark(form, false), 5000);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => mark(form, false)));
}

/** This will let Ctrl+Enter send such a form from within a note, where Enter alone begins a new line. */
export function sendFromTheNote() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.target.closest("form[data-keep-on-failure]")?.requestSubmit();
  });
}
