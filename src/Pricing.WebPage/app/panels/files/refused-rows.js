import { html, nothing } from 'lit';
import { address, ask } from '../../api/client.js';
import { count } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { place, to } from '../../parts/router.js';
import { fieldName, saidIn } from '../../parts/said.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';
import { fileReason, meaning } from './report.js';

/** The first refused rows of a file with their reasons, and what can be done about them. Says `contradicted` where stored data speak against one. */
class RefusedRows extends Part {
  static properties = { answer: { attribute: false }, most: { attribute: false } };

  #rows = new Loading(this);

  willUpdate(changed) {
    if (this.hasUpdated && changed.has('answer') && changed.get('answer')?.id !== this.answer.id) this.load();
  }

  async load() {
    this.#rows.clear();
    if (!(this.answer.report?.rejected > 0)) return;
    if (await this.#rows.ask(signal => firstLines(address('files', this.answer.id, 'rejects'), this.most + 1, signal))
      && this.#rows.value.some(row => row.code === 'ConflictingData')) this.dispatchEvent(new CustomEvent('contradicted'));
  }

  render() {
    const { report } = this.answer;
    return html`${meaning(report, this.#rows.value)}${shown(this.#rows, read => this.#show(read.slice(0, this.most), read.length > this.most), () => this.load())}`;
  }

  #show(rows, isCut) {
    return html`${table({
      caption: isCut ? t('files.refusedFirst', { count: count(rows.length) }) : t('files.refusedCaption', { count: count(rows.length) }), rows, quiet: true, columns: [
        { label: t('files.row'), head: true, number: true, cell: row => row.line > 0 ? row.line : t('files.whole') },
        { label: t('files.column'), cell: row => fieldName(row.field) },
        { label: t('files.value'), cell: row => row.value },
        { label: t('field.why'), cell: row => html`${fileReason(row.code)} <span class="exact">${saidIn(row.reason)}</span>` },
      ] })}${isCut ? html`<p>${t('files.refusedCut', { count: count(this.most), rows: count(this.answer.report.rejected) })}
        ${place().parts[1] === this.answer.id ? nothing : html`<a href=${to('files', this.answer.id)}>${t('files.refusedAll')}</a>`}</p>` : nothing}`;
  }
}

/** The first objects of JSON lines; what comes behind them is not read. */
async function firstLines(url, most, signal) {
  const reader = (await ask(url, { signal, headers: { accept: 'application/x-ndjson' } })).body.pipeThrough(new TextDecoderStream()).getReader();
  const rows = [];
  for (let rest = '', end = false; !end && rows.length < most;) {
    const { value = '', done } = await reader.read();
    const lines = (rest + value).split('\n');
    rest = done ? '' : lines.pop();
    rows.push(...lines.filter(Boolean).map(line => JSON.parse(line)));
    end = done;
  }
  await reader.cancel();
  return rows.slice(0, most);
}

customElements.define('refused-rows', RefusedRows);
