using Pricing.Grants.Terms;
using Pricing.Papers.Facts;
using Pricing.Papers.Making;
using Pricing.Papers.Reports;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;
using ThirdSeries = Pricing.Pipeline.Tests.Valuations.Facts;

namespace Pricing.Papers.Tests.Reports;

public sealed class NoticeTests
{
    private static readonly GrantPaper Confirmed = Given.Confirmed;

    [Fact]
    public void Notice_Japanese_StatesNumberAmountPersonsAndTotal()
    {
        var notice = NoticeText.Of(Confirmed, PaperLanguage.Japanese);

        Assert.All(
        [
            "新株予約権（ストック・オプション）の発行内容確定のお知らせ", "会社名：IIJ（コード番号 3774）", "代表者：記載なし", "決議日：記載なし",
            "新株予約権の総数　　89個\n", "17,800株（新株予約権1個につき200株）", "1個当たり 647,000円（1株当たり 3,235円）", "割当個数（条件の記載）　　割当の内訳は記載なし（発行総数についての記載：",
            "発行価額の総額　　57,583,000円\n",
        ],
        stated => Assert.Contains(stated, notice, StringComparison.Ordinal));
    }

    [Fact]
    public void Notice_PersonsOfTheAllotment_AreThoseBehindItsLabel()
    {
        string[] confirmed = ["allotted_confirmed_on=2013-07-11"];
        var some = Given.Paper(changes: [.. confirmed, "allotted_rights=89", "allottees=取締役 7名 95個; 執行役員 10名 40個 | 割当: 取締役 7名 89個"]);
        var all = Given.Paper(changes: [.. confirmed, "allotted_rights=135", "allottees=取締役 7名 95個; 執行役員 10名 40個"]);

        Assert.Contains("（条件の記載）　　取締役 7名 89個\n", NoticeText.Of(some, PaperLanguage.Japanese), StringComparison.Ordinal);
        Assert.Contains("（条件の記載）　　取締役 7名 95個; 執行役員 10名 40個\n", NoticeText.Of(all, PaperLanguage.Japanese), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("取締役 7名 95個; 執行役員 10名 40個")]
    [InlineData("取締役七名及び執行役員十名")]
    public void Notice_PersonsOfThePlanAlone_AreStatedAsThose(string allottees)
    {
        var notice = NoticeText.Of(
            Given.Paper(changes: ["allotted_confirmed_on=2013-07-11", "allotted_rights=89", $"allottees={allottees}"]), PaperLanguage.Japanese);

        Assert.Contains($"（条件の記載）　　割当の内訳は記載なし（発行総数についての記載：{allottees}）\n", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("当社取締役")]
    [InlineData("三井一郎")]
    public void Notice_PersonsWithoutNumbers_AreThoseOfTheAllotmentToo(string allottees)
    {
        var notice = NoticeText.Of(Given.Paper(changes: ["allotted_confirmed_on=2013-07-11", "allotted_rights=89", $"allottees={allottees}"]), PaperLanguage.Japanese);

        Assert.Contains($"（条件の記載）　　{allottees}\n", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_NumberConfirmedSinceTheValueWasMade_StatesIt()
    {
        var planned = Given.Paper();
        var confirmed = planned with { Current = Confirmed.Grant };

        var notice = NoticeText.Of(confirmed, PaperLanguage.Japanese);

        Assert.All(
            ["新株予約権の総数　　89個\n", "17,800株", "発行価額の総額　　57,583,000円\n"],
            stated => Assert.Contains(stated, notice, StringComparison.Ordinal));
        Assert.DoesNotContain("予定", notice, StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_OfWhatIsNotSettled_IsRefusedWithAReason()
    {
        var later = Given.Later("allotted_rights=89", "allotted_confirmed_on=2013-07-11");
        (GrantPaper Paper, string Reason)[] refused =
        [
            (Given.Paper(), "the terms state no allotted_confirmed_on"),
            (Given.Paper(changes: ["allotted_rights=89", "allotted_confirmed_on=2099-01-01"]), "allotted_confirmed_on is a later day"),
            (Given.Paper(date: new(2013, 7, 10), facts: ThirdSeries.Of(curveDate: new(2013, 7, 10))), "an estimate before the grant date"),
            (later, "this one is of a later date"),
            (later with { Value = Given.Modification(AccountingStandard.Asbj8).Value }, "this one is of a change of terms"),
            (Confirmed with { Value = Confirmed.Value with { Status = ValueStatus.Provisional } }, "this one is provisional"),
            (Confirmed with { Value = Confirmed.Value with { MeasurementDate = new(2013, 6, 26) } }, "this one is of the grant date 2013-06-26"),
            (Confirmed with { Value = Confirmed.Value with { BasisInDoubt = "UnclearTerms" } }, "the basis of this one is in doubt"),
            (Confirmed with { Versions = [Confirmed.Value with { Version = 2 }, Confirmed.Value] }, "this one is superseded"),
        ];

        Assert.All(refused, one => Assert.EndsWith(one.Reason, PaperKind.Notice.Refusal(one.Paper)?.Reason, StringComparison.Ordinal));
        Assert.All(refused, one => Assert.Equal(ReasonCode.NotDetermined, PaperKind.Notice.Refusal(one.Paper)?.Code));
        Assert.Null(PaperKind.Notice.Refusal(Confirmed));
        Assert.All(refused, one => Assert.Null(PaperKind.Report.Refusal(one.Paper)));
    }
}
