import { html, nothing } from 'lit';
import { address, ask, get } from '../../api/client.js';
import { count, moment, size } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { shown } from '../../parts/states.js';
import { facts, table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import { counts, kindOf, outcome } from './report.js';
import '../../parts/download-button.js';
import './waiting-rows.js';

const most = 200;

/** One file: what it is, what became of its rows, those refused with their reasons, those that wait. */
class FileView extends Part {
  static properties = { fileId: { attribute: false } };

  #file = new Loading(this);
  #refused = new Loading(this);

  async load() {
    this.#refused.clear();
    if (!await this.#file.ask(signal => get(address('files', this.fileId), signal))) return;
    if (this.#file.value.report?.rejected > 0) {
      this.#refused.ask(async signal => (await (await ask(address('files', this.fileId, 'rejects'), { signal, headers: { accept: 'application/x-ndjson' } })).text())
        .split('\n').filter(Boolean).map(line => JSON.parse(line)));
    }
  }

  render() {
    return html`<p class="path"><a href=${to('files')}>${t('nav.files')}</a></p>
      ${shown(this.#file, answer => this.#show(answer), () => this.load())}`;
  }

  #show(answer) {
    const { file, report, later } = answer;
    return html`<h1>${file.name || answer.id.slice(0, 12)}</h1>
      <p>${outcome(answer)}</p>
      ${counts(answer, true)}
      ${facts([
        [t('files.kind'), word('fileKind', kindOf(answer))], [t('files.size'), size(file.length)], [t('files.received'), moment(file.receivedAt)],
        [t('files.finished'), moment(report?.finishedAt)], [t('files.who'), file.who], [t('files.code'), file.code], [t('files.reason'), file.reason],
        [t('files.replaced'), file.replace ? t('files.yes') : nothing], [t('mark.synthetic'), file.isSynthetic ? t('files.yes') : nothing], ['SHA-256', html`<span class="hash">${file.sha256}</span>`],
      ])}
      ${report?.source === 'kept' ? html`<p><download-button .url=${address('raw', file.sha256)} name=${file.name} label=${t('files.asItCame')}></download-button></p>` : nothing}
      ${this.#refused.state === 'idle' ? nothing : html`<section aria-labelledby="refused-title"><h2 id="refused-title">${t('files.refusedRows')}</h2>
        ${shown(this.#refused, rows => html`${table({
          caption: t('files.refusedCaption', { count: count(rows.length) }), rows: rows.slice(0, most), columns: [
            { label: t('files.row'), head: true, number: true, cell: row => row.line },
            { label: t('files.column'), cell: row => row.field },
            { label: t('files.value'), cell: row => row.value },
            { label: t('field.why'), cell: row => html`${word('reason', row.code)} <span class="exact" lang="en">${row.reason}</span>` },
          ] })}${rows.length > most ? html`<p>${t('values.cut', { count: most })}</p>` : nothing}`, () => this.load())}</section>`}
      ${report?.waiting > 0 ? html`<section aria-labelledby="waits-title"><h2 id="waits-title">${t('dates.waitingTitle')}</h2><waiting-rows .fileId=${answer.id}></waiting-rows></section>` : nothing}
      ${later?.length > 0 ? html`<section aria-labelledby="fates-title"><h2 id="fates-title">${t('files.later')}</h2>${table({
        caption: t('files.later'), quiet: true, rows: later, columns: [
          { label: t('files.row'), head: true, number: true, cell: fate => fate.line },
          { label: t('field.grant'), cell: fate => `${fate.issuer} ${fate.grantId}` },
          { label: t('field.status'), cell: fate => word('fate', fate.result.toLowerCase()) },
          { label: t('field.why'), cell: fate => html`${fate.reason ?? ''} ${fate.withdrawnBy ? html`<small>${fate.withdrawnBy}</small>` : nothing}` },
          { label: t('field.finished'), cell: fate => moment(fate.decidedAt) },
        ] })}</section>` : nothing}`;
  }
}

customElements.define('file-view', FileView);
