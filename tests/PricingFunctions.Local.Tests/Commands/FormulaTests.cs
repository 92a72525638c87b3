using System.Text;
using System.Text.RegularExpressions;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Testing;
using static PricingFunctions.Local.Tests.Commands.TakeCase;

namespace PricingFunctions.Local.Tests.Commands;

/// <summary>
/// Every command, found by the help of the program, on a storage and on files whose texts begin as formulas do: no spreadsheet runs any table
/// or workbook that it prints or writes, and no browser any page.
/// </summary>
public sealed partial class FormulaTests(AzuriteFixture azurite) : IDisposable
{
    private const string Formula = FormulaStore.Formula;
    private const string Issuer = "=" + Formula;
    private const string Other = "＋" + Formula;
    private const string Printed = "printed";

    /// <summary>What no program opens that runs anything: lines of JSON, packed too, plain text for persons, and bytes as they came, by their hash.</summary>
    private static readonly string[] Plain = ["", ".json", ".ndjson", ".gz", ".index", ".txt", ".md", ".metadata"];

    /// <summary>What commands stand under, and is none.</summary>
    private static readonly string[] Groups = ["right"];

    /// <summary>The commands of whose tables, workbooks and pages texts are a part, with what each prints or writes.</summary>
    private static readonly string[] Shown =
    [
        "doubts printed", "export .html", "export .xlsx", "lapses printed", "price printed", "report .html", "right reorganise .csv",
        "take +events-rejects.csv", "take -holders-rejects.csv", "take @refused-rejects.csv", "take actions-rejects.csv", "take again.csv", "take curves-rejects.csv", "take dividends-rejects.csv", "take prices-rejects.csv",
        "waiting printed", "workbook .xlsx",
    ];

    private readonly TemporaryFolder folder = new();
    private readonly List<string> wrong = [];
    private readonly SortedSet<string> seen = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Commands_OnTextsThatBeginAsFormulas_WriteNothingThatRuns()
    {
        var account = await azurite.NewAccountAsync();
        var files = await FillAsync(account);

        var runs = Runs(files).ToList();
        foreach (var (command, code, arguments) in runs) await RunAsync(command, code, arguments, Storage(account.ConnectionString!));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(string.Join('\n', Shown), string.Join('\n', seen));
        Assert.Equal((await CommandsAsync("")).Except(Groups).Order(StringComparer.Ordinal), runs.Select(run => run.Command).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The commands that the help of one lists, and those that theirs lists.</summary>
    private static async Task<IEnumerable<string>> CommandsAsync(string command)
    {
        var help = await LocalProgram.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        var listed = Listed().Match(help.Output.ReplaceLineEndings("\n"));
        var names = Name().Matches(listed.Groups["commands"].Value).Select(name => $"{command} {name.Groups["name"].Value}".TrimStart()).ToList();
        var below = await Task.WhenAll(names.Select(CommandsAsync));
        return [.. names, .. below.SelectMany(found => found)];
    }

    /// <summary>The storage of the commands, and the files of those that read some.</summary>
    private async Task<(string Waits, string Folder)> FillAsync(StorageOptions account)
    {
        var storage = StorageClients.Create(account);
        await storage.CreateAsync(Cancellation);
        await using var host = await PipelineHost.StartAsync(
            storage, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-11" }, cancellationToken: Cancellation);
        await FormulaStore.FillAsync(host, Cancellation);

        // A doubt about a value that is not there, which no search lifts, and an event of a grant that is not there.
        await host.Get<DoubtStore>().AddAsync(
            new() { Issuer = Issuer, GrantId = Issuer, MeasurementDate = new(2013, 7, 12), Version = 1, AmountPerRight = "647000", Reason = "-" + Formula, FoundAt = host.Clock.GetUtcNow() }, Cancellation);
        var waits = await host.IngestAsync($"={Formula}.csv", $"issuer,grant_id,date,kind,rights,reference\n{Issuer},@{Formula},2013-07-13,forfeited,20,-{Formula}\n", Cancellation);
        Directory.CreateDirectory(Path.Combine(folder.FullPath, "out"));
        folder.Write("in/=stored.json", FormulaStore.Grants);
        folder.Write("in/@refused.json", FormulaStore.Refused);
        folder.Write("in/+events.json", FormulaStore.Events.Replace("\"rights\":20", $"\"rights\":\"+{Formula}\"", StringComparison.Ordinal));
        folder.Write("in/-holders.json", FormulaStore.Holders);
        folder.Write("in/prices.csv", $"Code,Date,Close,={Formula}\n3774,@{Formula},-1,+{Formula}\n");
        folder.Write("in/dividends.csv", $"code,fiscal_year_end,dividend_per_share,={Formula}\n3774,={Formula},-{Formula},@{Formula}\n");
        folder.Write("in/actions.csv", $"code,kind,ratio,record_date,reference\n3774,={Formula},-{Formula},2013-03-29,@{Formula}\n");
        folder.Write("in/curves.csv", $"基準日,1年,={Formula}\n2013/7/11,={Formula},-{Formula}\n");
        folder.Write("events.csv", $"issuer,grant_id,date,kind,rights,reference\nIIJ,3rd-series,2014-07-01,forfeited,1,={Formula}\n");
        folder.Write("prices.csv", "id,S,X,T,sigma,q,r,policy,shares,currency,meant_reason\n" + string.Concat(FormulaStore.Beginnings.SelectMany(text => new[]
        {
            $"\"{text}{Formula}\",3505,1,15,0.5577379782,0.005349500713,0.01275,iij-practice,200,JPY,\"{text}{Formula}\"\n",
            $"\"{text}{Formula}\",\"{text}{Formula}\",1,15,0.5,0.005,0.01,\"{text}{Formula}\",200,\"{text}{Formula}\",\"{text}{Formula}\"\n",
        })));
        return (waits.Batch, folder.FullPath);
    }

    /// <summary>What each command is run with, and the exit code that it ends with.</summary>
    private static IEnumerable<(string Command, int Code, string[] Arguments)> Runs((string Waits, string Folder) files)
    {
        string In(string name) => Path.Combine(files.Folder, name);
        string Out(string name) => Path.Combine(files.Folder, "out", name);
        var sample = Path.Combine(RepositoryRoot.Find(), "samples");
        string[] grant = [Path.Combine(sample, "grants", "iij-3rd-series.csv"), "--grant", "3rd-series"];

        yield return ("price", 3, [In("prices.csv")]);
        yield return ("price", 3, [In("prices.csv"), "--explain", "--greeks", "--sensitivity"]);
        yield return ("price", 3, [In("prices.csv"), "--json"]);
        yield return ("volatility", 0, [Path.Combine(sample, "market-data", "closes-37740.csv"), "--from", "2005-12-02", "--to", "2013-07-11", "--frequency", "weekly"]);
        yield return ("waiting", 0, []);
        yield return ("waiting withdraw", 0, [files.Waits, "2", "--reason", "=" + Formula, "--by", "+" + Formula]);
        yield return ("take", 2, [.. Directory.GetFiles(In("in")), "--dry-run", "--rejects", Out("tried")]);
        yield return ("take", 2, [.. Directory.GetFiles(In("in")), "--rejects", Out("taken")]);
        yield return ("take", 3, [In("in/@refused.json"), "--rejects", Out("again.csv"), "--json"]);
        yield return ("doubts", 0, []);
        yield return ("lapses", 0, ["--on", "2044-01-04"]);
        foreach (var language in new[] { "en", "ja" })
        {
            yield return ("workbook", 0, [Issuer, Issuer, "--language", language, "--out", Out($"{language}.xlsx")]);
            yield return ("workbook", 0, ["--date", "2013-07-11", "--language", language, "--out", Out($"date-{language}.xlsx")]);
            yield return ("report", 0, [Other, Other, "--language", language, "--out", Out($"{language}.html")]);
        }

        yield return ("explain", 0, [Issuer, Issuer]);
        yield return ("explain", 0, [Issuer, Issuer, "--json"]);
        yield return ("night", 0, ["2013-07-11", "--reason", "=" + Formula, "--by", "＠" + Formula]);
        yield return ("verify", 0, ["--grant", $"{Issuer}/{Issuer}"]);
        yield return ("verify", 0, ["--grant", $"{Issuer}/{Issuer}", "--json"]);
        yield return ("export", 0, [Issuer, "--out", Out("package")]);
        yield return ("backup", 0, [Out("backup")]);
        yield return ("restore", 3, [Out("backup")]);
        yield return ("right exercise", 0, [.. grant, "--on", "2014-07-07", "--rights", "1", "--book-value", "647000"]);
        yield return ("right window", 0, grant);
        yield return ("right capital", 0, [.. grant, "--on", "2014-07-07", "--rights", "1", "--book-value", "647000"]);
        yield return ("right adjust", 0, [.. grant, "--on", "2014-07-07"]);
        yield return ("right allotment", 0, [.. grant, "--grant-date-value", "647000"]);
        yield return ("right events", 0, [.. grant, "--events", In("events.csv"), "--on", "2014-07-08"]);
        foreach (var (place, text) in FormulaStore.Names.Index())
        {
            yield return ("right reorganise", 0,
            [
                .. grant, "--on", "2020-04-01", "--kind", "share_transfer", "--successor-code", "9999", "--successor-shares", "100", "--out", Out($"successor-{place}"),
                $"--reference={text}", $"--successor-issuer={text}", $"--successor-grant={text}",
            ]);
        }
    }

    private async Task RunAsync(string command, int code, string[] arguments, Dictionary<string, string?> environment)
    {
        var result = await LocalProgram.RunAsync([.. command.Split(' '), .. arguments], environment);
        if (result.ExitCode != code) wrong.Add($"{command}: exit code {result.ExitCode}: {result.Error}{result.Output}");
        if (Header().IsMatch(result.Output)) Look(command, Printed, "text/csv", Encoding.UTF8.GetBytes(result.Output));

        var place = Path.Combine(folder.FullPath, "out");
        if (!Directory.Exists(place)) return;

        foreach (var file in Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories))
        {
            var ending = Path.GetExtension(file);
            if (OpenedFile.FormOf(file) is { } form) Look(command, command == "take" ? Path.GetFileName(file) : ending, form, await File.ReadAllBytesAsync(file, Cancellation));
            else if (!Plain.Contains(ending)) wrong.Add($"{command}: nobody says how {Path.GetFileName(file)} is looked at");
        }

        // What one command wrote is not looked at as another's; a backup stays, to be restored.
        foreach (var written in Directory.GetDirectories(place).Where(written => Path.GetFileName(written) != "backup")) Directory.Delete(written, recursive: true);
        foreach (var written in Directory.GetFiles(place)) File.Delete(written);
    }

    private void Look(string command, string what, string form, byte[] content)
    {
        if (OpenedFile.ShowsTexts(form, content)) seen.Add($"{command} {what}");
        if (OpenedFile.Runs(form, content) is { } runs) wrong.Add($"{command} {what}: {runs}");
    }

    [GeneratedRegex("\nCommands:\n(?<commands>(  .*\n?)+)")]
    private static partial Regex Listed();

    [GeneratedRegex("^  (?<name>[a-z]+)", RegexOptions.Multiline)]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Za-z_]+(,[A-Za-z_]+)+\r?\n")]
    private static partial Regex Header();
}
