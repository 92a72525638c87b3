// The key of the API. It is kept for this tab alone, and never stands in an address.
const name = 'pricing-key';
const changed = new EventTarget();

/** The key; null where none was typed. */
export const key = () => sessionStorage.getItem(name);

/** @param {string} text the key; empty to forget it */
export function setKey(text) {
  if (text) sessionStorage.setItem(name, text);
  else sessionStorage.removeItem(name);
  changed.dispatchEvent(new Event('key'));
}

/** Says that an answer asked for a key, or for another one; or that somebody wants to type one. @param {boolean} [isNeeded] */
export const askForKey = (isNeeded = true) => changed.dispatchEvent(new CustomEvent('asked', { detail: isNeeded }));

export const keyEvents = changed;
