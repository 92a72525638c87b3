// A grant as a row of the batch format.
import { language } from '../words/words.js';
import { csv } from './csv.js';

// The first Japanese name of each column, as exports write them.
const japanese = {
  issuer: '発行会社', grant_id: '新株予約権番号', security_code: '証券コード', currency: '通貨', allotment_date: '割当日', exercise_start: '行使期間開始日',
  exercise_end: '行使期間終了日', exercise_price: '行使価額', shares_per_right: '付与株式数', maximum_rights: '新株予約権の総数', allotted_rights: '割当個数',
  policy: '算定ルール', expected_remaining_years: '予想残存期間', grant_date: '付与日', window_from: '株価変動性算定期間開始日', window_to: '株価変動性算定期間終了日',
  exclude: '除外期間', dividend_per_share: '1株当たり配当金', risk_free_rate: '無リスク利子率', rate_source: '利子率の根拠', award_class: '会計上の分類',
  allottees: '割当対象者', title: '新株予約権の名称', meant_reason: '想定内の理由', amends: '訂正対象版', amend_reason: '訂正理由',
  exercise_price_adjustment: '行使価額の調整', accounting_standard: '会計基準', allotted_confirmed_on: '割当確定日', days_after_office: '地位喪失後行使日数',
  heir_months: '相続後行使月数', last_day_rule: '末日休日の扱い', offices: '対象地位', office_rule: '地位喪失の判定', acquisition_clause: '取得条項',
  reorganisation_clause: '組織再編条項', modification_date: '条件変更日', exercise_in_office: '在任中の行使', succeeds: '承継元',
};

/** A grant as a file, with its columns named in the language of the page. @param {Record<string, string>} grant by the columns of the batch format */
export function grantRow(name, grant) {
  const columns = Object.keys(grant);
  return csv(name, [columns.map(column => language() === 'ja' ? japanese[column] : column), columns.map(column => grant[column])]);
}
