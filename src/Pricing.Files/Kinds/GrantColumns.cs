using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of grants.</summary>
internal static class GrantColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Grants,
        new(["exercise_price", "allotment_date"], []),
        [
            Required("issuer", ColumnType.Id, "発行会社", "会社名"),
            Required("grant_id", ColumnType.Id, "新株予約権番号", "回号"),
            Required("security_code", ColumnType.Code, "証券コード", "銘柄コード", "コード"),
            Required("currency", ColumnType.Id, "通貨") with { Words = Words.Currencies },
            Required("allotment_date", ColumnType.Date, "割当日"),
            Required("exercise_start", ColumnType.Date, "行使期間開始日", "行使期間(自)"),
            Required("exercise_end", ColumnType.Date, "行使期間終了日", "行使期間(至)"),
            Required("exercise_price", ColumnType.Amount, "行使価額", "行使価格", "権利行使価格") with { Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Required("shares_per_right", ColumnType.Amount, "付与株式数", "新株予約権1個当たりの株式数", "1個当たり株式数") with { Unit = NumberUnit.Shares, Per = NumberUnit.Rights },
            Required("maximum_rights", ColumnType.Whole, "新株予約権の総数", "発行総数", "上限個数") with { Unit = NumberUnit.Rights },
            Required("allotted_rights", ColumnType.Whole, "割当個数", "割り当てる新株予約権の数", "新株予約権の数") with { Unit = NumberUnit.Rights },
            Required("policy", ColumnType.Id, "算定ルール", "評価ポリシー"),
            Required("expected_remaining_years", ColumnType.Years, "予想残存期間", "予想残存期間(年)") with { Words = Words.Periods, Unit = NumberUnit.Years },
            Optional("grant_date", ColumnType.Date, "付与日"),
            Optional("window_from", ColumnType.Date, "株価変動性算定期間開始日", "算定期間(自)"),
            Optional("window_to", ColumnType.Date, "株価変動性算定期間終了日", "算定期間(至)"),
            Optional("exclude", ColumnType.Periods, "除外期間"),
            Optional("dividend_per_share", ColumnType.Amount, "1株当たり配当金", "予想配当", "1株配当") with { Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Optional("risk_free_rate", ColumnType.Rate, "無リスク利子率", "無リスク金利") with { Per = NumberUnit.Years },
            Optional("rate_source", ColumnType.Text, "利子率の根拠", "金利の出所"),
            Optional("award_class", ColumnType.Word, "会計上の分類", "分類") with { Words = Words.AwardClasses },
            Optional("allottees", ColumnType.Text, "割当対象者", "付与対象者の区分及び人数"),
            Optional("title", ColumnType.Text, "新株予約権の名称", "名称"),
            Optional("meant_reason", ColumnType.Text, "想定内の理由"),
            Optional("amends", ColumnType.Whole, "訂正対象版") with { Unit = NumberUnit.Version },
            Optional("amend_reason", ColumnType.Text, "訂正理由"),
            Optional("exercise_price_adjustment", ColumnType.Word, "行使価額の調整") with { Words = Words.PriceAdjustments },
            Optional("accounting_standard", ColumnType.Id, "会計基準"),
            Optional("allotted_confirmed_on", ColumnType.Date, "割当確定日"),
            Optional("days_after_office", ColumnType.Whole, "地位喪失後行使日数") with { Unit = NumberUnit.Days },
            Optional("heir_months", ColumnType.Whole, "相続後行使月数") with { Unit = NumberUnit.Months },
            Optional("last_day_rule", ColumnType.Id, "末日休日の扱い"),
            Optional("offices", ColumnType.Text, "対象地位"),
            Optional("office_rule", ColumnType.Id, "地位喪失の判定"),
            Optional("acquisition_clause", ColumnType.Text, "取得条項") with { Words = Words.Reorganisations },
            Optional("reorganisation_clause", ColumnType.Text, "組織再編条項") with { Words = Words.Reorganisations },
            Optional("modification_date", ColumnType.Date, "条件変更日"),
            Optional("exercise_in_office", ColumnType.Word, "在任中の行使") with { Words = Words.YesNo },
            Optional("succeeds", ColumnType.Id, "承継元"),
        ]);
}
