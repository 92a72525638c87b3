using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Pricing;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;
using Testing;

namespace Soak.Fuzz;

/// <summary>
/// Files that mean no good, through the door that <c>take --dry-run</c> has: each is judged to its end, each refusal has a declared
/// code, a field and a reason, what is counted adds up, and what is given back to be corrected holds nothing that a spreadsheet would run.
/// </summary>
/// <param name="seed">From where the draw goes.</param>
/// <param name="bombs">What unpacks to very much.</param>
internal sealed class FileFuzz(int seed, Bombs bombs)
{
    private const int LongestText = 1_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly FileKind[] Kinds = Enum.GetValues<FileKind>();
    private static readonly HashSet<string> Codes = [.. Enum.GetNames<ReasonCode>()];
    private static readonly string[] Names =
        ["x.csv", "4999.csv", "../../etc/passwd", "..\\x.xlsx", "C:\\x.json", "", " ", "=cmd.csv", new('n', 3_000), "a\0b", "con", "株価.csv", "\uDC00.csv", ".", "//x.invalid/a"];

    private readonly FileTrial trial = new(new GrantTermsReader(new PolicyCatalog()), new FakeTimeProvider(new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero)));
    private readonly SortedDictionary<(string How, string Outcome), long> tally = [];

    /// <summary>How many files there were, by what was done to them and what came of them.</summary>
    public IReadOnlyDictionary<(string How, string Outcome), long> Tally => tally;

    /// <summary>The longest that one file took, and which one.</summary>
    public (TimeSpan Time, string What) Slowest { get; private set; }

    /// <summary>The last one.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Draws one file and judges it.</summary>
    /// <param name="number">Its number; of a negative one, the bomb of that place, counted from 1, round and round.</param>
    /// <returns>What was wrong, with the file; null where nothing was.</returns>
    public async Task<(string What, byte[] Content)?> RunAsync(int number)
    {
        var random = new Random(unchecked((seed * 486_187_739) ^ (number * 16_777_619)));
        var file = number < 0 ? HostileFile.Bomb(bombs, -number - 1) : HostileFile.Draw(bombs, random);
        var sent = new SentFile
        {
            Name = Names[random.Next(Names.Length)],
            Door = SentFile.TakeDoor,
            Kind = random.Next(3) == 0 ? null : random.Next(8) == 0 ? Kinds[random.Next(Kinds.Length)] : file.Kind,
            Code = random.Next(4) == 0 ? "37740" : null,
            Replace = random.Next(4) == 0,
            Issuers = random.Next(8) == 0 ? "IIJ" : "",
            Who = HostileText.Draw(random),
            Reason = HostileText.Draw(random),
        };
        var started = Stopwatch.GetTimestamp();
        var judged = JudgeAsync(file, sent);
        string outcome;
        try
        {
            // What never ends must be found too, and cannot be ended.
            outcome = await judged.WaitAsync(Longest);
        }
        catch (Exception undeclared)
        {
            outcome = $"WRONG {undeclared}";
        }

        Last = string.Create(CultureInfo.InvariantCulture, $"file {number}, {file.How}");
        var took = Stopwatch.GetElapsedTime(started);
        if (took > Slowest.Time) Slowest = (took, Last);
        var isWrong = outcome.StartsWith("WRONG", StringComparison.Ordinal);
        var counted = (file.How, isWrong ? "WRONG" : outcome);
        tally[counted] = tally.GetValueOrDefault(counted) + 1;
        return isWrong ? (string.Create(CultureInfo.InvariantCulture, $"seed {seed}, file {number}, {file.How}, {file.Kind} as {sent.Kind?.ToString() ?? "found"}: {outcome}"), file.Content) : null;
    }

    private Task<string> JudgeAsync(HostileFile file, SentFile sent) => Task.Run(async () =>
    {
        using var content = new MemoryStream(file.Content, writable: false);
        var judged = await trial.JudgeAsync(content, sent, CancellationToken.None);
        if (Undeclared(judged) is { } what) return $"WRONG {what}";
        if (judged.Rejects.Count > 0 || judged.Report.Defect is not null)
        {
            content.Position = 0;
            using var table = new MemoryStream();
            await CorrectableRows.WriteAsync(judged.Record, judged.Report, content, judged.Rejects.ToAsyncEnumerable(), table, CancellationToken.None);
            if (SpreadsheetText.Runs(table.ToArray()) is { } field) return $"WRONG a spreadsheet would run {field}";
        }

        return judged.Report.Defect is not null ? "refused as a whole" : judged.Report.Rejected > 0 ? "rows refused" : judged.Report.Waiting > 0 ? "rows would wait" : "taken";
    });

    private static string? Undeclared(FileTrial.Judgement judged)
    {
        var report = judged.Report;
        foreach (var reject in judged.Rejects)
        {
            if (!Codes.Contains(reject.Code) || reject.Code == nameof(ReasonCode.ProgramError)) return $"code {reject.Code}: {reject}";
            if (reject.Field.Length == 0 || reject.Reason.Length == 0) return $"no field or no reason: {reject}";
            if (reject.Field.Length > LongestText || reject.Value.Length > LongestText || reject.Reason.Length > LongestText) return $"a long text: {reject.Field.Length}, {reject.Value.Length}, {reject.Reason.Length}";
        }

        if (report.Defect is { Length: 0 or > 20 * LongestText }) return $"a defect of {report.Defect.Length} characters";
        if (report.Notices?.Length > 20 * LongestText) return string.Create(CultureInfo.InvariantCulture, $"notices of {report.Notices.Length} characters");
        if (report.Rejected > 0 && judged.Rejects.Count == 0) return "rows refused without a reason";
        var answered = report.Stored + report.Unchanged + report.Amended + report.Waiting + report.Rejected;
        return IsOfRows(judged.Record.Kind) && !judged.Record.IsKindUnknown && report.Defect is null && answered != report.Rows
            ? string.Create(CultureInfo.InvariantCulture, $"{report.Rows} rows, {answered} answered")
            : null;
    }

    private static bool IsOfRows(FileKind kind) => kind is FileKind.Grants or FileKind.Events or FileKind.Holders;
}
