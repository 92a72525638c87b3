using System.Text;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>A file that is judged alone is judged as one that comes to a storage in which nothing stands yet.</summary>
public sealed class FileTrialTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    public static TheoryData<string, string> Files => new()
    {
        { "grants.csv", Batch.Csv([.. Batch.Grants(3), .. Batch.Grants(1), .. Batch.Grants(1, "exercise_price=x"), .. Batch.Grants(1, "title=other"), Batch.Grant("grant_id=p", "policy=none")]) },
        { "width.csv", Batch.Csv(Batch.Grant("grant_id=第5回"), Batch.Grant("grant_id=第６回"), Batch.Grant("grant_id=第５回"), Batch.Grant("grant_id=第6回"), Batch.Grant("grant_id=第７回"), Batch.Grant("grant_id=第７回")) },
        { "dollars.csv", Batch.Csv(Batch.Grant("grant_id=yen"), Batch.Grant("grant_id=dollars", "currency=USD")).Replace("exercise_price,", "exercise_price (USD),", StringComparison.Ordinal) },
        { "early.csv", Batch.Csv(Batch.Grant("exercise_start=2016-07-12", "expected_remaining_years=1")) },
        { "steps.csv", "Code,Date,Close\n3774,2013-07-09,5205.3\n3774,2013-07-10,5210.7\n" },
        { "prices.csv", "Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-09,3500\n3774,2013-07-07,3500\n9433,2013-07-10,5000\n" },
        { "3774.csv", "Date,Close\n2013-07-09,3500\n2013-07-10,x\n" },
        { "closes.csv", "Date,Close\n2013-07-09,3500\n" },
        { "dividends.csv", "Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,18.75,2013-03-31,2013-05-15\n9433,final,1,2013-03-31,2013-05-15\n" },
        { "curves.csv", "date,tenor,percent\n2013-07-09,1,0.1\n2013-07-09,10,0.8\n2013-07-10,1,0.1\n" },
        { "fractions.csv", "date,1Y,10Y\n2013-07-09,0.001,0.008\n2013-07-10,0.1,0.81\n" },
        { "tenors.csv", "date,tenor,percent\n2013-07-09,1,abc\n2013-07-09,5,0.3\n2013-07-09,10,85 %\n2013-07-10,1,0.1\n2013-07-10,5,5.2\n2013-07-10,10,0.8\n" },
        { "twice.csv", "Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,x,2012-03-31,2012-05-15\n3774,final,18.75,2013-03-31,2013-05-15\n3774,final,19,2013-03-31,2013-05-15\n" },
        { "beyond.csv", Batch.Csv(Batch.Grant("expected_remaining_years=31")) },
        { "actions.csv", "code,kind,ratio,ex_date\n3774,split,200,2012-09-26\n9433,split,2,2012-09-26\n" },
        { "unknown.csv", "issuer,grant_id\n1,2\n" },
        { "two.csv", "Date,Close,Amount,RecordDate\n" },
        { "empty.csv", "" },
        { "header.csv", "Code,Date,Close\n" },
        { "4999.csv", "Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-11,3505\n" },
        { "thousands.csv", "Code,Date,Close\n3774,2013-07-09,3.501\n3774,2013-07-10,3.51\n9433,2013-07-09,500.5\n9433,2013-07-10,501.00\n" },
        { "interim.csv", "Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,interim,10,2011-09-30,2011-09-28,2011-11-09\n3774,final,12,2012-03-31,2012-03-28,2012-05-15\n3774,final,12.5,2013-03-31,2013-03-27,2013-05-15\n" },
        { "jumps.csv", "Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-10,35000\n" },
        { "dates.csv", "Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,final,18.75,2013-03-31,2013-03-26,2013-05-15\n" },
    };

    [Theory]
    [InlineData("Code,Date,Close\n", "no row stands below the header")]
    [InlineData("issuer,grant_id,date,kind,rights,reference\n", "no row stands below the header")]
    [InlineData("Code,Date,Close\n3774,2013-07-05,3500\n3774,2013-07-10,3510\n", "3774: no row of 2 sessions between 2013-07-05 and 2013-07-10 (2013-07-08 to 2013-07-09): add what is missing; a day without a trade has a row without a close")]
    [InlineData("Code,Date,Close\n3774,2013-07-05,3500\n3774,2013-07-08,\n3774,2013-07-09,3510\n", null)]
    [InlineData("Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-10,35000\n", "3774: the close goes from 3500 of 2013-07-09 to 35000 of 2013-07-10 (10 times), more than the exchange's daily price limit allows; look whether one of them is mistyped or in another unit, or a split is not stated")]
    [InlineData("Code,Date,Close\n3774,2013-07-08,3.5\n3774,2013-07-09,3.501\n3774,2013-07-10,3.510\n", "3774: 2 of 3 closes have up to 3 decimals, as 3.501 on 2013-07-09, and the exchange's have at most 1: are they in yen a share, as they were quoted, neither in thousands nor adjusted?")]
    [InlineData("Code,Date,Close\n3774,2013-07-08,3500.5\n3774,2013-07-09,3501.3\n3774,2013-07-10,3502.1\n", "3774: 2 of 3 closes stand between the exchange's price steps, as 3501.3 on 2013-07-09, which are 0.5 yen at the least above 1000 yen, and 1 yen above 5000: are they in yen a share, as they were quoted, neither in thousands nor adjusted?")]
    [InlineData("Code,Date,Close\n3774,2013-07-08,900.3\n3774,2013-07-09,901.7\n3774,2013-07-10,1002.5\n", null)]
    [InlineData("Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,final,12,2012-03-31,2012-03-28,2012-10-15\n", "line 2: AnnouncedOn 2012-10-15 is more than 6 months after the record date 2012-03-31, and the dividend does not count before it; look whether one of them is mistyped")]
    [InlineData("Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,final,12,2012-03-31,2012-03-28,2012-05-15\n3774,final,13,2012-03-31,2012-03-28,2012-12-15\n", null)]
    [InlineData("Code,Date,Close\n3774,2013-07-08,3500.5\n3774,2013-07-09,3501.00\n3774,2013-07-10,3510.05\n", null)]
    [InlineData("Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,interim,10,2011-09-30,2011-09-28,2011-11-09\n3774,final,12,2012-03-31,2012-03-28,2012-05-15\n3774,final,12.5,2013-03-31,2013-03-27,2013-05-15\n", "3774: the fiscal year to 2013-03-31 has a final dividend and no interim one, and the year before had an interim one of 10: D counts the final one alone; add the interim one, or a row of 0 where there was none")]
    [InlineData("Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,interim,10,2011-09-30,2011-09-28,2011-11-09\n3774,final,12,2012-03-31,2012-03-28,2012-05-15\n3774,interim,0,2012-09-30,2012-09-26,2012-11-09\n3774,final,12.5,2013-03-31,2013-03-27,2013-05-15\n", null)]
    [InlineData("Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,interim,10,2011-09-30,2011-09-28,2011-11-09\n3774,final,12,2012-03-31,2012-03-28,2012-05-15\n3774,interim,12,2012-09-30,2012-09-26,2012-11-09\n3774,final,26,2013-03-31,2013-03-27,2013-05-15\n", "3774: the final dividend 26 of the fiscal year to 2013-03-31 is about the sum of its interim one 12 and the final one of the year before 12: if it is the amount of the whole year, the interim one is counted twice; the final row bears the final dividend alone")]
    [InlineData("Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n3774,interim,10,2011-09-30,2011-09-28,2011-11-09\n3774,final,12,2012-03-31,2012-03-28,2012-05-15\n3774,interim,12,2012-09-30,2012-09-26,2012-11-09\n3774,final,14,2013-03-31,2013-03-27,2013-05-15\n", null)]
    [InlineData("Code,Date,Close,SplitFactor\n3774,2013-07-09,35000,\n3774,2013-07-10,3500,10\n", null)]
    [InlineData("issuer,grant_id,date,kind,rights,reference\nIIJ,g,2014-07-01,exercised,5,m\nIIJ,g,2014-07-01,exercised,5,m\n", "line 3 says the same as line 2 and is counted once; where both happened, give each a reference of its own")]
    public async Task Judge_SoundFile_SaysWhatAPersonShouldKnow(string content, string? notice) =>
        Assert.Equal(notice, (await JudgeAsync(content)).Report.Notices);

    [Theory]
    [InlineData("2016-07-12", "2.9", "line 2: expected_remaining_years 2.9 ends before exercise_start 2016-07-12, which is 3 years off; look whether it is in years and counts from the grant date")]
    [InlineData("2016-07-12", "3", null)]
    [InlineData("2016-07-12", "midpoint", null)]
    public async Task Judge_PeriodThatEndsBeforeTheExercisePeriodBegins_SaysSo(string start, string years, string? notice) =>
        Assert.Equal(notice, (await JudgeAsync(Batch.Csv(Batch.Grant($"exercise_start={start}", $"expected_remaining_years={years}")))).Report.Notices);

    [Fact]
    public async Task Judge_MoreNoticesThanAReportHolds_SaysHowManyMore()
    {
        var reason = new string('r', 290);
        var rows = Enumerable.Range(0, 28).Select(day => $"{new DateOnly(2013, 6, 1).AddDays(day):yyyy-MM-dd},0.81,{reason}");

        var notices = (await JudgeAsync($"date,10Y,meant_reason\n{string.Join('\n', rows)}\n")).Report.Notices!.Split('\n');

        Assert.Equal((21, "and 8 more notices"), (notices.Length, notices[^1]));
        Assert.All(notices[..^1], notice => Assert.Equal((300, "r..."), (notice.Length, notice[^4..])));
    }

    [Theory]
    [InlineData("policy=continous", "did you mean continuous? known policies are")]
    [InlineData("policy=IIJ-Practise", "did you mean iij-practice? known policies are")]
    [InlineData("policy=own", "known policies are")]
    public async Task Judge_MisspeltPolicy_WaitsAndSaysWhichMayBeMeant(string change, string reason) =>
        Assert.Contains($": {reason}", Assert.Single((await JudgeAsync(Batch.Csv(Batch.Grant(change)))).Waiting).Reason, StringComparison.Ordinal);

    [Fact]
    public async Task Judge_RowWithSeveralMistakes_SaysAllAtOnce()
    {
        var row = Batch.Grant(
            "currency=円", "allotted_rights=x", "exercise_end=2013-07-01", "risk_free_rate=0.275", "expected_remaining_years=101", "allotted_confirmed_on=2013-07-10");

        var judged = await JudgeAsync(Batch.Csv(row));

        Assert.Equal(
            ["allotted_confirmed_on", "allotted_rights", "exercise_end", "expected_remaining_years", "rate_source", "risk_free_rate"],
            judged.Rejects.Select(reject => reject.Field).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("currency=円")]
    [InlineData("currency=日本円")]
    [InlineData("acquisition_clause=合併；株式交換", "reorganisation_clause=会社分割、株式移転")]
    public async Task Judge_JapaneseWords_AreRead(params string[] changes) =>
        Assert.Equal((1, 0), ((await JudgeAsync(Batch.Csv(Batch.Grant(changes)))).Report is var report ? (report.Stored, report.Rejected) : default));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Judge_File_IsReportedAsAnEmptyStorageReportsIt(string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var sent = new SentFile { Name = name, Door = "take" };

        var judged = await Trial().JudgeAsync(bytes, sent, Cancellation);
        var taken = (await Host.Get<FileIntake>().TakeAsync(bytes, sent, Cancellation)).Value;

        Assert.Equal(taken, judged.Report);
        Assert.Equal(
            await Host.Get<FileRejects>().OfAsync(taken.Batch, Cancellation).OrderBy(reject => reject.Line).ToListAsync(Cancellation),
            judged.Rejects.OrderBy(reject => reject.Line));
        Assert.Equal(judged.Record with { State = FileState.Done }, await Host.Get<FileRecords>().FindAsync(taken.Batch, Cancellation));
    }

    private FileTrial Trial() => new(new GrantTermsReader(Host.Get<PolicyCatalog>()), Host.Clock);

    private async Task<FileTrial.Judgement> JudgeAsync(string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await Trial().JudgeAsync(bytes, new() { Name = "file.csv", Door = "take" }, Cancellation);
    }
}
