import { LitElement } from 'lit';
import { keyEvents } from '../api/key.js';
import { languageEvents } from '../words/words.js';

/**
 * A part of the page. It stands in the document itself and not in a shadow of its own, so that one style sheet, labels and
 * printing reach it.
 */
export class Part extends LitElement {
  #draw = () => this.requestUpdate();
  #again = () => this.load();

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    languageEvents.addEventListener('language', this.#draw);
    keyEvents.addEventListener('key', this.#again);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    languageEvents.removeEventListener('language', this.#draw);
    keyEvents.removeEventListener('key', this.#again);
  }

  /** Asks for what the part shows; again where the key has changed. */
  load() {}
}
