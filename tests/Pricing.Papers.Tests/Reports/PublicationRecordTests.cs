using Pricing.Papers.Facts;
using Pricing.Papers.Making;
using Pricing.Papers.Reports;
using Pricing.Papers.Tests.Spreadsheets;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Publications.Records;
using Testing;

namespace Pricing.Papers.Tests.Reports;

public sealed class PublicationRecordTests
{
    private static readonly DateTimeOffset At = new(2026, 4, 1, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Report_OfAPublishedValue_HoldsTheRecord()
    {
        var page = PaperText.Of(ReportPage.Of(Published(), PaperLanguage.English));

        Assert.All(
        [
            "Publication no. 1: cost in the books superseded by publication no. 5", "Publication no. 5: cost in the books stands; takes the place of publication no. 1",
            "JPY 647,000 per right, 89 rights, JPY 57,583,000 in total", "Resolution or filing board, 26 June 2013",
            "Amount on a rounding boundary the spreadsheet rounds up too", "Answers for inputs without a sign-in the payroll system sends them",
            "Proposed by Sato (entra:1), 2026-04-01 18:30 JST", "Approved by Kato (entra:2), 2026-04-01 18:30 JST",
            "version 2 of the value: JPY 1,000 per right, JPY 89,000 in total; immaterial; decided by Kato (entra:2)", "version 3 of the value, which is another than this one",
        ],
        stated => Assert.Contains(stated, page, StringComparison.Ordinal));
        Assert.DoesNotContain("not published", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_InJapanese_HoldsTheRecordToo()
    {
        Assert.Contains("公表第1号: 費用計上額", PaperText.Of(ReportPage.Of(Published(), PaperLanguage.Japanese)), StringComparison.Ordinal);
        Assert.Contains("公表の記録 未公表", PaperText.Of(ReportPage.Of(Given.Confirmed, PaperLanguage.Japanese)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbook_Summary_HoldsTheRecord()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "book.xlsx");
        await using (var file = File.Create(path))
            await PaperKind.Workbook.WriteAsync(Published(), PaperLanguage.English, file, TestContext.Current.CancellationToken);

        var book = Book.Read(path);

        Assert.Contains(book["Summary"], row => row.Count > 1 && row[0].Text == "Publication no. 1: cost in the books");
    }

    [Fact]
    public void Tag_OfAPaper_ChangesWithWhatIsDecided()
    {
        var (before, published) = (Given.Confirmed, Published());
        var kept = published with { Publications = [published.Publications[0] with { Kept = [] }, published.Publications[1]] };

        string[] tags = [Tag(before), Tag(published), Tag(kept)];

        Assert.Equal(3, tags.Distinct().Count());

        static string Tag(GrantPaper paper) => PaperTag.Of(paper, PaperKind.Report, PaperLanguage.English);
    }

    private static GrantPaper Published()
    {
        var paper = Given.Confirmed;
        var content = new Proposal
        {
            Purpose = PublicationPurpose.Cost,
            GrantId = paper.Value.GrantId,
            MeasurementDate = paper.Value.MeasurementDate,
            ValueVersion = 1,
            ValueHash = paper.Value.Hash,
            RunDate = paper.Value.RunDate,
            RunVersion = 1,
            Currency = "JPY",
            Figures = PublishedFigures.Of(paper.Value),
            Resolution = "board, 26 June 2013",
            RoundingReason = "the spreadsheet rounds up too",
            AnswersFor = new("the payroll system sends them", ["k1"]),
        };
        var first = new Publication
        {
            Issuer = "IIJ",
            Number = 1,
            Content = content,
            Status = PublicationStatus.Superseded,
            ProposedBy = Person.SignedIn("Sato", "1"),
            ProposedAt = At,
            DecidedBy = Person.SignedIn("Kato", "2"),
            DecidedAt = At,
            SupersededBy = 5,
            Decision = "d2",
            Kept =
            [
                new(
                    new()
                    {
                        Publication = 1, ValueVersion = 2, ValueHash = "h2", Published = content.Figures, Later = content.Figures, PerRight = "1000", InTotal = "89000", Reason = "immaterial",
                    },
                    Person.SignedIn("Kato", "2"),
                    At),
            ],
        };
        var second = first with
        {
            Number = 5,
            Status = PublicationStatus.Published,
            SupersededBy = null,
            Kept = [],
            Decision = "d6",
            Content = content with { ValueVersion = 3, ValueHash = "h3", Supersedes = 1 },
        };
        return paper with { Publications = [first, second] };
    }
}
