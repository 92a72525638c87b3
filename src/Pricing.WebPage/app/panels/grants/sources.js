// What a value stands on, down to the bytes as they came.
import { html, nothing } from 'lit';
import { address } from '../../api/client.js';
import { amount, count, moment } from '../../parts/format.js';
import { syntheticMark } from '../../parts/marks.js';
import { hash } from '../../parts/hash.js';
import { to } from '../../parts/router.js';
import { table } from '../../parts/table.js';
import { t, word } from '../../words/words.js';
import '../../parts/download-button.js';

/** @param {any} evidence what was kept with the value */
export const sources = (evidence, value) => html`
  ${table({
    caption: t('sources.caption'), rows: evidence.sources, columns: [
      { label: t('sources.feed'), head: true, cell: source => html`${word('feed', source.feed)}${syntheticMark(source)}` },
      { label: t('sources.request'), cell: source => html`<span class="exact">${decoded(source.request)}</span>` },
      { label: t('sources.fetchedAt'), cell: source => moment(source.fetchedAt) },
      { label: 'SHA-256', cell: source => hash(source.sha256, 16) },
      { label: t('sources.bytes'), cell: source => html`<download-button .url=${address('raw', source.sha256)} name=${fileName(source)} label=${t('sources.save')} of=${source.sha256.slice(0, 8)}></download-button>` },
    ] })}
  <div class="sides">
    ${evidence.curve ? html`<details><summary>${t('sources.curve', { date: evidence.curve.date })}</summary>${table({
      caption: t('sources.curve', { date: evidence.curve.date }), quiet: true, rows: evidence.curve.points, columns: [
        { label: t('sources.tenor'), head: true, number: true, cell: point => point.tenorYears },
        { label: t('sources.yield'), number: true, cell: point => `${point.percent} %` },
      ] })}</details>` : nothing}
    ${evidence.dividend ? html`<details><summary>${dividendsOf(evidence.dividend, value)}</summary>${table({
      caption: dividendsOf(evidence.dividend, value), quiet: true, rows: evidence.dividend.parts, columns: [
        { label: t('sources.recordDate'), head: true, cell: part => part.declared.recordDate },
        { label: t('sources.exDate'), cell: part => part.declared.exDate },
        { label: t('life.kind'), cell: part => word('dividend', part.declared.kind) },
        { label: t('sources.declared'), number: true, cell: part => amount(part.declared.amountPerShare) },
        { label: t('sources.restated'), number: true, cell: part => ratio(part.restated) },
      ] })}</details>` : nothing}
    ${evidence.volatility ? html`<details class="long"><summary>${t('sources.closes', { count: count(evidence.volatility.closesUsed.length) })}</summary>
      <p><a href=${toVolatility(evidence, value)}>${t('sources.toVolatility')}</a></p>
      ${table({
        caption: t('sources.closes', { count: count(evidence.volatility.closesUsed.length) }), quiet: true, rows: evidence.volatility.closesUsed, columns: [
          { label: t('field.date'), head: true, cell: close => close.date },
          { label: t('sources.close'), number: true, cell: close => amount(close.close) },
          { label: t('sources.adjusted'), number: true, cell: close => amount(close.adjustedClose) },
        ] })}</details>` : nothing}
  </div>`;

// A year that had not ended on the measurement date gives what was declared of it by then.
const dividendsOf = ({ fiscalYearEnd: date }, { measurementDate }) => t(date <= measurementDate ? 'sources.dividends' : 'sources.dividendsInProgress', { date });

/** The volatility panel with the closes of a value, and its amounts beside other volatilities. */
export const toVolatility = ({ securityCode, volatility: { window, exclusions } }, { policy, issuer, grantId: grant, measurementDate: date, version }) =>
  to('volatility', securityCode, { from: window.from, to: window.to, policy, exclude: exclusions.map(period => `${period.from}..${period.to}`).join(';'), issuer, grant, date, version });

const decoded = text => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

// The bytes of a file have the name under which it came, and behind # what it was taken in as; those of an address the name and the
// parameters of that, and where it names no kind of file they are JSON.
function fileName({ request }) {
  if (!/^https?:/.test(request)) return decoded(request.split('#')[0]);
  const { pathname, searchParams } = new URL(request);
  const last = pathname.split('/').filter(Boolean).at(-1) ?? '';
  return [last, ...searchParams.values()].filter(Boolean).join(' ') + (/\.\w+$/.test(last) ? '' : '.json');
}

const ratio = ({ numerator, denominator }) => amount(denominator === 1 ? numerator : Number((numerator / denominator).toFixed(6)));
