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
        { "prices.csv", "Code,Date,Close\n3774,2013-07-09,3500\n3774,2013-07-09,3500\n3774,2013-07-07,3500\n9433,2013-07-10,5000\n" },
        { "3774.csv", "Date,Close\n2013-07-09,3500\n2013-07-10,x\n" },
        { "closes.csv", "Date,Close\n2013-07-09,3500\n" },
        { "dividends.csv", "Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,18.75,2013-03-31,2013-05-15\n9433,final,1,2013-03-31,2013-05-15\n" },
        { "curves.csv", "date,tenor,percent\n2013-07-09,1,0.1\n2013-07-09,10,0.8\n2013-07-10,1,0.1\n" },
        { "fractions.csv", "date,1Y,10Y\n2013-07-09,0.001,0.008\n2013-07-10,0.1,0.81\n" },
        { "beyond.csv", Batch.Csv(Batch.Grant("expected_remaining_years=31")) },
        { "actions.csv", "code,kind,ratio,ex_date\n3774,split,200,2012-09-26\n9433,split,2,2012-09-26\n" },
        { "unknown.csv", "issuer,grant_id\n1,2\n" },
        { "two.csv", "Date,Close,Amount,RecordDate\n" },
        { "empty.csv", "" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Judge_File_IsReportedAsAnEmptyStorageReportsIt(string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var sent = new SentFile { Name = name, Door = "take" };
        var trial = new FileTrial(new GrantTermsReader(Host.Get<PolicyCatalog>()), Host.Clock);

        var judged = await trial.JudgeAsync(bytes, sent, Cancellation);
        var taken = (await Host.Get<FileIntake>().TakeAsync(bytes, sent, Cancellation)).Value;

        Assert.Equal(taken, judged.Report);
        Assert.Equal(
            await Host.Get<FileRejects>().OfAsync(taken.Batch, Cancellation).OrderBy(reject => reject.Line).ToListAsync(Cancellation),
            judged.Rejects.OrderBy(reject => reject.Line));
        Assert.Equal(judged.Record with { State = FileState.Done }, await Host.Get<FileRecords>().FindAsync(taken.Batch, Cancellation));
    }
}
