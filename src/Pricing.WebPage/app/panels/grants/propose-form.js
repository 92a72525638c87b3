import { html, nothing } from 'lit';
import { address, post } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { fieldsOf, longestOfDecision, reason } from '../../parts/signature.js';
import { go, to } from '../../parts/router.js';
import { problem } from '../../parts/states.js';
import { t, word } from '../../words/words.js';

/** Proposes a value for publication; another person approves it. What can never be published is not offered. */
class ProposeForm extends Part {
  static properties = { value: { attribute: false }, isSuperseded: { attribute: false } };

  #sent = new Loading(this);
  #may = new May(this);

  willUpdate(changed) {
    const before = changed.get('value');
    if (before && ['issuer', 'grantId', 'measurementDate', 'version'].some(name => before[name] !== this.value[name])) this.#sent.clear();
  }

  render() {
    const isPublishable = this.value.status === 'Final' && this.value.kind !== 'Indicative' && !this.isSuperseded;
    return this.#may.offer('propose', this.value.issuer, () => !isPublishable ? html`<p class="quiet">${t('publications.notYet')}</p>` : html`<details><summary>${t('publications.propose')}</summary><form class="row" @submit=${this.#propose}>
      <label>${t('publications.purpose')} <select name="purpose">${['AmountPaidIn', 'Cost', 'Note'].map(one => html`<option value=${one}>${word('purpose', one)}</option>`)}</select></label>
      ${reason({ label: t('publications.resolution'), name: 'resolution', longest: longestOfDecision })}
      ${this.value.roundingTie || this.value.roundingFlagged ? reason({ label: t('publications.rounding'), name: 'roundingReason', longest: longestOfDecision, optional: true }) : nothing}
      ${reason({ label: t('publications.answersFor'), name: 'answersFor', longest: longestOfDecision, optional: true })}
      <button class="main" ?disabled=${this.#sent.isBusy}>${t('publications.proposeIt')}</button></form>
      ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}</details>`);
  }

  async #propose(event) {
    event.preventDefault();
    const { issuer, grantId, measurementDate, version } = this.value;
    const body = { issuer, grantId, measurementDate, version, ...fieldsOf(event.target) };
    if (await this.#sent.ask(signal => post(address('publications'), body, signal)))
      go(to('publications', issuer, this.#sent.value.number));
  }
}

customElements.define('propose-form', ProposeForm);
