import { html, nothing } from 'lit';
import { address, upTo } from '../../api/client.js';
import { amount, count, percent, years } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status, supersededMark, syntheticMark, withSuperseded } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { publicationMark } from '../../parts/published.js';
import { to } from '../../parts/router.js';
import { failureTexts } from '../../parts/said.js';
import { empty, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import '../../parts/chart.js';

const most = 2000;
// As many stand at once; the older ones are unfolded.
const newest = 24;

/** All values of a grant: drawn over time, and in a table. */
class LaterValues extends Part {
  static properties = { issuer: { attribute: false }, grantId: { attribute: false }, published: { attribute: false } };

  #values = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && (changed.has('issuer') || changed.has('grantId'))) this.load();
  }

  load() {
    this.#values.ask(signal => upTo(most, address('grants', this.issuer, this.grantId, 'values', { limit: 1000 }), 'values', signal));
  }

  render() {
    return html`<section aria-labelledby="later-title"><h2 id="later-title">${t('values.title')}</h2>
      ${shown(this.#values, ({ found: values, isCut }) => values.length === 0 ? empty(t('values.none')) : html`${this.#chart(values)}
        ${isCut ? html`<p>${t('values.cut', { count: count(values.length) })}</p>` : nothing}${this.#tables(withSuperseded(values))}`, () => this.load())}</section>`;
  }

  #chart(values) {
    // Of each date the version that stands: the list has it first.
    const standing = values.filter((value, place) => value.measurementDate !== values[place - 1]?.measurementDate);
    const drawn = standing.filter(value => value.amountPerRight !== '').toSorted((one, other) => one.measurementDate < other.measurementDate ? -1 : 1);
    if (drawn.length < 2) return html`<p class="quiet">${t('values.one')}</p>`;

    const data = [drawn.map(value => Date.parse(`${value.measurementDate}T00:00Z`) / 1000), drawn.map(value => Number(value.amountPerRight))];
    return html`<line-chart .data=${data} .lines=${[t('field.perRight')]} .label=${t('values.chart', { count: drawn.length })} .axis=${`${t('field.perRight')} (${drawn[0].currency})`} time points></line-chart>`;
  }

  #tables(values) {
    const older = values.slice(newest);
    return html`${this.#table(values.slice(0, newest), t('values.caption', { count: count(values.length) }))}
      ${older.length > 0 ? html`<details><summary>${t('values.older', { count: count(older.length) })}</summary>${this.#table(older, t('values.older', { count: count(older.length) }))}</details>` : nothing}`;
  }

  #table(rows, caption) {
    return table({
      caption, rows, mark: value => value.isSuperseded ? 'superseded' : value.status === 'Failed' ? 'failed' : '', columns: [
        { label: t('field.measured'), head: true, cell: value => html`<a class="together" href=${to('grants', value.issuer, value.grantId, value.measurementDate, value.version)}>${value.measurementDate}</a>` },
        { label: t('field.version'), number: true, cell: value => value.version },
        { label: t('field.kind'), cell: value => html`<span class="together">${word('kind', value.kind)}</span>` },
        { label: t('field.perRight'), number: true, cell: value => html`<strong>${amount(value.amountPerRight)}</strong>` },
        { label: t('field.total'), number: true, cell: value => amount(value.total) },
        { label: 'S', number: true, cell: value => amount(value.sharePrice) },
        { label: t('short.T'), number: true, cell: value => years(value.years) },
        { label: 'σ', number: true, cell: value => percent(value.volatility, 2) },
        { label: 'r', number: true, cell: value => percent(value.riskFreeRate) },
        { label: 'q', number: true, cell: value => percent(value.dividendYield, 4) },
        { label: t('field.status'), cell: value => html`${status(value.status)}${supersededMark(value.isSuperseded)}${syntheticMark(value)}
          ${value.status === 'Failed' ? failureTexts(value.failures) : html` ${publicationMark(this.published, value)}`}` },
      ] });
  }
}

customElements.define('later-values', LaterValues);
