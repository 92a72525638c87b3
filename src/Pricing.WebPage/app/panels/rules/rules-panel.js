import { html } from 'lit';
import { Part } from '../../parts/part.js';

class P extends Part {
  static properties = { place: { attribute: false } };
  render() { return html`<h1>rules</h1>`; }
}

customElements.define('rules-panel', P);
