import { html } from 'lit';
import { address, get } from '../../api/client.js';
import { count, percent } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { failureText, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

/** What other frequencies and windows would have given. */
class VolatilityAlternatives extends Part {
  static properties = { code: { attribute: false }, asked: { attribute: false }, from: { attribute: false }, to: { attribute: false } };

  #others = new Loading(this);
  #of = '';

  willUpdate() {
    const of = JSON.stringify([this.code, this.asked, this.from, this.to]);
    if (this.hasUpdated && of !== this.#of) this.load();
  }

  load() {
    const { code, from, to, asked } = this;
    this.#of = JSON.stringify([code, asked, from, to]);
    const others = [
      ...['Daily', 'Weekly', 'Monthly'].map(frequency => ({ frequency, from, to })),
      ...[1, 2, 3, 5, 10].map(years => ({ frequency: asked.frequency, years, to })),
    ];
    this.#others.ask(signal => Promise.all(others.map(async one => {
      try {
        return { ...one, estimate: await get(address('volatility', code, { ...one, policy: asked.policy, exclude: asked.exclude }), signal) };
      } catch (problem) {
        if (!problem.failures?.length) throw problem;
        return { ...one, failures: problem.failures };
      }
    })));
  }

  render() {
    return html`<section aria-labelledby="others-title"><h2 id="others-title">${t('volatility.others')}</h2>
      ${shown(this.#others, others => table({ caption: t('volatility.othersCaption'), quiet: true, rows: others, columns: [
        { label: t('volatility.frequency'), head: true, cell: one => one.estimate ? word('frequency', one.estimate.frequency) : one.frequency ? word('frequency', one.frequency) : t('volatility.byRules') },
        { label: t('volatility.window'), cell: one => one.years === 1 ? t('volatility.lastYear') : one.years ? t('volatility.lastYears', { years: one.years }) : t('volatility.asAsked') },
        { label: t('volatility.dates'), cell: one => one.estimate ? `${one.estimate.from} – ${one.estimate.to}` : '' },
        { label: 'σ', number: true, cell: one => one.estimate ? html`<strong>${percent(one.estimate.sigma, 2)}</strong>` : '–' },
        { label: t('volatility.returns'), number: true, cell: one => one.estimate ? count(one.estimate.returns) : '' },
        { label: t('field.status'), cell: one => one.failures ? one.failures.map(failure => html`<div>${failureText(failure)}</div>`) : '' },
      ] }), () => this.load())}</section>`;
  }
}

customElements.define('volatility-alternatives', VolatilityAlternatives);
