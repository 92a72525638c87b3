// Fields whose text stands in the address, and whose answers come while they are typed.
import { live } from 'lit/directives/live.js';
import { go } from './router.js';

/** What is typed stands in its field, whatever is answered or asked for meanwhile, until another address is gone to. */
export class TypedFields {
  #texts = {};
  #later;
  #isOwn = false;

  /** What stands in a field. @param {string} name @param {string} [asked] what the address says */
  shown = (name, asked) => live(this.#texts[name] ?? asked ?? '');

  /** Notes what is typed. @param {Record<string, string>} what by the names of the fields */
  note(what) {
    Object.assign(this.#texts, what);
  }

  /** Notes what is typed, and changes the address once the typing pauses. */
  pause(what, patience, change) {
    this.note(what);
    clearTimeout(this.#later);
    this.#later = setTimeout(change, patience);
  }

  /** Goes to an address that these fields, or what stands beside them, make. */
  go(href) {
    this.#isOwn = true;
    go(href, { replace: true });
    this.#isOwn = false;
  }

  /** On a new address: one that they did not make is another question. */
  moved() {
    if (!this.#isOwn) this.forget();
  }

  /** Forgets what is typed. */
  forget() {
    clearTimeout(this.#later);
    this.#texts = {};
  }
}
