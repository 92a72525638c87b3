import { html, nothing } from 'lit';
import { address, get, post } from '../../api/client.js';
import { count, daysAfter } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { signature, fieldsOf } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { stored } from '../../parts/stored-issuers.js';
import { t } from '../../words/words.js';

/**
 * Asks for a valuation of a date, or of every date of a range, with a reason, of whoever may prepare some issuers alone for these; before a range
 * begins it says how much that is. Says `asked` with the date or the month to show, and the valuations.
 */
class AskForm extends Part {
  static properties = { range: { type: Boolean }, date: { attribute: false }, again: { type: Boolean } };

  #sent = new Loading(this);
  #size = new Loading(this);
  #may = new May(this);
  #body;

  render() {
    const isBusy = this.#sent.isBusy || this.#size.isBusy;
    return this.#may.offer('prepare', undefined, () => html`<form class="row" @submit=${this.#ask} @input=${this.#changed}>
      ${this.range ? html`
        <label>${t('ask.from')} <input type="date" name="from" required></label>
        <label>${t('ask.to')} <input type="date" name="to"></label>` : nothing}
      <label>${t('ask.only')} <input name="issuer" size="12" placeholder=${this.#whereNoneIsNamed()}></label>
      ${signature({ placeholder: t(this.again ? 'ask.reasonAgain' : 'ask.reasonFirst') })}
      <button class="main" ?disabled=${isBusy}>${t(this.range ? 'ask.range' : this.again ? 'ask.again' : 'ask.first')}</button>
    </form>
    ${this.#size.state === 'ready' ? this.#confirm(this.#size.value) : nothing}
    ${this.#size.state === 'failed' ? problem(this.#size.problem) : nothing}
    ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}
    <p role="status" class="quiet">${isBusy ? t('ask.sending') : nothing}</p>`);
  }

  // What is valued where no issuer is named. One alone is said by its name.
  #whereNoneIsNamed() {
    const issuers = this.#may.issuersFor('prepare');
    if (!issuers) return t('grants.allIssuers');
    return issuers.length === 1 ? issuers[0] : t('ask.yourIssuers', { issuers: issuers.join(t('price.and')) });
  }

  #confirm({ dates, grants, planned, isMore }) {
    if (dates > mostDates) return html`<p role="alert">${t('ask.tooMany', { most: mostDates })}</p>`;
    return html`<div class="progress" role="group" aria-labelledby="confirm-title">
      <h2 id="confirm-title">${t('ask.confirmTitle', { from: this.#body.from, to: this.#body.to })}</h2>
      <p>${t('ask.size', { dates: count(dates), on: this.#body.to, grants: `${count(grants)}${isMore ? '+' : ''}`, values: `${count(dates * (grants + planned))}${isMore ? '+' : ''}` })}
        ${planned > 0 ? t('ask.sizePlanned', { count: count(planned) }) : nothing}</p>
      <div class="row"><button type="button" class="main" @click=${() => this.#send(() => this.#body)}>${t('ask.confirm', { count: count(dates) })}</button>
        <button type="button" @click=${() => this.#size.clear()}>${t('ask.back')}</button></div></div>`;
  }

  #changed() {
    if (this.#size.state === 'ready') this.#size.clear();
  }

  async #ask(event) {
    event.preventDefault();
    const { from, to, issuer, ...signed } = fieldsOf(event.target);
    const isRange = this.range && to && to !== from;
    const bodyOf = async signal => ({
      ...isRange ? { from, to } : { date: this.range ? from : this.date }, ...signed,
      issuers: issuer.trim() ? [issuer.trim()] : await stored(this.#may.issuersFor('prepare'), signal),
    });
    this.#sent.clear();
    if (!isRange) {
      this.#size.clear();
      this.#send(bodyOf);
      return;
    }

    const isSized = await this.#size.ask(async signal => {
      this.#body = await bodyOf(signal);
      return sizeOf(from, to, this.#body.issuers, signal);
    });
    if (isSized) this.updateComplete.then(() => this.querySelector('.progress .main')?.focus());
  }

  async #send(bodyOf) {
    this.#size.clear();
    const isSent = await this.#sent.ask(async signal => {
      const body = await bodyOf(signal);
      const answer = await post(address('runs'), body, signal);
      return { place: body.date ?? body.from.slice(0, 7), runs: answer.runs ?? [answer] };
    });
    if (isSent) this.dispatchEvent(new CustomEvent('asked', { detail: this.#sent.value }));
  }
}

const mostGrants = 1000;
// The most that the API takes at once, and the longest calendar that it gives whoever may see some issuers alone.
const mostDates = 300;
const mostDays = 62;

/** How many business dates a range has; how many grants are outstanding at its end, and how many are to be allotted after it. */
async function sizeOf(from, to, issuers = [undefined], signal) {
  const lists = asked => Promise.all(issuers.map(issuer => get(address('grants', { issuer, ...asked, limit: mostGrants }), signal)));
  const [dates, outstanding, known] = await Promise.all([businessDates(from, to, signal), lists({ aliveOn: to }), lists()]);
  return {
    dates,
    grants: outstanding.flatMap(list => list.grants).length,
    planned: known.flatMap(list => list.grants).filter(grant => grant.allotmentDate > to).length,
    isMore: [...outstanding, ...known].some(list => list.next),
  };
}

// Counted until they are too many.
async function businessDates(from, to, signal) {
  let dates = 0;
  for (let begun = from, isDone = false; !isDone && dates <= mostDates; begun = daysAfter(begun, mostDays)) {
    const end = daysAfter(begun, mostDays - 1);
    isDone = end >= to;
    const calendar = await get(address('dates', { from: begun, to: isDone ? to : end }), signal);
    dates += calendar.dates.filter(date => date.isBusinessDate).length;
  }

  return dates;
}

customElements.define('ask-form', AskForm);
