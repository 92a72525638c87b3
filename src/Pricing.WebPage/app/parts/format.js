// How figures, dates and times are written. Amounts are exact decimals as text, and stay so.
import { language, t } from '../words/words.js';

const japan = 'Asia/Tokyo';

/** A number with the minus sign of a number, and not a hyphen. */
export const minus = text => `${text}`.replaceAll('-', '−');

/** An exact decimal with its digits grouped: `57583000` is `57,583,000`. */
export function amount(text) {
  if (text === undefined || text === null || text === '') return '';
  const [whole, fraction] = `${text}`.split('.');
  const grouped = minus(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction ? `${grouped}.${fraction}` : grouped;
}

/** An amount with its currency. */
export const money = (text, currency) => text === '' || text === undefined || text === null ? ''
  : currency === 'JPY' ? t('format.yen', { amount: amount(text) }) : `${amount(text)} ${currency ?? ''}`;

/** A word at the head of a column: with a capital, where its script has them. */
export const heading = word => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A text of an exact decimal times a whole number, digit by digit.
 * @param {string} text
 * @param {string|number} count
 */
export function times(text, count) {
  const [whole, fraction = ''] = `${text}`.split('.');
  const digits = `${BigInt(whole + fraction) * BigInt(count)}`;
  if (fraction === '') return digits;
  const padded = digits.padStart(fraction.length + 1, '0');
  return `${padded.slice(0, -fraction.length)}.${padded.slice(-fraction.length)}`.replace(/\.?0+$/, '');
}

/** A change, with its sign: `+50,200`, `−9,600`, `±0`. */
export const signed = (change, written = amount) => Number(change) === 0 ? `±${written('0')}` : `${Number(change) > 0 ? '+' : '−'}${written(`${change}`.replace('-', ''))}`;

/** A count. */
export const count = number => amount(`${number ?? 0}`);

/** A fraction in percent: `0.01275` is `1.275 %`. Digits beyond those asked for are rounded. */
export function percent(fraction, digits = 3) {
  if (fraction === undefined || fraction === null || fraction === '') return '';
  const number = quotient(fraction) * 100;
  return `${minus(Number(number.toFixed(digits)))} %`;
}

// A number as the API reads one: with a sign, commas between groups of three digits, and digits on one side of its point at least.
const number = /^([+-]?)(\d+|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.(\d*))?$/;

// The characters of full width and the minus signs that the API takes for those of ASCII.
const folded = typed => `${typed ?? ''}`.normalize('NFKC').replace(/[\u2010-\u2013\u2212]/g, '-').trim();

/** A number as it is typed, in one form: `2,000` and `２０００` are `2000`, `.5` is `0.5`, `+1.` is `1`. What is no number stays as it is. */
export function plainNumber(typed) {
  const [, sign, whole, part] = number.exec(folded(typed)) ?? [];
  return whole || part ? `${sign.replace('+', '')}${(whole ?? '0').replaceAll(',', '')}${part ? `.${part}` : ''}` : typed;
}

/**
 * What is typed in percent, as a fraction: `1.275` is `0.01275`, digit by digit. A quotient is a fraction itself. What is no number is sent
 * with its sign of percent, so that the API, which refuses it, can never read it as a fraction.
 */
export function fraction(percentText) {
  const typed = folded(percentText);
  if (typed.includes('/')) return typed;
  const bare = typed.replace(/\s*%$/, '');
  const text = plainNumber(bare);
  const [, base, power] = /^(.+)e([+-]?\d+)$/i.exec(bare) ?? [];
  if (number.test(base)) return `${plainNumber(base)}e${Number(power) - 2}`;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return bare === '' ? '' : `${bare}%`;
  const negative = text.startsWith('-');
  const [whole, part = ''] = text.replace('-', '').split('.');
  const digits = whole.padStart(3, '0');
  const value = `${digits.slice(0, -2)}.${digits.slice(-2)}${part}`.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
  return (negative ? '-' : '') + value;
}

/** A fraction as it is typed in percent: `0.01275` is `1.275`, digit by digit. */
export function inPercent(fractionText) {
  const [whole, part = ''] = `${fractionText}`.split('.');
  const digits = part.padEnd(2, '0');
  return `${whole}${digits.slice(0, 2)}.${digits.slice(2)}`.replace(/\.$/, '').replace(/^(-?)0+(?=\d)/, '$1');
}

/** A number that may be a quotient, such as `18.75/3505`. */
export function quotient(text) {
  const [above, below] = `${text}`.split('/').map(Number);
  return below ? above / below : above;
}

/** Years that may be a quotient of days: `5480/365` is `15.0137`. Digits beyond those asked for are rounded. */
export function years(text, digits = 4) {
  if (text === undefined || text === null || text === '') return '';
  const number = quotient(text);
  return Number.isNaN(number) ? `${text}` : `${Number(number.toFixed(digits))}`;
}

/** A number for people, with so many digits after the point at the most. */
export const figure = (number, digits = 4) => number === undefined || number === null || number === '' ? ''
  : minus(new Intl.NumberFormat('en', { maximumFractionDigits: digits }).format(Number(number)));

/** A security code as people write it: the four characters of an ordinary share. */
export const shareCode = code => /^[\dA-Z]{4}0$/.test(code ?? '') ? code.slice(0, 4) : code ?? '';

/** A moment, in Japan's time. */
export const moment = text => text
  ? `${new Intl.DateTimeFormat('sv', { timeZone: japan, dateStyle: 'short', timeStyle: 'short' }).format(new Date(text))} JST`.replaceAll(' ', '\u00a0')
  : '';

/** The date so many days after another, as `2013-07-11`. */
export const daysAfter = (date, days) => new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Today in Japan, as `2013-07-11`. */
export const today = () => new Intl.DateTimeFormat('sv', { timeZone: japan, dateStyle: 'short' }).format(new Date());

/** A date with its weekday. */
export const dateWithDay = text => text ? `${text} (${new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${text}T00:00Z`))})` : '';

/** A month with its year, as the language writes it. */
export const monthName = month => new Intl.DateTimeFormat(language(), { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00Z`));

/** A file's size. */
export const size = bytes => bytes < 1000 ? `${bytes} B` : bytes < 1_000_000 ? `${figure(bytes / 1000, 1)} kB` : `${figure(bytes / 1_000_000, 1)} MB`;
