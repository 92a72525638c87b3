// The inputs of a value.
import { html, nothing } from 'lit';
import { t } from '../words/words.js';
import { wholeDates } from './dates.js';
import { amount, count, percent, years } from './format.js';
import { to } from './router.js';
import { facts } from './table.js';

// Terms as a value states them, 7y, 8y or 5y..10y Linear.
const terms = text => [...text.matchAll(/(\d+(?:\.\d+)?)y/g)].map(([, term]) => t('input.years', { years: term })).join(t('price.and'));

/** The six inputs, each with where it came from. */
export const inputs = value => facts([
  [t('input.S'), html`${amount(value.sharePrice)} <small>${wholeDates(value.sharePriceDate)}</small>`],
  [t('input.X'), amount(value.exercisePrice)],
  [t('input.T'), t('input.years', { years: years(value.years) })],
  value.volatility === undefined ? undefined
    : [t('input.sigma'), html`${percent(value.volatility, 2)} <small>${wholeDates(value.window.replace('..', ' – '))}${t('price.and')}${t('input.returns', { count: count(value.returns) })}${value.windowLimit
      ? html`${t('price.and')}${t(`input.limit.${value.windowLimit}`, { years: value.windowYears, of: years(value.years) })}` : nothing}</small>`],
  [t('input.r'), html`${percent(value.riskFreeRate)} <small>${wholeDates([tenors(value.rateSource), value.curveDate].filter(Boolean).join(t('price.and')))}${value.missingTenors
    ? html`${t('price.and')}<strong>${t('input.missingTenors', { missing: terms(value.missingTenors), taken: terms(value.rateSource) })}</strong>` : nothing}</small>`],
  [t('input.q'), html`${percent(value.dividendYield, 4)} <small>${value.dividendYield}</small>`],
  [t('field.rules'), html`<a href=${to('rules', { rules: value.policy })}>${value.policy}</a> (${t('amount.version', { version: value.policyVersion })})`],
  value.meantReason ? [t('term.meant_reason'), value.meantReason] : undefined,
]);

// The yields that a rate is of, 15y or 10y..15y Linear; what a person stated stays as it is.
const tenors = source => /^[\d.]+y(\.\.[\d.]+y \w+)?$/.test(source ?? '')
  ? source.replace(/([\d.]*\d)y/g, (_, years) => t('input.years', { years })).replace('..', ' – ').replace(/Linear$/, t('settingValue.linear')) : source;
