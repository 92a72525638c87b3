using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of dividends.</summary>
internal static class DividendColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Dividends,
        new(["Amount", "RecordDate"], []),
        [
            Optional("Code", ColumnType.Code, "Security Code", "証券コード", "銘柄コード", "コード"),
            Required("Kind", ColumnType.Word, "配当区分", "種別") with { Words = Words.DividendKinds },
            Required("Amount", ColumnType.Amount, "DividendPerShare", "1株当たり配当金", "配当金額") with { IsAlwaysWritten = true, Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Optional("CommemorativePart", ColumnType.Amount, "うち記念配当", "記念・特別配当額") with { Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Optional("FiscalYearEnd", ColumnType.Date, "決算期末", "事業年度末日"),
            Required("RecordDate", ColumnType.Date, "基準日", "配当基準日", "権利確定日"),
            Optional("ExDate", ColumnType.Date, "権利落ち日", "権利落日", "配当落ち日"),
            Required("AnnouncedOn", ColumnType.Date, "公表日", "開示日", "発表日") with { IsPast = true },
        ],
        ["銘柄名", "会社名", "市場", "Origin", "Currency", "通貨"]);
}
