import { html, nothing } from 'lit';
import { address, post } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { isSame } from '../../parts/runs.js';
import { saidIn } from '../../parts/said.js';
import { fieldsOf, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

/** Accepts that a valuation of a date failed: it is not tried again, and the date is open no more. Says `waived`. */
class WaiveForm extends Part {
  static properties = { run: { attribute: false } };

  #sent = new Loading(this);
  #may = new May(this);

  willUpdate(changed) {
    const before = changed.get('run');
    if (before && !isSame(before, this.run)) this.#sent.clear();
  }

  render() {
    const title = `waive-title-${this.run.version}`;
    return html`<section aria-labelledby=${title}><h2 id=${title}>${t('waive.title', { version: this.run.version })}</h2>
      ${this.run.failureReason ? html`<p class="exact">${saidIn(this.run.failureReason)}</p>` : nothing}
      <p>${t('waive.about')}</p>
      ${this.#may.offer('accept', undefined, () => html`<form class="row" @submit=${this.#waive}>${signature()}
        <button class="danger" ?disabled=${this.#sent.isBusy || this.#sent.state === 'ready'}>${t('waive.accept')}</button></form>`)}
      ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}
      <p role="status" class="quiet">${this.#sent.state === 'ready' ? t('waive.asked') : nothing}</p></section>`;
  }

  async #waive(event) {
    event.preventDefault();
    const { date, version } = this.run;
    const body = fieldsOf(event.target);
    if (await this.#sent.ask(signal => post(address('runs', date, version, 'waive'), body, signal))) this.dispatchEvent(new CustomEvent('waived'));
  }
}

customElements.define('waive-form', WaiveForm);
