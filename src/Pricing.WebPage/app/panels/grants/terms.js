// The terms of a grant, and their versions with the file that brought each.
import { html, nothing } from 'lit';
import { amount, moment, shareCode } from '../../parts/format.js';
import { hash } from '../../parts/hash.js';
import { to } from '../../parts/router.js';
import { facts, table } from '../../parts/table.js';
import { has, t } from '../../words/words.js';

const amounts = new Set(['exercise_price', 'shares_per_right', 'maximum_rights', 'allotted_rights', 'dividend_per_share']);
const free = new Set(['allottees', 'meant_reason', 'amend_reason', 'rate_source']);

const name = column => has(`term.${column}`) ? t(`term.${column}`) : column;

const shownTerm = (column, text) => amounts.has(column) ? amount(text)
  : column === 'security_code' ? shareCode(text)
  : free.has(column) ? `${text}` : `${text}`.split(';').map(part => has(`termValue.${part}`) ? t(`termValue.${part}`) : part).join(t('price.and'));

/** @param {Record<string, string>} terms by the columns of a grant file */
export const terms = terms => facts(Object.entries(terms)
  .filter(([column]) => column !== 'title' && column !== 'issuer' && column !== 'grant_id')
  .map(([column, text]) => [name(column), shownTerm(column, text)]));

export const versions = list => table({
  caption: t('grant.versions'), quiet: true, rows: list, columns: [
    { label: t('field.version'), head: true, cell: version => version.version },
    { label: t('grant.storedAt'), cell: version => moment(version.storedAt) },
    { label: t('grant.inForceFrom'), cell: version => version.inForceFrom ?? '' },
    { label: t('field.why'), cell: version => version.amendReason ?? '' },
    { label: t('grant.changed'), cell: version => changes(version, list.find(other => other.version === version.version - 1)) },
    { label: t('grant.fromFile'), cell: version => version.source ? html`<a href=${to('files', version.source.file)}>${version.source.name ?? version.source.file.slice(0, 12)}</a>${t('price.and')}${t('grant.line', { line: version.source.line })}${version.source.who ? html` <small>${version.source.who}</small>` : nothing}` : '' },
    { label: t('grant.termsHash'), cell: version => hash(version.termsHash) },
  ] });

/** What one version of the terms says otherwise than another. */
export function changes(version, before) {
  if (!before) return '';
  const columns = [...new Set([...Object.keys(before.terms), ...Object.keys(version.terms)])].filter(column => before.terms[column] !== version.terms[column]);
  return columns.map(column => html`<div>${name(column)}: ${shownTerm(column, before.terms[column] ?? '–')} → ${shownTerm(column, version.terms[column] ?? '–')}</div>`);
}
