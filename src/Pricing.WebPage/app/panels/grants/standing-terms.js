// Which version of a grant's terms an amount rests on, and whether another one stands since.
import { html, nothing } from 'lit';
import { save } from '../../api/download.js';
import { grantRow } from '../../parts/grant-columns.js';
import { to } from '../../parts/router.js';
import { t } from '../../words/words.js';
import { changes } from './terms.js';

/** The version of the terms that stands for a date: before a change of terms the last one before it. @param {any} grant as the API answers it */
export function versionOn(grant, date) {
  const later = grant.versions.filter(version => version.inForceFrom > date).toSorted((one, other) => one.version - other.version)[0];
  return later ? later.version - 1 : grant.version;
}

/** That a value rests on terms that were amended since: what changed, and what to do; nothing where it rests on those that stand. */
export function olderTerms(grant, value) {
  const stands = versionOn(grant, value.measurementDate);
  // A value that failed before its terms were found names none.
  if (value.grantVersion === stands || value.grantVersion === 0) return nothing;

  const [now, before] = [stands, value.grantVersion].map(number => grant.versions.find(version => version.version === number));
  return html`<div class="becomes older-terms" role="note"><p><span class="chip open">${t('terms.older')}</span>
      ${t('terms.olderLong', { valued: value.grantVersion, stands })} <a href=${to('dates', value.runDate, { ask: 'again' })}>${t('terms.valueAgain')}</a></p>
    ${now && before ? html`${now.amendReason ? html`<p>${t('field.why')}: ${now.amendReason}</p>` : nothing}${changes(now, before)}` : nothing}</div>`;
}

/** The terms as a file to amend: the row that is stored, with the version that it amends and room for the reason. */
export const amend = grant => html`<p class="row"><button type="button" @click=${() => saveTerms(grant)}>${t('terms.amend')}</button></p>
  <p class="quiet control">${t('terms.amendHelp')} <a href=${to('files')}>${t('nav.files')}</a></p>`;

function saveTerms({ issuer, grantId, version, terms }) {
  const { name, blob } = grantRow(`${issuer} ${grantId} ${t('terms.amendFile', { version })}`, { ...terms, amends: version, amend_reason: '', modification_date: '' });
  save(blob, name);
}
