import { html, nothing } from 'lit';
import { address, all, get } from '../../api/client.js';
import { count, moment, monthName, today } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { go, to } from '../../parts/router.js';
import { empty, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';
import { calendar } from './calendar.js';
import './ask-form.js';
import './open-runs.js';

// The keys that change a field; a space, or an arrow with Alt, opens its calendar, of which a month is picked at once.
const typing = /^(\S|Process|Arrow(Up|Down)|Backspace|Delete)$/;

/** A month of dates by state, how late they are, those that failed, and rows that wait. */
class CalendarView extends Part {
  static properties = { month: { attribute: false } };

  #dates = new Loading(this);
  #failed = new Loading(this);
  #waiting = new Loading(this);
  #may = new May(this);
  #latest;
  // The address at which a month is being typed; empty where none is.
  #typedAt = '';

  willUpdate(changed) {
    if (changed.has('month') && this.hasUpdated) this.load();
  }

  async load({ quietly = false } = {}) {
    this.#failed.ask(signal => all(address('runs', 'failed'), signal), { quietly });
    this.#waiting.ask(signal => get(address('waiting', { limit: 20 }), signal), { quietly });
    this.#dates.ask(async signal => {
      this.#latest ??= (await get(address('runs', { limit: 1 }), signal))[0]?.date;
      const month = this.month ?? (this.#latest ?? today()).slice(0, 7);
      return { month, ...await get(address('dates', { from: `${month}-01`, to: lastDay(month) }), signal) };
    }, { quietly });
  }

  render() {
    return html`<h1>${t('dates.title')}</h1><p>${t('dates.about')}</p>
      <open-runs @moved=${this.#moved}></open-runs>
      ${shown(this.#dates, dates => html`
        ${this.#lag(dates)}
        <div class="row between">
          <h2>${monthName(dates.month)}</h2>
          <div class="row">
            <a class="button" href=${to('dates', step(dates.month, -1))} aria-label=${t('dates.monthBefore')}>‹</a>
            <label><span class="unseen">${t('dates.month')}</span>
              <input type="month" .value=${dates.month} min="2000-01" @keydown=${this.#keyed} @change=${event => this.#typedAt || this.#goTo(event.target)} @blur=${this.#left}></label>
            <a class="button" href=${to('dates', step(dates.month, 1))} aria-label=${t('dates.monthAfter')}>›</a>
          </div>
        </div>
        ${calendar(dates)}
        ${dates.dates.every(date => date.state === 'None') ? empty(t('dates.noneInMonth'), this.#latest
          ? html`<a href=${to('dates', this.#latest.slice(0, 7))}>${t('dates.toLatest')}</a>` : html`<a href=${to('files')}>${t('dates.toFiles')}</a>`) : nothing}
      `, () => this.load())}
      <section aria-labelledby="ask-title"><h2 id="ask-title">${t('ask.rangeTitle')}</h2>
        <ask-form range @asked=${this.#asked}></ask-form></section>
      ${this.#may.seesAll || this.#failed.value?.length > 0 ? this.#open() : nothing}
      <section aria-labelledby="waiting-title"><h2 id="waiting-title">${t('dates.waitingTitle')}</h2>
        ${shown(this.#waiting, waiting => waiting.count === 0 ? empty(t('dates.noneWaiting'))
          : html`<p>${t('dates.waiting', { count: count(waiting.count) })} <a href=${to('files')}>${t('nav.files')}</a></p>`, () => this.load())}</section>`;
  }

  /** What is shown is asked for again where a valuation came to its end, or is shown as one that has not. */
  #moved({ detail: open }) {
    if (this.#dates.value && (open > 0 || this.#dates.value.dates.some(date => date.state === 'Requested' || date.state === 'Running'))) this.load({ quietly: true });
  }

  /** A date is shown by itself; of a range its first month, and how far it is. */
  #asked({ detail }) {
    const isRange = detail.place.length === 7;
    if (!isRange || detail.place !== this.month) go(to('dates', detail.place));
    if (!isRange) return;
    this.querySelector('open-runs').follow(detail.runs);
    scrollTo(0, 0);
  }

  // Whoever may see some issuers alone is not told of valuations of all issuers, and so not that none failed.
  #open() {
    return html`<section aria-labelledby="failed-title"><h2 id="failed-title">${t('dates.failedTitle')}</h2>
      ${shown(this.#failed, failed => failed.length === 0 ? empty(t('dates.noneFailed')) : table({
        caption: t('dates.failedTitle'), quiet: true, rows: failed, columns: [
          { label: t('field.date'), head: true, cell: run => html`<a href=${to('dates', run.date)}>${run.date}</a>` },
          { label: t('field.version'), number: true, cell: run => run.version },
          { label: t('field.why'), cell: run => html`<span lang="en">${run.reason}</span>` },
          { label: t('dates.attempts'), number: true, cell: run => run.attempts },
          { label: t('dates.triedOn'), cell: run => run.triedOn },
        ] }), () => this.load())}</section>`;
  }

  // A browser that has a field for months changes it at each key, so that half a year is one: what is typed counts with Enter, or where the
  // field is left. A field that is taken away, since another address was gone to, is left too, and counts no more.
  #keyed(event) {
    if (event.key === 'Enter') return this.#goTo(event.target);
    if (!event.altKey && typing.test(event.key)) this.#typedAt = location.href;
  }

  #left(event) {
    if (this.#typedAt === location.href) this.#goTo(event.target);
    this.#typedAt = '';
  }

  #goTo(field) {
    if (!/^\d{4}-\d{2}$/.test(field.value) || !field.validity.valid || field.value === this.#dates.value?.month) return;
    this.#typedAt = '';
    go(to('dates', field.value));
  }

  #lag(dates) {
    const late = dates.nextDue && new Date(dates.nextDue) < new Date();
    return html`<div class="figures">
      <div><span>${t('dates.doneThrough')}</span><strong>${dates.doneThrough ?? t('dates.noneYet')}</strong></div>
      <div class=${late ? 'bad' : nothing}><span>${t('dates.lag')}</span>
        <strong>${!dates.nextDue ? t('dates.noSchedule') : late ? t('dates.lateSince', { date: dates.next }) : t('dates.inTime')}</strong>
        ${dates.nextDue ? html`<small>${t('dates.nextDue', { date: dates.next, when: moment(dates.nextDue) })}</small>` : nothing}</div>
      ${this.#may.seesAll ? html`<div><span>${t('dates.oldestProvisional')}</span><strong>${dates.oldestProvisional
        ? html`<a href=${to('dates', dates.oldestProvisional)}>${dates.oldestProvisional}</a>` : t('dates.nothing')}</strong></div>` : nothing}
    </div>`;
  }
}

function step(month, by) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

function lastDay(month) {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

customElements.define('calendar-view', CalendarView);
