import { html, nothing } from 'lit';
import { address, get, nextAddress } from '../../api/client.js';
import { count, heading, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { syntheticMark } from '../../parts/marks.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { empty, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import { kindOf, outcome } from './report.js';

/** The files that came, the last one first. */
class FileHistory extends Part {
  #files = new Loading(this);

  load() {
    this.#files.ask(signal => get(address('files', { limit: 50 }), signal), { quietly: this.#files.state === 'ready' });
  }

  render() {
    return shown(this.#files, list => list.files.length === 0 ? empty(t('files.none')) : html`${table({
      caption: t('files.caption', { count: count(list.files.length) }), rows: list.files, columns: [
        { label: t('files.file'), head: true, cell: one => html`<a href=${to('files', one.id)}>${one.file.name || one.id.slice(0, 12)}</a>` },
        { label: t('files.kind'), cell: one => html`<span class="together">${word('fileKind', kindOf(one))}</span>${syntheticMark(one.file)}` },
        { label: t('field.status'), cell: one => html`<div class="clamp">${outcome(one)}</div>` },
        ...['rows', 'stored', 'unchanged', 'amended', 'waiting', 'rejected'].map(name => ({ label: heading(t(`files.${name}`)), number: true, cell: one => one.report ? count(one.report[name]) : '' })),
        { label: t('files.received'), cell: one => moment(one.file.receivedAt) },
        { label: t('files.who'), cell: one => one.file.who },
      ] })}
      ${list.next ? html`<button type="button" @click=${() => this.#more(list)}>${t('files.older')}</button>` : nothing}`, () => this.load());
  }

  #more(list) {
    this.#files.ask(async signal => {
      const more = await get(nextAddress(list.next), signal);
      return { files: [...list.files, ...more.files], next: more.next };
    }, { quietly: true });
  }
}

customElements.define('file-history', FileHistory);
