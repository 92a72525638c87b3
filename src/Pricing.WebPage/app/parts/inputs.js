// The inputs of a value.
import { html, nothing } from 'lit';
import { t } from '../words/words.js';
import { wholeDates } from './dates.js';
import { amount, count, percent, quotient, years } from './format.js';
import { to } from './router.js';
import { facts } from './table.js';

/** The six inputs, each with where it came from. */
export const inputs = value => facts([
  [t('input.S'), html`${amount(value.sharePrice)} <small>${wholeDates(value.sharePriceDate)}</small>`],
  [t('input.X'), amount(value.exercisePrice)],
  [t('input.T'), t('input.years', { years: years(value.years) })],
  value.volatility === undefined ? undefined
    : [t('input.sigma'), html`${percent(value.volatility, 2)} <small>${wholeDates(value.window.replace('..', ' – '))}, ${t('input.returns', { count: count(value.returns) })}${value.windowLimit
      ? html`, ${t(`input.limit.${value.windowLimit}`, { years: value.windowYears, of: years(value.years) })}` : nothing}</small>`],
  [t('input.r'), html`${percent(value.riskFreeRate)} <small>${wholeDates([value.rateSource, value.curveDate].filter(Boolean).join(', '))}</small>${otherTenor(value)}`],
  [t('input.q'), html`${percent(value.dividendYield, 4)} <small>${value.dividendYield}</small>`],
  [t('field.rules'), html`<a href=${to('rules', { rules: value.policy })}>${value.policy}</a> (${t('amount.version', { version: value.policyVersion })})`],
  value.meantReason ? [t('term.meant_reason'), value.meantReason] : undefined,
]);

// Between two yields r is made of both; where one alone stands for another term, the curve holds no nearer one.
function otherTenor({ rateSource, curveDate, years: of }) {
  const [, tenor] = /^([\d.]+)y$/.exec(rateSource ?? '') ?? [];
  return tenor && curveDate && Math.abs(Number(tenor) - quotient(of)) >= 1 ? html` <span class="chip open">${t('input.otherTenor', { tenor })}</span>` : nothing;
}
