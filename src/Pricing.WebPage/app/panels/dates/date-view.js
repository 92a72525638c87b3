import { html, nothing } from 'lit';
import { address, all, pause } from '../../api/client.js';
import { dateWithDay } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { empty, shown } from '../../parts/states.js';
import { t } from '../../words/words.js';
import { versions } from './versions.js';
import './ask-form.js';
import './date-table.js';
import './run-progress.js';

/** One date: its valuations, its values, and asking for it again. */
class DateView extends Part {
  static properties = { date: { attribute: false }, version: { attribute: false } };

  #runs = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('date')) this.load();
  }

  load({ quietly = false } = {}) {
    return this.#runs.ask(signal => all(address('runs', { from: this.date, to: this.date }), signal), { quietly });
  }

  render() {
    return html`<p class="path"><a href=${to('dates', this.date.slice(0, 7))}>${t('nav.dates')}</a></p>
      <h1>${dateWithDay(this.date)}${this.version ? html` <small>${t('dates.ofVersion', { version: this.version })}</small>` : nothing}</h1>
      ${shown(this.#runs, runs => this.#date(runs), () => this.load())}`;
  }

  #date(runs) {
    const open = runs.find(run => run.status === 'Requested' || run.status === 'Running');
    const done = runs.filter(run => run.status === 'Completed');
    return html`
      ${open ? html`<run-progress .run=${open} @ended=${() => this.load({ quietly: true })}></run-progress>` : nothing}
      ${done.length > 0 ? html`<date-table .date=${this.date} .version=${this.version} .state=${runs.map(run => `${run.version}${run.status}`).join()}></date-table>`
        : open ? nothing : empty(t(runs.length > 0 ? 'dates.noneCompleted' : 'dates.notValued'))}
      <section aria-labelledby="again-title"><h2 id="again-title">${t(runs.length > 0 ? 'ask.againTitle' : 'ask.firstTitle')}</h2>
        <ask-form .date=${this.date} ?again=${runs.length > 0} @asked=${this.#asked}></ask-form></section>
      ${runs.length > 0 ? html`<section aria-labelledby="versions-title"><h2 id="versions-title">${t('dates.versions')}</h2>${versions(runs, this.version)}</section>` : nothing}`;
  }

  async #asked() {
    await this.load({ quietly: true });
    await pause(0);
    this.querySelector('run-progress')?.scrollIntoView({ block: 'nearest' });
  }
}

customElements.define('date-view', DateView);
