// What is shown while something is asked for, where it failed, and where there is nothing.
import { html, nothing } from 'lit';
import { t, word } from '../words/words.js';

/**
 * Shows what was asked for, or how that stands.
 * @param {import('./loading.js').Loading} loading
 * @param {(value: any) => unknown} show
 * @param {() => void} [again]
 */
export function shown(loading, show, again) {
  if (loading.state === 'ready') return show(loading.value);
  if (loading.state === 'failed') return problem(loading.problem, again);
  if (loading.state === 'loading') return html`<p class="quiet loading" role="status">${t('state.loading')}</p>`;
  return nothing;
}

/** A failed request: what is wrong, in words, each failure by itself. */
export function problem(failed, again) {
  return html`<div class="problem" role="alert">
    <p><strong>${headline(failed)}</strong></p>
    ${failed.failures?.length > 0
      ? html`<ul>${failed.failures.map(failure => html`<li>${failureText(failure)}</li>`)}</ul>`
      : failed.status > 0 || !('status' in failed) ? html`<p lang="en">${failed.message}</p>` : nothing}
    ${again ? html`<button type="button" @click=${again}>${t('state.again')}</button>` : nothing}
  </div>`;
}

function headline(failed) {
  if (!('status' in failed)) return t('state.fault');
  return failed.status === 0 ? t('state.away') : word('problem', failed.type);
}

/** One failure: its reason in words, then the exact one. */
export const failureText = failure => html`${word('reason', failure.code)}
  <span class="exact" lang="en">${failure.field}${failure.value === '' ? '' : ` = ${failure.value}`}: ${failure.reason}</span>`;

/** Failures that are stored as text: `Code field=value: reason; Code ...`. */
export function failureTexts(text) {
  return text.split(/; (?=[A-Z][A-Za-z0-9]+ )/).filter(Boolean).map(one => {
    const [, before = '', code, rest] = /^(line \d+: )?([A-Z]\w*)? ?(.*)$/s.exec(one);
    return html`<span class="failure">${word('reason', code)} <span class="exact" lang="en">${before}${rest}</span></span>`;
  });
}

/** Where there is nothing, and what to do about it. */
export const empty = (text, more) => html`<p class="empty">${text} ${more ?? nothing}</p>`;
