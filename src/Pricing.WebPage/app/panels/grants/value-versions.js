import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { changedInputs } from '../../parts/changed.js';
import { amount, money } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status, supersededMark } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { askerOf, whyOf } from '../../parts/runs.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

// Reasons are shown of so many versions; a date that is valued every morning for a year has more.
const most = 30;

/** The versions of a value: what each amounts to and rests on, why it was made, and who asked for it. */
class ValueVersions extends Part {
  static properties = { versions: { attribute: false }, shown: { attribute: false } };

  #runs = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('versions')) this.load();
  }

  load() {
    this.#runs.ask(async signal => new Map(await Promise.all(this.versions.slice(0, most).map(async one => {
      try {
        return [one.version, await get(address('runs', one.runDate, one.runVersion), signal)];
      } catch (problem) {
        // Of a valuation that this caller may not see, or that is not stored any more, nothing is known.
        if (problem.status === 403 || problem.status === 404) return [one.version, undefined];
        throw problem;
      }
    }))));
  }

  render() {
    return html`<section aria-labelledby="value-versions-title"><h2 id="value-versions-title">${t('value.versions')}</h2>
      ${shown(this.#runs, runs => table({
        caption: t('value.versions'), quiet: true, rows: this.versions, mark: one => one.version === this.shown ? 'chosen' : '', columns: [
          { label: t('field.version'), head: true, cell: one => html`<a href=${to('grants', one.issuer, one.grantId, one.measurementDate, one.version)}
            aria-current=${one.version === this.shown ? 'true' : nothing}>${one.version}</a>` },
          { label: t('field.status'), cell: one => html`${status(one.status)}${supersededMark(this.versions.some(other => other.version > one.version))}` },
          { label: t('field.perRight'), number: true, cell: one => money(one.amountPerRight, one.currency) },
          { label: t('grant.changed'), cell: one => this.#changed(one) },
          { label: t('value.terms'), cell: one => one.grantVersion ? html`<a href=${to('grants', one.issuer, one.grantId)}>${t('amount.version', { version: one.grantVersion })}</a>` : '' },
          { label: t('value.made'), cell: one => html`<a href=${to('dates', one.runDate, one.runVersion)}>${t('value.ofDate', { date: one.runDate, version: one.runVersion })}</a>` },
          { label: t('field.why'), cell: one => runs.get(one.version) ? whyOf(runs.get(one.version)) : '' },
          { label: t('field.who'), cell: one => runs.get(one.version) ? askerOf(runs.get(one.version)) : '' },
        ] }), () => this.load())}</section>`;
  }

  // Every figure of the version before that is another now; where none is, what the same figures were made of.
  #changed(one) {
    const before = this.versions.find(other => other.version === one.version - 1);
    if (!before || one.status === 'Failed' || before.status === 'Failed') return '';
    const lines = changedInputs(before, one);
    if (before.amountPerRight !== one.amountPerRight) lines.unshift(html`<div>${t('field.perRight')}: ${amount(before.amountPerRight)} → ${amount(one.amountPerRight)}</div>`);
    return lines.length > 0 ? lines : before.evidence === one.evidence ? t('value.sameAll') : t('value.sameFigures');
  }
}

customElements.define('value-versions', ValueVersions);
