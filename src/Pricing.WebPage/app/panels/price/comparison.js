import { html, nothing } from 'lit';
import { save } from '../../api/download.js';
import { cells, csv } from '../../parts/csv.js';
import { amount, inPercent, money, percent, quotient, today, years } from '../../parts/format.js';
import { Part } from '../../parts/part.js';
import { facts, table } from '../../parts/table.js';
import { t } from '../../words/words.js';
import { begunWith } from './begun.js';
import { label } from './field.js';
import { rightsOf, totalOf } from './question.js';

// Each input of a row: what it is called, how it is shown, and how it is written for a spreadsheet.
const written = text => `${text}`;
const inputs = {
  begun: { label: () => t('compare.begun'), shown: written, cell: written },
  share: { label: () => t('field.securityCode'), shown: written, cell: written },
  grant: { label: () => t('field.grant'), shown: written, cell: written },
  date: { label: () => label('measured'), shown: written, cell: written },
  S: { label: () => label('S'), shown: amount, cell: written },
  X: { label: () => label('X'), shown: amount, cell: written },
  T: { label: () => label('T'), shown: text => t('input.years', { years: years(text) }), cell: years },
  ...Object.fromEntries(['sigma', 'r', 'q'].map(symbol => [symbol, {
    label: () => label(symbol), unit: ' (%)', shown: text => percent(text, 4), cell: text => `${text}`.includes('/') || `${text}`.includes('e') ? `${Number((quotient(text) * 100).toFixed(8))}` : inPercent(text),
  }])),
  shares: { label: () => label('shares_per_right'), shown: amount, cell: written },
  policy: { label: () => label('policy'), shown: written, cell: written },
  rights: { label: () => t('field.rights'), shown: amount, cell: written },
};

/** A value as a row to compare. @param {{answer: any, found?: any, replaced?: string[], used: any}} of */
export const rowOf = (of, form) => ({
  ...of.used,
  begun: begunWith(form) ?? '',
  share: form.security_code ?? '',
  grant: of.found && !form.begun ? [form.issuer, form.grant_id].filter(Boolean).join(' ') : '',
  date: of.found?.measurementDate ?? '',
  policy: form.policy,
  rights: rightsOf(form, of.found),
  currency: of.answer.currency,
  perRight: of.answer.amountPerRight,
  total: totalOf(of, form),
});

/** Values side by side, each with the inputs in which they differ. Says `remove` with the place of a row, or with none to remove all. */
class PriceComparison extends Part {
  static properties = { rows: { attribute: false } };

  #copied = '';

  willUpdate(changed) {
    if (changed.has('rows')) this.#copied = '';
  }

  render() {
    const rows = this.rows ?? [];
    if (rows.length === 0) return nothing;
    const names = Object.keys(inputs).filter(name => rows.some(row => has(row, name)));
    const differing = names.filter(name => rows.some(row => `${row[name]}` !== `${rows[0][name]}`));
    return html`<section class="shown" aria-labelledby="comparison-title"><h2 id="comparison-title">${t('compare.title')}</h2>
      ${table({
        caption: t('compare.caption', { count: rows.length }), quiet: true, rows: rows.map((row, place) => ({ row, place })), columns: [
          { label: t('compare.number'), head: true, number: true, cell: ({ place }) => place + 1 },
          ...differing.map(name => ({ label: inputs[name].label(), number: true, cell: ({ row }) => has(row, name) ? inputs[name].shown(row[name]) : '' })),
          { label: t('field.perRight'), number: true, cell: ({ row }) => html`<strong>${money(row.perRight, row.currency)}</strong>` },
          { label: t('field.total'), number: true, cell: ({ row }) => money(row.total, row.currency) },
          { label: t('compare.remove'), cell: ({ place }) => html`<button type="button" @click=${() => this.#remove(place)}>${t('compare.remove')} <span class="unseen">${place + 1}</span></button>` },
        ] })}
      <p class="row"><button type="button" @click=${this.#copy}>${t('compare.copy')}</button>
        <button type="button" @click=${this.#save}>${t('compare.save')}</button>
        <button type="button" @click=${() => this.#remove()}>${t('compare.clear')}</button>
        <span role="status" class="quiet">${this.#copied}</span></p>
      ${differing.length < names.length ? html`<h3>${t('compare.same')}</h3>
        ${facts(names.filter(name => !differing.includes(name)).map(name => [inputs[name].label(), inputs[name].shown(rows[0][name])]))}` : nothing}</section>`;
  }

  // A spreadsheet gets every input, also those that are the same.
  #cells() {
    const names = Object.keys(inputs).filter(name => this.rows.some(row => has(row, name)));
    return [
      [...names.map(name => inputs[name].label() + (inputs[name].unit ?? '')), t('field.perRight'), t('field.total'), t('field.currency')],
      ...this.rows.map(row => [...names.map(name => has(row, name) ? inputs[name].cell(row[name]) : ''), row.perRight, row.total, row.currency]),
    ];
  }

  #save() {
    const { name, blob } = csv(`${t('compare.file')} ${today()}`, this.#cells());
    save(blob, name);
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(cells(this.#cells()));
      this.#copied = t('compare.copied');
    } catch {
      this.#copied = t('compare.notCopied');
    }
    this.requestUpdate();
  }

  #remove(place) {
    this.dispatchEvent(new CustomEvent('remove', { detail: place }));
  }
}

const has = (row, name) => row[name] !== undefined && row[name] !== null && row[name] !== '';

customElements.define('price-comparison', PriceComparison);
