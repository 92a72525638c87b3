import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { changed, isInput } from '../../parts/changed.js';
import { amount, count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { isSame, isScheduled, whyOf } from '../../parts/runs.js';
import { failureTexts } from '../../parts/said.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

// Of more than these the comparison is a download of its own.
const mostRows = 2000;
const mostShown = 100;

/** What a later version of a date says otherwise than the one before it: each amount from what to what, because of which input, and why it was asked for. */
class RunChanges extends Part {
  static properties = { run: { attribute: false }, before: { attribute: false } };

  #changes = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && ((changed.has('run') && !isSame(changed.get('run'), this.run)) || (changed.has('before') && !isSame(changed.get('before'), this.before)))) this.load();
  }

  load() {
    this.#changes.clear();
    if (this.run.rows <= mostRows) this.#changes.ask(signal => get(address('runs', this.run.date, this.run.version, 'compare', { with: this.before.version }), signal));
  }

  render() {
    const { run, before } = this;
    // Whoever may see some issuers alone sees no comparison of all of them.
    if (this.#changes.problem?.type === 'not-allowed') return nothing;
    return html`<section aria-labelledby="changes-title"><h2 id="changes-title">${t('changes.title', { version: run.version, before: before.version })}</h2>
      <p>${isScheduled(run) ? whyOf(run) : t('changes.why', { who: run.askedBy, reason: run.reason })}</p>
      ${run.rows > mostRows ? html`<p>${t('changes.many', { count: count(run.rows) })}</p>`
        : shown(this.#changes, ({ changes }) => this.#show(changes), () => this.load())}</section>`;
  }

  #show(changes) {
    const moved = changes.filter(change => (change.amountBefore ?? '') !== change.amountAfter);
    return html`<p><strong>${moved.length === 0 ? t('changes.none') : t('changes.some', { count: count(moved.length) })}</strong></p>
      ${changes.length === 0 ? nothing : table({
        caption: t('changes.caption', { count: count(changes.length) }), rows: [...moved, ...changes.filter(change => !moved.includes(change))].slice(0, mostShown), columns: [
          { label: t('field.grant'), head: true, cell: change => html`<a href=${to('grants', change.issuer, change.grantId, change.measurementDate, change.versionAfter)}>${change.grantId}</a> <small>${change.issuer}</small>` },
          { label: t('field.measured'), cell: change => change.measurementDate },
          { label: t('changes.from'), number: true, cell: change => change.versionBefore === undefined ? t('changes.new') : amountOr(change.amountBefore, change.statusBefore) },
          { label: t('changes.to'), number: true, cell: change => html`<strong>${amountOr(change.amountAfter, change.statusAfter)}</strong>` },
          { label: t('changes.because'), cell: because },
        ] })}
      ${changes.length > mostShown ? html`<p>${t('values.cut', { count: mostShown })}</p>` : nothing}`;
  }
}

const amountOr = (text, status) => text ? amount(text) : word('status', status);

/** The inputs that differ; what only follows from them is left out. */
function because(change) {
  const inputs = change.differences.filter(one => isInput(one.name));
  return html`${inputs.map(one => changed(one.name, one.before, one.after))}
    ${change.failures ? failureTexts(change.failures) : nothing}
    ${inputs.length === 0 && !change.failures && change.versionBefore !== undefined ? t('changes.noInput') : nothing}`;
}

customElements.define('run-changes', RunChanges);
