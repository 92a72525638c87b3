using Pricing.Papers.Facts;
using Pricing.Papers.Making;
using Pricing.Papers.Reports;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Sources;

namespace Pricing.Papers.Tests.Making;

public sealed class PaperTagTests
{
    private static readonly GrantPaper Paper = Given.Paper();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Tag_OfTheSameValue_IsTheSameWheneverThePaperIsMade() => Assert.Equal(
        Tag(Paper), Tag(Given.Paper() with { MadeAt = Given.Now.AddDays(1) }));

    [Theory]
    [InlineData("2013-07-14T15:00Z", true)]
    [InlineData("2013-07-15T14:59Z", true)]
    [InlineData("2013-07-15T15:00Z", false)]
    public void Tag_OnTheDayOfJapanThatTheNumberIsConfirmed_IsAnother(string madeAt, bool isSame)
    {
        var paper = Given.Paper(changes: ["allotted_rights=89", "allotted_confirmed_on=2013-07-16"]);
        var before = paper with { MadeAt = new(2013, 7, 11, 15, 0, 0, TimeSpan.Zero) };

        var after = paper with { MadeAt = DateTimeOffset.Parse(madeAt, null) };

        Assert.Equal(isSame, Tag(before) == Tag(after));
        Assert.Equal(isSame, ReportPage.Of(after, PaperLanguage.English).Contains("89 (planned, not confirmed)", StringComparison.Ordinal));
    }

    [Fact]
    public void Tag_OfANumberConfirmedSinceThatIsAnother_IsAnotherFromThatDayOn()
    {
        var paper = Given.Paper(changes: "allotted_rights=89");
        var amended = paper with
        {
            Current = paper.Grant with { TermsHash = "other", Terms = paper.Grant.Terms with { AllottedRights = 88, AllottedConfirmedOn = new(2013, 7, 16) } },
        };

        Assert.NotEqual(Tag(amended with { MadeAt = new(2013, 7, 15, 14, 59, 0, TimeSpan.Zero) }), Tag(amended with { MadeAt = new(2013, 7, 15, 15, 0, 0, TimeSpan.Zero) }));
    }

    [Fact]
    public void Tag_OfWhatSaysSomethingElse_IsAnother()
    {
        Failure damage = new(ReasonCode.DamagedData, "prices", "37740", "cannot be read");
        GrantPaper[] others =
        [
            Paper with { Value = Paper.Value with { Hash = "other" } },
            Paper with { Value = Paper.Value with { BasisInDoubt = "UnclearTerms" } },
            Paper with { Versions = [Paper.Value with { Version = 2 }, Paper.Value] },
            Paper with { Policy = null },
            Paper with { Current = Paper.Grant with { TermsHash = "other" } },
            Paper with { Closes = [.. Paper.Closes.Skip(1)] },
            Paper with { Closes = [.. Paper.Closes.Take(5), Paper.Closes[5] with { Close = 1m }, .. Paper.Closes.Skip(6)] },
            Paper with { ClosesDamage = [damage] },
            Paper with { File = null },
            Paper with { Asked = new("close corrected", "Suzuki", IsScheduled: false) },
            Paper with { Asked = new("close corrected", "Sato", IsScheduled: false) },
            Paper with { Licences = SourceLicences.Read(new Dictionary<string, string>()) },
            Paper with { Licences = SourceLicences.Read(new Dictionary<string, string> { ["Sources:file:Licence"] = "our own" }) },
        ];

        string[] tags =
        [
            Tag(Paper), .. others.Select(Tag),
            PaperTag.Of(Paper, PaperKind.Workbook, PaperLanguage.Japanese), PaperTag.Of(Paper, PaperKind.Report, PaperLanguage.English),
        ];
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    [Fact]
    public async Task DateTag_IsOfTheValuesAndTheLanguage()
    {
        DateRow row = new(Paper.Value, Paper.Policy);
        string[] tags =
        [
            await TagAsync(PaperLanguage.English, row),
            await TagAsync(PaperLanguage.Japanese, row),
            await TagAsync(PaperLanguage.English, row, row),
            await TagAsync(PaperLanguage.English, row with { Value = Paper.Value with { Hash = "other" } }),
            await TagAsync(PaperLanguage.English),
        ];

        Assert.Equal(tags[0], await TagAsync(PaperLanguage.English, row));
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    private static string Tag(GrantPaper paper) => PaperTag.Of(paper, PaperKind.Workbook, PaperLanguage.English);

    private static async Task<string> TagAsync(PaperLanguage language, params DateRow[] rows)
    {
        using var tag = new DateTag(language);
        Assert.Equal(rows, await tag.Through(rows.ToAsyncEnumerable()).ToArrayAsync(Cancellation));
        return tag.Name();
    }
}
