// The terms as a grant file, to be kept and taken in.
import { grantRow } from '../../parts/grant-columns.js';
import { t } from '../../words/words.js';
import { grantOf } from './question.js';

/** @returns {{name: string, blob: Blob}} */
export function grantFile(form) {
  const grant = grantOf(form);
  if (grant.rate_source === 'typed') grant.rate_source = t('price.typedSource');
  return grantRow(`${grant.issuer} ${grant.grant_id}`, grant);
}
