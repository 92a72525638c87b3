// Closes and returns, drawn and listed.
import { html } from 'lit';
import { amount, count, figure, percent } from '../../parts/format.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';
import '../../parts/chart.js';

const seconds = date => Date.parse(`${date}T00:00Z`) / 1000;

/**
 * @param {any} estimate what was asked for: its closes are those used
 * @param {any} every all closes of the window
 */
export function closesAndReturns(estimate, every) {
  const used = new Map(estimate.closes.map(close => [close.date, close]));
  const all = every.closes;
  const closes = [all.map(close => seconds(close.date)), all.map(close => close.adjustedClose)];
  const returns = [estimate.logReturns.map(one => seconds(one.to)), estimate.logReturns.map(one => one.value * 100)];
  return html`<div class="sides">
      <section aria-labelledby="closes-title"><h2 id="closes-title">${t('volatility.closes')}</h2>
        <line-chart .data=${closes} .lines=${[t('sources.adjusted')]} .label=${t('volatility.closesChart', { from: estimate.from, to: estimate.to })} time></line-chart></section>
      <section aria-labelledby="returns-title"><h2 id="returns-title">${t('volatility.returnsTitle')}</h2>
        <line-chart .data=${returns} .lines=${[t('volatility.return')]} .label=${t('volatility.returnsChart', { count: estimate.returns })} .axis=${t('volatility.percentAxis')} time></line-chart></section>
    </div>
    <details><summary>${t('volatility.list', { used: count(used.size), all: count(all.length) })}</summary>${table({
      caption: t('volatility.list', { used: count(used.size), all: count(all.length) }), rows: all.map(close => ({ ...close, isUsed: used.has(close.date), result: estimate.logReturns.find(one => one.to === close.date) })),
      mark: row => row.isUsed ? 'chosen' : '', columns: [
        { label: t('field.date'), head: true, cell: row => row.date },
        { label: t('volatility.used'), cell: row => row.isUsed ? t('volatility.isUsed') : '' },
        { label: t('sources.close'), number: true, cell: row => amount(row.close) },
        { label: t('sources.adjusted'), number: true, cell: row => figure(row.adjustedClose) },
        { label: t('volatility.return'), number: true, cell: row => row.result ? percent(row.result.value, 4) : '' },
      ] })}</details>`;
}
