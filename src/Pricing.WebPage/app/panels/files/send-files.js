import { html, nothing } from 'lit';
import { address, ask, get, pause } from '../../api/client.js';
import { size } from '../../parts/format.js';
import { Part } from '../../parts/part.js';
import { reason, who } from '../../parts/signature.js';
import { problem } from '../../parts/states.js';
import { t, word } from '../../words/words.js';
import { counts, kindOf, outcome } from './report.js';

const kinds = ['grants', 'events', 'holders', 'prices', 'dividends', 'actions', 'curves'];
const every = 700;

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
        <details><summary>${t('files.more')}</summary><div class="row">
          <label>${t('files.kind')} <select name="kind"><option value="">${t('files.byHeader')}</option>${kinds.map(kind => html`<option value=${kind}>${word('fileKind', kind)}</option>`)}</select></label>
          <label>${t('files.code')} <input name="code" size="8" placeholder="4999"></label>
          ${who({ label: t('files.who'), name: 'who', optional: true })}
          <label class="choice"><span><input type="checkbox" name="replace"> ${t('files.replace')}</span></label>
          ${reason({ label: t('files.reason'), placeholder: t('files.reasonFor'), optional: true })}
          <label class="choice"><span><input type="checkbox" name="synthetic"> ${t('files.synthetic')}</span></label>
        </div></details>
      </form>
      <div aria-live="polite">${this.#sent.map(one => this.#file(one))}</div>`;
  }

  #file(one) {
    return html`<article class="sent"><h3>${one.name} <small>${size(one.size)}${one.answer ? html`, ${word('fileKind', kindOf(one.answer))}` : nothing}</small></h3>
      ${one.problem ? problem(one.problem) : one.answer?.state === 'Done' || one.answer?.state === 'GivenUp'
        ? html`${outcome(one.answer)}${counts(one.answer)}`
        : html`<p class="quiet">${sending(one)}</p><progress aria-label=${t(one.answer ? 'files.judging' : 'files.sending')} value=${one.answer ? nothing : one.part ?? nothing}></progress>`}</article>`;
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

  // One after the other: rows of a later file may need those of an earlier one.
  async #take(files, input) {
    const data = new FormData(this.querySelector('form'));
    const asked = {
      kind: data.get('kind'), code: data.get('code'), who: data.get('who'), reason: data.get('reason'),
      replace: data.get('replace') ? 'true' : '', origin: data.get('synthetic') ? 'synthetic' : '',
    };
    const sent = files.map(file => ({ name: file.name, size: file.size, file }));
    this.#sent = [...sent, ...this.#sent];
    this.requestUpdate();
    for (const one of sent) await this.#send(one, asked);
    if (input) input.value = '';
    this.dispatchEvent(new CustomEvent('judged'));
  }

  async #send(one, asked) {
    try {
      const response = await ask(address('files', { ...asked, name: one.name }), { method: 'POST', body: one.file, headers: { 'content-type': one.file.type || 'application/octet-stream' }, onProgress: part => this.#progress(one, part) });
      one.answer = await response.json();
      this.requestUpdate();
      while (one.answer.state === 'Kept' && this.isConnected) {
        await pause(every);
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
