import { html } from 'lit';
import { Part } from '../../parts/part.js';
import { t } from '../../words/words.js';
import './file-history.js';
import './file-kinds.js';
import './file-view.js';
import './send-files.js';
import './waiting-rows.js';

/** Files: sending them, what became of them, and one file. */
class FilesPanel extends Part {
  static properties = { place: { attribute: false } };

  render() {
    const [id] = this.place;
    if (id) return html`<file-view .fileId=${id}></file-view>`;
    return html`<h1>${t('files.title')}</h1>
      <send-files @judged=${() => this.querySelectorAll('file-history, waiting-rows').forEach(part => part.load())}></send-files>
      <file-kinds></file-kinds>
      <section aria-labelledby="waiting-title"><h2 id="waiting-title">${t('dates.waitingTitle')}</h2><waiting-rows></waiting-rows></section>
      <section aria-labelledby="history-title"><h2 id="history-title">${t('files.history')}</h2><file-history></file-history></section>`;
  }
}

customElements.define('files-panel', FilesPanel);
