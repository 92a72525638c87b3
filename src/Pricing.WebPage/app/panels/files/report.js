// What became of a file.
import { html, nothing } from 'lit';
import { address } from '../../api/client.js';
import { count } from '../../parts/format.js';
import { to } from '../../parts/router.js';
import { advice, failureTexts, failuresOf, saidIn } from '../../parts/said.js';
import { has, t, word } from '../../words/words.js';
import '../../parts/download-button.js';

const group = 'fileReason';

/** The words for a reason in a file. */
export const fileReason = code => has(`${group}.${code}`) ? t(`${group}.${code}`) : word('reason', code);

/** Whether nothing of a file was taken, though it has a report. */
const isLeftOut = report => report.stored + report.unchanged + report.amended + report.waiting === 0;

/** How a file stands, in a word; and what is wrong with it, where its refused rows do not stand beside. */
export function outcome({ state, report, file }, { isBeside = false } = {}) {
  if (state === 'Kept') return html`<span class="chip open">${t('fileState.Kept')}</span>`;
  if (state === 'GivenUp') return html`<span class="chip bad">${t('fileState.GivenUp')}</span> <span class="exact">${saidIn(file.givenUpFor ?? '')}</span>`;
  if (!report) return html`<span class="chip">${t('fileState.Done')}</span>`;
  if (report.defect) return html`<span class="chip bad">${t(isLeftOut(report) ? 'files.notTaken' : 'files.partly')}</span> ${isBeside && report.rejected > 0 ? nothing : failureTexts(report.defect, group)}`;
  if (report.rejected > 0) return html`<span class="chip bad">${t(isLeftOut(report) ? 'files.notTaken' : 'files.withRefused')}</span>`;
  if (report.waiting > 0) return html`<span class="chip open">${t('files.withWaiting')}</span>`;
  return report.stored + report.amended === 0 && report.rows > 0 ? html`<span class="chip">${t('files.nothingNew')}</span>` : html`<span class="chip good">${t('files.taken')}</span>`;
}

/** That nothing of a file was taken, and what keeps a whole file out; what can be done about its reasons. @param {any} report @param {any[]} [refused] the reasons that are known */
export function meaning(report, refused = []) {
  if (!report || (!report.defect && !(report.rejected > 0))) return nothing;
  // What is no table has no header either.
  const codes = [...report.defect ? failuresOf(report.defect).filter(one => !['file', 'encoding'].includes(one.field)).map(one => one.code) : [], ...refused.map(one => one.code)];
  return html`${isLeftOut(report) ? html`<p><strong>${t('files.nothingTaken')}</strong> ${report.defect && report.rows > report.rejected && report.rejected > 0
      ? t('files.wholeOrNot', { rows: count(report.rows), refused: count(report.rejected) }) : nothing}</p>`
    : report.defect ? html`<p>${t('files.partlyTaken')}</p>` : nothing}
    ${advice(codes, 'fileAdvice')}`;
}

/** What a file holds; of one that no header names, that this is unknown. */
export const kindOf = ({ file, report }) => file.isKindUnknown && !(report?.rows > 0) ? 'unknown' : report?.kind ?? file.kind.toLowerCase();

/** Its counts, and what can be done about refused rows. */
export function counts(answer, isAlone = false) {
  const { report } = answer;
  if (!report) return nothing;
  return html`<ul class="summary">${['rows', 'stored', 'unchanged', 'amended', 'waiting', 'rejected'].map(name => html`<li><span class="count">${t(`files.${name}`)} <strong>${count(report[name])}</strong></span></li>`)}
      ${report.shares > 0 ? html`<li><span class="count">${t('files.shares')} <strong>${count(report.shares)}</strong></span></li>` : nothing}</ul>
    ${report.codes ? html`<p class="quiet">${report.codes}</p>` : nothing}
    ${report.notices ? html`<div class="becomes">${report.notices.split('\n').map(notice => html`<div>${saidIn(notice)}</div>`)}</div>` : nothing}
    <p class="row">${isAlone ? nothing : html`<a class="button" href=${to('files', answer.id)}>${t('files.details')}</a>`}
      ${report.rejected > 0 ? html`<download-button .url=${address('files', answer.id, 'rejects')} name="rejects.csv" label=${t('files.correct')}></download-button>` : nothing}</p>`;
}
