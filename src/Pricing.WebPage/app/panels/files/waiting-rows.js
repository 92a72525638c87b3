import { html, nothing } from 'lit';
import { address, get, nextAddress, post } from '../../api/client.js';
import { count, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { May } from '../../parts/may.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { signature, fieldsOf } from '../../parts/signature.js';
import { advice, failureTexts, failuresOf } from '../../parts/said.js';
import { empty, problem, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';

/** Rows that wait for something that is not stored yet; of one file, or all. One can be withdrawn with a reason. */
class WaitingRows extends Part {
  static properties = { fileId: { attribute: false } };

  #rows = new Loading(this);
  #sent = new Loading(this);
  #may = new May(this);
  #chosen;

  load() {
    this.#rows.ask(signal => get(this.fileId ? address('files', this.fileId, 'waiting', { limit: 100 }) : address('waiting', { limit: 100 }), signal), { quietly: this.#rows.state === 'ready' });
  }

  render() {
    return shown(this.#rows, list => list.count === 0 ? empty(t('dates.noneWaiting')) : html`${table({
      caption: t('files.waitingCaption', { count: count(list.count) }), rows: list.rows, columns: [
        { label: t('field.grant'), head: true, cell: row => `${row.issuer} ${row.grantId}` },
        { label: t('files.file'), cell: row => html`<a href=${to('files', row.batch)}>${row.name ?? row.batch.slice(0, 12)}</a>${t('price.and')}${t('grant.line', { line: row.line })}` },
        { label: t('files.kind'), cell: row => html`<span class="together">${word('fileKind', row.kind.toLowerCase())}</span>` },
        { label: t('files.received'), cell: row => moment(row.arrivedAt) },
        { label: t('files.waitsFor'), cell: row => html`${failureTexts(row.reason, 'fileReason')}${advice(failuresOf(row.reason).map(one => one.code), 'waitAdvice')}` },
        { label: t('files.withdraw'), cell: row => this.#may.can('prepare', row.issuer) ? html`<button type="button" @click=${() => this.#choose(row)}>${t('files.withdraw')}</button>` : '' },
      ] })}
      ${this.#may.why('prepare')}
      ${list.next ? html`<button type="button" @click=${() => this.#more(list)}>${t('grants.more')}</button>` : nothing}
      ${this.#chosen ? html`<form class="row" @submit=${this.#withdraw}>
        <p>${t('files.withdrawing', { issuer: this.#chosen.issuer, grant: this.#chosen.grantId, line: this.#chosen.line })}</p>
        ${signature()}
        <button class="danger" ?disabled=${this.#sent.isBusy}>${t('files.withdraw')}</button></form>` : nothing}
      ${this.#sent.state === 'failed' ? problem(this.#sent.problem) : nothing}`, () => this.load());
  }

  #choose(row) {
    this.#chosen = row;
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('form input')?.focus());
  }

  async #withdraw(event) {
    event.preventDefault();
    const body = fieldsOf(event.target);
    const { batch, line } = this.#chosen;
    if (!await this.#sent.ask(signal => post(address('files', batch, 'waiting', line, 'withdraw'), body, signal))) return;
    this.#chosen = undefined;
    this.load();
  }

  #more(list) {
    this.#rows.ask(async signal => {
      const more = await get(nextAddress(list.next), signal);
      return { ...more, rows: [...list.rows, ...more.rows] };
    }, { quietly: true });
  }
}

customElements.define('waiting-rows', WaitingRows);
