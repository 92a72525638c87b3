using Pricing.Files.Numbers;
using Pricing.Files.Schemas;
using static Pricing.Files.Kinds.TableSchemas;

namespace Pricing.Files.Kinds;

/// <summary>The columns of closes: J-Quants' (v1 and v2), Yahoo's, Stooq's, Investing's and Japanese names.</summary>
internal static class PriceColumns
{
    public static TableSchema Schema { get; } = new(
        FileKind.Prices,
        new(["Date", "Close"], []),
        [
            Required("Date", ColumnType.Date, "Data", "日付", "年月日", "取引日", "日付け") with { IsPast = true },
            Optional("Code", ColumnType.Code, "Security Code", "Ticker", "Symbol", "証券コード", "銘柄コード", "コード"),
            Required("Close", ColumnType.Amount, "C", "Zamkniecie", "終値") with { IsPrice = true, IsAlwaysWritten = true, LastResort = "Price", Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Optional("BasePrice", ColumnType.Amount, "基準値段", "基準値") with { IsPrice = true, Unit = NumberUnit.Yen, Per = NumberUnit.Shares },
            Optional("Volume", ColumnType.Volume, "Vo", "Vol", "Wolumen", "出来高", "売買高") with { IsPrice = true, Unit = NumberUnit.Shares, Per = NumberUnit.Days },
            Optional("SplitFactor", ColumnType.NewPerOld, "分割比率") with { Unit = NumberUnit.Times },
            Optional("AdjFactor", ColumnType.OldPerNew, "AdjustmentFactor", "調整係数"),
            Optional("StockSplits", ColumnType.NewPerOld) with { Unit = NumberUnit.Times },
        ],
        [
            "Open", "High", "Low", "Adj Close", "Price", "Change", "Change %", "Dividends", "Capital Gains", "Origin", "Currency",
            "O", "H", "L", "UL", "LL", "Va", "AdjO", "AdjH", "AdjL", "AdjC", "AdjVo",
            "MO", "MH", "ML", "MC", "MUL", "MLL", "MVo", "MVa", "MAdjO", "MAdjH", "MAdjL", "MAdjC", "MAdjVo",
            "AO", "AH", "AL", "AC", "AUL", "ALL", "AVo", "AVa", "AAdjO", "AAdjH", "AAdjL", "AAdjC", "AAdjVo",
            "UpperLimit", "LowerLimit", "TurnoverValue",
            "AdjustmentOpen", "AdjustmentHigh", "AdjustmentLow", "AdjustmentClose", "AdjustmentVolume",
            "MorningOpen", "MorningHigh", "MorningLow", "MorningClose", "MorningUpperLimit", "MorningLowerLimit", "MorningVolume",
            "MorningTurnoverValue", "MorningAdjustmentOpen", "MorningAdjustmentHigh", "MorningAdjustmentLow",
            "MorningAdjustmentClose", "MorningAdjustmentVolume",
            "AfternoonOpen", "AfternoonHigh", "AfternoonLow", "AfternoonClose", "AfternoonUpperLimit", "AfternoonLowerLimit",
            "AfternoonVolume", "AfternoonTurnoverValue", "AfternoonAdjustmentOpen", "AfternoonAdjustmentHigh",
            "AfternoonAdjustmentLow", "AfternoonAdjustmentClose", "AfternoonAdjustmentVolume",
            "Otwarcie", "Najwyzszy", "Najnizszy", "Per", "Time", "OpenInt", "Previous Close", "Prev Close",
            "始値", "高値", "安値", "終値調整値", "調整後終値", "修正後終値", "売買代金", "前日比", "前日終値", "変化率", "変化率 %", "銘柄名", "市場",
            "市場コード", "業種コード", "33業種コード", "17業種コード",
        ]);
}
