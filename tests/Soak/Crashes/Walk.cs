using System.Globalization;
using System.Text;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Publications.Desk;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Storage;
using Testing;

namespace Soak.Crashes;

/// <summary>What fifty issuers do in a week: grants, prices, a night, changes of terms, a corrected close, a night after it, a publication.</summary>
internal static class Walk
{
    private const string Header =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,window_from,window_to";

    /// <summary>Longer than a file that failed is left alone.</summary>
    private static readonly TimeSpan UntilTriedAgain = TimeSpan.FromMinutes(20);

    /// <summary>An issuer whose figures were received, and not made up.</summary>
    private const string Published = "P01";
    private static readonly DateOnly PublishedOn = new(2024, 6, 14);

    private static readonly DateOnly Allotment = new(2013, 7, 11);

    /// <summary>Its parts, in order.</summary>
    /// <param name="issuers">How many issuers.</param>
    public static IReadOnlyList<Phase> Phases(int issuers) =>
    [
        new("ingestion", At("2013-07-16T12:00"), "2013-07-11", storage => DropAsync(storage.GrantBatches, "grants.csv", Grants(issuers)), GoRoundAsync) { Pause = UntilTriedAgain },
        new("night", At("2013-07-16T13:00"), "2013-07-11", _ => Task.CompletedTask, RunAsync),
        new("prices", At("2013-07-16T14:00"), "2013-07-11", storage => DropAsync(storage.PriceFiles, "prices.csv", Prices("3600")), GoRoundAsync) { Pause = UntilTriedAgain },
        new("amendment", At("2013-07-16T15:00"), "2013-07-11", storage => DropAsync(storage.GrantBatches, "amendments.csv", Amendments(issuers)), GoRoundAsync) { Pause = UntilTriedAgain },
        new("events", At("2013-07-16T16:00"), "2013-07-11", storage => DropAsync(storage.GrantBatches, "events.csv", Events(issuers)), GoRoundAsync) { Pause = UntilTriedAgain },
        new("correction", At("2013-07-16T17:00"), "2013-07-11", storage => DropAsync(storage.PriceFiles, "corrected.csv", Prices("3601"), ("replace", "true")), GoRoundAsync) { Pause = UntilTriedAgain },
        new("next night", At("2013-07-16T17:30"), "2013-07-12", _ => Task.CompletedTask, RunAsync),
        new("version", At("2013-07-16T17:45"), "2013-07-12", storage => AskAsync(storage, Allotment, At("2013-07-16T17:45")), RunAsync),
        new("files of a market", At("2024-06-20T12:00"), "2013-07-12", DropMarketAsync, GoRoundAsync) { Pause = UntilTriedAgain },
        new("night of one issuer", At("2024-06-20T13:00"), "2013-07-12", storage => AskAsync(storage, PublishedOn, At("2024-06-20T13:00"), Published), RunAsync),
        new("publication", At("2024-06-20T14:00"), "2013-07-12", _ => Task.CompletedTask, PublishAsync),
    ];

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"{time}:00+09:00", CultureInfo.InvariantCulture).ToUniversalTime();

    private static async Task DropAsync(
        Azure.Storage.Blobs.BlobContainerClient container, string name, string content, params (string Name, string Value)[] metadata) =>
        await container.GetBlobClient(name).UploadAsync(
            BinaryData.FromString(content),
            new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = metadata.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal) });

    /// <summary>Asks for another version, as somebody does over HTTP.</summary>
    private static async Task AskAsync(PipelineStorage storage, DateOnly date, DateTimeOffset at, string issuers = "") => await new RunStore(storage).AddNextAsync(
        new() { Date = date, Version = 1, Status = RunStatus.Requested, Reason = "terms were changed", AskedBy = "soak", AskedAt = at, Issuers = issuers },
        CancellationToken.None);

    private static async Task DropMarketAsync(PipelineStorage storage)
    {
        await DropAsync(storage.PriceFiles, "4999.csv", FirstGrant.Closes(), ("code", "4999"));
        await DropAsync(storage.PriceFiles, "dividends.csv", FirstGrant.Dividends);
        await DropAsync(storage.PriceFiles, "curve.csv", FirstGrant.Curve);
        await DropAsync(
            storage.GrantBatches,
            "published.csv",
            "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,allotted_confirmed_on\n"
            + $"{Published},first,4999,JPY,2024-06-14,2026-06-15,2034-06-14,2000,100,500,480,continuous,5,2024-06-14\n");
    }

    private static async Task<bool> GoRoundAsync(PipelineHost host)
    {
        await host.Get<DoorWatch>().GoRoundAsync(CancellationToken.None);
        foreach (var door in host.Get<FileDoors>().All)
        {
            var open = await host.Get<BlobSweep>().StartAsync(door, CancellationToken.None);
            await Task.WhenAll(open);
            if (open.Count > 0) return false;
        }

        return (await host.Get<FileRecords>().OpenAsync(CancellationToken.None)).Count == 0;
    }

    private static async Task<bool> RunAsync(PipelineHost host)
    {
        await new PlainEngine(host, takesOver: true).RunAsync("soak", CancellationToken.None);
        return !await host.Get<RunStore>().OpenAsync(CancellationToken.None).AnyAsync();
    }

    /// <summary>One person proposes what a grant came to, another one approves it; whoever got no answer looks and asks again.</summary>
    private static async Task<bool> PublishAsync(PipelineHost host)
    {
        var desk = host.Get<PublicationDesk>();
        switch ((await desk.ReadAsync(Published, CancellationToken.None)).All.ToList())
        {
            case []:
                var proposed = await desk.ProposeAsync(
                    new(Published, "first", PublishedOn, Version: null, PublicationPurpose.Cost, "minutes") { AnswersFor = "files are dropped into containers" }, Person.SignedIn("Sato", "1"), CancellationToken.None);
                return proposed.IsSuccess ? false : throw new InvalidOperationException(string.Join("; ", proposed.Failures));
            case [{ Status: PublicationStatus.Proposed } one]:
                var shown = (await desk.FindAsync(Published, one.Number, CancellationToken.None)).Value;
                var approved = await desk.ApproveAsync(Published, one.Number, shown.InputsHash, Person.SignedIn("Suzuki", "2"), CancellationToken.None);
                return approved.IsSuccess ? false : throw new InvalidOperationException(string.Join("; ", approved.Failures));
            case var all:
                return all.Count == 1;
        }
    }

    private static string Issuer(int number) => string.Create(CultureInfo.InvariantCulture, $"I{number:00}");

    /// <summary>Two grants of each issuer.</summary>
    public static string Grants(int issuers) => Lines(Header, issuers, (issuer, grant) =>
        $"{issuer},{grant},3774,JPY,2013-07-11,2013-07-12,2043-07-11,{grant[1..]},200,135,135,iij-practice,15,2005-12-02,2013-07-11");

    private static string Amendments(int issuers) => Lines($"{Header},amends,amend_reason", Math.Max(1, issuers / 10), (issuer, grant) =>
        $"{issuer},{grant},3774,JPY,2013-07-11,2013-07-12,2043-07-11,{grant[1..]}0,200,135,135,iij-practice,15,2005-12-02,2013-07-11,1,a slip of the pen");

    private static string Events(int issuers) => Lines("issuer,grant_id,date,kind,rights,reference", Math.Max(1, issuers / 10), (issuer, grant) =>
        $"{issuer},{grant},2013-07-12,forfeited,5,minutes");

    private static string Prices(string close) => $"Date,Code,Close\n2013-07-12,37740,{close}\n2013-07-16,37740,3610\n";

    private static string Lines(string header, int issuers, Func<string, string, string> line)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var number in Enumerable.Range(1, issuers))
        {
            var issuer = Issuer(number);
            text.Append(line(issuer, "g1")).Append('\n').Append(line(issuer, "g2")).Append('\n');
        }

        return text.ToString();
    }
}
