using Pricing.Papers.Facts;
using Pricing.Papers.Reports;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;

namespace Pricing.Papers.Tests.Reports;

public sealed class NoteTests
{
    private static readonly GrantPaper Confirmed = Given.Confirmed;

    [Fact]
    public void Note_Japanese_IsTheFormOfAFiling()
    {
        var note = NoteText.Of(Confirmed, PaperLanguage.Japanese);

        Assert.All(
        [
            "ストック・オプションの公正な評価単価の見積方法", "使用した評価技法　　ブラック・ショールズ式", "主な基礎数値及び見積方法",
            "株価変動性　　　（注）１　　55.", "予想残存期間　　（注）２　　15年", "予想配当　　　　（注）３　　18.75円／株", "無リスク利子率　（注）４　　1.275％",
            "（注）１．2005年12月2日から2013年7月11日までの週次の終値（収益率", "2011年3月11日から2011年3月31日までの期間を除外しております。",
            "（注）２．", "（注）３．2013年3月31日終了事業年度の配当実績によっております。株式分割を遡及して調整しております。", "（注）４．2013年7月11日における",
            "ストック・オプションの権利確定数の見積方法\n記載なし",
        ],
        stated => Assert.Contains(stated, note, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WindowLimit.FirstClose, "それ以前の終値の記録がないため、株価情報の収集期間は7.61年であり、予想残存期間に満ちておりません。")]
    [InlineData(WindowLimit.Terms, "条件に定められた株価情報の収集期間は7.61年であり、予想残存期間に満ちておりません。")]
    public void Note_WindowShorterThanT_SaysWhy(WindowLimit limit, string stated) => Assert.Contains(
        stated,
        NoteText.Of(
            Confirmed with { Value = Confirmed.Value with { WindowLimit = limit, WindowYears = "7.61" } },
            PaperLanguage.Japanese),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(PaperLanguage.English, "Yield of Japanese government bonds of 10 years on 11 July 2013, for an expected remaining period of 7 years: the stored yields of that date have none of 7 years.", "for the expected remaining period.")]
    [InlineData(PaperLanguage.Japanese, "2013年7月11日における、年限10年の国債の利回りであります（予想残存期間7年に対応する年限7年の利回りは、収録された同日の国債利回りにありません）。", "予想残存期間に対応する国債の利回りであります")]
    public void Note_YieldOfAnotherTerm_SaysOfWhichInsteadOfThatOfThePeriod(PaperLanguage language, string stated, string untrue)
    {
        var note = NoteText.Of(Given.Paper(changes: "expected_remaining_years=7"), language);

        Assert.Contains(stated, note, StringComparison.Ordinal);
        Assert.Contains(language == PaperLanguage.English ? "[Yield of another term:" : "【年限の異なる利回り：", note, StringComparison.Ordinal);
        Assert.DoesNotContain(untrue, note, StringComparison.Ordinal);
        Assert.Contains(untrue, NoteText.Of(Confirmed, language), StringComparison.Ordinal);
    }

    [Fact]
    public void Note_TextThatTurnsTheDirection_IsShownByItsCode()
    {
        var stated = Given.Paper(changes: ["risk_free_rate=0.01275", "rate_source=取締役会資料"]);
        var turned = stated with { Grant = stated.Grant with { Terms = stated.Grant.Terms with { RateSource = "\u202E料資" } } };

        Assert.Contains(@"出所：\u202E料資", NoteText.Of(turned, PaperLanguage.Japanese), StringComparison.Ordinal);
    }

    [Fact]
    public void Note_StatedRateAndDividendAndMidpoint_SaysWhereTheyAreFrom()
    {
        var note = NoteText.Of(
            Given.Paper(ShippedPolicies.Continuous, changes: ["risk_free_rate=0.01275", "rate_source=取締役会資料", "dividend_per_share=18.75", "expected_remaining_years=midpoint"]),
            PaperLanguage.Japanese);

        Assert.All(
            ["出所：取締役会資料", "条件に定められた配当額", "権利行使期間の中間点において行使されるものと推定して見積っております"],
            stated => Assert.Contains(stated, note, StringComparison.Ordinal));
    }
}
