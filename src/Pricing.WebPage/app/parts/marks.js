// What must be seen beside an amount: where it stands, whether it is published, and whether it is made up.
import { html, nothing } from 'lit';
import { t, word } from '../words/words.js';
import { publicationMark } from './published.js';

/** A state as a word with a colour; the word alone says it too. */
export const chip = (group, value, tone) => html`<span class="chip ${tone}">${word(group, value)}</span>`;

const tones = { Final: 'good', Provisional: 'open', Failed: 'bad', Completed: 'good', Running: 'open', Requested: 'open', Cancelled: 'quiet-chip' };

/** Where a value or a valuation of a date stands. */
export const status = (value, group = 'status') => chip(group, value, tones[value] ?? 'quiet-chip');

/** The marks of a value: final or not, made-up figures, published or not, planned, a basis in doubt. */
export const marks = (value, list) => html`<span class="marks">
  ${status(value.status)}
  ${syntheticMark(value)}
  ${value.status === 'Failed' ? nothing : publicationMark(list, value)}
  ${value.isPlanned ? html`<span class="chip open">${t('mark.planned')}</span>` : nothing}
  ${value.basisInDoubt ? html`<span class="chip bad">${t('mark.doubt')}</span>` : nothing}
</span>`;

/** That figures are made up, where they are. */
export const syntheticMark = of => of.isSynthetic ? html` <span class="chip made-up">${t('mark.synthetic')}</span>` : nothing;

/** When a provisional value becomes final. */
export function becomesFinal(value) {
  if (value.status !== 'Provisional') return nothing;
  const why = value.curveAwaited ? t('final.curve', { date: value.curveAwaited })
    : value.sharePriceMissingRow ? t('final.close', { date: value.sharePriceMissingRow })
    : t('final.inputs');
  return html`<p class="becomes">${why}</p>`;
}
