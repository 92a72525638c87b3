import { html } from 'lit';
import { key, setKey } from '../api/key.js';
import { t } from '../words/words.js';
import { Part } from './part.js';

/** Where the key is typed, once for this tab. */
class KeyForm extends Part {
  static properties = { needed: { type: Boolean } };

  render() {
    return html`<section class="key" aria-labelledby="key-title">
      <h2 id="key-title">${t(!this.needed ? 'key.offer' : key() ? 'key.wrong' : 'key.title')}</h2>
      <p>${t(this.needed ? 'key.why' : 'key.offerWhy')}</p>
      <form class="row" @submit=${this.#keep}>
        <label>${t('key.label')} <input type="password" name="key" required autocomplete="off" spellcheck="false"></label>
        <button class="main">${t('key.use')}</button>
      </form>
    </section>`;
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  #keep(event) {
    event.preventDefault();
    setKey(event.target.elements.key.value.trim());
  }
}

customElements.define('key-form', KeyForm);
