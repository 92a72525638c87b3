import { html, nothing } from 'lit';
import { address, all, post } from '../../api/client.js';
import { amount, count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { chip } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { fieldsOf, longestOfDecision, reason } from '../../parts/signature.js';
import { to } from '../../parts/router.js';
import { empty, problem, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

/** Where a later value differs from what is published: to be kept with a reason, or corrected by another publication. */
class DifferenceList extends Part {
  #list = new Loading(this);
  #sent = new Loading(this);
  #may = new May(this);
  #chosen;

  load() {
    this.#list.ask(signal => all(address('differences', { limit: 1000 }), signal));
  }

  render() {
    return shown(this.#list, list => list.length === 0 ? empty(t('differences.none')) : html`${table({
      caption: t('differences.caption', { count: count(list.length) }), rows: list, columns: [
        { label: t('publications.number'), head: true, cell: one => html`<a href=${to('publications', one.issuer, one.number)}>${one.issuer} ${one.number}</a>` },
        { label: t('field.grant'), cell: one => html`<a href=${to('grants', one.issuer, one.grantId, one.measurementDate, one.laterVersion)}>${one.grantId}</a> <small>${one.measurementDate}</small>` },
        { label: t('differences.published'), number: true, cell: one => amount(one.published.amountPerRight) },
        { label: t('differences.later'), number: true, cell: one => amount(one.later.amountPerRight) },
        { label: t('differences.perRight'), number: true, cell: one => amount(one.perRight) },
        { label: t('differences.inTotal'), number: true, cell: one => amount(one.inTotal) },
        { label: t('differences.changed'), cell: one => html`${one.isSameAmount ? html`<span class="chip open">${t('differences.sameAmount')}</span>` : nothing}
          ${one.changed.map(item => html`<div><span class="exact">${item.input}: ${item.before || '–'} → ${item.after || '–'}</span></div>`)}` },
        { label: t('field.status'), cell: one => html`${chip('differenceStatus', one.status, one.status === 'Open' ? 'bad' : 'good')}${one.kept ? html` <small>${one.kept.content.reason}, ${one.kept.by.name}</small>` : nothing}
          ${one.correction ? html` <a href=${to('publications', one.issuer, one.correction)}>${t('differences.correction', { number: one.correction })}</a>` : nothing}` },
        { label: t('differences.keep'), cell: one => one.status === 'Open' && one.laterStatus === 'Final' && this.#may.can('decide', one.issuer) ? html`<button type="button" @click=${() => this.#choose(one)}>${t('differences.keep')}</button>` : '' },
      ] })}
      ${this.#may.why('decide')}
      ${this.#chosen ? html`<form class="row" @submit=${this.#keep}>
        <p>${t('differences.keeping', { grant: this.#chosen.grantId, number: this.#chosen.number })}</p>
        ${reason({ longest: longestOfDecision })}<button class="main" ?disabled=${this.#sent.isBusy}>${t('differences.keep')}</button></form>` : nothing}
      ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}`, () => this.load());
  }

  #choose(one) {
    this.#chosen = one;
    this.#sent.clear();
    this.updateComplete.then(() => this.querySelector('form input')?.focus());
  }

  async #keep(event) {
    event.preventDefault();
    const { issuer, number, laterHash: valueHash } = this.#chosen;
    const body = { valueHash, ...fieldsOf(event.target) };
    if (!await this.#sent.ask(signal => post(address('differences', issuer, number, 'keep'), body, signal))) return;
    this.#chosen = undefined;
    this.load();
  }
}

customElements.define('difference-list', DifferenceList);
