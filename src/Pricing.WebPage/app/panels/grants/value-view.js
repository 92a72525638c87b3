import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { inputs } from '../../parts/inputs.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { published } from '../../parts/published.js';
import { to } from '../../parts/router.js';
import { shown } from '../../parts/states.js';
import { t, word } from '../../words/words.js';
import { amounts } from './amounts.js';
import { greeks, sensitivity } from '../../parts/analysis.js';
import { recomputed, steps } from '../../parts/steps.js';
import { sources, toVolatility } from './sources.js';
import './doubt-form.js';
import './paper-buttons.js';
import './propose-form.js';
import './value-versions.js';

/** One value: the amount, its inputs, how it came about step by step, what moves it, and the bytes that it stands on. */
class ValueView extends Part {
  static properties = { issuer: { attribute: false }, grantId: { attribute: false }, date: { attribute: false }, version: { attribute: false } };

  #versions = new Loading(this);
  #explanation = new Loading(this);
  #evidence = new Loading(this);
  #published = new Loading(this);
  #grant = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && ['issuer', 'grantId', 'date', 'version'].some(name => changed.has(name))) this.load();
  }

  async load() {
    this.#explanation.clear();
    this.#evidence.clear();
    const { issuer, grantId, date } = this;
    this.#grant.ask(signal => get(address('grants', issuer, grantId), signal));
    this.#published.ask(signal => published({ issuer, grant: grantId }, signal));
    if (!await this.#versions.ask(signal => get(address('grants', issuer, grantId, 'values', date), signal))) return;
    const value = this.#value();
    if (!value || value.status === 'Failed') return;
    this.#explanation.ask(signal => get(address('grants', issuer, grantId, 'values', date, 'explanation', { version: value.version, greeks: true, sensitivity: true }), signal));
    if (value.evidence) this.#evidence.ask(signal => get(address('evidence', value.evidence), signal));
  }

  #value() {
    const versions = this.#versions.value ?? [];
    return this.version ? versions.find(value => value.version === this.version) : versions.toSorted((one, other) => other.version - one.version)[0];
  }

  render() {
    return html`<p class="path"><a href=${to('grants')}>${t('nav.grants')}</a> › <a href=${to('grants', this.issuer)}>${this.issuer}</a> › <a href=${to('grants', this.issuer, this.grantId)}>${this.grantId}</a></p>
      <h1>${this.issuer} ${this.grantId} <small>${t('value.of', { date: this.date })}</small></h1>
      ${shown(this.#versions, versions => this.#show(versions), () => this.load())}`;
  }

  #show(versions) {
    const value = this.#value();
    if (!value) return html`<p class="empty">${t('value.noVersion')}</p>`;
    const newest = Math.max(...versions.map(one => one.version));
    return html`
      ${value.version < newest ? html`<p><a class="chip bad" href=${to('grants', this.issuer, this.grantId, this.date, newest)}>${t('value.superseded', { version: newest })}</a></p>` : nothing}
      ${amounts(value, html`${word('kind', value.kind)}${t('price.and')}${t('amount.version', { version: value.version })}`, this.#published.value, { grant: this.#grant.value, isSuperseded: value.version < newest,
        more: html`<a href=${to('dates', value.runDate)}>${t('value.ofDate', { date: value.runDate, version: value.runVersion })}</a>` })}
      ${value.basisInDoubt ? html`<doubt-form .value=${value} @decided=${() => this.load()}></doubt-form>` : nothing}
      ${value.status === 'Failed' ? html`<value-versions .versions=${versions} .shown=${value.version}></value-versions>` : html`
        <paper-buttons .issuer=${value.issuer} .value=${value}></paper-buttons>
        <propose-form .value=${value} .isSuperseded=${value.version < newest}></propose-form>
        <value-versions .versions=${versions} .shown=${value.version}></value-versions>
        <section aria-labelledby="inputs-title"><h2 id="inputs-title">${t('value.inputs')}</h2>${inputs(value)}
          ${this.#evidence.value?.volatility ? html`<p><a href=${toVolatility(this.#evidence.value, value)}>${t('value.otherVolatilities')}</a></p>` : nothing}</section>
        ${shown(this.#explanation, explained => html`
          <section aria-labelledby="sensitivity-title"><h2 id="sensitivity-title">${t('value.sensitivity')}</h2>${sensitivity(explained.sensitivity, explained.currency)}${greeks(explained.greeks)}</section>
          <section aria-labelledby="steps-title"><h2 id="steps-title">${t('value.steps')}</h2>${recomputed(explained)}${steps(explained.explanation)}</section>`, () => this.load())}
        <section aria-labelledby="sources-title"><h2 id="sources-title">${t('value.sources')}</h2>${shown(this.#evidence, evidence => sources(evidence, value), () => this.load())}</section>`}`;
  }
}

customElements.define('value-view', ValueView);
