import { html } from 'lit';
import { address, all, get } from '../../api/client.js';
import { count, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { empty, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { t } from '../../words/words.js';

/** The host's settings and their change log, for those who may see them. */
class HostSettings extends Part {
  #settings = new Loading(this);

  load() {
    this.#settings.ask(async signal => {
      const me = await get(address('me'), signal);
      if (!me.roles.some(role => ['Auditor', 'Administrator'].includes(role.split(':')[0]))) return undefined;
      const [settings, changes] = await Promise.all([get(address('settings'), signal), all(address('settings', 'changes', { limit: 1000 }), signal)]);
      return { ...settings, changes };
    });
  }

  render() {
    return shown(this.#settings, found => found === undefined ? empty(t('settings.notYours')) : html`
      ${found.changes.length === 0 ? empty(t('settings.noChanges')) : table({
        caption: t('settings.changes', { count: count(found.changes.length) }), rows: found.changes, columns: [
          { label: t('publications.number'), head: true, cell: change => change.number },
          { label: t('settings.when'), cell: change => moment(change.at) },
          { label: t('rules.version'), cell: change => change.release },
          { label: t('grant.changed'), cell: change => change.changes.map(one => html`<div><code>${one.name}</code>: ${one.before ?? '–'} → ${one.after ?? '–'}</div>`) },
        ] })}
      <details><summary>${t('settings.all', { count: count(found.settings.length) })}</summary>${table({
        caption: t('settings.all', { count: count(found.settings.length) }), quiet: true, rows: found.settings, columns: [
          { label: t('rules.setting'), head: true, cell: setting => html`<code>${setting.name}</code>` }, { label: t('files.value'), cell: setting => setting.text },
        ] })}</details>
      <p class="quiet">${t('rules.hash')} <span class="hash">${found.hash}</span></p>`, () => this.load());
  }
}

customElements.define('host-settings', HostSettings);
