// What moves a value: the amounts for other volatilities and periods as lines and a table, one input at a time, and the Greeks.
import { html, nothing } from 'lit';
import { has, t } from '../words/words.js';
import { amount, figure, minus, percent, signed } from './format.js';
import { table } from './table.js';
import './chart.js';

/** @param {{sigma: number[], years: number[], amountsPerRight: any[][], oneAtATime: any[]}} of */
export function sensitivity(of, currency) {
  if (!of) return nothing;
  const columns = of.years.length > 2 ? [0, (of.years.length - 1) / 2, of.years.length - 1] : of.years.map((_, index) => index);
  const data = [of.sigma.map(change => change * 100), ...columns.map(column => of.sigma.map((_, row) => number(of.amountsPerRight[row][column])))];
  return html`<div class="sides">
    <div><h3>${t('sensitivity.both')}</h3>
      <line-chart .data=${data} .lines=${columns.map(column => `T ${signed(of.years[column])}`)} .label=${t('sensitivity.chart')}
        .across=${t('sensitivity.across')} .axis=${`${t('field.perRight')} (${currency})`} points></line-chart>
      ${data.slice(1).every(isFlat) ? html`<p class="quiet">${t('sensitivity.flat')}</p>` : nothing}</div>
    <div>${table({
      caption: t('sensitivity.caption'), rows: of.sigma.map((change, row) => ({ change, amounts: of.amountsPerRight[row] })), columns: [
        { label: t('sensitivity.sigma'), head: true, cell: row => percentChange(row.change) },
        ...of.years.map((change, column) => ({ label: `T ${signed(change)}`, number: true, cell: row => cell(row.amounts[column]) })),
      ] })}
      ${table({
        caption: t('sensitivity.one'), rows: of.oneAtATime, columns: [
          { label: t('sensitivity.input'), head: true, cell: row => `${row.input} ${row.input === 'S' ? signed(row.change) : percentChange(row.change)}` },
          { label: t('field.perRight'), number: true, cell: cell },
          { label: t('sensitivity.change'), number: true, cell: row => row.perRightChange === undefined ? '' : signed(row.perRightChange, change => figure(change, 2)) },
        ] })}</div></div>`;
}

// What a right on a nominal exercise price is worth hardly depends on the volatility: its lines are flat, and no fault.
const isFlat = line => Math.max(...line) - Math.min(...line) <= 0.01 * Math.max(...line);
const number = one => one.amountPerRight === undefined || one.amountPerRight === null ? null : Number(one.amountPerRight);
const cell = one => one.failure ? html`<span class="exact" lang="en">${one.failure}</span>` : amount(one.amountPerRight);
// A share price is changed by an amount, and what is a fraction by points of percent.
const percentChange = change => t('sensitivity.points', { points: signed(change, text => percent(text, 2).replace(' %', '')) });

/** @param {{figures: any[], failures: string[]}} of */
export function greeks(of) {
  if (!of) return nothing;
  return html`${of.failures?.length ? html`<p class="exact" lang="en">${of.failures.join(' ')}</p>` : nothing}
    ${table({
      caption: t('greeks.caption'), rows: of.figures, columns: [
        { label: t('greeks.name'), head: true, cell: row => has(`greek.${row.name}`) ? t(`greek.${row.name}`) : row.name },
        { label: t('greeks.unit'), cell: row => has(`greekUnit.${unit(row.unit)}`) ? t(`greekUnit.${unit(row.unit)}`, { of: inputs[row.name] ?? 'S' }) : html`<span lang="en">${row.unit}</span>` },
        { label: t('field.perShare'), number: true, cell: row => small(row.perShare) },
        { label: t('field.perRight'), number: true, cell: row => small(row.perRight) },
        { label: t('steps.formula'), cell: row => html`<span class="formula">${row.formula}</span>` },
      ] })}`;
}

const unit = text => text.startsWith('per 1 % point') ? 'point' : text.startsWith('per 1.00') ? 'one' : text.includes('day') ? 'day' : text.startsWith('per year') ? 'year'
  : text.startsWith('of delta') ? 'delta' : text.endsWith('of S') ? 'price' : text;

const inputs = { vega: 'σ', rho: 'r', 'dividend rho': 'q' };

/** A figure with six digits that count. */
const small = value => value === 0 ? '0' : minus(Math.abs(value) >= 1e-6 && Math.abs(value) < 1e15
  ? new Intl.NumberFormat('en', { maximumSignificantDigits: 6 }).format(value) : value.toExponential(5));

