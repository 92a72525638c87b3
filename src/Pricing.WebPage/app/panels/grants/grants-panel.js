import { html } from 'lit';
import { Part } from '../../parts/part.js';
import './grant-list.js';
import './grant-view.js';
import './value-view.js';

/** Grants: the list; one grant; one of its values, of a date and perhaps a version. */
class GrantsPanel extends Part {
  static properties = { place: { attribute: false } };

  render() {
    const [issuer, grantId, date, version] = this.place;
    if (!grantId) return html`<grant-list .issuer=${issuer}></grant-list>`;
    if (!date) return html`<grant-view .issuer=${issuer} .grantId=${grantId}></grant-view>`;
    return html`<value-view .issuer=${issuer} .grantId=${grantId} .date=${date} .version=${version ? Number(version) : undefined}></value-view>`;
  }
}

customElements.define('grants-panel', GrantsPanel);
