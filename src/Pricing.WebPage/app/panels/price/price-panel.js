import { html } from 'lit';
import { Part } from '../../parts/part.js';

class P extends Part {
  static properties = { place: { attribute: false } };
  render() { return html`<h1>price</h1>`; }
}

customElements.define('price-panel', P);
