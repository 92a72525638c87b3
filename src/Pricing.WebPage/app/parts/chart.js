import { html } from 'lit';
import uPlot from 'uplot';
import { language } from '../words/words.js';
import { minus } from './format.js';
import { Part } from './part.js';

/**
 * A chart of one or more lines. What it draws stands in a table beside it as well, so for readers by ear it is only named.
 * `data` is what uPlot takes: the x values, then each line's.
 */
class LineChart extends Part {
  static properties = {
    label: {}, data: { attribute: false }, lines: { attribute: false }, time: { type: Boolean }, axis: {}, across: {}, points: { type: Boolean },
  };

  #chart;
  #resize = new ResizeObserver(() => this.#chart?.setSize(this.#size()));
  #redraw = () => this.#draw();
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #theme = new MutationObserver(this.#redraw);

  render() {
    return html`<div class="chart" role="img" aria-label=${this.label}></div>`;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#redraw);
    this.#theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#redraw);
    this.#theme.disconnect();
    this.#resize.disconnect();
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  updated() {
    this.#draw();
  }

  #size() {
    return { width: Math.max(240, this.clientWidth), height: 220 };
  }

  #draw() {
    const frame = this.querySelector('.chart');
    if (!frame || !this.data) return;

    this.#chart?.destroy();
    const style = getComputedStyle(frame);
    const ink = style.getPropertyValue('color');
    const grid = style.getPropertyValue('outline-color');
    const hues = [style.getPropertyValue('border-top-color'), style.getPropertyValue('border-right-color'), style.getPropertyValue('border-bottom-color')];
    const axis = { stroke: ink, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 }, font: '11px sans-serif', labelFont: '11px sans-serif' };
    const figures = new Intl.NumberFormat(language(), { maximumFractionDigits: 6, notation: 'standard' });
    const numbers = (_, ticks) => ticks.map(tick => minus(figures.format(tick)));
    this.#chart = new uPlot({
      ...this.#size(),
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), 'UTC'),
      scales: { x: { time: this.time ?? false } },
      axes: [
        { ...axis, label: this.across, ...(this.time ? { values: this.#dates } : { values: numbers }) },
        { ...axis, label: this.axis, size: 76, values: numbers },
      ],
      legend: { show: this.lines.length > 1, live: false },
      cursor: { y: false },
      series: [{}, ...this.lines.map((label, number) => ({
        label, stroke: hues[number % hues.length], width: 1.5, points: { show: this.points ?? false, size: 5, fill: hues[number % hues.length] },
      }))],
    }, this.data, frame);
    this.#resize.observe(this);
  }

  #dates = (_, ticks) => ticks.map(tick => new Date(tick * 1000).toISOString().slice(0, 10).slice(0, ticks.length > 1 && ticks[1] - ticks[0] >= 28 * 86400 ? 7 : 10));
}

customElements.define('line-chart', LineChart);
