using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of events.</summary>
internal static class EventColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Events,
        new(["grant_id", "kind", "rights"], []),
        [
            Required("issuer", ColumnType.Id, "発行会社", "会社名"),
            Required("grant_id", ColumnType.Id, "新株予約権番号", "回号"),
            Required("date", ColumnType.Date, "発生日", "日付", "行使日"),
            Required("kind", ColumnType.Word, "事由", "区分", "種別") with { Words = Words.EventKinds },
            Required("rights", ColumnType.Whole, "個数", "権利数", "新株予約権の数") with { Unit = NumberUnit.Rights },
            Required("reference", ColumnType.Text, "根拠資料", "証憑番号", "参照"),
            Optional("holder", ColumnType.Id, "保有者番号", "権利者番号"),
            Optional("book_value", ColumnType.Amount, "帳簿価額") with { Unit = NumberUnit.Yen },
            Optional("new_shares", ColumnType.Amount, "新株発行数") with { Unit = NumberUnit.Shares },
            Optional("treasury_shares", ColumnType.Amount, "自己株式交付数") with { Unit = NumberUnit.Shares },
            Optional("treasury_book_value", ColumnType.Amount, "自己株式帳簿価額") with { Unit = NumberUnit.Yen },
            Optional("decided_shares", ColumnType.Amount, "調整後付与株式数") with { Unit = NumberUnit.Shares, Per = NumberUnit.Rights },
            Optional("decided_exercise_price", ColumnType.Amount, "調整後行使価額") with { Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Optional("office_lost", ColumnType.Text, "喪失した地位"),
            Optional("office_kept", ColumnType.Text, "継続する地位"),
            Optional("heir", ColumnType.Id, "相続人番号"),
            Optional("reverses", ColumnType.Id, "取消対象"),
            Optional("resolution", ColumnType.Word, "決議事由") with { Words = Words.Reorganisations },
        ]);
}
