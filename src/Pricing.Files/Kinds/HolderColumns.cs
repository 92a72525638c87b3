using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of holders.</summary>
internal static class HolderColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Holders,
        new(["grant_id", "holder", "rights"], ["kind", "事由", "区分", "種別"]),
        [
            Required("issuer", ColumnType.Id, "発行会社", "会社名"),
            Required("grant_id", ColumnType.Id, "新株予約権番号", "回号"),
            Required("holder", ColumnType.Id, "保有者番号", "権利者番号"),
            Required("group", ColumnType.Text, "対象者区分"),
            Required("rights", ColumnType.Whole, "個数", "権利数", "新株予約権の数") with { Unit = NumberUnit.Rights },
        ]);
}
