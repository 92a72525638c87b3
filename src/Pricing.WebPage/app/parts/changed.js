// Which inputs of a value moved between two versions of it, from what to what.
import { html } from 'lit';
import { t, word } from '../words/words.js';
import { amount, percent, years } from './format.js';

const asIs = text => `${text}`;
const inPercent = text => percent(text, 6);

// Each input by its name in a value. What only follows from them is none.
const inputs = {
  sharePrice: ['input.S', amount],
  exercisePrice: ['input.X', amount],
  years: ['input.T', text => years(text, 6)],
  volatility: ['input.sigma', inPercent],
  window: ['name.window', asIs],
  returns: ['volatility.returns', amount],
  riskFreeRate: ['input.r', inPercent],
  curveDate: ['changed.curveDate', asIs],
  dividendYield: ['input.q', inPercent],
  sharesPerRight: ['field.sharesPerRight', amount],
  rightsOutstanding: ['field.rightsOutstanding', amount],
  plannedRights: ['amount.rightsPlanned', amount],
  grantVersion: ['changed.grantVersion', asIs],
  status: ['field.status', text => word('status', text)],
  policy: ['field.rules', asIs],
  policyVersion: ['changed.policyVersion', asIs],
  isSynthetic: ['mark.synthetic', text => `${text}` === 'true' ? t('files.yes') : '–'],
};

const isNothing = text => text === undefined || text === null || text === '';

/** Whether a difference of this name is one of an input. */
export const isInput = name => name in inputs;

/** What moved: the name of an input, what it was and what it is, with as many digits as it takes to see that. */
export function changed(name, before, after) {
  const [label, written] = inputs[name];
  const texts = [before, after].map(text => isNothing(text) ? '–' : written(text));
  const [from, to] = texts[0] === texts[1] ? [before, after] : texts;
  return html`<div>${t(label)}: ${from} → ${to}</div>`;
}

/** Every input that is another one in a value than in the one before it. */
export const changedInputs = (before, after) => Object.keys(inputs)
  .filter(name => (isNothing(before[name]) ? '' : `${before[name]}`) !== (isNothing(after[name]) ? '' : `${after[name]}`))
  .map(name => changed(name, before[name], after[name]));
