// On paper nothing is folded: what is folded on the screen is opened while it is printed.

/** Opens what is folded before printing, and folds it again after. */
export function unfoldOnPaper() {
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...document.querySelectorAll('details:not([open])')].filter(one => !one.querySelector('form'));
    for (const one of folded) one.open = true;
  });
  addEventListener('afterprint', () => {
    for (const one of folded) one.open = false;
  });
}
