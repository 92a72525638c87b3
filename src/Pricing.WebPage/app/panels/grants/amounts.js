// A value as it is read first: the amount large, what it stands on beside it.
import { html, nothing } from 'lit';
import { amount, count, money } from '../../parts/format.js';
import { becomesFinal, marks } from '../../parts/marks.js';
import { to } from '../../parts/router.js';
import { advice, failureTexts, failuresOf } from '../../parts/said.js';
import { facts } from '../../parts/table.js';
import { t } from '../../words/words.js';
import { olderTerms } from './standing-terms.js';
import './replaced-since.js';

const termsOf = ({ grantVersion }, grant) => {
  const reason = grant?.versions.find(version => version.version === grantVersion)?.amendReason;
  return html`${t('amount.version', { version: grantVersion })}${reason ? html` <small>${reason}</small>` : nothing}`;
};

/** @param {any} value a stored value
 * @param {Map<string, any>} [list] what is published
 * @param {{grant?: any, isSuperseded?: boolean, more?: unknown}} [beside] grant: as it is stored, to say of which terms the value is, and, where no newer version of the value
 * stands, whether others stand since */
export function amounts(value, title, list, { grant, isSuperseded, more } = {}) {
  return html`<section class="amounts" aria-labelledby="amount-title">
    <h2 id="amount-title">${title}</h2>
    ${value.status === 'Failed'
      ? html`<p>${marks(value, list)}</p><p>${failureTexts(value.failures)}</p>${advice(failuresOf(value.failures).map(one => one.code))}
        <p><a href=${to('files')}>${t('nav.files')}</a> · <a href=${to('dates', value.runDate, { ask: 'again' })}>${t('ask.againTitle')}</a></p>`
      : html`<p class="large">${money(value.amountPerRight, value.currency)} <small>${t('amount.perRight')}</small></p>
        <p>${marks(value, list)}</p>
        ${becomesFinal(value)}
        ${grant && !isSuperseded ? olderTerms(grant, value) : nothing}
        ${isSuperseded ? nothing : html`<replaced-since .value=${value}></replaced-since>`}
        ${value.basisInDoubt ? html`<p class="becomes">${t('mark.doubt')}: <span lang="en">${value.basisInDoubt}</span></p>` : nothing}
        ${facts([
          value.grantVersion ? [t('value.terms'), termsOf(value, grant)] : undefined,
          [t('field.perShare'), money(value.valuePerShare, value.currency)],
          [t('field.sharesPerRight'), amount(value.sharesPerRight)],
          [value.isPlanned ? t('amount.rightsPlanned') : t('field.rightsOutstanding'), count(value.rightsOutstanding)],
          [value.isPlanned ? t('amount.totalPlanned') : t('field.total'), money(value.total, value.currency)],
          !value.isPlanned && value.plannedRights && value.plannedRights !== value.rightsOutstanding
            ? [t('amount.totalOfPlanned', { rights: count(value.plannedRights) }), money(value.plannedTotal, value.currency)] : undefined,
          value.increment ? [t('amount.increment'), money(value.increment, value.currency)] : undefined,
          value.grantDateAmount ? [t('amount.grantDate'), money(value.grantDateAmount, value.currency)] : undefined,
        ])}`}
    <p>${more ?? nothing}</p>
  </section>`;
}
