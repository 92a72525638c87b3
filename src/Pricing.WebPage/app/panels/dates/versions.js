// The valuations of a date.
import { html, nothing } from 'lit';
import { count, heading, moment } from '../../parts/format.js';
import { runStatus } from '../../parts/marks.js';
import { to } from '../../parts/router.js';
import { askerOf, isLeftOpen, isSame, whyOf } from '../../parts/runs.js';
import { saidIn } from '../../parts/said.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

/** @param {any[]} runs @param {number} [shownVersion] @param {any} [stopping] the one that is asked to stop and has not */
export const versions = (runs, shownVersion, stopping) => table({
  caption: t('dates.versions'),
  quiet: true,
  rows: runs,
  mark: run => run.version === shownVersion ? 'chosen' : '',
  columns: [
    { label: t('field.version'), head: true, cell: run => run.status === 'Completed'
      ? html`<a href=${to('dates', run.date, run.version)}>${run.version}</a>` : run.version },
    { label: t('field.status'), cell: run => html`${runStatus(run, { isStopping: isSame(stopping, run), isClosed: !isLeftOpen(run, runs) })}${run.status === 'Cancelled' && run.cancelReason ? html` <small>${t('progress.stoppedBy', { who: run.cancelledBy ?? '', reason: run.cancelReason })}</small>` : nothing}${run.failureReason ? html` <span class="exact">${saidIn(run.failureReason)}</span>` : nothing}${run.waivedBy ? html` <small>${t('waive.by', { who: run.waivedBy, reason: run.waiveReason })}</small>` : nothing}` },
    { label: t('field.why'), cell: run => html`${whyOf(run)}${run.issuers ? html` <small>${run.issuers}</small>` : nothing}` },
    { label: t('field.who'), cell: askerOf },
    { label: t('dates.stored'), number: true, cell: run => run.status === 'Completed' ? count(run.rows) : '' },
    { label: t('dates.unchanged'), number: true, cell: run => run.status === 'Completed' ? count(run.unchanged) : '' },
    { label: heading(t('status.Failed')), number: true, cell: run => run.status === 'Completed' ? count(run.failed) : '' },
    { label: heading(t('status.Provisional')), number: true, cell: run => run.status === 'Completed' ? count(run.provisional) : '' },
    { label: t('dates.waitingRows'), number: true, cell: run => run.status === 'Completed' ? count(run.waiting) : '' },
    { label: t('field.finished'), cell: run => moment(run.finishedAt) },
  ],
});
