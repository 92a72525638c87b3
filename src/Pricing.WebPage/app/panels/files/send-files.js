import { html, nothing } from 'lit';
import { address, ask, get, pause } from '../../api/client.js';
import { size } from '../../parts/format.js';
import { Part } from '../../parts/part.js';
import { fieldsOf, reason, who } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t, word } from '../../words/words.js';
import { counts, kindOf, outcome } from './report.js';
import './refused-rows.js';
import './replaced.js';
import './value-again.js';

const kinds = ['grants', 'events', 'holders', 'prices', 'dividends', 'actions', 'curves'];
const every = 700;
const mostReasons = 3;

/** Takes files that are dropped or chosen, one after the other, and follows each until it is judged. Says `judged`. */
class SendFiles extends Part {
  #sent = [];
  #isOver = false;

  render() {
    return html`<form class="send" @submit=${event => event.preventDefault()}>
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
      </form>
      <div aria-live="polite">${this.#sent.map(one => this.#file(one))}</div>`;
  }

  #file(one) {
    return html`<article class="sent"><h3>${one.name} <small>${size(one.size)}${one.answer ? html`, ${word('fileKind', kindOf(one.answer))}` : nothing}</small></h3>
      ${one.problem ? problem(one.problem) : one.answer?.state === 'Done' || one.answer?.state === 'GivenUp'
        ? this.#judged(one)
        : html`<p class="quiet">${sending(one)}</p><progress aria-label=${t(one.answer ? 'files.judging' : 'files.sending')} value=${one.answer ? nothing : one.part ?? nothing}></progress>`}</article>`;
  }

  #judged(one) {
    return html`${outcome(one.answer, { isBeside: true })}
      <refused-rows .answer=${one.answer} .most=${mostReasons} @contradicted=${() => this.#contradicted(one)}></refused-rows>
      ${one.isContradicted && !one.answer.file.replace ? html`<form class="row" @submit=${event => this.#replace(event, one)}>
        ${reason({ label: t('files.replaceWhy'), placeholder: t('files.replaceExample') })} ${who({ label: t('files.who'), name: 'who' })}
        <button class="main" ?disabled=${one.isReplacing}>${t('files.replaceThem')}</button></form>` : nothing}
      ${counts(one.answer)}
      ${one.answer.file.replace && one.answer.report?.stored > 0 ? html`<replaced-figures .answer=${one.answer}></replaced-figures>` : nothing}
      ${this.#toValue(one.answer)}`;
  }

  // What is new of the terms has values once the dates are valued; the report names the first of them.
  #toValue({ report, file }) {
    const lines = report?.grantDates?.split('\n') ?? [];
    const dates = lines.filter(line => /^\d{4}-\d{2}-\d{2}$/.test(line));
    if (dates.length === 0) return nothing;
    return html`<p class="becomes">${t(dates.length < lines.length ? 'files.toValueFirst' : 'files.toValue', { count: dates.length })}</p>
      <value-again .dates=${dates} .reason=${t('files.valueReason', { name: file.name })} .isFirst=${true}></value-again>`;
  }

  #contradicted(one) {
    one.isContradicted = true;
    this.requestUpdate();
  }

  /** Sends the same file once more, to take the place of what it contradicts. */
  async #replace(event, one) {
    event.preventDefault();
    one.isReplacing = true;
    await this.#take([one.file], undefined, { ...one.asked, ...fieldsOf(event.target), replace: 'true' });
    one.isReplacing = false;
    this.requestUpdate();
  }

  #progress(one, part) {
    one.part = part;
    this.requestUpdate();
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

  // One after the other: rows of a later file may need those of an earlier one. To replace holds for these files alone.
  async #take(files, input, again) {
    const asked = again ?? this.#asked();
    const sent = files.map(file => ({ name: file.name, size: file.size, file, asked }));
    this.#sent = [...sent, ...this.#sent];
    this.requestUpdate();
    for (const one of sent) await this.#send(one, asked);
    if (input) input.value = '';
    this.dispatchEvent(new CustomEvent('judged'));
  }

  #asked() {
    const form = this.querySelector('form.send');
    const data = new FormData(form);
    form.elements.replace.checked = false;
    form.elements.reason.value = '';
    return {
      kind: data.get('kind'), code: data.get('code'), who: data.get('who'), reason: data.get('reason'),
      replace: data.get('replace') ? 'true' : '', origin: data.get('synthetic') ? 'synthetic' : '',
    };
  }

  async #send(one, asked) {
    try {
      const response = await ask(address('files', { ...asked, name: one.name }), { method: 'POST', body: one.file, headers: { 'content-type': one.file.type || 'application/octet-stream' }, onProgress: part => this.#progress(one, part) });
      one.answer = { ...await response.json(), state: 'Kept' };
      this.requestUpdate();

      // A file that came before is judged already; its report is asked for all the same.
      for (let wait = 0; one.answer.state === 'Kept' && this.isConnected; wait = every) {
        await pause(wait);
        one.answer = await get(address('files', one.answer.id));
        this.requestUpdate();
      }
    } catch (failed) {
      one.problem = failed;
    }
    this.requestUpdate();
  }
}

const sending = one => one.answer ? t('files.judging') : one.part === undefined ? t('files.sending') : t('files.sent', { percent: Math.floor(one.part * 100) });

customElements.define('send-files', SendFiles);
