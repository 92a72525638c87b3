import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { amount, count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status, syntheticMark, whenFinal } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { publicationMark, published } from '../../parts/published.js';
import { place, to } from '../../parts/router.js';
import { advice, failureTexts } from '../../parts/said.js';
import { empty, shown } from '../../parts/states.js';
import { pager, table } from '../../parts/table.js';
import { TypedFields } from '../../parts/typed-fields.js';
import { language, t, word } from '../../words/words.js';
import '../../parts/download-button.js';

const take = 100;

/** A date's values: sorted, filtered and paged by the server, as the address says. */
class DateTable extends Part {
  static properties = { date: { attribute: false }, version: { attribute: false }, state: { attribute: false } };

  #page = new Loading(this);
  #published = new Loading(this);
  #fields = new TypedFields(this, what => this.#change(what));

  connectedCallback() {
    super.connectedCallback();
    this.#published.ask(signal => published({}, signal));
  }

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('date') || changed.has('version') || changed.has('state'))) this.load();
  }

  load() {
    const asked = this.#asked();
    this.#page.ask(signal => get(address('dates', this.date, 'table', { ...asked, version: this.version, limit: take }), signal),
      { quietly: this.#page.state === 'ready' && this.#shownFor === this.#place() });
    this.#shownFor = this.#place();
  }

  #shownFor = '';

  #place = () => `${this.date} ${this.version}`;

  #asked() {
    const { query } = place();
    return Object.fromEntries(['search', 'issuer', 'status', 'reason', 'sort', 'descending', 'skip'].map(name => [name, query.get(name) ?? undefined]));
  }

  /** Another filter or order is another address, so that it can be kept, sent on and gone back to. */
  #change(what) {
    const asked = { ...this.#asked(), skip: undefined, ...what };
    this.#fields.go(to('dates', this.date, ...(this.version ? [this.version] : []), asked));
  }

  render() {
    const asked = this.#asked();
    return html`<section aria-labelledby="values-title"><h2 id="values-title">${t('dates.values')}</h2>
      ${this.#page.state === 'ready' ? this.#summary(this.#page.value, asked) : nothing}
      ${this.#filters(asked)}
      ${shown(this.#page, page => this.#rows(page, asked), () => this.load())}
    </section>`;
  }

  #summary({ summary, count: all }, asked) {
    const part = (value, number) => html`<li><button type="button" class="count" aria-pressed=${asked.status === value}
      @click=${() => this.#change({ status: asked.status === value ? undefined : value, reason: undefined })}>${status(value)} <strong>${count(number)}</strong></button></li>`;
    return html`<ul class="summary" aria-label=${t('dates.byStatus')}>
        <li><span class="count">${t('dates.all')} <strong>${count(all)}</strong></span></li>
        ${part('Final', summary.final)}${part('Provisional', summary.provisional)}${part('Failed', summary.failed)}</ul>
      ${summary.reasons.length > 0 ? html`<ul class="summary" aria-label=${t('dates.byReason')}>${summary.reasons.map(one => html`<li>
        <button type="button" class="count" aria-pressed=${asked.reason === one.reason}
          @click=${() => this.#change({ reason: asked.reason === one.reason ? undefined : one.reason, status: undefined })}>${word('reason', one.reason)} <strong>${count(one.count)}</strong></button></li>`)}</ul>` : nothing}
      ${summary.failed > 0 ? html`<details class="help"><summary>${t('dates.whatToDo')}</summary>${advice(summary.reasons.map(one => one.reason))}<p><a href=${to('files')}>${t('nav.files')}</a></p><p>${t('dates.noWaiver')}</p></details>` : nothing}
      <p class="quiet">${whenFinal()}</p>
      ${summary.provisional > 0 ? html`<p class="becomes">${t('final.date')}</p>` : nothing}`;
  }

  // They stand whatever is answered, so that what was typed can be corrected.
  #filters(asked) {
    return html`<form class="row" role="search" @submit=${event => event.preventDefault()}>
        <label>${t('dates.search')} <input type="search" name="search" .value=${this.#fields.shown('search', asked.search)} @input=${event => this.#fields.typed({ search: event.target.value })}></label>
        <label>${t('field.issuer')} <input type="search" name="issuer" .value=${this.#fields.shown('issuer', asked.issuer)} @input=${event => this.#fields.note({ issuer: event.target.value })} @change=${event => this.#change({ issuer: event.target.value })}></label>
        ${this.#page.state === 'ready' ? this.#downloads() : nothing}
      </form>`;
  }

  // The workbook is of the newest values alone.
  #downloads() {
    return html`${['csv', 'xlsx'].map(format => html`<download-button .url=${this.#valuesAs(format)} label=${t(`save.${format}`)}></download-button>`)}
        ${this.version ? nothing : html`<download-button .url=${address('dates', this.date, 'workbook.xlsx', { language: language() })} label=${t('save.workbook')}></download-button>`}`;
  }

  #rows(page, asked) {
    if (page.matching === 0) return empty(t(page.count === 0 ? 'dates.noValues' : 'dates.noMatch'));

    const order = { by: asked.sort, descending: asked.descending === 'true', sort: (sort, descending) => this.#change({ sort, descending: descending || undefined }) };
    return html`${table({
      caption: `${t('dates.tableCaption', { date: page.date, count: count(page.matching) })}${page.versions.length > 1 ? ` ${t('dates.ofVersions', { newest: page.versions[0], others: page.versions.slice(1).join(t('price.and')) })}` : ''}`,
      rows: page.rows, order, mark: row => row.status === 'Failed' ? 'failed' : '', columns: [
        { label: t('field.grant'), sort: 'GrantId', head: true, cell: row => html`<a href=${to('grants', row.issuer, row.grantId, row.measurementDate, row.version)}>${row.grantId}</a>` },
        { label: t('field.issuer'), sort: 'Issuer', cell: row => row.issuer },
        { label: t('field.perRight'), sort: 'AmountPerRight', number: true, cell: row => html`<strong>${amount(row.amountPerRight)}</strong>` },
        { label: t('field.rights'), number: true, cell: row => count(row.rightsOutstanding) },
        { label: t('field.total'), sort: 'Total', number: true, cell: row => amount(row.total) },
        { label: t('field.currency'), cell: row => row.currency },
        { label: t('field.kind'), cell: row => html`${word('kind', row.kind)}${row.measurementDate === page.date ? nothing : html` <small>${row.measurementDate}</small>`}` },
        { label: t('field.status'), sort: 'Status', cell: row => html`${status(row.status)}${syntheticMark(row)}${row.status === 'Failed' ? nothing : html` ${publicationMark(this.#published.value, row)}`} ${failureTexts(row.failures)}` },
        { label: t('field.rules'), cell: row => row.policy },
      ] })}
      ${pager({ skip: Number(asked.skip ?? 0), take, matching: page.matching, go: skip => this.#change({ skip: skip || undefined }) })}`;
  }

  #valuesAs(format) {
    return this.version ? address('runs', this.date, this.version, 'values', { format }) : address('dates', this.date, 'values', { format });
  }
}

customElements.define('date-table', DateTable);
