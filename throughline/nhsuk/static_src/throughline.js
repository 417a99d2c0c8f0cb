// What a page does beyond plain HTML. Everything works without it.

import { createAll, CharacterCount, ErrorSummary, Header, PasswordInput, SkipLink } from "./nhsuk-frontend.js";
import { keepDrafts } from "./drafts.js";
import { revealWhatWasChosen, settle } from "./reveal.js";
import { sendFromTheNote, sendOnce, sendWithoutLoss } from "./sending.js";

const PARTS = [CharacterCount, ErrorSummary, Header, PasswordInput, SkipLink];

/** This will start the design system's parts within an element. The error summary, if there is one, takes the focus. */
function start(scope) {
  for (const part of PARTS) createAll(part, undefined, { scope });
  settle();
}

revealWhatWasChosen();
keepDrafts();
sendWithoutLoss(() => start(document));
sendOnce();
sendFromTheNote();
start(document);
document.addEventListener("htmx:load", ({ target }) => target !== document.body && start(target));
