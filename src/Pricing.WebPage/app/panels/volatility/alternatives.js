import { html, nothing } from 'lit';
import { address, get, post } from '../../api/client.js';
import { count, figure, money, percent, signed } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { failureText } from '../../parts/said.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

const yearsBetween = (from, last) => (Date.parse(last) - Date.parse(from)) / 86_400_000 / 365.25;

/**
 * What other frequencies and windows would have given; of a value also the amount per right with each, everything else of it as it is.
 */
class VolatilityAlternatives extends Part {
  static properties = { code: { attribute: false }, asked: { attribute: false }, from: { attribute: false }, to: { attribute: false }, value: { attribute: false } };

  #others = new Loading(this);
  #of = '';

  willUpdate() {
    const of = this.#question();
    if (this.hasUpdated && of !== this.#of) this.load();
  }

  load() {
    const { code, from, to: last, asked, value } = this;
    this.#of = this.#question();
    const others = [
      ...['Daily', 'Weekly', 'Monthly'].map(frequency => ({ frequency, from, to: last })),
      ...[1, 2, 3, 5, 10].map(years => ({ frequency: asked.frequency, years, to: last })),
    ];
    this.#others.ask(async signal => {
      const found = await Promise.all(others.map(async one => {
        try {
          return { ...one, estimate: await get(address('volatility', code, { ...one, policy: asked.policy, exclude: asked.exclude }), signal) };
        } catch (problem) {
          if (!problem.failures?.length) throw problem;
          return { ...one, failures: problem.failures };
        }
      }));
      return value ? await priced(found, value, signal) : found;
    });
  }

  #question() {
    const { code, asked, from, to: last, value } = this;
    return JSON.stringify([code, asked, from, last, value?.issuer, value?.grantId, value?.measurementDate, value?.version]);
  }

  render() {
    const { value } = this;
    return html`<section aria-labelledby="others-title"><h2 id="others-title">${t('volatility.others')}</h2>
      ${value ? html`<p>${t('volatility.othersOf')} <a href=${to('grants', value.issuer, value.grantId, value.measurementDate, value.version)}>${value.issuer} ${value.grantId}, ${value.measurementDate}</a>:
        ${money(value.amountPerRight, value.currency)} (σ ${percent(value.volatility, 2)})</p>` : html`<p class="quiet">${t('volatility.othersWithout')}</p>`}
      ${shown(this.#others, others => table({ caption: t('volatility.othersCaption'), quiet: true, rows: others, columns: [
        { label: t('volatility.frequency'), head: true, cell: one => one.estimate ? word('frequency', one.estimate.frequency) : one.frequency ? word('frequency', one.frequency) : t('volatility.byRules') },
        { label: t('volatility.window'), cell: one => one.years ? t('volatility.lastYears', { count: one.years }) : t('volatility.asAsked') },
        { label: t('volatility.dates'), cell: one => one.estimate ? html`${one.estimate.from} – ${one.estimate.to}${shorter(one)}` : '' },
        { label: 'σ', number: true, cell: one => one.estimate ? html`<strong>${percent(one.estimate.sigma, 2)}</strong>` : '–' },
        ...value ? [
          { label: t('field.perRight'), number: true, cell: one => money(one.amount, value.currency) },
          { label: t('sensitivity.change'), number: true, cell: one => one.amount ? signed(Number((Number(one.amount) - Number(value.amountPerRight)).toFixed(6))) : '' },
        ] : [],
        { label: t('volatility.returns'), number: true, cell: one => one.estimate ? count(one.estimate.returns) : '' },
        { label: t('field.status'), cell: one => one.failures ? one.failures.map(failure => html`<div>${failureText(failure)}</div>`) : '' },
      ] }), () => this.load())}</section>`;
  }
}

/** The amount per right with each volatility, by the price of the value's other inputs. */
async function priced(others, value, signal) {
  const estimated = others.filter(one => one.estimate);
  if (estimated.length === 0) return others;
  const answers = await post(address('price'), estimated.map(one => ({
    S: value.sharePrice, X: value.exercisePrice, T: value.years, r: value.riskFreeRate, q: value.dividendYield, sigma: one.estimate.sigma,
    shares: value.sharesPerRight, policy: value.policy, currency: value.currency, ...value.meantReason ? { meant_reason: value.meantReason } : {},
  })), signal);
  return others.map(one => one.estimate ? withAmount(one, answers[estimated.indexOf(one)]) : one);
}

const withAmount = (one, answer) => answer.failures ? { ...one, failures: answer.failures } : { ...one, amount: answer.value.amountPerRight };

/** That a window is shorter than its name says, since no earlier close is stored. */
function shorter({ years, estimate }) {
  const found = yearsBetween(estimate.from, estimate.to);
  return years && found < years - 0.05 ? html` <small>${t('volatility.shorter', { years: figure(found, 1) })}</small>` : nothing;
}

customElements.define('volatility-alternatives', VolatilityAlternatives);
