// A field of the panel with its help, and with what was refused of it in the unit that is typed.
import { html, nothing } from 'lit';
import { percent } from '../../parts/format.js';
import { failureText, saidIn } from '../../parts/said.js';
import { has, t, word } from '../../words/words.js';

/** What a field is called. */
export const label = name => has(`input.${name}`) ? t(`input.${name}`) : has(`term.${name}`) ? t(`term.${name}`) : t(`price.field.${name}`);

/** Whether an input was refused as implausible, so that a reason lets it pass. */
export const isDoubtful = failure => failure.code === 'ImplausibleValue';

/**
 * A field.
 * @param {import('./fields.js').Field} field
 * @param {Record<string, string>} form what stands in the fields
 * @param {{failures?: any[], policies?: string[], below?: unknown}} [beside] below: what stands under it
 */
export function inputField(field, form, { failures = [], policies, below } = {}) {
  const help = has(`help.${field.name}`) ? t(`help.${field.name}`) : '';
  const id = `field-${field.name}`;
  return html`<div class="field">
    <label for=${id}>${label(field.name)}${field.kind === 'percent' ? ' (%)' : ''}</label>
    ${field.kind === 'policy'
      ? html`<select id=${id} name=${field.name}>${(policies ?? [form.policy]).map(name => html`<option .selected=${name === form.policy}>${name}</option>`)}</select>`
      : html`<input id=${id} name=${field.name} type=${field.kind === 'date' ? 'date' : 'text'} inputmode=${field.kind === 'number' || field.kind === 'percent' ? 'decimal' : nothing}
          .value=${form[field.name] ?? ''} aria-describedby="${id}-help" aria-invalid=${failures.length > 0 ? 'true' : nothing}>`}
    <div id="${id}-help">${failures.map(failure => html`<p class="wrong">${refused(failure, field)}</p>`)}${help || field.section
      ? html`<p class="help">${help}${field.section ? html` <small>${t('price.section', { section: field.section })}</small>` : nothing}</p>` : nothing}</div>
    ${below ?? nothing}</div>`;
}

// The API speaks of fractions, and of a field of its own for the reason; here percent is typed, and the reason stands below.
function refused(failure, field) {
  const isFraction = field.kind === 'percent' && failure.value !== '' && Number.isFinite(Number(failure.value));
  if (!isDoubtful(failure)) return failureText(isFraction ? { ...failure, value: percent(failure.value, 6) } : failure);
  const reason = failure.reason.replace(/; if it is meant,.*$/, '');
  if (field.kind !== 'percent') return html`${word('reason', failure.code)} <span class="exact">${failure.value}: ${saidIn(reason)}</span>`;

  const value = percent(failure.value, 6);
  const [, side, limit] = /^is (below|above) (-?[\d.]+):/.exec(reason) ?? [];
  return side ? t(`price.implausible.${side}`, { value, limit: percent(limit, 6) })
    : html`${word('reason', failure.code)} <span class="exact">${value}: ${saidIn(reason.replace(/-?\d+\.\d+/g, number => percent(number, 6)))}</span>`;
}
