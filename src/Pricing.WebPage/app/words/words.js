// What the page says, in the language that was chosen, or else that of the browser.
import en from './en.json';
import ja from './ja.json';

const languages = { en, ja };
const name = 'pricing-language';

export const languageEvents = new EventTarget();

let current = localStorage.getItem(name) ?? (navigator.language.startsWith('ja') ? 'ja' : 'en');
document.documentElement.lang = current;

/** The language: `en` or `ja`. */
export const language = () => current;

export function setLanguage(chosen) {
  current = chosen;
  localStorage.setItem(name, chosen);
  document.documentElement.lang = chosen;
  languageEvents.dispatchEvent(new Event('language'));
}

/**
 * A text, with what stands in braces put in; of a count of one its own, where there is one.
 * @param {string} key
 * @param {Record<string, unknown>} [values]
 */
export function t(key, values = {}) {
  const text = (`${values.count}` === '1' ? languages[current][`${key}.one`] : undefined) ?? languages[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, part) => part in values ? `${values[part]}` : whole);
}

// A hole that is called a date holds one, and one that is called a number no blank; any other holds any text.
const dates = new Set(['date', 'from', 'on', 'to']);
const numbers = new Set(['least', 'limit', 'most', 'rate', 'years']);
const hole = name => `(?<${name}>${dates.has(name) ? '\\d{4}-\\d{2}-\\d{2}' : numbers.has(name) ? '[^\\s:;]+' : '.+?'})`;

const patterns = Object.entries(en).filter(([key]) => key.startsWith('said.') || key.startsWith('step.')).map(([key, text]) => ({
  key, pattern: new RegExp(`^${text.split(/\{(\w+)\}/).map((part, number) => number % 2 ? hole(part) : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('')}$`, 's'),
  // What is said at the greatest length is the most exact.
  length: text.replace(/\{\w+\}/g, '').length, isOpen: text.endsWith('}'),
})).sort((one, other) => other.length - one.length);

/** The sentences of the program that the languages have words for, as patterns of the English ones. */
export const sentences = () => patterns;

/** Whether there is such a text. */
export const has = key => key in languages[current];

/** The word for a name of the API, such as a status or a reason; the name itself where there is none. */
export const word = (group, value) => has(`${group}.${value}`) ? t(`${group}.${value}`) : `${value ?? ''}`;
