import { html } from 'lit';
import { Part } from '../../parts/part.js';

class P extends Part {
  static properties = { place: { attribute: false } };
  render() { return html`<h1>volatility</h1>`; }
}

customElements.define('volatility-panel', P);
