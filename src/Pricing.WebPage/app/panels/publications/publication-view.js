import { html, nothing } from 'lit';
import { address, get, post } from '../../api/client.js';
import { amount, count, money, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { chip, syntheticMark } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { fieldsOf, longestOfDecision, reason } from '../../parts/signature.js';
import { to } from '../../parts/router.js';
import { failureText } from '../../parts/said.js';
import { empty, problem, shown } from '../../parts/states.js';
import { facts, table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import { tones } from './publication-list.js';

/** One publication: its figures, every input that a person gave, what speaks against it, approving, rejecting and taking it back. */
class PublicationView extends Part {
  static properties = { issuer: { attribute: false }, number: { attribute: false } };

  #shown = new Loading(this);
  #sent = new Loading(this);
  #may = new May(this);

  willUpdate(changed) {
    if (!this.hasUpdated || !(changed.has('issuer') || changed.has('number'))) return;
    this.#sent.clear();
    this.load();
  }

  load() {
    this.#shown.ask(signal => get(address('publications', this.issuer, this.number), signal));
  }

  render() {
    return html`<p class="path"><a href=${to('publications')}>${t('nav.publications')}</a></p>
      <h1>${t('publications.one', { number: this.number })} <small>${this.issuer}</small></h1>
      ${shown(this.#shown, one => this.#show(one), () => this.load())}`;
  }

  #show({ publication: one, inputs, inputsHash, against }) {
    const { content } = one;
    return html`<section class="amounts" aria-labelledby="figures-title"><h2 id="figures-title">${word('purpose', content.purpose)}</h2>
        <p class="large">${money(content.figures.amountPerRight, content.currency)} <small>${t('amount.perRight')}</small></p>
        <p class="marks">${chip('publicationStatus', one.status, tones[one.status])}</p>
        ${facts([
          [t('field.grant'), html`<a href=${to('grants', one.issuer, content.grantId, content.measurementDate, content.valueVersion)}>${content.grantId}</a>`],
          [t('field.measured'), content.measurementDate], [t('field.version'), content.valueVersion], [t('field.rights'), count(content.figures.rights)],
          [t('field.total'), money(content.figures.total, content.currency)], [t('publications.resolution'), content.resolution],
          [t('publications.rounding'), content.roundingReason], [t('publications.answersFor'), content.answersFor?.reason],
          [t('publications.proposed'), `${one.proposedBy.name}, ${moment(one.proposedAt)}`],
          one.decidedBy ? [t('publications.decided'), `${one.decidedBy.name}, ${moment(one.decidedAt)}`] : undefined,
          [t('field.why'), one.reason], [t('publications.supersedes'), content.supersedes], [t('publications.supersededBy'), one.supersededBy],
        ])}</section>
      ${against.length > 0 ? html`<div class="problem"><p><strong>${t('publications.against')}</strong></p><ul>${against.map(failure => html`<li>${failureText(failure)}</li>`)}</ul></div>` : nothing}
      <section aria-labelledby="given-title"><h2 id="given-title">${t('publications.inputs')}</h2>${inputs.length === 0 ? empty(t('publications.noInputs')) : this.#inputs(inputs)}
        <p class="quiet">${t('publications.inputsHash')} <span class="hash">${inputsHash}</span></p></section>
      ${one.status === 'Proposed' ? html`<section aria-labelledby="decide-title"><h2 id="decide-title">${t('publications.decide')}</h2>
        ${this.#decision(one, inputsHash, against)}</section>` : nothing}
      ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}`;
  }

  // Whoever proposed it takes it back, and another person approves or rejects it.
  #decision(one, inputsHash, against) {
    const isOwn = this.#may.identity !== undefined && this.#may.identity === one.proposedBy.identity;
    const isBusy = this.#sent.isBusy;
    const [decides, takesBack] = [!isOwn && this.#may.can('decide', one.issuer), isOwn && this.#may.can('propose', one.issuer)];
    return html`${isOwn ? html`<p class="becomes">${t('publications.own')}</p>` : this.#may.why('decide', one.issuer)}
      ${decides ? html`<div class="row"><button type="button" class="main" ?disabled=${isBusy || against.length > 0} @click=${() => this.#decide('approve', { inputsHash })}>${t('publications.approve')}</button></div>` : nothing}
      ${decides || takesBack ? html`<form class="row" @submit=${event => this.#end(event)}>${reason({ longest: longestOfDecision })}
        ${decides ? html`<button class="danger" value="reject" ?disabled=${isBusy}>${t('publications.reject')}</button>` : nothing}
        ${takesBack ? html`<button value="withdraw" ?disabled=${isBusy}>${t('publications.withdraw')}</button>` : nothing}</form>` : nothing}`;
  }

  #inputs(inputs) {
    return table({
      caption: t('publications.inputsCaption', { count: count(inputs.length) }), rows: inputs, columns: [
        { label: t('life.kind'), head: true, cell: one => html`${word('given', one.kind)}${syntheticMark(one)}` },
        { label: t('publications.states'), cell: one => html`${one.subject}<br><span class="exact">${one.states}</span>` },
        { label: t('publications.moves'), cell: one => one.moves.map(move => html`<div>${move.input}: ${move.before || '–'} → ${move.after || '–'}</div>`) },
        { label: t('publications.before'), number: true, cell: one => amount(one.amountBefore) },
        { label: t('publications.after'), number: true, cell: one => amount(one.amountAfter) },
        { label: t('publications.given'), cell: one => html`${one.by.name}${one.by.identity.startsWith('entra:') ? nothing : html` <small>(${one.by.identity})</small>`}<br><small>${moment(one.takenAt)}</small>` },
        { label: t('files.file'), cell: one => one.file },
        { label: t('field.why'), cell: one => one.reason ?? '' },
      ] });
  }

  async #decide(what, body) {
    if (await this.#sent.ask(signal => post(address('publications', this.issuer, this.number, what), body, signal))) this.load();
  }

  #end(event) {
    event.preventDefault();
    this.#decide(event.submitter.value, fieldsOf(event.target));
  }
}

customElements.define('publication-view', PublicationView);
