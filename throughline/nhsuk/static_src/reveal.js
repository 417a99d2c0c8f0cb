// Shows the questions under the choice that was made, and hides those under the others. Ours, because the design
// system's own sets aria-expanded on radios, which WCAG 4.1.2 does not allow (axe: aria-allowed-attr).

/** This will show or hide every revealed question by what is chosen now. */
export function settle() {
  for (const choice of document.querySelectorAll("[data-reveals]")) {
    const block = document.getElementById(choice.dataset.reveals);
    block?.classList.toggle(`${block.classList[0]}--hidden`, !choice.checked);
  }
}

/** This will keep revealed questions right, also when the browser puts answers back on the way back to the page. */
export function revealWhatWasChosen() {
  document.addEventListener("change", ({ target }) => {
    if (target.matches("input[type=radio], input[type=checkbox]")) settle();
  });
  window.addEventListener("pageshow", settle);
}
