import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { amount, count, figure, percent, shareCode } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { syntheticMark } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { go, place, routeEvents, to } from '../../parts/router.js';
import { usualRules } from '../../parts/rules.js';
import { fieldsOf } from '../../parts/signature.js';
import { problem, shown } from '../../parts/states.js';
import { facts, table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import { closesAndReturns } from './series.js';
import './alternatives.js';

const names = ['from', 'to', 'years', 'policy', 'exclude', 'frequency'];
const ofValue = ['issuer', 'grant', 'date', 'version'];

/** The volatility of a share: closes with those used marked, returns, and what other windows and frequencies give. */
class VolatilityPanel extends Part {
  static properties = { place: { attribute: false } };

  #estimate = new Loading(this);
  #every = new Loading(this);
  #policies = new Loading(this);
  #grants = new Loading(this);
  #chosen = new Loading(this);
  // The value whose amounts are shown beside other volatilities, where the address names one.
  #value = new Loading(this);
  #moved = () => this.load();

  connectedCallback() {
    super.connectedCallback();
    routeEvents.addEventListener('route', this.#moved);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    routeEvents.removeEventListener('route', this.#moved);
  }

  async load() {
    // A key that was typed may open what was refused before; what was answered stays.
    if (this.#policies.state !== 'ready') this.#policies.ask(signal => get(address('policies'), signal));
    if (this.#grants.state !== 'ready') this.#grants.ask(signal => get(address('grants', { limit: 1000 }), signal));
    await this.updateComplete;
    const [code] = this.place;
    this.#every.clear();
    this.#askForValue();
    if (!code) return this.#estimate.clear();
    const asked = this.#asked();
    if (!await this.#estimate.ask(signal => get(address('volatility', code, asked), signal))) return;
    const { from, to: last, frequency } = this.#estimate.value;
    if (frequency !== 'Daily') this.#every.ask(signal => get(address('volatility', code, { from, to: last, policy: asked.policy, frequency: 'Daily' }), signal));
  }

  #asked() {
    const { query } = place();
    return { ...Object.fromEntries(names.map(name => [name, query.get(name) ?? undefined])), policy: query.get('policy') ?? usualRules };
  }

  #asking() {
    const { query } = place();
    return Object.fromEntries(ofValue.map(name => [name, query.get(name) ?? undefined]));
  }

  #askForValue() {
    const { issuer, grant, date, version } = this.#asking();
    if (!issuer || !grant) return this.#value.clear();
    this.#value.ask(async signal => {
      const values = await get(address('grants', issuer, grant, 'values', date ?? 'grant-date'), signal);
      const value = version ? values.find(one => `${one.version}` === version) : values[0];
      return value && value.status !== 'Failed' ? value : undefined;
    });
  }

  render() {
    const [code] = this.place;
    const asked = this.#asked();
    return html`<h1>${t('nav.volatility')}${code ? html` <small>${code}</small>` : nothing}</h1>
      <form class="row" @submit=${event => event.preventDefault()}>
        <label class="grow">${t('volatility.begin')} <select name="begin" @change=${this.#begin}><option value="">${t('price.empty')}</option>
          ${(this.#grants.value?.grants ?? []).filter(grant => grant.securityCode).map(grant => html`<option value=${JSON.stringify([grant.issuer, grant.grantId])}
            .selected=${grant.issuer === this.#asking().issuer && grant.grantId === this.#asking().grant}>${grant.issuer} ${grant.grantId} (${shareCode(grant.securityCode)})</option>`)}</select></label>
      </form>
      ${[this.#grants, this.#chosen, this.#value].filter(one => one.state === 'failed').map(one => problem(one.problem))}
      <form class="row" @submit=${this.#submit}>
        <label>${t('field.securityCode')} <input name="code" required size="8" .value=${code ?? ''} placeholder="1234"></label>
        <label>${t('input.window_from')} <input type="date" name="from" .value=${asked.from ?? ''}></label>
        <label>${t('input.window_to')} <input type="date" name="to" .value=${asked.to ?? ''}></label>
        <label>${t('volatility.years')} <input name="years" size="5" inputmode="decimal" .value=${asked.years ?? ''} placeholder="5"></label>
        <label>${t('volatility.frequency')} <select name="frequency"><option value="">${t('volatility.byRules')}</option>
          ${['Daily', 'Weekly', 'Monthly'].map(one => html`<option value=${one} .selected=${one === asked.frequency}>${word('frequency', one)}</option>`)}</select></label>
        <label>${t('field.rules')} <select name="policy">${(this.#policies.value?.map(policy => policy.name) ?? [asked.policy]).map(name => html`<option .selected=${name === asked.policy}>${name}</option>`)}</select></label>
        <label class="grow">${t('term.exclude')} <input name="exclude" .value=${asked.exclude ?? ''} placeholder="2011-03-11..2011-03-31"></label>
        <button class="main">${t('volatility.estimate')}</button>
      </form>
      ${code ? shown(this.#estimate, estimate => this.#show(estimate, asked), () => this.load()) : html`<p class="empty">${t('volatility.empty')}</p>`}`;
  }

  #show(estimate, asked) {
    return html`<section class="amounts" aria-labelledby="sigma-title"><h2 id="sigma-title">${t('volatility.of', { from: estimate.from, to: estimate.to })}</h2>
        <p class="large">${percent(estimate.sigma, 2)} <small>${t('volatility.perYear')}</small></p>
        <p class="marks">${syntheticMark({ isSynthetic: estimate.sources.some(source => source.isSynthetic) })}<span class="chip">${word('frequency', estimate.frequency)}</span></p>
        ${facts([
          [t('volatility.returns'), count(estimate.returns)], [t('volatility.excluded'), count(estimate.excludedReturns)],
          [t('volatility.deviation'), percent(estimate.deviation, 4)], [t('volatility.factor'), figure(estimate.annualFactor, 6)],
          [t('volatility.exact'), `${estimate.sigma}`], [t('field.rules'), `${estimate.policy} (${t('amount.version', { version: estimate.policyVersion })})`],
        ])}</section>
      ${this.#value.isBusy ? html`<p class="quiet loading" role="status">${t('state.loading')}</p>` : html`<volatility-alternatives .code=${estimate.code} .asked=${asked} .to=${estimate.to} .from=${estimate.from} .value=${this.#value.value}></volatility-alternatives>`}
      ${this.#every.state === 'ready' || estimate.frequency === 'Daily' || this.#every.state === 'failed'
        ? closesAndReturns(estimate, this.#every.value ?? estimate) : html`<p class="quiet" role="status">${t('state.loading')}</p>`}
      ${estimate.splits.length > 0 ? table({ caption: t('volatility.splits'), rows: estimate.splits, columns: [
        { label: t('sources.exDate'), head: true, cell: split => split.exDate },
        { label: t('volatility.newPerOld'), number: true, cell: split => amount(split.newPerOld.denominator === 1 ? split.newPerOld.numerator : `${split.newPerOld.numerator}/${split.newPerOld.denominator}`) },
      ] }) : nothing}`;
  }

  #submit(event) {
    event.preventDefault();
    const { code, ...asked } = fieldsOf(event.target);
    if (asked.years) delete asked.from;
    // What was asked for beside a value is another question once another share is.
    const beside = code.trim() === this.place[0] ? this.#asking() : {};
    go(to('volatility', code.trim(), { ...asked, ...beside }));
  }

  // The share of a grant with the window of its grant-date value, and its amounts beside other volatilities.
  async #begin(event) {
    if (!event.target.value) return;
    const [issuer, grant] = JSON.parse(event.target.value);
    if (!await this.#chosen.ask(signal => get(address('grants', issuer, grant), signal))) return;
    const { terms, grantDate } = this.#chosen.value;
    const [from, last] = (grantDate.value?.window || undefined)?.split('..') ?? [terms.window_from, terms.window_to ?? grantDate.date];
    go(to('volatility', terms.security_code, { from, to: last, policy: terms.policy, exclude: terms.exclude, issuer, grant }));
  }
}

customElements.define('volatility-panel', VolatilityPanel);
