// What must be seen beside an amount: where it stands, whether it is published, and whether it is made up.
import { html, nothing } from 'lit';
import { t, word } from '../words/words.js';
import { count } from './format.js';
import { publicationMark } from './published.js';
import { to } from './router.js';
import { isOpen } from './runs.js';

/** A state as a word with a colour; the word alone says it too. */
export const chip = (group, value, tone) => html`<span class="chip ${tone}">${word(group, value)}</span>`;

const tones = { Final: 'good', Provisional: 'open', Failed: 'bad', Completed: 'good', Running: 'open', Requested: 'open', Cancelled: 'quiet-chip' };

/** Where a value or a valuation of a date stands. */
export const status = (value, group = 'status') => chip(group, value, tones[value] ?? 'quiet-chip');

/**
 * Where a valuation of a date stands; one that came to its end with values that failed is not a good one.
 * @param {any} run
 * @param {{isStopping?: boolean, isClosed?: boolean}} [how] isClosed: whether one that failed keeps its date open no more
 */
export const runStatus = (run, { isStopping = false, isClosed = false } = {}) => isStopping && isOpen(run) ? chip('runStatus', 'Stopping', 'open')
  : run.status === 'Failed' && isClosed ? chip('runStatus', 'FailedClosed', 'bad')
  : run.status === 'Completed' && run.failed > 0 ? html`<span class="chip bad">${t('runStatus.WithFailures', { count: count(run.failed) })}</span>` : status(run.status, 'runStatus');

/** The marks of a value: final or not, made-up figures, published or not, planned, a yield of another term, a basis in doubt. */
export const marks = (value, list) => html`<span class="marks">
  ${status(value.status)}
  ${syntheticMark(value)}
  ${value.status === 'Failed' ? nothing : publicationMark(list, value)}
  ${value.isPlanned ? html`<span class="chip open">${t('mark.planned')}</span>` : nothing}
  ${value.missingTenors ? html`<span class="chip bad">${t('mark.tenor')}</span>` : nothing}
  ${value.basisInDoubt ? html`<span class="chip bad">${t('mark.doubt')}</span>` : nothing}
</span>`;

/** That figures are made up, where they are. */
export const syntheticMark = of => of.isSynthetic ? html` <span class="chip made-up">${t('mark.synthetic')}</span>` : nothing;

/** That a newer version of a value stands, where one does. */
export const supersededMark = isSuperseded => isSuperseded ? html` <span class="chip bad">${t('mark.superseded')}</span>` : nothing;

/** Values in the order of the API, of each date the newest version first, each with whether another one superseded it. */
export const withSuperseded = values => values.map((value, place) => ({ ...value, isSuperseded: value.measurementDate === values[place - 1]?.measurementDate }));

/** Where it is said when a value becomes final. */
export const whenFinal = () => html`<a href=${to('rules', 'final')}>${t('final.title')}</a>`;

/** When a provisional value becomes final; of a final one that is stored, what that means. */
export function becomesFinal(value, { isStored = true } = {}) {
  if (value.status === 'Final') return html`<p class="quiet">${isStored ? t('final.is') : nothing} ${whenFinal()}</p>`;
  if (value.status !== 'Provisional') return nothing;
  const why = value.curveAwaited ? t('final.curve', { date: value.curveAwaited })
    : value.sharePriceMissingRow ? t('final.close', { date: value.sharePriceMissingRow })
    : t('final.inputs');
  return html`<p class="becomes">${why} ${whenFinal()}</p>`;
}
