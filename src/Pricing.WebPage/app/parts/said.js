// What the program says of a field: its English sentences, with fields in the page's words, and in the other language where it knows them.
import { html, nothing } from 'lit';
import { has, language, sentences, t, word } from '../words/words.js';

/** A field in words, however a file joins the words of its name; its name where there is none. */
export function fieldName(name) {
  const key = [`term.${name}`, `name.${name}`, `name.${name.toLowerCase().replaceAll('_', '')}`].find(has);
  return key ? t(key) : name;
}

/**
 * A sentence of the program as the page says it: where it speaks of a door that is not the page's, in the page's own words; in the language of
 * the page, where that has the sentence; names of fields in words.
 * @returns {{text: string, isOwn: boolean}} isOwn: whether that is the language of the page
 */
export function said(sentence) {
  // The field stands before the sentence already.
  const bare = sentence.replace(/ \(column [^()]+\)$/, '');
  const found = translated(bare);
  return { text: (found ?? bare).replace(/\b[a-z]+(?:_[a-z]+)+\b/g, fieldName).replace(/\(docs\/files\.md\)/g, t('files.seeKinds')), isOwn: found !== undefined || language() === 'en' };
}

function translated(text) {
  for (const { pattern, key, isOpen } of sentences()) {
    const found = pattern.exec(text);
    if (!found) continue;
    // A hole at the end takes in whatever stands behind, which may be a sentence by itself.
    const both = isOpen ? joined(text) : undefined;
    if (both !== undefined) return both;
    const parts = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, part]) => [name, translated(part) ?? ofPart(part)]));
    const own = key.replace('said.', 'here.');
    return own !== key && has(own) ? t(own, parts) : language() === 'en' ? text : t(key, parts);
  }
  return placed(text) ?? joined(text);
}

// A column is named in both languages, with a slash between.
const bothNames = /\b[A-Za-z_]+ \/ (?=[\p{Script=Han}\p{Script=Katakana}])/gu;

// What stands in a sentence may be one by itself, a word of the program, a field, a figure with its date, or dates.
function ofPart(part) {
  const key = [`part.${part}`, `encoding.${part}`, `role.${part}`, `fileKind.${part.toLowerCase()}`, `publicationStatus.${part}`].find(has);
  if (key) return t(key);
  return fieldName(language() === 'ja' ? part.replace(bothNames, '') : part)
    .replace(/(\S+) of (\d{4}-\d{2}-\d{2})/g, (_, price, date) => t('format.on', { price, date }))
    .replace(/(\d{4}-\d{2}-\d{2}) to (\d{4}-\d{2}-\d{2})/g, (_, from, to) => t('format.span', { from, to }));
}

// The row, the date or the share that a sentence is of stands before it.
const place = /^(?:line (?<row>\d+)|(?<date>\d{4}-\d{2}-\d{2})|(?<code>[1-9][\dA-Z]\d[\dA-Z]\d?)(?: on (?<on>\d{4}-\d{2}-\d{2}))?): (?<rest>.+)$/s;

function placed(text) {
  const { row, date, code, on, rest } = place.exec(text)?.groups ?? {};
  const known = rest && translated(rest);
  if (known === undefined) return undefined;
  if (language() === 'en') return text.slice(0, -rest.length) + known;
  const where = row ? t('files.atRow', { row }) : on ? t('place.share', { code, date: on }) : t('place.before', { place: date ?? code });
  return where + known;
}

// Two sentences in one, each of which is known by itself.
function joined(text) {
  for (const { index, 0: mark } of text.matchAll(/; |: /g)) {
    const first = translated(text.slice(0, index));
    const next = first === undefined ? undefined : translated(text.slice(index + mark.length));
    if (next === undefined) continue;
    return language() === 'en' ? first + mark + next : mark === '; ' ? t('place.next', { first, next }) : t('place.before', { place: first }) + next;
  }
  return undefined;
}

/** A sentence of the program, and of which language it is, for readers by ear. */
export function saidIn(sentence) {
  const { text, isOwn } = said(sentence);
  return html`<span lang=${isOwn ? nothing : 'en'}>${text}</span>`;
}

const exact = (place, field, value, reason) => html`<span class="exact">${place}${fieldName(field)}${value === '' ? '' : ` ${word(field, value)}`}: ${saidIn(reason)}</span>`;

/** What the program says in one sentence, perhaps of a field: `code=99990: no close of it is stored`. */
export function detail(text) {
  const [, field, value, reason] = /^(\w+)=(.*?): (.*)$/s.exec(text) ?? [];
  return reason ? exact('', field, value, reason) : saidIn(text);
}

/** One failure: its reason in words, then the exact one. @param {{code: string, field: string, value: string, reason: string}} failure */
export const failureText = failure => html`${word('reason', failure.code)} ${exact('', failure.field, failure.value, failure.reason)}`;

/**
 * Failures that are stored as text: `Code field=value: reason; Code ...`, taken apart.
 * @returns {Array<{place: string, code: string, field: string, value: string, reason: string}>}
 */
export const failuresOf = text => text.split(/; (?=[A-Z][A-Za-z0-9]+ )/).filter(Boolean).map(one => {
  const [, line, cell, code = '', rest] = /^(?:line (\d+): )?(?:cell (\w+): )?([A-Z]\w*(?= ))? ?(.*)$/s.exec(one);
  const [, field = '', value = '', reason = rest] = /^([\p{L}\p{N}_. /-]*?)=(.*?): (.*)$/su.exec(rest) ?? [];
  return { place: line ? t('files.atRow', { row: line }) : cell ? t('files.atCell', { cell }) : '', code, field, value, reason };
});

/** Failures that are stored as text, each on a line of its own. @param {string} text @param {string} [group] words for the codes, of files others */
export const failureTexts = (text, group = 'reason') => failuresOf(text).map(({ place, code, field, value, reason }) => html`<span class="failure">
  ${has(`${group}.${code}`) ? t(`${group}.${code}`) : word('reason', code)} ${exact(place, field, value, reason)}</span>`);

/** What can be done about failures, each advice once. @param {Iterable<string>} codes @param {string} [group] */
export function advice(codes, group = 'advice') {
  const texts = [...new Set(codes)].filter(code => has(`${group}.${code}`)).map(code => t(`${group}.${code}`));
  return texts.length === 0 ? nothing : html`<ul class="advice">${texts.map(text => html`<li>${text}</li>`)}</ul>`;
}
