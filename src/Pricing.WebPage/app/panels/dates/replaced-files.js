import { html, nothing } from 'lit';
import { address, get } from '../../api/client.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { to } from '../../parts/router.js';
import { isSame } from '../../parts/runs.js';
import { t } from '../../words/words.js';

const mostFiles = 100;

/** The last files that replaced figures of a date, or of dates before it, since a valuation of it: the page of each says which values rest on them. */
class ReplacedFiles extends Part {
  static properties = { run: { attribute: false } };

  #files = new Loading(this);

  willUpdate(changed) {
    if (changed.get('run') && !isSame(changed.get('run'), this.run)) this.load();
  }

  load() {
    this.#files.ask(async signal => (await get(address('files', { limit: mostFiles }), signal)).files.filter(one => this.#isLater(one)), { quietly: true });
  }

  #isLater({ file, report }) {
    return file.replace && report?.stored > 0 && new Date(report.finishedAt) > new Date(this.run.startedAt ?? 0)
      && (report.replaced ?? '').match(/\d{4}-\d{2}-\d{2}/g)?.some(date => date <= this.run.date);
  }

  render() {
    const files = this.#files.value ?? [];
    return files.length === 0 ? nothing : html`<p class="becomes"><span class="chip open">${t('dates.replaced')}</span> ${t('dates.replacedBy')}
      ${files.map((one, place) => html`${place > 0 ? t('price.and') : nothing}<a href=${to('files', one.id)}>${one.file.name || one.id.slice(0, 12)}</a>`)}</p>`;
  }
}

customElements.define('replaced-files', ReplacedFiles);
