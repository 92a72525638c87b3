import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { save } from '../../api/download.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { failureText, problem } from '../../parts/states.js';
import { has, t } from '../../words/words.js';
import { beginning, common, inputs, missing, needsTerms, shownFields, terms } from './fields.js';
import { grantFile } from './grant-file.js';
import { fieldOf, price } from './question.js';
import { analysis, result } from './result.js';

const patience = 400;

/** Prices a right: the value follows what is typed. */
class PricePanel extends Part {
  #form = { ...beginning };
  #value = new Loading(this);
  #lists = new Loading(this);
  #begun = new Loading(this);
  #later;

  load() {
    this.#lists.ask(async signal => {
      const [policies, list] = await Promise.all([get(address('policies'), signal), get(address('grants', { limit: 1000 }), signal)]);
      return { policies: policies.map(policy => policy.name), grants: list.grants };
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#later);
  }

  render() {
    const form = this.#form;
    const wrong = this.#failures();
    return html`<h1>${t('nav.price')}</h1><p>${t('price.about')}</p>
      ${this.#lists.state === 'failed' ? problem(this.#lists.problem, () => this.load()) : nothing}
      <div class="sides price">
        <form class="shown" @input=${this.#typed} @submit=${event => event.preventDefault()} autocomplete="off">
          <label>${t('price.begin')}
            <select name="begin" @change=${this.#begin}><option value="">${t('price.empty')}</option>
              ${(this.#lists.value?.grants ?? []).map(grant => html`<option value=${JSON.stringify([grant.issuer, grant.grantId])}>${grant.issuer} ${grant.grantId}</option>`)}</select></label>
          ${this.#begun.state === 'failed' ? problem(this.#begun.problem) : nothing}
          <fieldset><legend>${t('price.inputs')}</legend>
            ${inputs.map(input => this.#input(input, wrong))}
          </fieldset>
          <fieldset><legend>${t('price.terms')}</legend>
            <div class="fields">${[...needsTerms(form) ? terms : [], ...common].map(field => this.#field(field, wrong))}</div>
          </fieldset>
          ${this.#field({ name: 'meant_reason', kind: 'text' }, wrong)}
        </form>
        <section class="amounts answer" aria-labelledby="answer-title">
          <h2 id="answer-title">${t('price.answer')}</h2>
          <div aria-live="polite">${this.#answer(wrong)}</div>
          ${needsTerms(form) && missing(form).length === 0 ? html`<button type="button" @click=${() => this.#keep()}>${t('price.keep')}</button>
            <p class="quiet">${t('price.keepHelp')}</p>` : nothing}
        </section>
      </div>
      ${this.#value.state === 'ready' ? analysis(this.#value.value) : nothing}`;
  }

  #answer(wrong) {
    const open = missing(this.#form);
    if (open.length > 0) return html`<p>${t('price.missing')}</p><p class="quiet">${open.map(name => label(name)).join(t('price.and'))}</p>`;
    if (this.#value.state === 'ready') return result(this.#value.value, this.#form);
    if (this.#value.state !== 'failed') return html`<p class="quiet">${t('price.computing')}</p>`;
    const elsewhere = this.#value.problem.failures?.filter(failure => !shownFields(this.#form).some(field => field.name === fieldOf(failure.field)));
    return wrong.size > 0
      ? html`<p><strong>${t('price.refused')}</strong></p>${elsewhere.length > 0 ? html`<ul>${elsewhere.map(failure => html`<li>${failureText(failure)}</li>`)}</ul>` : nothing}`
      : problem(this.#value.problem, () => this.#ask());
  }

  #input(input, wrong) {
    const from = this.#form[`from.${input.symbol}`];
    const fields = from === 'typed' ? [input.typed] : from === 'dividend' ? [input.dividend] : input.stored ?? [];
    return html`<div class="input"><div class="choice" role="radiogroup" aria-label=${t(`input.${input.symbol}`)}>
        <strong>${t(`input.${input.symbol}`)}</strong>
        ${input.sources.map(source => html`<label><input type="radio" name="from.${input.symbol}" value=${source} .checked=${from === source}> ${t(`price.from.${source}`)}</label>`)}</div>
      ${fields.length === 0 ? html`<p class="quiet help">${t(`price.stored.${input.symbol}`)}</p>` : html`<div class="fields">${fields.map(field => this.#field(field, wrong))}</div>`}</div>`;
  }

  #field(field, wrong) {
    const failures = wrong.get(field.name) ?? [];
    const help = has(`help.${field.name}`) ? t(`help.${field.name}`) : '';
    const id = `field-${field.name}`;
    return html`<div class="field">
      <label for=${id}>${label(field.name)}${field.kind === 'percent' ? ' (%)' : ''} ${field.section ? html`<small>${t('price.section', { section: field.section })}</small>` : nothing}</label>
      ${field.kind === 'policy'
        ? html`<select id=${id} name=${field.name}>${(this.#lists.value?.policies ?? [this.#form.policy]).map(name => html`<option ?selected=${name === this.#form.policy}>${name}</option>`)}</select>`
        : html`<input id=${id} name=${field.name} type=${field.kind === 'date' ? 'date' : 'text'} inputmode=${field.kind === 'number' || field.kind === 'percent' ? 'decimal' : nothing}
            .value=${this.#form[field.name] ?? ''} aria-describedby="${id}-help" aria-invalid=${failures.length > 0 ? 'true' : nothing}>`}
      <div id="${id}-help">${failures.map(failure => html`<p class="wrong">${failureText(failure)}</p>`)}${help ? html`<p class="help">${help}</p>` : nothing}</div></div>`;
  }

  #failures() {
    const failures = this.#value.state === 'failed' ? this.#value.problem.failures ?? [] : [];
    return Map.groupBy(failures, failure => fieldOf(failure.field));
  }

  // What is typed takes the value away at once; the new one comes a moment after the last key.
  #typed(event) {
    const { name, value } = event.target;
    if (name === 'begin') return;
    this.#begun.clear();
    this.#form = { ...this.#form, [name]: value };
    this.#changed();
  }

  #changed() {
    this.#value.clear();
    clearTimeout(this.#later);
    if (missing(this.#form).length === 0) this.#later = setTimeout(() => this.#ask(), patience);
  }

  #ask() {
    const form = this.#form;
    this.#value.ask(signal => price(form, signal));
  }

  async #begin(event) {
    this.#begun.clear();
    if (!event.target.value) return this.#changed();
    const [issuer, grantId] = JSON.parse(event.target.value);
    this.#value.clear();
    clearTimeout(this.#later);
    if (await this.#begun.ask(signal => get(address('grants', issuer, grantId), signal))) this.#take(this.#begun.value.terms);
    else if (this.#begun.state === 'failed') this.#changed();
  }

  #take(known) {
    const isMidpoint = known.expected_remaining_years === 'midpoint';
    this.#form = {
      ...beginning, ...Object.fromEntries([...terms, ...common].filter(field => known[field.name]).map(field => [field.name, known[field.name]])),
      window_from: known.window_from ?? '', window_to: known.window_to ?? '', dividend_per_share: known.dividend_per_share ?? '',
      'from.T': isMidpoint ? 'dates' : 'typed', T: isMidpoint ? '' : known.expected_remaining_years, 'from.q': known.dividend_per_share ? 'dividend' : 'stored',
    };
    this.#changed();
  }

  #keep() {
    const { name, blob } = grantFile(this.#form);
    save(blob, name);
  }
}

const label = name => has(`input.${name}`) ? t(`input.${name}`) : has(`term.${name}`) ? t(`term.${name}`) : t(`price.field.${name}`);

customElements.define('price-panel', PricePanel);
