import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { amount, count, money, percent, years } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { status } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

// Reasons are shown of so many versions; a date that is valued every morning for a year has more.
const most = 30;

const figures = [
  { label: () => t('field.perRight'), of: value => amount(value.amountPerRight) },
  { label: () => 'S', of: value => amount(value.sharePrice) },
  { label: () => 'X', of: value => amount(value.exercisePrice) },
  { label: () => t('short.T'), of: value => years(value.years) },
  { label: () => 'σ', of: value => percent(value.volatility, 6) },
  { label: () => 'r', of: value => percent(value.riskFreeRate, 6) },
  { label: () => 'q', of: value => percent(value.dividendYield, 6) },
  { label: () => t('field.sharesPerRight'), of: value => amount(value.sharesPerRight) },
  { label: () => t('field.rights'), of: value => count(value.rightsOutstanding) },
  { label: () => t('field.status'), of: value => word('status', value.status) },
  { label: () => t('field.rules'), of: value => `${value.policy} ${value.policyVersion}` },
];

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
          { label: t('field.status'), cell: one => status(one.status) },
          { label: t('field.perRight'), number: true, cell: one => money(one.amountPerRight, one.currency) },
          { label: t('grant.changed'), cell: one => this.#changed(one) },
          { label: t('value.terms'), cell: one => one.grantVersion ? html`<a href=${to('grants', one.issuer, one.grantId)}>${t('amount.version', { version: one.grantVersion })}</a>` : '' },
          { label: t('value.made'), cell: one => html`<a href=${to('dates', one.runDate, one.runVersion)}>${t('value.ofDate', { date: one.runDate, version: one.runVersion })}</a>` },
          { label: t('field.why'), cell: one => reason(runs.get(one.version)) },
          { label: t('field.who'), cell: one => runs.get(one.version)?.askedBy ?? '' },
        ] }), () => this.load())}</section>`;
  }

  // Every figure of the version before that is another now; where none is, what the same figures were made of.
  #changed(one) {
    const before = this.versions.find(other => other.version === one.version - 1);
    if (!before || one.status === 'Failed' || before.status === 'Failed') return '';
    const lines = figures.filter(figure => `${figure.of(before) ?? ''}` !== `${figure.of(one) ?? ''}`)
      .map(figure => html`<div>${figure.label()}: ${figure.of(before) ?? '–'} → ${figure.of(one) ?? '–'}</div>`);
    return lines.length > 0 ? lines : before.evidence === one.evidence ? t('value.sameAll') : t('value.sameFigures');
  }
}

const reason = run => !run ? '' : run.reason === 'scheduled' ? t('dates.scheduled') : run.reason;

customElements.define('value-versions', ValueVersions);
