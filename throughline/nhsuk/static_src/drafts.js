// Keeps what is typed as a draft, so that a note is never lost: <form data-draft-url="/drafts/key/">. Says so in the
// form's [data-draft-status]. The address takes the form's fields by POST; any 2xx answer means kept.

const REST = 1500;
const waiting = new Map(); // form -> timer, for forms with something not yet kept

/** This will give what to keep of a form: no files, and no passwords. */
function kept(form) {
  const fields = new URLSearchParams();
  const secret = new Set([...form.querySelectorAll("input[type=password]")].map((input) => input.name));
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !secret.has(name)) fields.append(name, value);
  }
  return fields;
}

/** This will put a time as our pages do: 2:15pm. */
function clockTime(at) {
  const minutes = String(at.getMinutes()).padStart(2, "0");
  return `${at.getHours() % 12 || 12}:${minutes}${at.getHours() < 12 ? "am" : "pm"}`;
}

function say(form, words) {
  const status = form.querySelector("[data-draft-status]");
  if (status) status.textContent = words;
}

/** This will send a draft. It may outlive the page (`keepalive`), and never follows a redirect to the sign-in page. */
async function keep(form) {
  clearTimeout(waiting.get(form));
  waiting.delete(form);
  try {
    const answer = await fetch(form.dataset.draftUrl, {
      method: "POST",
      body: kept(form),
      keepalive: true,
      redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    say(form, `Kept as a draft at ${clockTime(new Date())}`);
  } catch {
    say(form, "Not kept as a draft yet. What you typed is still here.");
    if (form.isConnected && !form.dataset.sending) waiting.set(form, 0);
  }
}

function keepAll() {
  for (const form of [...waiting.keys()]) keep(form);
}

/** This will keep drafts once typing rests, when the page is left or hidden, and when the network is back. */
export function keepDrafts() {
  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-draft-url]");
    if (!form) return;
    clearTimeout(waiting.get(form));
    waiting.set(form, setTimeout(() => keep(form), REST));
  });
  document.addEventListener("submit", ({ target }) => {
    clearTimeout(waiting.get(target));
    waiting.delete(target);
  });
  window.addEventListener("pagehide", keepAll);
  window.addEventListener("online", keepAll);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepAll());
}
