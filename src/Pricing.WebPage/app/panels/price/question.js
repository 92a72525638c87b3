// What is asked for: the terms with what is stored, or the six inputs as they were typed.
import { address, post } from '../../api/client.js';
import { fraction, inPercent, plainNumber, times, today } from '../../parts/format.js';
import { common, inputs, needsTerms, stated, terms } from './fields.js';

const analyses = { greeks: true, sensitivity: true };
// The API reads a quotient of terms up to this one; a yield of longer ones is written with so many decimals.
const largestTerm = 10n ** 12n;
const places = 20;

// The columns of a grant that stand in fields of the panel.
const shown = new Set([
  ...[...terms, ...common].map(field => field.name),
  ...stated, 'exercise_price', 'expected_remaining_years', 'risk_free_rate', 'rate_source', 'meant_reason',
]);
// What a stored grant states of itself alone: another grant that is made of its terms has other names, persons and sources.
const own = new Set(['title', 'allottees', 'allotted_confirmed_on', 'succeeds']);
const windowOf = inputs.find(input => input.symbol === 'sigma').stored.map(field => field.name);
const identity = ['issuer', 'grant_id', 'allotment_date', 'maximum_rights', 'allotted_rights'];

// What the stored grant that the fields began with states beside them.
function beside({ known = {}, ...form }) {
  const isItself = identity.every(name => (form[name] ?? '') === (known[name] ?? ''));
  return Object.fromEntries(Object.entries(known).filter(([name]) => !shown.has(name) && (isItself || !own.has(name))));
}

// A rate keeps its source while it is the one that is stored.
const sourceOf = ({ known = {}, r }) => known.risk_free_rate && r === inPercent(known.risk_free_rate) ? known.rate_source ?? 'typed' : 'typed';

/** The terms as a row of a grant file. */
export function grantOf(form) {
  const window = form['from.sigma'] === 'stored' ? windowOf : [];
  const optional = Object.fromEntries(['grant_date', ...window, 'meant_reason'].filter(name => form[name]).map(name => [name, form[name]]));
  return {
    issuer: form.issuer || '-',
    grant_id: form.grant_id || '-',
    security_code: form.security_code,
    currency: form.currency,
    allotment_date: form.allotment_date,
    exercise_start: form.exercise_start,
    exercise_end: form.exercise_end,
    exercise_price: plainNumber(form.exercise_price),
    shares_per_right: plainNumber(form.shares_per_right),
    maximum_rights: plainNumber(form.maximum_rights || form.allotted_rights || '1'),
    allotted_rights: plainNumber(form.allotted_rights || form.maximum_rights || '1'),
    policy: form.policy,
    expected_remaining_years: form['from.T'] === 'dates' ? 'midpoint' : plainNumber(form.T),
    ...optional,
    ...form['from.q'] === 'dividend' ? { dividend_per_share: plainNumber(form.dividend_per_share) } : {},
    ...form['from.r'] === 'typed' ? { risk_free_rate: fraction(form.r), rate_source: sourceOf(form) } : {},
    ...beside(form),
  };
}

/**
 * Asks for the value. Where S, sigma or q is typed and another input is stored, the stored ones are found first.
 * @returns {Promise<{answer: any, found?: any, replaced?: string[], used: Record<string, string>}>} used: the inputs of the formula
 */
export async function price(form, signal) {
  const asked = ['S', 'sigma', 'q'].filter(symbol => form[`from.${symbol}`] === 'typed');
  if (!needsTerms(form)) {
    const used = { X: plainNumber(form.exercise_price), shares: plainNumber(form.shares_per_right), S: plainNumber(form.S), T: plainNumber(form.T), sigma: fraction(form.sigma), r: fraction(form.r), q: fraction(form.q) };
    return { answer: await post(address('price'), { ...plain(form), ...used, ...analyses }, signal), used };
  }

  const granted = form.grant_date || form.allotment_date;
  const date = form.measured || (granted > today() ? today() : granted);
  const found = await post(address('price'), { grant: grantOf(form), date, ...asked.length > 0 ? {} : analyses }, signal);
  const used = {
    X: found.exercisePrice,
    shares: found.sharesPerRight,
    S: asked.includes('S') ? plainNumber(form.S) : found.sharePrice,
    T: found.years,
    sigma: asked.includes('sigma') ? fraction(form.sigma) : found.volatility,
    r: found.riskFreeRate,
    q: asked.includes('q') ? fraction(form.q) : asked.includes('S') ? yieldOn(withoutUnit(form.S), found) : found.dividendYield,
  };
  return asked.length === 0 ? { answer: found, found, used } : { answer: await post(address('price'), { ...plain(form), ...used, ...analyses }, signal), found, replaced: asked, used };
}

/** How many rights the total is of; empty where that is not typed. @returns {string} */
export function rightsOf(form, found) {
  const typed = [form.allotted_rights, needsTerms(form) ? form.maximum_rights : ''].map(plainNumber).find(Boolean) ?? '';
  return /^[1-9]\d*$/.test(typed) ? `${found?.rightsOutstanding ?? typed}` : '';
}

/** The total of those rights: as it was answered, or else the amount times their number; empty where that is not typed. @returns {string} */
export function totalOf({ answer, found, replaced }, form) {
  const rights = rightsOf(form, found);
  return rights === '' ? '' : found && !replaced ? found.total : times(answer.amountPerRight, rights);
}

const plain = form => ({
  currency: form.currency, policy: form.policy, ...form.meant_reason ? { meant_reason: form.meant_reason } : {},
});

const whole = text => BigInt(times(text, 10n ** 28n));
const divisor = (a, b) => b === 0n ? a : divisor(b, a % b);

// The API reads a price with its unit, such as a yen sign, too.
const withoutUnit = text => plainNumber(`${text}`.normalize('NFKC').replace(/^[^\d.+-]+|[^\d.]+$/g, ''));

// D stays where S is typed. The yield found may be a quotient of another basis than that of S, so D is what it makes of the S found.
function yieldOn(price, { dividendYield, sharePrice }) {
  // A price that is none is refused as S, and not as q too.
  if (!/^\d+(\.\d{1,28})?$/.test(price) || Number(price) === 0) return dividendYield;
  const [yielded, over = '1'] = dividendYield.split('/');
  const [above, below] = [whole(yielded) * whole(sharePrice), whole(over) * whole(price)];
  const common = divisor(above, below);
  const terms = [above / common, below / common];
  if (terms.every(term => term <= largestTerm)) return terms.join('/');
  const digits = `${above * 10n ** BigInt(places) / below}`.padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** The field of the panel that a failure of the API is about. */
export const fieldOf = name => ({
  X: 'exercise_price', shares: 'shares_per_right', expected_remaining_years: 'T', risk_free_rate: 'r', measurement_date: 'measured', date: 'measured', rate_source: 'r',
}[name] ?? name);
