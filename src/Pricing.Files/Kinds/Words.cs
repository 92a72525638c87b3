namespace Pricing.Files.Kinds;

/// <summary>The words that stand in cells, English and Japanese, by the English one.</summary>
internal static class Words
{
    public static IReadOnlyDictionary<string, string> EventKinds { get; } = Of(
        ("exercised", ["行使"]),
        ("forfeited", ["失効"]),
        ("acquired", ["取得"]),
        ("lapsed", ["消滅", "期間満了"]),
        ("left_office", ["地位喪失", "left office"]),
        ("died", ["死亡"]),
        ("inherited", ["相続"]),
        ("adjusted", ["調整"]),
        ("reorganised", ["組織再編"]));

    public static IReadOnlyDictionary<string, string> Reorganisations { get; } = Of(
        ("merger", ["合併"]),
        ("demerger", ["会社分割"]),
        ("share_exchange", ["株式交換", "share exchange"]),
        ("share_transfer", ["株式移転", "share transfer"]));

    public static IReadOnlyDictionary<string, string> Periods { get; } = Of(("midpoint", ["中間点"]));

    public static IReadOnlyDictionary<string, string> DividendKinds { get; } = Of(
        ("interim", ["中間"]),
        ("final", ["期末"]));

    public static IReadOnlyDictionary<string, string> AwardClasses { get; } = Of(
        ("equity", ["持分", "資本"]),
        ("liability", ["負債"]));

    public static IReadOnlyDictionary<string, string> PriceAdjustments { get; } = Of(
        ("none", ["調整なし"]),
        ("ratio", ["比率調整"]),
        ("decided", ["決定"]));

    public static IReadOnlyDictionary<string, string> ActionKinds { get; } = Of(
        ("split", ["株式分割"]),
        ("gratis_allotment", ["株式無償割当て", "gratis allotment"]),
        ("consolidation", ["株式併合"]),
        ("rights_offering", ["新株予約権無償割当て", "rights offering"]),
        ("below_market_issue", ["有利発行", "below-market issue", "below market issue"]),
        ("merger", ["合併"]),
        ("demerger", ["会社分割"]),
        ("share_exchange", ["株式交換", "share exchange"]),
        ("share_transfer", ["株式移転", "share transfer"]));

    public static IReadOnlyDictionary<string, string> Currencies { get; } = Of(("JPY", ["円", "日本円"]));

    public static IReadOnlyDictionary<string, string> YesNo { get; } = Of(
        ("yes", ["はい", "有", "true"]),
        ("no", ["いいえ", "無", "false"]));

    private static Dictionary<string, string> Of(params (string Word, string[] Others)[] words)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (word, others) in words)
        {
            all.Add(word, word);
            foreach (var other in others)
                all.Add(other, word);
        }

        return all;
    }
}
