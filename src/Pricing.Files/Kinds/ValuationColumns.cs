using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of rows to be valued as they stand.</summary>
internal static class ValuationColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Valuations,
        new(["S", "X", "T"], []),
        [
            Required("id", ColumnType.Text),
            Required("S", ColumnType.Amount) with { Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Required("X", ColumnType.Amount) with { Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Required("T", ColumnType.Years) with { Unit = NumberUnit.Years },
            Required("sigma", ColumnType.Rate),
            Required("q", ColumnType.Rate),
            Required("r", ColumnType.Rate),
            Required("policy", ColumnType.Id, "算定ルール"),
            Required("shares", ColumnType.Amount, "付与株式数") with { Unit = NumberUnit.Shares, Per = NumberUnit.Rights },
            Required("currency", ColumnType.Id, "通貨") with { Words = Words.Currencies },
            Optional("meant_reason", ColumnType.Text, "想定内の理由"),
        ]);
}
