// The value of what stands in the fields, and of nothing else.
import { html, nothing } from 'lit';
import { greeks, sensitivity } from '../../parts/analysis.js';
import { count, money } from '../../parts/format.js';
import { inputs } from '../../parts/inputs.js';
import { becomesFinal, status, syntheticMark } from '../../parts/marks.js';
import { unpublishedMark } from '../../parts/published.js';
import { facts } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import { rightsOf, totalOf } from './question.js';

/** @param {{answer: any, found?: any, replaced?: string[]}} of */
export function result(of, form) {
  const { answer, found, replaced } = of;
  const rights = rightsOf(form, found);
  // Where S, sigma or q is typed, what was found says nothing of the amount that it makes: that one is never final.
  const isOfStored = found && !replaced;
  return html`<p class="large">${money(answer.amountPerRight, answer.currency)} <small>${t('amount.perRight')}</small></p>
    <p class="marks">${found ? html`${isOfStored ? status(found.status) : nothing} <span class="chip">${word('kind', found.kind)}</span>
        ${syntheticMark(found)}` : nothing}
      ${unpublishedMark()}<span class="chip">${t('price.notStored')}</span></p>
    ${isOfStored ? becomesFinal(found, { isStored: false }) : nothing}
    ${facts([
      [t('field.perShare'), money(answer.valuePerShare, answer.currency)],
      [t('price.unrounded'), `${answer.unroundedPerShare}`],
      rights ? [t('price.totalOf', { rights: count(rights) }), money(totalOf(of, form), answer.currency)] : undefined,
    ])}
    ${rights ? nothing : html`<p class="quiet">${t('price.noRights')}</p>`}
    ${found ? html`<h3>${t('price.found')}</h3>${inputs(found)}${replaced ? html`<p>${t('price.replaced', { symbols: replaced.map(symbol => symbol === 'sigma' ? 'σ' : symbol).join(', ') })}</p>` : nothing}` : nothing}`;
}

export const analysis = ({ answer }) => html`<section aria-labelledby="moves-title"><h2 id="moves-title">${t('value.sensitivity')}</h2>
  ${sensitivity(answer.sensitivity, answer.currency)}${greeks(answer.greeks)}</section>`;
