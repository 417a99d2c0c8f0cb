// What a page does beyond plain HTML. Everything works without it.

import { createAll, Button, CharacterCount, Checkboxes, Header, PasswordInput, Radios, SkipLink } from "./nhsuk-frontend.js";

for (const part of [Button, CharacterCount, Checkboxes, Header, PasswordInput, Radios, SkipLink]) createAll(part);

document.querySelector("[data-focus-first]")?.focus();
