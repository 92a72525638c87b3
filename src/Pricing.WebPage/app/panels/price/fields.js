// The fields of the panel: the terms of the right, and the six inputs, each stored or typed.

import { usualRules } from '../../parts/rules.js';

/**
 * @typedef {object} Field
 * @property {string} name as the API names it
 * @property {'text'|'date'|'number'|'percent'|'policy'} kind
 * @property {string} [section] of the release that the formula follows
 * @property {boolean} [required]
 */

/** The terms of the right. @type {Field[]} */
export const terms = [
  { name: 'issuer', kind: 'text' },
  { name: 'grant_id', kind: 'text', section: '(1)' },
  { name: 'security_code', kind: 'text', required: true },
  { name: 'allotment_date', kind: 'date', section: '(13)', required: true },
  { name: 'grant_date', kind: 'date' },
  { name: 'exercise_start', kind: 'date', section: '(5)', required: true },
  { name: 'exercise_end', kind: 'date', section: '(5)', required: true },
  { name: 'maximum_rights', kind: 'number', section: '(2)' },
  { name: 'allotted_rights', kind: 'number', section: '(15)' },
  { name: 'measured', kind: 'date' },
];

/** How many rights a total is of, where no terms are asked for. @type {Field} */
export const rights = terms.find(field => field.name === 'allotted_rights');

/** What every question needs. @type {Field[]} */
export const common = [
  { name: 'shares_per_right', kind: 'number', section: '(3)', required: true },
  { name: 'currency', kind: 'text', required: true },
  { name: 'policy', kind: 'policy', required: true },
];

/** The inputs: whether each is taken from what is stored, and what is typed otherwise. */
export const inputs = [
  { symbol: 'S', sources: ['stored', 'typed'], typed: { name: 'S', kind: 'number' } },
  { symbol: 'X', sources: ['typed'], typed: { name: 'exercise_price', kind: 'number', section: '(4)' } },
  { symbol: 'T', sources: ['dates', 'typed'], typed: { name: 'T', kind: 'number' } },
  { symbol: 'sigma', sources: ['stored', 'typed'], typed: { name: 'sigma', kind: 'percent' }, stored: [{ name: 'window_from', kind: 'date' }, { name: 'window_to', kind: 'date' }, { name: 'exclude', kind: 'text' }] },
  { symbol: 'r', sources: ['stored', 'typed'], typed: { name: 'r', kind: 'percent' } },
  { symbol: 'q', sources: ['stored', 'dividend', 'typed'], typed: { name: 'q', kind: 'percent' }, dividend: { name: 'dividend_per_share', kind: 'number' } },
];

/** The names of what a grant may state of its stored inputs. */
export const stated = inputs.flatMap(input => [...input.stored ?? [], ...input.dividend ? [input.dividend] : []]).map(field => field.name);

/** What stands in the fields at first. */
export const beginning = {
  currency: 'JPY', policy: usualRules, 'from.S': 'stored', 'from.X': 'typed', 'from.T': 'dates', 'from.sigma': 'stored', 'from.r': 'stored', 'from.q': 'stored',
};

/** Whether the terms are needed: no input is stored where all are typed. */
export const needsTerms = form => inputs.some(input => form[`from.${input.symbol}`] !== 'typed');

/**
 * The terms that are asked for; where all inputs are typed no more than the total needs. A grant date of its own stands there where the grant
 * that was begun with has one. @returns {Field[]}
 */
export const termsOf = form => [...needsTerms(form) ? terms.filter(field => field.name !== 'grant_date' || form.grant_date !== undefined) : [rights], ...common];

/** The fields that are shown, and so count. @returns {Field[]} */
export function shownFields(form) {
  return [
    ...termsOf(form),
    ...inputs.flatMap(input => {
      const from = form[`from.${input.symbol}`];
      if (from === 'typed') return [{ ...input.typed, required: true }];
      if (from === 'dividend') return [{ ...input.dividend, required: true }];
      return input.stored ?? [];
    }),
  ];
}

/** The names of fields that are still to be filled in. */
export const missing = form => shownFields(form).filter(field => field.required && !form[field.name]?.trim()).map(field => field.name);
