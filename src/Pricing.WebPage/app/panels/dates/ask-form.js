import { html, nothing } from 'lit';
import { address, post } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { signature, fieldsOf } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';

/** Asks for a valuation of a date, or of every date of a range, with a reason. Says `asked` with the date. */
class AskForm extends Part {
  static properties = { range: { type: Boolean }, date: { attribute: false }, again: { type: Boolean } };

  #sent = new Loading(this);

  render() {
    return html`<form class="row" @submit=${this.#ask}>
      ${this.range ? html`
        <label>${t('ask.from')} <input type="date" name="from" required></label>
        <label>${t('ask.to')} <input type="date" name="to"></label>` : nothing}
      ${signature({ placeholder: t(this.again ? 'ask.reasonAgain' : 'ask.reasonFirst') })}
      <button class="main" ?disabled=${this.#sent.state === 'loading'}>${t(this.range ? 'ask.range' : this.again ? 'ask.again' : 'ask.first')}</button>
    </form>
    ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}
    <p role="status" class="quiet">${this.#sent.state === 'loading' ? t('ask.sending') : nothing}</p>`;
  }

  async #ask(event) {
    event.preventDefault();
    const { from, to, ...signed } = fieldsOf(event.target);
    const range = this.range && to && to !== from;
    const body = range ? { from, to, ...signed } : { date: this.range ? from : this.date, ...signed };
    if (await this.#sent.ask(signal => post(address('runs'), body, signal)))
      this.dispatchEvent(new CustomEvent('asked', { detail: range ? from.slice(0, 7) : body.date }));
  }
}

customElements.define('ask-form', AskForm);
