import { html, nothing } from 'lit';
import { address, all, get } from '../../api/client.js';
import { count, moment } from '../../parts/format.js';
import { Loading } from '../../parts/loading.js';
import { Part } from '../../parts/part.js';
import { empty, shown } from '../../parts/states.js';
import { table } from '../../parts/table.js';
import { has, t } from '../../words/words.js';

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
    return html`<p>${t('settings.about')}</p>${shown(this.#settings, found => found === undefined ? empty(t('settings.notYours')) : html`
      ${found.changes.length === 0 ? empty(t('settings.noChanges')) : table({
        caption: t('settings.changes', { count: count(found.changes.length) }), rows: found.changes, columns: [
          { label: t('publications.number'), head: true, cell: change => change.number },
          { label: t('settings.when'), cell: change => moment(change.at) },
          { label: t('rules.version'), cell: change => change.release },
          { label: t('grant.changed'), cell: change => change.changes.map(one => html`<div>${settingName(one.name)}: ${one.before ?? '–'} → ${one.after ?? '–'}</div>`) },
        ] })}
      <details><summary>${t('settings.all', { count: count(found.settings.length) })}</summary>${table({
        caption: t('settings.all', { count: count(found.settings.length) }), quiet: true, rows: found.settings, columns: [
          { label: t('rules.setting'), head: true, cell: setting => settingName(setting.name) }, { label: t('files.value'), cell: setting => setting.text },
        ] })}</details>
      <p class="quiet">${t('rules.hash')} <span class="hash">${found.hash}</span></p>`, () => this.load())}`;
  }
}

/** A setting in words, its own or those of its section, beside its name in the configuration. */
function settingName(name) {
  const parts = name.split(':');
  const known = parts.map((_, end) => `hostSetting.${parts.slice(0, parts.length - end).join('.')}`).find(has);
  const rule = parts[0] === 'Policies' && has(`setting.${parts.at(-1)}`) ? t(`setting.${parts.at(-1)}`) : undefined;
  return html`${rule ?? (known ? t(known) : nothing)} <code>${name}</code>`;
}

customElements.define('host-settings', HostSettings);
