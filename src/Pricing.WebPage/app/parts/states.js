// What is shown while something is asked for, where it failed, and where there is nothing.
import { html, nothing } from 'lit';
import { t, word } from '../words/words.js';
import { detail, failureText } from './said.js';

/**
 * Shows what was asked for, or how that stands.
 * @param {import('./loading.js').Loading} loading
 * @param {(value: any) => unknown} show
 * @param {() => void} [again]
 */
export function shown(loading, show, again) {
  if (loading.state === 'ready') return show(loading.value);
  if (loading.state === 'failed') return problem(loading.problem, again);
  if (loading.isBusy) return html`<p class="quiet loading" role="status">${t('state.loading')}</p>`;
  return nothing;
}

/** A failed request: what is wrong, in words, each failure by itself. */
export function problem(failed, again) {
  return html`<div class="problem" role="alert">
    <p><strong>${headline(failed)}</strong></p>
    ${failed.failures?.length > 0
      ? html`<ul>${failed.failures.map(failure => html`<li>${failureText(failure)}</li>`)}</ul>`
      : failed.status > 0 || !('status' in failed) ? html`<p>${detail(failed.message)}</p>` : nothing}
    ${again ? html`<button type="button" @click=${again}>${t('state.again')}</button>` : nothing}
  </div>`;
}

function headline(failed) {
  if (!('status' in failed)) return t('state.fault');
  return failed.status === 0 ? t('state.away') : word('problem', failed.type);
}

/** Where there is nothing, and what to do about it. */
export const empty = (text, more) => html`<p class="empty">${text} ${more ?? nothing}</p>`;
