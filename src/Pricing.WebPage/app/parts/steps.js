// How a value came about, step by step.
import { html, nothing } from 'lit';
import { has, language, t } from '../words/words.js';
import { minus } from './format.js';
import { said, saidIn } from './said.js';
import { table } from './table.js';

/** Each step: its symbol, what it is, how it is made, and its figure. @param {any[]} of */
export const steps = of => table({
  caption: t('steps.caption'), rows: of.filter(step => step.symbol !== 'source'), columns: [
    { label: t('steps.symbol'), head: true, cell: step => html`<span class="formula">${step.symbol}</span>` },
    { label: t('steps.name'), cell: name },
    { label: t('steps.formula'), cell: step => html`<span class="formula">${saidIn(step.formula)}</span>` },
    { label: t('steps.value'), number: true, cell: step => html`<span title=${step.value}>${minus(step.rounded)}</span>` },
  ] });

const key = symbol => /^D\d+$/.test(symbol) ? 'D.part' : /^r\(/.test(symbol) ? 'r.tenor' : symbol;

// The page's own words name the step, and are not said again where the program's exact text, with its dates, holds them or the page has words for it.
function name(step) {
  const word = `step.${key(step.symbol)}`;
  return !has(word) || step.name.includes(t(word)) || (language() !== 'en' && said(step.name).isOwn) ? saidIn(step.name)
    : html`${t(word)} <span class="exact">${saidIn(step.name)}</span>`;
}

/** Whether the stored figures were found again from the kept bytes. */
export function recomputed(of) {
  if (!of.recomputed?.length) return nothing;
  const wrong = of.recomputed.filter(figure => !figure.isSame);
  return html`<p>${wrong.length === 0
    ? html`<span class="chip good">${t('steps.same')}</span> ${t('steps.sameLong', { count: of.recomputed.length })}`
    : html`<span class="chip bad">${t('steps.differs')}</span> ${wrong.map(figure => `${figure.figure}: ${figure.stored} ≠ ${figure.recomputed}`).join('; ')}`}</p>`;
}
