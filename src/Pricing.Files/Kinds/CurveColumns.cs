using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of yields: a row a date and tenor, or the tenors as columns, <c>1Y</c> or <c>1年</c>.</summary>
internal static class CurveColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Curves,
        new(["date", "tenor", "percent"], ["Amount", "配当金額", "1株当たり配当金"]) { AllowsTenors = true },
        [
            Required("date", ColumnType.Date, "基準日", "日付") with { IsPast = true },
            Required("tenor", ColumnType.Tenor, "年限", "残存年数", "期間"),
            Required("percent", ColumnType.Percent, "yield", "利回り", "金利") with { IsAlwaysWritten = true, Per = NumberUnit.Years },
            Optional("meant_reason", ColumnType.Text, "想定内の理由"),
        ],
        ["Origin", "Source"]);
}
