import { html } from 'lit';
import { Part } from '../../parts/part.js';

class P extends Part {
  static properties = { place: { attribute: false } };
  render() { return html`<h1>grants</h1>`; }
}

customElements.define('grants-panel', P);
