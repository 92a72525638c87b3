using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of corporate actions.</summary>
internal static class ActionColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.CorporateActions,
        new(["ratio"], ["Close", "C", "終値"]) { IsWithoutAdjustedClose = true },
        [
            Optional("code", ColumnType.Code, "security_code", "証券コード", "銘柄コード", "コード"),
            Required("kind", ColumnType.Word, "種別", "事由") with { Words = Words.ActionKinds },
            Required("ratio", ColumnType.NewPerOld, "比率", "分割比率", "併合比率") with { Unit = NumberUnit.Times },
            Optional("record_date", ColumnType.Date, "基準日"),
            Optional("effective_date", ColumnType.Date, "効力発生日"),
            Optional("ex_date", ColumnType.Date, "権利落ち日"),
            Optional("announced_on", ColumnType.Date, "公表日") with { IsPast = true },
            Optional("conditional", ColumnType.Word, "株主総会承認条件") with { Words = Words.YesNo },
            Optional("meeting_date", ColumnType.Date, "株主総会終結日"),
            Optional("reference", ColumnType.Text, "根拠資料", "開示資料"),
            Optional("meant_reason", ColumnType.Text, "想定内の理由"),
            Optional("withdrawn_reason", ColumnType.Text, "取消理由"),
        ]);
}
