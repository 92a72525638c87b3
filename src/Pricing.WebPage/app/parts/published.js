// Which values are published: the mark beside an amount says it.
import { html } from 'lit';
import { address, all } from '../api/client.js';
import { t } from '../words/words.js';
import { to } from './router.js';

const key = (issuer, grantId, date, version) => [issuer, grantId, date, version].join('\n');

/**
 * Finds what is published.
 * @param {{issuer?: string, grant?: string}} of of an issuer or a grant alone
 * @returns {Promise<Map<string, any>>} by what `publicationOf` asks for
 */
export async function published(of, signal) {
  const list = await all(address('publications', { ...of, status: 'Published', limit: 1000 }), signal);
  return new Map(list.map(one => [key(one.issuer, one.content.grantId, one.content.measurementDate, one.content.valueVersion), one]));
}

/** That an amount was not published through this system; whether somebody published it elsewhere is not known here. */
export const unpublishedMark = () => html`<span class="chip unpublished" title=${t('mark.unpublishedHelp')}>${t('mark.unpublished')}</span>`;

/** The mark of a value: published, not published, or that this is not known. @param {Map<string, any>} [list] */
export function publicationMark(list, value) {
  if (!list) return html`<span class="chip unpublished">${t('mark.publicationUnknown')}</span>`;
  const one = list.get(key(value.issuer, value.grantId, value.measurementDate, value.version));
  return one
    ? html`<a class="chip good" href=${to('publications', one.issuer, one.number)}>${t('mark.published')}</a>`
    : unpublishedMark();
}
