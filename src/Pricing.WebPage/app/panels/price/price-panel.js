import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { save } from '../../api/download.js';
import { inPercent, quotient } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { failureText } from '../../parts/said.js';
import { problem } from '../../parts/states.js';
import { t } from '../../words/words.js';
import { begunWith, isChanged, nameOf, sinceBegun } from './begun.js';
import { rowOf } from './comparison.js';
import { inputField, isDoubtful, label } from './field.js';
import { beginning, common, inputs, missing, needsTerms, shownFields, stated, terms, termsOf } from './fields.js';
import { grantFile } from './grant-file.js';
import { keep, kept } from './kept.js';
import { fieldOf, price } from './question.js';
import { analysis, result } from './result.js';

const patience = 400;
const reason = { name: 'meant_reason', kind: 'text' };

/** Prices a right: the value follows what is typed, and values are kept to be compared. */
class PricePanel extends Part {
  #form = { ...beginning, ...kept().form };
  #rows = kept().rows ?? [];
  #value = new Loading(this);
  #lists = new Loading(this);
  #begun = new Loading(this);
  #later;
  // The field whose number was refused as implausible: the reason is typed below it until that number changes.
  #doubtful = '';

  load() {
    this.#lists.ask(async signal => {
      const [policies, list] = await Promise.all([get(address('policies'), signal), get(address('grants', { limit: 1000 }), signal)]);
      return { policies: policies.map(policy => policy.name), grants: list.grants };
    });
    if (missing(this.#form).length === 0) this.#ask();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#later);
  }

  willUpdate() {
    const shown = shownFields(this.#form).map(field => field.name);
    const wrong = this.#failures();
    const doubtful = shown.find(name => wrong.get(name)?.some(isDoubtful)) ?? this.#doubtful;
    this.#doubtful = shown.includes(doubtful) ? doubtful : '';
  }

  render() {
    const form = this.#form;
    const wrong = this.#failures();
    const isReady = missing(form).length === 0;
    return html`<h1>${t('nav.price')}</h1><p>${t('price.about')}</p>
      ${this.#lists.state === 'failed' ? problem(this.#lists.problem, () => this.load()) : nothing}
      <div class="sides price">
        <form id="price-form" class="shown" @input=${this.#typed} @submit=${this.#compare} autocomplete="off">
          <div class="row"><label class="grow">${t('price.begin')}
            <select name="begin" @change=${this.#begin}><option value="">${isChanged(form) ? begunWith(form) : t('price.empty')}</option>
              ${(this.#lists.value?.grants ?? []).map(grant => html`<option value=${JSON.stringify([grant.issuer, grant.grantId])}
                .selected=${!isChanged(form) && form.begun === nameOf(grant)}>${nameOf(grant)}</option>`)}</select></label>
            <button type="button" @click=${this.#empty}>${t('price.startOver')}</button></div>
          ${this.#begun.state === 'failed' ? problem(this.#begun.problem) : nothing}
          <fieldset><legend>${t('price.inputs')}</legend>
            <p class="row"><button type="button" @click=${() => this.#all('typed')}>${t('price.allTyped')}</button>
              <button type="button" @click=${() => this.#all()}>${t('price.allStored')}</button></p>
            ${inputs.map(input => this.#input(input, wrong))}
          </fieldset>
          <fieldset><legend>${t('price.terms')}</legend>
            <div class="fields">${termsOf(form).map(field => this.#field(field, wrong))}</div>
          </fieldset>
          ${!this.#doubtful && (form.meant_reason || [...wrong.values()].flat().some(isDoubtful)) ? inputField(reason, form) : nothing}
        </form>
        <section class="amounts answer" aria-labelledby="answer-title">
          <h2 id="answer-title">${t('price.answer')}</h2>
          <div aria-live="polite">${this.#answer(wrong)}</div>
          ${isReady ? html`<p class="row"><button class="main" form="price-form">${t('compare.keep')}</button>
            ${needsTerms(form) ? html`<button type="button" @click=${() => this.#keep()}>${t('price.keep')}</button>` : nothing}</p>
            <p class="quiet control">${t('compare.help')}${needsTerms(form) ? html` ${t('price.keepHelp')}` : nothing}</p>` : nothing}
        </section>
      </div>
      <price-comparison .rows=${this.#rows} @remove=${this.#remove}></price-comparison>
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
    const name = html`<strong>${t(`input.${input.symbol}`)}</strong>`;
    return html`<div class="input">${input.sources.length === 1 ? html`<div class="choice">${name}</div>` : html`<div class="choice" role="radiogroup" aria-label=${t(`input.${input.symbol}`)}>${name}
        ${input.sources.map(source => html`<label><input type="radio" name="from.${input.symbol}" value=${source} .checked=${from === source}> ${t(`price.from.${source}`)}</label>`)}</div>`}
      ${fields.length === 0 ? html`<p class="quiet help">${t(`price.stored.${input.symbol}`)}</p>` : html`<div class="fields">${fields.map(field => this.#field(field, wrong))}</div>`}</div>`;
  }

  #field(field, wrong) {
    return inputField(field, this.#form, {
      failures: wrong.get(field.name), policies: this.#lists.value?.policies, below: field.name === this.#doubtful ? inputField(reason, this.#form) : undefined,
    });
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
    if (name === this.#doubtful) this.#doubtful = '';
    this.#form = { ...this.#form, ...this.#found(name, value), [name]: value, ...name.startsWith('from.') ? {} : sinceBegun };
    this.#changed();
  }

  // Who begins to type an input goes on from the number that was found.
  #found(name, value) {
    const input = inputs.find(one => name === `from.${one.symbol}`);
    const found = this.#value.state === 'ready' ? this.#value.value.used[input?.symbol] : undefined;
    if (value !== 'typed' || found === undefined || this.#form[input.typed.name]?.trim()) return {};
    return { [input.typed.name]: typedOf(found, input.typed.kind) };
  }

  #all(from) {
    const names = inputs.map(input => [`from.${input.symbol}`, from ?? input.sources[0]]);
    this.#form = Object.assign({ ...this.#form }, ...names.map(([name, value]) => this.#found(name, value)), Object.fromEntries(names));
    this.#changed();
  }

  #changed() {
    this.#value.clear();
    clearTimeout(this.#later);
    keep(this.#form, this.#rows);
    if (missing(this.#form).length === 0) this.#later = setTimeout(() => this.#ask(), patience);
  }

  #ask() {
    const form = this.#form;
    clearTimeout(this.#later);
    return this.#value.ask(signal => price(form, signal));
  }

  async #begin(event) {
    this.#begun.clear();
    if (!event.target.value) {
      this.#form = { ...this.#form, begun: '', known: undefined };
      return this.#changed();
    }
    const [issuer, grantId] = JSON.parse(event.target.value);
    this.#value.clear();
    clearTimeout(this.#later);
    if (await this.#begun.ask(signal => get(address('grants', issuer, grantId), signal))) this.#take(this.#begun.value.terms, nameOf({ issuer, grantId }));
    else if (this.#begun.state === 'failed') this.#changed();
  }

  #take(known, begun) {
    const isMidpoint = known.expected_remaining_years === 'midpoint';
    this.#form = {
      ...beginning, begun, known, ...Object.fromEntries([...terms, ...common].filter(field => known[field.name]).map(field => [field.name, known[field.name]])),
      exercise_price: known.exercise_price, ...Object.fromEntries(['meant_reason', ...stated].map(name => [name, known[name] ?? ''])),
      'from.T': isMidpoint ? 'dates' : 'typed', T: isMidpoint ? '' : known.expected_remaining_years, 'from.q': known.dividend_per_share ? 'dividend' : 'stored',
      ...known.risk_free_rate ? { 'from.r': 'typed', r: inPercent(known.risk_free_rate) } : {},
    };
    this.#doubtful = '';
    this.#changed();
  }

  #empty(event) {
    event.target.form.elements.begin.value = '';
    this.#form = { ...beginning };
    this.#doubtful = '';
    this.#changed();
  }

  // Enter keeps the value too: what was typed is marked, so that the next number takes its place.
  async #compare(event) {
    event.preventDefault();
    const typed = document.activeElement;
    if (missing(this.#form).length > 0 || (this.#value.state !== 'ready' && !await this.#ask())) return;
    this.#hold([...this.#rows, rowOf(this.#value.value, this.#form)]);
    if (typed?.form === event.target) typed.select?.();
  }

  #remove(event) {
    this.#hold(event.detail === undefined ? [] : this.#rows.toSpliced(event.detail, 1));
  }

  #hold(rows) {
    this.#rows = rows;
    keep(this.#form, rows);
    this.requestUpdate();
  }

  #keep() {
    const { name, blob } = grantFile(this.#form);
    save(blob, name);
  }
}

const typedOf = (found, kind) => {
  const isExact = /^\d+(\.\d+)?$/.test(found);
  if (kind !== 'percent') return isExact ? `${found}` : `${Number(quotient(found).toFixed(6))}`;
  return isExact && `${found}`.length < 10 ? inPercent(found) : `${Number((quotient(found) * 100).toFixed(4))}`;
};

customElements.define('price-panel', PricePanel);
