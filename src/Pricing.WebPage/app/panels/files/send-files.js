import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { size } from '../../parts/format.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { fieldsOf, reason, who } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t, word } from '../../words/words.js';
import { counts, kindOf, outcome } from './report.js';
import { changed, clear, sent, sentEvents, take, takeAgain } from './sent.js';
import './refused-rows.js';
import './replaced.js';
import './value-again.js';

const kinds = ['grants', 'events', 'holders', 'prices', 'dividends', 'actions', 'curves'];
const mostReasons = 3;

/** Takes files that are dropped or chosen, and shows what becomes of each that was sent from this tab. Says `judged`. */
class SendFiles extends Part {
  #isOver = false;
  #may = new May(this);
  #changed = () => this.requestUpdate();
  #judged = () => this.dispatchEvent(new CustomEvent('judged'));

  connectedCallback() {
    super.connectedCallback();
    sentEvents.addEventListener('changed', this.#changed);
    sentEvents.addEventListener('judged', this.#judged);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    sentEvents.removeEventListener('changed', this.#changed);
    sentEvents.removeEventListener('judged', this.#judged);
  }

  render() {
    return html`${this.#may.offer('prepare', undefined, () => html`<form class="send" @submit=${event => event.preventDefault()}>
        <div class="drop ${this.#isOver ? 'over' : ''}" @dragover=${this.#over} @dragleave=${() => this.#mark(false)} @drop=${this.#dropped}>
          <label class="button">${t('files.choose')}<input class="unseen" type="file" multiple @change=${event => this.#take([...event.target.files], event.target)}></label>
          <p>${t('files.drop')}</p><p class="quiet">${t('files.kinds')}</p>
        </div>
        <div class="row">${who({ label: t('files.who'), name: 'who', optional: true })}</div>
        <details><summary>${t('files.more')}</summary><div class="row">
          <label>${t('files.kind')} <select name="kind"><option value="">${t('files.byHeader')}</option>${kinds.map(kind => html`<option value=${kind}>${word('fileKind', kind)}</option>`)}</select></label>
          <label>${t('files.code')} <input name="code" size="8" placeholder="4999"></label>
          <label class="choice"><span><input type="checkbox" name="replace"> ${t('files.replace')}</span></label>
          ${reason({ label: t('files.reason'), placeholder: t('files.reasonFor'), optional: true })}
          <label class="choice"><span><input type="checkbox" name="synthetic"> ${t('files.synthetic')}</span></label>
        </div><p class="quiet">${t('files.once')}</p></details>
      </form>`)}
      ${sent().length > 0 ? html`<p class="row"><button type="button" @click=${clear}>${t('files.clear')}</button> <span class="quiet">${t('files.clearHelp')}</span></p>` : nothing}
      <div aria-live="polite">${repeat(sent(), one => one.number, one => this.#file(one))}</div>`;
  }

  #file(one) {
    return html`<article class="sent"><h3>${one.name} <small>${size(one.size)}${one.answer ? html`, ${word('fileKind', kindOf(one.answer))}` : nothing}</small></h3>
      ${one.problem ? html`${problem(one.problem, () => takeAgain(one, one.asked))}<p class="quiet">${t('files.again')}</p>` : one.answer?.state === 'Done' || one.answer?.state === 'GivenUp'
        ? this.#outcome(one)
        : html`<p class="quiet">${sending(one)}</p><progress aria-label=${t(one.answer ? 'files.judging' : 'files.sending')} value=${one.answer ? nothing : one.part ?? nothing}></progress>`}</article>`;
  }

  #outcome(one) {
    return html`${outcome(one.answer, { isBeside: true })}
      <refused-rows .answer=${one.answer} .most=${mostReasons} @contradicted=${() => this.#contradicted(one)}></refused-rows>
      ${one.isContradicted && !one.answer.file.replace ? this.#may.offer('prepare', undefined, () => html`<form class="row" @submit=${event => this.#replace(event, one)}>
        ${reason({ label: t('files.replaceWhy'), placeholder: t('files.replaceExample') })} ${who({ label: t('files.who'), name: 'who' })}
        <button class="main">${t('files.replaceThem')}</button></form>${one.replacing ? problem(one.replacing) : nothing}`) : nothing}
      ${counts(one.answer)}
      ${one.answer.file.replace && one.answer.report?.stored > 0 ? html`<replaced-figures .answer=${one.answer}></replaced-figures>` : nothing}
      ${this.#toValue(one.answer)}`;
  }

  // What is new of the terms has values once the dates are valued; the report names the first of them.
  #toValue({ report, file }) {
    const lines = report?.datesToValue?.split('\n') ?? [];
    const dates = lines.filter(line => /^\d{4}-\d{2}-\d{2}$/.test(line));
    if (dates.length === 0) return nothing;
    return html`<p class="becomes">${t(dates.length < lines.length ? 'files.toValueFirst' : 'files.toValue', { count: dates.length })}</p>
      <value-again .dates=${dates} .reason=${t('files.valueReason', { name: file.name })} .isFirst=${true}></value-again>`;
  }

  #contradicted(one) {
    one.isContradicted = true;
    changed();
  }

  /** Sends the same file once more, to take the place of what it contradicts. */
  #replace(event, one) {
    event.preventDefault();
    takeAgain(one, { ...one.asked, ...fieldsOf(event.target), replace: 'true' });
  }

  #over(event) {
    event.preventDefault();
    this.#mark(true);
  }

  #dropped(event) {
    event.preventDefault();
    this.#mark(false);
    this.#take([...event.dataTransfer.files]);
  }

  #mark(isOver) {
    this.#isOver = isOver;
    this.requestUpdate();
  }

  // To replace holds for these files alone.
  async #take(files, input) {
    await take(files, this.#asked());
    if (input) input.value = '';
  }

  #asked() {
    const form = this.querySelector('form.send');
    const { kind, code, who, reason, replace, synthetic } = fieldsOf(form);
    form.elements.replace.checked = false;
    form.elements.reason.value = '';
    return { kind, code, who, reason, replace: replace ? 'true' : '', origin: synthetic ? 'synthetic' : '' };
  }
}

const sending = one => one.answer ? t('files.judging') : one.part === undefined ? t('files.sending') : t('files.sent', { percent: Math.floor(one.part * 100) });

customElements.define('send-files', SendFiles);
