import { html, nothing } from 'lit';
import { address, post } from '../../api/client.js';
import { follow } from '../../parts/followed-runs.js';
import { count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { go, to } from '../../parts/router.js';
import { fieldsOf, signature } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { stored } from '../../parts/stored-issuers.js';
import { t } from '../../words/words.js';

const mostDates = 20;

/**
 * Asks for valuations of some dates, of whoever may prepare some issuers alone for these, for the reason that is proposed; `isFirst` where they may be
 * valued for the first time. Goes to where they are shown.
 */
class ValueAgain extends Part {
  static properties = { dates: { attribute: false }, reason: { attribute: false }, isFirst: { attribute: false } };

  #asked = new Loading(this);
  #may = new May(this);

  render() {
    const dates = this.dates.toSorted();
    if (dates.length > mostDates) return html`<p>${t('replaced.tooMany', { count: count(dates.length), from: dates[0], to: dates.at(-1) })} <a href=${to('dates')}>${t('nav.dates')}</a></p>`;

    return this.#may.offer('prepare', undefined, () => html`<form class="row" @submit=${event => this.#ask(event, dates)}>${signature({ reason: this.reason })}
        <button class="main" ?disabled=${this.#asked.isBusy}>${t(this.isFirst ? 'files.valueDates' : 'replaced.again', { count: dates.length, date: dates[0] })}</button></form>
      ${this.#asked.state === 'failed' ? problem(this.#asked.problem) : nothing}`);
  }

  // Whoever goes away meanwhile has asked for all of them all the same; where one is refused, those before it are under way.
  async #ask(event, dates) {
    event.preventDefault();
    const signed = fieldsOf(event.target);
    const runs = [];
    const isAsked = await this.#asked.ask(async () => {
      const issuers = await stored(this.#may.issuersFor('prepare'));
      for (const date of dates) runs.push(await post(address('runs'), { date, issuers, ...signed }));
    });
    if (dates.length > 1) follow(runs);
    if (isAsked) go(dates.length === 1 ? to('dates', dates[0]) : to('dates', dates.at(-1).slice(0, 7)));
  }
}

customElements.define('value-again', ValueAgain);
