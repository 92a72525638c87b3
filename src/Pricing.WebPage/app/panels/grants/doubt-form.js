import { html, nothing } from 'lit';
import { address, post } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { signature, fieldsOf } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

/** Lets a final value whose basis is in doubt stand, with a reason. Says `decided`. */
class DoubtForm extends Part {
  static properties = { value: { attribute: false } };

  #sent = new Loading(this);
  #may = new May(this);

  render() {
    return html`<section aria-labelledby="doubt-title"><h2 id="doubt-title">${t('doubt.title')}</h2>
      ${this.#may.offer('accept', this.value.issuer, () => html`<form class="row" @submit=${this.#decide}>
        ${signature({ label: t('doubt.who') })}
        <button class="main" ?disabled=${this.#sent.isBusy}>${t('doubt.keep')}</button>
      </form>`)}${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}</section>`;
  }

  async #decide(event) {
    event.preventDefault();
    const { issuer, grantId, measurementDate, version } = this.value;
    const body = fieldsOf(event.target);
    if (await this.#sent.ask(signal => post(address('runs', 'doubts', issuer, grantId, measurementDate, version), body, signal)))
      this.dispatchEvent(new CustomEvent('decided'));
  }
}

customElements.define('doubt-form', DoubtForm);
