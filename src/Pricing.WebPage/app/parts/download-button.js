import { html, nothing } from 'lit';
import { download } from '../api/download.js';
import { t } from '../words/words.js';
import { Loading } from './loading.js';
import { Part } from './part.js';
import { problem } from './states.js';

/** Saves a file that the API gives; says that it is under way, and what went wrong. `of` is what tells it from others of its name, by ear. */
class DownloadButton extends Part {
  static properties = { url: { attribute: false }, name: {}, label: {}, of: {} };

  #saved = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('url') && `${changed.get('url')}` !== `${this.url}`) this.#saved.clear();
  }

  render() {
    return html`<button type="button" ?disabled=${this.#saved.isBusy} @click=${() => this.#saved.ask(() => download(this.url, this.name))}>${this.label}
        ${this.of ? html`<span class="unseen">${this.of}</span>` : nothing}</button>
      <span role="status" class="quiet">${this.#saved.isBusy ? t('save.under') : ''}</span>
      ${this.#saved.state === 'failed' ? problem(this.#saved.problem) : nothing}`;
  }
}

customElements.define('download-button', DownloadButton);
