// Fields whose text stands in the address, and whose answers come while they are typed.
import { live } from 'lit/directives/live.js';
import { go, routeEvents } from './router.js';

const patience = 200;

/**
 * What is typed stands in its field, whatever is answered or asked for meanwhile, until another address is gone to. On a new address the part
 * that they are of loads.
 */
export class TypedFields {
  #host;
  #change;
  #texts = {};
  #later;
  #isOwn = false;

  // An address that they did not make is another question.
  #moved = () => {
    if (!this.#isOwn) this.#forget();
    this.#host.load();
  };

  /** @param {import('./part.js').Part} host @param {(what: Record<string, string>) => void} change changes the address to what is typed */
  constructor(host, change) {
    this.#host = host;
    this.#change = change;
    host.addController(this);
  }

  hostConnected() {
    routeEvents.addEventListener('route', this.#moved);
  }

  hostDisconnected() {
    routeEvents.removeEventListener('route', this.#moved);
    this.#forget();
  }

  /** What stands in a field. @param {string} name @param {string} [asked] what the address says */
  shown = (name, asked) => live(this.#texts[name] ?? asked ?? '');

  /** Notes what is typed. @param {Record<string, string>} what by the names of the fields */
  note(what) {
    Object.assign(this.#texts, what);
  }

  /** Notes what is typed, and changes the address once the typing pauses. @param {Record<string, string>} what */
  typed(what) {
    this.note(what);
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#change(what), patience);
  }

  /** Goes to an address that these fields, or what stands beside them, make. */
  go(href) {
    this.#isOwn = true;
    go(href, { replace: true });
    this.#isOwn = false;
  }

  #forget() {
    clearTimeout(this.#later);
    this.#texts = {};
  }
}
