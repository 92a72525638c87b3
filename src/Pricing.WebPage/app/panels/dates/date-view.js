import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { address, all, get, pause } from '../../api/client.js';
import { dateWithDay, daysAfter, today } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { me } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { place, to } from '../../parts/router.js';
import { isLeftOpen, isOpen, isSame } from '../../parts/runs.js';
import { empty, shown } from '../../parts/states.js';
import { t } from '../../words/words.js';
import { versions } from './versions.js';
import './ask-form.js';
import './date-table.js';
import './replaced-files.js';
import './run-changes.js';
import './run-progress.js';
import './waive-form.js';

const lookEvery = 1000;
const mostLooks = 60;
// Somebody else may have the date valued.
const watchEvery = 10_000;
// The exchange has been closed for ten days at the longest.
const longestClosure = 14;

/** One date: its valuations, its values, and asking for it again. */
class DateView extends Part {
  static properties = { date: { attribute: false }, version: { attribute: false } };

  #runs = new Loading(this);
  #stopping;
  #watch;
  #ledTo;

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('date')) this.load();
  }

  connectedCallback() {
    super.connectedCallback();
    this.#watch = setInterval(() => !document.hidden && ['ready', 'failed'].includes(this.#runs.state) && this.load({ quietly: true, keeps: true }), watchEvery);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#watch);
  }

  async load({ quietly = false, keeps = false } = {}) {
    const isFound = await this.#runs.ask(async signal => {
      const [runs, [day]] = await Promise.all([all(address('runs', { from: this.date, to: this.date }), signal), days(this.date, this.date, signal)]);
      const businessDate = day.isBusinessDate ? this.date : (await days(this.date, daysAfter(this.date, longestClosure), signal)).find(one => one.isBusinessDate)?.date;
      // Whoever may see some issuers alone sees their values, and not the valuations of all issuers.
      return { runs, businessDate, isValued: runs.some(run => run.status === 'Completed') || day.values > 0 };
    }, { quietly, keeps });
    if (isFound && !quietly) await this.#lead();
    return isFound;
  }

  // Whoever comes to have the date valued begins in the form, once.
  async #lead() {
    if (!place().query.has('ask') || this.#ledTo === this.date) return;
    this.#ledTo = this.date;
    await me();
    await this.updateComplete;
    const form = this.querySelector('ask-form');
    await form?.updateComplete;
    form?.querySelector('input[name=reason]')?.focus();
  }

  render() {
    return html`<p class="path"><a href=${to('dates', this.date.slice(0, 7))}>${t('nav.dates')}</a></p>
      <h1>${dateWithDay(this.date)}${this.version ? html` <small>${t('dates.ofVersion', { version: this.version })}</small>` : nothing}</h1>
      ${shown(this.#runs, date => this.#date(date), () => this.load())}`;
  }

  #date({ runs, businessDate, isValued }) {
    const open = runs.find(isOpen);
    if (businessDate !== this.date) return html`<p>${t('dates.noBusiness')} ${businessDate ? html`<a href=${to('dates', businessDate)}>${businessDate}</a>` : nothing}</p>`;

    return html`
      ${open ? html`<run-progress .run=${open} @ended=${() => this.load({ quietly: true })} @stopping=${() => this.#isStopping(open)}></run-progress>` : nothing}
      ${repeat(runs.filter(run => isLeftOpen(run, runs)), run => run.version, run => html`<waive-form .run=${run} @waived=${() => this.#waived(run)}></waive-form>`)}
      ${this.#superseded(runs)}
      ${this.#replaced(runs)}
      ${this.#changes(runs)}
      ${isValued ? html`<date-table .date=${this.date} .version=${this.version} .state=${runs.map(run => `${run.version}${run.status}`).join()}></date-table>`
        : open ? nothing : empty(t(runs.length > 0 ? 'dates.noneCompleted' : 'dates.notValued'))}
      <section aria-labelledby="again-title"><h2 id="again-title">${t(runs.length > 0 ? 'ask.againTitle' : 'ask.firstTitle')}</h2>
        ${this.date > today() ? html`<p>${t('dates.future')}</p>`
          : html`<ask-form .date=${this.date} ?again=${runs.length > 0} @asked=${this.#asked}></ask-form>`}</section>
      ${runs.length > 0 ? html`<section aria-labelledby="versions-title"><h2 id="versions-title">${t('dates.versions')}</h2>${versions(runs, this.version, this.#stopping)}</section>` : nothing}`;
  }

  #isStopping(run) {
    if (isSame(this.#stopping, run)) return;
    this.#stopping = run;
    this.requestUpdate();
  }

  // A later version leaves unchanged what it would not make otherwise, and may be of some issuers alone.
  #superseded(runs) {
    const newest = runs.find(run => run.status === 'Completed')?.version;
    return this.version && newest > Number(this.version) ? html`<p><a class="chip bad" href=${to('dates', this.date)}>${t('value.superseded', { version: newest })}</a> ${t('dates.superseded')}</p>` : nothing;
  }

  // A valuation of some issuers alone left the values of the others as they were.
  #replaced(runs) {
    const completed = runs.filter(run => run.status === 'Completed');
    const run = completed.find(one => !one.issuers) ?? completed[0];
    return run && !this.version ? html`<replaced-files .run=${run}></replaced-files>` : nothing;
  }

  /** What the version that is shown says otherwise than the completed one before it. */
  #changes(runs) {
    const completed = runs.filter(run => run.status === 'Completed');
    const at = this.version ? completed.findIndex(run => `${run.version}` === `${this.version}`) : 0;
    const [run, before] = at < 0 ? [] : completed.slice(at);
    return before ? html`<run-changes .run=${run} .before=${before}></run-changes>` : nothing;
  }

  /** Looks again until the host has come to it. */
  async #waived(waived) {
    for (let look = 0; look < mostLooks && this.isConnected && this.date === waived.date; look++) {
      await this.load({ quietly: true, keeps: true });
      if (this.#runs.value?.runs.find(run => isSame(run, waived))?.waivedBy) return;
      await pause(lookEvery);
    }
  }

  async #asked() {
    await this.load({ quietly: true });
    await pause(0);
    this.querySelector('run-progress')?.scrollIntoView({ block: 'nearest' });
  }
}

const days = async (from, to, signal) => (await get(address('dates', { from, to }), signal)).dates;

customElements.define('date-view', DateView);
