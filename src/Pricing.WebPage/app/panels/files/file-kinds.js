import { html } from 'lit';
import { address, get } from '../../api/client.js';
import { save } from '../../api/download.js';
import { csv } from '../../parts/csv.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { language, t, word } from '../../words/words.js';

/** What each kind of file needs, and a file to begin with: its header and a row as an example. */
class FileKinds extends Part {
  #kinds = new Loading(this);

  load() {
    this.#kinds.ask(signal => get(address('files', 'kinds'), signal));
  }

  render() {
    return html`<details><summary>${t('kinds.title')}</summary><p>${t('kinds.about')}</p>${shown(this.#kinds, kinds => table({
      caption: t('kinds.title'), quiet: true, rows: kinds, columns: [
        { label: t('files.kind'), head: true, cell: kind => word('fileKind', kind.kind) },
        { label: t('kinds.needed'), cell: kind => kind.columns.filter(column => column.isRequired).map(name).join(', ') },
        { label: t('kinds.others'), cell: kind => html`<small>${kind.columns.filter(column => !column.isRequired).map(name).join(', ')}</small>` },
        { label: t('kinds.judged'), cell: kind => t(kind.isTakenWhole ? 'kinds.whole' : 'kinds.byRow') },
        { label: t('kinds.template'), cell: kind => html`<button type="button" @click=${() => template(kind)}>${t('kinds.save')} <span class="unseen">${word('fileKind', kind.kind)}</span></button>` },
      ] }), () => this.load())}</details>`;
  }
}

const name = column => language() === 'ja' ? column.japaneseName ?? column.name : column.name;
const example = column => language() === 'ja' ? column.japaneseExample : column.example;

function template(kind) {
  const columns = kind.columns.filter(column => column.isRequired || column.example !== undefined);
  const file = csv(kind.kind, [columns.map(name), columns.map(example)]);
  save(file.blob, file.name);
}

customElements.define('file-kinds', FileKinds);
