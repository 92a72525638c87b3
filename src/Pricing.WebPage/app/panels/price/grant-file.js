// The terms as a grant file, to be kept and taken in.
import { csv } from '../../parts/csv.js';
import { language, t } from '../../words/words.js';
import { grantOf } from './question.js';

// The first Japanese name of each column, as exports write them.
const japanese = {
  issuer: '発行会社', grant_id: '新株予約権番号', security_code: '証券コード', currency: '通貨', allotment_date: '割当日', exercise_start: '行使期間開始日',
  exercise_end: '行使期間終了日', exercise_price: '行使価額', shares_per_right: '付与株式数', maximum_rights: '新株予約権の総数', allotted_rights: '割当個数',
  policy: '算定ルール', expected_remaining_years: '予想残存期間', window_from: '株価変動性算定期間開始日', window_to: '株価変動性算定期間終了日',
  dividend_per_share: '1株当たり配当金', risk_free_rate: '無リスク利子率', rate_source: '利子率の根拠', meant_reason: '想定内の理由',
};

/** @returns {{name: string, blob: Blob}} */
export function grantFile(form) {
  const grant = grantOf(form);
  if (grant.rate_source) grant.rate_source = t('price.typedSource');
  const names = Object.keys(grant);
  const rows = [names.map(name => language() === 'ja' ? japanese[name] : name), names.map(name => grant[name])];
  return csv(`${grant.issuer} ${grant.grant_id}`, rows);
}
