// What a page does beyond plain HTML. Everything works without it.

import { createAll, Button, CharacterCount, Header, PasswordInput, SkipLink } from "./nhsuk-frontend.js";
import { keepDrafts } from "./drafts.js";
import { revealWhatWasChosen, settle } from "./reveal.js";
import { sendOnce, sendWithoutLoss } from "./sending.js";

/** This will start the design system's parts within an element. */
function start(scope) {
  for (const part of [Button, CharacterCount, Header, PasswordInput, SkipLink]) createAll(part, undefined, { scope });
  settle();
}

/** This will start a page that was just shown, and put the focus on what went wrong if anything did. */
function startPage() {
  start(document);
  document.querySelector("[data-focus-first]")?.focus();
}

revealWhatWasChosen();
keepDrafts();
sendWithoutLoss(startPage);
sendOnce();
startPage();
document.addEventListener("htmx:load", ({ target }) => target !== document.body && start(target));
